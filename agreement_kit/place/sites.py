"""Where each piece of work could stand: for every handling and every candidate site, lawful, lawful on terms, or barred."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from agreement_kit.codes import Codes
from agreement_kit.deal import Deal, Handling
from agreement_kit.dealparts import Site
from agreement_kit.errors import DealError, Problem, nearest
from agreement_kit.library.jurisdictions import Jurisdiction
from agreement_kit.rules import Findings, find
from agreement_kit.rules.findings import Found

Verdict: TypeAlias = Literal["lawful", "on_terms", "barred"]
LineKind: TypeAlias = Literal["bar", "condition", "mechanism", "duty", "silence"]


@dataclass(frozen=True, slots=True)
class Line:
    """One reason for a verdict: its kind, the words, and the rules behind it."""

    kind: LineKind
    words: str
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Placement:
    """One piece of work at one site. `handling` is the work as the deal has it; `site` a site of the deal, or a state that has none."""

    handling: Handling
    site: str
    state: str
    verdict: Verdict
    lines: tuple[Line, ...]


def placements(deal: Deal, law: Mapping[str, Jurisdiction], codes: Codes, states: Sequence[str] = ()) -> tuple[Placement, ...]:
    """Every handling at every site of the deal and, for `states` (ISO codes) without one, at a site of whoever does the work.

    Each is asked alone: the thing comes from where it is kept (a model: from where it is made), whatever else is done with it.
    """
    asked = ((handling, name, site) for handling in deal.handlings for name, site in _sites(deal, handling, states))
    return tuple(_placement(deal, handling, name, site, law, codes) for handling, name, site in asked)


def _sites(deal: Deal, handling: Handling, states: Sequence[str]) -> Iterator[tuple[str, Site]]:
    yield from deal.sites.items()
    taken = {site.jurisdiction for site in deal.sites.values()}
    for state in states:
        if state not in taken:
            yield state, Site(jurisdiction=state, operator=handling.operation.by, premises="recipient")


def _placement(deal: Deal, handling: Handling, name: str, site: Site, law: Mapping[str, Jurisdiction], codes: Codes) -> Placement:
    alone = _alone(deal, handling, name, site)
    findings = find(alone, law, codes)
    lines = (*_bars(findings, handling.thing), *_terms(alone, findings, handling.thing))
    barred = any(line.kind == "bar" for line in lines)
    return Placement(handling, name, site.jurisdiction, "barred" if barred else "on_terms" if lines else "lawful", tuple(lines))


def _alone(deal: Deal, handling: Handling, name: str, site: Site) -> Deal:
    """The deal with this work only, at this site; a model keeps the operations that make it."""
    before = deal.operations[: handling.index] if handling.is_model else []
    makers = [operation for operation in before if operation.makes]
    here = handling.operation.model_copy(update={"at": name, "on": [handling.thing]})
    return deal.changed(sites={**deal.sites, name: site}, operations=[*makers, here])


def _bars(findings: Findings, thing: str) -> Iterator[Line]:
    for breach in findings.breaches:
        if breach.thing == thing and breach.kind == "residency":
            yield Line("bar", breach.why, breach.found)
    for ground in findings.grounds:
        if ground.thing == thing and not ground.options:
            yield Line("bar", f"the law of {ground.law} leaves no way to transfer it to {ground.transfer.arrives}", ground.found)


def _terms(deal: Deal, findings: Findings, thing: str) -> Iterator[Line]:
    for condition in findings.conditions:
        if condition.thing == thing:
            yield Line("condition", condition.why, condition.found)
    for ground in findings.grounds:
        if ground.thing == thing and ground.options and ground.options != ("none_required",):
            ways = ground.mechanism if ground.mechanism in ground.options else f"one of {', '.join(ground.options)}"
            yield Line("mechanism", f"under the law of {ground.law}: {ways}", ground.found)
    last = len(deal.operations) - 1
    for found in findings.found:
        transfer, handling = found.unit.transfer, found.unit.handling
        if found.rule.kind == "duty" and found.unit.thing == thing and (transfer or (handling and handling.index == last)):
            yield Line("duty", found.version.says, (found,))
    for silence in findings.silences:
        if silence.thing == thing and not silence.accepted:
            yield Line("silence", f"the law is silent: {silence.id}", ())


def known_states(given: Sequence[str], law: Mapping[str, Jurisdiction]) -> tuple[str, ...]:
    """States by ISO code whose law is known. Raises DealError for another."""
    for state in given:
        if state not in law:
            message = f"the library has no law of '{state}'"
            raise DealError(Problem("unknown_state", message, hint=nearest(state, law) or f"one of {', '.join(sorted(law))}"))
    return tuple(given)
