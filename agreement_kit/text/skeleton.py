"""The skeleton of a wording: its blocks, levels, anchors, blanks, flags, references and terms. Every language of a variant has the same."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agreement_kit.errors import Problem
from agreement_kit.text.blanks import BlankError, library_error, parse_block, written_references, written_terms
from agreement_kit.text.markup import BlockSource, ClauseText, ParagraphSource


@dataclass(frozen=True, slots=True)
class Bone:
    """One block: what it is, and what it holds regardless of the order of words."""

    kind: str
    line: int
    anchor: str | None
    repeats: bool
    blanks: Counter[str]
    flags: frozenset[str]
    references: Counter[str]
    terms: int


def skeleton(text: ClauseText) -> tuple[Bone, ...]:
    """The bones of a wording, heading first. Raises LibraryError for a block that cannot be read."""
    return (_bone(text.path, "heading", text.heading, text.heading_line), *_bones(text.path, text.blocks))


def _bones(path: str, blocks: Sequence[BlockSource]) -> Iterator[Bone]:
    for block in blocks:
        if isinstance(block, ParagraphSource):
            kind = f"picture '{block.picture}'" if block.picture else f"level {block.level}"
            yield _bone(path, kind, "\n".join(block.lines), block.line, block.anchor, block.repeats)
            yield from _bones(path, block.children)
        else:
            for row in (block.header, *block.rows):
                yield from (_bone(path, f"cell {column} of {len(row)}", cell, block.line) for column, cell in enumerate(row, 1))


def _bone(path: str, kind: str, source: str, line: int, anchor: str | None = None, repeats: bool = False) -> Bone:
    try:
        block = parse_block(source)
    except BlankError as error:
        raise library_error(error, path, line) from None
    terms = len(written_terms(source))
    return Bone(kind, line, anchor, repeats, Counter(block.blanks), frozenset(block.flags), Counter(written_references(source)), terms)


def differences(source: ClauseText, translation: ClauseText) -> list[Problem]:
    """Where a translation's skeleton differs from its source's: the first difference of each block, with the translation's line."""
    ours, theirs = skeleton(source), skeleton(translation)
    if [bone.kind for bone in ours] != [bone.kind for bone in theirs]:
        at = next((i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a.kind != b.kind), min(len(ours), len(theirs)))
        line = theirs[at].line if at < len(theirs) else (theirs[-1].line if theirs else 1)
        expected = ours[at].kind if at < len(ours) else "nothing"
        found = theirs[at].kind if at < len(theirs) else "nothing"
        message = f"the structure differs from {source.path}: here it has {expected}, this file {found}"
        return [Problem("misaligned_translation", message, translation.path, line)]
    return [problem for a, b in zip(ours, theirs, strict=True) if (problem := _difference(a, b, source.path, translation.path))]


def _difference(ours: Bone, theirs: Bone, source: str, path: str) -> Problem | None:
    for what in ("anchor", "repeats", "blanks", "flags", "references", "terms"):
        one, other = getattr(ours, what), getattr(theirs, what)
        if one != other:
            message = f"{what}: {source}:{ours.line} has {_shown(one)}, this has {_shown(other)}"
            return Problem("misaligned_translation", message, path, theirs.line)
    return None


def _shown(value: object) -> str:
    if isinstance(value, Counter):
        return ", ".join(sorted(value.elements())) or "none"
    return ", ".join(sorted(value)) or "none" if isinstance(value, frozenset) else str(value)
