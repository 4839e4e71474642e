"""Clause boards: the wordings of a clause beside each other, with their figures and the rules behind them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from agreement_kit.boards.asked import Asked, base_of, clause_of
from agreement_kit.boards.behind import rules_behind
from agreement_kit.boards.states import by_jurisdiction, moved
from agreement_kit.boards.written import figures, written
from agreement_kit.compare import Board, Column, board
from agreement_kit.errors import LibraryError, Problem
from agreement_kit.library import SOURCE_LANGUAGE, Library
from agreement_kit.library.clauses import BALANCED, POSITIONS, Clause

__all__ = ["ACROSS", "Asked", "clause_boards", "moved"]

ACROSS = ("positions", "variants", "languages", "jurisdictions")


def clause_boards(name: str, asked: Asked, library: Library) -> tuple[Board, ...]:
    """Every board of one clause: one for each variant, or one that holds all variants.

    Raises LibraryError for a clause, base or language that does not exist, and for a clause that has nothing to compare.
    """
    clause = clause_of(name, library)
    makers = {"positions": _by_position, "variants": _by_variant, "languages": _by_language, "jurisdictions": by_jurisdiction}
    if asked.across not in makers:
        raise LibraryError(
            Problem("unknown_comparison", f"'{asked.across}' is nothing to compare across", hint=f"one of {', '.join(ACROSS)}")
        )
    if asked.language not in library.languages:
        hint = f"one of {', '.join(library.languages)}"
        raise LibraryError(Problem("unknown_language", f"the library has no language '{asked.language}'", hint=hint))
    found = tuple(makers[asked.across](clause, asked, library))
    if not found:
        message = f"'{name}' is written once only; there is nothing to compare across {asked.across}"
        raise LibraryError(Problem("nothing_to_compare", message, clause.path))
    return found


def _by_position(clause: Clause, asked: Asked, library: Library) -> Iterator[Board]:
    for variant in clause.variants:
        positions = sorted(clause.positions(variant), key=POSITIONS.index)
        if len(positions) > 1:
            names = {position: position for position in positions}
            yield _board(clause, asked, library, f"{clause.name}: {variant}", {n: (variant, p) for n, p in names.items()})


def _by_variant(clause: Clause, asked: Asked, library: Library) -> Iterator[Board]:
    if len(clause.variants) > 1:
        yield _board(clause, asked, library, clause.name, {variant: (variant, BALANCED) for variant in clause.variants})


def _by_language(clause: Clause, asked: Asked, library: Library) -> Iterator[Board]:
    for (variant, position), paths in clause.texts.items():
        tags = [tag for tag in library.languages if tag in paths]
        if len(tags) > 1:
            title = f"{clause.name}: {variant}" + ("" if position == BALANCED else f", {position}")
            columns = [_column(clause, variant, position, tag, asked, library, name=tag) for tag in tags]
            base = base_of(asked.base, tags, SOURCE_LANGUAGE if SOURCE_LANGUAGE in tags else tags[0])
            rules = rules_behind(clause, variant, asked, library)
            columns[base] = replace(columns[base], rules=rules)
            yield board(clause.name, title, asked.across, base, columns, (), compared=False)


def _board(clause: Clause, asked: Asked, library: Library, title: str, wordings: Mapping[str, tuple[str, str]]) -> Board:
    """A board of several wordings in one language."""
    names = [name for name, which in wordings.items() if asked.language in clause.texts.get(which, {})]
    if not names:
        raise LibraryError(Problem("missing_translation", f"'{clause.name}' is not written in '{asked.language}'", clause.path))
    base = base_of(asked.base, names, names[0])
    columns = [_column(clause, *wordings[name], asked.language, asked, library, name=name) for name in names]
    texts = [library.text(clause.texts[wordings[name]][asked.language]) for name in names]
    shown = tuple(figures(clause, texts, library.conventions(asked.language)))
    return board(clause.name, title, asked.across, base, columns, shown)


def _column(clause: Clause, variant: str, position: str, tag: str, asked: Asked, library: Library, *, name: str) -> Column:
    text = library.text(clause.texts[variant, position][tag])
    lines = tuple(written(text, clause, library.conventions(tag), library))
    rules = rules_behind(clause, variant, asked, library) if asked.across != "languages" else ()
    note = clause.variants[variant].purpose if asked.across == "variants" else ""
    return Column(name, note, tag, lines, rules)
