"""Where a line may not end: inside a katakana word of a narrow cell, before a slash, just before the end, in a part of an address."""

import re
from collections.abc import Iterator

from agreement_kit.backends.html import measure

LONGEST = 11.0  # ems; longer words (hashes, addresses) are broken rather than given the room
WHOLE = 20.0  # ems; longer addresses are always broken
TAIL = 3  # wide characters that no line end parts from one another at the end of a cell
SHORT = 5  # wide characters that stand on one line where they are all there is

_KATAKANA = "[\u30a1-\u30fa\u30fc]"
_WIDE = "[^\\s\u0000-\u02ff]"
_HAN = "[\u4e00-\u9fff]"
_HELD = re.compile(
    "("
    rf"^{_WIDE}{{2,{SHORT}}}$"
    rf"|(?:[（(]?[^\s\u0000-\u02ff、（）…]{{1,2}}|[A-Za-z.]{{1,12}} )…{{3,}}[）)]?"  # what to write, and the dots to write it on
    rf"|{_KATAKANA}{{2,}}(?:[\u30fb\uff0f]|{_WIDE}{{0,{TAIL - 1}}}$|{_HAN}(?=[\u3041-\u309f]))?"
    rf"|\S\uff0f|{_HAN}{{{TAIL + 1}}}$|{_WIDE}{{2,{TAIL}}}$"
    ")"
)
_END = re.compile(rf"{_WIDE}{{{TAIL}}}$")
_ADDRESS = re.compile(r"([^\s@、，（）()<>]+@[^\s@、，（）()<>]+)", re.ASCII)
_STOPS = re.compile(r"(?<=[@.])(?=.)")
_HYPHEN = re.compile(r"(?<=-)")


def addresses(text: str) -> Iterator[tuple[str, bool]]:
    """A text cut at its e-mail addresses, and whether a piece is one."""
    yield from ((piece, place % 2 == 1) for place, piece in enumerate(_ADDRESS.split(text)) if piece)


def stops(address: str) -> list[str]:
    """The pieces of an e-mail address: a line may end after its @ and its dots."""
    return _STOPS.split(address)


def held(text: str) -> Iterator[tuple[str, bool]]:
    """The text of a narrow cell cut up, and whether a line may not end in a piece."""
    for place, piece in enumerate(_HELD.split(text)):
        if piece:
            yield piece, place % 2 == 1 and fits(piece)


def ended(text: str) -> tuple[str, str]:
    """The text of a paragraph, and its last wide characters, which no line end parts from one another."""
    end = _END.search(text)
    return (text[: end.start()], end[0]) if end else (text, "")


def fits(piece: str) -> bool:
    """Whether there is room for a piece on one line of every column."""
    return measure.ems(piece) <= LONGEST


def longest(text: str) -> float:
    """The width in ems of the longest word of a cell that stands on one line."""
    return max((measure.ems(word) for word in _words(text) if fits(word)), default=0.0)


def address(text: str) -> float:
    """The width in ems of the longest e-mail address of a cell, of such as may stand on one line."""
    found = (measure.ems(piece) for piece, is_address in addresses(text) if is_address)
    return max((wide for wide in found if wide <= WHOLE), default=0.0)


def _words(text: str) -> Iterator[str]:
    for piece, is_address in addresses(text):
        if is_address:
            yield from stops(piece)
            continue
        for part, whole in held(piece):
            for word in part.split():
                yield from (word,) if whole else word[:1] if measure.is_wide(word) else _HYPHEN.split(word)
