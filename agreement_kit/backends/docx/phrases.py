"""Headings in a script without spaces, broken by us between phrases: a program would break them between any two characters."""

import re
from math import ceil

from agreement_kit.backends.docx.measure import em
from agreement_kit.backends.phrases import phrases, runs
from agreement_kit.document import Inline, Text

_BROKEN = re.compile("[\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]")  # letters between which a program ends lines
_LONGEST = 8.0  # ems: a longer phrase may be broken


def phrased(text: str, room: float) -> str:
    """A text with breaks between its phrases, where it takes more than a line of so many ems; no line has one character alone."""
    if not _BROKEN.search(text) or "\n" in text or em(text, bold=True) <= room:
        return text
    lines = _filled(text, room)
    narrower = room
    while len(lines[-1]) < 2 and narrower > room / 2:
        narrower -= 1
        tried = _filled(text, narrower)
        lines = tried if len(tried) == len(lines) else lines
    return "\n".join(lines)


def parted(parts: tuple[Inline, ...], room: float, before: str = "", after: str = "") -> tuple[Inline, ...]:
    """A heading with line breaks between its phrases, in so many ems; `before` and `after` are what is set beside it on its lines."""
    if len(parts) != 1 or not isinstance(parts[0], Text):
        return parts
    whole = phrased(before + parts[0].text + after, room)
    fits = whole.startswith(before) and whole.endswith(after)
    return (Text(whole[len(before) : len(whole) - len(after)]),) if fits else parts


def widest(text: str) -> float:
    """The width in ems that a text asks for, so that no phrase of a usual length is broken."""
    found = [em(phrase.rstrip(), bold=True) for phrase in phrases(text)] if _BROKEN.search(text) else []
    return max((width for width in found if width <= _LONGEST), default=0.0)


def _filled(text: str, room: float) -> list[str]:
    lines = [""]
    for phrase in phrases(text):
        for part in _cut(phrase, room):
            if lines[-1] and em(lines[-1] + part.rstrip(), bold=True) > room:
                lines.append("")
            lines[-1] += part
    return [line.rstrip() for line in lines]


def _cut(phrase: str, room: float) -> list[str]:
    """A phrase wider than a line in its runs, those wider still in parts that are about alike; words of letters are left to the program."""
    if not _BROKEN.search(phrase) or em(phrase.rstrip(), bold=True) <= room:
        return [phrase]
    return [part for run in runs(phrase) for part in _alike(run, room)]


def _alike(run: str, room: float) -> list[str]:
    if em(run.rstrip(), bold=True) <= room:
        return [run]
    long = ceil(len(run) / ceil(em(run, bold=True) / max(room, 1.0)))
    return [run[place : place + long] for place in range(0, len(run), long)]
