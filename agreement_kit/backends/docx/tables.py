"""Tables as wide as the page: lists with a header that repeats, and forms. Every cell stacks the languages."""

from collections.abc import Sequence
from itertools import pairwise

from agreement_kit.backends.docx.flow import TABLE_ROW, Flow, Printed, cell, paragraph, row, split, table
from agreement_kit.backends.docx.measure import BOLD, em, lines, unbreakable
from agreement_kit.backends.docx.outline import words
from agreement_kit.backends.docx.pages import Lines, Row, Spot
from agreement_kit.backends.docx.sheet import CELL_SIDE, Sheet
from agreement_kit.backends.docx.words import Words
from agreement_kit.backends.docx.xml import Ids, control
from agreement_kit.document import Inline, Language, Table, Wording, plain

_NARROWEST, _WIDEST = 6.0, 40.0  # ems: what a column asks for at least and at most
_LONGEST_WORD = 24.0  # ems: a longer one, an address or a hash, is broken
_FORM = 0.32  # of the width is the column of captions
_AFTER = 160  # twips below a table


class Tables:
    """Writes the tables of a file."""

    def __init__(self, sheet: Sheet, writer: Words, ids: Ids) -> None:
        self._sheet = sheet
        self._words = writer
        self._ids = ids

    def add(self, flow: Flow, block: Table, bookmarks: str) -> Spot:
        """Write a table into the flow; gives back where it begins. References lead to `bookmarks`."""
        count = max((len(cells) for cells in (block.header, *block.rows)), default=1)
        widths = self._widths(block, count) if block.header else self._form_widths(count)
        rows = [self._head(block, widths)] if block.header else []
        rows += (self._row(block, cells, widths) for cells in block.rows)
        xml = self.held(block, table("ScheduleTable", widths, joined(rows))) if rows else ""
        printed = Printed(xml, sum(part.height for part in rows), 0, 24.0)
        return flow.wide(printed, rows=rows, bookmarks=bookmarks, keep=bool(block.header), after=_AFTER)

    def held(self, block: Table, xml: str) -> str:
        """A table in a control with its id."""
        return control(xml, block.id, self._ids.control("block", block.id))

    def _head(self, block: Table, widths: Sequence[int]) -> Printed:
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{self._sheet.roles["page"]["head_shade"]}"/>'
        cells = [
            self.cell(block, block.header[place] if place < len(block.header) else {}, width, "table_head", shade, keep=True)
            for place, width in enumerate(widths)
        ]
        return tallest(cells, row("".join(part.xml for part in cells), head=True, whole=True))

    def _row(self, block: Table, wordings: Sequence[Wording], widths: Sequence[int]) -> Printed:
        form = not block.header
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{self._sheet.roles["page"]["head_shade"]}"/>'
        cells = []
        for place, width in enumerate(widths):
            first = form and place == 0
            wording = wordings[place] if place < len(wordings) else {}
            cells.append(self.cell(block, wording, width, "caption" if first else "table_text", shade if first else ""))
        return tallest(cells, row("".join(part.xml for part in cells), whole=max(part.count for part in cells) <= TABLE_ROW))

    def cell(self, block: Table, wording: Wording, width: int, role: str, look: str, *, span: int = 1, keep: bool = False) -> Printed:
        """A cell with the languages below one another."""
        stacked = [
            paragraph(self._sheet.id(role, language), self._words.runs(parts, language, block.id), keep=keep)
            for language, parts in self._languages(wording, block.id)
        ] or [paragraph(self._sheet.id(role, self._sheet.languages[0]), "", keep=keep)]
        texts = [(language, plain(parts)) for language, parts in self._languages(wording, block.id)]
        room = width - 2 * CELL_SIDE
        parts = tuple(self._lines(text, role, language, room) for language, text in texts or [(self._sheet.languages[0], "")])
        made = cell(width, "".join(stacked), span=span, properties=look)
        return Printed(made, Row([parts]).height, sum(part.count for part in parts), parts[0].line, cells=(parts,))

    def _lines(self, text: str, role: str, language: Language, room: int) -> Lines:
        bold = bool(self._sheet.roles[role].get("bold"))
        count = lines(text, room / 20, self._sheet.printed_size(role), bold=bold)
        return Lines(count, self._sheet.line(role, language), self._sheet.number(role, "before"), self._sheet.number(role, "after"))

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
        """Columns as wide as what they hold asks for, and wide enough for their longest word."""
        wanted, least = [_NARROWEST] * count, [0.0] * count
        roles = [("table_head", block.header), *(("table_text", cells) for cells in block.rows)]
        for role, cells in roles:
            for place, wording in enumerate(cells):
                said = [plain(parts) for language, parts in wording.items() if language in self._sheet.languages]
                wanted[place] = max(wanted[place], min(max(map(em, said), default=0.0), _WIDEST))
                word = min(max(map(unbreakable, said), default=0.0), _LONGEST_WORD) * (BOLD if self._sheet.roles[role].get("bold") else 1.0)
                least[place] = max(least[place], word * self._sheet.printed_size(role) * 20 + 2 * CELL_SIDE + 20)
        return _shared(self._sheet.width, [want**0.6 for want in wanted], least)


def _shared(width: int, shares: Sequence[float], least: Sequence[float]) -> tuple[int, ...]:
    """A width shared out, no part narrower than its least while there is room for all of them."""
    if sum(least) > width:
        shares, least = least, [0.0] * len(least)
    narrow: set[int] = set()
    while True:
        rest = width - sum(least[place] for place in narrow)
        whole = sum(share for place, share in enumerate(shares) if place not in narrow)
        given = [least[place] if place in narrow else rest * share / whole for place, share in enumerate(shares)]
        more = {place for place, part in enumerate(given) if part < least[place]} - narrow
        if not more:
            edges = [round(sum(given[:place])) for place in range(len(given) + 1)]
            return tuple(after - before for before, after in pairwise(edges))
        narrow |= more


def joined(rows: Sequence[Printed]) -> str:
    """Rows as one text."""
    return "".join(part.xml for part in rows)


def tallest(cells: Sequence[Printed], xml: str) -> Printed:
    """A row, as high as the highest of its cells."""
    tall = max(cells, key=lambda part: part.height)
    return Printed(xml, tall.height, tall.count, tall.line, cells=tuple(stack for part in cells for stack in part.stacks))
