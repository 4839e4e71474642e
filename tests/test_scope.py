"""The laws of scopes: what holds, what covers what, and which of two is narrower."""

import re
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement_kit.errors import MissingFact
from agreement_kit.scope import EVERYWHERE, Condition, Fact, Outside, Range, Scope, Situation, Within, known, parse_scope
from tests.small import CODES

COLOURS = ("red", "green", "blue", "other")  # "other" is named by no scope, as a state may be
NUMBERS = range(7)
_named = st.frozensets(st.sampled_from(COLOURS[:3]), min_size=1, max_size=3)


def ranges() -> st.SearchStrategy[Range]:
    """Ranges that hold some numbers and not others."""
    bounded = st.builds(lambda low, size: Range(low, low + size), st.integers(0, 3), st.integers(1, 3))
    return bounded | st.builds(lambda low: Range(low, None), st.integers(1, 3))


def scopes() -> st.SearchStrategy[Scope]:
    """Small scopes over two colours and a number."""
    colour: st.SearchStrategy[Condition] = st.builds(Within, _named) | st.builds(Outside, _named)
    return st.builds(Scope, st.fixed_dictionaries({}, optional={"sky": colour, "sea": colour, "size": ranges()}))


SITUATIONS: tuple[Situation, ...] = tuple(
    {"sky": known(sky), "sea": known(sea), "size": size} for sky, sea, size in product(COLOURS, COLOURS, NUMBERS)
)


def inside(scope: Scope) -> frozenset[int]:
    """The situations in a scope, by number."""
    return frozenset(number for number, situation in enumerate(SITUATIONS) if scope.holds(situation))


@given(scopes(), scopes())
def test_covering_is_containing(one: Scope, other: Scope) -> None:
    """One scope covers another exactly when every situation of the other lies in it."""
    assert one.covers(other) == (inside(other) <= inside(one))


@given(scopes(), scopes())
def test_meeting_is_sharing(one: Scope, other: Scope) -> None:
    """Two scopes meet exactly when some situation lies in both."""
    assert one.meets(other) == bool(inside(one) & inside(other))
    assert one.meets(other) == other.meets(one)


@given(scopes(), scopes(), scopes())
def test_narrower_is_a_strict_partial_order(one: Scope, other: Scope, third: Scope) -> None:
    """Nothing is narrower than itself, no two are narrower than each other, and narrower than narrower is narrower."""
    assert not one.narrower(one)
    assert not (one.narrower(other) and other.narrower(one))
    if one.narrower(other) and other.narrower(third):
        assert one.narrower(third)


@given(scopes())
def test_everything_is_narrower_than_everywhere(scope: Scope) -> None:
    """A scope without conditions holds everywhere and covers all."""
    assert EVERYWHERE.covers(scope)
    assert scope.narrower(EVERYWHERE) == bool(scope.conditions)


@given(scopes(), st.sampled_from(SITUATIONS), st.frozensets(st.sampled_from(COLOURS), min_size=1))
def test_an_unknown_fact_never_frees(scope: Scope, situation: Situation, candidates: frozenset[str]) -> None:
    """Where a fact may be one of several, a scope holds exactly when one of them would make it hold."""
    each = [scope.holds({**situation, "sky": known(colour)}) for colour in candidates]
    assert scope.holds({**situation, "sky": candidates}) == any(each)


@given(ranges())
def test_an_unknown_number_never_frees(size: Range) -> None:
    """A number that nobody knows is in every range."""
    assert Scope({"size": size}).holds({"size": None})


def test_a_fact_that_is_not_there_is_an_error() -> None:
    """A missing fact raises; it never counts as a fact that does not match."""
    with pytest.raises(MissingFact, match="'sky' is not known"):
        Scope({"sky": Within(frozenset({"red"}))}).holds({"sea": known("red")})


def test_counted_over_all_datasets() -> None:
    """A number that the law counts together is read from all datasets, and says nothing about one of them."""
    alone, together = Scope({"people": Range(100, None)}), Scope({"people": Range(100, None, together=True)})
    situation: dict[str, Fact] = {"people": 60, "people_together": 120}
    assert not alone.holds(situation)
    assert together.holds(situation)
    assert not alone.covers(together)
    assert not together.covers(alone)
    assert alone.meets(Scope({"people": Range(0, 50, together=True)}))


def test_a_scope_as_it_is_written() -> None:
    """Codes, lists of codes, flags, numbers and states read as docs/formats.md says."""
    scope = parse_scope({"holder": "public", "sector": ["general", "health"], "voice": "yes", "arrives": {"not": ["EEA", "GB"]}}, CODES)
    assert scope.conditions["sector"] == Within(frozenset({"general", "health"}))
    arrives = scope.conditions["arrives"]
    assert isinstance(arrives, Outside)
    assert {"GB", "DE", "NO"} <= arrives.codes
    assert parse_scope({"people": {"at_least": 10, "below": 20}}, CODES).conditions["people"] == Range(10, 20)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ({"holdr": "public"}, "'holdr' is not a dimension or flag; did you mean holder?"),
        ({"holder": "publik"}, "'publik' is not a code of 'holder'; did you mean public?"),
        ({"voice": "maybe"}, "'maybe' is not a code of 'voice'"),
        ({"holder": []}, "'holder': the list is empty"),
        ({"arrives": ["ASEAM"]}, "'ASEAM' is neither a state nor a group; did you mean ASEAN?"),
        ({"holder": {"only": ["public"]}}, "'holder': expected codes or {not: [codes]}"),
        ({"people": 5}, "'people': expected {at_least: number}"),
        ({"people": {"at_least": "many"}}, "'people': expected {at_least: number}"),
        ({"people": {"at_least": [1]}}, "'people': expected {at_least: number}"),
        ({"people": {"at_least": 0}}, "'people': every number is at least 0"),
        ({"people": {"at_least": 9, "below": 9}}, "'people': no number is at least 9 and below 9"),
    ],
)
def test_a_scope_that_cannot_be_read(written: dict[str, Any], says: str) -> None:
    """What is wrong in a scope is said in plain words, with the nearest code."""
    with pytest.raises(ValueError, match=f"^{re.escape(says)}"):
        parse_scope(written, CODES)
