"""How clause boards are printed in a terminal."""

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

import agreement_kit as kit

_STYLES = {"same": "", "removed": "red strike", "added": "green underline"}
_MARKS = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}  # where there is no colour, as word diffs have them
_NARROWEST = 28  # characters of a column; more columns than fit stand below each other in pairs with the base


def show(boards: Sequence[kit.Board], console: Console | None = None) -> None:
    """Print boards: wordings side by side, figures, and the rules behind each."""
    out = console or Console(highlight=False)
    for board in boards:
        out.print(Text(f"\n{board.title}", style="bold"))
        for places in _pages(board, out.width):
            out.print(_wordings(board, places, colour=out.is_terminal))
        if board.figures:
            out.print(_figures(board))
        _rules(board, out)


def _pages(board: kit.Board, width: int) -> list[list[int]]:
    """The columns of each table: all where they fit, else the base with as many others as fit."""
    most = max(2, width // _NARROWEST)
    others = [place for place in range(len(board.columns)) if place != board.base]
    if len(board.columns) <= most:
        return [list(range(len(board.columns)))]
    return [[board.base, *others[start : start + most - 1]] for start in range(0, len(others), most - 1)]


def _wordings(board: kit.Board, places: Sequence[int], *, colour: bool) -> Table:
    table = Table(box=box.ROUNDED, show_lines=True, expand=True)
    for place in places:
        column = board.columns[place]
        role = "base" if board.compared else "original"
        head = f"{column.name} ({role})" if place == board.base else column.name
        table.add_column(f"{head}\n{column.note}" if column.note else head, ratio=1, overflow="fold")
    for row in board.rows:
        if any(row.cells[place] for place in places):
            table.add_row(*(_cell(row.cells[place], colour=colour) for place in places))
    return table


def _cell(cell: kit.Cell | None, *, colour: bool) -> Text:
    if cell is None:
        return Text("—", style="dim")
    text = Text(f"{cell.label} " if cell.label else "", style="dim" if colour else "")
    for part in cell.parts:
        text.append(part.text if colour else _MARKS[part.change].format(part.text), style=_STYLES[part.change] if colour else "")
    return text


def _figures(board: kit.Board) -> Table:
    table = Table(box=box.SIMPLE, title="Figures", title_justify="left")
    for head in ("", *(column.name for column in board.columns), "limit"):
        table.add_column(head, overflow="fold")
    for figure in board.figures:
        table.add_row(figure.name, *(value or "—" for value in figure.values), figure.bound or "—")
    return table


def _rules(board: kit.Board, out: Console) -> None:
    for column in board.columns:
        if column.rules:
            out.print(Text(f"Rules behind {column.name}", style="bold"))
        for rule in column.rules:
            out.print(Text(f"  {rule.name}: {rule.says} ({rule.citation}; since {rule.since}; confidence {rule.confidence})"))
