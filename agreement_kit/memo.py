"""A memorandum as plain values: headings, paragraphs and tables, with notes at the foot of the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Noted:
    """Words, and the notes that belong to them."""

    words: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the highest below the title."""

    words: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    content: Noted


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `widths` are shares of the width of the page."""

    head: Sequence[str]
    rows: Sequence[Sequence[Noted]]
    widths: Sequence[int]


Part: TypeAlias = Heading | Text | Grid


@dataclass(frozen=True, slots=True)
class Memo:
    """A memorandum: its title, a line below it, its parts. `day` is the ISO date in its properties; `landscape` turns the page."""

    title: str
    line: str
    parts: Sequence[Part]
    day: str
    landscape: bool = True
