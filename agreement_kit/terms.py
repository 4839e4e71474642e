"""Defined terms in wording: which are used, which are not."""

import re
from collections.abc import Iterable, Iterator, Mapping

from agreement_kit.document import Agreement, Block, Inline, Language, Paragraph, Table, Text, Wording


def texts(blocks: Iterable[Block], language: Language) -> Iterator[str]:
    """The words of the library (not of fills) in every paragraph and cell, in one language."""
    for wording in wordings(blocks):
        yield words_of(wording.get(language, ()))


def words_of(parts: Iterable[Inline]) -> str:
    """The words of the library in a wording; what a party typed uses no terms."""
    return "".join(part.text for part in parts if isinstance(part, Text))


def wordings(blocks: Iterable[Block]) -> Iterator[Wording]:
    """Every wording below some blocks, in order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.wording
            yield from wordings(block.children)
        elif isinstance(block, Table):
            yield from block.header
            yield from (cell for row in block.rows for cell in row)
        else:
            yield block.alternative
            yield from (wording for lane in block.lanes for wording in (lane.heading, *lane.lines))
            yield from (wording for lane in block.lanes for box in lane.boxes for wording in (box.heading, *box.lines))
            yield from (crossing.wording for crossing in block.crossings)


def inlines(agreement: Agreement, language: Language) -> Iterator[Inline]:
    """Every part of every wording of an agreement in one language, headings included."""
    for provision in agreement.provisions:
        yield from provision.heading.get(language, ())
        for wording in wordings(provision.blocks):
            yield from wording.get(language, ())


def pattern(forms: Mapping[str, Iterable[str]]) -> re.Pattern[str] | None:
    """A pattern that finds any form of any term as a whole word, the longest first. `forms` maps a term's key to its forms."""
    alternatives = [(form, key) for key, names in forms.items() for form in names]
    if not alternatives:
        return None
    alternatives.sort(key=lambda pair: -len(pair[0]))
    groups = "|".join(re.escape(form) for form, _ in alternatives)
    return re.compile(rf"(?<![\w-])(?:{groups})(?![\w-])")


def used(text: str, forms: Mapping[str, Iterable[str]], finder: re.Pattern[str] | None) -> set[str]:
    """The keys of the terms that a text uses."""
    if finder is None:
        return set()
    by_form = {form: key for key, names in forms.items() for form in names}
    return {by_form[match.group()] for match in finder.finditer(text)}


def closure(start: Iterable[str], bodies: Mapping[str, str], forms: Mapping[str, Iterable[str]]) -> set[str]:
    """The terms used in some texts, and those used in their definitions, to a fixed point. `bodies` maps a term's key to its definition."""
    finder = pattern(forms)
    found: set[str] = set()
    queue = [key for text in start for key in used(text, forms, finder)]
    while queue:
        key = queue.pop()
        if key not in found:
            found.add(key)
            queue += used(bodies[key], forms, finder)
    return found
