"""Days as an iCalendar file (RFC 5545): all-day events that calendars of every maker read. The same days give the same bytes."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_FOLD = 73  # octets of a line, so that with the leading space of a continuation it stays within 75


@dataclass(frozen=True, slots=True)
class Event:
    """A day, what is due on it, and the words that explain it."""

    day: date
    title: str
    words: str


def write(events: Sequence[Event], name: str, stamp: date) -> bytes:
    """The file. `name` is that of the calendar; `stamp` the day on which its facts were known: a file without a clock has no other."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//agreement_kit//checklist//EN", f"X-WR-CALNAME:{_escaped(name)}"]
    for event in events:
        lines += _event(event, stamp)
    return "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in _folded(line)).encode()


def _event(event: Event, stamp: date) -> Iterator[str]:
    identity = hashlib.sha256(f"{event.day}\0{event.title}\0{event.words}".encode()).hexdigest()[:24]
    yield "BEGIN:VEVENT"
    yield f"UID:{identity}@agreement-kit"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(event.title)}"
    yield f"DESCRIPTION:{_escaped(event.words)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    for mark, instead in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r", ""), ("\n", "\\n")):
        text = text.replace(mark, instead)
    return text


def _folded(line: str) -> Iterator[str]:
    """A line cut so that no piece is longer than 75 octets, and no character is cut."""
    piece = ""
    for character in line:
        if len((piece + character).encode()) > _FOLD:
            yield piece
            piece = " "
        piece += character
    yield piece
