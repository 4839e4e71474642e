"""An agreement as a Word file that lawyers edit like any other.

Numbers, contents, references and page numbers are Word's own, and finished, so that the file is right when it is opened and stays right
when it is edited. Blanks and blocks stand in content controls tagged with their ids. The same agreement and style give the same bytes.
"""

from collections.abc import Mapping

from agreement_kit.backends.docx import front as front_matter
from agreement_kit.backends.docx import parts as package_parts
from agreement_kit.backends.docx.body import Body
from agreement_kit.backends.docx.flow import Flow, paragraph
from agreement_kit.backends.docx.fonts import font_table, letters
from agreement_kit.backends.docx.numbering import Numbering
from agreement_kit.backends.docx.outline import Step, steps
from agreement_kit.backends.docx.package import package
from agreement_kit.backends.docx.references import References
from agreement_kit.backends.docx.roles import hanging, merged
from agreement_kit.backends.docx.sheet import Sheet
from agreement_kit.backends.docx.styles import linked, styles_xml
from agreement_kit.backends.docx.theme import theme
from agreement_kit.backends.docx.xml import HEAD, SPACES, Ids, escape
from agreement_kit.document import Agreement
from agreement_kit.errors import Problem, RenderError
from agreement_kit.style import Style

STATE_PAPER = ("implementing_arrangement", "memorandum_of_cooperation")  # no title page, no contents, a plain page number


def write(agreement: Agreement, style: Style, pages: Mapping[str, int] | None = None) -> bytes:
    """The agreement as DOCX, in the languages of `style.columns`: one as running text, several as a row a block.

    `pages` gives the page of each provision by id, if another layout knows it; else the contents show an estimate.
    Raises RenderError when a language has no style, numbering or wording, BrokenReference when a reference leads nowhere.
    """
    found = steps(agreement)
    sheet = _sheet(style, found)
    ids = Ids()
    references = References(found, sheet.languages, sheet.numbering, ids)
    flow = Flow(sheet)
    internal = style.audience == "internal"
    body = Body(sheet, flow, references, ids, internal=internal)
    paged = agreement.instrument not in STATE_PAPER
    if paged:
        flow.turn()
    else:
        flow.raw(front_matter.title_head(agreement, sheet, internal=internal))
    for step in found:
        body.add(step)
    body.finish()
    sheet = front_matter.closed_up(agreement, sheet, body.entries, flow) if paged else sheet
    front, before = _front(agreement, sheet, flow, body, ids, pages or {}) if paged else ("", 0)
    parts = _parts(agreement, sheet, flow.pages.page + before, paged=paged)
    written = f"{front}{flow.body()}{package_parts.section(sheet, title_page=paged)}"
    parts["word/document.xml"] = f"{HEAD}<w:document {SPACES}><w:body>{written}</w:body></w:document>"
    return package(parts)


def _sheet(style: Style, found: tuple[Step, ...]) -> Sheet:
    missing = [language for language in style.columns if language not in style.languages]
    if missing or not style.columns:
        raise RenderError(Problem("missing_language", f"there is no style for {', '.join(missing) or 'any column'}"))
    roles = merged(style.docx)
    languages = {language: style.languages[language] for language in style.columns}
    numbering = Numbering(languages, found, hanging(roles, columns=len(languages) > 1), style.size)
    return Sheet(style, roles, letters(languages, roles["fonts"]), numbering)


def _front(agreement: Agreement, sheet: Sheet, flow: Flow, body: Body, ids: Ids, pages: Mapping[str, int]) -> tuple[str, int]:
    """Title page and contents, and how many pages they take: the provisions were counted as if they began on page 1."""
    internal = sheet.style.audience == "internal"
    before = front_matter.front_pages(agreement, sheet, flow, internal=internal)
    before += front_matter.contents_pages(agreement, sheet, body.entries, flow)
    title = front_matter.title_page(agreement, sheet, body.words, internal=internal)
    turn = paragraph(sheet.id("space", sheet.languages[0]), "", break_before=True)
    return title + turn + front_matter.contents(agreement, sheet, body.entries, pages, ids, before), before


def _parts(agreement: Agreement, sheet: Sheet, total: int, *, paged: bool) -> dict[str, str]:
    """Everything but the document itself."""
    parts = {
        "word/styles.xml": styles_xml(sheet),
        "word/numbering.xml": sheet.numbering.xml(linked(sheet), {language: escape(each.east) for language, each in sheet.letters.items()}),
        "word/settings.xml": package_parts.settings(sheet),
        "word/fontTable.xml": font_table(sheet.letters, sheet.style.languages),
        "word/theme/theme1.xml": theme(sheet.letters[sheet.languages[0]]),
        "word/header.xml": package_parts.header(agreement, sheet, title=paged, named=sheet.columns),
        "word/footer.xml": package_parts.footer(sheet, total, words=paged),
        "docProps/core.xml": package_parts.core(agreement, sheet),
        "docProps/app.xml": package_parts.app(),
    }
    if paged:
        parts["word/headerFirst.xml"] = package_parts.header(agreement, sheet, title=False)
        parts["word/footerFirst.xml"] = package_parts.footer(sheet, total, words=True, empty=True)
    return parts
