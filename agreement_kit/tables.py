"""Tables for people who work in spreadsheets: plain values, written by a back end."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name (at most 31 characters), a head and rows of words. `widths` are those of the columns, in characters."""

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]
