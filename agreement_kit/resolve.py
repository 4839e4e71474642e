"""Choose the one variant that applies, and say why."""

from collections.abc import Mapping
from dataclasses import dataclass

from agreement_kit.errors import AmbiguousVariant, NoVariant, Problem
from agreement_kit.scope import Scope, Situation


@dataclass(frozen=True, slots=True)
class Candidate:
    """A variant's scope, and the variants it beats although neither is narrower."""

    scope: Scope
    overrides: frozenset[str] = frozenset()


def beats(one: str, other: str, candidates: Mapping[str, Candidate]) -> bool:
    """Whether variant `one` beats `other`: it is narrower, or it overrides it."""
    if other in candidates[one].overrides:
        return True
    return candidates[one].scope.narrower(candidates[other].scope) and one not in candidates[other].overrides


def applicable(candidates: Mapping[str, Candidate], situation: Situation) -> tuple[str, ...]:
    """The variants whose scope holds, in name order."""
    return tuple(sorted(name for name, candidate in candidates.items() if candidate.scope.holds(situation)))


def choose(candidates: Mapping[str, Candidate], situation: Situation, what: str) -> str:
    """The variant that no other applicable one beats.

    `what` names the clause in messages. Raises NoVariant when none applies and AmbiguousVariant when several are left.
    """
    found = applicable(candidates, situation)
    if not found:
        raise NoVariant(Problem("no_variant", f"no variant of '{what}' applies"))
    left = [name for name in found if not any(beats(other, name, candidates) for other in found if other != name)]
    if len(left) != 1:
        names = ", ".join(left or found)
        raise AmbiguousVariant(Problem("ambiguous_variant", f"several variants of '{what}' apply and none is narrower: {names}"))
    return left[0]
