"""Lines that end in a space, filled to their end.

Where words before a link or a term fit a line but for their last space, WeasyPrint 70 breaks the line after the first of them.
Where a line ends in an ideographic space, it breaks it after the number before the words, which then stands alone.
The space hangs over the edge instead.
`tests/test_backend_pdf.py` fails when the wrapped function changes.
"""

from typing import Any

IDEOGRAPHIC_SPACE = "\u3000"
_JUST_BELOW = 1 - 1e-6  # so that sums of fractions do not come out above the width


def install() -> None:
    """Wrap the splitting of a text into lines, once in a process; nothing when WeasyPrint has no such function."""
    from weasyprint.layout import inline  # type: ignore[import-untyped, unused-ignore]

    if hasattr(inline, "split_first_line") and not hasattr(inline, "_agreement_kit"):
        inline.split_first_line = _with_hanging_space(inline.split_first_line)
        inline._agreement_kit = True


def _with_hanging_space(split: Any) -> Any:
    def split_first_line(text: str, style: Any, context: Any, width: float | None, *rest: Any, **options: Any) -> Any:
        line = _hung(text, split(text, style, context, width, *rest, **options), width)
        words = text.rstrip(" ")
        if line[2] is None or width is None or words in ("", text) or style["white_space"] != "normal":
            return line
        bare = split(words, style, context, width, *rest, **options)
        if bare[2] is not None or bare[3] > width:
            return line
        return split(text, style, context, width + style["font_size"], *rest, **options)

    return split_first_line


def _hung(text: str, line: Any, width: float | None) -> Any:
    """A line (layout, bytes, where the next begins, width, …) no wider than its room when what stands out is an ideographic space."""
    if width is None or line[3] <= width:
        return line
    ends_wide = text.encode()[: line[1]].decode(errors="ignore").endswith(IDEOGRAPHIC_SPACE)
    return (*line[:3], width * _JUST_BELOW, *line[4:]) if ends_wide else line
