"""Pictures: the SVG itself for Word since 2016, and a grey PNG of the same size, as the format asks, for what cannot read it."""

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from agreement_kit.backends.docx.xml import escape
from agreement_kit.errors import Problem, RenderError

EMU = 12700  # English metric units in a point
_UNITS = {"px": 0.75, "pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "": 0.75}
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


@dataclass(frozen=True, slots=True)
class Media:
    """A part of the package with the relationship that leads to it."""

    relationship: str
    name: str
    data: bytes


def grey_png() -> bytes:
    """A PNG of one light grey pixel."""
    pixel = zlib.compress(b"\x00\xf2", 9)
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", pixel), (b"IEND", b""))
    written = (struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


def size(svg: str, place: str, width: float) -> tuple[float, float]:
    """The size of a picture in points, at most `width` wide. Raises RenderError when it is not SVG."""
    try:
        if "<!DOCTYPE" in svg:
            raise ValueError("it declares a document type")
        root = ElementTree.fromstring(svg)
    except (ElementTree.ParseError, ValueError) as error:
        raise RenderError(Problem("bad_picture", f"the picture {place} is not SVG: {error}")) from error
    box = [float(part) for part in root.get("viewBox", "0 0 0 0").replace(",", " ").split()]
    wide = _length(root.get("width")) or box[2] * 0.75 or width
    high = _length(root.get("height")) or box[3] * 0.75 or wide / 2
    scale = min(1.0, width / wide)
    return wide * scale, high * scale


def drawing(relationships: tuple[str, str], measures: tuple[float, float], number: int, words: str) -> str:
    """A run with a picture in the line. `relationships` lead to the PNG and the SVG; `words` say what it shows."""
    wide, high = (round(measure * EMU) for measure in measures)
    png, svg = relationships
    name = f'id="{number}" name="Picture {number}" descr="{escape(words)}"'
    extension = f'<a:ext uri="{_SVG_EXTENSION}"><asvg:svgBlip xmlns:asvg="{_SVG}" r:embed="{svg}"/></a:ext>'
    blip = f'<a:blip r:embed="{png}"><a:extLst>{extension}</a:extLst></a:blip>'
    fill = f"<pic:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
    place = f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
    shape = f'<pic:spPr>{place}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    picture = f'<pic:pic xmlns:pic="{_PIC}"><pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>{fill}{shape}</pic:pic>'
    graphic = f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{_PIC}">{picture}</a:graphicData></a:graphic>'
    inline = f'<wp:extent cx="{wide}" cy="{high}"/><wp:docPr {name}/>{graphic}'
    return f'<w:r><w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">{inline}</wp:inline></w:drawing></w:r>'


def _length(written: str | None) -> float:
    """A length of SVG in points; 0 for none or one that depends on something else."""
    number = (written or "").rstrip("abcdefghijklmnopqrstuvwxyz% ")
    unit = (written or "")[len(number) :].strip()
    factors: Mapping[str, float] = _UNITS
    try:
        return float(number) * factors.get(unit, 0.0)
    except ValueError:
        return 0.0
