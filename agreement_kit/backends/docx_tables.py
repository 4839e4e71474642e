"""Tables as wide as the page: lists with a header that repeats, forms, and lines to sign on. Every cell stacks the languages."""

from collections.abc import Sequence

from agreement_kit.backends.docx_flow import CELL_PADDING, Flow, Printed, cell, paragraph, row, split, table
from agreement_kit.backends.docx_measure import em, lines
from agreement_kit.backends.docx_outline import Step, words
from agreement_kit.backends.docx_styles import Sheet
from agreement_kit.backends.docx_words import Words
from agreement_kit.backends.docx_xml import Ids, control, twips
from agreement_kit.document import Language, Table, Wording, plain

_NARROWEST, _WIDEST = 6.0, 40.0  # ems: what a column asks for at least and at most
_FORM = 0.32  # of the width is the column of captions
_SIGNING_LINE = 11.0  # millimetres for a signature
_BOTTOM = '<w:vAlign w:val="bottom"/>'


class Tables:
    """Writes the tables of a file."""

    def __init__(self, sheet: Sheet, writer: Words, ids: Ids) -> None:
        self._sheet = sheet
        self._words = writer
        self._ids = ids

    def add(self, flow: Flow, step: Step, block: Table) -> None:
        """Write a table into the flow. An empty table is left out."""
        count = max((len(cells) for cells in (block.header, *block.rows)), default=0)
        if not count:
            return
        signing = step.provision.kind == "execution" and not block.header
        widths = self._form_widths(count) if not block.header else self._widths(block, count)
        last = len(block.rows) - 1
        rows = [self._head(block, widths)] if block.header else []
        for place, cells in enumerate(block.rows):
            rows.append(self._signing(block, cells, widths, keep=place < last) if signing else self._row(block, cells, widths))
        xml = table("SignatureTable" if signing else "ScheduleTable", widths, "".join(part.xml for part in rows))
        total = sum(part.height for part in rows)
        printed = Printed(control(xml, block.id, self._ids.control("block", block.id)), total, 0, total if signing else 24.0)
        flow.wide(printed, keep=signing or bool(block.header))

    def _head(self, block: Table, widths: Sequence[int]) -> Printed:
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{self._sheet.roles["page"]["head_shade"]}"/>'
        cells = [self._cell(block, wording, width, "table_head", shade, keep=True) for wording, width in zip(block.header, widths, strict=False)]
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

    def _signing(self, block: Table, wordings: Sequence[Wording], widths: Sequence[int], *, keep: bool) -> Printed:
        """A caption and a ruled line; all rows of a signature stay on one page."""
        ruled = f'<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="404040"/></w:tcBorders>{_BOTTOM}'
        cells = []
        for place, width in enumerate(widths):
            role, look = ("caption", _BOTTOM) if place == 0 else ("table_text", ruled)
            cells.append(self._cell(block, wordings[place] if place < len(wordings) else {}, width, role, look, keep=keep))
        tall = _tallest(cells, row("".join(part.xml for part in cells), whole=True, height=twips(_SIGNING_LINE)))
        return Printed(tall.xml, max(tall.height, twips(_SIGNING_LINE) / 20), tall.count, tall.line)

    def _cell(self, block: Table, wording: Wording, width: int, role: str, look: str, *, keep: bool = False) -> Printed:
        stacked = [
            paragraph(self._sheet.id(role, language), self._words.runs(parts, language, block.id), keep=keep)
            for language, parts in self._languages(wording, block.id)
        ] or [paragraph(self._sheet.id(role, self._sheet.languages[0]), "", keep=keep)]
        texts = [(language, plain(parts)) for language, parts in self._languages(wording, block.id)]
        room = width - CELL_PADDING
        height = sum(self._height(text, role, language, room) for language, text in texts) or self._height("", role, self._sheet.languages[0], room)
        line = self._sheet.line(role, self._sheet.languages[0])
        return Printed(cell(width, "".join(stacked), properties=look), height, round(height / line), line)

    def _height(self, text: str, role: str, language: Language, room: int) -> float:
        size, line = self._sheet.size(role), self._sheet.line(role, language)
        return lines(text, room / 20, size) * line + self._sheet.number(role, "before") + self._sheet.number(role, "after")

    def _languages(self, wording: Wording, place: str) -> list[tuple[Language, tuple[object, ...]]]:
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
        return tuple(after - before for before, after in zip(edges, edges[1:], strict=False))


def _tallest(cells: Sequence[Printed], xml: str) -> Printed:
    tall = max(cells, key=lambda part: part.height)
    return Printed(xml, tall.height, tall.count, tall.line)
