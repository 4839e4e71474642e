"""What no line of a cell is to end inside, though a script without spaces stands before it: an address, or a bracket to write in.

Word begins a new line there by itself; LibreOffice 7.4 knows no place to end a line between 、 and a letter, and breaks the address.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from agreement_kit.backends.docx.measure import em, lines
from agreement_kit.document import Inline, Reference, Text, plain

_HELD = re.compile(r"[!-~]+@[!-~]+|（[^（）\n]*…[^（）\n]*）")
_ROOMS = (1.0, 0.96)  # of a line: in other fonts a little less goes on it


def held(parts: tuple[Inline, ...], room: float) -> tuple[Inline, ...]:
    """A wording in so many ems with a line break before each of these that would not end on the line it begins on."""
    text = plain(parts)
    breaks: list[int] = []
    for found in _HELD.finditer(text):
        begun, place = (breaks or [0])[-1], found.start()
        if place > begun and not text[place - 1].isspace() and em(found[0]) <= room and _over(text[begun:place], found[0], room):
            breaks.append(place)
    return tuple(_broken(parts, breaks)) if breaks else parts


def _over(before: str, after: str, room: float) -> bool:
    """Whether one text after another begins or ends on a further line."""
    return any(lines(before + after, room * part, 1.0) > lines(before, room * part, 1.0) for part in _ROOMS)


def _broken(parts: Sequence[Inline], breaks: Sequence[int]) -> Iterator[Inline]:
    """The parts with line breaks at some places in their text; at the beginning of a part the break stands outside it."""
    begun = 0
    for part in parts:
        ends = begun + len(part.text)
        if begun in breaks:
            yield Text("\n")
        inside = [place - begun for place in breaks if begun < place < ends]
        if inside and not isinstance(part, Reference):
            edges = [0, *inside, len(part.text)]
            yield replace(part, text="\n".join(part.text[a:b] for a, b in pairwise(edges)))
        else:
            yield part
        begun = ends
