"""Rough widths of words, known before any font is opened: enough to share out columns and indents."""

import re
from collections.abc import Sequence
from math import ceil, sqrt

from agreement_kit.backends import letters

NARROWEST = 4.0  # ems of a column of a table, its padding included
BOLD = 1.08  # how much wider bold type is
PADDING = 1.3  # ems beside the words of a cell
EDGES = 1.1  # ems of these that a line cannot use
HALF = 0.54  # ems of half a Han character, or of a letter on average
LEAST_DOTS = 3
PEN = 60  # halves of a Han character
STEPS = 20  # of the search for the widths of columns
SPARE = 0.95  # of the width of a table that its columns may need where no phrase or address is broken
SIGNATORY = 28.0  # ems of the form of one
MOST_CAPTIONS = 42  # per cent
CAPTIONS = 36  # per cent of the width of a form, for its first column
LEAST_HANG = 2.0  # ems
LINE = 115  # halves of a Han character that no line over the full width can hold more of
SHARES = (43, 57)  # per cent of the width that the first of two columns may have
ROOM = 0.92  # halves of a Han character in one per cent of the width, less gutters and indents
GAP = 0.65  # ems between a number and its words
WIDE_GAP = 1.0  # ems behind a number of several wide digits, which stand further apart than their words
_WIDE_DIGITS = re.compile("[\uff10-\uff19]{2}")


def width(text: str) -> int:
    """The width of a text in halves of a Han character."""
    return sum(2 if letters.is_wide(character) else 1 for character in text)


def demand(text: str) -> int:
    """The width that a cell asks for: that of its text, or what a pen needs where dots only say where to write."""
    return width(text) if len(text) < LEAST_DOTS or any(map(str.isalnum, text)) else PEN


def label(text: str) -> float:
    """The room that a number needs before its words, in ems."""
    gap = WIDE_GAP if _WIDE_DIGITS.search(text) else GAP
    return max(LEAST_HANG, letters.ems(text) + gap) if text else LEAST_HANG


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


def columns(columns: Sequence[tuple[Sequence[float], int]], room: float) -> tuple[float, ...]:
    """Column widths in per cent of a table that is `room` ems wide.

    `columns` gives the ems that each wants, what matters most first (its longest word, phrase and address), and how much stands in its
    fullest cell. No word is torn while there is room, nor a phrase or an address while the other columns have room; more text has more
    room, by its root, but none has more than one line of it fills.
    """
    texts = [text for _, text in columns]
    floors = _floors([wants for wants, _ in columns], room)
    full = [max(floor, text * HALF + PADDING) for floor, text in zip(floors, texts, strict=True)]
    low, high = 0.0, room
    for _ in range(STEPS):
        root = (low + high) / 2
        wants = [max(floor, min(most, root * sqrt(text) + PADDING)) for floor, most, text in zip(floors, full, texts, strict=True)]
        low, high = (root, high) if sum(wants) < room else (low, root)
    return tuple(int(1000 * want / sum(wants)) / 10 for want in wants)  # rounded down: more would stand over the margin


def _floors(columns: Sequence[Sequence[float]], room: float) -> list[float]:
    """The least width of each column: for the first of its wants, and for each other that all columns together have room for."""
    floors = [max(NARROWEST, wants[0] * BOLD + PADDING) for wants in columns]
    for order in range(1, min(map(len, columns), default=0)):
        wider = [max(floor, wants[order] + PADDING) for floor, wants in zip(floors, columns, strict=True)]
        floors = wider if sum(wider) < room * SPARE else floors
    return floors


def form(count: int, captions: Sequence[str]) -> tuple[int, ...]:
    """Column widths in per cent of a form: captions first, then equal room for each column to be filled in.

    A caption stands on one line where the form of a signatory, of two side by side, can spare the room.
    """
    if count < 2:
        return (100,) * count
    wants = (ceil(100 * (letters.ems(caption) + HALF) / SIGNATORY) for caption in captions)
    first = max((want for want in wants if want <= MOST_CAPTIONS), default=CAPTIONS)
    first = max(first, CAPTIONS)
    return (first, *[(100 - first) // (count - 1)] * (count - 1))
