"""Numerals: the digits and letters that number provisions, and numbers spelled out in words by rules that a language gives as data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
STYLES = ("decimal", "full_width", "lower_letter", "upper_letter", "lower_roman", "upper_roman")
_FULL_WIDTH = "".join(chr(0xFF10 + n) for n in range(10))


def digits(n: int, style: str, own_digits: Mapping[str, str] | None = None, own_letters: Mapping[str, Sequence[str]] | None = None) -> str:
    """A whole number in a style: one of STYLES, or a style of the language (ten digits, or a row of letters).

    digits(3, "lower_roman") is "iii". After the last letter the letters double, as in Word: z, aa, bb.
    Raises ValueError for what a style cannot write.
    """
    if style == "decimal":
        return str(n)
    if style == "full_width":
        return write_digits(str(n), _FULL_WIDTH)
    if own_digits and style in own_digits:
        return write_digits(str(n), own_digits[style])
    if n < 1:
        raise ValueError(f"{n} cannot be written in the style '{style}'; it begins at 1")
    if style.endswith("_roman"):
        return _case(_roman(n), style)
    if style.endswith("_letter"):
        return _case(_letter(n, _LATIN), style)
    if own_letters and style in own_letters:
        return _letter(n, own_letters[style])
    raise ValueError(f"'{style}' is not a style of digits")


def write_digits(text: str, ten: str) -> str:
    """A text with its Latin digits replaced by the ten digits given; everything else stays."""
    return text.translate(str.maketrans("0123456789", ten))


def _case(text: str, style: str) -> str:
    return text.upper() if style.startswith("upper") else text


def _letter(n: int, letters: Sequence[str]) -> str:
    times, index = divmod(n - 1, len(letters))
    return letters[index] * (times + 1)


def _roman(n: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        times, n = divmod(n, value)
        text += letters * times
    return text


@dataclass(frozen=True, slots=True)
class SpellingRule:
    """From a number on: how often `by` goes into the number ({times}), what is left ({rest}), and the words around them."""

    start: int
    by: int
    words: str


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a language spells numbers: words for the first ones (from zero), rules for the rest, and words for point and minus."""

    first: tuple[str, ...]
    rules: tuple[SpellingRule, ...]
    point: str
    minus: str


def spelled(n: int | Decimal, spelling: Spelling) -> str:
    """A number in words. Digits after the point are read out one by one."""
    if n < 0:
        return f"{spelling.minus} {spelled(-n, spelling)}"
    whole, _, fraction = f"{Decimal(n):f}".partition(".")
    words = _whole(int(whole), spelling)
    if fraction:
        words = " ".join([words, spelling.point, *(spelling.first[int(digit)] for digit in fraction)])
    return words


def _whole(n: int, spelling: Spelling) -> str:
    if n < len(spelling.first):
        return spelling.first[n]
    rule = max((rule for rule in spelling.rules if rule.start <= n), key=lambda rule: rule.start)
    times, rest = divmod(n, rule.by)
    words = rule.words.format(times=_whole(times, spelling) if times else "", rest=_whole(rest, spelling) if rest else "")
    return words.strip()
