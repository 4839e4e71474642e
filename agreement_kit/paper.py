"""The questionnaire for local counsel as plain values: what is asked, and what comes back."""

from dataclasses import dataclass

ANSWERS = ("agree", "correct", "comment")


@dataclass(frozen=True, slots=True)
class Asked:
    """One version of one rule, put to counsel: the question, our summary, its citation and confidence. `mark` tells rows apart."""

    mark: str
    question: str
    summary: str
    citation: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Answered:
    """One row as it came back: its number in the table, its mark, the answer as written, a comment, a name and a day as written."""

    row: int
    mark: str
    answer: str
    comment: str
    name: str
    day: str
