"""The agreement in reading order: one step for each thing that is printed, with the number it bears and the ids above it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from agreement_kit.backends.docx.measure import em
from agreement_kit.backends.docx.xml import whole
from agreement_kit.document import Agreement, Block, Inline, Labels, Language, Paragraph, Picture, Provision, Table, Wording, plain
from agreement_kit.errors import Problem, RenderError

ANNEXED = ("schedule", "addendum")  # the first of them begins on a new page
IN_CONTENTS = ("article", "schedule", "addendum")
_LONG = 100.0  # ems: an item of more is not tied to another
OWN_HEADING = (*IN_CONTENTS, "execution")  # kinds whose headings have a style of their own


@dataclass(frozen=True, slots=True)
class Step:
    """A heading (`block` is None) or a block. `chain` holds the steps above it and itself, by number; `keep` ties it to what follows;
    `leads` says that it stands above the lines of a signature, `closes` that it is of the last of the text before that; `opens` that it is
    the first of what is kept with a table or picture as wide as the page.
    """

    number: int
    provision: Provision
    block: Block | None
    depth: int
    label: Labels
    chain: tuple[int, ...]
    keep: bool = False
    leads: bool = False
    closes: bool = False
    opens: bool = False

    @property
    def id(self) -> str:
        """The id in the tree."""
        return self.provision.id if self.block is None else self.block.id


def steps(agreement: Agreement) -> tuple[Step, ...]:
    """All steps of an agreement."""
    found: list[Step] = []
    for provision in agreement.provisions:
        _provision(provision, found)
    return _tied(found)


def targets(found: Iterable[Step]) -> Mapping[str, int]:
    """For every id the step that bears it; a provision without a heading is borne by its first block."""
    places: dict[str, int] = {}
    for step in found:
        places.setdefault(step.provision.id, step.number)
        places.setdefault(step.id, step.number)
    return places


def headed(provision: Provision) -> bool:
    """Whether a heading is printed. A recital without a heading gives its number to its first paragraph."""
    return any(plain(words) for words in provision.heading.values()) or (provision.kind != "recital" and any(provision.label.values()))


def words(wording: Wording, language: Language, place: str) -> tuple[Inline, ...]:
    """A wording in one language. Raises RenderError when the language is missing."""
    try:
        return wording[language]
    except KeyError:
        raise RenderError(Problem("missing_wording", f"{place} has no wording in {language}")) from None


def _provision(provision: Provision, found: list[Step]) -> None:
    above: tuple[int, ...] = ()
    label = _whole(provision.label)
    if headed(provision):
        above = (len(found),)
        found.append(Step(len(found), provision, None, 0, label, above))
        label = {}
    for block in provision.blocks:
        _block(provision, block, found, above, label)
        label = {}


def _block(provision: Provision, block: Block, found: list[Step], above: tuple[int, ...], label: Labels, depth: int = 0) -> None:
    """`label` is a number that the provision hands down to its first block."""
    here = (*above, len(found))
    own = _whole(block.label) if isinstance(block, Paragraph) and any(block.label.values()) else label
    found.append(Step(len(found), provision, block, depth, own, here))
    for child in block.children if isinstance(block, Paragraph) else ():
        _block(provision, child, found, here, {}, depth + 1)


def _whole(label: Labels) -> Labels:
    return {language: whole(text) for language, text in label.items()}


def _tied(found: list[Step]) -> tuple[Step, ...]:
    """Ties together what must not part: a lead line and its table, the last words and the signatures, a list and what introduces it."""
    tied: list[Step] = []
    after: Step | None = None
    for step in reversed(found):
        after = replace(step, keep=_ties(step, after), leads=_leads(step, after), closes=_closes(step, after)) if after else step
        tied.append(after)
    return _opened(_paired(list(reversed(tied))))


def _paired(tied: list[Step]) -> list[Step]:
    """Ties the first item of a list to the second, and the last to the one before: none stands alone at the foot or head of a page."""
    for place, (step, after) in enumerate(pairwise(tied)):
        if not (_item(step) and _item(after) and step.chain[:-1] == after.chain[:-1]):
            continue
        first = place > 0 and tied[place - 1].number == step.chain[-2]
        last = place + 2 == len(tied) or tied[place + 2].chain[:-1] != after.chain[:-1]
        if first or last:
            tied[place] = replace(step, keep=True)
    return tied


def _item(step: Step) -> bool:
    """Whether a step is an item of a list, without others below it, and of a few lines: a long one may stand alone."""
    if step.depth == 0 or not isinstance(step.block, Paragraph) or step.block.children:
        return False
    return all(em(plain(words)) <= _LONG for words in step.block.wording.values())


def _opened(tied: list[Step]) -> tuple[Step, ...]:
    """Marks where what is kept with a wide table or a picture begins."""
    first: int | None = None
    for place, step in enumerate(tied):
        if step.keep:
            first = place if first is None else first
        else:
            if first is not None and isinstance(step.block, Table | Picture) and step.provision.kind != "execution":
                tied[first] = replace(tied[first], opens=True)
            first = None
    return tuple(tied)


def _leads(step: Step, after: Step) -> bool:
    """Whether a step stands above the lines of a signature: all before the table of an execution, and the last words before that."""
    if after.provision.kind != "execution" or not isinstance(step.block, Paragraph | None):
        return False
    above = step.provision is after.provision or (step.provision.kind == "closing" and isinstance(step.block, Paragraph))
    return above and (after.leads or isinstance(after.block, Table))


def _closes(step: Step, after: Step) -> bool:
    """Whether a step is the last paragraph before what leads to the signatures, or its heading: nobody signs below less than that."""
    if step.block is None:
        return after.closes and after.provision is step.provision
    return after.leads and isinstance(step.block, Paragraph) and not _leads(step, after)


def _ties(step: Step, after: Step) -> bool:
    if isinstance(step.block, Table):
        return False
    signing = after.provision.kind == "execution" and (step.provision.kind != "execution" or isinstance(after.block, Table))
    return (
        step.block is None
        or signing
        or _closes(step, after)
        or (isinstance(after.block, Table | Picture) and after.provision is step.provision)
        or _introduces(step, after)
    )


def _introduces(step: Step, after: Step) -> bool:
    return after.depth > step.depth and step.number in after.chain
