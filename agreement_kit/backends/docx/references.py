"""Cross-references that stay right: where Word can compute the words from the numbers, they are fields, else links with the finished words.

"Article 5(2)" becomes a field for "Article 5", the typed "(", and a field for "2". Each field shows its finished result when the file is
opened, leads to its place when clicked, and follows the numbering when a lawyer who has moved an article updates fields.
"Articles 5 and 7" stays a link: only a switch that LibreOffice ignores would take the word off the number. LibreOffice computes fields anew
when it opens a file, and writes full-width digits there as half-width ones.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from agreement_kit.backends.docx.numbering import Numbering
from agreement_kit.backends.docx.outline import Step, targets
from agreement_kit.backends.docx.xml import Ids, field, link, run, whole
from agreement_kit.document import Language, Paragraph, Reference, Table, Wording
from agreement_kit.errors import BrokenReference, Problem

# What a field leaves untouched must hold no number, in digits or in brackets, or an update would change one half of it only.
_NUMBER = re.compile(r"\d|[(（][a-zA-Z]{1,4}[)）]")
_WORD = re.compile(r"[^\W\d_]", re.ASCII)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a reference's words: the number of a step, or fixed words (`step` is None)."""

    text: str
    step: int | None = None


def pieces(text: str, chains: Sequence[Sequence[tuple[int, str]]]) -> tuple[Piece, ...] | None:
    """Cut a reference's words into numbers and the words between.

    `chains` holds for each target the steps from its article down to itself, each with the number Word shows.
    Gives None where the words do not hold the number of a target, or hold a number that no field would show.
    """
    found: list[Piece] = []
    end = 0
    for chain in chains:
        piece = None
        for step, shown in chain:
            number = shown.rstrip(".")  # a field leaves the final period out
            place = _find(text, end, number)
            if place is not None:
                piece = Piece(number, step)
                found += [Piece(text[end:place]), piece] if place > end else [piece]
                end = place + len(number)
        if piece is None or piece.step != chain[-1][0]:
            return None
    if end < len(text):
        found.append(Piece(text[end:]))
    loose = any(piece.step is None and _NUMBER.search(piece.text) for piece in found)
    return None if loose or not found else tuple(found)


def _find(text: str, start: int, number: str) -> int | None:
    """Where a number stands in the words, or None."""
    place = text.find(number, start) if number else -1
    while place >= 0:
        if _stands_alone(text, place, place + len(number)):
            return place
        place = text.find(number, place + 1)
    return None


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether words are not the middle of longer ones: the "a" of "huruf a", not that of "ayat"; the "1" of "1", not that of "12"."""
    before, first = text[start - 1 : start], text[start]
    last, after = text[end - 1], text[end : end + 1]
    return not (_joined(before, first) or _joined(last, after))


def _joined(left: str, right: str) -> bool:
    return bool((left.isdigit() and right.isdigit()) or (_WORD.match(left) and _WORD.match(right)))


class References:
    """All places that references lead to, and the runs of each reference."""

    def __init__(self, steps: Sequence[Step], languages: Iterable[Language], numbering: Numbering, ids: Ids) -> None:
        """Raises BrokenReference when a reference leads nowhere."""
        self._steps = steps
        self._numbering = numbering
        self._places = targets(steps)
        self._anchors: dict[tuple[int, Language], str] = {}
        for language in languages:
            for target in sorted(set(_targets(steps, language))):
                place = self._place(target)
                if (place, language) not in self._anchors:
                    self._anchors[place, language] = ids.name("_Ref", steps[place].id, language)
            self._add_articles(language, ids)

    def anchor(self, step: int, language: Language) -> str | None:
        """The name of the bookmark of a step, if a reference leads there."""
        return self._anchors.get((step, language))

    def runs(self, reference: Reference, language: Language, look: str) -> str:
        """The runs of a reference, its words finished."""
        places = [self._place(target) for target in reference.targets]
        text = whole(reference.text)
        cut = pieces(text, [self._chain(place, language) for place in places]) if places else None
        if cut is None:
            words = run(text, look)
            return link(self._anchors[places[0], language], words) if places else words
        return "".join(self._piece(piece, language, look) for piece in cut)

    def _piece(self, piece: Piece, language: Language, look: str) -> str:
        words = run(piece.text, look)
        return words if piece.step is None else field(rf"REF {self._anchors[piece.step, language]} \n \h", words, look)

    def _place(self, target: str) -> int:
        try:
            return self._places[target]
        except KeyError:
            raise BrokenReference(
                Problem("broken_reference", f"a reference leads to {target}, which the agreement does not have")
            ) from None

    def _chain(self, place: int, language: Language) -> list[tuple[int, str]]:
        """The numbered steps down to a place, each with the number a field would show: none for a typed one, or for a place without."""
        marks: Mapping[tuple[int, Language], object] = self._numbering.marks
        chain = [step for step in self._steps[place].chain if (step, language) in marks]
        shown = [(step, self._shown(step, language)) for step in chain]
        return shown if chain[-1:] == [place] else [(place, "")]

    def _shown(self, step: int, language: Language) -> str:
        mark = self._numbering.marks[step, language]
        return mark.shown if mark.list else ""

    def _add_articles(self, language: Language, ids: Ids) -> None:
        """A reference to a paragraph shows the numbers above it too, so those need bookmarks."""
        for place, tongue in list(self._anchors):
            for step in self._steps[place].chain if tongue == language else ():
                if (step, language) not in self._anchors and (step, language) in self._numbering.marks:
                    self._anchors[step, language] = ids.name("_Ref", self._steps[step].id, language)


def _targets(steps: Sequence[Step], language: Language) -> Iterator[str]:
    for step in steps:
        for wording in _wordings(step):
            for part in wording.get(language, ()):
                if isinstance(part, Reference):
                    yield from part.targets


def _wordings(step: Step) -> Iterator[Wording]:
    if step.block is None:
        yield step.provision.heading
    elif isinstance(step.block, Paragraph):
        yield step.block.wording
    elif isinstance(step.block, Table):
        for row in (step.block.header, *step.block.rows):
            yield from row
