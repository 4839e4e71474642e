"""On which page a thing comes, so that a list of contents is right that nobody has had Word compute.

Paragraphs and rows go by in order. Of two spaces that meet the larger is shown; above the first paragraph of a page there is none,
but there is inside a row. Two lines of a paragraph stand together at least. What is kept with the next goes over with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

_NEAR = 0.05  # points by which sums of rounded lengths may be off
_HANGS = 0.5  # points of the rule below the last row of a page that may stand below the text


@dataclass(slots=True)
class Spot:
    """The page on which something begins; known for certain once what it is kept with has come."""

    page: int


@dataclass(frozen=True, slots=True)
class Lines:
    """A paragraph: its lines, and the space above and below. Lengths are points."""

    count: int
    line: float
    before: float = 0.0
    after: float = 0.0

    @property
    def height(self) -> float:
        """The height of its lines."""
        return self.count * self.line

    def fit(self, room: float) -> int:
        """How many of its lines come before the end of a page: all, or at least two that leave two."""
        count = self.part(room)
        if count == self.count:
            return count
        return 0 if min(count, self.count - 2) < 2 else min(count, self.count - 2)

    def part(self, room: float) -> int:
        """How many of its lines have room."""
        return min(max(int((room + _NEAR) // self.line), 0), self.count) if self.line else self.count


Cell = tuple[Lines, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, as high as its highest cell and at least `least`, with `extra` for its rules and the like.

    One that is not `whole` may go over in the middle; there even one line may part from the others.
    """

    cells: Sequence[Cell]
    whole: bool = True
    least: float = 0.0
    extra: float = 0.0

    @property
    def height(self) -> float:
        """The height of the row."""
        return max((*map(_stacked, self.cells), self.least)) + self.extra

    def fits(self, room: float) -> bool:
        """Whether the whole row comes before the end of a page."""
        return self.height - min(self.extra, _HANGS) <= room + _NEAR


def _stacked(cell: Cell) -> float:
    """The height of the paragraphs of a cell."""
    total = below = 0.0
    for part in cell:
        total += max(part.before, below) + part.height
        below = part.after
    return total + below


@dataclass(slots=True)
class _Waiting:
    """What waits for the thing that it is kept with. `head` is the height of the rows that its table repeats on every page."""

    thing: Lines | Row
    head: float
    spot: Spot


@dataclass(slots=True)
class Pages:
    """Counts pages of a height while things go by."""

    height: float
    page: int = 1
    head: float = 0.0  # the height of the rows that the table being written repeats on every page
    _used: float = 0.0
    _below: float = 0.0  # the space below the last paragraph, which shows only where another follows
    _waiting: list[_Waiting] = field(default_factory=list)

    def add(self, thing: Lines | Row, *, keep: bool = False) -> Spot:
        """A paragraph outside tables or a row of one comes; gives back where it begins. `keep` ties it to what follows."""
        spot = Spot(self.page)
        self._waiting.append(_Waiting(thing, self.head, spot))
        if not keep:
            self._settle()
        return spot

    def turn(self) -> None:
        """A new page begins, unless this one is still empty."""
        self._settle()
        if self._used:
            self._over(0.0)

    def _over(self, used: float) -> None:
        self.page += 1
        self._used, self._below = used, 0.0

    def _settle(self) -> None:
        """Place what waits: here if all of it fits, of the last at least its first lines; else on a new page."""
        waiting, self._waiting = self._waiting, []
        if waiting and self._used > waiting[0].head and not self._fits([each.thing for each in waiting]):
            self._over(waiting[0].head)
        for each in waiting:
            each.spot.page = self._place(each.thing, each.head)

    def _fits(self, things: Sequence[Lines | Row]) -> bool:
        used, below = self._used, self._below
        for thing in things[:-1]:
            used, below = self._after(thing, used, below)
        return self._begins(things[-1], used, below)

    def _begins(self, thing: Lines | Row, used: float, below: float) -> bool:
        """Whether the first lines of a thing still come on a page that is filled so far."""
        if isinstance(thing, Lines):
            room = self.height - used - max(below, thing.before)
            return thing.fit(room) > 0
        room = self.height - used - below
        if thing.fits(room):
            return True
        return not thing.whole and all(cell[0].part(room - cell[0].before - thing.extra) > 0 for cell in thing.cells if cell)

    @staticmethod
    def _after(thing: Lines | Row, used: float, below: float) -> tuple[float, float]:
        """How far a page is filled after a thing that goes on it whole, and the space below that."""
        if isinstance(thing, Row):
            return used + below + thing.height, 0.0
        above = max(below, thing.before) if used else 0.0
        return used + above + thing.height, thing.after

    def _place(self, thing: Lines | Row, head: float) -> int:
        """Put a thing on the page, or from it over to others; gives back the page it begins on."""
        if self._used > head and not self._begins(thing, self._used, self._below):
            self._over(head)
        begun = self.page
        while rest := self._rest(thing, head):
            self._over(head)
            thing = rest
        self._used, self._below = self._after(thing, self._used, self._below)
        return begun

    def _rest(self, thing: Lines | Row, head: float) -> Lines | Row | None:
        """What of a thing does not come on this page any more."""
        if isinstance(thing, Lines):
            return _rest(thing, self.height - self._used - (max(self._below, thing.before) if self._used else 0.0))
        room = self.height - self._used - self._below
        if thing.fits(room) or (thing.whole and thing.height <= self.height - head + _NEAR):
            return None
        cells = [_cut(cell, room - thing.extra) for cell in thing.cells]
        return Row(cells, whole=False, extra=thing.extra) if any(cells) and cells != list(thing.cells) else None


def _rest(part: Lines, room: float) -> Lines | None:
    """The lines of a paragraph that do not come in some room."""
    count = part.fit(room)
    return Lines(part.count - count, part.line, 0.0, part.after) if 0 < count < part.count else None


def _cut(cell: Cell, room: float) -> Cell:
    """The paragraphs of a cell, and their lines, that do not come in some room."""
    used = below = 0.0
    for place, part in enumerate(cell):
        above = max(part.before, below)
        count = part.part(room - used - above)
        if count < part.count:
            rest = Lines(part.count - count, part.line, part.before if count == 0 else 0.0, part.after)
            return (rest, *cell[place + 1 :])
        used += above + part.height
        below = part.after
    return ()
