"""Where a line may not end: in a phrase, between a number and what it counts, just before the end, in a part of an address."""

import re
from collections.abc import Iterator
from math import ceil
from typing import TypeAlias

from agreement_kit.backends import letters
from agreement_kit.backends.phrases import counted, cut, phrases

Span: TypeAlias = tuple[int, int]

LONGEST = 11.0  # ems; longer words (hashes, addresses) are broken rather than given the room
USUAL = 8.0  # ems; a longer phrase widens no column
WHOLE = 20.0  # ems; longer addresses are always broken
TAIL = 3  # wide characters that no line end parts from one another at the end of a cell
SHORT = 5  # wide characters that stand on one line where they are all there is

_KATAKANA = "[\u30a1-\u30fa\u30fc]"
_WIDE = "[^\\s\u0000-\u02ff]"
_HAN = "[\u4e00-\u9fff]"
_DOTTED = r"(?:[（(]?[^\s\u0000-\u02ff、（）…]{1,2}|[A-Za-z.]{1,12} )…{3,}[）)]?"  # what to write, and the dots to write it on
_SOME = r"(?<![\w.,\u2013-])\d[\d.,]* [^\W\d_\u0300-\uffff]+"  # a number and the word behind it
_NAMED = r"\b[A-Z]\w* \d[\d.,]*"  # a name and its number, which counts nothing
_FIRST = re.compile(rf"^{_WIDE}{{2,{SHORT}}}$|{_DOTTED}|(?:{_NAMED}|{_SOME})\uff0f?")
_STANDS = re.compile(rf"{_DOTTED}|{_SOME}")
_HELD = re.compile(
    "("
    rf"^{_WIDE}{{2,{SHORT}}}$|{_DOTTED}"
    rf"|{_KATAKANA}{{2,}}(?:[\u30fb\uff0f]|{_WIDE}{{0,{TAIL - 1}}}$|{_HAN}(?=[\u3041-\u309f]))?"
    rf"|{_HAN}{{{TAIL + 1}}}$|{_WIDE}{{2,{TAIL}}}$"
    rf"|(?:{_HAN}{{2,3}}(?!{_HAN})|{_HAN}{{2}})\uff0f?|\S\uff0f"  # most words of Han characters are of two
    ")"
)
_END = re.compile(rf"{_WIDE}{{{TAIL}}}$")
_RANGE = re.compile(r"\d[\d.,]*[\u2013\u301c\uff5e-]\d+(?:[.,]\d+)*")
_QUOTED = re.compile("「[^「」]*」")
_ADDRESS = re.compile(r"([^\s@、，（）()<>]+@[^\s@、，（）()<>]+)", re.ASCII)
_STOPS = re.compile(r"(?<=[@.])(?=.)")
_HYPHEN = re.compile(r"(?<=-)")


def addresses(text: str) -> Iterator[tuple[str, bool]]:
    """A text cut at its e-mail addresses, and whether a piece is one."""
    yield from ((piece, place % 2 == 1) for place, piece in enumerate(_ADDRESS.split(text)) if piece)


def stops(address: str) -> list[str]:
    """The pieces of an e-mail address: a line may end after its @ and its dots."""
    return _STOPS.split(address)


def in_cell(text: str, room: float) -> Iterator[Span]:
    """Where no line ends in the text of a cell so many ems wide: in phrases and quoted names with room, and in the words of others."""
    yield from _ranges(text, room)
    yield from (match.span() for match in _QUOTED.finditer(text) if fits(match[0], min(room, LONGEST)))
    place = 0
    for piece in _pieces(text, room):
        bare = piece.rstrip()
        if _stands(bare) and fits(bare, room):
            yield place, place + len(bare)
        elif letters.is_wide(bare):
            yield from ((place + start, place + end) for start, end in _words_in(bare, room))
        place += len(piece)


def in_paragraph(text: str) -> Iterator[Span]:
    """Where no line ends in a paragraph: in a number with what it counts, in a name, and in its last wide characters."""
    yield from counted(text)
    yield from _ranges(text, LONGEST)
    end = _END.search(text)
    yield from (end.span(),) if end else ()


def _ranges(text: str, room: float) -> Iterator[Span]:
    """Where one number stands before another with a dash between them, as years do."""
    yield from (match.span() for match in _RANGE.finditer(text) if fits(match[0], room))


def _pieces(text: str, room: float) -> list[str]:
    """The phrases of a text. What is left of its last line is more than a character: a short end goes with the phrase before it."""
    found: list[str] = []
    place = 0
    for match in _FIRST.finditer(text):
        found += [*phrases(text[place : match.start()]), match[0]]
        place = match.end()
    found += phrases(text[place:])
    found = [part for piece in found for part in ([piece] if fits(piece.rstrip(), room) else cut(piece))]
    while len(found) > 1 and letters.is_wide(found[-1]) and len(found[-1].rstrip()) < TAIL and fits(found[-2] + found[-1].rstrip(), room):
        found[-2:] = [found[-2] + found[-1]]
    return found


def _stands(piece: str) -> bool:
    """Whether a piece is to stand on one line, which words of letters do anyway."""
    return letters.is_wide(piece) or _STANDS.fullmatch(piece) is not None


def _words_in(phrase: str, room: float) -> Iterator[Span]:
    yield from (match.span() for match in _HELD.finditer(phrase) if fits(match[0], room))


def _held(text: str) -> Iterator[tuple[str, bool]]:
    """The text of a cell cut up, and whether a piece has its room in every column."""
    for place, piece in enumerate(_HELD.split(text)):
        if piece:
            yield piece, place % 2 == 1 and fits(piece)


def fits(piece: str, room: float = LONGEST) -> bool:
    """Whether there is room for a piece on one line, of every column or of one so many ems wide."""
    return letters.ems(piece) <= room


def phrase(text: str) -> float:
    """The width in ems of the longest phrase of a cell, of such as are not unusually long."""
    found = (letters.ems(piece.rstrip()) for piece in _pieces(text, USUAL) if _stands(piece.rstrip()))
    return max((wide for wide in found if wide <= USUAL), default=0.0)


def lines(text: str, room: float) -> int:
    """The lines that a text fills where each is so many ems wide and ends between phrases."""
    if not letters.is_wide(text):
        return ceil(letters.ems(text) / room)
    count, end = 1, 0.0
    for wide in map(letters.ems, phrases(text)):
        end += wide
        if end > room:
            count += ceil(wide / room)
            end = wide % room
    return count


def head(text: str) -> float:
    """The width in ems that the head of a column needs to stand on two lines."""
    pieces = _pieces(text, USUAL) if letters.is_wide(text) else [f"{word} " for word in text.split()]
    parted = (("".join(pieces[:place]), "".join(pieces[place:])) for place in range(1, len(pieces) + 1))
    return min((max(letters.ems(line.rstrip()) for line in lines) for lines in parted), default=0.0)


def longest(text: str) -> float:
    """The width in ems of the longest word of a cell that stands on one line."""
    return max((letters.ems(word) for word in _words(text) if fits(word)), default=0.0)


def address(text: str) -> float:
    """The width in ems of the longest e-mail address of a cell, of such as may stand on one line."""
    found = (letters.ems(piece) for piece, is_address in addresses(text) if is_address)
    return max((wide for wide in found if wide <= WHOLE), default=0.0)


def _words(text: str) -> Iterator[str]:
    for piece, is_address in addresses(text):
        if is_address:
            yield from stops(piece)
            continue
        for part, whole in _held(piece):
            for word in part.split():
                yield from (word,) if whole else word[:1] if letters.is_wide(word) else _HYPHEN.split(word)
