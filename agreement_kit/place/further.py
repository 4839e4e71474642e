"""Moves beyond the place of the work: access, contents, identity, mechanism. Where one can be made in several ways, each is a change."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from agreement_kit.codes import YES, Codes
from agreement_kit.deal import Deal, Mechanism, Transfer
from agreement_kit.dealparts import Dataset, Operation
from agreement_kit.place.edits import moved_to, tested, with_homes, with_operations
from agreement_kit.place.moves import Change, offending_operations
from agreement_kit.rules import Breach, Findings
from agreement_kit.scope import condition_holds, known


def close_access(deal: Deal, broken: Sequence[Breach]) -> Iterator[Change]:
    """Nobody reaches the site from the states from which a law does not let it be reached."""
    things = {breach.thing for breach in broken}
    closed: dict[int, list[Operation]] = {}
    states: dict[str, None] = {}
    for index, operation in enumerate(deal.operations):
        home = deal.sites[operation.at].jurisdiction
        abroad = [state for state in operation.reached_from if state != home]
        if abroad and things & set(operation.on):
            states |= dict.fromkeys(abroad)
            kept = [state for state in operation.reached_from if state == home]
            closed[index] = [operation.model_copy(update={"reached_from": kept})]
    if closed:
        yield Change("close_access", f"let nobody reach the data from {_and(states)}", with_operations(deal, closed))


def leave_out(deal: Deal, broken: Sequence[Breach], codes: Codes) -> Iterator[Change]:
    """A dataset goes without the contents that make a rule hold it back."""
    for name, flags in _contents(deal, broken, codes).items():
        for flag in flags:
            data = deal.datasets[name]
            without = data.model_copy(update={"contents": [kept for kept in data.contents if kept != flag]})
            yield Change("leave_out", f"leave out of '{name}': {codes.says[flag, YES]}", _with_dataset(deal, name, without))


def split(deal: Deal, broken: Sequence[Breach], codes: Codes) -> Iterator[Change]:
    """The part of a dataset that a rule holds back becomes a dataset of its own, which is worked on at home; never by number of people."""
    offends = offending_operations(deal, broken)
    for name, flags in _contents(deal, broken, codes).items():
        laws = {things[name] for things in offends.values() if name in things}
        for flag in flags:
            if laws:
                words = f"split '{name}': the part with {codes.says[flag, YES]} is worked on in {_and(sorted(laws))}, the rest goes"
                data = deal.datasets[name]
                rest = data.model_copy(update={"contents": [kept for kept in data.contents if kept != flag]})
                held = data.model_copy(update={"contents": [flag]})
                yield Change("split", words, _divided(deal, name, flag, rest, held, sorted(laws)))


def split_by_holder(deal: Deal, broken: Sequence[Breach], codes: Codes) -> Iterator[Change]:
    """Of a dataset with two holders, the records of the one that a rule holds back are worked on at home; those of the other go."""
    offends = offending_operations(deal, broken)
    for name in dict.fromkeys(breach.thing for breach in broken if breach.thing in deal.datasets):
        laws = sorted({things[name] for things in offends.values() if name in things}) if name else []
        holder = _held_back(deal.datasets[name], [breach for breach in broken if breach.thing == name]) if name else None
        if name and laws and holder:
            data = deal.datasets[name]
            other = data.holder if holder == data.other_holder else data.other_holder
            held, rest = (data.model_copy(update={"holder": one, "other_holder": None}) for one in (holder, other))
            words = f"split '{name}': the part that is {codes.says['holder', holder]} is worked on in {_and(laws)}, the rest goes"
            yield Change("split", words, _divided(deal, name, holder, rest, held, laws))


def _held_back(data: Dataset, broken: Sequence[Breach]) -> str | None:
    """The one of two holders whose records the broken rules ask for; None where they ask for those of both."""
    asked = [found.rule.scope.conditions.get("holder") for breach in broken for found in breach.found]
    held = [one for one in (data.holder, data.other_holder) if one and any(c is None or condition_holds(c, known(one)) for c in asked)]
    return held[0] if data.other_holder and len(held) == 1 else None


def anonymise(deal: Deal, broken: Sequence[Breach]) -> Iterator[Change]:
    """A dataset that holds personal data is anonymised before anybody else handles it."""
    for name in dict.fromkeys(breach.thing for breach in broken):
        data = deal.datasets.get(name or "")
        if name and data and data.identity not in ("none", "anonymised"):
            changed = data.model_copy(update={"identity": "anonymised", "basis": {}})
            yield Change("anonymise", f"anonymise '{name}' before it is handled", _with_dataset(deal, name, changed))


def use_mechanism(deal: Deal, findings: Findings) -> Iterator[Change]:
    """A transfer rests on a mechanism that the law leaves open."""
    wanting = [ground for ground in findings.grounds if ground.mechanism not in ground.options]
    for option in dict.fromkeys(option for ground in wanting for option in ground.options):
        mechanism = deal.mechanism
        served = [ground for ground in wanting if option in ground.options]
        for ground in served:
            mechanism = _naming(mechanism, ground.thing, ground.transfer, ground.law, option)
        routes = _and(dict.fromkeys(f"'{g.thing}' to {g.transfer.arrives} (law of {g.law})" for g in served))
        yield Change("use_mechanism", f"rest the transfer of {routes} on: {option}", deal.changed(mechanism=mechanism))


def _naming(mechanism: Mapping[str, Mechanism], thing: str, transfer: Transfer, law: str, option: str) -> dict[str, Mechanism]:
    """The mechanisms with one named for a thing, a destination and a law; the others as they were."""
    given: Any = mechanism.get(thing)
    by_state = dict(given) if isinstance(given, Mapping) else ({transfer.arrives: given} if given else {})
    here = by_state.get(transfer.arrives)
    by_law = dict(here) if isinstance(here, Mapping) else {}
    return {**mechanism, thing: {**by_state, transfer.arrives: {**by_law, law: option}}}


def _contents(deal: Deal, broken: Sequence[Breach], codes: Codes) -> dict[str, list[str]]:
    """By dataset the contents that a broken rule asked about and found, as far as they are a part that can be taken out."""
    found: dict[str, list[str]] = {}
    for breach in broken:
        data = deal.datasets.get(breach.thing or "")
        if breach.thing and data:
            asked = {flag for rule in breach.found for flag, code in rule.facts.items() if code == YES}
            found.setdefault(breach.thing, []).extend(flag for flag in data.contents if flag in asked and flag not in codes.whole)
    return {name: list(dict.fromkeys(flags)) for name, flags in found.items()}


def _with_dataset(deal: Deal, name: str, data: Dataset) -> Deal:
    return deal.changed(datasets={**deal.datasets, name: data})


def _divided(deal: Deal, name: str, mark: str, rest: Dataset, held: Dataset, laws: Sequence[str]) -> Deal:
    """Two datasets for one: every operation on the held part is done in the state that holds it, on the rest as before.

    What is made of both parts is made of the held one first, at home, and crosses the border as a model.
    """
    part = f"{name}_{mark}"
    titled = held.model_copy(update={"title": {tag: f"{title} ({mark})" for tag, title in held.title.items()}})
    based, homes = with_homes(deal.changed(datasets={**deal.datasets, name: rest, part: titled}), set(laws))
    moved: dict[int, list[Operation]] = {}
    for index, operation in enumerate(based.operations):
        if name in operation.on:
            at_home = moved_to(operation, homes[laws[0]]).model_copy(update={"on": [part]})
            with_model = [*operation.on, operation.makes] if operation.makes else operation.on
            moved[index] = [at_home, operation.model_copy(update={"on": list(dict.fromkeys(with_model))})]
    return tested(with_operations(based, moved))


def _and(names: Mapping[str, None] | Sequence[str]) -> str:
    return " and ".join(names)
