"""Ask the law about a deal: every rule of every law that stands, kind by kind; all that match bind."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from agreement_kit.codes import Codes
from agreement_kit.deal import Deal
from agreement_kit.library.jurisdictions import Jurisdiction, Rule
from agreement_kit.rules import faults
from agreement_kit.rules.conflicts import conflicts
from agreement_kit.rules.findings import Findings, Found, Unit
from agreement_kit.rules.grounds import asks, grounds, question
from agreement_kit.rules.matching import facts_used, matches, matching
from agreement_kit.rules.residency import residencies
from agreement_kit.rules.silences import silences
from agreement_kit.rules.situations import Facts, Situations
from agreement_kit.rules.units import Classes, units

_LATER_KINDS = ("duty", "figure", "language", "practice")


def find(deal: Deal, law: Mapping[str, Jurisdiction], codes: Codes) -> Findings:
    """What binds a deal on the day it takes effect. `law` maps ISO codes to jurisdictions.

    Raises MissingFact when a rule asks for a fact that its unit cannot have.
    """
    situations = Situations(deal, codes)
    states = [law[state] for state in touched(deal) if state in law]
    class_rules = tuple(matching(states, "class", situations, {}))
    classes = _classes(class_rules, codes)
    residency = residencies(states, situations, classes, codes)
    asked = tuple(grounds(states, situations, classes))
    owed = tuple(found for kind in _LATER_KINDS for found in matching(states, kind, situations, classes) if _owed(found, deal))
    others = _once(owed)
    languages = _languages(deal, others)
    breaches, conditions = faults.together(
        [*faults.residency_faults(deal, residency), *faults.mechanism_faults(asked), *faults.language_faults(languages, others)]
    )
    behind = (*(f for r in residency.values() for f in r.found), *(f for g in asked for f in g.found))
    found = tuple(_distinct((*class_rules, *behind, *others)))
    return Findings(
        found=found,
        classes=classes,
        residency=residency,
        grounds=asked,
        figures=_figures(others),
        languages=languages,
        silences=silences(situations, codes, touched(deal), residency, asked, languages),
        breaches=breaches,
        conditions=conditions,
        conflicts=tuple(conflicts(deal, found, owed)),
        coming=tuple(_coming(states, situations, classes)),
    )


def touched(deal: Deal) -> tuple[str, ...]:
    """Every state that a deal touches, in order of appearance."""
    states = [party.jurisdiction for party in deal.parties.values()]
    states += [state for data in deal.datasets.values() for state in data.origins]
    states += [deal.kept_in(name) for name in deal.datasets]
    states += [site.jurisdiction for site in deal.sites.values()]
    states += [state for operation in deal.operations for state in operation.reached_from]
    states += [deal.governing_law] if deal.governing_law else []
    return tuple(dict.fromkeys(states))


def end_of(deal: Deal) -> date:
    """The last day of the term, counted from the day of effect."""
    years, months, days = (int(part or 0) for part in re.fullmatch(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?", deal.term).groups())  # type: ignore[union-attr]  # the pattern is checked on loading
    start = deal.takes_effect
    total = start.year * 12 + start.month - 1 + years * 12 + months
    try:
        return date(total // 12, total % 12 + 1, min(start.day, 28)) + timedelta(days=days + max(start.day - 28, 0))
    except (ValueError, OverflowError):  # beyond the year 9999
        return date.max


def _classes(found: Iterable[Found], codes: Codes) -> dict[tuple[str, str], dict[str, str]]:
    """How each law classes each dataset: where rules of one law differ, the strictest."""
    classes: dict[tuple[str, str], dict[str, str]] = {}
    for f in found:
        entry = classes.setdefault((f.unit.thing or "", f.rule.state), {})
        for dimension, code in f.version.sets.items():
            entry[dimension] = codes.dimensions[dimension].strictest(frozenset({code, entry.get(dimension, code)}))
    return classes


def _figures(found: Iterable[Found]) -> dict[str, dict[str, int]]:
    figures: dict[str, dict[str, int]] = {}
    for f in found:
        if f.rule.figure and f.version.value is not None:
            figures.setdefault(f.rule.figure, {})[f.rule.state] = f.version.value
    return figures


def _languages(deal: Deal, found: Iterable[Found]) -> dict[str, bool]:
    result: dict[str, bool] = {}
    for f in found:
        if f.rule.kind == "language":
            texts = set(deal.texts.authentic) | (set() if f.version.original else set(deal.texts.translations))
            result[f.rule.state] = result.get(f.rule.state, True) and any(set(accepted) <= texts for accepted in f.version.accept)
    return result


def _coming(states: Sequence[Jurisdiction], situations: Situations, classes: Classes) -> Iterator[Found]:
    """Law that changes within the term, or on a day nobody knows, and would bear on the deal as it stands."""
    last = end_of(situations.deal)
    for state in states:
        for rule in state.rules:
            indexes = rule.coming(situations.deal.takes_effect, last)
            asked = _questions(rule, situations, classes) if indexes else ()
            matched = next(((unit, facts) for unit, facts in asked if matches(rule, facts)), None)
            if matched:
                yield from (Found(rule, index, matched[0], facts_used(rule, matched[1])) for index in indexes)


def _questions(rule: Rule, situations: Situations, classes: Classes) -> Iterable[tuple[Unit, Facts]]:
    if rule.kind != "mechanism":
        return units(rule, situations, classes)
    transfers = (transfer for transfer in situations.deal.transfers if asks(rule, transfer))
    return (question(transfer, rule.state, situations, classes) for transfer in transfers)


def _owed(found: Found, deal: Deal) -> bool:
    """A duty of a recipient is not owed for what the provider itself does with its dataset."""
    handling = found.unit.handling
    own = handling is not None and not handling.is_model and handling.operation.by == deal.datasets[handling.thing].provider
    return not (own and found.rule.kind == "duty" and found.version.on == "recipient")


def _once(found: Iterable[Found]) -> tuple[Found, ...]:
    """A duty is owed once per what its rule says; everything else once per unit."""
    kept: dict[tuple[str, str], Found] = {}
    for f in found:
        kept.setdefault((f.rule.id, _once_key(f)), f)
    return tuple(kept.values())


def _once_key(found: Found) -> str:
    per, unit = found.version.once_per, found.unit
    if found.rule.kind != "duty" or per is None or per == "transfer":
        return unit.key
    if per in {"exporter", "party"}:
        return unit.party or unit.key
    whose = f" {unit.party}" if found.version.on in {"recipient", "importer"} else ""  # each of several recipients owes it
    return f"{unit.thing or unit.key}{whose}" if per == "dataset" else f"agreement{whose}"


def _distinct(found: Iterable[Found]) -> Iterator[Found]:
    seen: set[tuple[str, str]] = set()
    for f in found:
        key = (f.rule.id, f.unit.key)
        if key not in seen:
            seen.add(key)
            yield f
