"""Lines to sign on: two parties abreast on one grid, all on one page with the last words of the text, where a page can hold it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agreement_kit.backends.abreast import abreast
from agreement_kit.backends.docx.flow import Flow, Printed, beside, cell, column_widths, flush, paragraph, row, spans, split, table, union
from agreement_kit.backends.docx.pages import Spot
from agreement_kit.backends.docx.sheet import Sheet
from agreement_kit.backends.docx.tables import Tables, joined, tallest
from agreement_kit.backends.docx.xml import twips
from agreement_kit.document import Table, Wording, plain

LINE, APART = 11.0, 9.0  # millimetres for a signature, and for the name of the next who signs
_GAP = 0.06  # of the width stands between two parties
_CAPTIONS = 0.36  # of the width of a side is the column of captions
_AFTER = 320  # twips below
_PAGE = 0.8  # of the height of a page that signatures may take to be kept on one
_RULE = '<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="404040"/></w:tcBorders>'
_BOTTOM = '<w:vAlign w:val="bottom"/>'

Cells = tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs (a paragraph a language, each text once), the form, and where references to it lead."""

    name: tuple[Printed, ...]
    form: Table
    bookmarks: str = ""


class Signatures:
    """Writes the signatures of a file."""

    def __init__(self, sheet: Sheet, tables: Tables) -> None:
        self._sheet = sheet
        self._tables = tables

    def add(self, flow: Flow, leading: Sequence[Sequence[Printed]], signers: Sequence[Signer]) -> Spot:
        """Write signatures into the flow, two abreast; gives back where they begin. `leading` stands above them, language by language."""
        pairs = [tuple(signers[place : place + 2]) for place in range(0, len(signers), 2)]
        widths = self._widths(len(signers))
        grid = union(column_widths(self._sheet), widths) if leading else widths
        parts = [list(self._pair(pair, widths, grid)) for pair in pairs]
        above = [tallest(part, row(beside(self._sheet, [p.xml for p in part], grid=grid), whole=True)) for part in leading]
        together = sum(part.height for part in (*above, *(part for rows in parts for part in rows))) < flow.pages.height * _PAGE
        groups = [[part for rows in parts for part in rows]] if together else parts
        spots = []
        for place, rows in enumerate(groups):
            whole = [*(above if place == 0 else ()), *rows]
            among = signers if together else pairs[place]
            spots.append(self._write(flow, whole, grid, among, keep=place == 0))
        return spots[0]

    def _write(self, flow: Flow, rows: Sequence[Printed], grid: Sequence[int], signers: Sequence[Signer], *, keep: bool) -> Spot:
        """One table; the control of each form is around it."""
        xml = table("SignatureTable", grid, joined(rows))
        for signer in signers:
            xml = self._tables.held(signer.form, xml)
        total = sum(part.height for part in rows)
        bookmarks = "".join(signer.bookmarks for signer in signers)
        return flow.wide(Printed(xml, total, 1, total), bookmarks=bookmarks, keep=keep, after=_AFTER)

    def _widths(self, signers: int) -> tuple[int, ...]:
        """Captions and lines of one side, a gap, and the other side; a party that signs alone has the left half."""
        gap = round(self._sheet.width * _GAP)
        left, right = split(self._sheet.width - gap, 2)
        sides = [(round(side * _CAPTIONS), side - round(side * _CAPTIONS)) for side in (left, right)]
        return (*sides[0], gap, *sides[1]) if signers > 1 else (*sides[0], gap + right)

    def _pair(self, pair: Sequence[Signer], widths: Sequence[int], grid: Sequence[int]) -> Iterator[Printed]:
        """The rows of two parties, or of one: their names, then the lines."""
        yield self._names(pair, widths, grid)
        forms = [signer.form.rows for signer in pair]
        paired = abreast(forms[0], forms[1] if len(forms) > 1 else (), _caption)
        lines = list(paired)
        before = False
        for place, sides in enumerate(lines):
            pen = any(wordings and _is_blank(wordings) for wordings in sides)
            height = LINE if pen else APART if before else 0.0
            yield self._line(pair, sides, widths, grid, height, keep=place < len(lines) - 1)
            before = pen

    def _names(self, pair: Sequence[Signer], widths: Sequence[int], grid: Sequence[int]) -> Printed:
        covered = spans(widths, grid)
        cells = []
        for side, signer in enumerate(pair):
            places = slice(3 * side, 3 * side + 2)
            stacked = "".join(part.xml for part in signer.name) or self._empty(keep=True).xml
            made = cell(sum(widths[places]), stacked, span=sum(covered[places]), properties=flush("left"))
            cells += [Printed(made, sum(part.height for part in signer.name)), *self._filler(side, len(pair), widths, covered)]
        return tallest(cells, row("".join(part.xml for part in cells), whole=True))

    def _line(
        self, pair: Sequence[Signer], sides: Sequence[Cells | None], widths: Sequence[int], grid: Sequence[int], least: float, *, keep: bool
    ) -> Printed:
        """A caption and what stands beside it, or a ruled line for the pen, on each side; at least so many millimetres high."""
        covered = spans(widths, grid)
        cells: list[Printed] = []
        for side, signer in enumerate(pair):
            cells += self._side(signer, sides[side], widths[3 * side : 3 * side + 2], covered[3 * side : 3 * side + 2], keep=keep)
            cells += self._filler(side, len(pair), widths, covered)
        tall = tallest(cells, row("".join(part.xml for part in cells), whole=True, height=twips(least)))
        return Printed(tall.xml, max(tall.height, twips(least) / 20), tall.count, tall.line)

    def _side(
        self, signer: Signer, wordings: Cells | None, widths: Sequence[int], covered: Sequence[int], *, keep: bool
    ) -> Iterator[Printed]:
        """The two cells of a side; both empty where it has no such line."""
        caption, *beside_it = wordings or ({}, {})
        pen = bool(wordings) and _is_blank(wordings or ())
        yield self._tables.cell(signer.form, caption, widths[0], "caption", flush("left") + _BOTTOM, span=covered[0], keep=keep)
        look = (_RULE if pen else "") + _BOTTOM
        yield self._tables.cell(signer.form, beside_it[0] if beside_it else {}, widths[1], "table_text", look, span=covered[1], keep=keep)

    def _filler(self, side: int, count: int, widths: Sequence[int], covered: Sequence[int]) -> Iterator[Printed]:
        """The gap after the first side."""
        if side == 0 and len(widths) > 2:
            span = sum(covered[2:]) if count == 1 else covered[2]
            width = sum(widths[2:]) if count == 1 else widths[2]
            yield Printed(cell(width, self._empty(keep=True).xml, span=span))

    def _empty(self, *, keep: bool) -> Printed:
        return Printed(paragraph(self._sheet.id("space", self._sheet.languages[0]), "", keep=keep))


def _is_blank(cells: Cells) -> bool:
    """Whether a line is left for the pen: a caption, and nothing beside it."""
    return len(cells) > 1 and not any(plain(words) for words in cells[-1].values())


def _caption(cells: Cells) -> str:
    return "\n".join(plain(words) for words in cells[0].values())
