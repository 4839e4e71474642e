"""What each law does not answer, over every combination of the facts that matter: a list that is kept, so that it cannot grow unnoticed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product

from agreement_kit.check.days import Day, days, last_change, on_day, spans
from agreement_kit.codes import NO, Codes
from agreement_kit.errors import Problem
from agreement_kit.library import Library
from agreement_kit.library.jurisdictions import Jurisdiction, Rule
from agreement_kit.scope import Fact, known

GOLDEN = "clauses/jurisdictions/silences.txt"
_SINCE = re.compile(r"^# As of (\d{4}-\d\d-\d\d)\b")
_ASKED = ("holder", "secrecy", "sector")


def proved_since(library: Library) -> date:
    """The day from which the laws are proved: it stands in the first line of the list. Without it, the last day on which a law changes."""
    path = library.sources.find(GOLDEN)
    found = _SINCE.match(library.sources.text(GOLDEN)) if path else None
    return date.fromisoformat(found.group(1)) if found else last_change(library)


def silent_questions(library: Library) -> tuple[str, ...]:
    """Every silence of every law, on the day from which the laws are proved and on every day on which one of them changes.

    One line each: "ID/residency: holder: private, secrecy: official, sector: general (identity: any)", and where it is not so on all these
    days, when it is: "[until 2027-01-01]".
    """
    since = proved_since(library)
    return tuple(line for law in library.jurisdictions.values() for line in _of_law(law, library.codes, since))


def silence_problems(library: Library, silences: Sequence[str]) -> Iterator[Problem]:
    """Silences that the kept list does not have, and lines of it that are none."""
    path = library.sources.find(GOLDEN)
    kept = set(library.sources.text(GOLDEN).splitlines()) if path else set()
    for line in silences:
        if line not in kept:
            yield Problem("new_silence", f"the law says nothing on {line}", GOLDEN, None, "add a rule, or the line to this file")
    for line in sorted(kept - set(silences) - {""}):
        if not line.startswith("#"):
            yield Problem("old_silence", f"this is answered now, or no longer asked: {line}", GOLDEN, None, "take the line out")


def _of_law(law: Jurisdiction, codes: Codes, since: date) -> Iterator[str]:
    asked = days(law, since)
    silent = {day: tuple(_on(law, codes, day)) for day in asked}
    for line in dict.fromkeys(line for lines in silent.values() for line in lines):
        when = spans({day: line in silent[day] for day in asked})
        yield f"{line} [{when}]" if when else line


def _on(law: Jurisdiction, codes: Codes, day: Day) -> Iterator[str]:
    """The silences of a law on one day."""
    rules = [(rule, version) for rule in law.rules if (version := on_day(rule, day))]
    residency = [rule for rule, version in rules if rule.kind == "residency" and version.code]
    yield from (f"{law.code}/residency: {line}" for line in _silent(_on_data(residency), codes, codes.dimensions["identity"].codes))
    if not any("carries" in rule.scope.conditions for rule in residency):
        yield f"{law.code}/model_residency: always"
    mechanisms = [rule for rule, _ in rules if rule.kind == "mechanism"]
    personal = tuple(sorted(codes.asks["mechanism"].when["identity"], key=codes.dimensions["identity"].codes.index))
    yield from (f"{law.code}/mechanism: {line}" for line in _silent(_on_data(mechanisms), codes, personal))
    if not any(rule.kind == "language" for rule, _ in rules):
        yield f"{law.code}/language: always"


def _on_data(rules: list[Rule]) -> list[Rule]:
    return [rule for rule in rules if "carries" not in rule.scope.conditions]


def _silent(rules: list[Rule], codes: Codes, identities: tuple[str, ...]) -> Iterator[str]:
    """Combinations of holder, secrecy and sector that no rule answers, with the identities for which that is so."""
    base = _plain_facts(codes)
    for values in product(*(codes.dimensions[name].codes for name in _ASKED)):
        facts = dict(zip(_ASKED, values, strict=True))
        if facts["secrecy"] == "secret":  # refused before any rule is asked
            continue
        situation = base | {name: known(code) for name, code in facts.items()}
        silent = [i for i in identities if not any(_answers(rule, situation | {"identity": known(i)}) for rule in rules)]
        if silent:
            which = "any" if len(silent) == len(identities) else ", ".join(silent)
            yield f"{', '.join(f'{name}: {code}' for name, code in facts.items())} (identity: {which})"


def _answers(rule: Rule, situation: Mapping[str, Fact]) -> bool:
    return rule.scope.holds(situation)


def _plain_facts(codes: Codes) -> dict[str, Fact]:
    """The facts of a plain deal between companies: every flag off, every other dimension open."""
    facts: dict[str, Fact] = {}
    for dimension in codes.dimensions.values():
        if dimension.number:
            facts[dimension.name] = 0
        elif dimension.flag:
            facts[dimension.name] = known(NO)
        elif dimension.states:
            facts[dimension.name] = known("ZZ")
        else:
            facts[dimension.name] = known(dimension.codes[0]) if dimension.found else frozenset(dimension.codes)
    return facts
