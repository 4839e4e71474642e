"""What a deal comes to: what the law says of it and which clauses it brings in; and how two outcomes differ."""

from collections.abc import Mapping
from dataclasses import dataclass

from agreement_kit.deal import Deal
from agreement_kit.library import Library
from agreement_kit.library.jurisdictions import Jurisdiction
from agreement_kit.rules import Findings, find
from agreement_kit.select import Choices, choose

OUT = "out"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A deal, what was found and what was chosen."""

    deal: Deal
    findings: Findings
    choices: Choices


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A clause that is otherwise chosen: the variants (and positions) before and after, "out" where it is not in."""

    clause: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What one outcome has and another has not. Rules by id; breaches as (law, kind, thing)."""

    clauses: tuple[ClauseChange, ...]
    rules_gone: tuple[str, ...]
    rules_new: tuple[str, ...]
    breaches_gone: tuple[tuple[str, str, str], ...]
    breaches_new: tuple[tuple[str, str, str], ...]

    def __bool__(self) -> bool:
        return bool(self.clauses or self.rules_gone or self.rules_new or self.breaches_gone or self.breaches_new)


def outcome(deal: Deal, library: Library, law: Mapping[str, Jurisdiction] | None = None) -> Outcome:
    """What a deal comes to, under the library's law or another. Raises DealError and LibraryError as drafting does."""
    findings = find(deal, library.jurisdictions if law is None else law, library.codes)
    return Outcome(deal, findings, choose(deal, findings, library))


def difference(before: Outcome, after: Outcome) -> Difference:
    """How the second outcome differs from the first."""
    one, two = variants(before.choices), variants(after.choices)
    names = [name for name in dict.fromkeys([*one, *two]) if one.get(name, OUT) != two.get(name, OUT)]
    old, new = _rules(before.findings), _rules(after.findings)
    broken, breaks = _breaches(before.findings), _breaches(after.findings)
    return Difference(
        tuple(ClauseChange(name, one.get(name, OUT), two.get(name, OUT)) for name in names),
        tuple(rule for rule in old if rule not in new),
        tuple(rule for rule in new if rule not in old),
        tuple(breach for breach in broken if breach not in breaks),
        tuple(breach for breach in breaks if breach not in broken),
    )


def variants(choices: Choices) -> dict[str, str]:
    """For each clause that is in, its variants in words, with the position where it is not balanced."""
    found: dict[str, dict[str, None]] = {}
    for choice in choices.chosen:
        said = choice.variant if choice.position == "balanced" else f"{choice.variant} ({choice.position})"
        found.setdefault(choice.clause.name, {})[said] = None
    return {name: ", ".join(said) for name, said in found.items()}


def _rules(findings: Findings) -> dict[str, None]:
    return dict.fromkeys(f"{found.rule.id} since {found.version.starts}" for found in findings.found)


def _breaches(findings: Findings) -> dict[tuple[str, str, str], None]:
    return dict.fromkeys((breach.law, breach.kind, breach.thing or "") for breach in findings.breaches)
