"""Every wording held against its clause, its agreement types and its translations."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from agreement_kit.check.references import Frame, reference_problems
from agreement_kit.codes import OF_LAW
from agreement_kit.errors import AgreementKitError, Problem, nearest
from agreement_kit.facts import PICTURES, known_facts
from agreement_kit.library import SOURCE_LANGUAGE, Library
from agreement_kit.library.clauses import Clause
from agreement_kit.terms import pattern, used
from agreement_kit.text.blanks import BlankError, parse_block
from agreement_kit.text.markup import ClauseText, paragraphs, pieces
from agreement_kit.text.skeleton import differences

_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MARKS = re.compile(r"\{[{%].*?[}%]\}|\[\[.*?\]\]|\{#.*?\}", re.DOTALL)


def wording_problems(clause: Clause, library: Library, frames: Sequence[Frame]) -> Iterator[Problem]:
    """All problems of a clause's wordings. `frames` are the agreement types."""
    for (variant, position), paths in clause.texts.items():
        if SOURCE_LANGUAGE not in paths:
            if position != "agreed":
                yield Problem("missing_translation", f"'{variant}' ({position}) has no English", clause.path)
            continue
        try:
            source = library.text(paths[SOURCE_LANGUAGE])
            own = [*_block_problems(clause, source, library), *reference_problems(clause, source, frames, library)]
        except AgreementKitError as error:
            yield from error.problems
            continue
        yield from own
        if all(problem.code != "blank" for problem in own):
            yield from _translation_problems(clause, (variant, position), source, library)


def _translation_problems(clause: Clause, which: tuple[str, str], source: ClauseText, library: Library) -> Iterator[Problem]:
    paths = clause.texts[which]
    for tag in library.languages:
        if tag == SOURCE_LANGUAGE:
            continue
        if tag not in paths:
            yield Problem("missing_translation", f"'{which[0]}' ({which[1]}) is not written in '{tag}'", clause.path)
            continue
        try:
            yield from _one_translation(source, library.text(paths[tag]))
        except AgreementKitError as error:
            yield from error.problems


def _one_translation(source: ClauseText, text: ClauseText) -> Iterator[Problem]:
    if text.front.get("translates") != source.digest:
        message = f"the English has changed since this was translated (it is now {source.digest})"
        yield Problem("stale_translation", message, text.path, 1)
    yield from differences(source, text)
    lost = _numbers(source) - _numbers(text)
    if lost:
        yield Problem("number_parity", f"numbers of {source.path} do not stand here: {', '.join(sorted(lost.elements()))}", text.path)


def _numbers(text: ClauseText) -> Counter[str]:
    """The numbers written out in a wording, but for years: a language may count them by another calendar."""
    words = " ".join(source for source, _ in pieces(text))
    found = _NUMBER.findall(_MARKS.sub(" ", words).translate(_FULL_WIDTH))
    return Counter(number for number in found if not _YEAR.fullmatch(number))


def _block_problems(clause: Clause, text: ClauseText, library: Library) -> Iterator[Problem]:
    blanks = {**known_facts(clause.per if not clause.answers else "jurisdiction"), **clause.blanks}
    flags = {d.name for d in library.codes.dimensions.values() if d.flag and d.level != OF_LAW} | library.clause_names
    flags |= {rule.split("/")[1] for rule in clause.answers}
    for paragraph in paragraphs(text.blocks):
        if paragraph.picture and paragraph.picture not in PICTURES:
            message = f"there is no picture '{paragraph.picture}'"
            yield Problem("unknown_picture", message, text.path, paragraph.line, nearest(paragraph.picture, PICTURES))
    for source, line in pieces(text):
        try:
            block = parse_block(source)
        except BlankError as error:
            yield Problem("blank", error.message, text.path, line + error.offset, error.hint)
            continue
        for name in block.blanks:
            if name not in blanks:
                yield Problem("unknown_blank", f"{{{{ {name} }}}} is not a blank of this clause", text.path, line, nearest(name, blanks))
        for name in block.flags:
            if name not in flags:
                yield Problem("unknown_flag", f"'{name}' is not a flag here", text.path, line, nearest(name, flags))


def term_problems(library: Library) -> Iterator[Problem]:
    """Definitions that no wording uses, and terms of the English that a translation loses."""
    definitions = library.definitions
    headings = {c.name: {tag: library.text(p).heading for tag, p in c.texts["any", "balanced"].items()} for c in definitions}
    forms = {c.name: (headings[c.name][SOURCE_LANGUAGE], *c.forms) for c in definitions}
    finder = pattern(forms)
    seen: set[str] = set()
    for clause in library.all_clauses():
        for paths in clause.texts.values():
            if SOURCE_LANGUAGE not in paths:
                continue
            here = used(_words(library.text(paths[SOURCE_LANGUAGE]), clause), forms, finder)
            seen |= here - {clause.name}
            yield from _lost_terms(here - {clause.name}, paths, headings, library, clause)
    for clause in definitions:
        if clause.name not in seen:
            yield Problem("unused_term", f"'{headings[clause.name][SOURCE_LANGUAGE]}' is defined and never used", clause.path)


def _words(text: ClauseText, clause: Clause) -> str:
    own = text.heading if clause.folder != "definitions" else ""
    return " ".join([own, *(source for source, _ in list(pieces(text))[1:])])


def _lost_terms(
    terms: set[str], paths: Mapping[str, str], headings: Mapping[str, Mapping[str, str]], library: Library, clause: Clause
) -> Iterator[Problem]:
    for tag, path in paths.items():
        if tag == SOURCE_LANGUAGE:
            continue
        words = _words(library.text(path), clause).casefold()
        for term in sorted(terms):
            heading = headings[term].get(tag)
            if heading and heading.casefold() not in words:
                english = headings[term][SOURCE_LANGUAGE]
                yield Problem("lost_term", f"the English uses '{english}'; its term '{heading}' does not stand here", path)
