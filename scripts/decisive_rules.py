#!/usr/bin/env python3
"""Name the rule versions that no lawyers' case notices: each is dropped in turn, and each residency code turned round."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from agreement_kit.errors import AgreementKitError  # noqa: E402  # after the checkout is on the path
from agreement_kit.library import Library  # noqa: E402
from agreement_kit.library.jurisdictions import Jurisdiction, Rule, Version  # noqa: E402
from agreement_kit.rules import touched  # noqa: E402
from tests import cases  # noqa: E402

Law = Mapping[str, Jurisdiction]
TURNED = MappingProxyType({"free": "onshore", "approval": "free", "onshore": "free", "barred": "free"})


@dataclass(frozen=True)
class Mutant:
    """One change to one version of one rule, in words, and the rule that stands in its place (None: none does)."""

    rule: Rule
    words: str
    instead: Rule | None


def mutants(rule: Rule) -> Iterator[Mutant]:
    """Every change to a rule that some case should notice."""
    for index, version in enumerate(rule.versions):
        name = f"{rule.id} from {version.starts}"
        yield Mutant(rule, f"{name}: dropped", _without(rule, index))
        if version.code:
            turned = version.model_copy(update={"code": TURNED[version.code]})
            yield Mutant(rule, f"{name}: {version.code} turned to {turned.code}", _with(rule, index, turned))


def _without(rule: Rule, dropped: int) -> Rule | None:
    kept = [index for index in range(len(rule.versions)) if index != dropped]
    options = {place: rule.options[index] for place, index in enumerate(kept) if index in rule.options}
    return replace(rule, versions=tuple(rule.versions[index] for index in kept), options=options) if kept else None


def _with(rule: Rule, index: int, version: Version) -> Rule:
    return replace(rule, versions=(*rule.versions[:index], version, *rule.versions[index + 1 :]))


def changed(law: Law, mutant: Mutant) -> Law:
    """The law with a mutant in the place of its rule."""
    state = law[mutant.rule.state]
    rules = [mutant.instead if rule.id == mutant.rule.id else rule for rule in state.rules]
    return {**law, state.code: replace(state, rules=tuple(rule for rule in rules if rule))}


def noticed(mutant: Mutant, library: Library, law: Law, scenarios: Sequence[cases.Scenario]) -> bool:
    """Whether some case no longer holds under the changed law."""
    library.__dict__["jurisdictions"] = changed(law, mutant)
    try:
        return any(_fails(case, library) for case in scenarios if mutant.rule.state in touched(case.deal))
    finally:
        library.__dict__["jurisdictions"] = law


def _fails(case: cases.Scenario, library: Library) -> bool:
    try:
        return bool(cases.differences(case, library))
    except AgreementKitError:
        return True


def survivors(library: Library, states: Sequence[str] = ()) -> Iterator[Mutant]:
    """The mutants that no case notices, of the states given or of all. Raises SystemExit when a case fails before anything is changed."""
    law = library.jurisdictions
    scenarios = cases.load(library.codes, {code: state.languages for code, state in law.items()})
    scenarios = [case for case in scenarios if not states or set(states) & set(touched(case.deal))]
    failing = [case.name for case in scenarios if _fails(case, library)]
    if failing:
        raise SystemExit(f"these cases fail as the law stands: {', '.join(failing)}")
    for state in law.values():
        rules = state.rules if not states or state.code in states else ()
        yield from (m for rule in rules for m in mutants(rule) if not noticed(m, library, law, scenarios))


def main() -> None:
    """Print the survivors, one a line, with the kind of rule: of the states named on the command line, or of all."""
    for mutant in survivors(Library.load(), sys.argv[1:]):
        print(f"{mutant.rule.kind:10} {mutant.words}")


if __name__ == "__main__":
    main()
