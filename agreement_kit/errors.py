"""Problems and the exceptions that carry them."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

LONGEST = 80  # characters of a wrong value that a problem prints back


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a file or a deal: what was found, where, what was expected, the nearest valid value.

    `code` is a snake_case name explained in docs/problems.md; `line` counts from 1; `hint` ends the sentence ("did you mean x?").
    """

    code: str
    message: str
    path: str | None = None
    line: int | None = None
    hint: str | None = None

    def __str__(self) -> str:
        place = self.path or ""
        if place and self.line:
            place += f":{self.line}"
        words = f"{self.message}; {self.hint}" if self.hint else self.message
        return f"{place}: {words}" if place else words


class AgreementKitError(Exception):
    """Whatever this package refuses. `problems` says why, in the words a user reads."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class LibraryError(AgreementKitError):
    """The clause library is wrong."""


class DealError(AgreementKitError):
    """The deal is wrong."""


class NoVariant(AgreementKitError):
    """No variant of a clause applies."""


class AmbiguousVariant(AgreementKitError):
    """Several variants of a clause apply and none is narrower."""


class MissingTranslation(AgreementKitError):
    """A wording lacks a language of the deal."""


class MisalignedTranslation(AgreementKitError):
    """Two languages of a wording do not have the same skeleton."""


class BrokenReference(AgreementKitError):
    """A reference leads nowhere."""


class RuleConflict(AgreementKitError):
    """Rules of one law contradict each other."""


class MissingFact(AgreementKitError):
    """A scope asks for a fact that the situation does not have."""


class RenderError(AgreementKitError):
    """A document cannot be written: a font or a glyph is missing, or a part is broken."""


def shown(value: object) -> str:
    """A value as a problem prints it back: whole when it is short, else its beginning and its length."""
    if isinstance(value, str) and len(value) > LONGEST:
        return f"{value[:LONGEST]!r}… ({len(value):,} characters)".replace(",", " ")
    text = repr(value)
    return text if len(text) <= LONGEST + 2 else f"{text[:LONGEST]}…"


def nearest(value: str, candidates: Iterable[str]) -> str | None:
    """A hint that names the candidate closest to `value`, or None when none is close."""
    if len(value) > LONGEST:
        return None
    found = get_close_matches(value, sorted(candidates), n=1, cutoff=0.6)
    return f"did you mean {found[0]}?" if found else None
