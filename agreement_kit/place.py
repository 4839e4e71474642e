"""The lawful ways out of a deal that breaks a residency rule: a closed list of moves, each re-run through the rules before it is named."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from agreement_kit.codes import Codes
from agreement_kit.deal import Deal
from agreement_kit.dealparts import Approval, Operation, Site
from agreement_kit.library.jurisdictions import Jurisdiction
from agreement_kit.rules import Breach, Findings, find

Law = Mapping[str, Jurisdiction]


@dataclass(frozen=True, slots=True)
class WayOut:
    """A change that makes the deal lawful: the move (codes.yaml), what to do in words, the changed deal, and what the law says of it."""

    move: str
    words: str
    deal: Deal
    findings: Findings


@dataclass(frozen=True, slots=True)
class _Change:
    move: str
    words: str
    deal: Deal


def ways_out(deal: Deal, findings: Findings, law: Law, codes: Codes) -> tuple[WayOut, ...]:
    """Every move that removes the residency breaches of a deal and brings no new one, in the order of the list of moves."""
    broken = [breach for breach in findings.breaches if breach.kind == "residency"]
    if not broken:
        return ()
    ways = []
    for change in _changes(deal, broken):
        found = find(change.deal, law, codes)
        if _mended(findings, found):
            ways.append(WayOut(change.move, change.words, change.deal, found))
    return tuple(ways)


def _mended(before: Findings, after: Findings) -> bool:
    known = {(b.law, b.kind, b.thing) for b in before.breaches if b.kind != "residency"}
    return all((b.law, b.kind, b.thing) in known for b in after.breaches)


def _changes(deal: Deal, broken: Sequence[Breach]) -> Iterator[_Change]:
    for move in _MOVES:
        changed = move(deal, broken)
        if changed:
            yield changed


def _offending(deal: Deal, broken: Sequence[Breach]) -> dict[int, dict[str, str]]:
    """The operations that break a rule, by index: each thing that may not be there, with the state whose law holds it back."""
    offending: dict[int, dict[str, str]] = {}
    for breach in broken:
        for index, operation in enumerate(deal.operations):
            leaves = deal.sites[operation.at].jurisdiction != breach.law or set(operation.reached_from) - {breach.law}
            if breach.thing and breach.thing in operation.on and leaves:
                offending.setdefault(index, {})[breach.thing] = breach.law
    return offending


def _move_site(deal: Deal, broken: Sequence[Breach]) -> _Change | None:
    """Run the operation at a site that the deal already has in the state. Training has a move of its own, which lets the model leave."""
    offending = _offending(deal, broken)
    homes = {index: {_site_in(deal, state) for state in things.values()} for index, things in offending.items()}
    if not offending or all(deal.operations[index].makes for index in offending) or any(len(h) > 1 or None in h for h in homes.values()):
        return None
    targets = {index: site for index, sites in homes.items() for site in sites if site}
    words = f"run {_stages(deal, offending)} at {', '.join(sorted(set(targets.values())))}"
    return _Change("move_site", words, _with(deal, {index: [_at(deal.operations[index], site)] for index, site in targets.items()}))


def _carry_model(deal: Deal, broken: Sequence[Breach]) -> _Change | None:
    """Train where the data are; only the tested model crosses the border, and goes on with what may be where it arrives."""
    offending = _offending(deal, broken)
    if not offending or not all(deal.operations[index].makes for index in offending):
        return None
    based, homes = _with_homes(deal, _states(offending))
    moved = {
        index: [*_at_home(deal.operations[index], things, homes), _carried(deal.operations[index], things)]
        for index, things in offending.items()
    }
    tested = {
        name: model if model.exit_test == "passed" else model.model_copy(update={"exit_test": "planned"})
        for name, model in deal.models.items()
    }
    words = f"train in {_named(offending)}, where the data are, and let only the model leave once it has passed the exit test"
    return _Change("carry_model", words, _with(based, moved).changed(models=tested))


def _carried(operation: Operation, things: Mapping[str, str]) -> Operation:
    """The operation where it was, on the model instead of the data that stay behind."""
    assert operation.makes is not None
    rest = [thing for thing in operation.on if thing not in things]
    do = operation.do if rest else "delivery"
    on = list(dict.fromkeys([*rest, operation.makes]))
    return operation.model_copy(
        update={"do": do, "on": on, "makes": operation.makes if rest else None, "carries": None, "reached_from": []}
    )


def _release_results(deal: Deal, broken: Sequence[Breach]) -> _Change | None:
    """Work where the data are; only results that hold no record cross the border."""
    offending = _offending(deal, broken)
    if not offending:
        return None
    based, homes = _with_homes(deal, _states(offending))
    moved: dict[int, list[Operation]] = {}
    for index, things in offending.items():
        operation = deal.operations[index]
        rest = [thing for thing in operation.on if thing not in things]
        results = operation.model_copy(
            update={"do": "delivery", "on": list(things), "makes": None, "carries": "results", "reached_from": []}
        )
        moved[index] = [*_at_home(operation, things, homes), results, *([operation.model_copy(update={"on": rest})] if rest else [])]
    words = f"do the work in {_named(offending)}, where the data are, and release only results that hold no record"
    return _Change("release_results", words, _without_departures(_with(based, moved), _states(offending)))


def _without_departures(deal: Deal, states: set[str]) -> Deal:
    """Models made in the state stay there: later operations on them abroad fall away."""
    made_at_home = {o.makes for o in deal.operations if o.makes and deal.sites[o.at].jurisdiction in states}
    kept = [o for o in deal.operations if not (set(o.on) <= made_at_home and deal.sites[o.at].jurisdiction not in states)]
    return deal.changed(operations=kept)


def _seek_approval(deal: Deal, broken: Sequence[Breach]) -> _Change | None:
    """Obtain the approval that the rule itself provides for."""
    rules = [found for breach in broken for found in breach.found]
    if not rules or not all(found.version.code == "approval" for found in rules):
        return None
    granted = [Approval(rule=found.rule.id, status="granted") for found in rules]
    names = ", ".join(dict.fromkeys(f.version.by or f.rule.state for f in rules))
    return _Change("seek_approval", f"obtain the approval of {names} before anything leaves", _approved(deal, granted))


def _seek_exception(deal: Deal, broken: Sequence[Breach]) -> _Change | None:
    """Obtain the exception that the rule itself provides for."""
    rules = [found for breach in broken for found in breach.found]
    if not rules or not all(found.version.unless for found in rules):
        return None
    granted = [Approval(rule=found.rule.id, exception=name, status="granted") for found in rules for name in list(found.version.unless)[:1]]
    words = "; ".join(dict.fromkeys(text.rstrip(".") for found in rules for text in found.version.unless.values()))
    return _Change("seek_exception", f"obtain the exception of the law: {words}", _approved(deal, granted))


_MOVES: tuple[Callable[[Deal, Sequence[Breach]], _Change | None], ...] = (
    _move_site,
    _carry_model,
    _release_results,
    _seek_approval,
    _seek_exception,
)


def _approved(deal: Deal, granted: list[Approval]) -> Deal:
    rules = {(approval.rule, approval.exception) for approval in granted}
    others = [approval for approval in deal.approvals if (approval.rule, approval.exception) not in rules]
    return deal.changed(approvals=[*others, *granted])


def _site_in(deal: Deal, state: str) -> str | None:
    return next((name for name, site in deal.sites.items() if site.jurisdiction == state), None)


def _with_homes(deal: Deal, states: set[str]) -> tuple[Deal, dict[str, str]]:
    """The deal with a site in each of these states: one it has, else a new one operated by a provider."""
    homes: dict[str, str] = {}
    sites = dict(deal.sites)
    for state in sorted(states):
        provider = next(iter(deal.datasets.values())).provider
        home = _site_in(deal, state) or f"site_in_{state.lower()}"
        sites.setdefault(home, Site(jurisdiction=state, operator=provider, premises="provider"))
        homes[state] = home
    return deal.changed(sites=sites), homes


def _at(operation: Operation, site: str) -> Operation:
    return operation.model_copy(update={"at": site, "reached_from": []})


def _at_home(operation: Operation, things: Mapping[str, str], homes: Mapping[str, str]) -> Iterator[Operation]:
    """The operation on each thing that stays, at a site of the state that holds it back."""
    for state in sorted(set(things.values())):
        staying = [thing for thing, law in things.items() if law == state]
        yield _at(operation, homes[state]).model_copy(update={"on": staying})


def _with(deal: Deal, moved: Mapping[int, list[Operation]]) -> Deal:
    return deal.changed(operations=[new for index, operation in enumerate(deal.operations) for new in moved.get(index, [operation])])


def _states(offending: Mapping[int, Mapping[str, str]]) -> set[str]:
    return {state for things in offending.values() for state in things.values()}


def _named(offending: Mapping[int, Mapping[str, str]]) -> str:
    return " and ".join(sorted(_states(offending)))


def _stages(deal: Deal, offending: Mapping[int, object]) -> str:
    return ", ".join(dict.fromkeys(deal.operations[index].do for index in offending))
