"""The days on which a law is proved: the day it was last looked at as a whole, and every day after it on which it changes."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Literal, TypeAlias

from agreement_kit.library import Library
from agreement_kit.library.jurisdictions import Jurisdiction, Rule, Version

Day: TypeAlias = date | Literal["undated"]  # "undated": as if all law had come whose day is not known


def days(law: Jurisdiction, since: date) -> tuple[Day, ...]:
    """`since`, each later day on which a rule of the law begins, changes or ends, and "undated" where such law is coming.

    Between two of these days nothing changes, so what holds on each of them holds on every day from `since` on.
    """
    starts = {version.starts for rule in law.rules for version in rule.versions}
    dated = sorted(start for start in starts if isinstance(start, date) and start > since)
    return (since, *dated, *(("undated",) if "undated" in starts else ()))


def all_days(library: Library, since: date) -> tuple[Day, ...]:
    """The days of all laws of a library, in order."""
    found = {day for law in library.jurisdictions.values() for day in days(law, since)}
    return (*sorted(day for day in found if isinstance(day, date)), *(day for day in found if not isinstance(day, date)))


def last_change(library: Library) -> date:
    """The last dated day on which a law of a library changes."""
    starts = {version.starts for law in library.jurisdictions.values() for rule in law.rules for version in rule.versions}
    return max((start for start in starts if isinstance(start, date)), default=date.min)


def on_day(rule: Rule, day: Day) -> Version | None:
    """The version of a rule that holds on a day; None where none does."""
    if isinstance(day, date):
        index = rule.version_at(day)
    else:
        coming = [index for index, version in enumerate(rule.versions) if version.starts == day and not version.repealed]
        index = coming[-1] if coming else rule.version_at(date.max)
    return None if index is None else rule.versions[index]


def spans(found: Mapping[Day, bool]) -> str:
    """When something is so, of the days in order: "" for always, else "from 2027-01-01", "until undated law comes"."""
    runs: Sequence[tuple[bool, list[Day]]] = [(so, [day for day, _ in run]) for so, run in groupby(found.items(), key=lambda item: item[1])]
    return ", ".join(_spans(runs)) if len(runs) > 1 else ""


def _spans(runs: Sequence[tuple[bool, list[Day]]]) -> Iterator[str]:
    for place, (so, run) in enumerate(runs):
        if so:
            begins = f"from {_named(run[0])}" if place else ""
            ends = f"until {_named(runs[place + 1][1][0])}" if place + 1 < len(runs) else ""
            yield " ".join(filter(None, (begins, ends)))


def _named(day: Day) -> str:
    return str(day) if isinstance(day, date) else "undated law comes"
