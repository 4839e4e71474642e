"""Which rules of a law match, on the day the deal takes effect, after displacement."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from agreement_kit.errors import MissingFact, Problem
from agreement_kit.library.jurisdictions import Jurisdiction, Rule
from agreement_kit.rules.findings import Found, Unit
from agreement_kit.rules.situations import Facts, Situations, shown
from agreement_kit.rules.units import Classes, units

DATA = frozenset({"data", "checkpoint"})  # a checkpoint, a token file or an embedding is as good as the data


def matches(rule: Rule, facts: Facts) -> bool:
    """Whether a rule binds. Unless it says what is carried, it speaks of data. Raises MissingFact naming the rule."""
    carries = facts.get("carries")
    if "carries" not in rule.scope.conditions and isinstance(carries, frozenset) and not carries & DATA:
        return False
    try:
        return rule.scope.holds(facts)
    except MissingFact as error:
        raise MissingFact(Problem("missing_fact", f"rule {rule.id}: {error.problems[0].message}")) from None


def facts_used(rule: Rule, facts: Facts) -> dict[str, str]:
    """The facts that a rule's scope asked for, in words."""
    return {name: shown(facts[name]) for name in rule.scope.conditions}


def matching(states: Sequence[Jurisdiction], kind: str, situations: Situations, classes: Classes) -> Iterator[Found]:
    """All rules of a kind that bind, of all states."""
    day = situations.deal.takes_effect
    for state in states:
        rules = [(rule, rule.version_at(day)) for rule in state.rules if rule.kind == kind]
        asked = (
            (rule, index, unit, facts) for rule, index in rules if index is not None for unit, facts in units(rule, situations, classes)
        )
        yield from after_displacement(found_by(asked))


def found_by(asked: Iterable[tuple[Rule, int, Unit, Facts]]) -> Iterator[Found]:
    """Of rules asked about units, those that match."""
    for rule, index, unit, facts in asked:
        if matches(rule, facts):
            yield Found(rule, index, unit, facts_used(rule, facts))


def after_displacement(found: Iterable[Found]) -> tuple[Found, ...]:
    """A rule steps back where another of the same law and unit displaces it; a displaced rule displaces nothing."""
    candidates = tuple(found)
    displacers: dict[tuple[str, str], list[tuple[str, str]]] = {(f.rule.id, f.unit.key): [] for f in candidates}
    for f in candidates:
        for other in f.rule.displaces:
            if (other, f.unit.key) in displacers:
                displacers[other, f.unit.key].append((f.rule.id, f.unit.key))
    return tuple(f for f in candidates if _stands((f.rule.id, f.unit.key), displacers))


def _stands(rule: tuple[str, str], displacers: Mapping[tuple[str, str], list[tuple[str, str]]]) -> bool:
    """Whether no rule that stands itself displaces it. Circles are refused when a law is read."""
    return not any(_stands(other, displacers) for other in displacers[rule])
