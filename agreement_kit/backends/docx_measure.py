"""How wide words are and on which page they come, near enough for a list of contents that nobody has had Word compute."""

import math
import re

LATIN, NARROW, WIDE = 0.44, 0.33, 1.0  # of the size of the type; wide are Chinese, Japanese and Korean characters
_WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]")
_NONE = re.compile("[\u0300-\u036f\u0bbe-\u0bcd\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b4-\u17d3\u200b-\u200f]")
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


class Pages:
    """Counts pages while blocks go by. Heights are points."""

    def __init__(self, height: float) -> None:
        self.page = 1
        self.height = height
        self._used = 0.0
        self._waiting = 0.0

    def add(self, height: float, line: float, *, keep: bool = False) -> int:
        """A block comes; it may be broken between lines unless it is kept with the next. Gives back the page it begins on.

        The page is not sure while blocks are kept waiting: the whole chain moves to the page of the block that ends it.
        """
        if keep:
            self._waiting += height
            return self.page
        needed = self._waiting + min(height, 2 * line)
        if self._used + needed > self.height and self._used:
            self.turn(waiting=True)
        page = self.page
        self._used += self._waiting + height
        self._waiting = 0.0
        while self._used > self.height:
            self._used -= self.height
            self.page += 1
        return page

    def turn(self, *, waiting: bool = False) -> None:
        """A new page begins, unless this one is still empty."""
        if not waiting:
            self._used += self._waiting
            self._waiting = 0.0
        if self._used:
            self.page += 1
            self._used = 0.0
