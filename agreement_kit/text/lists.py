"""Joining words: lines of a paragraph, members of a list."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from agreement_kit.text.cldr import month_name
from agreement_kit.text.conventions import Conventions, Join

NO_BREAK = "\u00a0"  # a space at which no line ends


def join_lines(lines: Sequence[str], conventions: Conventions) -> str:
    """The lines of one paragraph as one line, in the way of the language. Two Latin words are always kept apart by a space."""
    text = ""
    for line in (line.strip() for line in lines):
        text += (_gap(text, line, conventions.join_lines) if text else "") + line
    return text


def _gap(before: str, after: str, join: str) -> str:
    latin = before[-1:].isascii() and before[-1:].isalnum() and after[:1].isascii() and after[:1].isalnum()
    return " " if latin else join


def bound(text: str, conventions: Conventions) -> str:
    """A text in which a number stays on the line of the word before it, and a day on that of its month: "No. 71", "2 February"."""
    if not conventions.before_number:
        return text
    return _bound_spaces(conventions.before_number, conventions.locale).sub(NO_BREAK, text)


@lru_cache(maxsize=16)
def _bound_spaces(before_number: tuple[str, ...], locale: str) -> re.Pattern[str]:
    """The spaces at which no line ends."""
    words = "|".join(re.escape(word) for word in before_number)
    months = "|".join(re.escape(month_name(month, locale)) for month in range(1, 13))
    after_word = "|".join(rf"(?<=\b{re.escape(word)} )" for word in before_number)
    before_place = rf"(?:(?:{words})[ {NO_BREAK}])?(?:\(?\d|[IVXLC]+\b)"
    after_day = r"(?<=\b\d )|(?<=\b\d\d )"
    return re.compile(rf" (?:(?={before_place})(?:{after_word})|(?=(?:{months})\b)(?:{after_day}))")  # the space first: it is found fast


def with_apostrophes(text: str, conventions: Conventions) -> str:
    """Words of the library with the apostrophe that the language prints. Words that parties typed stay as they typed them."""
    return text.replace("'", conventions.apostrophe)


def join_list(words: Sequence[str], conventions: Conventions, join: Literal["and", "or"] = "and") -> str:
    """Members of a list as one phrase: "A, B and C". No members give no words."""
    lists = conventions.lists
    plain, heavy = (lists.and_, lists.heavy_and) if join == "and" else (lists.or_, lists.heavy_or)
    unclear = any(mark in word for word in words for mark in lists.heavy_when)
    return _joined(words, heavy if unclear else plain)


def _joined(words: Sequence[str], join: Join) -> str:
    if len(words) < 3:
        return join.pair.join(words)
    return join.between.join(words[:-1]) + join.last + words[-1]
