"""Pictures as groups of Word's own shapes: the words in them can be edited, and are set in the fonts of the file.

Word has had such groups since 2010. For older programs the words of the picture stand in its place.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from agreement_kit.backends.docx.xml import run
from agreement_kit.backends.lanes import CASING, LEADING, PAD, SIZE, Drawing, Frame, Said, Stroke

EMU = 12700  # English metric units in a point
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_WPG = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_SPACES = f'xmlns:a="{_A}" xmlns:wp="{_WP}" xmlns:wpg="{_WPG}" xmlns:wps="{_WPS}"'
_BLACK = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
_WHITE = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
_IN_CIRCLE = 0.7  # of the height of a circle: the square that fits in it
_DOUBLE = 3.0  # thickness of a double line; the others are one point

Writer = Callable[[Said, float, float, bool], str]  # a paragraph: words, size and line pitch in points, whether centred


def shapes(drawing: Drawing, highest: float, number: int, words: str, write: Writer) -> str:
    """A run with a drawing in the line, made smaller where it is higher than `highest` points.

    `number` tells the pictures of a file apart, `words` (escaped) say what it shows, and `write` gives the paragraphs in its boxes.
    """
    scale = min(1.0, highest / drawing.height)
    inside = "".join(
        (
            *(part for arrow in drawing.arrows for part in _arrow(arrow, scale)),
            *(_box(frame, scale, write) for frame in drawing.frames),
            *(_box(frame, scale, write) for frame in drawing.marks),
        )
    )
    wide, high = _emu(drawing.width * scale), _emu(drawing.height * scale)
    size = f'<a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/><a:chOff x="0" y="0"/><a:chExt cx="{wide}" cy="{high}"/>'
    group = f"<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>{size}</a:xfrm></wpg:grpSpPr>{inside}</wpg:wgp>"
    graphic = f'<a:graphic><a:graphicData uri="{_WPG}">{group}</a:graphicData></a:graphic>'
    named = f'<wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="{number}" name="Picture {number}" descr="{words}"/>'
    inline = f'<wp:inline distT="0" distB="0" distL="0" distR="0">{named}{graphic}</wp:inline>'
    choice = f'<mc:Choice Requires="wpg"><w:drawing>{inline}</w:drawing></mc:Choice>'
    return f"<w:r><mc:AlternateContent {_SPACES}>{choice}<mc:Fallback><w:t>{words}</w:t></mc:Fallback></mc:AlternateContent></w:r>"


def paragraph_in(said: Said, size: float, pitch: float, style: str, look: Callable[[str], str], *, centred: bool) -> str:
    """A paragraph in a box. `look` gives the run properties of words in their language, from what is added to them."""
    bold = "<w:b/><w:bCs/>" if said.bold else ""
    points = f'<w:sz w:val="{round(2 * size)}"/><w:szCs w:val="{round(2 * size)}"/>'
    aligned = f'<w:jc w:val="{"center" if centred else "left"}"/>'
    space = f'<w:spacing w:before="0" w:after="0" w:line="{round(20 * pitch)}" w:lineRule="exact"/>{aligned}'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{space}</w:pPr>{run(joined(said.rows), look(bold + points))}</w:p>'


def joined(rows: Iterable[str]) -> str:
    """The lines of a wording as one text; Word breaks it anew."""
    text = ""
    for row in rows:
        text += (" " if text and text[-1].isascii() and row[:1].isascii() else "") + row
    return text


def _box(frame: Frame, scale: float, write: Writer) -> str:
    line = f'<a:ln w="{_emu(frame.weight * scale)}">{_BLACK}</a:ln>' if frame.weight else "<a:ln><a:noFill/></a:ln>"
    fill = _WHITE if frame.weight else "<a:noFill/>"
    form = f'<a:prstGeom prst="{"ellipse" if frame.round else "rect"}"><a:avLst/></a:prstGeom>{fill}{line}'
    x, y, wide, high = (_emu(length * scale) for length in (frame.x, frame.y, frame.width, frame.height))
    place = f'<a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/>'
    pitch = frame.height * _IN_CIRCLE if frame.round else SIZE * LEADING
    text = "".join(write(said, SIZE * scale, pitch * scale, frame.round) for said in frame.said)
    words = f"<wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx>" if text else ""
    side = _emu(0 if frame.round or not frame.weight else PAD * scale)
    above = _emu(0 if frame.round else (PAD if frame.weight else PAD / 2) * scale)
    anchor = "ctr" if frame.round else "t"
    body = f'<wps:bodyPr wrap="square" lIns="{side}" tIns="{above}" rIns="{side}" bIns="0" anchor="{anchor}"><a:noAutofit/></wps:bodyPr>'
    return f"<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm>{place}</a:xfrm>{form}</wps:spPr>{words}{body}</wps:wsp>"


def _arrow(strokes: Sequence[Stroke], scale: float) -> Iterator[str]:
    """The lines of an arrow, on white where they pass over others."""
    for stroke in strokes:
        width = _DOUBLE if stroke.line == "double" else 1.0
        yield _shape(stroke, f'<a:ln w="{_emu((width + 2 * CASING) * scale)}">{_WHITE}</a:ln>', scale)
    yield from (_line(stroke, scale) for stroke in strokes)


def _line(stroke: Stroke, scale: float) -> str:
    double = stroke.line == "double"
    width = f'w="{_emu((_DOUBLE if double else 1.0) * scale)}"' + (' cmpd="dbl"' if double else "")
    dash = '<a:prstDash val="dash"/>' if stroke.line == "dashed" else ""
    size = "sm" if double else "med"  # the point grows with the line
    point = f'<a:tailEnd type="triangle" w="{size}" len="{size}"/>' if stroke.arrow else ""
    return _shape(stroke, f"<a:ln {width}>{_BLACK}{dash}{point}</a:ln>", scale)


def _shape(stroke: Stroke, line: str, scale: float) -> str:
    turned = "".join(_turned(stroke))
    left, top = min(stroke.x1, stroke.x2) * scale, min(stroke.y1, stroke.y2) * scale
    wide, high = abs(stroke.x2 - stroke.x1) * scale, abs(stroke.y2 - stroke.y1) * scale
    place = f'<a:off x="{_emu(left)}" y="{_emu(top)}"/><a:ext cx="{_emu(wide)}" cy="{_emu(high)}"/>'
    form = f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{line}'
    return f"<wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm{turned}>{place}</a:xfrm>{form}</wps:spPr><wps:bodyPr/></wps:wsp>"


def _turned(stroke: Stroke) -> Iterator[str]:
    if stroke.x2 < stroke.x1:
        yield ' flipH="1"'
    if stroke.y2 < stroke.y1:
        yield ' flipV="1"'


def _emu(points: float) -> int:
    return round(points * EMU)
