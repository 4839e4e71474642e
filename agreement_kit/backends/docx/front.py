"""What stands before the provisions: the title page and the contents with finished entries; the title alone for papers without either."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from agreement_kit.backends.docx.body import Entry
from agreement_kit.backends.docx.flow import Flow, beside, column_widths, paragraph, row, standing, table
from agreement_kit.backends.docx.outline import words
from agreement_kit.backends.docx.pages import Lines, Pages, Row
from agreement_kit.backends.docx.phrases import phrased
from agreement_kit.backends.docx.sheet import Sheet
from agreement_kit.backends.docx.words import Words
from agreement_kit.backends.docx.wrapped import wrapped
from agreement_kit.backends.docx.xml import Ids, field, link, run
from agreement_kit.document import Agreement, Language, Wording, plain

_DEPTH = 2200  # twips above the title
_SPACE = 600  # twips above the reasons why it is a draft
_PAGE_NUMBER = 3.0  # ems kept free for dots and page number at the end of an entry of the contents
_CLOSER, _CLOSEST = 0.5, 1.0  # points: by how much entries of the contents may be set closer at a time, and the least between them
_SAFE = 0.97  # of a line of the title page: other fonts need a little more than we reckon
_BLANK = 14  # characters of the line to be filled in, all blanks of a date together


def title_page(agreement: Agreement, sheet: Sheet, writer: Words, *, internal: bool) -> str:
    """The title, the date to be filled in and the parties, in each language; for the house also why it is a draft."""
    rows = [[_title(line, sheet, writer, language) for language, line in facing.items()] for facing in _facing(agreement, sheet)]
    space = paragraph(sheet.id("space", sheet.languages[0]), "")
    top = paragraph(sheet.id("space", sheet.languages[0]), "", properties=f'<w:spacing w:before="{_DEPTH}" w:after="0"/>')
    page = _beside(sheet, rows) + space if sheet.columns else "".join(cell for cells in rows for cell in cells)
    return top + page + ("".join(_reasons(agreement, sheet)) if internal else "")


def title_head(agreement: Agreement, sheet: Sheet, *, internal: bool) -> str:
    """The title above the first provision, for papers that have no title page; for the house also why it is a draft.

    A small paragraph comes first: where a body begins with a table, LibreOffice 7.4 prints pictures without their words.
    """
    space = paragraph(sheet.id("space", sheet.languages[0]), "")
    made = [paragraph(sheet.id("title", language), run(sheet.title(agreement.title, language))) for language in sheet.languages]
    head = space + _beside(sheet, [made]) + space if sheet.columns else made[0]
    return head + ("".join(_reasons(agreement, sheet)) if internal else "")


def contents(
    agreement: Agreement, sheet: Sheet, entries: Mapping[Language, list[Entry]], pages: Mapping[str, int], ids: Ids, shift: int
) -> str:
    """The contents of every language, each a field of its own that lists the headings of its language.

    `pages` gives the page of provisions by id; where it is silent, the estimate of the entry, `shift` pages on, stands. Entries that
    say the same in several languages are as high as the highest of them: they face each other (docs/decisions/0021).
    """
    titles = [_wrapped(sheet, facing) for facing in zip(*(entries[language] for language in sheet.languages), strict=True)]
    made = []
    for place, language in enumerate(sheet.languages):
        lines = [_Title(title[place], max(map(len, title))) for title in titles]
        made.append("".join(_contents(sheet, language, entries[language], lines, pages, shift)))
    heads = [_contents_heading(agreement, sheet, language) for language in sheet.languages]
    if sheet.columns:
        rows = row(beside(sheet, heads), whole=True) + row(beside(sheet, made))
        return table("LanguageColumns", column_widths(sheet), rows)
    # Word offers to update a contents that stands in its gallery.
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
    held = f"<w:sdtContent>{heads[0]}{made[0]}</w:sdtContent>"
    return f'<w:sdt><w:sdtPr><w:id w:val="{ids.control("contents")}"/>{gallery}</w:sdtPr>{held}</w:sdt>'


def contents_pages(agreement: Agreement, sheet: Sheet, entries: Mapping[Language, list[Entry]], flow: Flow) -> int:
    """How many pages the contents take."""
    pages = Pages(flow.pages.height)
    pages.add(Lines(1, sheet.line("space", sheet.languages[0])))  # the paragraph that begins the page
    heads = [flow.measured("", _contents_title(agreement, sheet, language), "contents_heading", language).lines for language in entries]
    pitch, after = sheet.line("contents", sheet.languages[0]), sheet.number("contents", "after")
    heights = [max(map(len, _wrapped(sheet, facing))) for facing in zip(*entries.values(), strict=True)]
    listed = tuple(Lines(count, pitch, 0.0, after) for count in heights)
    for thing in (Row([(head,) for head in heads]), Row([listed], whole=False)) if sheet.columns else (heads[0], *listed):
        pages.add(thing)
    return pages.page


def closed_up(agreement: Agreement, sheet: Sheet, entries: Mapping[Language, list[Entry]], flow: Flow) -> Sheet:
    """The sheet with the entries of the contents a little closer, where that saves a page: no more than it takes."""
    given = sheet.number("contents", "after")
    steps: list[Sheet] = []
    while given - len(steps) * _CLOSER >= _CLOSEST:
        contents = {**sheet.roles["contents"], "after": given - len(steps) * _CLOSER}
        steps.append(replace(sheet, roles={**sheet.roles, "contents": contents}))
    return min(steps, key=lambda each: contents_pages(agreement, each, entries, flow), default=sheet)


def _beside(sheet: Sheet, rows: list[list[str]]) -> str:
    """The languages side by side, row by row."""
    return table("LanguageColumns", column_widths(sheet), "".join(row(beside(sheet, cells)) for cells in rows))


def front_pages(agreement: Agreement, sheet: Sheet, flow: Flow, *, internal: bool) -> int:
    """How many pages stand before the contents: the title page, and more where it is long why this is a draft."""
    pages, gap = Pages(flow.pages.height), sheet.line("space", sheet.languages[0])
    pages.add(Lines(1, gap + _DEPTH / 20))
    for facing in _facing(agreement, sheet):
        cells = [flow.measured("", line.text, line.role, language).lines for language, line in facing.items()]
        pages.add(Row([(cell,) for cell in cells], whole=False) if sheet.columns else cells[0])
    if sheet.columns:
        pages.add(Lines(1, gap))
    if internal and agreement.draft_because:
        pages.add(Lines(1, gap, _SPACE / 20))
        for text in ("", *agreement.draft_because):
            pages.add(flow.measured("", f"– {text}", "note", sheet.languages[0], sheet.width).lines)
    return pages.page


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the title page, and where it stands among the others. `wording` and `place` are given where it has blanks."""

    order: tuple[int, ...]
    role: str
    text: str = ""
    wording: Wording | None = None
    place: str = ""


def _title(line: _Line, sheet: Sheet, writer: Words, language: Language) -> str:
    runs = writer.runs(words(line.wording, language, line.place), language, line.place) if line.wording else run(line.text)
    return paragraph(sheet.id(line.role, language), runs)


def _facing(agreement: Agreement, sheet: Sheet) -> list[Mapping[Language, _Line]]:
    """The lines of the title page with what each says in every language, so that they stand level: empty where a language lacks one."""
    found = {language: {line.order: line for line in _lines(agreement, sheet, language)} for language in sheet.languages}
    orders = sorted({order for lines in found.values() for order in lines})
    return [{language: lines.get(order, _Line(order, "space")) for language, lines in found.items()} for order in orders]


def _lines(agreement: Agreement, sheet: Sheet, language: Language) -> Iterator[_Line]:
    """The lines of the title page in a language."""
    furniture = sheet.look(language).words
    if furniture.get("dated"):
        blanks = max(1, furniture["dated"].count("{blank}"))
        yield _Line((0,), "joint", furniture["dated"].replace("{blank}", "_" * (_BLANK // blanks)))
    yield _Line((1,), "title", phrased(sheet.title(agreement.title, language), _room(sheet, "title")))
    yield from (_Line((2, place), "joint", mark) for place, mark in enumerate(standing(sheet, agreement.texts, language)))
    for place, (key, holds) in enumerate((("reading_copy", sheet.style.reading_copy), ("translation", agreement.texts.translations))):
        if language in holds and furniture.get(f"{key}_note"):
            yield _Line((3, place), "joint", phrased(furniture[f"{key}_note"], _room(sheet, "joint")))
    for place, party in enumerate(agreement.parties):
        between = furniture.get("and" if place else "between", "")
        if between:
            yield _Line((4, place, 0), "joint", between)
        yield _Line((4, place, 1), "party", plain(words(party, language, "a party")), party, f"party {place}")
        number = agreement.numbers[place] if agreement.numbers else {}
        if number:
            yield _Line((4, place, 2), "joint", plain(words(number, language, "a number")), number, f"number {place}")
    if language in agreement.texts.said and not agreement.texts.shown(sheet.languages):  # last: the title reads on into the parties
        yield _Line((5, 0), "joint", phrased(agreement.texts.said[language], _room(sheet, "joint")))


def _room(sheet: Sheet, role: str) -> float:
    """The width in ems of a line of the title page."""
    return sheet.column / 20 / sheet.printed_size(role) * _SAFE


def _reasons(agreement: Agreement, sheet: Sheet) -> Iterator[str]:
    first = sheet.languages[0]
    if agreement.draft_because:
        yield paragraph(sheet.id("space", first), "", properties=f'<w:spacing w:before="{_SPACE}" w:after="0"/>')
        yield paragraph(
            sheet.id("note", first), run(sheet.look(first).words.get("draft_because", "DRAFT"), "<w:rPr><w:b/><w:bCs/></w:rPr>")
        )
        for reason in agreement.draft_because:
            yield paragraph(sheet.id("note", first), run(f"– {reason}"))


@dataclass(frozen=True, slots=True)
class _Title:
    """The lines of an entry of the contents, and how many the highest of those that it faces has."""

    lines: tuple[str, ...]
    height: int


def _wrapped(sheet: Sheet, facing: tuple[Entry, ...]) -> list[tuple[str, ...]]:
    """The lines of an entry in each language."""
    room = sheet.column / 20 / sheet.printed_size("contents")
    return [wrapped(entry.text, room, _PAGE_NUMBER) for entry in facing]


def _contents_heading(agreement: Agreement, sheet: Sheet, language: Language) -> str:
    """What stands above the contents; it says too where the text does not count."""
    return paragraph(sheet.id("contents_heading", language), run(_contents_title(agreement, sheet, language)), keep=True)


def _contents_title(agreement: Agreement, sheet: Sheet, language: Language) -> str:
    said = (sheet.look(language).words.get("contents", ""), *standing(sheet, agreement.texts, language))
    return " · ".join(filter(None, said))


def _contents(
    sheet: Sheet, language: Language, entries: list[Entry], titles: list[_Title], pages: Mapping[str, int], shift: int
) -> Iterator[str]:
    """The entries; the field runs from the first into a small paragraph after the last, as Word writes it."""
    # The headings of the second language are of the second outline level and so on; thus each list finds its own.
    level = sheet.languages.index(language) + 1
    opening = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "{level}-{level}" \\h \\z '
    opening += '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    pitch, after = sheet.line("contents", language), sheet.number("contents", "after")
    for entry, title in zip(entries, titles, strict=True):
        page = pages.get(entry.provision, entry.spot.page + shift)
        number = field(rf"PAGEREF {entry.bookmark} \h", run(str(page)))
        lacking = title.height - len(title.lines)
        below = f'<w:spacing w:after="{round((after + lacking * pitch) * 20)}"/>' if lacking else ""
        content = opening + link(entry.bookmark, run("\n".join(title.lines) + "\t") + number)
        yield paragraph(sheet.id("contents", language), content, properties=below)
        opening = ""
    yield paragraph(sheet.id("space", language), opening + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
