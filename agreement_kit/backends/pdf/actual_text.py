"""The true words behind a line whose letters do not copy out right: Thai, Lao, Khmer, Burmese and Tamil.

A PDF maps each glyph to letters, and in these scripts one glyph has several readings. /ActualText says what the line reads.
WeasyPrint offers no way to write it, so one of its private functions is wrapped. `tests/test_backend_pdf.py` fails when it changes.
"""

import re
from typing import Any

SCRIPTS = re.compile("[\u0b80-\u0bff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
BREAK = "\u200b"  # a place to break a line, put in for layout only


def install() -> None:
    """Wrap the drawing of a line, once in a process; nothing when WeasyPrint has no such function."""
    from weasyprint.draw import text  # type: ignore[import-untyped, unused-ignore]

    if hasattr(text, "draw_first_line") and not hasattr(text, "_agreement_kit"):
        text.draw_first_line = _with_actual_text(text.draw_first_line)
        text._agreement_kit = True


def _with_actual_text(draw: Any) -> Any:
    def draw_first_line(stream: Any, textbox: Any, *rest: Any) -> Any:
        if not SCRIPTS.search(textbox.text):
            return draw(stream, textbox, *rest)
        words = textbox.text.replace(BREAK, "").encode("utf-16-be").hex()
        stream.stream.append(f"/Span <</ActualText <feff{words}>>> BDC".encode())
        result = draw(stream, textbox, *rest)
        stream.stream.append(b"EMC")
        return result

    return draw_first_line
