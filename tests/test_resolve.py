"""The one variant that applies: whatever the order, whoever the rivals."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement_kit.errors import AmbiguousVariant, NoVariant
from agreement_kit.resolve import Candidate, applicable, beats, choose
from agreement_kit.scope import EVERYWHERE, Scope, Situation, Within, known
from tests.test_scope import SITUATIONS, scopes


def outcome(candidates: dict[str, Candidate], situation: Situation) -> str:
    """The winner, or the name of the error."""
    try:
        return choose(candidates, situation, "clause")
    except (NoVariant, AmbiguousVariant) as error:
        return type(error).__name__


@st.composite
def rivals(draw: st.DrawFn) -> dict[str, Candidate]:
    """Up to five variants; some override others."""
    names = [f"v{number}" for number in range(draw(st.integers(1, 5)))]
    overridden = st.frozensets(st.sampled_from(names), max_size=1)
    return {name: Candidate(draw(scopes()), draw(overridden) - {name}) for name in names}


@given(rivals(), st.sampled_from(SITUATIONS), st.randoms(use_true_random=False))
def test_order_never_matters(candidates: dict[str, Candidate], situation: Situation, shuffler: random.Random) -> None:
    """The order in which variants are written decides nothing."""
    shuffled = list(candidates.items())
    shuffler.shuffle(shuffled)
    assert outcome(dict(shuffled), situation) == outcome(candidates, situation)


@given(rivals(), st.sampled_from(SITUATIONS))
def test_the_winner_is_beaten_by_none(candidates: dict[str, Candidate], situation: Situation) -> None:
    """The variant chosen applies, and no other that applies beats it."""
    winner = outcome(candidates, situation)
    if winner in candidates:
        found = applicable(candidates, situation)
        assert winner in found
        assert not any(beats(other, winner, candidates) for other in found if other != winner)


@given(rivals(), st.sampled_from(SITUATIONS))
def test_no_variant_only_where_none_applies(candidates: dict[str, Candidate], situation: Situation) -> None:
    """Where something applies, the answer is a variant or a tie, never nothing."""
    assert (outcome(candidates, situation) == "NoVariant") == (not applicable(candidates, situation))


def within(*codes: str) -> Scope:
    """A scope on the colour of the sky."""
    return Scope({"sky": Within(frozenset(codes))})


RED: Situation = {"sky": known("red"), "sea": known("red"), "size": 0}


def test_the_narrowest_wins() -> None:
    """The variant for red beats the one for red and blue, which beats the general one."""
    candidates = {"general": Candidate(EVERYWHERE), "warm": Candidate(within("red", "blue")), "red": Candidate(within("red"))}
    assert choose(candidates, RED, "clause") == "red"


def test_a_tie_names_who_ties() -> None:
    """Two variants of which neither is narrower are an error that names both and nobody else."""
    candidates = {
        "one": Candidate(within("red", "green")),
        "two": Candidate(within("red", "blue")),
        "general": Candidate(EVERYWHERE),
    }
    with pytest.raises(AmbiguousVariant, match=r"'clause' apply and none is narrower: one, two$"):
        choose(candidates, RED, "clause")


def test_the_same_scope_twice_is_a_tie() -> None:
    """Two variants for the same situations never silently beat one another."""
    assert outcome({"one": Candidate(within("red")), "two": Candidate(within("red"))}, RED) == "AmbiguousVariant"


def test_an_override_settles_a_tie() -> None:
    """A variant may say that it beats another although neither is narrower."""
    candidates = {"one": Candidate(within("red", "green"), frozenset({"two"})), "two": Candidate(within("red", "blue"))}
    assert choose(candidates, RED, "clause") == "one"


def test_an_override_beats_the_narrower() -> None:
    """What a variant says that it beats, it beats, even one that is narrower."""
    candidates = {"wide": Candidate(within("red", "green"), frozenset({"red"})), "red": Candidate(within("red"))}
    assert choose(candidates, RED, "clause") == "wide"


def test_two_that_override_each_other_are_a_tie() -> None:
    """When each says that it beats the other, neither wins."""
    candidates = {"one": Candidate(within("red"), frozenset({"two"})), "two": Candidate(within("red"), frozenset({"one"}))}
    assert outcome(candidates, RED) == "AmbiguousVariant"


def test_none_applies() -> None:
    """No variant for the situation is an error that names the clause."""
    with pytest.raises(NoVariant, match="no variant of 'clause' applies"):
        choose({"blue": Candidate(within("blue"))}, RED, "clause")
