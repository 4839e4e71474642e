"""How wide words are and how many lines they take, from the widths of the usual letters: no font of the machine is read."""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from agreement_kit.backends.docx.xml import unbroken

NARROW, WIDE, BOLD = 0.33, 1.0, 1.06  # of the size of the type; wide are Chinese, Japanese and Korean characters; bold to plain, about
_ANY = 0.5  # other letters
# The printable ASCII characters in thousandths of the size of the type, as Times has them: the usual letter of Word files.
_ASCII = (
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
    556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500,
    500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
)  # fmt: skip
_ASCII_BOLD = (
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778,
    611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500,
    556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
)  # fmt: skip
_OTHERS = {
    "\u00a0": 0.25, "\u202f": 0.125, "“": 0.444, "”": 0.444, "‘": 0.333, "’": 0.333, "–": 0.5, "—": 1.0, "…": 1.0, "‹": 0.333, "›": 0.333,
    "•": 0.35, "·": 0.25, "●": 0.604, "°": 0.4, "\u2011": 0.333, "×": 0.564,
}  # fmt: skip
_PLAIN = {chr(32 + place): width / 1000 for place, width in enumerate(_ASCII)} | _OTHERS
_BOLD = {chr(32 + place): width / 1000 for place, width in enumerate(_ASCII_BOLD)} | _OTHERS | {"“": 0.5, "”": 0.5}
_CJK = "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003ffff"
_NONE = re.compile(
    "[\u0300-\u036f\u0bbe-\u0bcd\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b4-\u17d3\u200b-\u200f\u2060]"
)
_IS_WIDE = re.compile(f"[{_CJK}]")
# Wide characters that no line ends with, and that none begins with.
JOINED = "\u2060"  # stands where a blank begins: there LibreOffice sets no scripts apart
_OPENS = "（「『【〔〈《［｛"
_CLOSES = "、。，．・：；？！゛゜ヽヾゝゞ々ー〉》」』】〕）］｝ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％℃"
_WORD = f"[^ \t\\-–—{JOINED}{_CJK}]+[\\-–—]*|[\\-–—]+"
_UNIT = re.compile(f"[ \t]+|{JOINED}|[{_OPENS}]*(?:[{_CJK}]|{_WORD})[{_CLOSES}]*")
_PIECE = re.compile(f"[{_CJK}]+|[ \t]+|[^ \t\\-{_CJK}]+-*|-+")
_SCRIPTS = re.compile(f"[{_CJK}]+|[^{_CJK}]+")
_NEAR = 0.003  # ems by which programs, who round the width of each letter, come to shorter lines
_BESIDE = 0.2  # ems that programs put between Han characters and Latin letters or digits


@lru_cache(maxsize=20_000)
def em(text: str, *, bold: bool = False) -> float:
    """The width of a text as a multiple of its size."""
    widths = _BOLD if bold else _PLAIN
    return sum(widths.get(character) or _other(character, widths) for character in _NONE.sub("", text))


def _other(character: str, widths: dict[str, float]) -> float:
    if _IS_WIDE.match(character):
        return WIDE
    return widths.get(unicodedata.normalize("NFD", character)[0], _ANY)  # a letter with a mark is as wide as without


def label(text: str) -> float:
    """The width of a label, which is short and has many narrow characters."""
    return sum(NARROW if character in "().,ijlftr" else em(character) for character in text)


@lru_cache(maxsize=20_000)
def lines(text: str, width: float, size: float, *, bold: bool = False, more: float = 0.0) -> int:
    """How many lines a text takes in a column; `width` and `size` in points. `more` are ems that its first words take besides."""
    room = max(width / size, 1.0)
    return sum(_lines(part, room, 0.0 if place else more, bold=bold) for place, part in enumerate(unbroken(text).split("\n")))


def _lines(text: str, room: float, more: float, *, bold: bool) -> int:
    """The lines of one paragraph, broken between words, and between any two Han characters that may part; `room` in ems."""
    count, used, space, before = 1, more, 0.0, " "
    for unit in _UNIT.findall(text):
        if unit[0] in f" \t{JOINED}":
            space += em(unit, bold=bold)
            before = " "
            continue
        long = _wide(unit, bold=bold)
        apart = _BESIDE if _parted(before, unit[0]) else 0.0
        before = unit[-1]
        if used and used + space + apart + long > room + _NEAR:
            count, used = count + 1, 0.0
        else:
            used += space + apart
        count += int(long // room)
        used += long % room if long > room else long
        space = 0.0
    return count


@lru_cache(maxsize=20_000)
def _wide(unit: str, *, bold: bool) -> float:
    """The width of what no line ends in, with what stands between its scripts."""
    parts = _SCRIPTS.findall(unit)
    apart = sum(_BESIDE for one, other in pairwise(parts) if _parted(one[-1], other[0]))
    return em(unit, bold=bold) + apart


@lru_cache(maxsize=20_000)
def _parted(one: str, other: str) -> bool:
    """Whether programs set two characters a little apart: a Han character and a letter or digit of another script."""
    return bool(_IS_WIDE.match(one)) != bool(_IS_WIDE.match(other)) and one.isalnum() and other.isalnum()


def unbreakable(text: str) -> float:
    """The width in ems of the longest part of a text that no line may end in."""
    return max((WIDE if _IS_WIDE.match(unit) else em(unit) for unit in _PIECE.findall(unbroken(text).replace("\n", " "))), default=0.0)
