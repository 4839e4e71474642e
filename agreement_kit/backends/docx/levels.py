"""How one number is written and how a heading is put together, in Word's terms."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from agreement_kit.errors import Problem, RenderError, nearest
from agreement_kit.style import LanguageStyle, NumberFormat

WORD_FORMATS = {
    "decimal": "decimal",
    "full_width": "decimalFullWidth",
    "lower_letter": "lowerLetter",
    "upper_letter": "upperLetter",
    "lower_roman": "lowerRoman",
    "upper_roman": "upperRoman",
}
_MOST = 999
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A language's heading form taken apart: what Word's number holds around the number, what follows it, what ends the heading.

    `after` is Word's word for what stands between number and text: space, tab or nothing.
    """

    lead: str
    trail: str
    after: str
    glue: str
    tail: str


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `left` and `hanging` are twips; `start` is the number it begins with."""

    number: NumberFormat
    lead: str
    trail: str
    after: str
    left: int
    hanging: int
    start: int = 1

    def shown(self, number: int) -> str:
        """What Word prints in front of the text."""
        return self.lead + self.number.pattern.replace("{n}", spell(self.number.digits, number)) + self.trail

    def read(self, label: str) -> int | None:
        """The number in a label of the tree, or None when it is not of this form."""
        before, found, behind = self.number.pattern.partition("{n}")
        if not (found and label.startswith(before) and label.endswith(behind) and len(label) > len(before) + len(behind)):
            return None
        return _spelled(self.number.digits).get(label[len(before) : len(label) - len(behind)])


def spell(digits: str, number: int) -> str:
    """A number the way Word writes it. Raises RenderError for digits that are not known."""
    if digits in ("lower_letter", "upper_letter"):
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if digits == "lower_letter" else letters.upper()
    if digits in ("lower_roman", "upper_roman"):
        return _roman(number) if digits == "lower_roman" else _roman(number).upper()
    if digits == "full_width":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    if digits == "decimal":
        return str(number)
    raise RenderError(Problem("unknown_digits", f"{digits} is not a way to write numbers", hint=nearest(digits, WORD_FORMATS)))


def heading_form(style: LanguageStyle) -> Heading:
    """The heading form of a language in Word's terms."""
    before, _, rest = style.heading.rpartition("{label}")
    between, _, tail = rest.partition("{heading}") if "{heading}" in rest else (" ", "", "")
    if style.heading_layout == "stacked" or "\n" in between:
        return Heading(before, "", "nothing", "\n", tail)
    cut = re.split(r"(\s+)", between, maxsplit=1)
    if len(cut) == 1:
        return Heading(before, "", "nothing", between, tail)
    trail, space, glue = cut
    after = {" ": "space", "\t": "tab"}.get(space, "nothing")
    return Heading(before, trail, after, (space if after == "nothing" else "") + glue, tail)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


@cache
def _spelled(digits: str) -> Mapping[str, int]:
    return {spell(digits, number): number for number in range(1, _MOST + 1)}
