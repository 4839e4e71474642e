"""Turning points: the fact, or the smallest set of facts, that would change what a deal comes to; and what coming law will change.

Facts are changed one at a time (two for a clause that no single fact turns), each changed deal is asked of the law again.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, islice
from typing import Any

from agreement_kit.codes import Codes
from agreement_kit.deal import Deal
from agreement_kit.dealfile import parse_deal
from agreement_kit.document import Agreement, Provision
from agreement_kit.errors import AgreementKitError, DealError, Problem, nearest
from agreement_kit.library import Library
from agreement_kit.library.jurisdictions import Jurisdiction
from agreement_kit.outcome import Difference, Outcome, difference, outcome
from agreement_kit.reading import parse_yaml
from agreement_kit.rules import touched
from agreement_kit.rules.findings import Found

NOTED = 6  # facts in the drafting notes of one provision
PAIRS = 400  # pairs of facts tried for a clause that no single fact turns
_NEVER = {"secrecy": "secret"}  # a value that no deal may have


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a deal with another value: its path in the deal file ("datasets.speech.holder"), what it is now, and what it would be."""

    path: str
    present: str
    then: str
    change: Callable[[Deal], Deal]

    def __str__(self) -> str:
        return f"{self.path}: {self.then} (now {self.present})"


@dataclass(frozen=True, slots=True)
class Turn:
    """Facts that, changed together, change the outcome."""

    facts: tuple[Fact, ...]
    difference: Difference


@dataclass(frozen=True, slots=True)
class Coming:
    """A rule whose law will change: the version to come, what it will change in the deal, and the clauses whose words answer the rule."""

    found: Found
    difference: Difference
    answered_by: tuple[str, ...]


def turns(start: Outcome, library: Library) -> tuple[Turn, ...]:
    """Every single fact that changes clauses, rules or breaches, in the order of the deal."""
    return tuple(turn for fact in facts_of(start, library) if (turn := _turn(start, (fact,), library)))


def turns_of(name: str, start: Outcome, library: Library) -> tuple[Turn, ...]:
    """The facts that change one clause, or one rule ("ID/residency_public"): single ones; where there is none, pairs."""
    single = [turn for turn in turns(start, library) if concerns(turn.difference, name)]
    if single:
        return tuple(single)
    asked = _asked(name, start, library)
    facts = [fact for fact in facts_of(start, library) if asked & set(fact.path.split("."))]
    pairs = islice((pair for pair in combinations(facts, 2) if pair[0].path != pair[1].path), PAIRS)
    tried = (_turn(start, pair, library) for pair in pairs)
    return tuple(turn for turn in tried if turn and concerns(turn.difference, name))


def _asked(name: str, start: Outcome, library: Library) -> frozenset[str]:
    """The facts that a clause (its scopes, and the rules of the kinds behind them) or a rule asks about."""
    rules = [rule for state in touched(start.deal) if state in library.jurisdictions for rule in library.jurisdictions[state].rules]
    if "/" in name:
        return frozenset(fact for rule in rules if rule.id == name for fact in rule.scope.conditions)
    entries = [entry for entry in start.choices.type.entries if entry.clause == name]
    scopes = [entry.when for entry in entries]
    scopes += [one.scope for entry in entries for one in library.clause(entry.folder, entry.clause).candidates.values()]
    own = {fact for scope in scopes for fact in scope.conditions}
    behind = {"residency": "residency", "mechanism": "mechanism"}
    kinds = {behind.get(fact, "class") for fact in own}
    return frozenset(own | {fact for rule in rules if rule.kind in kinds for fact in rule.scope.conditions})


def concerns(found: Difference, name: str) -> bool:
    """Whether a difference touches a clause or a rule."""
    rules = (*found.rules_gone, *found.rules_new)
    return any(change.clause == name for change in found.clauses) or any(rule.partition(" ")[0] == name for rule in rules)


def noted(agreement: Agreement, found: Sequence[Turn]) -> Agreement:
    """The agreement with, in the drafting notes of each provision, the facts that would change it (at most `NOTED`)."""
    return replace(agreement, provisions=tuple(_noted(provision, found) for provision in agreement.provisions))


def _noted(provision: Provision, found: Sequence[Turn]) -> Provision:
    behind = provision.provenance
    if behind is None:
        return provision
    lines = [
        f"Would change with {', '.join(map(str, turn.facts))}: {change.after}."
        for turn in found
        for change in turn.difference.clauses
        if change.clause == behind.clause
    ]
    return replace(provision, provenance=replace(behind, because=(*behind.because, *lines[:NOTED])))


def _turn(start: Outcome, facts: Sequence[Fact], library: Library) -> Turn | None:
    deal = start.deal
    for fact in facts:
        deal = fact.change(deal)
    try:
        found = difference(start, outcome(deal, library))
    except AgreementKitError:  # a deal that cannot be: no answer about it
        return None
    return Turn(tuple(facts), found) if found else None


def facts_of(start: Outcome, library: Library) -> tuple[Fact, ...]:
    """Every fact of a deal that a law or a clause may ask about, with each other value."""
    deal, codes = start.deal, library.codes
    of_things = (*_dataset_facts(deal, codes, _thresholds(deal, library.jurisdictions)), *_party_facts(deal, codes))
    return (*of_things, *_place_facts(deal, library.jurisdictions), *_agreement_facts(deal, codes))


def _dataset_facts(deal: Deal, codes: Codes, thresholds: Sequence[int]) -> Iterator[Fact]:
    for name, data in deal.datasets.items():
        for field in ("identity", "holder", "sector", "secrecy"):
            for code in codes.dimensions[field].codes:
                if code not in (getattr(data, field), _NEVER.get(field)):
                    yield _part("datasets", name, field, code, deal)
        for flag in codes.flags("dataset"):
            yield _listed("datasets", name, "contents", flag, deal)
        for state, origin in data.origins.items():
            for people in thresholds:
                then = people if (origin.people or 0) < people else people - 1
                yield _people(deal, name, state, then)


def _people(deal: Deal, name: str, state: str, then: int) -> Fact:
    def change(given: Deal) -> Deal:
        data = given.datasets[name]
        origins = {**data.origins, state: data.origins[state].model_copy(update={"people": then})}
        return given.changed(datasets={**given.datasets, name: data.model_copy(update={"origins": origins})})

    now = deal.datasets[name].origins[state].people
    return Fact(f"datasets.{name}.origins.{state}.people", "unknown" if now is None else str(now), str(then), change)


def _party_facts(deal: Deal, codes: Codes) -> Iterator[Fact]:
    for name, party in deal.parties.items():
        for code in codes.dimensions["acts_as"].codes:
            if code != party.acts_as:
                yield _part("parties", name, "acts_as", code, deal)
        for flag in codes.flags("party"):
            yield _listed("parties", name, "flags", flag, deal)


def _place_facts(deal: Deal, law: Mapping[str, Jurisdiction]) -> Iterator[Fact]:
    for name, site in deal.sites.items():
        for state in law:
            if state != site.jurisdiction:
                yield _part("sites", name, "jurisdiction", state, deal)
        for premises in ("provider", "government", "recipient", "cloud"):
            if premises != site.premises:
                yield _part("sites", name, "premises", premises, deal)
    for index, operation in enumerate(deal.operations):
        for acting in ("processor", "joint", "controller"):
            if acting != operation.acting:
                yield _operation(deal, index, "acting", acting)
        if operation.reached_from:
            yield _operation(deal, index, "reached_from", [])


def _agreement_facts(deal: Deal, codes: Codes) -> Iterator[Fact]:
    for name, model in deal.models.items():
        for test in ("none", "planned", "passed", "failed"):
            if test != model.exit_test:
                yield _part("models", name, "exit_test", test, deal)
        for release in ("internal", "hosted", "gated", "open_use_limited", "open"):
            if release != model.release:
                yield _part("models", name, "release", release, deal)
    for flag in codes.flags("agreement"):
        flags = [kept for kept in deal.flags if kept != flag] if flag in deal.flags else [*deal.flags, flag]
        yield _whole("flags", flag, flag in deal.flags, flags)
    for code in codes.dimensions["instrument"].codes:
        if code != deal.instrument:
            yield Fact("instrument", deal.instrument, code, lambda given, code=code: given.changed(instrument=code))  # type: ignore[misc]  # a lambda with its value bound


def _part(field: str, name: str, key: str, value: Any, deal: Deal) -> Fact:
    def change(given: Deal) -> Deal:
        parts = getattr(given, field)
        return given.changed(**{field: {**parts, name: parts[name].model_copy(update={key: value})}})

    return Fact(f"{field}.{name}.{key}", str(getattr(getattr(deal, field)[name], key)), str(value), change)


def _listed(field: str, name: str, key: str, flag: str, deal: Deal) -> Fact:
    """A flag of a party or dataset, taken out or put in."""
    now = getattr(getattr(deal, field)[name], key)
    then = [kept for kept in now if kept != flag] if flag in now else [*now, flag]
    made = _part(field, name, key, then, deal)
    return Fact(f"{made.path}.{flag}", _yes(flag in now), _yes(flag not in now), made.change)


def _operation(deal: Deal, index: int, key: str, value: Any) -> Fact:
    def change(given: Deal) -> Deal:
        operations = [o.model_copy(update={key: value}) if i == index else o for i, o in enumerate(given.operations)]
        return given.changed(operations=operations)

    now = getattr(deal.operations[index], key)
    return Fact(f"operations.{index}.{key}", _said(now), _said(value), change)


def _whole(field: str, flag: str, now: bool, then: list[str]) -> Fact:
    return Fact(f"{field}.{flag}", _yes(now), _yes(not now), lambda given: given.changed(**{field: then}))


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


def _said(value: Any) -> str:
    return ", ".join(value) or "nobody" if isinstance(value, list) else str(value)


def _thresholds(deal: Deal, law: Mapping[str, Jurisdiction]) -> tuple[int, ...]:
    """The numbers of people at which a rule of a law that the deal touches begins or ends."""
    numbers: set[int] = set()
    for rule in (rule for state in touched(deal) if state in law for rule in law[state].rules):
        bounds = rule.scope.conditions.get("people")
        numbers |= {bound for bound in (getattr(bounds, "at_least", None), getattr(bounds, "below", None)) if bound}
    return tuple(sorted(numbers))


def coming(start: Outcome, library: Library) -> tuple[Coming, ...]:
    """What each version of law that is to come within the term, or on a day nobody knows, will change."""
    clauses = [library.clause(entry.folder, entry.clause) for entry in start.choices.type.entries]
    return tuple(
        Coming(
            found,
            difference(start, outcome(start.deal, library, _in_force(found, library))),
            tuple(clause.name for clause in clauses if found.rule.id in clause.answers),
        )
        for found in start.findings.coming
    )


def _in_force(found: Found, library: Library) -> dict[str, Jurisdiction]:
    """The law with a version that is to come in force already."""
    law = library.jurisdictions[found.rule.state]
    early = found.version.model_copy(update={"starts": date.min})
    rules = tuple(replace(rule, versions=(early,)) if rule.id == found.rule.id else rule for rule in law.rules)
    return {state: library.jurisdictions[state] for state in library.jurisdictions} | {law.code: replace(law, rules=rules)}


def what_if(deal: Deal, wishes: Sequence[str], codes: Codes) -> Deal:
    """The deal with other facts. A wish is "datasets.speech.holder=public": a path in the deal file and a value as YAML.

    Raises DealError for a path that the deal does not have, and for a deal that cannot be.
    """
    data = deal.model_dump(mode="json", by_alias=True, exclude={"name", "signoffs"})
    for wish in wishes:
        path, _, value = wish.partition("=")
        _put(data, path.strip().split("."), parse_yaml(value or "null", wish).data, wish)
    return parse_deal(data, codes, deal.name)


def _put(data: Any, keys: Sequence[str], value: Any, wish: str) -> None:
    for key in keys[:-1]:
        data = data[_key(data, key, wish)]
    data[_key(data, keys[-1], wish, new=True)] = value


def _key(data: Any, key: str, wish: str, *, new: bool = False) -> Any:
    if isinstance(data, list) and key.isdigit() and int(key) < len(data):
        return int(key)
    if isinstance(data, dict) and (key in data or (new and data and all(isinstance(v, (dict, type(None))) for v in data.values()))):
        return key
    known = list(data) if isinstance(data, dict) else [str(index) for index in range(len(data))] if isinstance(data, list) else []
    hint = nearest(key, known) or (f"one of {', '.join(known)}" if known else None)
    raise DealError(Problem("unknown_fact", f"{wish}: the deal has no '{key}' there", hint=hint))


def effective_on(deal: Deal, day: date) -> Deal:
    """The deal with another day of effect; what is known of the law is known no later than that."""
    return deal.changed(entry_into_force=deal.entry_into_force.model_copy(update={"expected": day}), as_of=min(deal.as_of, day))
