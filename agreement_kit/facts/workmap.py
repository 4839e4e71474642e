"""What the picture of the work shows: who does what in which state, and what crosses each border."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from agreement_kit.deal import Deal, Transfer
from agreement_kit.facts.families import listed, party_name, thing_title
from agreement_kit.text.values import Code, Number, Phrase, StateValue, TextValue, Value

Line: TypeAlias = Literal["solid", "dashed", "double"]


@dataclass(frozen=True, slots=True)
class Place:
    """A site, with a line for each piece of work there."""

    name: Value
    work: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A state: what is kept there before any work, and its sites."""

    state: Value
    kept: tuple[Value, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """What crosses from one state to another in one way: a copy is solid, remote access dashed, a model double."""

    begins: int
    ends: int
    line: Line
    number: Value
    what: Value


@dataclass(frozen=True, slots=True)
class WorkMap:
    """The states in order, and the arrows between them, which name states by their place in the order."""

    regions: tuple[Region, ...]
    arrows: tuple[Arrow, ...]


def work_map(deal: Deal) -> WorkMap:
    """The map of a deal. It has no arrows where nothing crosses a border."""
    crossings: dict[tuple[str, str, Line], list[Transfer]] = {}
    for transfer in deal.transfers:
        crossings.setdefault((transfer.leaves, transfer.arrives, _line(transfer)), []).append(transfer)
    states = list(dict.fromkeys(_states(deal)))
    arrows = (
        Arrow(states.index(leaves), states.index(arrives), line, Number(Decimal(number)), _what(deal, together))
        for number, ((leaves, arrives, line), together) in enumerate(crossings.items(), 1)
    )
    regions = (Region(StateValue(state), tuple(_kept(deal, state)), tuple(_places(deal, state))) for state in states)
    return WorkMap(tuple(regions), tuple(arrows))


def _line(transfer: Transfer) -> Line:
    if transfer.access == "remote":
        return "dashed"
    return "double" if transfer.handling.is_model else "solid"


def _states(deal: Deal) -> Iterable[str]:
    yield from (deal.kept_in(name) for name in deal.datasets)
    yield from (site.jurisdiction for site in deal.sites.values())
    yield from (state for transfer in deal.transfers for state in (transfer.leaves, transfer.arrives))


def _kept(deal: Deal, state: str) -> Iterable[Value]:
    kept = [thing_title(deal, name) for name in deal.datasets if deal.kept_in(name) == state]
    if kept:
        yield Phrase("kept_here", {"things": listed(kept)})


def _places(deal: Deal, state: str) -> Iterable[Place]:
    for name, site in deal.sites.items():
        if site.jurisdiction == state:
            yield Place(TextValue(site.name) if site.name else party_name(deal, site.operator), tuple(_work(deal, name)))


def _work(deal: Deal, site: str) -> Iterable[Value]:
    """Each stage of work at a site once for each party that does it, with all it is done on."""
    done: dict[tuple[str, str], list[str]] = {}
    for operation in deal.operations:
        if operation.at == site:
            done.setdefault((operation.by, operation.do), []).extend(operation.on)
    for (party, stage), things in done.items():
        parts: Mapping[str, Value] = {
            "party": party_name(deal, party),
            "stage": Code("stage", stage),
            "things": listed(thing_title(deal, thing) for thing in things),
        }
        yield Phrase("work", parts)


def _what(deal: Deal, together: list[Transfer]) -> Value:
    first = together[0]
    parts: Mapping[str, Value] = {
        "thing": listed(thing_title(deal, transfer.handling.thing) for transfer in together),
        "access": Code("access", first.access),
        "from": StateValue(first.leaves),
        "to": StateValue(first.arrives),
    }
    return Phrase("crossing", parts)
