"""How an agreement looks: plain values that the assembly builds from `locales/` and `templates/` and hands to a back end."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

Audience: TypeAlias = Literal["counterparty", "internal", "signing"]
Layout: TypeAlias = Literal["columns", "single"]


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """One level of numbering.

    `pattern` holds `{n}`; `digits` is one of decimal, full_width, lower_letter, upper_letter, lower_roman, upper_roman.
    """

    pattern: str
    digits: str


@dataclass(frozen=True, slots=True)
class LanguageStyle:
    """One language.

    `fonts` are families in order; `script` picks the Word font slot; `line_height` is a multiple of the size.
    `numbering` has the keys article, schedule, addendum, recital, paragraph, item, subitem.
    `heading` holds `{label}` and `{heading}` ("{label}（{heading}）"); `heading_layout` is inline, or stacked with the label above.
    `words` is page furniture by key: contents, page, draft, reading_copy, internal, between, and, signature, …
    `word_fonts` are the families for Word files, whose readers have other fonts: the one to use, then stand-ins.
    """

    tag: str
    name: str
    fonts: tuple[str, ...]
    script: Literal["latin", "east_asian", "complex"]
    direction: Literal["ltr", "rtl"]
    line_height: float
    justify: bool
    numbering: Mapping[str, NumberFormat]
    heading: str
    heading_layout: Literal["inline", "stacked"]
    heading_case: Literal["as_is", "upper"]
    words: Mapping[str, str]
    word_fonts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Style:
    """Everything a back end needs besides the tree.

    `columns` are the languages printed side by side, in order (one language: a single column). Lengths are millimetres, sizes points.
    `reading_copy` holds languages printed that are neither authentic nor a translation of this deal.
    `html` and `css` are the texts of the templates; `docx` is the role-to-Word-style map; `created` is an ISO date for metadata.
    """

    columns: tuple[str, ...]
    languages: Mapping[str, LanguageStyle]
    audience: Audience
    draft: bool
    reading_copy: tuple[str, ...]
    created: str
    page_width: float = 210.0
    page_height: float = 297.0
    margin_top: float = 16.5
    margin_bottom: float = 14.0
    margin_side: float = 17.5
    size: float = 9.1
    html: str = ""
    css: str = ""
    docx: Mapping[str, Mapping[str, str | float | bool]] | None = None
