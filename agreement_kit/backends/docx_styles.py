"""Roles of the text as named Word styles, one set for each language: the first column bears the plain names, the others add theirs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from agreement_kit.backends.docx_fonts import Letters
from agreement_kit.backends.docx_numbering import BELOW, NUMBERED, Level, Numbering
from agreement_kit.backends.docx_xml import HEAD, SPACES, escape, twips
from agreement_kit.document import Language
from agreement_kit.style import LanguageStyle, Style

Value = str | float | bool
Role = Mapping[str, Value]

# The styles of templates/docx/styles.yaml, used where the style brings none; a test keeps the two equal.
ROLES: Mapping[str, Role] = {
    "title": {"name": "Title", "size": 2.0, "bold": True, "align": "center", "before": 30, "after": 24},
    "party": {"name": "Party", "size": 1.25, "bold": True, "align": "center", "before": 8, "after": 8},
    "joint": {"name": "Title Line", "align": "center", "before": 4, "after": 4},
    "article": {"name": "heading 1", "size": 1.1, "bold": True, "before": 14, "after": 5},
    "schedule": {"name": "Schedule Heading", "size": 1.3, "bold": True, "align": "center", "before": 8, "after": 10},
    "addendum": {"name": "Addendum Heading", "size": 1.3, "bold": True, "align": "center", "before": 8, "after": 10},
    "part": {"name": "Part Heading", "size": 1.1, "bold": True, "before": 14, "after": 5},
    "text": {"name": "Body Text", "align": "text", "after": 6},
    "text_2": {"name": "Body Text 2", "align": "text", "after": 5},
    "text_3": {"name": "Body Text 3", "align": "text", "after": 5},
    "recital": {"name": "Recital", "align": "text", "hanging": 10, "after": 6},
    "paragraph": {"name": "Paragraph", "align": "text", "hanging": 9, "after": 6},
    "item": {"name": "Item", "align": "text", "hanging": 9, "after": 5},
    "subitem": {"name": "Sub-item", "align": "text", "hanging": 9, "after": 5},
    "contents_heading": {"name": "TOC Heading", "size": 1.3, "bold": True, "after": 10},
    "contents": {"name": "toc 1", "after": 4},
    "column_name": {"name": "Language Name", "size": 0.8, "color": "595959", "before": 2, "after": 2},
    "table_head": {"name": "Table Heading", "size": 0.9, "bold": True, "before": 2, "after": 2},
    "table_text": {"name": "Table Text", "size": 0.9, "before": 2, "after": 2},
    "picture": {"name": "Picture", "size": 0.9, "align": "center", "before": 4, "after": 4},
    "caption": {"name": "Form Caption", "size": 0.9, "color": "404040", "before": 2, "after": 2},
    "header": {"name": "header", "size": 0.8, "color": "595959"},
    "footer": {"name": "footer", "size": 0.8, "color": "595959"},
    "note": {"name": "Internal Note", "size": 0.85, "color": "1F3864", "shade": "E8EDF5", "before": 3, "after": 6},
    "space": {"name": "Spacer", "size": 0.2},
    "defined_term": {"name": "Defined Term", "bold": True},
    "open_blank": {"name": "Open Blank", "shade": "FFF2AB"},
    "mark": {"name": "Status Mark", "bold": True, "color": "A61C1C"},
    "page": {"columns_indent": 0.7, "rule": "BFBFBF", "head_shade": "F2F2F2"},
    "fonts": {
        "Noto Serif": "Times New Roman",
        "Noto Sans": "Arial",
        "Noto Serif CJK JP": "MS Mincho",
        "Noto Serif CJK SC": "SimSun",
        "Noto Serif CJK TC": "PMingLiU",
        "Noto Serif CJK KR": "Batang",
        "Noto Serif Thai": "Leelawadee UI",
        "Noto Serif Khmer": "Leelawadee UI",
        "Noto Serif Lao": "Leelawadee UI",
        "Noto Serif Myanmar": "Myanmar Text",
        "Noto Serif Tamil": "Nirmala UI",
    },
}
CELL_SIDE = 140  # twips between the words of a cell and its side
CHARACTERS = ("defined_term", "open_blank", "mark")
_TITLE_SCALES = {1: 1.0, 2: 0.9}
_NOT_PARAGRAPHS = (*CHARACTERS, "page", "fonts")
_KEEP_NEXT = ("article", "schedule", "addendum", "part")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the paragraphs of a file look like. `columns` says that languages stand side by side."""

    style: Style
    roles: Mapping[str, Role]
    letters: Mapping[Language, Letters]
    numbering: Numbering

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages of the columns, in order."""
        return self.style.columns

    @property
    def columns(self) -> bool:
        """Whether several languages stand side by side."""
        return len(self.style.columns) > 1

    @property
    def column(self) -> int:
        """The width of the text of one column in twips; padding stands between the columns, not at the margins."""
        count = len(self.style.columns)
        return (self.width - 2 * CELL_SIDE * (count - 1)) // count

    @property
    def width(self) -> int:
        """The width of the text in twips."""
        return twips(self.style.page_width - 2 * self.style.margin_side)

    def look(self, language: Language) -> LanguageStyle:
        """How a language looks."""
        return self.style.languages[language]

    def number(self, role: str, key: str, default: float = 0.0) -> float:
        """A number that a role gives."""
        return float(self.roles[role].get(key, default))

    def size(self, role: str) -> float:
        """The size of a role in points. A title in a narrow column is smaller."""
        narrow = _TITLE_SCALES.get(len(self.style.columns), 0.75) if role == "title" else 1.0
        return self.style.size * self.number(role, "size", 1.0) * narrow

    def line(self, role: str, language: Language) -> float:
        """The height of a line in points; large type is set closer."""
        height = self.look(language).line_height
        return self.size(role) * (height if self.number(role, "size", 1.0) < 1.25 else min(height, 1.3))

    def id(self, role: str, language: Language) -> str:
        """The id of the paragraph style of a role in a language."""
        place = self.languages.index(language)
        if role == "contents":
            return f"TOC{place + 1}"
        name = style_id(self.roles, role)
        return f"{name}-{language}" if place else name

    def level(self, role: str, language: Language) -> tuple[str, int, Level] | None:
        """The list and level whose numbers a role bears: family, level number, level."""
        place = 0 if role in (*NUMBERED, "recital") else BELOW.index(role) + 1 if role in BELOW else None
        if place is None:
            return None
        family = "article" if role in BELOW else role
        return family, place, self.numbering.series[language, family].levels[place]

    def left(self, role: str, language: Language) -> int:
        """Where the lines of a role begin, in twips."""
        if role in ("text_2", "text_3"):
            return self.numbering.series[language, "article"].levels[int(role[-1]) - 1].left
        found = self.level(role, language)
        return found[2].left if found else 0


def merged(given: Mapping[str, Role] | None) -> Mapping[str, Role]:
    """The roles of a style, role by role and entry by entry over those of the house."""
    given = given or {}
    return {role: {**values, **given.get(role, {})} for role, values in ROLES.items()}


def hanging(roles: Mapping[str, Role], *, columns: bool) -> Mapping[str, float]:
    """The room for numbers by role, in millimetres; narrower where columns stand side by side."""
    scale = float(roles["page"]["columns_indent"]) if columns else 1.0
    return {role: float(values["hanging"]) * scale for role, values in roles.items() if "hanging" in values}


def style_id(roles: Mapping[str, Role], role: str) -> str:
    """The id of a style: its name without spaces; built-in names as Word writes them ("heading 1" is Heading1)."""
    name = str(roles[role]["name"])
    return "".join(part[:1].upper() + part[1:] for part in name.replace("-", " ").split())


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
    spacing = f'<w:widowControl/><w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="atLeast"/>'
    yield f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>{spacing}</w:pPr></w:style>'
    yield (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    )
    sides = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in (("top", 0), ("left", CELL_SIDE), ("bottom", 0), ("right", CELL_SIDE)))
    yield (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        f'<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>{sides}</w:tblCellMar></w:tblPr></w:style>'
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
        f'<w:style w:type="paragraph" w:styleId="{sheet.id(role, language)}"{_custom(name)}><w:name w:val="{escape(shown)}"/>'
        f'<w:basedOn w:val="{based}"/>{follows}<w:qFormat/>{_paragraph(sheet, role, language)}{_run(sheet, role, language)}</w:style>'
    )


def _custom(name: str) -> str:
    """Word knows these names; all others must say that they are our own."""
    known = ("title", "header", "footer", "heading", "toc", "body text")
    return "" if name.lower().startswith(known) else ' w:customStyle="1"'


def _paragraph(sheet: Sheet, role: str, language: Language) -> str:
    """`w:pPr` of a role, its children in the order of the schema."""
    values = sheet.roles[role]
    look = sheet.look(language)
    level = sheet.level(role, language)
    parts = ["<w:keepNext/><w:keepLines/>"] if role in _KEEP_NEXT else []
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
    if role in NUMBERED:
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
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{round(sheet.line(role, language) * 20)}" w:lineRule="atLeast"/>'


def _align(sheet: Sheet, role: str, language: Language) -> str:
    look = sheet.look(language)
    if role in NUMBERED and look.heading_layout == "stacked":
        return "center"
    wanted = str(sheet.roles[role].get("align", "left"))
    if wanted == "text":
        # Narrow columns of words, justified, open gaps; columns of characters do not.
        return "both" if look.justify and (not sheet.columns or look.script == "east_asian") else "left"
    return wanted


def _run(sheet: Sheet, role: str, language: Language) -> str:
    """`w:rPr` of a style: every font slot, every size and every kind of language is set."""
    letters, values = sheet.letters[language], sheet.roles[role]
    half_points = round(sheet.size(role) * 2)
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
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{style_id(sheet.roles, role)}"><w:name w:val="{escape(str(values["name"]))}"/>'
        f"<w:qFormat/><w:rPr>{_weight(values)}{_color(values)}{shade}</w:rPr></w:style>"
    )


def _table_styles(sheet: Sheet) -> Iterator[str]:
    rule = escape(str(sheet.roles["page"]["rule"]))
    yield _table_style("LanguageColumns", "Language Columns", {"insideV": rule})
    yield _table_style("ScheduleTable", "Schedule Table", {"top": "404040", "bottom": "404040", "insideH": rule, "insideV": rule})
    yield _table_style("SignatureTable", "Signature Table", {})


def _table_style(name: str, shown: str, borders: Mapping[str, str]) -> str:
    sides = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{color}"/>' for side, color in borders.items())
    lines = f"<w:tblBorders>{sides}</w:tblBorders>" if sides else ""
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{name}"><w:name w:val="{shown}"/><w:basedOn w:val="TableNormal"/>'
        f'<w:qFormat/><w:tblPr>{lines}</w:tblPr></w:style>'
    )
