"""The closed vocabularies of law and deals. The words stand in `clauses/jurisdictions/codes.yaml`; here is their shape."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

Level: TypeAlias = Literal["agreement", "party", "dataset", "handling", "transfer", "ground"]
OF_LAW = "law"  # the level of facts that each law sees from its own state; no clause sees them

# What a unit of each level sees: its own level first, then the levels above it.
ABOVE: Mapping[str, tuple[Level, ...]] = {
    "agreement": ("agreement",),
    "jurisdiction": ("agreement",),
    "party": ("party", "agreement"),
    "dataset": ("dataset", "agreement"),
    "handling": ("handling", "party", "dataset", "agreement"),
    "transfer": ("transfer", "handling", "party", "dataset", "agreement"),
    "ground": ("ground", "transfer", "handling", "party", "dataset", "agreement"),
}
YES, NO = "yes", "no"
FLAG_CODES = (NO, YES)


@dataclass(frozen=True, slots=True)
class Dimension:
    """One question a scope may ask. `codes` run from the loosest to the strictest; `found` ones are answered by law, not by the deal."""

    name: str
    level: str
    codes: tuple[str, ...]
    found: bool = False
    joins: bool = False
    number: bool = False
    states: bool = False
    derived: bool = False

    @property
    def flag(self) -> bool:
        """Whether it is a yes-or-no question."""
        return self.codes == FLAG_CODES

    def strictest(self, codes: frozenset[str]) -> str:
        """Of several codes the one that binds most."""
        return max(codes, key=self.codes.index)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number a law may set: its unit, and which direction is stricter."""

    unit: str
    stricter: Literal["less", "more"]
    says: str
    clock: str | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """A question a law must answer, the capacities in which it is asked, and when."""

    capacities: tuple[str, ...]
    when: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Codes:
    """All vocabularies. `laws` are the states whose law the library has; `whole` the flags that no part of a dataset can lose."""

    groups: Mapping[str, frozenset[str]]
    dimensions: Mapping[str, Dimension]
    asks: Mapping[str, Ask]
    figures: Mapping[str, Figure]
    duties: Mapping[str, str]
    practices: Mapping[str, str]
    moves: Mapping[str, str]
    events: tuple[str, ...]
    says: Mapping[tuple[str, str], str] = field(default_factory=dict)
    laws: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()

    def flags(self, level: str, *, derived: bool = False) -> tuple[str, ...]:
        """The flags of a level; those that follow from other facts only when asked for."""
        return tuple(d.name for d in self.dimensions.values() if d.flag and d.level == level and not d.found and d.derived == derived)

    def states(self, names: frozenset[str]) -> frozenset[str]:
        """ISO codes, with groups written out."""
        return frozenset(code for name in names for code in self.groups.get(name, frozenset({name})))

    @classmethod
    def parse(cls, data: Mapping[str, Any]) -> "Codes":
        """Build from the parsed file (mapping as in codes.yaml)."""
        dimensions = {name: _dimension(name, entry) for name, entry in data["dimensions"].items()}
        for name, entry in data["flags"].items():
            dimensions[name] = Dimension(name, entry["of"], FLAG_CODES, joins=True)
        for name, entry in data["derived"].items():
            dimensions[name] = Dimension(name, entry["of"], FLAG_CODES, joins=entry["of"] != OF_LAW, derived=True)
        return cls(
            groups={name: frozenset(codes) for name, codes in data["groups"].items()},
            dimensions=dimensions,
            asks={name: _ask(entry) for name, entry in data["asks"].items()},
            figures={name: Figure(e["unit"], e["stricter"], e["says"], e.get("clock")) for name, e in data["figures"].items()},
            duties=dict(data["duties"]),
            practices=dict(data["practices"]),
            moves=dict(data["moves"]),
            events=tuple(data["events"]),
            says=dict(_meanings(data)),
            whole=frozenset(name for name, entry in data["flags"].items() if entry.get("whole")),
        )


def _dimension(name: str, entry: Mapping[str, Any]) -> Dimension:
    flag = entry.get("flag", False)
    return Dimension(
        name,
        entry["of"],
        FLAG_CODES if flag else tuple(entry.get("codes", ())),
        found=entry.get("found", False),
        joins=flag or entry.get("join") == "strictest",
        number=entry.get("number", False),
        states=entry.get("states", False),
    )


def _ask(entry: Mapping[str, Any]) -> Ask:
    return Ask(tuple(entry["as"]), {name: frozenset(codes) for name, codes in entry.get("when", {}).items()})


def _meanings(data: Mapping[str, Any]) -> list[tuple[tuple[str, str], str]]:
    codes = [((name, code), says) for name, entry in data["dimensions"].items() for code, says in entry.get("codes", {}).items()]
    return codes + [((name, YES), entry["says"]) for part in ("flags", "derived") for name, entry in data[part].items()]
