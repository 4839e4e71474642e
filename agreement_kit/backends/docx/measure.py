"""How wide words are and on which page they come, near enough for a list of contents that nobody has had Word compute."""

import re
from dataclasses import dataclass
from functools import lru_cache

NARROW, WIDE, BOLD = 0.33, 1.0, 1.06  # of the size of the type; wide are Chinese, Japanese and Korean characters; bold to plain
_ANY = 0.5  # other letters
# The printable ASCII characters in thousandths of the size of the type, as Times has them: the usual letter of Word files.
_ASCII = (
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
    556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500,
    500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
)  # fmt: skip
_LETTERS = {chr(32 + place): width / 1000 for place, width in enumerate(_ASCII)} | {
    "\u00a0": 0.25, "\u202f": 0.125, "“": 0.444, "”": 0.444, "‘": 0.333, "’": 0.333, "—": 1.0, "…": 1.0, "‹": 0.333, "›": 0.333,
}  # fmt: skip
_CJK = "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003ffff"
_NONE = re.compile(
    "[\u0300-\u036f\u0bbe-\u0bcd\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b4-\u17d3\u200b-\u200f]"
)
_TOKEN = re.compile(f"[{_CJK}]+|[ \t]+|[^ \t\\-{_CJK}]+-*|-+")
_IS_WIDE = re.compile(f"[{_CJK}]")
_KERNED = 0.1  # ems by which a line is shorter than its letters
_BESIDE = 0.25  # ems that programs put between Han characters and Latin letters or digits


@lru_cache(maxsize=20_000)
def em(text: str) -> float:
    """The width of a text as a multiple of its size."""
    return sum(_LETTERS.get(character) or (WIDE if _IS_WIDE.match(character) else _ANY) for character in _NONE.sub("", text))


def label(text: str) -> float:
    """The width of a label, which is short and has many narrow characters."""
    return sum(NARROW if character in "().,ijlftr" else em(character) for character in text)


def lines(text: str, width: float, size: float) -> int:
    """How many lines a text takes in a column; `width` and `size` in points."""
    room = max(width / size, 1.0) + _KERNED
    return sum(_lines(part, room) for part in text.split("\n"))


def _lines(text: str, room: float) -> int:
    """The lines of one paragraph, broken between words, and between any two Han characters; `room` in ems."""
    count, used, before = 1, 0.0, ""
    for token in _TOKEN.findall(text):
        if token[0] in " \t":
            used += em(token)
            before = " "
            continue
        wide = bool(_IS_WIDE.match(token))
        used += _BESIDE if before and before != " " and wide != bool(_IS_WIDE.match(before)) else 0.0
        before = token[-1]
        if wide:
            fits = max(int(room - used), 0)
            more = len(token) - fits
            if more > 0:
                full = max(int(room), 1)
                count += -(-more // full)
                used = float(more - (-(-more // full) - 1) * full)
            else:
                used += len(token)
            continue
        long = em(token)
        if used and used + long > room:
            count, used = count + 1, 0.0
        count += int(long // room)
        used += long % room if long > room else long
    return count


def unbreakable(text: str) -> float:
    """The width in ems of the longest part of a text that no line may end in."""
    return max((WIDE if _IS_WIDE.match(token) else em(token) for token in _TOKEN.findall(text.replace("\n", " "))), default=0.0)


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
        self._lead = 0.0
        self._waiting: list[Spot] = []

    def add(self, height: float, line: float, *, keep: bool = False, whole: bool = False, lead: float = 0.0) -> Spot:
        """A block comes; two of its lines must fit, or all of it when it is `whole`, and with them all that is kept with it.

        `lead` is the space above it, which vanishes where a page begins.
        """
        if not self._waiting:
            self._lead = lead
        self._waiting.append(Spot(self.page))
        spot = self._waiting[-1]
        if keep:
            self._kept += height
            return spot
        if self._used and self._used + self._kept + (height if whole else min(height, 2 * line)) > self.height:
            self.page += 1
            self._used = -self._lead
        self._settle(height, line)
        return spot

    def turn(self) -> None:
        """A new page begins, unless this one is still empty."""
        self._settle(0.0, 1.0)
        if self._used:
            self.page += 1
            self._used = 0.0

    def _settle(self, height: float, line: float) -> None:
        for spot in self._waiting:
            spot.page = self.page
        self._waiting.clear()
        self._used += self._kept + height
        self._kept = 0.0
        while self._used > self.height:
            over = self._used - self.height
            self._used = line * -(-over // line) if line else over  # lines go over whole
            self.page += 1
