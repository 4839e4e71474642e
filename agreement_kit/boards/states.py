"""The same facts under the law of each state: the wording as it would be drafted there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from agreement_kit.assemble import run
from agreement_kit.boards.asked import Asked, base_of
from agreement_kit.boards.behind import rules_found
from agreement_kit.compare import Board, Column, Figure, board
from agreement_kit.deal import Deal
from agreement_kit.document import Block, Fill, Paragraph, Provision, Table, Wording, plain
from agreement_kit.errors import AgreementKitError, LibraryError, Problem
from agreement_kit.library import Library
from agreement_kit.library.clauses import Clause, FigureBound
from agreement_kit.terms import wordings
from agreement_kit.text.lists import NO_BREAK


def by_jurisdiction(clause: Clause, asked: Asked, library: Library) -> Iterator[Board]:
    """One board: what becomes of a clause when the data of a deal lie in each state of which the library knows the law."""
    if asked.deal is None:
        message = "a comparison across jurisdictions needs the deal whose facts are asked of each state"
        raise LibraryError(Problem("deal_needed", message, hint="--deal DEAL"))
    home = asked.deal.kept_in(next(iter(asked.deal.datasets)))
    drafts = [_drafted(clause, moved(asked.deal, home, state), state, asked, library) for state in library.jurisdictions]
    columns = [draft.column for draft in drafts]
    names = [column.name for column in columns]
    base = base_of(asked.base, names, home if home in names else names[0])
    figures = tuple(_figures(clause, drafts, asked.language, library))
    yield board(clause.name, f"{clause.name}: data of {asked.deal.name}", asked.across, base, columns, figures)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A clause as drafted under one law: its column, the words in its blanks, and what that law says of each figure."""

    column: Column
    blanks: Mapping[str, str]
    law: Mapping[str, int]


def _figures(clause: Clause, drafts: Sequence[_Draft], language: str, library: Library) -> Iterator[Figure]:
    """What is agreed in each blank under each law, and below it the number of that law which it is held to."""
    for name, blank in clause.blanks.items():
        if not any(name in draft.blanks for draft in drafts):
            continue
        yield Figure(blank.name.get(language) or name.replace("_", " "), "", tuple(draft.blanks.get(name, "") for draft in drafts))
        for bound in (blank.at_least, blank.at_most):
            if isinstance(bound, FigureBound):
                figure = library.codes.figures[bound.figure]
                values = tuple(f"{draft.law[bound.figure]} {figure.unit}" if bound.figure in draft.law else "" for draft in drafts)
                yield Figure(f"the law: {figure.says}", "", values)


def moved(deal: Deal, home: str, state: str) -> Deal:
    """The same deal with one state in the place of another: in parties, sites, data and mechanisms.

    Approvals and accepted silences speak of the law that is left behind, and go with it.
    """

    def swapped(value: Any) -> Any:
        if isinstance(value, dict):
            return {swapped(key): swapped(child) for key, child in value.items()}
        if isinstance(value, list):
            return [swapped(child) for child in value]
        return state if value == home else value

    fields = {"parties", "sites", "datasets", "operations", "mechanism"}
    data = deal.model_dump(mode="python", by_alias=True)
    changed = {**data, **{name: swapped(data[name]) for name in fields}, "approvals": [], "accepted": []}
    return Deal.model_validate(changed).changed(name=deal.name)


def _drafted(clause: Clause, deal: Deal, state: str, asked: Asked, library: Library) -> _Draft:
    try:
        assembly = run(deal, library, (asked.language,))
    except AgreementKitError as error:
        return _Draft(Column(state, "; ".join(problem.message for problem in error.problems), asked.language, ()), {}, {})
    choices = [choice for choice in assembly.choices.chosen if choice.clause.name == clause.name]
    own = [p for p in assembly.agreement.provisions if p.provenance and p.provenance.clause == clause.name]
    broken = [breach.why for breach in assembly.findings.breaches if breach.law == state]
    out = next((o.because for o in assembly.choices.omitted if o.clause == clause.name), "")
    note = "; ".join([*dict.fromkeys(broken), *([out] if out else [])])
    words = tuple(line for provision in own for line in _printed(provision, asked.language))
    bounds = {b.figure for blank in clause.blanks.values() for b in (blank.at_least, blank.at_most) if isinstance(b, FigureBound)}
    law = {figure: by_state[state] for figure, by_state in assembly.findings.figures.items() if figure in bounds and state in by_state}
    held = [found for found in assembly.findings.of_kind("figure") if found.rule.state == state and found.rule.figure in law]
    return _Draft(Column(state, note, asked.language, words, rules_found(choices, held, library)), _filled(own, asked.language), law)


def _filled(provisions: Sequence[Provision], language: str) -> dict[str, str]:
    """The words that stand in the blanks of some provisions."""
    parts = (part for provision in provisions for wording in wordings(provision.blocks) for part in wording.get(language, ()))
    return {part.blank: part.text.replace(NO_BREAK, " ") for part in parts if isinstance(part, Fill)}


def _printed(provision: Provision, language: str) -> Iterator[tuple[str, str]]:
    yield "", plain(provision.heading.get(language, ()))
    yield from _lines(provision.blocks, language)


def _lines(blocks: Sequence[Block], language: str) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.label.get(language, ""), _plain(block.wording, language)
            yield from _lines(block.children, language)
        elif isinstance(block, Table):
            for row in (block.header, *block.rows):
                yield "", " | ".join(_plain(cell, language) for cell in row)


def _plain(wording: Wording, language: str) -> str:
    return plain(wording.get(language, ())).replace(NO_BREAK, " ")
