"""The sweep over every two states: its table is whole, and a part of it is drafted anew."""

import runpy
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from agreement_kit.library import Library

ROOT = Path(__file__).parent.parent
SWEEP: dict[str, Any] = runpy.run_path(str(ROOT / "scripts" / "sweep"))
STATES = sorted(path.stem for path in (ROOT / "clauses" / "jurisdictions").glob("[A-Z][A-Z].yaml"))
CASES = list(SWEEP["cases"](STATES))
EVERY = 61  # a prime, so that the part drafted anew passes through all kinds


@cache
def library() -> Library:
    """The library that ships."""
    return Library.load()


@cache
def golden() -> dict[tuple[str, ...], str]:
    """The outcome of each deal in the table: by its words."""
    rows = SWEEP["GOLDEN"].read_text(encoding="utf-8").partition("\n\n")[2].splitlines()
    return {tuple(words[:-1]): words[-1] for words in (row.replace("on conditions", "on_conditions").split() for row in rows)}


def test_every_pair_stands_in_the_table() -> None:
    """Each ordered pair of states, kind of party, kind of data and crossing, once."""
    assert len(STATES) == 12
    assert set(golden()) == {(case.home, case.away, case.kind, case.data, case.crossing) for case in CASES}
    assert len(golden()) == 12 * 11 * 2 * 3 * 3


@pytest.mark.parametrize("number", range(0, len(CASES), EVERY))
def test_a_part_of_the_table(number: int) -> None:
    """The deal comes out as the table says; a refusal rests on rules that match (the sweep checks that)."""
    case = CASES[number]
    found = SWEEP["outcome"](case, library()).replace(" ", "_")
    assert found == golden()[case.home, case.away, case.kind, case.data, case.crossing]
