"""Languages and fonts as Word wants them: a family for each of its four font slots, a code for each of its three kinds of language."""

from collections.abc import Mapping
from dataclasses import dataclass

from agreement_kit.backends.docx.xml import HEAD, SPACES, escape
from agreement_kit.document import Language
from agreement_kit.style import LanguageStyle

REGIONS = {
    "en": "en-GB", "ja": "ja-JP", "id": "id-ID", "ms": "ms-MY", "vi": "vi-VN", "th": "th-TH", "km": "km-KH", "lo": "lo-LA", "my": "my-MM",
    "ta": "ta-IN", "zh": "zh-CN", "zh-hans": "zh-CN", "zh-hant": "zh-TW", "fil": "fil-PH", "tl": "fil-PH", "ko": "ko-KR", "pt": "pt-PT",
    "fr": "fr-FR",
}  # fmt: skip
_SCRIPTS = ("latin", "east_asian", "complex")
# Character set and shape, by which Word chooses a stand-in for a font that a machine lacks.
_SHAPES = {
    "ja": ("80", "modern"), "zh": ("86", "auto"), "ko": ("81", "auto"), "th": ("DE", "swiss"), "vi": ("A3", "roman"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Letters:
    """How the letters of one language are set. The fonts are Word's slots; `codes` are the kinds of w:lang: Latin, East Asian, complex."""

    latin: str
    east: str
    complex: str
    codes: tuple[str, str, str]
    script: str
    right_to_left: bool

    @property
    def code(self) -> str:
        """The code of the language itself: it stands at the kind of its script."""
        return self.codes[{"east_asian": 1, "complex": 2}.get(self.script, 0)]

    def fonts(self) -> str:
        """`w:rFonts` with every slot set; East Asian text takes ambiguous characters such as quotes into its own font."""
        hint = ' w:hint="eastAsia"' if self.script == "east_asian" else ""
        latin, east, other = escape(self.latin), escape(self.east), escape(self.complex)
        return f'<w:rFonts{hint} w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east}" w:cs="{other}"/>'

    def language(self) -> str:
        """What ends `w:rPr`: the direction or kind of the script and `w:lang` with every kind set."""
        script = "<w:rtl/>" if self.right_to_left else "<w:cs/>" if self.script == "complex" else ""
        latin, east, other = self.codes
        return f'{script}<w:lang w:val="{latin}" w:eastAsia="{east}" w:bidi="{other}"/>'


def code(tag: str) -> str:
    """The language code for Word: with its region, capitals where they belong ("ja" gives "ja-JP")."""
    known = REGIONS.get(tag.lower())
    if known:
        return known
    language, *rest = tag.split("-")
    return "-".join([language.lower(), *(part.upper() if len(part) == 2 else part.title() for part in rest)])


def letters(languages: Mapping[Language, LanguageStyle], families: Mapping[str, object]) -> Mapping[Language, Letters]:
    """The letters of every language. `families` puts fonts that Word has in place of others, for languages that name none for Word."""
    named = {tag: _families(style, families) for tag, style in languages.items()}
    first = {script: next((tag for tag, style in languages.items() if style.script == script), None) for script in _SCRIPTS}
    return {tag: _letters(tag, style, named, first) for tag, style in languages.items()}


def font_table(used: Mapping[Language, Letters], languages: Mapping[Language, LanguageStyle]) -> str:
    """fontTable.xml: every font with its character set and a stand-in, so that a machine without it finds a near one."""
    others: dict[str, str] = {}
    fonts: dict[str, tuple[str, str]] = {}
    for tag, each in used.items():
        own = {"east_asian": each.east, "complex": each.complex}.get(each.script, each.latin)
        others.setdefault(own, next((font for font in (*languages[tag].word_fonts, *languages[tag].fonts) if font != own), ""))
        fonts.setdefault(each.east, _SHAPES.get(each.codes[1][:2], ("00", "auto")))
        fonts.setdefault(each.complex, _SHAPES.get(each.codes[2][:2], ("00", "auto")))
        fonts.setdefault(each.latin, ("00", "roman"))
    entries = (
        f'<w:font w:name="{escape(name)}">{_other(others.get(name))}<w:charset w:val="{charset}"/><w:family w:val="{shape}"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for name, (charset, shape) in sorted(fonts.items())
    )
    return f"{HEAD}<w:fonts {SPACES}>{''.join(entries)}</w:fonts>"


def _families(style: LanguageStyle, families: Mapping[str, object]) -> tuple[str, ...]:
    """The fonts of a language in Word: its own, then the one for Latin letters, where its own is not."""
    known = tuple(str(families.get(font, font)) for font in style.fonts) or ("Times New Roman",)
    return (style.word_fonts[0], *known[1:]) if style.word_fonts else known


def _other(family: str | None) -> str:
    return f'<w:altName w:val="{escape(family)}"/>' if family else ""


def _letters(
    tag: Language, style: LanguageStyle, named: Mapping[Language, tuple[str, ...]], first: Mapping[str, Language | None]
) -> Letters:
    """A language fills its own slot with its first font; the other slots get the fonts of those of the deal's languages that need them.

    `first` names the first of the deal's languages in each script. Latin words in another script are of one in Latin script:
    Word and LibreOffice break words as their language does, and one that knows no Latin words would break them anywhere.
    """
    fonts, own = named[tag], code(style.tag)
    is_east, is_complex = style.script == "east_asian", style.script == "complex"
    latin, east, other = (first[script] for script in _SCRIPTS)
    latin_font = fonts[1] if (is_east or is_complex) and len(fonts) > 1 else fonts[0]
    east_font = fonts[0] if is_east else named[east][0] if east else fonts[-1]
    complex_font = fonts[0] if is_complex else named[other][0] if other else latin_font
    codes = (
        (code(latin) if latin else "en-GB") if is_east or is_complex else own,
        own if is_east else code(east) if east else "ja-JP",
        own if is_complex else code(other) if other else "ar-SA",
    )
    return Letters(latin_font, east_font, complex_font, codes, style.script, style.direction == "rtl")
