"""A board: several wordings of one clause beside each other, each held against a base."""

from collections.abc import Sequence
from dataclasses import dataclass

from agreement_kit.compare.align import pairs, weights
from agreement_kit.compare.words import Part, difference


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of law behind a wording: its name, what it says, its citation, since when, and how sure."""

    name: str
    says: str
    citation: str
    since: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a clause: its name, and what each column has (empty: it does not use it). `bound` is the limit it is held to."""

    name: str
    bound: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One wording: its name, what it is for, its language (BCP 47), its paragraphs, and the rules behind it.

    A paragraph is its number or letter, and its words.
    """

    name: str
    note: str
    language: str
    paragraphs: tuple[tuple[str, str], ...]
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A paragraph of one column: its number, and its words as they differ from the base."""

    label: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Paragraphs that answer each other, one cell a column; None where a column has none."""

    cells: tuple[Cell | None, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class Board:
    """The comparison of one clause. `compared` says whether words were held against the base: between two languages they cannot be."""

    clause: str
    title: str
    across: str
    base: int
    columns: tuple[Column, ...]
    figures: tuple[Figure, ...]
    rows: tuple[Row, ...]
    compared: bool


def board(
    clause: str, title: str, across: str, base: int, columns: Sequence[Column], figures: Sequence[Figure], *, compared: bool = True
) -> Board:
    """Set columns beside each other.

    Compared columns are aligned by their words; others, translations of one text, paragraph by paragraph.
    """
    texts = [[words for _, words in column.paragraphs] for column in columns]
    grid = _spine(texts, base) if compared else _step_by_step(texts)
    rows = tuple(_row(places, columns, base, compared=compared) for places in grid)
    return Board(clause, title, across, base, tuple(columns), tuple(figures), rows, compared)


def _spine(texts: Sequence[Sequence[str]], base: int) -> list[list[int | None]]:
    """Rows of places in each text. The base comes first; each further text is aligned with the rows there are, and adds its own."""
    weight = weights(texts)
    order = [base, *(place for place in range(len(texts)) if place != base)]
    rows: list[list[int | None]] = []
    for column in order:
        standing = [next(texts[c][p] for c in order if (p := row[c]) is not None) for row in rows]
        grown: list[list[int | None]] = []
        for row, place in pairs(standing, texts[column], weight):
            cells: list[int | None] = [None] * len(texts) if row is None else rows[row]
            cells[column] = place
            grown.append(cells)
        rows = grown
    return rows


def _step_by_step(texts: Sequence[Sequence[str]]) -> list[list[int | None]]:
    longest = max(len(text) for text in texts)
    return [[place if place < len(text) else None for text in texts] for place in range(longest)]


def _row(places: Sequence[int | None], columns: Sequence[Column], base: int, *, compared: bool) -> Row:
    own = places[base]
    first = columns[base].paragraphs[own][1] if own is not None else ""
    cells: list[Cell | None] = []
    for column, place in zip(columns, places, strict=True):
        if place is None:
            cells.append(None)
            continue
        label, words = column.paragraphs[place]
        plain = column is columns[base] or not compared
        cells.append(Cell(label, (Part("same", words),) if plain else difference(first, words)))
    differs = any(cell is None or any(part.change != "same" for part in cell.parts) for cell in cells)
    return Row(tuple(cells), differs)
