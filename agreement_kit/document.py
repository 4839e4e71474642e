"""The agreement as a tree: one tree for all its languages.

A `Wording` holds the same words in every language of the agreement, in the order of the agreement's texts.
Back ends read the tree and nothing else of the house.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

Language: TypeAlias = str  # BCP 47, lower case: "ja"


@dataclass(frozen=True, slots=True)
class Text:
    """Words of the library."""

    text: str


@dataclass(frozen=True, slots=True)
class Fill:
    """Words put into a blank. `open` marks a blank that nobody has filled yet; it prints ‹●›."""

    blank: str
    text: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class Definition:
    """A defined term where it is defined. `term` is its key, the same in all languages."""

    term: str
    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A live reference. `targets` are ids of provisions or paragraphs; `text` is the finished words ("Article 5(2)")."""

    targets: tuple[str, ...]
    text: str


Inline: TypeAlias = Text | Fill | Definition | Reference
Wording: TypeAlias = Mapping[Language, tuple[Inline, ...]]
Labels: TypeAlias = Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph and the items below it. `label` is empty when it bears no number."""

    id: str
    wording: Wording
    label: Labels
    children: tuple["Paragraph", ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table. Each cell is a wording in all languages; `header` may be empty (a form with captions in the first column)."""

    id: str
    header: tuple[Wording, ...]
    rows: tuple[tuple[Wording, ...], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A place in a picture: its name and what is done there, a line each."""

    heading: Wording
    lines: tuple[Wording, ...]

    def reworded(self, change: Callable[[Wording], Wording]) -> "Box":
        """The same place with every wording changed."""
        return Box(change(self.heading), tuple(map(change, self.lines)))


@dataclass(frozen=True, slots=True)
class Lane:
    """One state in a picture: its name, what is so in the whole of it, a line each, and the places in it."""

    heading: Wording
    lines: tuple[Wording, ...]
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Crossing:
    """An arrow from one lane to another, by their places in the picture. `number` stands at its tail and before `wording` in the key."""

    begins: int
    ends: int
    line: Literal["solid", "dashed", "double"]
    number: Labels
    wording: Wording


@dataclass(frozen=True, slots=True)
class Picture:
    """What is done in which state and what crosses the borders between them, with words for those who cannot see it."""

    id: str
    lanes: tuple[Lane, ...]
    crossings: tuple[Crossing, ...]
    alternative: Wording

    def reworded(self, id: str, change: Callable[[Wording], Wording]) -> "Picture":
        """The same picture under an id, with every wording changed."""
        lanes = tuple(
            Lane(change(lane.heading), tuple(map(change, lane.lines)), tuple(box.reworded(change) for box in lane.boxes))
            for lane in self.lanes
        )
        crossings = tuple(replace(crossing, wording=change(crossing.wording)) for crossing in self.crossings)
        return Picture(id, lanes, crossings, change(self.alternative))


Block: TypeAlias = Paragraph | Table | Picture
Kind: TypeAlias = Literal["opening", "recital", "article", "schedule", "addendum", "closing", "execution"]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Why a provision is here. For internal use; stripped from everything made for others."""

    clause: str
    variant: str
    position: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Provision:
    """An article or another part with a heading. `label` is the finished number ("Article 5"), empty when it has none."""

    id: str
    kind: Kind
    heading: Wording
    label: Labels
    blocks: tuple[Block, ...]
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True)
class Texts:
    """Which languages count. `prevails` is the one that decides divergence, or None where all are equal.

    `said` names the authentic ones, for the title page of a paper that does not show all of them, or shows another beside them.
    """

    authentic: tuple[Language, ...]
    prevails: Language | None
    translations: tuple[Language, ...] = ()
    said: Mapping[Language, str] = field(default_factory=dict)

    def shown(self, columns: Iterable[Language]) -> bool:
        """Whether a paper in these languages shows the authentic texts, all of them and nothing else."""
        return set(columns) == set(self.authentic)


@dataclass(frozen=True, slots=True)
class Agreement:
    """The whole agreement.

    `parties` are the names for the title page, `numbers` those that each party gives the agreement (in the same order, empty where none).
    `draft_because` holds the reasons why it is a draft in lines to read, empty when it is final; they are for internal use.
    `library` is the version of the clause library.
    """

    id: str
    instrument: str
    title: Labels
    parties: tuple[Wording, ...]
    texts: Texts
    provisions: tuple[Provision, ...]
    library: str
    round: int
    draft_because: tuple[str, ...]
    numbers: tuple[Wording, ...] = ()


def plain(inlines: tuple[Inline, ...]) -> str:
    """The words of a wording in one language, without marks."""
    return "".join(part.text for part in inlines)
