"""What a page shows, as plain values for the templates: words and roles in reading order, no markup."""

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from agreement_kit.backends import letters
from agreement_kit.backends.abreast import abreast
from agreement_kit.backends.html import breaks, measure
from agreement_kit.document import Language

LONG_LINK = 28  # halves of a Han character
_MARK = re.compile("(‹[^›]*›)")
_NUMBER = re.compile("([^\\s、，,]?[0-9\uff10-\uff19]+[^\\s、，,]?)")


@dataclass(frozen=True, slots=True)
class Part:
    """A run of words. `number` is the label within a heading; a link has the `anchor` it leads to.

    No line ends in a `whole` part, nor in an `address` that a line has room for; one may at a `stop`. A `whole` that is more than
    words has `parts`.
    """

    role: Literal["text", "fill", "open", "term", "link", "number", "whole", "address", "stop"]
    text: str
    anchor: str = ""
    parts: tuple["Part", ...] = ()

    @property
    def long(self) -> bool:
        """Whether a line may end in this link: no narrow column could hold it whole."""
        return measure.width(self.text) > LONG_LINK

    @property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """The words of a long link, and whether a line may not end in them: in a number, or beside it."""
        cut = _NUMBER.split(self.text)
        return tuple((text, place % 2 == 1) for place, text in enumerate(cut) if text)

    @property
    def stops(self) -> tuple[tuple[str, bool], ...]:
        """The pieces of an address between which a line may end, and whether none may end in them."""
        return tuple((piece, breaks.fits(piece)) for piece in breaks.stops(self.text))

    @property
    def on_one_line(self) -> bool:
        """Whether an address goes to the next line whole."""
        return letters.ems(self.text) <= breaks.WHOLE

    @property
    def around(self) -> tuple[tuple[str, bool], ...]:
        """The words of an open blank, and whether they are its mark; its unit may stand beside that."""
        return tuple((text, place % 2 == 1) for place, text in enumerate(_MARK.split(self.text)) if text)


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of one language.

    `label` is the number that hangs before them.
    """

    language: Language
    parts: tuple[Part, ...]
    label: str = ""

    @property
    def tabbed(self) -> bool:
        """Whether this is a heading that begins with a number and a space: "Article 5. Liability", not 第5条（責任）."""
        return len(self.parts) > 1 and self.parts[0].role == "number" and self.parts[1].text.isspace()


Stack: TypeAlias = tuple[Cell, ...]  # languages below one another; words that are the same in several stand once


@dataclass(frozen=True, slots=True)
class Row:
    """A heading or paragraph in all languages side by side, or a note.

    `group` is main, or the kind of a provision outside the articles, numbered in a way of its own. `keep` holds a row together with
    the next; `tall` lets a page end in it; `lines` is the least number of lines it fills.
    """

    role: Literal["heading", "text", "note"]
    cells: tuple[Cell, ...] = ()
    anchor: str = ""
    level: int = 0
    group: str = "main"
    keep: bool = False
    tall: bool = False
    lines: int = 0
    notes: tuple[str, ...] = ()

    @property
    def numbered(self) -> bool:
        """Whether a number hangs before the words."""
        return any(cell.label for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Flow:
    """Rows below one another. `again` says that the head naming the languages has just been printed."""

    rows: tuple[Row, ...]
    again: bool
    sort: Literal["flow"] = "flow"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table over the full width. Without `header` it is a form, captions first. `widths` are per cent."""

    anchor: str
    header: tuple[Stack, ...]
    rows: tuple[tuple[Stack, ...], ...]
    widths: tuple[float, ...]
    sort: Literal["grid"] = "grid"


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, or a part of one, with the words for those who cannot see it. `keep` holds it together with the next."""

    anchor: str
    svg: str
    alternative: Stack
    keep: bool = False
    sort: Literal["figure"] = "figure"


@dataclass(frozen=True, slots=True)
class Signatory:
    """What one signatory signs: who it is, and the form. The form and the words before it are never parted."""

    anchor: str
    name: tuple[Stack, ...]
    form: Grid

    @property
    def stated(self) -> tuple[tuple[Stack, ...], ...]:
        """The rows before the first line for the pen: what is known of who signs."""
        return self.form.rows[: self._known]

    @property
    def lines(self) -> tuple[tuple[Stack, ...], ...]:
        """The rows from the first line for the pen."""
        return self.form.rows[self._known :]

    @property
    def _known(self) -> int:
        return next((place for place, cells in enumerate(self.form.rows) if not cells[-1]), len(self.form.rows))


SigningRow: TypeAlias = tuple[tuple[Stack, ...] | None, tuple[Stack, ...] | None]  # the cells of each side; None where it has none


@dataclass(frozen=True, slots=True)
class Signing:
    """One or two signatories side by side on one grid: lines for the pen with the same caption stand at the same height.

    What is known of each follows its name at once, though the other has more of it.
    """

    members: tuple[Signatory, ...]

    @property
    def widths(self) -> tuple[float, ...]:
        """The widths of the cells of one side, in per cent of the side."""
        return max((member.form.widths for member in self.members), key=len)

    @property
    def rows(self) -> tuple[SigningRow, ...]:
        """The lines for the pen, and what stands between them, top to bottom."""
        forms = [member.lines for member in self.members]
        paired = abreast(forms[0], forms[1] if len(forms) > 1 else (), _caption)
        return tuple(paired)

    def to_fill(self, row: SigningRow) -> bool:
        """Whether a line is left for the pen on either side."""
        return any(cells and not cells[-1] for cells in row)


def _caption(row: tuple[Stack, ...]) -> str:
    return "".join(part.text for cell in row[0] for part in cell.parts)


@dataclass(frozen=True, slots=True)
class Signatories:
    """Signature forms, two abreast."""

    members: tuple[Signatory, ...]
    sort: Literal["signatories"] = "signatories"

    @property
    def pairs(self) -> tuple[Signing, ...]:
        """The signatories of each row of forms."""
        return tuple(Signing(self.members[place : place + 2]) for place in range(0, len(self.members), 2))


Piece: TypeAlias = Row | Grid | Figure
Item: TypeAlias = Flow | Grid | Figure | Signatories
SectionKind: TypeAlias = Literal["body", "execution", "schedule"]


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the agreement. The `first` schedule starts a page unless the agreement is short; a `tight` execution is kept on one."""

    kind: SectionKind
    items: tuple[Item, ...]
    first: bool = False
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    kind: str
    anchor: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Hang:
    """How far the words of a level hang behind their numbers, in one language, in ems of its type."""

    group: str
    level: int
    language: Language
    width: float


@dataclass(frozen=True, slots=True)
class View:
    """Everything that is printed.

    `numbers` are those that each party gives the agreement, empty where none.
    `aimed` holds the anchors that something leads to; no other need be written. `widths` are those of the languages, in per cent.
    """

    sections: tuple[Section, ...]
    contents: tuple[Entry, ...]
    parties: tuple[Stack, ...]
    numbers: tuple[Stack, ...]
    aimed: frozenset[str]
    hangs: tuple[Hang, ...]
    widths: tuple[int, ...]
