"""Rules of two laws that cannot both be met: one keeps the copy that the other has deleted."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from agreement_kit.deal import Deal
from agreement_kit.rules.findings import Conflict, Found
from agreement_kit.rules.owing import who_owes

Copy: TypeAlias = tuple[str, str]  # the party that holds it, the state in which it lies


def conflicts(deal: Deal, found: Iterable[Found], owed: Iterable[Found]) -> Iterator[Conflict]:
    """Every copy kept under one law of which each holder owes deletion under another. `owed`: each duty, of whoever owes it."""
    deleting: dict[tuple[str, str], list[Found]] = {}
    for f in owed:
        if f.version.duty == "deletion" and f.unit.thing:
            deleting.setdefault((f.rule.id, f.unit.thing), []).append(f)
    for one in found:
        if one.version.keeps == "copy" and one.unit.thing in deal.datasets:
            for (_, thing), others in deleting.items():
                if thing == one.unit.thing and others[0].rule.state != one.rule.state and _all_go(deal, _kept(deal, one), others):
                    yield Conflict(one, others[0], f"{one.rule.id} keeps a copy of what {others[0].rule.id} has deleted")


def _kept(deal: Deal, found: Found) -> frozenset[Copy]:
    """The copies of which one satisfies the law: the provider's own, where it lies in the state; else those of whoever works there."""
    thing, state = found.unit.thing or "", found.rule.state
    at_work = {(h.operation.by, state) for h in deal.handlings if h.thing == thing and h.state == state}
    provider = deal.datasets[thing].provider
    return frozenset(at_work) if at_work and deal.kept_in(thing) != state else frozenset({(provider, state)})


def _all_go(deal: Deal, copies: frozenset[Copy], deleting: Iterable[Found]) -> bool:
    """Whether one rule has all of these copies deleted."""
    rules = tuple(deleting)
    return all(any(_deleted(deal, copy, f) for f in rules) for copy in copies)


def _deleted(deal: Deal, copy: Copy, found: Found) -> bool:
    """Whether who holds the copy owes its deletion: of whoever is asked for its work, of the copy it works on and no other."""
    party, state = copy
    handling = found.unit.handling
    elsewhere = handling is not None and handling.operation.by == party and handling.state != state
    return party in who_owes(found, deal) and not elsewhere
