"""Wordings that answer rules of law: each rule must hold today or on a day to come, or the words answer nothing."""

from collections.abc import Iterator
from datetime import date

from agreement_kit.check.days import days, on_day
from agreement_kit.errors import Problem
from agreement_kit.library import Library


def idle_answers(library: Library, since: date) -> Iterator[Problem]:
    """Rules that a clause answers and that hold on no day from `since` on."""
    laws = library.jurisdictions.values()
    gone = {rule.id for law in laws for rule in law.rules if not any(on_day(rule, day) for day in days(law, since))}
    for clause in library.all_clauses():
        for name in sorted(clause.answers & gone):
            message = f"it answers '{name}', which holds neither on {since} nor on any day to come"
            yield Problem("idle_answer", message, clause.path, None, "take the rule and its words out")
