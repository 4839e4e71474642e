"""The parts around the body: headers, footers, settings, properties."""

from collections.abc import Iterable, Iterator, Sequence

from agreement_kit.backends.docx.flow import beside, column_widths, paragraph, row, standing, table
from agreement_kit.backends.docx.measure import em
from agreement_kit.backends.docx.roles import style_id
from agreement_kit.backends.docx.sheet import Sheet
from agreement_kit.backends.docx.xml import HEAD, SPACES, escape, field, run, twips
from agreement_kit.document import Agreement, Language, Texts

FALLBACK = {
    "draft": "DRAFT",
    "internal": "INTERNAL",
    "reading_copy": "READING COPY",
    "translation": "TRANSLATION",
    "page": "{n} / {total}",
}  # a mark must never be lost
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_TERMS = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


def marks(sheet: Sheet, texts: Texts) -> dict[str, Language]:
    """What the file is not: final, for others, binding. Each mark once in every language."""
    style = sheet.style
    wanted = [
        ("internal", style.audience == "internal"),
        ("draft", style.draft),
        ("reading_copy", set(style.columns) <= set(style.reading_copy)),
        ("translation", set(style.columns) <= set(texts.translations)),
    ]
    return _once((_furniture(sheet, language, key), language) for key, holds in wanted if holds for language in sheet.languages)


def header(agreement: Agreement, sheet: Sheet, *, title: bool, named: bool = False) -> str:
    """A header part: the marks, and the title if asked for, with a rule below. `named` sets a line with the names of the columns below."""
    style = sheet.id("header", sheet.languages[0])
    said = marks(sheet, agreement.texts)
    names = _once((sheet.title(agreement.title, language), language) for language in sheet.languages if title)
    mark = run(" · ").join(run(text, _look(sheet, language, "mark")) for text, language in said.items())
    titles = run("  |  ").join(run(text, _look(sheet, language)) for text, language in names.items())
    border = f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="4" w:color="{sheet.roles["page"]["rule"]}"/></w:pBdr>'
    rule = border if title and not named else ""
    room = sum(em(text) + 2 for text in (*names, *said)) * sheet.size("header") * 20
    if names and room < sheet.width:
        lines = paragraph(style, titles + ("<w:r><w:tab/></w:r>" + mark if mark else ""), properties=rule)
    else:
        lines = paragraph(style, mark, properties='<w:jc w:val="right"/>') + (paragraph(style, titles, properties=rule) if names else "")
    return f"{HEAD}<w:hdr {SPACES}>{lines}{_names(sheet, agreement.texts) if named else ''}</w:hdr>"


def _names(sheet: Sheet, texts: Texts) -> str:
    """The names of the languages, each above its column, with what marks a text that does not count. A header must not end in a table."""
    names = [
        paragraph(sheet.id("column_name", language), run(" · ".join((sheet.look(language).name, *standing(sheet, texts, language)))))
        for language in sheet.languages
    ]
    return table("LanguageNames", column_widths(sheet), row(beside(sheet, names))) + paragraph(sheet.id("space", sheet.languages[0]), "")


def footer(sheet: Sheet, total: int, *, words: bool, empty: bool = False) -> str:
    """A footer part with the page number: "Page 3 of 12" in every language, or the plain number where `words` is false."""
    style = sheet.id("footer", sheet.languages[0])
    if empty:
        content = ""
    elif words:
        content = "".join(_spread([_page(sheet, language, total) for language in sheet.languages]))
    else:
        content = "<w:r><w:tab/></w:r>" + field("PAGE", run("1"))
    return f"{HEAD}<w:ftr {SPACES}>{paragraph(style, content)}</w:ftr>"


def section(sheet: Sheet, *, title_page: bool) -> str:
    """`w:sectPr`: paper, margins, headers and footers."""
    style = sheet.style
    parts = [("header", "default", "rIdHeader"), ("footer", "default", "rIdFooter")]
    parts += [("header", "first", "rIdHeaderFirst"), ("footer", "first", "rIdFooterFirst")] if title_page else []
    references = "".join(f'<w:{part}Reference w:type="{kind}" r:id="{relationship}"/>' for part, kind, relationship in parts)
    margins = f'w:top="{sheet.top}" w:right="{twips(style.margin_side)}" w:bottom="{twips(style.margin_bottom)}"'
    furniture = f'w:header="{twips(style.margin_top / 2)}" w:footer="{twips(style.margin_bottom / 2)}"'
    edge = f'w:left="{twips(style.margin_side)}" {furniture} w:gutter="0"'
    page = f'<w:pgSz w:w="{twips(style.page_width)}" w:h="{twips(style.page_height)}"/><w:pgMar {margins} {edge}/>'
    return f"<w:sectPr>{references}{page}{'<w:titlePg/>' if title_page else ''}</w:sectPr>"


def settings(sheet: Sheet) -> str:
    """settings.xml. Nothing in it makes Word ask or compute when the file is opened."""
    codes = sheet.letters[sheet.languages[0]].codes
    uri = "http://schemas.microsoft.com/office/word"
    modern = (
        "overrideTableStyleFontSizeAndJustification",
        "enableOpenTypeFeatures",
        "doNotFlipMirrorIndents",
        "differentiateMultirowTableHeaders",
    )
    compatible = f'<w:compatSetting w:name="compatibilityMode" w:uri="{uri}" w:val="15"/>'
    compatible += "".join(f'<w:compatSetting w:name="{name}" w:uri="{uri}" w:val="1"/>' for name in modern)
    east = any(letters.script == "east_asian" for letters in sheet.letters.values())
    spacing = '<w:characterSpacingControl w:val="compressPunctuation"/>' if east else '<w:characterSpacingControl w:val="doNotCompress"/>'
    return (
        f'{HEAD}<w:settings {SPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="510"/>{spacing}<w:compat>{compatible}</w:compat>'
        f'<w:themeFontLang w:val="{codes[0]}" w:eastAsia="{codes[1]}" w:bidi="{codes[2]}"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def core(agreement: Agreement, sheet: Sheet) -> str:
    """docProps/core.xml: title, language, dates; no author."""
    created = sheet.style.created if "T" in sheet.style.created else f"{sheet.style.created}T00:00:00Z"
    title = " / ".join(dict.fromkeys(sheet.title(agreement.title, language) for language in sheet.languages))
    dates = "".join(f'<dcterms:{kind} xsi:type="dcterms:W3CDTF">{escape(created)}</dcterms:{kind}>' for kind in ("created", "modified"))
    languages = escape(", ".join(sheet.letters[language].code for language in sheet.languages))
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_CORE}" {_TERMS}><dc:title>{escape(title)}</dc:title><dc:creator></dc:creator>{dates}'
        f"<dc:identifier>{escape(agreement.id)}</dc:identifier><dc:language>{languages}</dc:language><cp:version>{agreement.round}</cp:version></cp:coreProperties>"
    )


def app() -> str:
    """docProps/app.xml."""
    return f'{HEAD}<Properties xmlns="{_APP}"><Application>agreement_kit</Application></Properties>'


def _once(said: Iterable[tuple[str, Language]]) -> dict[str, Language]:
    """Each text once, with the first language that says it."""
    found: dict[str, Language] = {}
    for text, language in said:
        found.setdefault(text, language)
    return found


def _furniture(sheet: Sheet, language: Language, key: str) -> str:
    return sheet.look(language).words.get(key) or FALLBACK[key]


def _look(sheet: Sheet, language: Language, role: str = "") -> str:
    """Run properties for words of one language among those of others."""
    letters = sheet.letters[language]
    if not role:
        return f'<w:rPr><w:rStyle w:val="Language-{escape(language)}"/></w:rPr>'
    return f'<w:rPr><w:rStyle w:val="{style_id(sheet.roles, role)}"/>{letters.fonts()}{letters.language()}</w:rPr>'


def _page(sheet: Sheet, language: Language, total: int) -> str:
    """ "Page 3 of 12" with fields; the words hold {n} and {total}."""
    look = _look(sheet, language)
    form = _furniture(sheet, language, "page")
    fields = {"{n}": field("PAGE", run("1", look), look), "{total}": field("NUMPAGES", run(str(total), look), look)}
    return "".join(fields.get(part) or run(part, look) for part in _cut(form, tuple(fields)))


def _cut(text: str, marks: tuple[str, ...]) -> Iterator[str]:
    """A text cut before and after each of some marks."""
    for mark in marks:
        before, found, after = text.partition(mark)
        if found:
            yield from (*_cut(before, marks), mark, *_cut(after, marks))
            return
    yield text


def _spread(parts: Sequence[str]) -> Iterator[str]:
    """Two things at the edges, three with one in the middle, one or many in the middle."""
    tab = "<w:r><w:tab/></w:r>"
    if len(parts) == 2:
        yield tab.join((parts[0], "", parts[1]))
    elif len(parts) == 3:
        yield tab.join(parts)
    else:
        yield tab + run("  ·  ").join(parts)
