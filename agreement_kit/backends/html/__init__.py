"""The agreement as one HTML file: complete in itself, no scripts, nothing fetched. The PDF is printed from the same file."""

import base64
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from agreement_kit.backends.html import front, sheet
from agreement_kit.backends.html.flatten import flatten
from agreement_kit.backends.html.view import View
from agreement_kit.document import Agreement, Language
from agreement_kit.errors import Problem, RenderError
from agreement_kit.style import LanguageStyle, Style

_PLACES = re.compile(r"\{(\w+)\}")
_UNSAFE = re.compile(r'[\\"<>&\x00-\x1f\x7f]')


def write(agreement: Agreement, style: Style) -> str:
    """The HTML of an agreement.

    Raises RenderError for a language that the tree lacks, a reference that leads nowhere, page furniture without words,
    and a template that cannot be filled.
    """
    shown = flatten(agreement, style)
    try:
        return _template(style.html).render(
            agreement=agreement,
            style=style,
            view=shown,
            languages=[style.languages[tag] for tag in style.columns],
            css=Markup(style.css),
            rules=Markup("\n".join(_rules(style, shown))),
            say=_speaker(style),
            texts=front.texts(agreement, style),
            short=front.fits_cover(agreement, style, shown),
            spacing=front.spacing(agreement, style, shown),
        )
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        raise RenderError(Problem("broken_template", str(error), path="agreement.html.jinja", line=line)) from error


@lru_cache(maxsize=8)
def _template(source: str) -> Template:
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.globals.clear()
    environment.filters.update(data_url=_data_url, places=_places)
    return environment.from_string(source)


def _rules(style: Style, shown: View) -> Iterator[str]:
    """The style sheet of this document: page, size, and for each language its type and indents."""
    margins = f"{style.margin_top:g}mm {style.margin_side:g}mm {style.margin_bottom:g}mm"
    yield f"@page {{ size: {style.page_width:g}mm {style.page_height:g}mm; margin: {margins} }}"
    yield f":root {{ font-size: {sheet.size(style):g}pt }}"
    for place, width in enumerate(shown.widths, 1):
        yield f".text col:nth-child({place}) {{ width: {width}% }}"
    for tag in style.columns:
        yield from _contents_rules(tag, shown, alone=len(style.columns) == 1)
        yield _language_rule(style.languages[tag], narrow=len(style.columns) > 1)
    yield from _indents(style, shown, sheet.em(style))


def _contents_rules(tag: Language, shown: View, *, alone: bool) -> Iterator[str]:
    """Where the words of the contents begin in a language."""
    for kind, tab in front.tabs(tag, shown):
        entry = f".contents .{kind}" if kind else ".contents"
        where = entry if alone else f"{entry} td[lang={_css_string(tag)}]"
        yield f"{where} .tabbed {{ padding-left: {tab:.2f}em }}"
        yield f"{where} .tabbed > .number {{ min-width: {tab:.2f}em; margin-left: -{tab:.2f}em }}"


def _indents(style: Style, shown: View, em: float) -> Iterator[str]:
    """Where words begin, by level: behind the numbers of their own level and of those above it."""
    hangs = {(hang.group, hang.level, hang.language): hang.width * em for hang in shown.hangs}
    for (group, level, tag), hang in hangs.items():
        gutter = sheet.GUTTER if tag != style.columns[0] else 0.0
        start = gutter + sum(hangs[group, above, tag] for above in range(level))
        cell = f"> td[lang={_css_string(tag)}]" if len(style.columns) > 1 else ""
        yield f".{group}.u{level} {cell} {{ padding-left: {start:.2f}mm }}"
        yield f".{group}.n{level} {cell} {{ padding-left: {start + hang:.2f}mm }}"
        yield f".{group}.n{level} {cell} > .label {{ width: {hang:.2f}mm; margin-left: -{hang:.2f}mm }}"


def _language_rule(language: LanguageStyle, *, narrow: bool) -> str:
    """Fonts, leading and alignment. Words with spaces between them are not justified in columns: the gaps would be wide."""
    fonts = ", ".join(map(_css_string, language.fonts))
    justify = language.justify and not (narrow and language.script == "latin")
    align = "justify" if justify else "left"
    return f"[lang={_css_string(language.tag)}] {{ font-family: {fonts}; line-height: {language.line_height:g}; text-align: {align} }}"


def _css_string(text: str) -> str:
    """A CSS string; nothing in it can end the string or the style element."""
    return '"' + _UNSAFE.sub(lambda match: f"\\{ord(match[0]):x} ", text) + '"'


def _data_url(svg: str) -> str:
    """An SVG as an address: inside <img> it can neither run scripts nor load anything."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def _places(pattern: str) -> list[str]:
    """A pattern cut at its {places}: words, name, words, name, …, words."""
    return _PLACES.split(pattern)


def _speaker(style: Style) -> Callable[[str], tuple[tuple[Language, str], ...]]:
    """A function that gives page furniture in all languages of the page, each wording once, with its language."""

    def say(key: str) -> tuple[tuple[Language, str], ...]:
        words: dict[str, Language] = {}
        for tag in style.columns:
            if key not in style.languages[tag].words:
                raise RenderError(Problem("missing_words", f"language {tag} has no words for {key}"))
            words.setdefault(style.languages[tag].words[key], tag)
        return tuple((tag, text) for text, tag in words.items())

    return say
