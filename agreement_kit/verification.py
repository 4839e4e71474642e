"""Local counsel's verification of the law: what is put to them, and stamps made of what they answer.

A stamp pins one version of one rule by its hash, so an edited rule loses it. Stamps stand in `clauses/verified/<CC>.yaml`, beside the law
and not in it: a house keeps its own counsel's stamps in its own library.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from agreement_kit.errors import LibraryError, Problem, nearest
from agreement_kit.explain import citation
from agreement_kit.library import Library
from agreement_kit.library.jurisdictions import Rule, Version
from agreement_kit.paper import ANSWERS, Answered, Asked
from agreement_kit.rules import Found, Unit
from agreement_kit.standing import rule_hash

NOTES = "en"  # the language of the questionnaire
_ASKS: Mapping[str, str] = {
    "class": "How does the law class such data?",
    "residency": "May such data leave the state, and what must stay?",
    "mechanism": "By which ways may personal data leave?",
    "duty": "Does this duty exist as stated?",
    "figure": "Is this figure right?",
    "language": "Which languages must the agreement have?",
    "practice": "Is this the custom?",
}


@dataclass(frozen=True, slots=True)
class Returned:
    """What came of a questionnaire: the text of the stamp file of each state, and what counsel would have otherwise."""

    files: Mapping[str, str]
    stamped: int
    remarks: tuple[Problem, ...]


def questions(states: Sequence[str], library: Library) -> tuple[Asked, ...]:
    """Every version of every rule of some states that holds or is coming, in the order of the files. Raises LibraryError."""
    unknown = [state for state in states if state not in library.jurisdictions]
    if unknown:
        hint = nearest(unknown[0], library.jurisdictions) or f"one of {', '.join(library.jurisdictions)}"
        raise LibraryError(Problem("unknown_law", f"the library has no law of '{unknown[0]}'", hint=hint))
    return tuple(_asked(rule, index, library) for state in states for rule in library.jurisdictions[state].rules for index in _living(rule))


def _living(rule: Rule) -> Iterator[int]:
    """The versions that are worth a lawyer's time: the last one that has a day, and those that have none."""
    dated = [i for i, version in enumerate(rule.versions) if version.starts != "undated" and not version.repealed]
    yield from dated[-1:]
    yield from (i for i, version in enumerate(rule.versions) if version.starts == "undated")


def mark_of(rule: Rule, version: Version) -> str:
    """What identifies a version in a questionnaire: rule, first day, hash."""
    return f"{rule.id} · {version.starts} · {rule_hash(rule, version)}"


def _asked(rule: Rule, index: int, library: Library) -> Asked:
    version = rule.versions[index]
    cited = citation(Found(rule, index, Unit("agreement", ""), {}), library.jurisdictions, library.conventions(NOTES))
    when = f"since {version.starts}" if version.starts != "undated" else f"coming ({version.expected})"
    return Asked(mark_of(rule, version), _ASKS[rule.kind], f"{version.says} [{_answer(rule, version)}; {when}]", cited, version.confidence)


def _answer(rule: Rule, version: Version) -> str:
    """What the software makes of the rule, in its own codes."""
    if rule.kind == "mechanism":
        return "in this order: " * version.in_order + ", ".join(name for option in version.options for name in option)
    if rule.kind == "figure":
        return f"{rule.figure}: {version.value}"
    if rule.kind == "language":
        return " or ".join("+".join(texts) for texts in version.accept)
    if rule.kind == "class":
        return ", ".join(f"{name}: {code}" for name, code in version.sets.items())
    return (
        ", ".join(filter(None, (version.code, f"keeps {version.keeps}" if version.keeps else None, version.duty, version.practice)))
        or rule.kind
    )


def returned(answers: Sequence[Answered], library: Library, path: str) -> Returned:
    """Stamps of what counsel agrees with; corrections and comments as problems to mend.

    `path` names the questionnaire in problems. Raises LibraryError, and nothing is stamped, where rows are missing, unknown or unsigned,
    or speak of a rule that has changed since.
    """
    states = sorted({answer.mark.split("/")[0] for answer in answers} & set(library.jurisdictions))
    asked = {question.mark: question for question in questions(states, library)}
    problems = [*_faults(answers, asked, path), *_missing(answers, asked, path)]
    if problems:
        raise LibraryError(problems)
    agreed = [answer for answer in answers if _said(answer) == "agree"]
    remarks = tuple(_remark(answer, path) for answer in answers if _said(answer) in {"correct", "comment"})
    return Returned({state: _file(state, agreed, library) for state in states}, len(agreed), remarks)


def _remark(answer: Answered, path: str) -> Problem:
    words = f"{answer.mark.split(' ')[0]}: {answer.comment.strip() or 'no words were given'}"
    if _said(answer) == "correct":
        return Problem("counsel_correct", words, path, answer.row)
    return Problem("counsel_comment", words, path, answer.row)


def _said(answer: Answered) -> str:
    """The answer; empty for a row that was left as it was."""
    words = answer.answer.strip().lower()
    return words if words in ANSWERS else ""


def _faults(answers: Sequence[Answered], asked: Mapping[str, Asked], path: str) -> Iterator[Problem]:
    rules = {mark.split(" ")[0]: mark for mark in asked}
    for answer in answers:
        rule = answer.mark.split(" ")[0]
        if rule not in rules:
            yield Problem("unknown_rule", f"there is no rule '{rule}'", path, answer.row, nearest(rule, rules))
        elif answer.mark not in asked:
            yield Problem("changed_since", f"{rule} has changed since this questionnaire was made; ask again", path, answer.row)
        if answer.answer.strip() and not _said(answer) and not _untouched(answer):
            message = f"'{answer.answer.strip()[:40]}' is no answer"
            yield Problem("unknown_answer", message, path, answer.row, f"one of {', '.join(ANSWERS)}")
        if _said(answer) and not (answer.name.strip() and _day(answer.day)):
            yield Problem("unsigned", f"{rule}: an answer needs a name, and a day as 2027-01-31", path, answer.row)


def _untouched(answer: Answered) -> bool:
    return "/" in answer.answer or "choose" in answer.answer.lower()


def _missing(answers: Sequence[Answered], asked: Mapping[str, Asked], path: str) -> Iterator[Problem]:
    there = {answer.mark.split(" ")[0] for answer in answers}
    for number, mark in enumerate(asked, 1):
        if mark.split(" ")[0] not in there:
            yield Problem("row_missing", f"the row of {mark.split(' ')[0]} (row {number} as it was sent) is missing", path)


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words.strip())
    except ValueError:
        return None


def _file(state: str, agreed: Sequence[Answered], library: Library) -> str:
    """The stamp file of a state: the stamps there were, and the new ones in their place or beside them."""
    path = f"clauses/verified/{state}.yaml"
    old = library.sources.yaml(path).data or {} if library.sources.find(path) else {}
    stamps: dict[str, dict[str, str]] = {mark: dict(entry) for mark, entry in old.items()}
    for answer in agreed:
        rule, starts, pinned = answer.mark.split(" · ")
        if rule.startswith(f"{state}/"):
            stamps[f"{rule.split('/')[1]}@{starts}"] = {"on": answer.day.strip(), "by": answer.name.strip(), "hash": pinned}
    lines = [
        f"{name}: {{on: {entry['on']}, by: {_quoted(entry['by'])}, hash: '{entry['hash']}'}}" for name, entry in sorted(stamps.items())
    ]
    return (
        f"# Stamps of lawyers on the law of {state}: rule@first day of the version. The hash pins what was seen.\n"
        + "\n".join(lines)
        + "\n"
    )


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
