"""Every wording held against its clause, its agreement types and its translations."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jinja2 import nodes

from agreement_kit.errors import AgreementKitError, Problem, nearest
from agreement_kit.facts import known_facts
from agreement_kit.library import SOURCE_LANGUAGE, Library
from agreement_kit.library.clauses import Clause
from agreement_kit.terms import pattern, used
from agreement_kit.text.blanks import BlankError, parse_block, reference_parts, written_references
from agreement_kit.text.markup import ClauseText, ParagraphSource, paragraphs, pieces
from agreement_kit.text.skeleton import differences

_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MARKS = re.compile(r"\{[{%].*?[}%]\}|\[\[.*?\]\]|\{#.*?\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """What an agreement type makes of a clause: whether it is always there."""

    clause: Clause
    certain: bool


def wording_problems(clause: Clause, library: Library, places: Mapping[str, Place]) -> Iterator[Problem]:
    """All problems of a clause's wordings. `places` are the clauses of every agreement type."""
    for (variant, position), paths in clause.texts.items():
        if SOURCE_LANGUAGE not in paths:
            if position != "agreed":
                yield Problem("missing_translation", f"'{variant}' ({position}) has no English", clause.path)
            continue
        try:
            source = library.text(paths[SOURCE_LANGUAGE])
            own = list(_block_problems(clause, source, library, places))
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


def _block_problems(clause: Clause, text: ClauseText, library: Library, places: Mapping[str, Place]) -> Iterator[Problem]:
    blanks = {**known_facts(clause.per if not clause.answers else "jurisdiction"), **clause.blanks}
    flags = {d.name for d in library.codes.dimensions.values() if d.flag} | set(places) | {rule.split("/")[1] for rule in clause.answers}
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
        yield from _reference_problems(clause, block.body, text.path, line, library, places, frozenset())


def _reference_problems(
    clause: Clause,
    body: Sequence[nodes.Node],
    path: str,
    line: int,
    library: Library,
    places: Mapping[str, Place],
    guards: frozenset[str],
) -> Iterator[Problem]:
    for node in body:
        if isinstance(node, nodes.If):
            inside = guards | frozenset(_conjuncts(node.test))
            yield from _reference_problems(clause, node.body, path, line, library, places, inside)
            yield from _reference_problems(clause, node.else_, path, line, library, places, guards)
        elif isinstance(node, nodes.Output):
            written = "".join(part.data for part in node.nodes if isinstance(part, nodes.TemplateData))
            for target in written_references(written):
                yield from _target_problems(clause, target, path, line, library, places, guards)


def _conjuncts(test: nodes.Node) -> Iterator[str]:
    if isinstance(test, nodes.Name):
        yield test.name
    elif isinstance(test, nodes.And):
        yield from _conjuncts(test.left)
        yield from _conjuncts(test.right)


def _target_problems(
    clause: Clause, target: str, path: str, line: int, library: Library, places: Mapping[str, Place], guards: frozenset[str]
) -> Iterator[Problem]:
    try:
        name, anchor = reference_parts(target)
    except BlankError as error:
        yield Problem("broken_reference", error.message, path, line)
        return
    place = places.get(name) if name else Place(clause, True)
    if place is None:
        yield Problem("broken_reference", f"[[{target}]]: no agreement type has a clause '{name}'", path, line, nearest(name or "", places))
        return
    if not place.certain and name not in guards:
        message = f"[[{target}]] may lead nowhere: '{name}' is not always there; put it in {{% if {name} %}}"
        yield Problem("unguarded_reference", message, path, line)
    if anchor:
        lacking = [own for own in _source_texts(place.clause, library) if not _has_anchor(own, anchor)]
        if lacking:
            yield Problem(
                "broken_reference", f"[[{target}]]: {lacking[0].path} has no paragraph {{#{anchor}}} that always stands", path, line
            )


def _source_texts(clause: Clause, library: Library) -> list[ClauseText]:
    return [library.text(paths[SOURCE_LANGUAGE]) for paths in clause.texts.values() if SOURCE_LANGUAGE in paths]


def _has_anchor(text: ClauseText, anchor: str) -> bool:
    """Whether a paragraph with the anchor stands whatever the flags."""
    found = (paragraph for paragraph in paragraphs(text.blocks) if paragraph.anchor == anchor)
    return any(_always_says_something(paragraph) for paragraph in found)


def _always_says_something(paragraph: ParagraphSource) -> bool:
    return _certain(parse_block("\n".join(paragraph.lines)).body)


def _certain(body: Sequence[nodes.Node]) -> bool:
    """Whether some words stand whichever way the flags fall."""
    return any(_both_branches(node) if isinstance(node, nodes.If) else _says_something(node) for node in body)


def _both_branches(node: nodes.If) -> bool:
    return bool(node.else_) and _certain(node.body) and _certain(node.else_)


def _says_something(node: nodes.Node) -> bool:
    parts = node.nodes if isinstance(node, nodes.Output) else []
    return any(isinstance(part, nodes.Name) or (isinstance(part, nodes.TemplateData) and part.data.strip()) for part in parts)


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
