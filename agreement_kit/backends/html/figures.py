"""A picture as figures: the states, then the key. A page ends between them only where both are high and would leave a hole before them."""

from collections.abc import Iterator

from agreement_kit.backends.html import sheet
from agreement_kit.backends.html.svg import svg
from agreement_kit.backends.lanes import drawing
from agreement_kit.document import Language, Picture, Text, Wording, plain
from agreement_kit.style import Style

MM = 25.4 / 72  # a point in millimetres
WHOLE = 0.5  # of the height of a page, for a picture that is not parted from its key


def figures(picture: Picture, style: Style) -> Iterator[tuple[str, Wording, bool]]:
    """The SVG of each part of a picture, the words for those who cannot see it, and whether it stands on the page of the next part."""
    drawn = drawing(picture, style.columns, sheet.width(style) / MM)
    whole = drawn.height * MM <= sheet.height(style) * WHOLE
    key: Wording = {tag: (Text(_key(picture, tag)),) for tag in style.columns}
    parts = drawn.parts
    for part, said in zip(parts, (picture.alternative, key), strict=False):
        yield svg(part, style.languages), said, whole and part is not parts[-1]


def _key(picture: Picture, language: Language) -> str:
    return "; ".join(f"{crossing.number[language]} {plain(crossing.wording[language])}" for crossing in picture.crossings)
