"""How wide words are and on which page they come, near enough for a list of contents that nobody has had Word compute."""

import math
import re
from dataclasses import dataclass

LATIN, NARROW, WIDE = 0.43, 0.33, 1.0  # of the size of the type; wide are Chinese, Japanese and Korean characters
_WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]")
_NONE = re.compile(
    "[\u0300-\u036f\u0bbe-\u0bcd\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b4-\u17d3\u200b-\u200f]"
)
_FITS = 0.97  # lines are broken at words, so they are not quite full


def em(text: str) -> float:
    """The width of a text as a multiple of its size."""
    if text.isascii():
        return LATIN * len(text)
    wide = len(_WIDE.findall(text))
    return WIDE * wide + LATIN * (len(text) - wide - len(_NONE.findall(text)))


def label(text: str) -> float:
    """The width of a label, which is short and has many narrow characters."""
    return sum(NARROW if character in "().,ijlftr" else em(character) for character in text)


def lines(text: str, width: float, size: float) -> int:
    """How many lines a text takes in a column; `width` and `size` in points."""
    room = max(width, size) * _FITS
    return sum(max(1, math.ceil(em(part) * size / room)) for part in text.split("\n"))


@dataclass(slots=True)
class Spot:
    """The page on which something begins; known for certain once what it is kept with has come."""

    page: int


class Pages:
    """Counts pages while blocks go by. Heights are points."""

    def __init__(self, height: float) -> None:
        self.height = height
        self.page = 1
        self._used = 0.0
        self._kept = 0.0
        self._waiting: list[Spot] = []

    def add(self, height: float, line: float, *, keep: bool = False) -> Spot:
        """A block comes; two of its lines must fit, and with them all that is kept with it."""
        self._waiting.append(Spot(self.page))
        spot = self._waiting[-1]
        if keep:
            self._kept += height
            return spot
        if self._used and self._used + self._kept + min(height, 2 * line) > self.height:
            self.page += 1
            self._used = 0.0
        self._settle(height)
        return spot

    def turn(self) -> None:
        """A new page begins, unless this one is still empty."""
        self._settle(0.0)
        if self._used:
            self.page += 1
            self._used = 0.0

    def _settle(self, height: float) -> None:
        for spot in self._waiting:
            spot.page = self.page
        self._waiting.clear()
        self._used += self._kept + height
        self._kept = 0.0
        while self._used > self.height:
            self._used -= self.height
            self.page += 1
