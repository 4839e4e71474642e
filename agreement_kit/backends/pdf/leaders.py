"""Dots that lead from words to a page number: three or more, or none. One or two read as a full stop or a slip.

How many dots a line has room for is known to WeasyPrint only, so the function that sets them is wrapped.
`tests/test_backend_pages.py` fails when it changes.
"""

from typing import Any

LEAST = 3


def install() -> None:
    """Wrap the setting of leaders, once in a process; nothing when WeasyPrint has no such function."""
    from weasyprint.layout import inline, leader  # type: ignore[import-untyped, unused-ignore]

    known = hasattr(inline, "handle_leader") and hasattr(leader, "leader_index")
    if known and not hasattr(leader, "_agreement_kit"):
        inline.handle_leader = _with_several_dots(inline.handle_leader, leader.leader_index)
        leader._agreement_kit = True


def _with_several_dots(handle: Any, find: Any) -> Any:
    def handle_leader(context: Any, line: Any, *rest: Any) -> Any:
        result = handle(context, line, *rest)
        _, dots = find(line)
        if dots is not None and len(dots.children) < LEAST:
            dots.children = ()
        return result

    return handle_leader
