"""Tables as wide as the page: lists with a header that repeats, and forms. Every cell stacks the languages."""

import re
from collections.abc import Sequence
from itertools import pairwise

from agreement_kit.backends.docx.flow import WHOLE_ROW, Flow, Printed, cell, paragraph, row, split, table
from agreement_kit.backends.docx.held import held
from agreement_kit.backends.docx.measure import em, lines, unbreakable
from agreement_kit.backends.docx.outline import words
from agreement_kit.backends.docx.pages import Lines, Row, Spot
from agreement_kit.backends.docx.phrases import parted, widest
from agreement_kit.backends.docx.sheet import CELL_SIDE, Sheet
from agreement_kit.backends.docx.words import Words
from agreement_kit.backends.docx.xml import Ids, control
from agreement_kit.document import Inline, Language, Table, Wording, plain

_NARROWEST, _WIDEST = 6.0, 40.0  # ems: what a column asks for at least and at most
_LONGEST_WORD = 24.0  # ems: a longer one, an address or a hash, is broken
_BOLD = 1.12  # how much wider a bold word may be than a plain one
_WORD = re.compile(r"／?[!-~]+@[!-~]+|[\u30a1-\u30fa\u30fc-\u30ff]+")  # words that no line may end in: an e-mail address, a run of katakana
_FORM = 0.32  # of the width is the column of captions
_AFTER = 160  # twips below a table
_SMALL = 4  # rows of a table that is not broken, where they take no more of a page than a row that is not
_RULE = 0.5  # points: the line below a row, and above the first


class Tables:
    """Writes the tables of a file."""

    def __init__(self, sheet: Sheet, writer: Words, ids: Ids) -> None:
        self._sheet = sheet
        self._words = writer
        self._ids = ids

    def add(self, flow: Flow, block: Table, bookmarks: str, title: Wording | None = None) -> Spot:
        """Write a table into the flow; gives back where it begins. References lead to `bookmarks`.

        A form has no header that could repeat; a long one repeats `title` on every page.
        """
        count = max((len(cells) for cells in (block.header, *block.rows)), default=1)
        widths = self._widths(block, count) if block.header else self._form_widths(count)
        rows = [self._head(block, widths)] if block.header else []
        tied = _tied([self._height(block, cells, widths) for cells in block.rows], flow.pages.height)
        rows += (self._row(block, cells, widths, flow.pages.height, keep=place in tied) for place, cells in enumerate(block.rows))
        if title and not block.header and sum(part.height for part in rows) > flow.pages.height * WHOLE_ROW:
            rows.insert(0, self._head_row([self.cell(block, title, sum(widths), "table_head", self._shade(), span=count, keep=True)]))
        xml = self.held(block, table("ScheduleTable", widths, joined(rows))) if rows else ""
        return flow.wide(Printed(xml), rows=rows, bookmarks=bookmarks, keep=True, after=_AFTER)

    def held(self, block: Table, xml: str) -> str:
        """A table in a control with its id."""
        return control(xml, block.id, self._ids.control("block", block.id))

    def _head(self, block: Table, widths: Sequence[int]) -> Printed:
        shade = self._shade()
        cells = [
            self.cell(block, block.header[place] if place < len(block.header) else {}, width, "table_head", shade, keep=True)
            for place, width in enumerate(widths)
        ]
        return self._head_row(cells)

    def _head_row(self, cells: Sequence[Printed]) -> Printed:
        return tallest(cells, row(joined(cells), head=True, whole=True), extra=2 * _RULE, keep=True, repeated=True)

    def _shade(self) -> str:
        return f'<w:shd w:val="clear" w:color="auto" w:fill="{self._sheet.roles["page"]["head_shade"]}"/>'

    def _row(self, block: Table, wordings: Sequence[Wording], widths: Sequence[int], page: float, *, keep: bool) -> Printed:
        """A row. `page` is the height of a page: a row that would leave too large a hole may be broken, and is tied to nothing."""
        form = not block.header
        shade = self._shade()
        cells = []
        for place, width in enumerate(widths):
            first = form and place == 0
            wording = wordings[place] if place < len(wordings) else {}
            cells.append(self.cell(block, wording, width, "caption" if first else "table_text", shade if first else "", keep=keep))
        whole = max(part.height for part in cells) <= page * WHOLE_ROW
        return tallest(cells, row(joined(cells), whole=whole), whole=whole, extra=_RULE, keep=keep)

    def cell(
        self, block: Table, wording: Wording, width: int, role: str, look: str, *, span: int = 1, keep: bool = False, sides: int = 2
    ) -> Printed:
        """A cell with the languages below one another; of its sides so many have padding."""
        stack = self._stack(block, wording, width, role, sides)
        made = [
            paragraph(self._sheet.id(role, language), self._words.runs(parts, language, block.id), keep=keep)
            for language, parts, _ in stack
        ]
        counted = tuple(part for *_, part in stack)
        xml = cell(width, "".join(made), span=span, properties=look)
        return Printed(xml, Row([counted]).height, sum(part.count for part in counted), counted[0].line, stack=counted)

    def _stack(
        self, block: Table, wording: Wording, width: int, role: str, sides: int = 2
    ) -> list[tuple[Language, tuple[Inline, ...], Lines]]:
        """The paragraphs of a cell, one at least, with what they say and the lines they take."""
        room = width - sides * CELL_SIDE
        ems = room / 20 / self._sheet.printed_size(role)
        breaks = parted if role in ("table_head", "caption") else held
        said = [(language, breaks(parts, ems)) for language, parts in self._languages(wording, block.id)]
        said = said or [(self._sheet.languages[0], ())]
        return [(language, parts, self._lines(plain(parts), role, language, room)) for language, parts in said]

    def _height(self, block: Table, wordings: Sequence[Wording], widths: Sequence[int]) -> float:
        """The height of a row."""
        roles = ("table_text" if block.header else "caption", *("table_text",) * len(widths))
        stacks = (self._stack(block, wording, width, role) for wording, width, role in zip(wordings, widths, roles, strict=False))
        return Row([tuple(part for *_, part in stack) for stack in stacks], extra=_RULE).height if wordings else 0.0

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
                word = min(max(map(_longest, said), default=0.0), _LONGEST_WORD) * (_BOLD if self._sheet.roles[role].get("bold") else 1.0)
                word = max(word, *map(widest, said), 0.0) if role == "table_head" else word
                least[place] = max(least[place], word * self._sheet.printed_size(role) * 20 + 2 * CELL_SIDE + 20)
        return _shared(self._sheet.width, [want**0.6 for want in wanted], least)


def _tied(heights: Sequence[float], page: float) -> range:
    """Which rows of such heights are kept with the next: all of a small table, else the last but one, so that the last is not alone.

    The first of a longer one is not: LibreOffice 7.4 then loses rows of a table that begins near the end of a page.
    """
    last = len(heights) - 1
    if last < _SMALL and sum(heights) <= page * WHOLE_ROW:
        return range(last)
    return range(max(last - 1, 1), last)


def _longest(text: str) -> float:
    """The width in ems of the longest word of a text."""
    return max(unbreakable(text), *(em(word) for word in _WORD.findall(text)), 0.0)


def _shared(width: int, shares: Sequence[float], least: Sequence[float]) -> tuple[int, ...]:
    """A width shared out, no part narrower than its least while there is room for all of them."""
    if sum(least) > width:
        least = _trimmed(width, least)
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


def _trimmed(width: int, least: Sequence[float]) -> Sequence[float]:
    """Widths that are more than there is room for: the widest give way, so that as few words as can be are broken."""
    rest, most = float(width), 0.0
    for place, part in enumerate(sorted(least)):
        most = rest / (len(least) - place)
        if part > most:
            break
        rest -= part
    return [min(part, most) for part in least]


def joined(rows: Sequence[Printed]) -> str:
    """Rows as one text."""
    return "".join(part.xml for part in rows)


def tallest(
    cells: Sequence[Printed],
    xml: str,
    *,
    whole: bool = True,
    least: float = 0.0,
    extra: float = 0.0,
    keep: bool = False,
    repeated: bool = False,
) -> Printed:
    """A row, as high as the highest of its cells, at least `least` points and `extra` ones besides."""
    tall = max(cells, key=lambda part: part.height)
    counted = Row([part.stacks[0] for part in cells], whole, least, extra)
    return Printed(xml, counted.height, tall.count, tall.line, row=counted, keep=keep, repeated=repeated)
