"""Where each dataset may be kept, under every law, whether or not it moves; and where each model may, which inherits from its lineage."""

from collections.abc import Mapping, Sequence

from agreement_kit.codes import Codes
from agreement_kit.deal import Deal
from agreement_kit.library.jurisdictions import Jurisdiction
from agreement_kit.rules.findings import Found, Residency
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
    for f in found:
        if f.version.code:
            code = "approval" if f.version.unless and exception_status(deal, f, thing) == "granted" else f.version.code
            by_law[f.rule.state] = strictest(frozenset({code, by_law.get(f.rule.state, code)}))
    keeps = frozenset(f.version.keeps for f in found if f.version.keeps)
    unanswered = {UNANSWERED} if _unanswered(deal, thing, by_law) else set()
    return Residency(strictest(frozenset({*by_law.values(), *unanswered} or {"free"})), by_law, found, keeps)


def _unanswered(deal: Deal, thing: str, by_law: Mapping[str, str]) -> bool:
    """Whether the law of a state that a dataset comes from, or lies in, says nothing and nobody has accepted that."""
    accepted = {entry.silence for entry in deal.accepted}
    asked = {state for name in deal.lineage(thing) for state in (*deal.datasets[name].origins, deal.kept_in(name))}
    return any(state not in by_law and f"{state}/residency" not in accepted for state in asked) and thing in deal.datasets


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
