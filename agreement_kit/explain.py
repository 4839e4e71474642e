"""Why each clause is in: the rules behind it with citation, date and confidence, and the facts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from agreement_kit.library.jurisdictions import Jurisdiction
from agreement_kit.library.playbooks import Playbook
from agreement_kit.rules import Findings, Found
from agreement_kit.select import Choice, Choices
from agreement_kit.text.conventions import Conventions
from agreement_kit.text.lists import NO_BREAK
from agreement_kit.text.localize import cite, join_list
from agreement_kit.text.values import Cite, place_of

Law = Mapping[str, Jurisdiction]


@dataclass(frozen=True, slots=True)
class RuleNote:
    """A rule that bears on a clause, in words: what it says, its citation, since when, how sure, and the facts that made it match."""

    rule: str
    says: str
    citation: str
    since: str
    confidence: str
    verified: bool
    facts: Mapping[str, str]

    def __str__(self) -> str:
        facts = "".join(f"; {name}: {value}" for name, value in self.facts.items())
        stamp = "verified" if self.verified else "not verified by a lawyer"
        return f"{self.rule}: {self.says} ({self.citation}; since {self.since}; confidence {self.confidence}; {stamp}{facts})"


@dataclass(frozen=True, slots=True)
class ClauseNote:
    """A clause that is in: its variant and position, what it is for, the facts its scope used, the rules behind it."""

    clause: str
    variant: str
    position: str
    purpose: str
    applies_to: tuple[str, ...]
    facts: Mapping[str, str]
    rules: tuple[RuleNote, ...]
    playbook: str = ""


def citation(found: Found, law: Law, conventions: Conventions) -> str:
    """The citation of a rule in a language; "no citation" where it has none."""
    instruments = law[found.rule.state].instruments
    cites = []
    for entry in found.version.cite:
        for name, locator in entry.items():
            instrument = instruments[name]
            place = place_of({key: value for key, value in locator.items() if value is not None})
            cites.append(cite(Cite(_number(instrument.number, instrument.titles), {}, place), conventions))
    return join_list(cites, conventions).replace(NO_BREAK, " ") or "no citation"  # notes are read on screens and searched


def _number(number: Mapping[str, str] | None, titles: Mapping[str, str]) -> Mapping[str, str]:
    return number or titles


def rule_note(found: Found, law: Law, conventions: Conventions, *, stamped: bool) -> RuleNote:
    """One rule in words."""
    version = found.version
    since = str(version.starts) if version.starts != "undated" else f"undated (expected: {version.expected})"
    return RuleNote(found.rule.id, version.says, citation(found, law, conventions), since, version.confidence, stamped, found.facts)


def because(choice: Choice, law: Law, conventions: Conventions, playbook: Playbook) -> tuple[str, ...]:
    """The drafting notes of a choice: its purpose, the facts its scope used, what the playbook says of it, and each rule behind it."""
    variant = choice.clause.variants[choice.variant]
    facts = ", ".join(f"{name}: {value}" for name, value in choice.used.items())
    head = variant.purpose + (f" Facts: {facts}." if facts else "")
    own = playbook.note(choice.clause.name)
    return head, *([f"Playbook: {own}."] if own else []), *(str(note) for note in rule_notes(choice, law, conventions))


def rule_notes(choice: Choice, law: Law, conventions: Conventions) -> tuple[RuleNote, ...]:
    """The rules behind a choice, each once."""
    found = {f.rule.id: f for f in choice.rules}
    return tuple(rule_note(f, law, conventions, stamped=f.version.verified is not None) for f in found.values())


def clause_notes(choices: Choices, law: Law, conventions: Conventions, playbook: Playbook) -> Iterator[ClauseNote]:
    """Every clause that is in, once a variant and position, in the order of the agreement."""
    grouped: dict[tuple[str, str, str], list[Choice]] = {}
    for choice in choices.chosen:
        grouped.setdefault((choice.clause.name, choice.variant, choice.position), []).append(choice)
    for (name, variant, position), group in grouped.items():
        rules = {note.rule: note for choice in group for note in rule_notes(choice, law, conventions)}
        units = tuple(dict.fromkeys(_shown_unit(choice) for choice in group if choice.target.unit.level != "agreement"))
        facts = {key: value for choice in group for key, value in choice.used.items()}
        purpose = group[0].clause.variants[variant].purpose
        yield ClauseNote(name, variant, position, purpose, units, facts, tuple(rules.values()), playbook.note(name))


def _shown_unit(choice: Choice) -> str:
    """What a clause was chosen for, in words."""
    unit, ground = choice.target.unit, choice.target.ground
    if unit.transfer is None:
        return unit.key
    way = f"{unit.thing}, {unit.transfer.leaves} to {unit.transfer.arrives}"
    return f"{way}, law of {ground.law}" if ground else way


def coming_notes(findings: Findings, law: Law, conventions: Conventions) -> tuple[RuleNote, ...]:
    """The law that will change within the term, or on a day nobody knows."""
    return tuple(rule_note(found, law, conventions, stamped=False) for found in findings.coming)
