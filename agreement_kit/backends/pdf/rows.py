"""Rows that begin on one page in all their languages.

Where a row may be broken and one of its cells finds no room for its first lines, WeasyPrint begins the others all the same: one
language then starts a page before the other. A row with such a cell goes over to the next page whole, as one that is not to be broken.
`tests/test_backend_pdf.py` fails when the wrapped function changes.
"""

from typing import Any


def install() -> None:
    """Wrap the layout of blocks, once in a process; nothing when WeasyPrint has no such function."""
    from weasyprint.layout import block  # type: ignore[import-untyped, unused-ignore]

    if hasattr(block, "block_container_layout") and not hasattr(block, "_agreement_kit"):
        block.block_container_layout = _beginning_together(block.block_container_layout)
        block._agreement_kit = True


def _beginning_together(layout: Any) -> Any:
    from weasyprint.formatting_structure.boxes import TableCellBox  # type: ignore[import-untyped, unused-ignore]

    def block_container_layout(context: Any, box: Any, bottom_space: float, skip_stack: Any, *rest: Any, **options: Any) -> Any:
        result = layout(context, box, bottom_space, skip_stack, *rest, **options)
        if isinstance(box, TableCellBox) and box.children and skip_stack is None:
            box.style["break_inside"] = "avoid" if result[0] is None else "auto"  # read by the row once its cells are laid out
        return result

    return block_container_layout
