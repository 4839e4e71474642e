"""The tree flattened into what a page shows: rows, tables and figures, with references resolved to anchors."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from typing import TypeAlias

from agreement_kit.backends.html import breaks, holds, measure, sheet
from agreement_kit.backends.html.figures import figures
from agreement_kit.backends.html.sections import divide
from agreement_kit.backends.html.view import Cell, Entry, Figure, Grid, Hang, Part, Piece, Row, Stack, View
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

ARTICLES = frozenset({"article", "schedule", "addendum"})  # the kinds with the paragraph numbers of the language
LISTED = ARTICLES  # the kinds that the contents list
TALL = 6  # lines of a row in which a page may end

Place: TypeAlias = tuple[str, int, Language]  # group, level, language

_PLACES = re.compile(r"\{(label|heading)\}")


def flatten(agreement: Agreement, style: Style) -> View:
    """Flatten an agreement. Raises RenderError for a language that the tree lacks and a reference that leads nowhere."""
    lacking = [tag for tag in style.columns if tag not in agreement.title]
    if lacking:
        raise RenderError(Problem("missing_language", f"the agreement has no text in {', '.join(lacking)}"))
    maker = _Maker(agreement, style)
    contents = tuple(maker.entry(part) for part in agreement.provisions if part.kind in LISTED and maker.headed(part))
    sections = divide([(part.kind, list(maker.pieces(part))) for part in agreement.provisions])
    parties = tuple(maker.stack(name) for name in agreement.parties)
    widths = measure.balance(maker.sizes, [style.languages[tag].line_height for tag in style.columns])
    numbers = tuple(maker.stack(number) if number else () for number in agreement.numbers or [{}] * len(parties))
    return View(sections, contents, parties, numbers, frozenset(maker.aimed), tuple(maker.hangs()), widths)


def _group(part: Provision) -> str:
    """Articles, schedules and addenda are numbered alike; every other kind in a way of its own."""
    return "main" if part.kind in ARTICLES else part.kind


def _walk(block: Paragraph, level: int, label: Labels) -> Iterator[tuple[Paragraph, int, Labels]]:
    """A paragraph and those below it, each with its level and its number, `label` standing in where the first has none.

    Words without a number below words without one, as definitions are, stand flush with them.
    """
    labels = block.label if any(block.label.values()) else label
    yield block, level, labels
    for child in block.children:
        deeper = any(labels.values()) or any(child.label.values())
        yield from _walk(child, level + deeper, {})


def _text(cell: Cell) -> str:
    return "".join(part.text for part in cell.parts)


def _form(pattern: str) -> list[str]:
    """The five pieces of a heading form. Raises RenderError when it does not place label and heading, in that order, once."""
    pieces = _PLACES.split(pattern)
    if pieces[1::2] != ["label", "heading"]:
        raise RenderError(Problem("broken_heading", f"the heading form {pattern!r} must place {{label}} and then {{heading}}"))
    return pieces


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
        self.sizes: list[list[int]] = []  # of each row, the width of each text
        self._labels: dict[Place, set[str]] = {}
        for place, label in self._numbers(agreement.provisions):
            self._labels.setdefault(place, set()).add(label)
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

    def pieces(self, part: Provision) -> Iterator[Piece]:
        """What a provision prints, in order."""
        if part.provenance and self.style.audience == "internal":
            source = part.provenance
            yield Row("note", notes=(f"{source.clause}.{source.variant} · {source.position}", *source.because), keep=True)
        headed = self.headed(part)
        if headed:
            yield Row("heading", self._heading(part), self._anchors[part.id], keep=True)
        for number, (block, after) in enumerate(zip_longest(part.blocks, part.blocks[1:])):
            *rest, last = self._block(block, {} if headed or number else part.label, _group(part))
            if isinstance(last, Row) and isinstance(after, Table):  # words that lead to a table stand on its page
                last = replace(last, keep=True)
            yield from (*rest, last)

    def hangs(self) -> Iterator[Hang]:
        """How far words hang behind their numbers, at each level."""
        for place, found in self._labels.items():
            yield Hang(*place, max(map(measure.label, found)))

    def _numbers(self, provisions: tuple[Provision, ...]) -> Iterator[tuple[Place, str]]:
        """The place of each number, and the number; an empty one where there is none."""
        for part in provisions:
            for number, block in enumerate(part.blocks):
                lent = {} if number or self.headed(part) else part.label
                for _, level, labels in _walk(block, 0, lent) if isinstance(block, Paragraph) else ():
                    yield from (((_group(part), level, tag), labels.get(tag, "")) for tag in self.columns)

    def stack(self, words: Wording, room: float = breaks.LONGEST) -> Stack:
        """The languages of a cell so many ems wide below one another, each text once, none when empty."""
        return tuple(replace(cell, parts=holds.in_cell(cell.parts, room)) for cell in self._stack(words))

    def _stack(self, words: Wording) -> Stack:
        texts: dict[str, Language] = {}
        for tag in self.columns:
            texts.setdefault(plain(words[tag]), tag)
        return tuple(Cell(tag, self._parts(words[tag])) for text, tag in texts.items() if text)

    def _block(self, block: Block, label: Labels, group: str) -> Iterator[Piece]:
        """The pieces of a block. `label` is the number of a provision without heading, for a block without one."""
        if isinstance(block, Paragraph):
            yield from self._rows(block, label, group)
        elif isinstance(block, Table):
            yield self._grid(block, signed=group == "execution")
        else:
            for place, (svg, said, keep) in enumerate(figures(block, self.style)):
                yield Figure("" if place else self._anchors[block.id], svg, self.stack(said), keep)

    def _rows(self, block: Paragraph, label: Labels, group: str) -> Iterator[Row]:
        for paragraph, level, labels in _walk(block, 0, label):
            cells = tuple(Cell(tag, holds.in_paragraph(self._parts(paragraph.wording[tag])), labels.get(tag, "")) for tag in self.columns)
            self.sizes.append([measure.width(_text(cell)) for cell in cells])
            lines = [measure.lines(_text(cell), len(cells)) for cell in cells]
            keep, tall = bool(paragraph.children), max(lines) > TALL
            yield Row("text", cells, self._anchors[paragraph.id], level, group, keep, tall, min(lines))

    def _grid(self, block: Table, *, signed: bool) -> Grid:
        columns = list(zip(*((block.header, *block.rows) if block.header else block.rows), strict=True))
        texts = [[_text(cell) for words in column for cell in self._stack(words)] for column in columns]
        heads = [[_text(cell) for cell in self._stack(words)] for words in block.header]
        widths = self._shares(texts, heads) if heads else measure.form(len(texts), texts[0] if signed else ())
        full = measure.SIGNATORY if signed else sheet.grid(self.style)
        rooms = [width * full / 100 - measure.EDGES for width in widths]
        header, *rows = (tuple(map(self.stack, row, rooms)) for row in (block.header, *block.rows))
        return Grid(self._anchors[block.id], header, tuple(rows), widths)

    def _shares(self, texts: list[list[str]], heads: list[list[str]]) -> tuple[float, ...]:
        """The widths in per cent of the columns of a table, by the texts in each and by those of its head."""
        wants = (
            (
                max(map(breaks.longest, column), default=0.0),
                max((*map(breaks.phrase, column), *map(breaks.head, head)), default=0.0),
                max(map(breaks.address, column), default=0.0),
            )
            for column, head in zip(texts, heads, strict=True)
        )
        demands = (max(map(measure.demand, column), default=0) for column in texts)
        return measure.columns(list(zip(wants, demands, strict=True)), sheet.grid(self.style))

    def _heading(self, part: Provision) -> tuple[Cell, ...]:
        """The heading in each language; a line ends in it where one may end in a narrow cell."""
        parts = {tag: tuple(self._heading_parts(part, self.style.languages[tag])) for tag in self.columns}
        return tuple(Cell(tag, holds.in_cell(parts[tag], sheet.entry(self.style))) for tag in self.columns)

    def _heading_parts(self, part: Provision, style: LanguageStyle) -> Iterator[Part]:
        """The heading in the form of the language; without a number, the bare words. A point after the number goes with it."""
        number, words = part.label.get(style.tag, ""), self._parts(part.heading[style.tag])
        if not (number and words):
            yield from words if words else (Part("number", number),)
            return
        before, _, between, _, after = _form(style.heading)
        point = between.rstrip() if between[-1:].isspace() else ""
        yield from (Part("text", before),) if before else ()
        yield Part("number", number + point)
        yield Part("text", between.removeprefix(point))
        yield from words
        yield from (Part("text", after),) if after else ()

    def _parts(self, inlines: tuple[Inline, ...]) -> tuple[Part, ...]:
        return tuple(part for inline in inlines for part in holds.addressed(self._part(inline)))

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
