"""The title page and the contents: what fits on them, measured before any font is opened."""

from collections.abc import Iterator
from math import ceil

from agreement_kit.backends import letters
from agreement_kit.backends.html import breaks, measure, sheet
from agreement_kit.backends.html.view import Cell, View
from agreement_kit.document import Agreement, Language
from agreement_kit.style import Style

# Of agreement.css, in ems of the type of the text unless they are millimetres
TYPE = 0.94  # the contents
SPACINGS = {"": (1.35, 0.9), "close": (1.22, 0.4), "closer": (1.18, 0.25)}  # the leading of contents, and millimetres between entries
HEADING = 1.1 * 1.45
NAME = 1.25 * 1.4  # a party
LINE = 1.45
TITLE, TITLE_LETTERS = 10.2, 35  # millimetres of a line of the title, and how many letters it holds
SECOND_TITLE = 10.4  # millimetres
COVER = 64.0  # millimetres on the title page that hold no words
JOINT = 4.8  # millimetres around "between" and "and"
WIDER = 1.4  # how much wider than the least numbers those may be that words begin behind alike
JOINED = " · "  # between languages on one line
HEADS = 6.5  # millimetres around the heading of the contents, and the names of the languages below it


def fits_cover(agreement: Agreement, style: Style, shown: View) -> bool:
    """Whether the contents have room on the title page, be they set closer."""
    return _cover(agreement, style, shown) + contents(style, shown, "close") <= sheet.height(style)


def spacing(agreement: Agreement, style: Style, shown: View) -> str:
    """How close the contents are set: no closer than saves a page."""
    room = sheet.height(style) - (_cover(agreement, style, shown) if fits_cover(agreement, style, shown) else 0)
    return min(SPACINGS, key=lambda name: ceil(contents(style, shown, name) / room))


def contents(style: Style, shown: View, spaced: str) -> float:
    """The height of the contents in millimetres. Those of a single language are set in two columns."""
    em = sheet.em(style)
    leading, space = SPACINGS[spaced]
    rooms = [(room, dict(tabs(tag, shown))[""]) for tag, room in zip(style.columns, _rooms(style, shown), strict=True)]
    heights = [
        space + leading * TYPE * em * max(_lines(cell, *room) for cell, room in zip(entry.cells, rooms, strict=True))
        for entry in shown.contents
    ]
    return HEADING * em + HEADS + sum(heights) / (2 if len(style.columns) == 1 else 1)


def _rooms(style: Style, shown: View) -> Iterator[float]:
    """The ems that the words of an entry have in each language, its number included."""
    em = sheet.em(style) * TYPE
    if len(style.columns) == 1:
        yield (sheet.width(style) - sheet.BETWEEN) / 2 / em - sheet.NUMBER
        return
    for share in shown.widths:
        yield (sheet.width(style) * share / 100 - sheet.GUTTER) / em - sheet.NUMBER


def _lines(cell: Cell, room: float, tab: float) -> int:
    words = "".join(part.text for part in cell.parts[2 * cell.tabbed :])
    return breaks.lines(words, room - tab * cell.tabbed)


def _cover(agreement: Agreement, style: Style, shown: View) -> float:
    """The height in millimetres of what stands above the contents on the title page."""
    em = sheet.em(style)
    names = sum(len(stack) for stack in shown.parties) * NAME + sum(len(stack) for stack in shown.numbers) * LINE
    titles = TITLE * ceil(len(agreement.title[style.columns[0]]) / TITLE_LETTERS) + SECOND_TITLE * (len(style.columns) - 1)
    lines = 1 + len(texts(agreement, style)) + len(style.columns) * (2 if style.reading_copy else 1) + len(shown.parties)
    return COVER + titles + em * (names + lines * LINE) + JOINT * len(shown.parties)


def texts(agreement: Agreement, style: Style) -> tuple[tuple[tuple[Language, str], ...], ...]:
    """The lines that say which texts are authentic, where not all are shown: one for all languages or, where that is too long, for each."""
    if agreement.texts.shown(style.columns):
        return ()
    said = tuple((tag, agreement.texts.said[tag]) for tag in style.columns if tag in agreement.texts.said)
    together = letters.ems(JOINED.join(text for _, text in said)) * sheet.em(style) <= sheet.width(style)
    return (said,) if together else tuple((one,) for one in said)


def tabs(language: Language, shown: View) -> Iterator[tuple[str, float]]:
    """Where the words of the contents begin in a language, in ems, by the kind of entry; "" stands for all kinds but those that follow.

    They begin behind the widest number. A kind with much wider numbers has a place of its own, so as not to push all words to the right.
    """
    found: dict[str, float] = {}
    for entry in shown.contents:
        for cell in entry.cells:
            if cell.tabbed and cell.language == language:
                found[entry.kind] = max(found.get(entry.kind, 0.0), measure.label(cell.parts[0].text))
    usual = min(found.values(), default=0.0) * WIDER
    yield "", max((width for width in found.values() if width <= usual), default=0.0)
    yield from ((kind, width) for kind, width in found.items() if width > usual)
