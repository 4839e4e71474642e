"""Rough widths of words, known before any font is opened: enough to share out columns and indents."""

import unicodedata
from collections.abc import Iterable, Sequence
from math import ceil, sqrt

WIDEST_WORD = 22  # longer words (hashes, addresses) are broken rather than given more room
NARROWEST = 8.0
CAPTIONS = 36  # per cent of the width of a form, for its first column
LEAST_HANG = 2.0  # ems
LINE = 115  # halves of a Han character that no line over the full width can hold more of
SHARES = (43, 57)  # per cent of the width that the first of two columns may have
ROOM = 0.92  # halves of a Han character in one per cent of the width, less gutters and indents
GAP = 0.55  # ems between a number and its words


def width(text: str) -> int:
    """The width of a text in halves of a Han character."""
    return sum(2 if is_wide(character) else 1 for character in text)


def is_wide(text: str) -> bool:
    """Whether a text has a character as wide as a Han character."""
    return any(unicodedata.east_asian_width(character) in "WF" for character in text)


def label(text: str) -> float:
    """The room that a number needs before its words, in ems."""
    return max(LEAST_HANG, ems(text) + GAP) if text else LEAST_HANG


def most(widths: Sequence[float]) -> float:
    """A width that nine in ten do not exceed: a few long numbers shall not push all words to the right."""
    return sorted(widths)[int(0.9 * (len(widths) - 1))]


def ems(text: str) -> float:
    """The width of a short text in ems."""
    return sum(1.0 if is_wide(character) else 0.6 if character.isalnum() else 0.36 for character in text)


def lines(text: str, beside: int) -> int:
    """The lines that a text fills at least, where `beside` texts share the width."""
    return ceil(width(text) * beside / LINE)


def balance(rows: Sequence[Sequence[int]], leading: Sequence[float]) -> tuple[int, ...]:
    """The widths in per cent of columns of languages, so that the rows are together as low as can be.

    `rows` holds the width of each text, `leading` the line height of each language. One language often needs more room than
    another; the share stays near the half, so that the page looks even. More than two columns are equal.
    """
    if len(leading) != 2 or not rows:
        return (100 // max(len(leading), 1),) * len(leading)
    shares = sorted(range(SHARES[0], SHARES[1] + 1), key=lambda share: abs(share - 50))
    best = min(shares, key=lambda share: _height(rows, leading, (share, 100 - share)))
    return best, 100 - best


def _height(rows: Sequence[Sequence[int]], leading: Sequence[float], shares: Sequence[int]) -> float:
    """The height of rows in columns of these shares of the width."""
    places = tuple(zip(leading, (share * ROOM for share in shares), strict=True))
    return sum(max(high * ceil(text / room) for text, (high, room) in zip(row, places, strict=True)) for row in rows)


def columns(texts: Sequence[Iterable[str]]) -> tuple[int, ...]:
    """Column widths in per cent by what stands in each: room for the longest word, and more, by its root, for more text."""
    needs = [max((NARROWEST, *map(_need, column))) for column in texts]
    return tuple(int(100 * need / sum(needs)) for need in needs)  # rounded down: more than the whole would stand over the margin


def form(count: int) -> tuple[int, ...]:
    """Column widths in per cent of a form: captions first, then equal room for each column to be filled in."""
    return (CAPTIONS, *[(100 - CAPTIONS) // (count - 1)] * (count - 1)) if count > 1 else (100,) * count


def _need(text: str) -> float:
    word = max((width(word) for word in text.split() if not is_wide(word)), default=0)
    return max(min(word, WIDEST_WORD), 2.2 * sqrt(width(text)))
