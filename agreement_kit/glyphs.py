"""A character that no font has: which field of the deal holds it, or which wording."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from agreement_kit.deal import Deal
from agreement_kit.document import Agreement, plain
from agreement_kit.errors import Problem, RenderError
from agreement_kit.reading import Key, field_name
from agreement_kit.terms import wordings

CODE = "missing_glyph"
_POINT = re.compile(r"U\+([0-9A-F]{4,6})")


def located(error: RenderError, deal: Deal, agreement: Agreement) -> RenderError:
    """The same error, each missing glyph with the place from which it comes: file, line and field, or the clause."""
    return RenderError(_located(problem, deal, agreement) if problem.code == CODE else problem for problem in error.problems)


def _located(problem: Problem, deal: Deal, agreement: Agreement) -> Problem:
    found = _POINT.search(problem.message)
    character = chr(int(found[1], 16)) if found else ""
    key = next(_fields(deal.model_dump(mode="json", by_alias=True), character, ()), None) if character else None
    if key:
        place = deal.problem(CODE, "", key)
        return replace(problem, message=f"'{field_name(key)}': {problem.message}", path=place.path, line=place.line)
    clause = next(_clauses(agreement, character), None) if character else None
    return replace(problem, message=f"the wording of '{clause}': {problem.message}") if clause else problem


def _fields(value: Any, character: str, key: Key) -> Iterator[Key]:
    """The fields of a deal that hold a character."""
    if isinstance(value, str) and character in value:
        yield key
    elif isinstance(value, Mapping):
        for name, child in value.items():
            yield from _fields(child, character, (*key, name))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _fields(child, character, (*key, index))


def _clauses(agreement: Agreement, character: str) -> Iterator[str]:
    """The clauses whose printed words hold a character."""
    for provision in agreement.provisions:
        for wording in (provision.heading, *wordings(provision.blocks)):
            if provision.provenance and any(character in plain(words) for words in wording.values()):
                yield f"{provision.provenance.clause}, {provision.provenance.variant}"
