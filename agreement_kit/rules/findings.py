"""What the law says about a deal: plain values, with the rule, the unit and the facts behind each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from agreement_kit.deal import Handling, Transfer
from agreement_kit.library.jurisdictions import Rule, Version


@dataclass(frozen=True, slots=True)
class Unit:
    """What a rule was asked about. `key` tells units apart; the fields that do not concern it are None."""

    level: str
    key: str
    thing: str | None = None
    party: str | None = None
    handling: Handling | None = None
    transfer: Transfer | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A rule that matches: the version that holds (or is coming), the unit, and the facts that its scope asked for."""

    rule: Rule
    index: int
    unit: Unit
    facts: Mapping[str, str]

    @property
    def version(self) -> Version:
        """The version of the rule."""
        return self.rule.versions[self.index]


@dataclass(frozen=True, slots=True)
class Ground:
    """One transfer under one law that asks for a mechanism. `options` in the law's order; `mechanism` is the deal's choice."""

    transfer: Transfer
    law: str
    thing: str
    found: tuple[Found, ...]
    options: tuple[str, ...]
    mechanism: str | None

    @property
    def key(self) -> str:
        """A name that tells grounds apart."""
        return f"{self.transfer.key}.{self.law}"


RestsOn: TypeAlias = Literal["approval", "exception", "silence"]


@dataclass(frozen=True, slots=True)
class Residency:
    """Where one thing may be kept: the strictest code, the code under each law, and the rules behind.

    `rests_on` says what has to be there first where the code is approval: an approval, an exception that was granted, or, where no law
    speaks, somebody's word that none forbids it. `silent` are the states whose law does not speak, and whose silence nobody accepted.
    """

    code: str
    by_law: Mapping[str, str]
    found: tuple[Found, ...]
    keeps: frozenset[str]
    rests_on: RestsOn | None = None
    silent: tuple[str, ...] = ()


FaultKind: TypeAlias = Literal["residency", "mechanism", "language"]


@dataclass(frozen=True, slots=True)
class Breach:
    """The deal breaks a rule, or would until something outstanding is done (then it is a condition)."""

    law: str
    kind: FaultKind
    thing: str | None
    found: tuple[Found, ...]
    handling: Handling | None
    why: str


@dataclass(frozen=True, slots=True)
class Silence:
    """A question that a law must answer and does not. `id` is "ID/model_residency"."""

    id: str
    thing: str | None
    accepted: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two rules that cannot both be met."""

    one: Found
    other: Found
    why: str


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that was found. `found` holds the rules of every kind that bind; `coming` those that will."""

    found: tuple[Found, ...]
    classes: Mapping[tuple[str, str], Mapping[str, str]]
    residency: Mapping[str, Residency]
    grounds: tuple[Ground, ...]
    figures: Mapping[str, Mapping[str, int]]
    languages: Mapping[str, bool]
    silences: tuple[Silence, ...]
    breaches: tuple[Breach, ...]
    conditions: tuple[Breach, ...]
    conflicts: tuple[Conflict, ...]
    coming: tuple[Found, ...]

    def of_kind(self, kind: str) -> tuple[Found, ...]:
        """The rules of one kind that bind."""
        return tuple(found for found in self.found if found.rule.kind == kind)

    @property
    def rule_ids(self) -> frozenset[str]:
        """The ids of all rules that bind."""
        return frozenset(found.rule.id for found in self.found)
