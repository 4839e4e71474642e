"""What each law does not answer, over every combination of the facts that matter: a list that is kept, so that it cannot grow unnoticed."""

from collections.abc import Iterator, Mapping
from itertools import product

from agreement_kit.codes import NO, Codes
from agreement_kit.library import Library
from agreement_kit.library.jurisdictions import Jurisdiction, Rule
from agreement_kit.scope import Fact, known

GOLDEN = "clauses/jurisdictions/silences.txt"
_ASKED = ("holder", "secrecy", "sector")


def silent_questions(library: Library) -> tuple[str, ...]:
    """Every silence of every law, one line each: "ID/residency: holder: private, secrecy: official, sector: general (identity: any)"."""
    return tuple(line for law in library.jurisdictions.values() for line in _of_law(law, library.codes))


def _of_law(law: Jurisdiction, codes: Codes) -> Iterator[str]:
    residency = [rule for rule in law.rules if rule.kind == "residency" and any(version.code for version in rule.versions)]
    yield from (f"{law.code}/residency: {line}" for line in _silent(_on_data(residency), codes, codes.dimensions["identity"].codes))
    if not any("carries" in rule.scope.conditions for rule in residency):
        yield f"{law.code}/model_residency: always"
    mechanisms = [rule for rule in law.rules if rule.kind == "mechanism"]
    personal = tuple(sorted(codes.asks["mechanism"].when["identity"], key=codes.dimensions["identity"].codes.index))
    yield from (f"{law.code}/mechanism: {line}" for line in _silent(_on_data(mechanisms), codes, personal))
    if not any(rule.kind == "language" for rule in law.rules):
        yield f"{law.code}/language: always"


def _on_data(rules: list[Rule]) -> list[Rule]:
    """Rules that speak of data, and that still or already hold: a rule that is only coming answers nothing today."""
    return [rule for rule in rules if "carries" not in rule.scope.conditions and any(v.starts != "undated" for v in rule.versions)]


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
