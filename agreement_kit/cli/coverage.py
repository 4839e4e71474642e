"""How coverage is printed in a terminal."""

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

import agreement_kit as kit

_COLOURS = {"covered": "green", "in part": "yellow", "not covered": "red"}


def show(frameworks: Sequence[kit.FrameworkCoverage], *, gaps: bool) -> None:
    """Print each framework: its items, how they stand, and the clauses that answer them; with `gaps` only what is not covered whole."""
    out = Console(highlight=False)
    for framework in frameworks:
        out.print(Text(f"\n{framework.title}", style="bold"))
        out.print(Text(framework.note, style="dim"))
        items = [item for item in framework.items if not gaps or item.standing != "covered"]
        out.print(_table(items) if items else Text("Everything is covered."))


def _table(items: Sequence[kit.Covered]) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    for head in ("Item", "What it is about", "Standing", "Clauses", "Not answered"):
        table.add_column(head, overflow="fold")
    for item in items:
        standing = Text(item.standing, style=_COLOURS[item.standing])
        table.add_row(item.item, item.says, standing, ", ".join(item.clauses) or "—", ", ".join(item.missing) or "—")
    return table
