"""styles.xml: every role as a named style, one set for each language. The first column bears the plain names, the others add theirs."""

import re
from collections.abc import Iterator, Mapping

from agreement_kit.backends.docx.numbering import NUMBERED
from agreement_kit.backends.docx.outline import IN_CONTENTS, OWN_HEADING
from agreement_kit.backends.docx.roles import CHARACTERS, Role, style_id
from agreement_kit.backends.docx.sheet import CELL_SIDE, FACING, Sheet
from agreement_kit.backends.docx.xml import HEAD, SPACES, escape
from agreement_kit.document import Language

_BUILT_IN = re.compile("Title|header|footer|(heading|toc) [1-9]|TOC Heading|Body Text( [23])?")
_NOT_PARAGRAPHS = (*CHARACTERS, "page", "fonts")
_KEEP_NEXT = (*OWN_HEADING, "part")


def styles_xml(sheet: Sheet) -> str:
    """styles.xml."""
    first = sheet.languages[0]
    parts = [_defaults(sheet, first), *_basics(sheet, first)]
    for language in sheet.languages:
        parts += (_paragraph_style(sheet, role, language) for role in sheet.roles if role not in _NOT_PARAGRAPHS)
        parts.append(_language_style(sheet, language))
    parts += (_character_style(sheet, role) for role in CHARACTERS)
    parts += _table_styles(sheet)
    return f"{HEAD}<w:styles {SPACES}>{''.join(parts)}</w:styles>"


def linked(sheet: Sheet) -> Mapping[tuple[Language, str, int], str]:
    """The paragraph style that bears each level of a list."""
    found = {}
    for language in sheet.languages:
        for role in sheet.roles:
            level = sheet.level(role, language)
            if level:
                found[language, level[0], level[1]] = sheet.id(role, language)
    return found


def _defaults(sheet: Sheet, first: Language) -> str:
    run = _run(sheet, "text", first)
    return f"<w:docDefaults><w:rPrDefault>{run}</w:rPrDefault><w:pPrDefault/></w:docDefaults>"


def _basics(sheet: Sheet, first: Language) -> Iterator[str]:
    line = round(sheet.line("text", first) * 20)
    # Said though it is Word's default: LibreOffice takes it the other way round, and where it lets a full stop hang that ends a paragraph,
    # it sets an empty line below.
    spacing = f'<w:widowControl/><w:overflowPunct/><w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="atLeast"/>'
    yield (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{spacing}</w:pPr></w:style>"
    )
    yield (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    )
    sides = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in (("top", 0), ("left", CELL_SIDE), ("bottom", 0), ("right", CELL_SIDE))
    )
    yield (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        '<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"<w:tblCellMar>{sides}</w:tblCellMar></w:tblPr></w:style>"
    )
    yield (
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        "<w:unhideWhenUsed/></w:style>"
    )


def _paragraph_style(sheet: Sheet, role: str, language: Language) -> str:
    place = sheet.languages.index(language)
    name = f"toc {place + 1}" if role == "contents" else str(sheet.roles[role]["name"])
    shown = name if place == 0 or role == "contents" else f"{name} ({language})"
    based = "Normal" if place == 0 or role == "contents" else style_id(sheet.roles, role)
    follows = f'<w:next w:val="{sheet.id("paragraph", language)}"/>' if role in NUMBERED else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{sheet.id(role, language)}"{_custom(shown)}><w:name w:val="{escape(shown)}"/>'
        f'<w:basedOn w:val="{based}"/>{follows}<w:qFormat/>{_paragraph(sheet, role, language)}{_run(sheet, role, language)}</w:style>'
    )


def _custom(shown: str) -> str:
    """Word knows some names; all others must say that they are our own."""
    return "" if _BUILT_IN.fullmatch(shown) else ' w:customStyle="1"'


def _paragraph(sheet: Sheet, role: str, language: Language) -> str:
    """`w:pPr` of a role, its children in the order of the schema."""
    values = sheet.roles[role]
    look = sheet.look(language)
    level = sheet.level(role, language)
    parts = ["<w:keepNext/><w:keepLines/>"] if role in _KEEP_NEXT else ["<w:keepLines/>"] if role == "contents" else []
    if level:
        parts.append(f'<w:numPr><w:ilvl w:val="{level[1]}"/><w:numId w:val="{sheet.numbering.base(language, level[0])}"/></w:numPr>')
    if "shade" in values:
        parts.append(f'<w:shd w:val="clear" w:color="auto" w:fill="{escape(str(values["shade"]))}"/>')
    parts.append(_tabs(sheet, role))
    if look.direction == "rtl":
        parts.append("<w:bidi/>")
    parts.append(_spacing(sheet, role, language))
    parts.append(f'<w:ind w:left="{sheet.left(role, language)}" w:right="0" {_first(level[2].hanging if level else 0)}/>')
    parts.append(f'<w:jc w:val="{_align(sheet, role, language)}"/>')
    if role in IN_CONTENTS:
        parts.append(f'<w:outlineLvl w:val="{sheet.languages.index(language)}"/>')
    return f"<w:pPr>{''.join(parts)}</w:pPr>"


def _first(hanging: int) -> str:
    return f'w:hanging="{hanging}"' if hanging else 'w:firstLine="0"'


def _tabs(sheet: Sheet, role: str) -> str:
    if role == "contents":
        return f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{sheet.column}"/></w:tabs>'
    if role in ("header", "footer"):
        middle = f'<w:tab w:val="center" w:pos="{sheet.width // 2}"/>' if role == "footer" else ""
        return f'<w:tabs>{middle}<w:tab w:val="right" w:pos="{sheet.width}"/></w:tabs>'
    return ""


def _spacing(sheet: Sheet, role: str, language: Language) -> str:
    before, after = (round(sheet.number(role, key) * 20) for key in ("before", "after"))
    rule = "exact" if role in FACING and sheet.columns else "atLeast"  # fonts of some languages ask for more, and would drift from others
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{round(sheet.line(role, language) * 20)}" w:lineRule="{rule}"/>'


def _align(sheet: Sheet, role: str, language: Language) -> str:
    look = sheet.look(language)
    if role in NUMBERED and look.heading_layout == "stacked":
        return "center"
    wanted = str(sheet.roles[role].get("align", "left"))
    if wanted == "text":
        # Words, justified, open gaps, for Word does not hyphenate; characters do not.
        return "both" if look.justify and look.script == "east_asian" else "left"
    return wanted


def _run(sheet: Sheet, role: str, language: Language) -> str:
    """`w:rPr` of a style: every font slot, every size and every kind of language is set."""
    letters, values = sheet.letters[language], sheet.roles[role]
    half_points = round(sheet.printed_size(role) * 2)
    caps = "<w:caps/>" if role in NUMBERED and sheet.look(language).heading_case == "upper" else ""
    size = f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    return f"<w:rPr>{letters.fonts()}{_weight(values)}{caps}{_color(values)}{size}{letters.language()}</w:rPr>"


def _weight(values: Role) -> str:
    bold = "<w:b/><w:bCs/>" if values.get("bold") else ""
    return bold + ("<w:i/><w:iCs/>" if values.get("italic") else "")


def _color(values: Role) -> str:
    return f'<w:color w:val="{escape(str(values["color"]))}"/>' if "color" in values else ""


def _language_style(sheet: Sheet, language: Language) -> str:
    """The character style for words of one language inside a paragraph of another."""
    letters = sheet.letters[language]
    name = escape(f"Language {language}")
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="Language-{escape(language)}"><w:name w:val="{name}"/>'
        f"<w:qFormat/><w:rPr>{letters.fonts()}{letters.language()}</w:rPr></w:style>"
    )


def _character_style(sheet: Sheet, role: str) -> str:
    values = sheet.roles[role]
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{escape(str(values["shade"]))}"/>' if "shade" in values else ""
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{style_id(sheet.roles, role)}">'
        f'<w:name w:val="{escape(str(values["name"]))}"/>'
        f"<w:qFormat/><w:rPr>{_weight(values)}{_color(values)}{shade}</w:rPr></w:style>"
    )


def _table_styles(sheet: Sheet) -> Iterator[str]:
    rule = escape(str(sheet.roles["page"]["rule"]))
    yield _table_style("LanguageColumns", "Language Columns", {"insideV": rule})
    yield _table_style("LanguageNames", "Language Names", {"bottom": rule})
    yield _table_style("ScheduleTable", "Schedule Table", {"top": "404040", "bottom": "404040", "insideH": rule, "insideV": rule})
    yield _table_style("SignatureTable", "Signature Table", {})


def _table_style(name: str, shown: str, borders: Mapping[str, str]) -> str:
    sides = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{color}"/>' for side, color in borders.items())
    lines = f"<w:tblBorders>{sides}</w:tblBorders>" if sides else ""
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{name}"><w:name w:val="{shown}"/><w:basedOn w:val="TableNormal"/>'
        f"<w:qFormat/><w:tblPr>{lines}</w:tblPr></w:style>"
    )
