"""The sheet that an agreement is printed on: its type and its room, as agreement.css uses them."""

from agreement_kit.backends.html import measure
from agreement_kit.style import Style

SIZES = (1.0, 0.95, 0.9)  # of the type, for one, two, and more columns: narrow columns look larger than they are
POINT = 0.352778  # millimetres
GUTTER = 4.0  # millimetres before and behind the rule between columns
BETWEEN = 10.0  # millimetres between two columns of contents
NUMBER = 2.8  # ems of the contents that are kept free for the page number
GRID = 0.86  # the type of tables, of that of the text


def size(style: Style) -> float:
    """The size of the type in points."""
    return style.size * SIZES[min(len(style.columns), len(SIZES)) - 1]


def em(style: Style) -> float:
    """The size of the type in millimetres."""
    return size(style) * POINT


def width(style: Style) -> float:
    """The width of the text in millimetres."""
    return style.page_width - 2 * style.margin_side


def height(style: Style) -> float:
    """The height of the text in millimetres."""
    return style.page_height - style.margin_top - style.margin_bottom


def grid(style: Style) -> float:
    """The width of a table over the whole page, in ems of its own type."""
    return width(style) / (em(style) * GRID)


def entry(style: Style) -> float:
    """The width of a heading in its language, in ems of the text, be it in the contents, which keep room for a page number."""
    count = len(style.columns)
    if count == 1:
        return ((width(style) - BETWEEN) / 2 - GUTTER) / em(style) - NUMBER
    share = measure.SHARES[0] if count == 2 else 100 // count
    return (width(style) * share / 100 - GUTTER * min(count - 1, 2)) / em(style) - NUMBER
