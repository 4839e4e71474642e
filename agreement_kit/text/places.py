"""Where in a text: references to provisions of the agreement, and citations of law."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from agreement_kit.errors import LibraryError, MissingTranslation, Problem, nearest
from agreement_kit.text.conventions import Conventions, Grammar, Piece
from agreement_kit.text.lists import join_list
from agreement_kit.text.numerals import digits
from agreement_kit.text.values import Cite, Place

Path: TypeAlias = Sequence[tuple[str, int]]  # (("article", 5), ("paragraph", 2)); without the article: relative to it
Head: TypeAlias = Literal["alone", "plural", "again"]


def reference(path: Path, conventions: Conventions) -> str:
    """One reference in words: (("article", 5), ("paragraph", 2)) is "Article 5(2)"; (("paragraph", 2),) is "paragraph (2)"."""
    return _print(_place(path), _references(conventions), "alone")


def references(paths: Sequence[Path], conventions: Conventions) -> str:
    """Several references in one phrase: "Articles 5(2) and 6", "paragraphs (2) to (4)"."""
    printer = _references(conventions)
    unique = list(dict.fromkeys(tuple(path) for path in paths))
    if _siblings(unique):
        numbers = tuple(path[-1][1] for path in unique)
        return _print((*_place(unique[0][:-1]), (unique[0][-1][0], numbers)), printer, "alone")
    if len({path[0][0] for path in unique}) == 1 and not printer.grammar.inner_first:
        words = [_print(_place(path), printer, "again" if index else "plural") for index, path in enumerate(unique)]
        return join_list(words, conventions)
    return join_list([_print(_place(path), printer, "alone") for path in unique], conventions)


def cite(value: Cite, conventions: Conventions) -> str:
    """A place in a law: "Act No. 57 of 2003, art. 28(1)". Raises MissingTranslation when the law has no words in the language."""
    instrument = _instrument(value, conventions)
    if not value.place:
        return instrument
    place = _print(value.place, _Printer(conventions, conventions.cite, {}), "alone")
    return conventions.cite.placed.format(instrument=instrument, place=place)


def _instrument(value: Cite, conventions: Conventions) -> str:
    number, title = value.number.get(conventions.tag), value.title.get(conventions.tag)
    if number and title:
        return conventions.cite.titled.format(number=number, title=title)
    if number or title:
        return number or title or ""
    known = next(iter([*value.number.values(), *value.title.values()]), "an instrument")
    raise MissingTranslation(Problem("no_words", f"'{known}' has neither number nor title in '{conventions.tag}'"))


@dataclass(frozen=True, slots=True)
class _Printer:
    """What printing a place needs: the language, the grammar, and the style of digits of each step that does not say its own."""

    conventions: Conventions
    grammar: Grammar
    styles: Mapping[str, str]


def _references(conventions: Conventions) -> _Printer:
    return _Printer(conventions, conventions.references, {kind: level.digits for kind, level in conventions.numbering.items()})


def _place(path: Path) -> Place:
    return tuple((kind, (n,)) for kind, n in path)


def _siblings(paths: Sequence[Path]) -> bool:
    """Whether all paths differ in the last number only."""
    return len({(tuple(path[:-1]), path[-1][0]) for path in paths}) == 1


def _print(place: Place, printer: _Printer, head: Head) -> str:
    order = list(printer.grammar.pieces)
    for kind, _ in place:
        if kind not in order:
            message = f"'{printer.conventions.tag}' has no words for '{kind}' in a reference or citation"
            raise LibraryError(Problem("unknown_step", message, hint=nearest(kind, order)))
    steps = sorted(place, key=lambda step: order.index(step[0]), reverse=printer.grammar.inner_first)
    words: list[str] = []
    above: str | None = None
    for kind, numbers in steps:
        words.append(_step(kind, numbers, printer, above, head))
        above = kind
    return printer.grammar.join.join(words)


def _step(kind: str, numbers: Sequence[int | str], printer: _Printer, above: str | None, head: Head) -> str:
    runs = list(_runs(numbers))
    words = [_run(run, kind, printer, above, _form(head, above, len(numbers)) if index == 0 else "again") for index, run in enumerate(runs)]
    return join_list(words, printer.conventions)


def _form(head: Head, above: str | None, count: int) -> Head:
    """The form of the first number of a step: only the outermost step has a plural or is repeated."""
    if above is not None:
        return "alone"
    return "plural" if head == "alone" and count > 1 else head


def _run(run: Sequence[int | str], kind: str, printer: _Printer, above: str | None, form: Head) -> str:
    first = _number(run[0], kind, printer, above, form)
    return first if len(run) == 1 else printer.grammar.range.format(first=first, last=_number(run[-1], kind, printer, above, "again"))


def _number(n: int | str, kind: str, printer: _Printer, above: str | None, form: Head) -> str:
    piece = printer.grammar.pieces[kind]
    style = piece.digits or printer.styles.get(kind, "decimal")
    if str(n)[:1].isalpha() and piece.letters:
        piece = piece.letters
    pattern = _choose(piece, above, form)
    main, *branches = str(n).split("-") if "{branch}" in pattern else [str(n)]
    branch = "".join((piece.branch or "{n}").format(n=_written(part, style, printer.conventions)) for part in branches)
    return pattern.format(n=_written(main, style, printer.conventions), branch=branch)


def _choose(piece: Piece, above: str | None, form: Head) -> str:
    """The pattern of a step. A repeated step prefers its own form; a later step the one after what stands above it."""
    if form == "again":
        return piece.again or piece.alone
    if above is not None:
        return piece.within.get(above) or piece.after or piece.alone
    return piece.plural or piece.alone if form == "plural" else piece.alone


def _written(n: str, style: str, conventions: Conventions) -> str:
    return digits(int(n), style, conventions.own_digits, conventions.own_letters) if n.isdecimal() else n


def _runs(numbers: Sequence[int | str]) -> Iterator[list[int | str]]:
    """Split numbers into runs of three or more that follow each other, given as their ends, and single numbers."""
    run: list[int | str] = []
    for n in numbers:
        if run and not (isinstance(n, int) and isinstance(run[-1], int) and n == run[-1] + 1):
            yield from _ends(run)
            run = []
        run.append(n)
    yield from _ends(run)


def _ends(run: list[int | str]) -> Iterator[list[int | str]]:
    if len(run) > 2:
        yield [run[0], run[-1]]
    else:
        yield from ([n] for n in run)
