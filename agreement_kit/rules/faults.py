"""Hold the deal's handlings against what was found: what breaks a rule, and what waits for an approval or a test."""

from collections.abc import Iterable, Iterator, Mapping

from agreement_kit.deal import Deal, Handling
from agreement_kit.reading import Key
from agreement_kit.rules.findings import Breach, Found, Ground, Residency
from agreement_kit.rules.matching import DATA
from agreement_kit.rules.residency import approval_status, exception_status

# A fault, and whether it only waits for something (then it is a condition, not a breach).
Fault = tuple[Breach, bool]
_WAITING = frozenset({"planned", "applied"})


def field_of(breach: Breach, deal: Deal) -> Key:
    """The field of the deal that a breach is about: the mechanism it names, the operation, or the texts."""
    if breach.kind == "mechanism" and breach.thing in deal.mechanism:
        return "mechanism", breach.thing
    return ("operations", breach.handling.index) if breach.handling else ("texts", "authentic")


def residency_faults(deal: Deal, residency: Mapping[str, Residency]) -> Iterator[Fault]:
    """Every handling outside, or reached from outside, the state whose law holds the thing back; and by others than the provider."""
    for handling in deal.handlings:
        for found in residency[handling.thing].found:
            verdict = _verdict(deal, handling, found)
            if verdict:
                why, waiting = verdict
                yield Breach(found.rule.state, "residency", handling.thing, (found,), handling, why), waiting


def _verdict(deal: Deal, handling: Handling, found: Found) -> tuple[str, bool] | None:
    code = _code_for(handling, found, _outsider(deal, handling))
    if code in (None, "free") or handling.carries == "results":
        return None
    if handling.is_model and handling.carries not in DATA and "carries" not in found.rule.scope.conditions:
        return _inherited(deal, handling)
    if code == "approval":
        return _awaiting("approval", approval_status(deal, found, handling.thing), default_waits=True)
    if found.version.unless:
        return _awaiting("exception", exception_status(deal, found, handling.thing), default_waits=False)
    return ("the law bars it" if code == "barred" else "the law keeps it in the state"), False


def _code_for(handling: Handling, found: Found, outsider: bool) -> str | None:
    """The code that bears on a handling; None when it stays where the law wants it."""
    code, home = found.version.code, found.rule.state
    if code == "barred" and outsider:
        return code
    if handling.state != home:
        return code
    if any(state != home for state in handling.operation.reached_from):
        return found.version.remote or code
    return found.version.to_others if outsider else None


def _outsider(deal: Deal, handling: Handling) -> bool:
    """Whether somebody other than the provider handles a dataset."""
    return not handling.is_model and handling.operation.by != deal.datasets[handling.thing].provider


def _inherited(deal: Deal, handling: Handling) -> tuple[str, bool] | None:
    test = deal.models[handling.thing].exit_test
    if test == "planned":
        return "the model stays where its data stay until it has passed the exit test", True
    return f"the model stays where its data stay; the exit test is: {test}", False


def _awaiting(what: str, status: str | None, *, default_waits: bool) -> tuple[str, bool] | None:
    if status == "granted":
        return None
    if status is None:
        why = f"the {what} that the law provides for has not been asked for"
        return why, default_waits
    return f"the {what} that the law provides for is {status}", status in _WAITING


def mechanism_faults(grounds: Iterable[Ground]) -> Iterator[Fault]:
    """Grounds without a mechanism, or with one that the law does not leave open."""
    for ground in grounds:
        if ground.mechanism in ground.options:
            continue
        ways = ", ".join(ground.options) or "none"
        given = "the deal names no mechanism" if ground.mechanism is None else f"'{ground.mechanism}' is not open here"
        yield (
            Breach(ground.law, "mechanism", ground.thing, ground.found, ground.transfer.handling, f"{given}; the law leaves: {ways}"),
            False,
        )


def language_faults(languages: Mapping[str, bool], found: Iterable[Found]) -> Iterator[Fault]:
    """Laws that ask for a language the deal does not have."""
    rules = tuple(f for f in found if f.rule.kind == "language")
    for law, satisfied in languages.items():
        if not satisfied:
            own = tuple(f for f in rules if f.rule.state == law)
            needed = " or ".join("+".join(accepted) for f in own for accepted in f.version.accept)
            yield Breach(law, "language", None, own, None, f"the agreement needs the languages {needed}"), False


def together(faults: Iterable[Fault]) -> tuple[tuple[Breach, ...], tuple[Breach, ...]]:
    """Breaches and conditions, one for each law, kind and thing. A breach hides a condition on the same thing."""
    grouped: dict[tuple[str, str, str | None], list[Fault]] = {}
    for fault in faults:
        grouped.setdefault((fault[0].law, fault[0].kind, fault[0].thing), []).append(fault)
    breaches: list[Breach] = []
    conditions: list[Breach] = []
    for group in grouped.values():
        hard = [breach for breach, waiting in group if not waiting]
        (breaches if hard else conditions).append(_merged(hard or [breach for breach, _ in group]))
    return tuple(breaches), tuple(conditions)


def _merged(group: list[Breach]) -> Breach:
    first = group[0]
    found = {f.rule.id: f for breach in group for f in breach.found}
    whys = dict.fromkeys(breach.why for breach in group)
    return Breach(first.law, first.kind, first.thing, tuple(found.values()), first.handling, "; ".join(whys))
