"""The parts of a cell cut and joined so that each stretch in which no line ends is one part."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from agreement_kit.backends import letters
from agreement_kit.backends.html import breaks
from agreement_kit.backends.html.view import Part

CUT = frozenset({"text", "fill"})  # the roles of parts that may be cut
ALONE = frozenset({"address", "number"})  # the roles of parts that are held by rules of their own
_MARK = "‹"

Rule = Callable[[str], Iterable[breaks.Span]]


def addressed(part: Part) -> Iterator[Part]:
    """A part cut at e-mail addresses."""
    if "@" not in part.text or part.role not in CUT:
        yield part
        return
    for text, is_address in breaks.addresses(part.text):
        yield Part("address" if is_address else part.role, text)


def in_cell(parts: Iterable[Part], room: float = breaks.LONGEST) -> tuple[Part, ...]:
    """The parts of a cell that is so many ems wide."""
    return _ruled(parts, lambda text: breaks.in_cell(text, room))


def in_paragraph(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts of a paragraph."""
    return _ruled(parts, breaks.in_paragraph)


def _ruled(parts: Iterable[Part], rule: Rule) -> tuple[Part, ...]:
    found: list[Part] = []
    for alone, run in groupby(parts, key=lambda part: part.role in ALONE or (part.role == "link" and part.long)):
        members = tuple(run)
        found += members if alone else _held(members, rule("".join(part.text for part in members)))
    return tuple(_stopped(found))


def _held(parts: Sequence[Part], spans: Iterable[breaks.Span]) -> Iterator[Part]:
    """The parts, of which those in a span are one; a span that would cut what is not cut is left out."""
    fixed = list(_fixed(parts))
    place = 0
    for start, end in _merged(span for span in spans if not any(_cuts(span, one) for one in fixed)):
        yield from _between(parts, place, start)
        inner = tuple(_between(parts, start, end))
        text = "".join(part.text for part in inner)
        yield Part("whole", text, parts=() if [part.role for part in inner] == ["text"] else inner)
        place = end
    yield from _between(parts, place, sum(len(part.text) for part in parts))


def _fixed(parts: Sequence[Part]) -> Iterator[breaks.Span]:
    place = 0
    for part in parts:
        if part.role not in CUT:
            yield place, place + len(part.text)
        place += len(part.text)


def _cuts(span: breaks.Span, fixed: breaks.Span) -> bool:
    """Whether a span begins or ends in what is not cut."""
    return any(fixed[0] < edge < fixed[1] for edge in span)


def _merged(spans: Iterable[breaks.Span]) -> list[breaks.Span]:
    """Spans from left to right; such as overlap are one."""
    merged: list[breaks.Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _between(parts: Sequence[Part], start: int, end: int) -> Iterator[Part]:
    """The parts, or what is of them, between two places of their text."""
    place = 0
    for part in parts:
        text = part.text[max(start - place, 0) : max(end - place, 0)]
        if text:
            yield part if text == part.text else replace(part, text=text)
        place += len(part.text)


def _stopped(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts, with leave to end a line before the mark of an open blank, which else clings to what is before it, as quotes do."""
    before = ""
    for part in parts:
        if part.text.startswith(_MARK) and before and letters.is_wide(before[-1]):
            yield Part("stop", "")
        yield part
        before = part.text
