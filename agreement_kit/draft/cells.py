"""Cells of tables: what is said of a thing about which there is nothing to say."""

from agreement_kit.document import Inline, Text, Wording, plain

DASH = "—"  # what stands in a cell of which there is nothing to say


def said(words: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The words of a cell; of facts side by side, those that say nothing go, with the mark between. One dash where none is left."""
    if not _side_by_side(words):
        return words
    kept: list[Inline] = []
    mark: list[Inline] = []
    for part in words:
        if isinstance(part, Text):
            mark = [part]
        elif part.text != DASH:
            kept += [*(mark if kept else ()), part]
    return tuple(kept) or words[:1]


def _side_by_side(words: tuple[Inline, ...]) -> bool:
    """Whether a cell is facts with nothing but a mark between them."""
    facts, marks = words[::2], words[1::2]
    alternate = len(facts) > len(marks) > 0 and not any(isinstance(part, Text) for part in facts)
    return alternate and all(isinstance(part, Text) and not any(map(str.isalnum, part.text)) for part in marks)


def unused(row: tuple[Wording, ...]) -> bool:
    """Whether a line of a form has a caption and nothing that could stand beside it."""
    return len(row) > 1 and all(plain(words) == DASH for cell in row[1:] for words in cell.values())
