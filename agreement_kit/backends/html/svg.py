"""A drawing as SVG: black lines and words on white, nothing else."""

from collections.abc import Iterator, Mapping
from math import copysign

from markupsafe import escape

from agreement_kit.backends.lanes import LEADING, PAD, SIZE, Drawing, Frame, Stroke
from agreement_kit.document import Language
from agreement_kit.style import LanguageStyle

_POINT = 5.0  # length of the point of an arrow
_APART = 1.3  # half of the distance between the two lines of a double one
_BASE = 0.36  # of the size of the type: from the middle of a line of words to its base


def svg(drawing: Drawing, languages: Mapping[Language, LanguageStyle]) -> str:
    """The SVG of a drawing, as wide as it is; each word in the fonts of its language."""
    size = f'width="{drawing.width:.1f}pt" height="{drawing.height:.1f}pt" viewBox="0 0 {drawing.width:.1f} {drawing.height:.1f}"'
    parts = (
        *(part for frame in drawing.frames for part in _frame(frame, languages)),
        *(part for stroke in drawing.strokes for part in _stroke(stroke)),
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


def _stroke(stroke: Stroke) -> Iterator[str]:
    """A line along one of the two axes, and its point."""
    along_x = stroke.y1 == stroke.y2
    way = copysign(1.0, (stroke.x2 - stroke.x1) if along_x else (stroke.y2 - stroke.y1))
    end = (stroke.x2 if along_x else stroke.y2) - (way * _POINT if stroke.arrow else 0.0)
    aside = (-_APART, _APART) if stroke.line == "double" else (0.0,)
    dash = ' stroke-dasharray="4 2.5"' if stroke.line == "dashed" else ""
    for off in aside:
        x1, y1, x2, y2 = (
            (stroke.x1, stroke.y1 + off, end, stroke.y2 + off) if along_x else (stroke.x1 + off, stroke.y1, stroke.x2 + off, end)
        )
        yield f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#000" stroke-width="1"{dash}/>'
    if stroke.arrow:
        half = _POINT * 0.55
        tip, foot = (stroke.x2, stroke.y2), end
        corners = [(foot, stroke.y2 - half), (foot, stroke.y2 + half)] if along_x else [(stroke.x2 - half, foot), (stroke.x2 + half, foot)]
        yield f'<polygon points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in (tip, *corners))}"/>'
