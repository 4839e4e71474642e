"""The ways out of a residency breach that a law itself leaves: where the work stands, what crosses the border, what is asked for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from agreement_kit.deal import Deal
from agreement_kit.dealparts import Approval, Operation
from agreement_kit.place.edits import approved, at_home, moved_to, site_in, tested, with_homes, with_operations
from agreement_kit.rules import Breach


@dataclass(frozen=True, slots=True)
class Change:
    """A deal changed by one move (codes.yaml), and what was done in words."""

    move: str
    words: str
    deal: Deal


def offending_operations(deal: Deal, broken: Sequence[Breach]) -> dict[int, dict[str, str]]:
    """The operations that break a rule, by index: each thing that may not be there, with the state whose law holds it back."""
    offending: dict[int, dict[str, str]] = {}
    for breach in broken:
        for index, operation in enumerate(deal.operations):
            leaves = deal.sites[operation.at].jurisdiction != breach.law or set(operation.reached_from) - {breach.law}
            if breach.thing and breach.thing in operation.on and leaves:
                offending.setdefault(index, {})[breach.thing] = breach.law
    return offending


def _move_site(deal: Deal, broken: Sequence[Breach]) -> Change | None:
    """Run the operation at a site that the deal already has in the state. Training has a move of its own, which lets the model leave."""
    offending = offending_operations(deal, broken)
    homes = {index: {site_in(deal, state) for state in things.values()} for index, things in offending.items()}
    if not offending or all(deal.operations[index].makes for index in offending) or any(len(h) > 1 or None in h for h in homes.values()):
        return None
    targets = {index: site for index, sites in homes.items() for site in sites if site}
    there = {index: [moved_to(deal.operations[index], site)] for index, site in targets.items()}
    words = f"run {_stages(deal, offending)} at {', '.join(sorted(set(targets.values())))}"
    return Change("move_site", words, with_operations(deal, there))


def _carry_model(deal: Deal, broken: Sequence[Breach]) -> Change | None:
    """Train where the data are; only the tested model crosses the border, and goes on with what may be where it arrives."""
    offending = offending_operations(deal, broken)
    if not offending or not all(deal.operations[index].makes for index in offending):
        return None
    based, homes = with_homes(deal, states_of(offending))
    moved = {
        index: [*at_home(deal.operations[index], things, homes), _carried(deal.operations[index], things)]
        for index, things in offending.items()
    }
    words = f"train in {_named(offending)}, where the data are, and let only the model leave once it has passed the exit test"
    return Change("carry_model", words, tested(with_operations(based, moved)))


def _carried(operation: Operation, things: Mapping[str, str]) -> Operation:
    """The operation where it was, on the model instead of the data that stay behind."""
    assert operation.makes is not None
    rest = [thing for thing in operation.on if thing not in things]
    do = operation.do if rest else "delivery"
    on = list(dict.fromkeys([*rest, operation.makes]))
    return operation.model_copy(
        update={"do": do, "on": on, "makes": operation.makes if rest else None, "carries": None, "reached_from": []}
    )


def _release_results(deal: Deal, broken: Sequence[Breach]) -> Change | None:
    """Work where the data are; only results that hold no record cross the border."""
    offending = offending_operations(deal, broken)
    if not offending:
        return None
    based, homes = with_homes(deal, states_of(offending))
    moved: dict[int, list[Operation]] = {}
    for index, things in offending.items():
        operation = deal.operations[index]
        rest = [thing for thing in operation.on if thing not in things]
        results = operation.model_copy(
            update={"do": "delivery", "on": list(things), "makes": None, "carries": "results", "reached_from": []}
        )
        moved[index] = [*at_home(operation, things, homes), results, *([operation.model_copy(update={"on": rest})] if rest else [])]
    words = f"do the work in {_named(offending)}, where the data are, and release only results that hold no record"
    return Change("release_results", words, _without_departures(with_operations(based, moved), states_of(offending)))


def _without_departures(deal: Deal, states: set[str]) -> Deal:
    """Models made in the state stay there: later operations on them abroad fall away."""
    made_at_home = {o.makes for o in deal.operations if o.makes and deal.sites[o.at].jurisdiction in states}
    kept = [o for o in deal.operations if not (set(o.on) <= made_at_home and deal.sites[o.at].jurisdiction not in states)]
    return deal.changed(operations=kept)


def _seek_approval(deal: Deal, broken: Sequence[Breach]) -> Change | None:
    """Obtain the approval that the rule itself provides for."""
    rules = [found for breach in broken for found in breach.found]
    if not rules or not all(found.version.code == "approval" for found in rules):
        return None
    granted = [Approval(rule=found.rule.id, status="granted") for found in rules]
    names = ", ".join(dict.fromkeys(f.version.by or f.rule.state for f in rules))
    return Change("seek_approval", f"obtain the approval of {names} before anything leaves", approved(deal, granted))


def _seek_exception(deal: Deal, broken: Sequence[Breach]) -> Change | None:
    """Obtain the exception that the rule itself provides for."""
    rules = [found for breach in broken for found in breach.found]
    if not rules or not all(found.version.unless for found in rules):
        return None
    granted = [Approval(rule=found.rule.id, exception=name, status="granted") for found in rules for name in list(found.version.unless)[:1]]
    words = "; ".join(dict.fromkeys(text.rstrip(".") for found in rules for text in found.version.unless.values()))
    return Change("seek_exception", f"obtain the exception of the law: {words}", approved(deal, granted))


WAYS_OUT: tuple[Callable[[Deal, Sequence[Breach]], Change | None], ...] = (
    _move_site,
    _carry_model,
    _release_results,
    _seek_approval,
    _seek_exception,
)


def states_of(offending: Mapping[int, Mapping[str, str]]) -> set[str]:
    """The states whose law holds something back."""
    return {state for things in offending.values() for state in things.values()}


def _named(offending: Mapping[int, Mapping[str, str]]) -> str:
    return " and ".join(sorted(states_of(offending)))


def _stages(deal: Deal, offending: Mapping[int, object]) -> str:
    return ", ".join(dict.fromkeys(deal.operations[index].do for index in offending))
