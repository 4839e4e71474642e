"""The rules behind a wording, of whatever state: those that bring it in, that it answers, or that set a figure it is held to."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from agreement_kit.boards.asked import NOTES, Asked
from agreement_kit.compare import Rule
from agreement_kit.explain import RuleNote, rule_note, rule_notes
from agreement_kit.library import Library
from agreement_kit.library.clauses import Clause, FigureBound
from agreement_kit.library.jurisdictions import Rule as LawRule
from agreement_kit.rules import Found, Unit
from agreement_kit.scope import Within
from agreement_kit.select import Choice


def rules_behind(clause: Clause, variant: str, asked: Asked, library: Library) -> tuple[Rule, ...]:
    """The rules that bring a variant in, that an addendum answers, or that set a figure which its blanks are held to."""
    law, conventions = library.jurisdictions, library.conventions(NOTES)
    wanted = [rule for state in law.values() for rule in state.rules if _bears(rule, clause, variant, asked.on)]
    found = (Found(rule, index, Unit("agreement", ""), {}) for rule, index in _now(wanted, asked.on))
    notes = (rule_note(entry, law, conventions, stamped=False) for entry in found)
    return _shown(notes)


def _now(rules: Sequence[LawRule], on: date) -> Iterator[tuple[LawRule, int]]:
    yield from ((rule, index) for rule in rules if (index := rule.version_at(on)) is not None)


def _bears(rule: LawRule, clause: Clause, variant: str, on: date) -> bool:
    index = rule.version_at(on)
    if index is None:
        return False
    if clause.answers:
        return rule.id in clause.answers
    bounds = [bound for blank in clause.blanks.values() for bound in (blank.at_least, blank.at_most) if isinstance(bound, FigureBound)]
    if rule.kind == "figure":
        return rule.figure in {bound.figure for bound in bounds}
    version = rule.versions[index]
    asked = {name: c.codes for name, c in clause.candidates[variant].scope.conditions.items() if isinstance(c, Within)}
    options = {option.code for option in rule.options.get(index, ())}
    return (
        version.code in asked.get("residency", ())
        or bool(options & asked.get("mechanism", frozenset()))
        or any(code in asked.get(dimension, ()) for dimension, code in version.sets.items())
    )


def rules_found(choices: Sequence[Choice], held: Sequence[Found], library: Library) -> tuple[Rule, ...]:
    """The rules of a deal's findings that are behind some choices, and those whose figures their blanks are held to, each once."""
    law, conventions = library.jurisdictions, library.conventions(NOTES)
    notes = {note.rule: note for choice in choices for note in rule_notes(choice, law, conventions)}
    notes |= {found.rule.id: rule_note(found, law, conventions, stamped=False) for found in held}
    return _shown(notes.values())


def _shown(notes: Iterable[RuleNote]) -> tuple[Rule, ...]:
    return tuple(Rule(note.rule, note.says, note.citation, note.since, note.confidence) for note in notes)
