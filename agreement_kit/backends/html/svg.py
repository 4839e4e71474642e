"""A drawing as SVG: black lines and words on white, nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import copysign

from markupsafe import escape

from agreement_kit.backends.lanes import CASING, LEADING, PAD, SIZE, Drawing, Frame, Stroke
from agreement_kit.document import Language
from agreement_kit.style import LanguageStyle

_POINT = 5.0  # length of the point of an arrow
_DOUBLE, _HOLLOW = 3.6, 1.6  # thickness of a double line, and of the white in it
_BASE = 0.36  # of the size of the type: from the middle of a line of words to its base


def svg(drawing: Drawing, languages: Mapping[Language, LanguageStyle]) -> str:
    """The SVG of a drawing, as wide as it is; each word in the fonts of its language."""
    size = f'width="{drawing.width:.1f}pt" height="{drawing.height:.1f}pt" viewBox="0 0 {drawing.width:.1f} {drawing.height:.1f}"'
    parts = (
        *(part for arrow in drawing.arrows for part in _arrow(arrow)),
        *(part for frame in drawing.frames for part in _frame(frame, languages)),
        *(part for frame in drawing.marks for part in _frame(frame, languages)),
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-size="{SIZE:g}">{"".join(parts)}</svg>'


def _frame(frame: Frame, languages: Mapping[Language, LanguageStyle]) -> Iterator[str]:
    look = f'fill="#fff" stroke="#000" stroke-width="{frame.weight:g}"'
    if frame.round:
        radius = frame.width / 2
        yield f'<circle cx="{frame.x + radius:.1f}" cy="{frame.y + radius:.1f}" r="{radius:.1f}" {look}/>'
    elif frame.weight:
        yield f'<rect x="{frame.x:.1f}" y="{frame.y:.1f}" width="{frame.width:.1f}" height="{frame.height:.1f}" {look}/>'
    pitch = SIZE * LEADING
    rows = [(one, row) for one in frame.said for row in one.rows]
    first = frame.y + (frame.height / 2 if frame.round else (PAD if frame.weight else PAD / 2) + pitch / 2) + SIZE * _BASE
    x = frame.x + (frame.width / 2 if frame.round else PAD if frame.weight else 0.0)
    for place, (one, row) in enumerate(rows):
        fonts = escape(", ".join(f"'{name}'" for name in languages[one.language].fonts))
        look = f'font-family="{fonts}"' + (' font-weight="bold"' if one.bold else "") + (' text-anchor="middle"' if frame.round else "")
        yield f'<text x="{x:.1f}" y="{first + place * pitch:.1f}" {look}>{escape(row)}</text>'


def _arrow(strokes: Sequence[Stroke]) -> Iterator[str]:
    """Lines along one of the two axes, and their point, with white beside them where they pass over others.

    A double line is a thick one with a white one on it, so that its corners close.
    """
    widths = [_DOUBLE if stroke.line == "double" else 1.0 for stroke in strokes]
    yield from (_line(replace(stroke, line="solid"), "#fff", width + 2 * CASING) for stroke, width in zip(strokes, widths, strict=True))
    yield from (_line(stroke, "#000", width) for stroke, width in zip(strokes, widths, strict=True))
    yield from (_line(stroke, "#fff", _HOLLOW) for stroke in strokes if stroke.line == "double")
    yield from (_point(stroke) for stroke in strokes if stroke.arrow)


def _line(stroke: Stroke, colour: str, width: float) -> str:
    x2, y2 = _foot(stroke) if stroke.arrow else (stroke.x2, stroke.y2)
    dash = ' stroke-dasharray="4 2.5"' if stroke.line == "dashed" else ' stroke-linecap="square"'
    place = f'x1="{stroke.x1:.1f}" y1="{stroke.y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {place} stroke="{colour}" stroke-width="{width:g}"{dash}/>'


def _foot(stroke: Stroke) -> tuple[float, float]:
    """Where the point of an arrow begins."""
    if stroke.y1 == stroke.y2:
        return stroke.x2 - copysign(_POINT, stroke.x2 - stroke.x1), stroke.y2
    return stroke.x2, stroke.y2 - copysign(_POINT, stroke.y2 - stroke.y1)


def _point(stroke: Stroke) -> str:
    x, y = _foot(stroke)
    half = _POINT * 0.55
    sides = [(x, y - half), (x, y + half)] if stroke.y1 == stroke.y2 else [(x - half, y), (x + half, y)]
    return f'<polygon points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in ((stroke.x2, stroke.y2), *sides))}"/>'
