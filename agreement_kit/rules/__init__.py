"""What binds a deal. `find` asks the law; the findings are plain values."""

from agreement_kit.rules.faults import field_of
from agreement_kit.rules.find import end_of, find, touched
from agreement_kit.rules.findings import Breach, Conflict, Findings, Found, Ground, Residency, Silence, Unit
from agreement_kit.rules.owing import who_owes

__all__ = [
    "Breach",
    "Conflict",
    "Findings",
    "Found",
    "Ground",
    "Residency",
    "Silence",
    "Unit",
    "end_of",
    "field_of",
    "find",
    "touched",
    "who_owes",
]
