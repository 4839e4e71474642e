"""Native numbering: one multi-level list for each language and kind, and the number that Word will show for every step.

Word's own counting is followed step by step. Where it would show another number than the tree says, the list is restarted there;
where no list can show the label ("Article 12 bis"), the label is typed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from agreement_kit.backends.docx.levels import WORD_FORMATS, Level, heading_form
from agreement_kit.backends.docx.measure import label as label_width
from agreement_kit.backends.docx.outline import Step
from agreement_kit.backends.docx.xml import HEAD, SPACES, escape, twips, whole
from agreement_kit.document import Language
from agreement_kit.errors import Problem, RenderError
from agreement_kit.style import LanguageStyle, NumberFormat

NUMBERED = ("article", "schedule", "addendum")
FAMILIES = (*NUMBERED, "recital", "part")  # part: opening, closing, execution, whose headings bear no number
BELOW = ("paragraph", "item", "subitem")
_SILENT = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="none"/><w:suff w:val="nothing"/><w:lvlText w:val=""/>'
    '<w:lvlJc w:val="left"/></w:lvl>'
)
_GAP = 0.6  # ems between a label and its text


@dataclass(frozen=True, slots=True)
class Mark:
    """The number of one step in one language. `list` is the w:numId, 0 for a typed number."""

    list: int
    level: int
    shown: str


@dataclass(slots=True)
class Series:
    """A list being counted the way Word counts. `lists` holds for each level the w:numId in use there."""

    abstract: int
    levels: tuple[Level, ...]
    counts: list[int | None] = field(default_factory=lambda: [None] * 4)
    lists: list[int] = field(default_factory=list)
    skipped: list[bool] = field(default_factory=lambda: [False] * 4)

    def expected(self, level: int) -> int | None:
        """The number Word gives next; None where programs differ (a deeper level was used before this one began)."""
        count = self.counts[level]
        if count is not None:
            return count + 1
        return None if self.skipped[level] else self.levels[level].start

    def count(self, level: int, number: int) -> None:
        """A number has been given; deeper levels begin again."""
        self.counts[level] = number
        for higher in range(level):
            self.skipped[higher] = self.skipped[higher] or self.counts[higher] is None
        for deeper in range(level + 1, 4):
            self.counts[deeper], self.skipped[deeper], self.lists[deeper] = None, False, self.lists[level]


def first_number(steps: Iterable[Step], language: Language, number: NumberFormat) -> int:
    """The number most articles begin to count their paragraphs with: 2 where, as in Japanese statutes, the first bears none."""
    firsts: dict[str, int] = {}
    level = Level(number, "", "", "tab", 0, 0)
    for step in steps:
        read = level.read(step.label.get(language, "")) if step.block is not None and step.depth == 0 else None
        if read is not None and step.provision.kind in NUMBERED:
            firsts.setdefault(step.provision.id, read)
    return max(Counter(firsts.values()).items(), key=lambda item: (item[1], -item[0]), default=(1, 0))[0]


class Numbering:
    """All lists of a file and the mark of every step."""

    def __init__(
        self, languages: Mapping[Language, LanguageStyle], steps: Sequence[Step], hanging: Mapping[str, float], size: float
    ) -> None:
        """`hanging` is the room for a number by role in millimetres, `size` that of the text in points.

        Raises RenderError when a language does not say how something is numbered.
        """
        self.series: dict[tuple[Language, str], Series] = {}
        self.marks: dict[tuple[int, Language], Mark] = {}
        self._restarts: list[tuple[int, int, int]] = []
        self._hanging = hanging
        self._size = size
        for language, style in languages.items():
            begins = first_number(steps, language, _format(style, "paragraph"))
            labels = {step.label.get(language, "") for step in steps if step.block is not None}
            for family in FAMILIES:
                number = len(self.series)
                levels = self._levels(style, family, begins if family in NUMBERED else 1, labels)
                self.series[language, family] = Series(number, tuple(levels), lists=[number + 1] * 4)
        for language in languages:
            for step in steps:
                self._add(step, language)

    def _add(self, step: Step, language: Language) -> None:
        label = step.label.get(language, "")
        if not label:
            return
        kind = step.provision.kind
        series = self.series[language, _family(kind)]
        first = 0 if step.block is None or (kind == "recital" and step.depth == 0) else min(step.depth + 1, 3)
        self.marks[step.number, language] = self._mark(series, first, label, heading=step.block is None)

    def base(self, language: Language, family: str) -> int:
        """The w:numId that styles refer to."""
        return self.series[language, family].abstract + 1

    def levels(self, language: Language, kind: str) -> tuple[Level, ...]:
        """The levels of the list that a kind of provision uses."""
        return self.series[language, _family(kind)].levels

    @property
    def silent(self) -> int:
        """The w:numId of a list that shows no number, for paragraphs whose style would bring one."""
        return len(self.series) + 1

    def xml(self, linked: Mapping[tuple[Language, str, int], str], wide: Mapping[Language, str]) -> str:
        """numbering.xml. `linked` names the paragraph style of a level, where a style bears it; `wide` are fonts of full-width digits."""
        abstracts = "".join(self._abstract(key, series, linked, wide[key[0]]) for key, series in self.series.items())
        nums = "".join(f'<w:num w:numId="{s.abstract + 1}"><w:abstractNumId w:val="{s.abstract}"/></w:num>' for s in self.series.values())
        abstracts += f'<w:abstractNum w:abstractNumId="{len(self.series)}">{_identity(len(self.series))}{_SILENT}</w:abstractNum>'
        nums += f'<w:num w:numId="{self.silent}"><w:abstractNumId w:val="{len(self.series)}"/></w:num>'
        restarts = "".join(self._restart(place, *restart) for place, restart in enumerate(self._restarts, self.silent + 1))
        return f"{HEAD}<w:numbering {SPACES}>{abstracts}{nums}{restarts}</w:numbering>"

    def _levels(self, style: LanguageStyle, family: str, start: int, labels: Iterable[str]) -> Iterator[Level]:
        left = 0
        if family == "recital":
            left = self._room(_format(style, "recital"), "recital", labels)
            yield Level(_format(style, "recital"), "", "", "tab", left, left)
        elif family == "part":
            yield Level(NumberFormat("", "decimal"), "", "", "nothing", 0, 0)  # headings of these parts bear no number
        else:
            form = heading_form(style)
            yield Level(_format(style, family), form.lead, form.trail, form.after, 0, 0)
        for role in BELOW:
            room = self._room(_format(style, role), role, labels)
            left += room
            yield Level(_format(style, role), "", "", "tab", left, room, start if role == "paragraph" else 1)

    def _room(self, number: NumberFormat, role: str, labels: Iterable[str]) -> int:
        """Room for the widest label of this form that the tree has; a list that is empty now gets room for its first numbers."""
        level = Level(number, "", "", "tab", 0, 0)
        widest = max(label_width(label) for label in (level.shown(1), *labels) if level.read(label) is not None)
        return max(twips(self._hanging[role]), round((widest + _GAP) * self._size * 20))

    def _mark(self, series: Series, first: int, label: str, *, heading: bool) -> Mark:
        for level in (first,) if heading else (first, *(deeper for deeper in (1, 2, 3) if deeper != first)):
            number = series.levels[level].read(label)
            if number is not None:
                return self._counted(series, level, number)
        return Mark(0, first, label)

    def _counted(self, series: Series, level: int, number: int) -> Mark:
        if series.expected(level) != number:
            self._restarts.append((series.abstract, level, number))
            series.lists[level] = self.silent + len(self._restarts)
        series.count(level, number)
        return Mark(series.lists[level], level, series.levels[level].shown(number))

    def _abstract(self, key: tuple[Language, str], series: Series, linked: Mapping[tuple[Language, str, int], str], wide: str) -> str:
        levels = "".join(_level(place, level, linked.get((*key, place)), wide) for place, level in enumerate(series.levels))
        return f'<w:abstractNum w:abstractNumId="{series.abstract}">{_identity(series.abstract)}{levels}</w:abstractNum>'

    @staticmethod
    def _restart(number: int, abstract: int, level: int, start: int) -> str:
        override = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'


def _identity(abstract: int) -> str:
    """What Word tells lists apart by when paragraphs are pasted from one file into another."""
    sign = f"{0x2A6B0000 + abstract * 0x101:08X}"
    return f'<w:nsid w:val="{sign}"/><w:multiLevelType w:val="multilevel"/><w:tmpl w:val="{sign}"/>'


def _level(place: int, level: Level, style: str | None, wide: str) -> str:
    text = escape(level.lead + level.number.pattern.replace("{n}", f"%{place + 1}") + level.trail)
    linked = f'<w:pStyle w:val="{style}"/>' if style else ""
    suffix = "" if level.after == "tab" else f'<w:suff w:val="{level.after}"/>'
    indent = f'<w:ind w:left="{level.left}" w:hanging="{level.hanging}"/>'
    # Programs choose the font of a number by the words that follow it; full-width digits have theirs whatever follows.
    fonts = f'<w:rPr><w:rFonts w:hint="eastAsia" w:ascii="{wide}" w:hAnsi="{wide}" w:eastAsia="{wide}" w:cs="{wide}"/></w:rPr>'
    look = fonts if level.number.digits == "full_width" else ""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{level.start}"/><w:numFmt w:val="{WORD_FORMATS[level.number.digits]}"/>{linked}{suffix}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>{indent}</w:pPr>{look}</w:lvl>'
    )


def _family(kind: str) -> str:
    return kind if kind in FAMILIES else "part"


def _format(style: LanguageStyle, key: str) -> NumberFormat:
    given = style.numbering.get(key)
    found = given and NumberFormat(whole(given.pattern), given.digits)
    if found is None or "{n}" not in found.pattern:
        raise RenderError(Problem("missing_numbering", f"{style.tag} does not say how {key} numbers are written: a pattern with {{n}}"))
    return found
