"""Prove that every situation a clause can meet has exactly one variant: no gap, no tie."""

from collections.abc import Iterator
from itertools import product

from agreement_kit.codes import Codes
from agreement_kit.errors import AmbiguousVariant, NoVariant, Problem
from agreement_kit.library.clauses import Clause
from agreement_kit.resolve import choose
from agreement_kit.scope import Fact, Outside, Range, Within, known

ELSEWHERE = "ZZ"  # a state that no scope names


def coverage_problems(clause: Clause, codes: Codes) -> Iterator[Problem]:
    """Every combination of the codes that a clause's variants ask about, held against its variants."""
    for situation in situations(clause, codes):
        try:
            choose(clause.candidates, situation, clause.name)
        except NoVariant:
            if not clause.optional:
                yield Problem("gap", f"no variant applies when {_shown(situation)}", clause.path)
        except AmbiguousVariant as error:
            yield Problem("tie", f"{error.problems[0].message}, when {_shown(situation)}", clause.path)


def situations(clause: Clause, codes: Codes) -> Iterator[dict[str, Fact]]:
    """Every combination of the codes that a clause's variants ask about. A number is tried on both sides of each bound."""
    names = clause.dimensions
    for facts in product(*(tuple(_values(clause, name, codes)) for name in names)):
        yield dict(zip(names, facts, strict=True))


def _values(clause: Clause, name: str, codes: Codes) -> Iterator[Fact]:
    conditions = [c.scope.conditions[name] for c in clause.candidates.values() if name in c.scope.conditions]
    dimension = codes.dimensions[name]
    if dimension.number:
        bounds = {0} | {n for c in conditions if isinstance(c, Range) for n in (c.at_least, c.below) if n is not None}
        yield from sorted(bounds)
    elif dimension.states:
        named = {state for c in conditions if isinstance(c, Within | Outside) for state in c.codes}
        yield from (known(state) for state in sorted(named | {ELSEWHERE}))
    else:
        yield from (known(code) for code in dimension.codes)


def _shown(situation: dict[str, Fact]) -> str:
    facts = (f"{name}: {next(iter(fact)) if isinstance(fact, frozenset) else fact}" for name, fact in situation.items())
    return ", ".join(facts) or "nothing is asked"
