"""Proofs over a whole library. It does not prove that the law is right."""

from collections.abc import Iterator
from dataclasses import dataclass

from agreement_kit.check.answers import idle_answers
from agreement_kit.check.coverage import coverage_problems, situations
from agreement_kit.check.days import Day, all_days
from agreement_kit.check.lint import lint
from agreement_kit.check.names import name_problems
from agreement_kit.check.references import Frame, frames
from agreement_kit.check.silences import proved_since, silence_problems, silent_questions
from agreement_kit.check.wording import term_problems, wording_problems
from agreement_kit.errors import AgreementKitError, LibraryError, Problem, nearest
from agreement_kit.library import Library
from agreement_kit.library.clauses import Clause

__all__ = ["CheckReport", "check_library", "silent_questions"]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was proved, and what was found: problems, how much was looked at, and the days on which the law was asked."""

    problems: tuple[Problem, ...]
    rules: int
    clauses: int
    wordings: int
    situations: int
    silences: tuple[str, ...]
    days: tuple[Day, ...]


def check_library(library: Library) -> CheckReport:
    """Check every law, clause, wording, translation, reference and term. Problems are collected; the report raises nothing."""
    try:
        clauses = library.all_clauses()
        every = frames(library)
        rules = {rule.id for law in library.jurisdictions.values() for rule in law.rules}
    except LibraryError as error:
        return CheckReport(error.problems, 0, 0, 0, 0, (), ())
    silences = silent_questions(library)
    since = proved_since(library)
    problems = [
        *(problem for clause in clauses for problem in _clause_problems(clause, library, every, rules)),
        *_title_problems(library),
        *name_problems(library),
        *_terms(library),
        *lint(library, every),
        *silence_problems(library, silences),
        *idle_answers(library, since),
    ]
    count = sum(1 for clause in clauses for _ in situations(clause, library.codes))
    wordings = sum(len(paths) for clause in clauses for paths in clause.texts.values())
    return CheckReport(tuple(dict.fromkeys(problems)), len(rules), len(clauses), wordings, count, silences, all_days(library, since))


def _terms(library: Library) -> Iterator[Problem]:
    try:
        yield from term_problems(library)
    except AgreementKitError as error:
        yield from error.problems


def _clause_problems(clause: Clause, library: Library, every: tuple[Frame, ...], rules: set[str]) -> Iterator[Problem]:
    yield from coverage_problems(clause, library.codes)
    yield from wording_problems(clause, library, every)
    if not clause.insert_after and not any(frame.holds(clause) for frame in every) and clause.folder != "definitions":
        yield Problem("idle_clause", "no agreement type has this clause", clause.path)
    for name in sorted(clause.answers - rules):
        yield Problem("unknown_rule", f"it answers '{name}', which no law has", clause.path, None, nearest(name, rules))
    for name, blank in clause.blanks.items():
        lacking = [tag for tag in library.languages if blank.name and tag not in blank.name]
        if lacking:
            yield Problem("missing_translation", f"blank '{name}' has no name in '{lacking[0]}'", clause.path)
        lacking = [tag for tag in library.languages if isinstance(blank.default, dict) and tag not in blank.default]
        if lacking:
            yield Problem("missing_translation", f"blank '{name}' has no default in '{lacking[0]}'", clause.path)


def _title_problems(library: Library) -> Iterator[Problem]:
    for file_name in library.sources.names("templates/agreements"):
        kind = library.agreement_type(file_name.removesuffix(".yaml"))
        lacking = (tag for tag in library.languages if tag not in kind.title)
        yield from (Problem("missing_translation", f"the title is not given in '{tag}'", kind.path) for tag in lacking)
