"""Grounds: every transfer under every law that asks for a mechanism, and the ways that law leaves open."""

from collections.abc import Iterator, Sequence

from agreement_kit.deal import Deal, Transfer, mechanism_for
from agreement_kit.library.jurisdictions import Jurisdiction, Rule
from agreement_kit.rules.findings import Found, Ground, Unit
from agreement_kit.rules.matching import after_displacement, found_by
from agreement_kit.rules.situations import Facts, Situations
from agreement_kit.rules.units import Classes, seen_from


def grounds(states: Sequence[Jurisdiction], situations: Situations, classes: Classes) -> Iterator[Ground]:
    """Every ground of a deal, transfer by transfer."""
    day = situations.deal.takes_effect
    for transfer in situations.deal.transfers:
        for state in states:
            rules = [rule for rule in state.rules if rule.kind == "mechanism" and asks(rule, transfer)]
            if not rules:
                continue
            unit, facts = question(transfer, state.code, situations, classes)
            asked = ((rule, index, unit, facts) for rule in rules if (index := rule.version_at(day)) is not None)
            found = after_displacement(found_by(asked))
            if found:
                yield _ground(situations.deal, transfer, state.code, found, facts)


def asks(rule: Rule, transfer: Transfer) -> bool:
    """Whether a rule's state stands to a transfer as the rule says; data that come home are asked nothing."""
    if transfer.arrives == rule.state:
        return False
    leaves = "leaves" in rule.capacities and transfer.leaves == rule.state
    return leaves or ("origin" in rule.capacities and rule.state in transfer.origins)


def question(transfer: Transfer, state: str, situations: Situations, classes: Classes) -> tuple[Unit, Facts]:
    """A transfer as one law sees it, from the exporter's side."""
    thing = transfer.handling.thing
    unit = Unit("ground", f"{transfer.key}.{state}", thing, transfer.exporter, transfer.handling, transfer)
    facts = situations.transfer(transfer, transfer.exporter, state, classes.get((thing, state)))
    return unit, facts | seen_from(state, unit, situations.deal)


def _ground(deal: Deal, transfer: Transfer, law: str, found: tuple[Found, ...], facts: Facts) -> Ground:
    ways = [[option.code for option in f.rule.options.get(f.index, ()) if option.scope.holds(facts)] for f in found]
    options = tuple(dict.fromkeys(code for code in ways[0] if all(code in others for others in ways)))
    chosen = mechanism_for(deal, transfer.handling.thing, transfer.arrives, law)
    if chosen is None and options == ("none_required",):
        chosen = "none_required"
    return Ground(transfer, law, transfer.handling.thing, found, options, chosen)
