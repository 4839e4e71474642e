"""Lines to sign on: two parties abreast on one grid, all on one page with the last words of the text, where a page can hold it.

Where it cannot, each two parties are kept whole, and the last words stand above them on every page: nobody signs a page without text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from agreement_kit.backends.abreast import abreast
from agreement_kit.backends.docx.flow import Flow, Printed, beside, cell, column_widths, flush, paragraph, row, spans, split, table, union
from agreement_kit.backends.docx.pages import Row, Spot
from agreement_kit.backends.docx.sheet import Sheet
from agreement_kit.backends.docx.tables import Tables, joined, tallest
from agreement_kit.backends.docx.xml import twips
from agreement_kit.document import Table, Wording, plain

LINE, APART = 11.0, 4.5  # millimetres for a signature, and above the name of the next who signs
_GAP = 0.06  # of the width stands between two parties
_CAPTIONS = 0.33  # of the width of a side is the column of captions
_AFTER = 320  # twips below
_PAGE = 0.85  # of the height of a page that signatures may take to be kept on one
_RULE = '<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="404040"/></w:tcBorders>'
_TO_SIGN = '<w:vAlign w:val="bottom"/>'  # a caption stands level with the line for the pen, and else with the first line beside it

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

    def add(
        self, flow: Flow, closing: Sequence[Sequence[Printed]], leading: Sequence[Sequence[Printed]], signers: Sequence[Signer]
    ) -> Spot:
        """Write signatures into the flow, two abreast; gives back where they begin.

        `leading` stands above them, language by language, and `closing` above that: the last of the text, if it is to be kept with them.
        """
        pairs = [tuple(signers[place : place + 2]) for place in range(0, len(signers), 2)]
        widths = self._widths(len(signers))
        grid = union(column_widths(self._sheet), widths) if leading or closing else widths
        parts = [list(self._pair(pair, widths, grid, last=pair is pairs[-1])) for pair in pairs]
        heights = [sum(map(_height, leading)), *(sum(part.height for part in rows) for rows in parts)]
        text = sum(map(_height, closing))
        together = text + sum(heights) < flow.pages.height * _PAGE
        for printed in () if together else closing:
            flow.add(printed, keep=True)
        above = [self._above(printed, grid) for printed in closing] if together else []
        above += [self._above(printed, grid, repeated=not together) for printed in leading]
        rows = [*above, *parts[0]]
        for part in parts[1:]:
            rows += [self._parting(grid, keep=together), *part]
        xml = table("SignatureTable", grid, joined(rows))
        for signer in signers:
            xml = self._tables.held(signer.form, xml)  # the control of each form is around the table
        bookmarks = "".join(signer.bookmarks for signer in signers)
        return flow.wide(Printed(xml), rows=rows, bookmarks=bookmarks, keep=True, after=_AFTER)

    def _above(self, printed: Sequence[Printed], grid: Sequence[int], *, repeated: bool = False) -> Printed:
        """Words of the text, language by language. `repeated` lets them stand on every page that the table takes."""
        between = f'<w:tcBorders><w:right w:val="single" w:sz="4" w:space="0" w:color="{self._sheet.roles["page"]["rule"]}"/></w:tcBorders>'
        xml = row(beside(self._sheet, [part.xml for part in printed], grid=grid, between=between), head=repeated, whole=True)
        return tallest(printed, xml, keep=True, repeated=repeated)

    def _parting(self, grid: Sequence[int], *, keep: bool) -> Printed:
        """A low row between two pairs: a page may end there unless `keep` ties them."""
        empty = self._empty(keep=keep)
        return tallest([empty], row(cell(sum(grid), empty.xml, span=len(grid)), whole=True), keep=keep)

    def _widths(self, signers: int) -> tuple[int, ...]:
        """Captions and lines of one side, a gap, and the other side; a party that signs alone has the left half."""
        gap = round(self._sheet.width * _GAP)
        left, right = split(self._sheet.width - gap, 2)
        sides = [(round(side * _CAPTIONS), side - round(side * _CAPTIONS)) for side in (left, right)]
        return (*sides[0], gap, *sides[1]) if signers > 1 else (*sides[0], gap + right)

    def _pair(self, pair: Sequence[Signer], widths: Sequence[int], grid: Sequence[int], *, last: bool) -> Iterator[Printed]:
        """The rows of two parties, or of one: their names, then the lines. All are tied to what follows, but for the last of the table."""
        yield self._names(pair, widths, grid)
        forms = [signer.form.rows for signer in pair]
        paired = abreast(forms[0], forms[1] if len(forms) > 1 else (), _caption)
        lines = list(paired)
        before = False
        for place, sides in enumerate(lines):
            pen = any(wordings and _is_blank(wordings) for wordings in sides)
            tied = not last or place < len(lines) - 1
            yield self._line(pair, sides, widths, grid, LINE if pen else 0.0, APART if before and not pen else 0.0, keep=tied)
            before = pen

    def _names(self, pair: Sequence[Signer], widths: Sequence[int], grid: Sequence[int]) -> Printed:
        covered = spans(widths, grid)
        cells = []
        for side, signer in enumerate(pair):
            places = slice(3 * side, 3 * side + 2)
            name = [_close(part, place, len(signer.name)) for place, part in enumerate(signer.name)]
            stacked = "".join(part.xml for part in name) or self._empty(keep=True).xml
            made = cell(sum(widths[places]), stacked, span=sum(covered[places]), properties=flush("left"))
            stack = tuple(part.lines for part in name)
            cells += [Printed(made, Row([stack]).height, stack=stack), *self._filler(side, len(pair), widths, covered)]
        return tallest(cells, row(joined(cells), whole=True), keep=True)

    def _line(
        self,
        pair: Sequence[Signer],
        sides: Sequence[Cells | None],
        widths: Sequence[int],
        grid: Sequence[int],
        least: float,
        apart: float,
        *,
        keep: bool,
    ) -> Printed:
        """A caption and what stands beside it, or a ruled line for the pen, on each side: `least` millimetres high, `apart` from above."""
        covered = spans(widths, grid)
        cells: list[Printed] = []
        for side, signer in enumerate(pair):
            places = slice(3 * side, 3 * side + 2)
            cells += self._side(signer, sides[side], widths[places], covered[places], twips(apart), keep=keep)
            cells += self._filler(side, len(pair), widths, covered)
        high = twips(least)
        return tallest(cells, row(joined(cells), whole=True, height=high), least=high / 20, extra=twips(apart) / 20, keep=keep)

    def _side(
        self, signer: Signer, wordings: Cells | None, widths: Sequence[int], covered: Sequence[int], apart: int, *, keep: bool
    ) -> Iterator[Printed]:
        """The two cells of a side; both empty where it has no such line."""
        caption, *beside_it = wordings or ({}, {})
        pen = bool(wordings) and _is_blank(wordings or ())
        look = _TO_SIGN if pen else ""
        yield self._tables.cell(
            signer.form, caption, widths[0], "caption", flush("left", top=apart) + look, span=covered[0], keep=keep, sides=1
        )
        look = (_RULE if pen else "") + flush(top=apart) + look
        yield self._tables.cell(signer.form, beside_it[0] if beside_it else {}, widths[1], "table_text", look, span=covered[1], keep=keep)

    def _filler(self, side: int, count: int, widths: Sequence[int], covered: Sequence[int]) -> Iterator[Printed]:
        """The gap after the first side."""
        if side == 0 and len(widths) > 2:
            span = sum(covered[2:]) if count == 1 else covered[2]
            width = sum(widths[2:]) if count == 1 else widths[2]
            yield Printed(cell(width, self._empty(keep=True).xml, span=span))

    def _empty(self, *, keep: bool) -> Printed:
        first = self._sheet.languages[0]
        return Printed(paragraph(self._sheet.id("space", first), "", keep=keep), count=1, line=self._sheet.line("space", first))


def _close(part: Printed, place: int, count: int) -> Printed:
    """A name without the space between it and the same name in another language."""
    before, after = (0.0 if place else part.before), (part.after if place == count - 1 else 0.0)
    said = f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"/></w:pPr>'
    height = part.height - part.before - part.after + before + after
    return replace(part, xml=part.xml.replace("</w:pPr>", said, 1), before=before, after=after, height=height)


def _height(printed: Sequence[Printed]) -> float:
    return max((part.height for part in printed), default=0.0)


def _is_blank(cells: Cells) -> bool:
    """Whether a line is left for the pen: a caption, and nothing beside it."""
    return len(cells) > 1 and not any(plain(words) for words in cells[-1].values())


def _caption(cells: Cells) -> str:
    return "\n".join(plain(words) for words in cells[0].values())
