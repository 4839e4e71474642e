"""The sheet that an agreement is printed on: its type and its room, as agreement.css uses them."""

from agreement_kit.style import Style

SIZES = (1.0, 0.95, 0.9)  # of the type, for one, two, and more columns: narrow columns look larger than they are
POINT = 0.352778  # millimetres
GUTTER = 4.0  # millimetres before and behind the rule between columns
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
