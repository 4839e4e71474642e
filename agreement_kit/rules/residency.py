"""Where each dataset may be kept, under every law, whether or not it moves; and where each model may, which inherits from its lineage."""

from collections.abc import Iterator, Mapping, Sequence

from agreement_kit.codes import Codes
from agreement_kit.deal import Deal
from agreement_kit.dealparts import Approval
from agreement_kit.library.jurisdictions import Jurisdiction
from agreement_kit.rules.findings import Found, Residency, RestsOn
from agreement_kit.rules.matching import matching
from agreement_kit.rules.situations import Situations
from agreement_kit.rules.units import Classes

# Silence is never read as permission: data of which no law speaks leave only once somebody competent has confirmed that they may.
UNANSWERED = "approval"


def residencies(states: Sequence[Jurisdiction], situations: Situations, classes: Classes, codes: Codes) -> Mapping[str, Residency]:
    """The residency of every dataset and model, by name."""
    deal = situations.deal
    found = tuple(matching(states, "residency", situations, classes))
    result: dict[str, Residency] = {}
    for name in deal.datasets:
        result[name] = _residency(tuple(f for f in found if f.unit.thing == name), deal, name, codes)
    for name, model in deal.models.items():
        own = tuple(f for f in found if f.unit.thing == name)
        inherited = () if model.exit_test == "passed" else tuple(f for part in deal.lineage(name) for f in result[part].found)
        result[name] = _residency(own + inherited, deal, name, codes)
    return result


def _residency(found: tuple[Found, ...], deal: Deal, thing: str, codes: Codes) -> Residency:
    strictest = codes.dimensions["residency"].strictest
    by_law: dict[str, str] = {}
    excepted = [f for f in found if f.version.unless and exception_status(deal, f, thing) == "granted"]
    for f in found:
        if f.version.code:
            code = "approval" if f in excepted else f.version.code
            by_law[f.rule.state] = strictest(frozenset({code, by_law.get(f.rule.state, code)}))
    keeps = frozenset(f.version.keeps for f in found if f.version.keeps)
    silent = _unanswered(deal, thing, by_law)
    code = strictest(frozenset({*by_law.values(), *([UNANSWERED] if silent else [])} or {"free"}))
    asked = any(f.version.code == "approval" and f not in excepted for f in found)
    rests_on: RestsOn = "approval" if asked else "exception" if excepted else "silence"
    return Residency(code, by_law, found, keeps, rests_on if code == "approval" else None, silent)


def _unanswered(deal: Deal, thing: str, by_law: Mapping[str, str]) -> tuple[str, ...]:
    """The states that a dataset comes from, or lies in, whose law says nothing, where nobody has accepted that."""
    if thing not in deal.datasets:
        return ()
    accepted = {entry.silence for entry in deal.accepted}
    asked = dict.fromkeys((*deal.datasets[thing].origins, deal.kept_in(thing)))
    return tuple(state for state in asked if state not in by_law and f"{state}/residency" not in accepted)


def approval_status(deal: Deal, found: Found, thing: str) -> str | None:
    """How far the approval that a rule provides for has come for a thing (or for what it is made of); None: nobody has asked."""
    return _status(deal, found, thing, exception=False)


def exception_status(deal: Deal, found: Found, thing: str) -> str | None:
    """How far the exception that a rule provides for has come; None: nobody has asked."""
    return _status(deal, found, thing, exception=True)


def _status(deal: Deal, found: Found, thing: str, *, exception: bool) -> str | None:
    things = {thing, *deal.lineage(thing)}
    for entry in deal.approvals:
        fits = entry.exception in found.version.unless if exception else entry.exception is None
        if entry.rule == found.rule.id and fits and (not entry.of or things & set(entry.of)):
            return entry.status
    return None


def approvals(deal: Deal, residency: Mapping[str, Residency]) -> Iterator[tuple[str, Found, Approval | None]]:
    """Every approval that a law asks for a dataset, and every exception that the deal speaks of; with the deal's entry, if it has one."""
    for thing in deal.datasets:
        for found in residency[thing].found:
            entry = next((a for a in deal.approvals if a.rule == found.rule.id and (not a.of or thing in a.of)), None)
            if found.version.code == "approval" or entry:
                yield thing, found, entry
