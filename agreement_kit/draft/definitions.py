"""The article of definitions: it takes up the terms that the English text uses, in every language."""

from collections.abc import Iterator
from dataclasses import replace

from agreement_kit.document import Definition, Inline, Paragraph, Provision, Text
from agreement_kit.draft.groups import Group
from agreement_kit.draft.page import Drafter, Page, marked
from agreement_kit.errors import MissingTranslation, Problem
from agreement_kit.library import SOURCE_LANGUAGE, Library
from agreement_kit.library.clauses import Clause
from agreement_kit.rules import Unit
from agreement_kit.select import Choice, Target
from agreement_kit.terms import closure, texts, words_of
from agreement_kit.text.conventions import Conventions
from agreement_kit.text.markup import pieces

DEFINITIONS = "definitions"


def used_definitions(drafted: list[Provision], library: Library) -> tuple[Clause, ...]:
    """The definitions of the terms that the English text uses, and of those that they use, in the order of the English terms."""
    entries = {clause.name: library.text(clause.texts["any", "balanced"][SOURCE_LANGUAGE]) for clause in library.definitions}
    forms = {clause.name: (entries[clause.name].heading, *clause.forms) for clause in library.definitions}
    bodies = {name: " ".join(source for source, _ in pieces(text)).replace(text.heading, "", 1) for name, text in entries.items()}
    start = [part for provision in drafted for part in _english(provision)]
    wanted = closure(start, bodies, forms)
    return tuple(sorted((c for c in library.definitions if c.name in wanted), key=lambda c: entries[c.name].heading.casefold()))


def with_definitions(drafted: list[Provision], terms: tuple[Clause, ...], drafter: Drafter) -> Iterator[Provision]:
    """The article of definitions takes up those that are used."""
    for provision in drafted:
        if not provision.id.startswith(f"{DEFINITIONS}."):
            yield provision
            continue
        entries = tuple(paragraph for clause in terms for paragraph in _definition(clause, drafter, provision))
        head, *rest = provision.blocks
        assert isinstance(head, Paragraph)
        yield replace(provision, blocks=(replace(head, children=(*head.children, *entries)), *rest))


def _english(provision: Provision) -> Iterator[str]:
    yield from texts(provision.blocks, SOURCE_LANGUAGE)
    yield words_of(provision.heading.get(SOURCE_LANGUAGE, ()))


def _definition(clause: Clause, drafter: Drafter, home: Provision) -> Iterator[Paragraph]:
    """One definition: the term in the marks of each language, then its body."""
    paths = clause.texts["any", "balanced"]
    missing = [tag for tag in drafter.languages if tag not in paths]
    if missing:
        raise MissingTranslation(Problem("missing_translation", f"the definition is not written in '{missing[0]}'", clause.path))
    own = {tag: drafter.library.text(paths[tag]) for tag in drafter.languages}
    values = dict(drafter.fills.single)
    group = Group((_lone(clause, drafter),), "", own, values, drafter.fills.flags)
    head, *rest = Page(drafter, group, None).blocks()
    assert isinstance(head, Paragraph)
    wording = {tag: _headed(clause.name, own[tag].heading, head.wording[tag], drafter.conventions[tag]) for tag in drafter.languages}
    identity = f"{home.id}/{clause.name}"
    drafter.symbols.setdefault(clause.name, []).append(identity)
    tail = tuple(block for block in rest if isinstance(block, Paragraph))
    yield Paragraph(identity, wording, {}, (*head.children, *tail))


def _lone(clause: Clause, drafter: Drafter) -> Choice:
    return Choice(clause, "any", "balanced", Target(Unit("agreement", "agreement"), {}), {}, ())


def _headed(term: str, heading: str, body: tuple[Inline, ...], conventions: Conventions) -> tuple[Inline, ...]:
    gap = " " if conventions.join_lines else ""
    return (*marked(Definition(term, heading), conventions), Text(gap), *body)
