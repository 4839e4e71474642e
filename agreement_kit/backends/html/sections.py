"""Where pages begin and what stays together: the pieces of the provisions divided into sections."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from agreement_kit.backends.html.view import Flow, Grid, Item, Part, Piece, Row, Section, SectionKind, Signatories, Signatory, Stack

CARRIED = 12  # lines of a paragraph that may be carried over whole to stand before signatures
PAGE = 44  # lines that certainly fit on a page
FORM_ROW = 2.2  # lines that a row of a signature form takes
ABREAST = 2  # signature forms
CLAUSES = "main"  # the group of rows that are no closing words
ANNEXED = frozenset({"schedule", "addendum"})


def divide(provisions: Iterable[tuple[str, list[Piece]]]) -> tuple[Section, ...]:
    """The sections of an agreement, from the kind and the pieces of each provision.

    Neighbours that print alike make one section; a schedule is one of its own where it follows a table.
    Signatures take with them the last lines of the text before.
    """
    groups = list(_groups(provisions))
    _carry(groups)
    sections: list[Section] = []
    for kind, pieces in groups:
        first = kind == "schedule" and not any(section.kind == "schedule" for section in sections)
        if pieces:
            sections.append(_execution(pieces) if kind == "execution" else _plain(kind, pieces, first=first))
    return tuple(sections)


def _groups(provisions: Iterable[tuple[str, list[Piece]]]) -> Iterator[tuple[SectionKind, list[Piece]]]:
    """The pieces of neighbours of one kind together; of schedules one by one, but for one that goes on below a text without a table."""
    for kind, members in groupby(provisions, key=lambda part: _kind(part[0])):
        if kind != "schedule":
            yield kind, [piece for _, pieces in members for piece in pieces]
            continue
        together: list[list[Piece]] = []
        for _, pieces in members:
            if together and together[-1] and isinstance(together[-1][-1], Row):
                together[-1] += pieces
            else:
                together.append(list(pieces))
        yield from ((kind, pieces) for pieces in together)


def _kind(kind: str) -> SectionKind:
    if kind in ANNEXED:
        return "schedule"
    return "execution" if kind == "execution" else "body"


def _plain(kind: SectionKind, pieces: Sequence[Piece], *, first: bool) -> Section:
    return Section(kind, tuple(_items(pieces, fresh=first or kind == "body")), first)


def _items(pieces: Sequence[Piece], *, fresh: bool) -> Iterator[Item]:
    """Rows gathered into flows between tables and figures. The first names the languages when `fresh`, and so does a long one."""
    for in_rows, members in groupby(pieces, key=lambda piece: isinstance(piece, Row)):
        if not in_rows:
            yield from (piece for piece in members if not isinstance(piece, Row))
            continue
        rows = tuple(piece for piece in members if isinstance(piece, Row))
        yield Flow(rows, again=not fresh and sum(row.lines for row in rows) <= CARRIED)
        fresh = False


def _carry(groups: Sequence[tuple[SectionKind, list[Piece]]]) -> None:
    """Move the last rows before each execution into it."""
    for (_, before), (kind, pieces) in pairwise(groups):
        if kind == "execution":
            start = _tail(before, whole=_fits(pieces))
            pieces[:0] = before[start:]
            del before[start:]


def _tail(pieces: Sequence[Piece], *, whole: bool) -> int:
    """Where the last clause begins, with its heading and the closing words behind it: signatures must not stand without them.

    A long text stays where it is.
    """
    start, lines, enough = len(pieces), 0, False
    while start:
        piece = pieces[start - 1]
        if not isinstance(piece, Row) or (enough and not piece.keep) or _stays(piece, lines, whole=whole):
            break
        start -= 1
        lines += piece.lines
        enough = enough or lines > CARRIED or (lines >= 2 and piece.group == CLAUSES)
    return start


def _stays(row: Row, lines: int, *, whole: bool) -> bool:
    """Whether a row is too long to be carried over, with `lines` below it already.

    Before signatures kept `whole`, the page ends in a single text, two lines before its end. A row of columns cannot be so broken.
    """
    return row.lines > CARRIED and (lines >= 2 or (whole and len(row.cells) == 1))


def _fits(pieces: Sequence[Piece]) -> bool:
    """Whether signatures and the lines before them certainly fit on one page."""
    return CARRIED + sum(FORM_ROW * len(piece.rows) / ABREAST if isinstance(piece, Grid) else 2 for piece in pieces) <= PAGE


def _execution(pieces: Sequence[Piece]) -> Section:
    """Signatures with the lines before them: kept on one page when they fit, else going on overleaf between the forms."""
    tight = _fits([piece for piece in pieces if isinstance(piece, Grid)])
    items: list[Item] = []
    rows: list[Row] = []
    for piece in _aligned(pieces):
        if isinstance(piece, Row):
            rows.append(piece)
        elif isinstance(piece, Grid) and not piece.header:
            start = _name(rows)
            _add(items, [replace(row, keep=True) for row in rows[:start]])
            _sign(items, Signatory(piece.anchor, tuple(map(_stacked, rows[start:])), piece))
            rows = []
        else:
            _add(items, rows)
            items.append(piece)
            rows = []
    _add(items, rows)
    return Section("execution", tuple(items), tight=tight)


def _aligned(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, all forms with room for the longest caption of any, so that lines stand straight below one another."""
    forms = [piece for piece in pieces if isinstance(piece, Grid) and not piece.header]
    widest = {len(form.widths): form.widths for form in sorted(forms, key=lambda form: form.widths)}
    for piece in pieces:
        yield replace(piece, widths=widest[len(piece.widths)]) if isinstance(piece, Grid) and not piece.header else piece


def _name(rows: Sequence[Row]) -> int:
    """Where the row begins that says who signs: the last before the form, when it is a heading or a line without a number."""
    return len(rows) - 1 if rows and rows[-1].role != "note" and not rows[-1].numbered and rows[-1].lines <= 2 else len(rows)


def _stacked(row: Row) -> Stack:
    """The languages of a row below one another, each text once."""
    texts = {"".join(part.text for part in cell.parts): cell for cell in reversed(row.cells)}
    return tuple(replace(cell, parts=(Part("text", text),)) for text, cell in reversed(texts.items()))


def _add(items: list[Item], rows: Sequence[Row]) -> None:
    if rows:
        items.append(Flow(tuple(rows), again=True))


def _sign(items: list[Item], signatory: Signatory) -> None:
    """Add a signatory beside the one before it."""
    if items and isinstance(items[-1], Signatories):
        items[-1] = Signatories((*items[-1].members, signatory))
    else:
        items.append(Signatories((signatory,)))
