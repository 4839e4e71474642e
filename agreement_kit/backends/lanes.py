"""Where the parts of a picture of lanes stand: states as frames below one another, arrows at the right from frame to frame, a key below.

It is drawn in black on white: what tells the arrows apart is the line, not a colour. Lengths are points, from the top left corner.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from agreement_kit.backends.letters import is_wide, rough
from agreement_kit.document import Lane, Language, Picture, Wording, plain

SIZE = 7.5  # of the type
LEADING = 1.45  # enough for stacked scripts
PAD = 4.0  # between a frame and what is in it
GAP = 9.0  # between two states: the border
CHANNEL = 17.0  # from one arrow to the next
CHANNELS = 0.3  # of the width, at most, for all arrows
APART = 13.0  # from one arrow to the next where they leave a state, at most
DOT = 5.5  # radius of the number at the tail of an arrow
SAMPLE = 26.0  # length of the line before an entry of the key
CASING = 1.2  # of white at either side of an arrow that passes over another
ABREAST = 2  # places side by side in a state
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")  # what neither a page nor a file can hold
Line: TypeAlias = Literal["solid", "dashed", "double"]


@dataclass(frozen=True, slots=True)
class Said:
    """Words in one language, cut into lines."""

    language: Language
    rows: tuple[str, ...]
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A box or, when `round`, a circle with words in it. `weight` is the thickness of its line, 0 for none."""

    x: float
    y: float
    width: float
    height: float
    said: tuple[Said, ...] = ()
    weight: float = 0.5
    round: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line; an arrow has its point at the second end."""

    x1: float
    y1: float
    x2: float
    y2: float
    line: Line
    arrow: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn, the lower first: arrows begin behind the frames they leave. The key begins at the height `key`."""

    width: float
    height: float
    strokes: tuple[Stroke, ...]
    frames: tuple[Frame, ...]
    marks: tuple[Frame, ...]
    key: float

    @property
    def arrows(self) -> Iterator[tuple[Stroke, ...]]:
        """The lines of each arrow; a later one passes over those before it."""
        start = 0
        for end, stroke in enumerate(self.strokes, 1):
            if stroke.arrow:
                yield self.strokes[start:end]
                start = end

    @property
    def parts(self) -> "tuple[Drawing, ...]":
        """The states and, where something crosses a border, the key: a page may end between them."""
        if self.height - self.key < SIZE:
            return (self,)
        strokes, below = ([stroke for stroke in self.strokes if (stroke.y1 >= self.key) is inside] for inside in (False, True))
        marks, entries = ([frame for frame in self.marks if (frame.y >= self.key - DOT) is inside] for inside in (False, True))
        lifted = tuple(replace(stroke, y1=stroke.y1 - self.key, y2=stroke.y2 - self.key) for stroke in below)
        raised = tuple(replace(frame, y=frame.y - self.key) for frame in entries)
        high = self.height - self.key
        return (
            Drawing(self.width, self.key, tuple(strokes), self.frames, tuple(marks), self.key),
            Drawing(self.width, high, lifted, (), raised, high),
        )


def drawing(picture: Picture, languages: Sequence[Language], width: float) -> Drawing:
    """A picture of lanes laid out in a width; each wording in all of `languages`, once where they agree."""
    count = len(picture.crossings)
    step = min(CHANNEL, width * CHANNELS / count) if count else 0.0
    room = width - step * count - 2 * PAD
    frames: list[Frame] = []
    bands: list[tuple[float, float]] = []  # of each lane, its top and its height
    y = 0.5
    for lane in picture.lanes:
        inside = list(_lane(lane, languages, y, room))
        frames += inside
        bands.append((y, inside[0].height))
        y += inside[0].height + GAP
    strokes: list[Stroke] = []
    marks: list[Frame] = []
    heights, key = _heights(picture, bands), y
    for place, crossing in enumerate(picture.crossings):
        x = room + 2 * PAD + step * (place + 1) - DOT - 1.0
        strokes += _arrow(x, room + 2 * PAD, heights[place], crossing.line)
        number = next(iter(dict.fromkeys(crossing.number[tag] for tag in languages)))
        said = (Said(languages[0], (number,), bold=True),)
        marks.append(Frame(x - DOT, heights[place][0] - DOT, 2 * DOT, 2 * DOT, said, round=True))
        left = SAMPLE + 4 * DOT
        words = tuple(_said(crossing.wording, languages, width - left))
        middle = y + PAD / 2 + SIZE * LEADING / 2
        strokes.append(Stroke(3 * DOT, middle, 3 * DOT + SAMPLE - DOT, middle, crossing.line, arrow=True))
        marks.append(Frame(0.5, middle - DOT, 2 * DOT, 2 * DOT, said, round=True))
        marks.append(Frame(left, y, width - left, _height(words) + PAD, words, 0.0))
        y += _height(words) + PAD
    return Drawing(width, y + 1.0, tuple(strokes), tuple(frames), tuple(marks), key)


def _lane(lane: Lane, languages: Sequence[Language], y: float, room: float) -> Iterator[Frame]:
    """The frame of a state, then those of its places."""
    heading = (*_said(lane.heading, languages, room, bold=True), *_each(lane.lines, languages, room))
    top = y + _height(heading) + 2 * PAD
    abreast = min(ABREAST, max(len(lane.boxes), 1))
    wide = (room - PAD * (abreast - 1)) / abreast
    places: list[Frame] = []
    for start in range(0, len(lane.boxes), abreast):
        row = []
        for place, box in enumerate(lane.boxes[start : start + abreast]):
            said = (*_said(box.heading, languages, wide - 2 * PAD, bold=True), *_each(box.lines, languages, wide - 2 * PAD))
            row.append(Frame(PAD + place * (wide + PAD), top, wide, _height(said) + 2 * PAD, said))
        high = max(frame.height for frame in row)
        places += [Frame(frame.x, frame.y, frame.width, high, frame.said) for frame in row]
        top += high + PAD
    yield Frame(0.5, y, room + 2 * PAD - 0.5, top - y, heading, 1.0)
    yield from places


def _heights(picture: Picture, bands: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """At which height each arrow leaves its state and comes to the other: in every state one below the other."""
    ends = [(place, lane) for place, crossing in enumerate(picture.crossings) for lane in (crossing.begins, crossing.ends)]
    found: dict[tuple[int, int], float] = {}
    for lane, (top, high) in enumerate(bands):
        touching = [place for place, of in ends if of == lane]
        apart = min(APART, high / (len(touching) + 1))
        for slot, place in enumerate(touching):
            found[place, lane] = top + high / 2 + (slot - (len(touching) - 1) / 2) * apart
    return [(found[place, crossing.begins], found[place, crossing.ends]) for place, crossing in enumerate(picture.crossings)]


def _arrow(x: float, edge: float, heights: tuple[float, float], line: Line) -> Iterator[Stroke]:
    """From the frame of one state, along the channel at `x`, to that of the other."""
    begins, ends = heights
    yield Stroke(edge, begins, x, begins, line, arrow=False)
    yield Stroke(x, begins, x, ends, line, arrow=False)
    yield Stroke(x, ends, edge, ends, line, arrow=True)


def _each(wordings: Sequence[Wording], languages: Sequence[Language], room: float) -> Iterator[Said]:
    for wording in wordings:
        yield from _said(wording, languages, room)


def _said(wording: Wording, languages: Sequence[Language], room: float, *, bold: bool = False) -> Iterator[Said]:
    texts: dict[str, Language] = {}
    for tag in languages:
        texts.setdefault(_UNSEEN.sub("", plain(wording[tag])), tag)
    yield from (Said(tag, tuple(_rows(text, room)), bold) for text, tag in texts.items() if text)


def _height(said: Sequence[Said]) -> float:
    return sum(len(one.rows) for one in said) * SIZE * LEADING


def _rows(text: str, room: float) -> Iterator[str]:
    """A text cut into lines: between words, and between characters as wide as they are high."""
    line = ""
    for part in _parts(text):
        if line and SIZE * rough(line + part.rstrip()) > room:
            yield line.rstrip()
            line = part.lstrip()
        else:
            line += part
    if line.strip():
        yield line.rstrip()


def _parts(text: str) -> Iterator[str]:
    """The pieces of a text between which a line may end; closing marks stay with what they close."""
    piece = ""
    for character in text:
        closes = unicodedata.category(character) in {"Pe", "Po", "Pf"}
        if piece and not closes and character != " " and _may_end(piece[-1], character):
            yield piece
            piece = ""
        piece += character
    yield piece


def _may_end(before: str, after: str) -> bool:
    opens = unicodedata.category(before) == "Ps"
    return not opens and (before == " " or is_wide(before) or is_wide(after))
