"""What a page shows, as plain values for the templates: words and roles in reading order, no markup."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from agreement_kit.document import Language


@dataclass(frozen=True, slots=True)
class Part:
    """A run of words. `number` is the label within a heading; a link has the `anchor` it leads to."""

    role: Literal["text", "fill", "open", "term", "link", "number"]
    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of one language.

    `label` is the number that hangs before them, `long` when it is wider than the space for it; `few` words fill only a few lines.
    """

    language: Language
    parts: tuple[Part, ...]
    label: str = ""
    few: bool = False
    long: bool = False

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
    widths: tuple[int, ...]
    sort: Literal["grid"] = "grid"


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with the words for those who cannot see it."""

    anchor: str
    svg: str
    alternative: Stack
    sort: Literal["figure"] = "figure"


@dataclass(frozen=True, slots=True)
class Signatory:
    """What one signatory signs: who it is, and the form. The form and the words before it are never parted."""

    anchor: str
    name: tuple[Stack, ...]
    form: Grid


@dataclass(frozen=True, slots=True)
class Signatories:
    """Signature forms, two abreast."""

    members: tuple[Signatory, ...]
    sort: Literal["signatories"] = "signatories"


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

    `aimed` holds the anchors that something leads to; no other need be written. `widths` are those of the languages, in per cent.
    """

    sections: tuple[Section, ...]
    contents: tuple[Entry, ...]
    parties: tuple[Stack, ...]
    aimed: frozenset[str]
    hangs: tuple[Hang, ...]
    widths: tuple[int, ...]
