"""Tables as wide as the page: lists with a header that repeats, forms, and lines to sign on. Every cell stacks the languages."""

from collections.abc import Sequence
from itertools import pairwise

from agreement_kit.backends.docx.flow import Flow, Printed, beside, cell, column_widths, flush, paragraph, row, spans, split, table, union
from agreement_kit.backends.docx.measure import Spot, em, lines
from agreement_kit.backends.docx.outline import Step, words
from agreement_kit.backends.docx.sheet import CELL_SIDE, Sheet
from agreement_kit.backends.docx.words import Words
from agreement_kit.backends.docx.xml import Ids, control, twips
from agreement_kit.document import Inline, Language, Table, Wording, plain

_NARROWEST, _WIDEST = 6.0, 40.0  # ems: what a column asks for at least and at most
_FORM = 0.32  # of the width is the column of captions
_SIGNING_LINE = 11.0  # millimetres for a signature
_AFTER = 160  # twips below a table
_BOTTOM = '<w:vAlign w:val="bottom"/>'


class Tables:
    """Writes the tables of a file."""

    def __init__(self, sheet: Sheet, writer: Words, ids: Ids) -> None:
        self._sheet = sheet
        self._words = writer
        self._ids = ids

    def add(self, flow: Flow, step: Step, block: Table, leading: Sequence[Sequence[Printed]], bookmarks: str) -> Spot:
        """Write a table into the flow; gives back where it begins.

        `leading` stands above a signature, a row each, in the columns of languages; references lead to `bookmarks`.
        """
        count = max((len(cells) for cells in (block.header, *block.rows)), default=1)
        widths = self._widths(block, count) if block.header else self._form_widths(count)
        if step.provision.kind == "execution" and not block.header:
            return self._sign(flow, block, widths, leading, bookmarks)
        rows = [self._head(block, widths)] if block.header else []
        rows += (self._row(block, cells, widths) for cells in block.rows)
        xml = self._held(block, table("ScheduleTable", widths, _joined(rows))) if rows else ""
        printed = Printed(xml, sum(part.height for part in rows), 0, 24.0)
        return flow.wide(printed, bookmarks=bookmarks, keep=bool(block.header), after=_AFTER)

    def _sign(self, flow: Flow, block: Table, widths: Sequence[int], leading: Sequence[Sequence[Printed]], bookmarks: str) -> Spot:
        """Lines to sign on, all on one page; they must not part from what stands above them."""
        grid = union(column_widths(self._sheet), widths) if leading else widths
        rows = [_tallest(parts, row(beside(self._sheet, [part.xml for part in parts], grid=grid), whole=True)) for parts in leading]
        for place, cells in enumerate(block.rows):
            rows.append(self._signing(block, cells, widths, grid, keep=place < len(block.rows) - 1))
        total = sum(part.height for part in rows)
        xml = self._held(block, table("SignatureTable", grid, _joined(rows))) if rows else ""
        return flow.wide(Printed(xml, total, 0, total), bookmarks=bookmarks, keep=True, after=2 * _AFTER)

    def _held(self, block: Table, xml: str) -> str:
        return control(xml, block.id, self._ids.control("block", block.id))

    def _head(self, block: Table, widths: Sequence[int]) -> Printed:
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{self._sheet.roles["page"]["head_shade"]}"/>'
        cells = [
            self._cell(block, block.header[place] if place < len(block.header) else {}, width, "table_head", shade, keep=True)
            for place, width in enumerate(widths)
        ]
        return _tallest(cells, row("".join(part.xml for part in cells), head=True, whole=True))

    def _row(self, block: Table, wordings: Sequence[Wording], widths: Sequence[int]) -> Printed:
        form = not block.header
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{self._sheet.roles["page"]["head_shade"]}"/>'
        cells = []
        for place, width in enumerate(widths):
            first = form and place == 0
            wording = wordings[place] if place < len(wordings) else {}
            cells.append(self._cell(block, wording, width, "caption" if first else "table_text", shade if first else ""))
        return _tallest(cells, row("".join(part.xml for part in cells), whole=max(part.count for part in cells) <= 8))

    def _signing(self, block: Table, wordings: Sequence[Wording], widths: Sequence[int], grid: Sequence[int], *, keep: bool) -> Printed:
        """A caption and a ruled line; all rows of a signature stay on one page."""
        ruled = f'<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="404040"/></w:tcBorders>{_BOTTOM}'
        cells = []
        for place, (width, span) in enumerate(zip(widths, spans(widths, grid), strict=True)):
            role, look = ("caption", flush("left") + _BOTTOM) if place == 0 else ("table_text", ruled)
            cells.append(self._cell(block, wordings[place] if place < len(wordings) else {}, width, role, look, span=span, keep=keep))
        tall = _tallest(cells, row("".join(part.xml for part in cells), whole=True, height=twips(_SIGNING_LINE)))
        return Printed(tall.xml, max(tall.height, twips(_SIGNING_LINE) / 20), tall.count, tall.line)

    def _cell(self, block: Table, wording: Wording, width: int, role: str, look: str, *, span: int = 1, keep: bool = False) -> Printed:
        stacked = [
            paragraph(self._sheet.id(role, language), self._words.runs(parts, language, block.id), keep=keep)
            for language, parts in self._languages(wording, block.id)
        ] or [paragraph(self._sheet.id(role, self._sheet.languages[0]), "", keep=keep)]
        texts = [(language, plain(parts)) for language, parts in self._languages(wording, block.id)]
        room = width - 2 * CELL_SIDE
        height = sum(self._height(text, role, language, room) for language, text in texts) or self._height(
            "", role, self._sheet.languages[0], room
        )
        line = self._sheet.line(role, self._sheet.languages[0])
        return Printed(cell(width, "".join(stacked), span=span, properties=look), height, round(height / line), line)

    def _height(self, text: str, role: str, language: Language, room: int) -> float:
        size, line = self._sheet.size(role), self._sheet.line(role, language)
        return lines(text, room / 20, size) * line + self._sheet.number(role, "before") + self._sheet.number(role, "after")

    def _languages(self, wording: Wording, place: str) -> list[tuple[Language, tuple[Inline, ...]]]:
        """The languages to print in a cell: all of them, or the first alone when they all say the same."""
        found = [(language, words(wording, language, place)) for language in self._sheet.languages] if wording else []
        said = [(language, parts) for language, parts in found if plain(parts)]
        return said[:1] if len({plain(parts) for _, parts in said}) == 1 else said

    def _form_widths(self, count: int) -> tuple[int, ...]:
        if count == 1:
            return (self._sheet.width,)
        captions = round(self._sheet.width * _FORM)
        return (captions, *split(self._sheet.width - captions, count - 1))

    def _widths(self, block: Table, count: int) -> tuple[int, ...]:
        """Columns as wide as what they hold asks for."""
        wanted = [_NARROWEST] * count
        for cells in (block.header, *block.rows):
            for place, wording in enumerate(cells):
                longest = max((em(plain(parts)) for parts in wording.values()), default=0.0)
                wanted[place] = max(wanted[place], min(longest, _WIDEST))
        shares = [want**0.6 for want in wanted]
        edges = [round(self._sheet.width * sum(shares[:place]) / sum(shares)) for place in range(count + 1)]
        return tuple(after - before for before, after in pairwise(edges))


def _joined(rows: Sequence[Printed]) -> str:
    return "".join(part.xml for part in rows)


def _tallest(cells: Sequence[Printed], xml: str) -> Printed:
    tall = max(cells, key=lambda part: part.height)
    return Printed(xml, tall.height, tall.count, tall.line)
