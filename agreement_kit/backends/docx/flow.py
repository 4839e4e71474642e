"""The body as it is written: plain paragraphs for one language, rows of a table for several, and the page each thing comes on."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from agreement_kit.backends.docx.measure import lines
from agreement_kit.backends.docx.numbering import NUMBERED
from agreement_kit.backends.docx.pages import Cell, Lines, Pages, Row, Spot
from agreement_kit.backends.docx.sheet import CELL_SIDE, Sheet
from agreement_kit.backends.docx.xml import escape, twips
from agreement_kit.document import Language, Texts

SHORT = 12  # rows of at most so many lines are not broken across pages; a taller one may be, or it would leave a hole
WHOLE_ROW = 0.34  # of the height of a page is the tallest row of a table over the full width that is not broken


@dataclass(frozen=True, slots=True)
class Printed:
    """One language's part of a step: its paragraphs, their height in points and in lines, the space above and below that is part of it.

    `text` are the words, where something else is held against them. A cell has the paragraphs of its `stack`. A `row` may be tied to the
    next by `keep`, or `repeated` on every page of its table.
    """

    xml: str
    height: float = 0.0
    count: int = 0
    line: float = 12.0
    before: float = 0.0
    after: float = 0.0
    text: str = ""
    stack: Cell = ()
    row: Row | None = None
    keep: bool = False
    repeated: bool = False

    @property
    def lines(self) -> Lines:
        """A paragraph as the pages are counted by."""
        return Lines(self.count, self.line, self.before, self.after)

    @property
    def stacks(self) -> tuple[Cell, ...]:
        """Its paragraphs as the only cell of a row."""
        return (self.stack or (self.lines,),)


def paragraph(style: str, content: str, *, properties: str = "", keep: bool = False, break_before: bool = False) -> str:
    """A paragraph. `properties` are further children of `w:pPr`, in the order of the schema."""
    kept = "<w:keepNext/>" if keep else ""
    broken = "<w:pageBreakBefore/>" if break_before else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{escape(style)}"/>{kept}{broken}{properties}</w:pPr>{content}</w:p>'


def cell(width: int, content: str, *, span: int = 1, properties: str = "") -> str:
    """A table cell; its width stands in the grid as well."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{properties}</w:tcPr>{content}</w:tc>'


def row(cells: str, *, head: bool = False, whole: bool = False, height: int = 0) -> str:
    """A table row. `head` repeats it on every page, `whole` keeps it on one page, `height` is the least in twips."""
    inside = ("<w:cantSplit/>" if whole else "") + (f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else "")
    inside += "<w:tblHeader/>" if head else ""
    return f"<w:tr>{f'<w:trPr>{inside}</w:trPr>' if inside else ''}{cells}</w:tr>"


def table(style: str, widths: Sequence[int], rows: str) -> str:
    """A table with a fixed grid."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    properties = f'<w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    return f'<w:tbl><w:tblPr>{properties}<w:tblLook w:val="0000"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'


def split(width: int, parts: int) -> tuple[int, ...]:
    """A width cut into parts that add up to it."""
    return tuple(width * (place + 1) // parts - width * place // parts for place in range(parts))


def column_widths(sheet: Sheet) -> tuple[int, ...]:
    """The widths of the columns of languages. The outer two lack the padding at the margin, so that all have the same room."""
    count = len(sheet.languages)
    inner = [sheet.column + CELL_SIDE * (2 if 0 < place < count - 1 else 1) for place in range(count)]
    return (*inner[:-1], sheet.width - sum(inner[:-1]))


def beside(sheet: Sheet, contents: Sequence[str], between: str = "", grid: Sequence[int] = ()) -> str:
    """The cells of a row, one for each language. `between` is the border of a cell to the next, where the style of the table has none;
    `grid` is that of the table, where it has more columns."""
    cells = []
    widths = column_widths(sheet)
    for place, (width, span, content) in enumerate(zip(widths, spans(widths, grid or widths), contents, strict=True)):
        sides = ["left"] if place == 0 else []
        sides += ["right"] if place == len(contents) - 1 else []
        border = between if place < len(contents) - 1 else ""
        cells.append(cell(width, content, span=span, properties=border + flush(*sides)))
    return "".join(cells)


def union(first: Sequence[int], second: Sequence[int]) -> tuple[int, ...]:
    """The grid of a table whose rows are cut in two ways."""
    edges = sorted({*accumulate(first), *accumulate(second)})
    return tuple(after - before for before, after in pairwise([0, *edges]))


def spans(widths: Sequence[int], grid: Sequence[int]) -> list[int]:
    """How many columns of a grid each of some cells covers."""
    edges = list(accumulate(grid))
    places = [0, *(edges.index(edge) + 1 for edge in accumulate(widths))]
    return [after - before for before, after in pairwise(places)]


def flush(*sides: str, top: int = 0) -> str:
    """Cell properties that take the padding from some sides; `top` are twips above the words."""
    bare = f'<w:top w:w="{top}" w:type="dxa"/>' if top else ""
    bare += "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in sides)
    return f"<w:tcMar>{bare}</w:tcMar>" if bare else ""


def standing(sheet: Sheet, texts: Texts, language: Language) -> tuple[str, ...]:
    """What marks the text of a language as one that does not count: nothing where it does."""
    words = sheet.look(language).words
    marks = [words.get("reading_copy", "")] if language in sheet.style.reading_copy else []
    marks += [words.get("translation", "")] if language in texts.translations else []
    return tuple(filter(None, marks))


class Flow:
    """Takes the printed things in order and puts them into the body."""

    def __init__(self, sheet: Sheet) -> None:
        style = sheet.style
        self._sheet = sheet
        self._parts: list[str] = []
        self._rows: list[str] = []
        self._space = sheet.id("space", sheet.languages[0])
        self.widths = column_widths(sheet)
        self.pages = Pages((twips(style.page_height) - sheet.top - twips(style.margin_bottom)) / 20)

    def room(self, language: Language) -> int:
        """The width of a paragraph in twips. The last column has what is left over."""
        last = self._sheet.columns and language == self._sheet.languages[-1]
        return self.widths[-1] - CELL_SIDE if last else self._sheet.column

    def measured(self, xml: str, text: str, role: str, language: Language, room: int | None = None, more: float = 0.0) -> Printed:
        """A paragraph with its height; `room` is the width it is set in, in twips, `more` what its bold words take besides."""
        line = self._sheet.line(role, language)
        width = ((self.room(language) if room is None else room) - self._sheet.left(role, language)) / 20
        capitals = role in NUMBERED and self._sheet.look(language).heading_case == "upper"
        bold = bool(self._sheet.roles[role].get("bold"))
        count = lines(text.upper() if capitals else text, width, self._sheet.printed_size(role), bold=bold, more=more)
        before, after = self._sheet.number(role, "before"), self._sheet.number(role, "after")
        return Printed(xml, count * line + before + after, count, line, before, after, text)

    def add(self, printed: Sequence[Printed], *, keep: bool = False) -> Spot:
        """One step in all its languages. Gives back where it begins."""
        if not self._sheet.columns:
            self._parts.append(printed[0].xml)
            return self.pages.add(printed[0].lines, keep=keep)
        whole = max(part.count for part in printed) <= SHORT
        self._rows.append(row(beside(self._sheet, [part.xml for part in printed]), whole=whole))
        return self.pages.add(Row([(part.lines,) for part in printed], whole), keep=keep)

    def across(self, printed: Printed, *, keep: bool = False) -> Spot:
        """A paragraph for all languages together."""
        if not self._sheet.columns:
            self._parts.append(printed.xml)
            return self.pages.add(printed.lines, keep=keep)
        self._rows.append(row(cell(sum(self.widths), printed.xml, span=len(self.widths), properties=flush("left", "right"))))
        return self.pages.add(Row(printed.stacks, whole=False), keep=keep)

    def wide(self, printed: Printed, *, rows: Sequence[Printed] = (), bookmarks: str = "", keep: bool = False, after: int = 0) -> Spot:
        """A thing of its own, a table or a picture, as wide as the text. Gives back where it begins.

        `rows` are those of a table that may end a page between them. `bookmarks` are where references to it lead; `keep` ties the place
        before it to it, `after` are twips below.
        """
        self._close()
        # Word joins two tables that follow each other, so a small paragraph parts them.
        self._parts += [self._gap(bookmarks, keep=keep), printed.xml, self._gap(after=after)]
        gap = self._sheet.line("space", self._sheet.languages[0])
        self.pages.add(Lines(1, gap), keep=keep)
        spots = []
        for part in rows or [printed]:
            placed = part.row or Row(part.stacks)
            spots.append(self.pages.add(placed, keep=part.keep))
            self.pages.head += placed.height if part.repeated else 0.0
        self.pages.head = 0.0
        self.pages.add(Lines(1, gap, 0.0, after / 20))
        return spots[0]

    def part(self) -> None:
        """What comes now stands in a table of its own: one all of whose rows are kept with the next is kept with what follows it."""
        if self._rows:
            self._close()
            self._parts.append(self._gap())
            self.pages.add(Lines(1, self._sheet.line("space", self._sheet.languages[0])))

    def turn(self) -> None:
        """A new page."""
        self._close()
        self._parts.append(paragraph(self._space, "", break_before=True))
        self.pages.turn()
        self.pages.add(Lines(1, self._sheet.line("space", self._sheet.languages[0])))

    def raw(self, xml: str) -> None:
        """Body content that is already written."""
        self._close()
        self._parts.append(xml)

    def body(self) -> str:
        """All that was added. A body must not end in a table."""
        self._close()
        return "".join(self._parts) + self._gap()

    def _gap(self, content: str = "", *, keep: bool = False, after: int = 0) -> str:
        return paragraph(self._space, content, keep=keep, properties=f'<w:spacing w:after="{after}"/>' if after else "")

    def _close(self) -> None:
        if len(self._rows) == 1:  # LibreOffice keeps a table of one row with nothing while that row must not be broken
            self._rows = [self._rows[0].replace("<w:cantSplit/>", "")]
        if self._rows:
            self._parts.append(table("LanguageColumns", self.widths, "".join(self._rows)))
            self._rows = []
