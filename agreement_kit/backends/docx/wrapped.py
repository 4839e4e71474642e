"""Titles broken into lines by us and not by the program, so that what faces them can be as high, and no number stands alone."""

import re

from agreement_kit.backends.docx.measure import em

_SAFE = 0.97  # of a line: other programs and fonts need a little more than we reckon
_LAST = 0.3  # of a line that the last should have at least
_WIDE = "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6"
# What no line ends inside: a run of katakana, a word, or one wide character, each with its brackets and the mark after it.
_UNIT = re.compile(f"[（「『]*(?:[\u30a1-\u30fa\u30fc-\u30ff]+|[^\\s{_WIDE}]+|\\S)[）」』、。；：]*\\s*")


def wrapped(text: str, room: float, end: float) -> tuple[str, ...]:
    """The lines of a text in so many ems; `end` is what must stay free on the last of them. Together they are the text, spaces and all."""
    full = (room - end) * _SAFE
    lines = _filled(text, full)
    while len(lines) > 1 and em(lines[-1]) < full * _LAST and len(narrower := _filled(text, full - 1)) == len(lines):
        full, lines = full - 1, narrower
    return lines


def _filled(text: str, room: float) -> tuple[str, ...]:
    lines = [""]
    for unit in _UNIT.findall(text):
        if lines[-1] and em(lines[-1] + unit.rstrip()) > room:
            lines.append("")
        lines[-1] += unit
    return tuple(lines)
