"""A picture as figures between which a page may end: the states, then the key."""

from collections.abc import Iterator

from agreement_kit.backends.html.svg import svg
from agreement_kit.backends.lanes import drawing
from agreement_kit.document import Language, Picture, Text, Wording, plain
from agreement_kit.style import Style

MM = 25.4 / 72  # a point in millimetres


def figures(picture: Picture, style: Style) -> Iterator[tuple[str, Wording]]:
    """The SVG of each part of a picture, with the words for those who cannot see it."""
    drawn = drawing(picture, style.columns, (style.page_width - 2 * style.margin_side) / MM)
    key: Wording = {tag: (Text(_key(picture, tag)),) for tag in style.columns}
    for part, said in zip(drawn.parts, (picture.alternative, key), strict=False):
        yield svg(part, style.languages), said


def _key(picture: Picture, language: Language) -> str:
    return "; ".join(f"{crossing.number[language]} {plain(crossing.wording[language])}" for crossing in picture.crossings)
