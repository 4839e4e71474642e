"""What stands before the provisions: the title page and the contents with finished entries; the title alone for papers without either."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from agreement_kit.backends.docx.body import Entry
from agreement_kit.backends.docx.flow import Flow, beside, column_widths, paragraph, row, table
from agreement_kit.backends.docx.outline import words
from agreement_kit.backends.docx.sheet import Sheet
from agreement_kit.backends.docx.words import Words
from agreement_kit.backends.docx.xml import Ids, field, link, run
from agreement_kit.document import Agreement, Language, Wording, plain

_DEPTH = 2200  # twips above the title
_SPACE = 600  # twips above the reasons why it is a draft
_BLANK = 14  # characters of the line to be filled in, all blanks of a date together


def title_page(agreement: Agreement, sheet: Sheet, writer: Words, *, internal: bool) -> str:
    """The title, the date to be filled in and the parties, in each language; for the house also why it is a draft."""
    made = ["".join(_title(agreement, sheet, writer, language)) for language in sheet.languages]
    space = paragraph(sheet.id("space", sheet.languages[0]), "")
    top = paragraph(sheet.id("space", sheet.languages[0]), "", properties=f'<w:spacing w:before="{_DEPTH}" w:after="0"/>')
    page = _beside(sheet, made) + space if sheet.columns else made[0]
    return top + page + ("".join(_reasons(agreement, sheet)) if internal else "")


def title_head(agreement: Agreement, sheet: Sheet, *, internal: bool) -> str:
    """The title above the first provision, for papers that have no title page; for the house also why it is a draft."""
    made = [paragraph(sheet.id("title", language), run(sheet.title(agreement.title, language))) for language in sheet.languages]
    head = _beside(sheet, made) + paragraph(sheet.id("space", sheet.languages[0]), "") if sheet.columns else made[0]
    return head + ("".join(_reasons(agreement, sheet)) if internal else "")


def contents(sheet: Sheet, entries: Mapping[Language, list[Entry]], pages: Mapping[str, int], ids: Ids, shift: int) -> str:
    """The contents of every language, each a field of its own that lists the headings of its language.

    `pages` gives the page of provisions by id; where it is silent, the estimate of the entry, `shift` pages on, stands.
    """
    made = ["".join(_contents(sheet, language, place, entries[language], pages, shift)) for place, language in enumerate(sheet.languages)]
    if sheet.columns:
        return _beside(sheet, made)
    # Word offers to update a contents that stands in its gallery.
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
    return f'<w:sdt><w:sdtPr><w:id w:val="{ids.control("contents")}"/>{gallery}</w:sdtPr><w:sdtContent>{made[0]}</w:sdtContent></w:sdt>'


def contents_pages(sheet: Sheet, entries: Mapping[Language, list[Entry]], flow: Flow) -> int:
    """How many pages the contents take."""
    heights = []
    for language, listed in entries.items():
        measured = [flow.measured("", entry.text, "contents", language) for entry in listed]
        heights.append(sum(part.height for part in measured) + flow.measured("", "", "contents_heading", language).height)
    return max(1, math.ceil(max(heights) / flow.pages.height))


def _beside(sheet: Sheet, made: list[str]) -> str:
    """The languages side by side."""
    return table("LanguageColumns", column_widths(sheet), row(beside(sheet, made)))


def front_pages(agreement: Agreement, sheet: Sheet, flow: Flow, *, internal: bool) -> int:
    """How many pages stand before the contents: the title page, and more where it is long why this is a draft."""
    heights = []
    for language in sheet.languages:
        lines = _lines(agreement, sheet, language)
        heights.append(sum(flow.measured("", line.text, line.role, language).height for line in lines))
    total = _DEPTH / 20 + max(heights)
    if internal and agreement.draft_because:
        reasons = (flow.measured("", f"– {text}", "note", sheet.languages[0], sheet.width) for text in ("", *agreement.draft_because))
        total += _SPACE / 20 + sum(part.height for part in reasons)
    return max(1, math.ceil(total / flow.pages.height))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the title page. `wording` and `place` are given where it has blanks."""

    role: str
    text: str
    wording: Wording | None = None
    place: str = ""


def _title(agreement: Agreement, sheet: Sheet, writer: Words, language: Language) -> Iterator[str]:
    for line in _lines(agreement, sheet, language):
        runs = writer.runs(words(line.wording, language, line.place), language, line.place) if line.wording else run(line.text)
        yield paragraph(sheet.id(line.role, language), runs)


def _lines(agreement: Agreement, sheet: Sheet, language: Language) -> Iterator[_Line]:
    """The lines of the title page in a language."""
    furniture = sheet.look(language).words
    if furniture.get("dated"):
        blanks = max(1, furniture["dated"].count("{blank}"))
        yield _Line("joint", furniture["dated"].replace("{blank}", "_" * (_BLANK // blanks)))
    yield _Line("title", sheet.title(agreement.title, language))
    if language in sheet.style.reading_copy and furniture.get("reading_copy_note"):
        yield _Line("joint", furniture["reading_copy_note"])
    for place, party in enumerate(agreement.parties):
        between = furniture.get("and" if place else "between", "")
        if between:
            yield _Line("joint", between)
        yield _Line("party", plain(words(party, language, "a party")), party, f"party {place}")
        number = agreement.numbers[place] if agreement.numbers else {}
        if number:
            yield _Line("joint", plain(words(number, language, "a number")), number, f"number {place}")


def _reasons(agreement: Agreement, sheet: Sheet) -> Iterator[str]:
    first = sheet.languages[0]
    if agreement.draft_because:
        yield paragraph(sheet.id("space", first), "", properties=f'<w:spacing w:before="{_SPACE}" w:after="0"/>')
        yield paragraph(
            sheet.id("note", first), run(sheet.look(first).words.get("draft_because", "DRAFT"), "<w:rPr><w:b/><w:bCs/></w:rPr>")
        )
        for reason in agreement.draft_because:
            yield paragraph(sheet.id("note", first), run(f"– {reason}"))


def _contents(sheet: Sheet, language: Language, place: int, entries: list[Entry], pages: Mapping[str, int], shift: int) -> Iterator[str]:
    """Heading and entries; the field runs from the first entry into a small paragraph after the last, as Word writes it."""
    heading = sheet.look(language).words.get("contents", "")
    if heading:
        yield paragraph(sheet.id("contents_heading", language), run(heading))
    # The headings of the second language are of the second outline level and so on; thus each list finds its own.
    code = rf'TOC \o "{place + 1}-{place + 1}" \h \z'
    opening = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    opening += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    for entry in entries:
        page = pages.get(entry.provision, entry.spot.page + shift)
        number = field(rf"PAGEREF {entry.bookmark} \h", run(str(page)))
        yield paragraph(sheet.id("contents", language), opening + link(entry.bookmark, run(f"{entry.text}\t") + number))
        opening = ""
    yield paragraph(sheet.id("space", language), opening + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
