"""About which units of a deal a rule is asked, by the capacity in which its state stands."""

from collections.abc import Callable, Iterator, Mapping

from agreement_kit.codes import NO, OF_LAW, YES
from agreement_kit.deal import Deal, Handling, Transfer
from agreement_kit.library.jurisdictions import Rule
from agreement_kit.rules.findings import Unit
from agreement_kit.rules.situations import Facts, Situations
from agreement_kit.scope import known

Classes = Mapping[tuple[str, str], Mapping[str, str]]
_BY_DATASET = frozenset({"class", "residency"})


def units(rule: Rule, situations: Situations, classes: Classes) -> Iterator[tuple[Unit, Facts]]:
    """Every unit the rule is asked about, with the facts it sees there."""
    seen: set[str] = set()
    own = any(situations.codes.dimensions[name].level == OF_LAW for name in rule.scope.conditions)  # few rules ask
    for capacity in rule.capacities:
        source = _dataset_units if rule.kind in _BY_DATASET else _UNITS[capacity]
        for unit, facts in source(rule, capacity, situations, classes):
            if unit.key not in seen:
                seen.add(unit.key)
                yield unit, facts | seen_from(rule.state, unit, situations.deal) if own else facts


def seen_from(state: str, unit: Unit, deal: Deal) -> Facts:
    """How a law sees a unit from its own state: whether data, who acts and the place of the work are its own."""
    own: dict[str, bool] = {}
    if unit.thing:
        own["own_origin"] = state in deal.origins(unit.thing)
    if unit.party:
        own["own_party"] = deal.parties[unit.party].jurisdiction == state
    if unit.handling:
        own["own_site"] = unit.handling.state == state
    return {name: known(YES if holds else NO) for name, holds in own.items()}


def stands(deal: Deal, capacity: str, state: str, thing: str) -> bool:
    """Whether a state stands to a thing in a capacity: it comes from there, lies there, is handled there, by whom."""
    handlings = [handling for handling in deal.handlings if handling.thing == thing]
    if capacity == "origin":
        return state in deal.origins(thing)
    if capacity == "leaves":
        lies = {transfer.leaves for transfer in deal.transfers if transfer.handling.thing == thing}
        return state in lies or (thing in deal.datasets and deal.kept_in(thing) == state)
    if capacity in {"arrives", "site"}:
        return any(handling.state == state for handling in handlings)
    if capacity == "reach":
        return any(state in handling.operation.reached_from for handling in handlings)
    if capacity == "provider":
        return any(deal.parties[deal.datasets[name].provider].jurisdiction == state for name in deal.lineage(thing))
    if capacity == "recipient":
        return any(deal.parties[handling.operation.by].jurisdiction == state for handling in handlings)
    if capacity == "host":
        return any(deal.parties[deal.sites[handling.operation.at].operator].jurisdiction == state for handling in handlings)
    return any(party.jurisdiction == state for party in deal.parties.values())


def _dataset_units(rule: Rule, capacity: str, situations: Situations, classes: Classes) -> Iterator[tuple[Unit, Facts]]:
    """Class and residency are asked of a thing, whether or not it moves."""
    deal = situations.deal
    for thing in [*deal.datasets, *deal.models]:
        if stands(deal, capacity, rule.state, thing):
            yield Unit("dataset", thing, thing=thing), situations.thing(thing, classes.get((thing, rule.state)))


def _transfer_units(rule: Rule, capacity: str, situations: Situations, classes: Classes) -> Iterator[tuple[Unit, Facts]]:
    for transfer in situations.deal.transfers:
        if _concerns(transfer, capacity, rule.state):
            party = transfer.importer if capacity in {"arrives", "reach"} else transfer.exporter
            unit = Unit("transfer", transfer.key, transfer.handling.thing, party, transfer.handling, transfer)
            yield unit, situations.transfer(transfer, party, rule.state, classes.get((transfer.handling.thing, rule.state)))


def _concerns(transfer: Transfer, capacity: str, state: str) -> bool:
    if capacity == "leaves":
        return transfer.leaves == state
    if capacity == "arrives":
        return transfer.arrives == state
    return transfer.access == "remote" and transfer.arrives == state


def _origin_units(rule: Rule, capacity: str, situations: Situations, classes: Classes) -> Iterator[tuple[Unit, Facts]]:
    deal = situations.deal
    for name, data in deal.datasets.items():
        state = rule.state if capacity == "origin" else deal.parties[data.provider].jurisdiction
        if rule.state == state and (capacity != "origin" or rule.state in data.origins):
            unit = Unit("dataset", name, thing=name, party=data.provider)
            yield unit, situations.thing(name, classes.get((name, rule.state)))


def _handling_units(rule: Rule, capacity: str, situations: Situations, classes: Classes) -> Iterator[tuple[Unit, Facts]]:
    deal = situations.deal
    for handling in deal.handlings:
        if _handles(deal, handling, capacity, rule.state):
            party = deal.sites[handling.operation.at].operator if capacity == "host" else handling.operation.by
            unit = Unit("handling", handling.key, handling.thing, party, handling)
            yield unit, situations.handling(handling, classes.get((handling.thing, rule.state))) | situations.party(party)


def _handles(deal: Deal, handling: Handling, capacity: str, state: str) -> bool:
    if capacity == "site":
        return handling.state == state
    if capacity == "host":
        return deal.parties[deal.sites[handling.operation.at].operator].jurisdiction == state
    foreign = handling.is_model or deal.datasets[handling.thing].provider != handling.operation.by
    return foreign and deal.parties[handling.operation.by].jurisdiction == state


def _party_units(rule: Rule, capacity: str, situations: Situations, classes: Classes) -> Iterator[tuple[Unit, Facts]]:
    for name, party in situations.deal.parties.items():
        if party.jurisdiction == rule.state:
            yield Unit("party", name, party=name), situations.party(name)


def _law_units(rule: Rule, capacity: str, situations: Situations, classes: Classes) -> Iterator[tuple[Unit, Facts]]:
    if situations.deal.governing_law == rule.state:
        yield Unit("agreement", "agreement"), situations.agreement()


_Source = Callable[[Rule, str, Situations, Classes], Iterator[tuple[Unit, Facts]]]
_UNITS: Mapping[str, _Source] = {
    "origin": _origin_units,
    "provider": _origin_units,
    "leaves": _transfer_units,
    "arrives": _transfer_units,
    "reach": _transfer_units,
    "site": _handling_units,
    "recipient": _handling_units,
    "host": _handling_units,
    "party": _party_units,
    "governing_law": _law_units,
}
