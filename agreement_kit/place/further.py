"""Moves beyond the place of the work: access, contents, identity, mechanism. Where one can be made in several ways, each is a change."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from agreement_kit.codes import YES, Codes
from agreement_kit.deal import Deal, Mechanism, Transfer
from agreement_kit.dealparts import Dataset, Operation
from agreement_kit.place.edits import moved_to, with_homes, with_operations
from agreement_kit.place.moves import Change, offending_operations
from agreement_kit.rules import Breach, Findings


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
                yield Change("split", words, _divided(deal, name, flag, sorted(laws)))


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


def _divided(deal: Deal, name: str, flag: str, laws: Sequence[str]) -> Deal:
    """Two datasets for one: every operation on the held part is done in the state that holds it, on the rest as before."""
    data, part = deal.datasets[name], f"{name}_{flag}"
    rest = data.model_copy(update={"contents": [kept for kept in data.contents if kept != flag]})
    held = data.model_copy(update={"contents": [flag], "title": {tag: f"{title} ({flag})" for tag, title in data.title.items()}})
    based, homes = with_homes(deal.changed(datasets={**deal.datasets, name: rest, part: held}), set(laws))
    home = homes[laws[0]]
    moved = {
        index: [moved_to(operation, home).model_copy(update={"on": [part]}), operation]
        for index, operation in enumerate(based.operations)
        if name in operation.on
    }
    return with_operations(based, moved)


def _and(names: Mapping[str, None] | Sequence[str]) -> str:
    return " and ".join(names)
