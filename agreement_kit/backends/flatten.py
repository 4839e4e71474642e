"""The tree flattened into what a page shows: rows, tables and figures, with references resolved to anchors."""

import re
import unicodedata
from collections.abc import Iterator
from math import sqrt

from agreement_kit.backends.view import Cell, Entry, Figure, Flow, Grid, Item, Part, Row, Section, SectionKind, Stack, View
from agreement_kit.document import (
    Agreement,
    Block,
    Definition,
    Fill,
    Inline,
    Labels,
    Language,
    Paragraph,
    Provision,
    Reference,
    Table,
    Wording,
    plain,
)
from agreement_kit.errors import Problem, RenderError
from agreement_kit.style import LanguageStyle, Style

LISTED = frozenset({"article", "schedule", "addendum", "execution"})  # the kinds that the contents list
LONG = 200  # characters that certainly fill two lines
TALL = 600  # characters that fill six lines of the page
WIDEST_WORD = 22  # longer words (hashes, addresses) are broken rather than given more room
CAPTIONS = 32  # per cent of the width of a form, for its first column

_Piece = Row | Grid | Figure
_PLACES = re.compile(r"\{(label|heading)\}")


def flatten(agreement: Agreement, style: Style) -> View:
    """Flatten an agreement. Raises RenderError for a language that the tree lacks and a reference that leads nowhere."""
    lacking = [tag for tag in style.columns if tag not in agreement.title]
    if lacking:
        raise RenderError(Problem("missing_language", f"the agreement has no text in {', '.join(lacking)}"))
    maker = _Maker(agreement, style)
    contents = tuple(maker.entry(part) for part in agreement.provisions if part.kind in LISTED and maker.headed(part))
    sections = tuple(_sections(agreement.provisions, maker))
    parties = tuple(maker.stack(name) for name in agreement.parties)
    return View(sections, contents, parties, frozenset(maker.aimed))


def _sections(provisions: tuple[Provision, ...], maker: "_Maker") -> Iterator[Section]:
    """Neighbours of one kind make a section; each schedule is one of its own; the lines before a signature go with it."""
    held: list[_Piece] = []
    kind: SectionKind = "body"
    schedules = 0
    for part in provisions:
        turn = _section_kind(part)
        if turn != kind or turn == "schedule":
            carried = _tail(held) if turn == "execution" else []
            yield from _section(kind, held[: len(held) - len(carried)], first=schedules == 1)
            held, kind, schedules = carried, turn, schedules + (turn == "schedule")
        held.extend(maker.pieces(part))
    yield from _section(kind, held, first=schedules == 1)


def _section_kind(part: Provision) -> SectionKind:
    if part.kind in ("schedule", "addendum"):
        return "schedule"
    return "execution" if part.kind == "execution" else "body"


def _section(kind: SectionKind, held: list[_Piece], *, first: bool) -> Iterator[Section]:
    """A section, or nothing when there is nothing in it. `first` says that it may be the first schedule."""
    first = first and kind == "schedule"
    if held:
        yield Section(kind, tuple(_items(held, fresh=first or kind == "body")), first)


def _items(held: list[_Piece], *, fresh: bool) -> Iterator[Item]:
    """Rows gathered into flows between tables and figures. `fresh` says that the first flow names the languages."""
    rows: list[Row] = []
    for piece in [*held, None]:
        if isinstance(piece, Row):
            rows.append(piece)
            continue
        if rows:
            yield Flow(tuple(rows), again=not fresh)
            rows, fresh = [], False
        if piece is not None:
            yield piece


def _tail(held: list[_Piece]) -> list[_Piece]:
    """The last rows that make at least two lines of text, with their heading: a signature must not stand without them."""
    start, lines = len(held), 0
    while start:
        piece = held[start - 1]
        if not isinstance(piece, Row) or (lines >= 2 and not piece.keep):
            break
        start -= 1
        if piece.role == "text":
            lines += 2 if piece.length >= LONG else 1
    return held[start:]


def _widths(rows: tuple[tuple[Stack, ...], ...]) -> tuple[int, ...]:
    """Column widths by what stands in them: room for the longest word, and more, by its root, for more text."""
    columns = [[_text(cell) for stack in column for cell in stack] for column in zip(*rows, strict=True)]
    needs = [max(8.0, *map(_need, texts)) if texts else 8.0 for texts in columns]
    return tuple(round(100 * need / sum(needs)) for need in needs)


def _form_widths(columns: int) -> tuple[int, ...]:
    """Captions first, then equal room for each column to be filled in."""
    return (CAPTIONS, *[(100 - CAPTIONS) // (columns - 1)] * (columns - 1)) if columns > 1 else (100,) * columns


def _need(text: str) -> float:
    word = max((_width(word) for word in text.split() if not _is_wide(word)), default=0)
    return max(min(word, WIDEST_WORD), 2.2 * sqrt(_width(text)))


def _width(text: str) -> int:
    """The width of a text in halves of a Han character."""
    return sum(2 if _is_wide(character) else 1 for character in text)


def _is_wide(text: str) -> bool:
    return any(unicodedata.east_asian_width(character) in "WF" for character in text)


def _text(cell: Cell) -> str:
    return "".join(part.text for part in cell.parts)


def _ids(provisions: tuple[Provision, ...]) -> Iterator[str]:
    for part in provisions:
        yield part.id
        yield from _block_ids(part.blocks)


def _block_ids(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield block.id
        if isinstance(block, Paragraph):
            yield from _block_ids(block.children)


class _Maker:
    """Makes the pieces of one agreement, and remembers which anchors are led to."""

    def __init__(self, agreement: Agreement, style: Style) -> None:
        self.style = style
        self.columns = style.columns
        self.aimed: set[str] = set()
        # Anchors are opaque numbers: ids name variants, and files for others must not.
        self._anchors = {id: f"p{number}" for number, id in enumerate(_ids(agreement.provisions), 1)}
        for part in agreement.provisions:
            if part.blocks and not self.headed(part):  # it prints nothing of its own, so it is where its first block is
                self._anchors[part.id] = self._anchors[part.blocks[0].id]

    def headed(self, part: Provision) -> bool:
        """Whether a provision prints a heading."""
        return any(plain(part.heading[tag]) for tag in self.columns)

    def entry(self, part: Provision) -> Entry:
        """The line of the contents for a provision."""
        anchor = self._anchors[part.id]
        self.aimed.add(anchor)
        return Entry(part.kind, anchor, self._heading(part))

    def pieces(self, part: Provision) -> Iterator[_Piece]:
        """What a provision prints, in order."""
        if part.provenance and self.style.audience == "internal":
            source = part.provenance
            yield Row("note", lines=(f"{source.clause}.{source.variant} · {source.position}", *source.because), keep=True)
        headed = self.headed(part)
        if headed:
            yield Row("heading", self._heading(part), self._anchors[part.id], keep=True)
        for number, block in enumerate(part.blocks):
            yield from self._block(block, {} if headed or number else part.label)

    def stack(self, words: Wording) -> Stack:
        """The languages of a cell below one another, each text once, none when empty."""
        texts: dict[str, Language] = {}
        for tag in self.columns:
            texts.setdefault(plain(words[tag]), tag)
        return tuple(Cell(tag, self._parts(words[tag])) for text, tag in texts.items() if text)

    def _block(self, block: Block, label: Labels) -> Iterator[_Piece]:
        """The pieces of a block. `label` is the number of a provision without heading, for a block without one."""
        if isinstance(block, Paragraph):
            yield from self._rows(block, 0, label)
        elif isinstance(block, Table):
            yield self._grid(block)
        else:
            yield Figure(self._anchors[block.id], block.svg, self.stack(block.alternative))

    def _rows(self, block: Paragraph, level: int, label: Labels) -> Iterator[Row]:
        labels = block.label if any(block.label.values()) else label
        cells = tuple(Cell(tag, self._parts(block.wording[tag]), labels.get(tag, "")) for tag in self.columns)
        tall = max(_width(_text(cell)) for cell in cells) > TALL / len(cells)
        yield Row("text", cells, self._anchors[block.id], level, keep=bool(block.children), tall=tall)
        for child in block.children:
            yield from self._rows(child, level + 1, {})

    def _grid(self, block: Table) -> Grid:
        header = tuple(self.stack(cell) for cell in block.header)
        rows = tuple(tuple(self.stack(cell) for cell in row) for row in block.rows)
        widths = _widths((header, *rows)) if header else _form_widths(len(rows[0]) if rows else 0)
        return Grid(self._anchors[block.id], header, rows, widths)

    def _heading(self, part: Provision) -> tuple[Cell, ...]:
        return tuple(Cell(tag, tuple(self._heading_parts(part, self.style.languages[tag]))) for tag in self.columns)

    def _heading_parts(self, part: Provision, style: LanguageStyle) -> Iterator[Part]:
        """The heading in the form of the language; without a number, the bare words."""
        number = Part("number", part.label.get(style.tag, ""))
        words = self._parts(part.heading[style.tag])
        if not (number.text and words):
            yield from words if words else (number,)
            return
        for place, piece in enumerate(_PLACES.split(style.heading)):
            if place % 2:
                yield from (number,) if piece == "label" else words
            elif piece:
                yield Part("text", piece)

    def _parts(self, inlines: tuple[Inline, ...]) -> tuple[Part, ...]:
        return tuple(self._part(inline) for inline in inlines)

    def _part(self, inline: Inline) -> Part:
        if isinstance(inline, Reference):
            return Part("link", inline.text, self._aim(inline))
        if isinstance(inline, Fill):
            return Part("open" if inline.open else "fill", inline.text)
        return Part("term" if isinstance(inline, Definition) else "text", inline.text)

    def _aim(self, reference: Reference) -> str:
        """The anchor of the first target. Raises RenderError when a target is nowhere."""
        nowhere = [target for target in reference.targets if target not in self._anchors]
        if nowhere or not reference.targets:
            words = f"“{reference.text}” leads to {', '.join(nowhere) or 'nothing'}, which is not printed"
            raise RenderError(Problem("broken_reference", words))
        anchor = self._anchors[reference.targets[0]]
        self.aimed.add(anchor)
        return anchor
