"""Scopes: which situations a rule or a variant applies to, and which of two scopes is narrower."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from agreement_kit.codes import Codes, Dimension
from agreement_kit.errors import MissingFact, Problem, nearest

# A fact is the set of codes that may hold (one when known, all when unknown; several states hold at once), or a number (None: unknown).
Fact: TypeAlias = frozenset[str] | int | None
Situation: TypeAlias = Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Within:
    """The fact is one of these codes."""

    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Outside:
    """The fact is none of these codes."""

    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Range:
    """A number from `at_least` (included) up to `below` (excluded). `together`: counted over all datasets of the agreement."""

    at_least: int
    below: int | None
    together: bool = False


Condition: TypeAlias = Within | Outside | Range


@dataclass(frozen=True, slots=True)
class Scope:
    """Every condition must hold. An empty scope holds everywhere."""

    conditions: Mapping[str, Condition]

    def holds(self, situation: Situation) -> bool:
        """Whether the scope covers the situation. Raises MissingFact when a fact it asks for is not there."""
        return all(_holds(name, condition, situation) for name, condition in self.conditions.items())

    def covers(self, other: "Scope") -> bool:
        """Whether every situation of `other` lies in this scope."""
        return all(name in other.conditions and _inside(other.conditions[name], condition) for name, condition in self.conditions.items())

    def narrower(self, other: "Scope") -> bool:
        """Whether this scope lies in `other` and not the reverse."""
        return other.covers(self) and not self.covers(other)

    def meets(self, other: "Scope") -> bool:
        """Whether some situation lies in both scopes."""
        shared = self.conditions.keys() & other.conditions.keys()
        return all(_meets(self.conditions[name], other.conditions[name]) for name in shared)


EVERYWHERE = Scope({})


def known(code: str) -> frozenset[str]:
    """The fact whose code is known."""
    return frozenset({code})


def _holds(name: str, condition: Condition, situation: Situation) -> bool:
    if name not in situation:
        raise MissingFact(Problem("missing_fact", f"'{name}' is not known in this situation"))
    return condition_holds(condition, situation.get(f"{name}_together", situation[name]) if _together(condition) else situation[name])


def _together(condition: Condition) -> bool:
    return isinstance(condition, Range) and condition.together


def condition_holds(condition: Condition, fact: Fact) -> bool:
    """Whether a fact meets a condition. An unknown fact meets it when some value would."""
    if isinstance(condition, Range):
        if fact is None:
            return True
        return isinstance(fact, int) and fact >= condition.at_least and (condition.below is None or fact < condition.below)
    if not isinstance(fact, frozenset):
        return False
    return bool(fact & condition.codes) if isinstance(condition, Within) else bool(fact - condition.codes)


def _inside(inner: Condition, outer: Condition) -> bool:
    if isinstance(inner, Range) and isinstance(outer, Range):
        ends = outer.below is None or (inner.below is not None and inner.below <= outer.below)
        return inner.together == outer.together and inner.at_least >= outer.at_least and ends
    if isinstance(inner, Within) and isinstance(outer, Within):
        return inner.codes <= outer.codes
    if isinstance(inner, Within) and isinstance(outer, Outside):
        return not inner.codes & outer.codes
    if isinstance(inner, Outside) and isinstance(outer, Outside):
        return outer.codes <= inner.codes
    return False


def _meets(one: Condition, other: Condition) -> bool:
    if isinstance(one, Range) and isinstance(other, Range):
        if one.together != other.together:
            return True
        return (one.below is None or other.at_least < one.below) and (other.below is None or one.at_least < other.below)
    if isinstance(one, Within) and isinstance(other, Within):
        return bool(one.codes & other.codes)
    if isinstance(one, Within) and isinstance(other, Outside):
        return bool(one.codes - other.codes)
    if isinstance(one, Outside) and isinstance(other, Within):
        return bool(other.codes - one.codes)
    return True


def parse_scope(data: Mapping[str, Any] | None, codes: Codes, extra_flags: frozenset[str] = frozenset()) -> Scope:
    """A scope from its YAML. `extra_flags` are names that are flags here besides those of codes.yaml. Raises ValueError in plain words."""
    conditions: dict[str, Condition] = {}
    for name, value in (data or {}).items():
        dimension = codes.dimensions.get(name)
        if dimension is None and name in extra_flags:
            dimension = Dimension(name, "agreement", ("no", "yes"))
        if dimension is None:
            hint = nearest(name, codes.dimensions)
            raise ValueError(f"'{name}' is not a dimension or flag" + (f"; {hint}" if hint else ""))
        conditions[name] = _condition(dimension, value, codes)
    return Scope(conditions)


def _condition(dimension: Dimension, value: Any, codes: Codes) -> Condition:
    if dimension.number:
        return _range(dimension.name, value)
    if isinstance(value, Mapping):
        if set(value) != {"not"}:
            raise ValueError(f"'{dimension.name}': expected codes or {{not: [codes]}}")
        return Outside(_codes(dimension, value["not"], codes))
    return Within(_codes(dimension, value, codes))


def _range(name: str, value: Any) -> Range:
    if not isinstance(value, Mapping) or not set(value) <= {"at_least", "below", "counted_since"} or not {"at_least", "below"} & set(value):
        raise ValueError(f"'{name}': expected {{at_least: number}} or {{below: number}}")
    low, high = value.get("at_least", 0), value.get("below")
    if not isinstance(low, int) or not isinstance(high, int | None):
        raise ValueError(f"'{name}': expected {{at_least: number}} or {{below: number}}")
    if low <= 0 and high is None:
        raise ValueError(f"'{name}': every number is at least {low}; the condition says nothing")
    if high is not None and high <= low:
        raise ValueError(f"'{name}': no number is at least {low} and below {high}")
    return Range(low, high, "counted_since" in value)


def _codes(dimension: Dimension, value: Any, codes: Codes) -> frozenset[str]:
    given = frozenset(str(item) for item in (value if isinstance(value, list) else [value]))
    if not given:
        raise ValueError(f"'{dimension.name}': the list is empty")
    if dimension.states:
        _check_states(given, codes)
        return codes.states(given)
    unknown = sorted(given - set(dimension.codes))
    if unknown:
        hint = nearest(unknown[0], dimension.codes) or f"one of {', '.join(dimension.codes)}"
        raise ValueError(f"'{unknown[0]}' is not a code of '{dimension.name}'; {hint}")
    return given


def _check_states(given: frozenset[str], codes: Codes) -> None:
    for name in sorted(given - codes.groups.keys()):
        if not (len(name) == 2 and name.isalpha() and name.isupper()):
            raise ValueError(f"'{name}' is neither a state nor a group; {nearest(name, codes.groups) or 'expected an ISO code or a group'}")
