"""Defined terms in wording: whole words, the longest first, to a fixed point."""

from hypothesis import given
from hypothesis import strategies as st

from agreement_kit.terms import closure, pattern, used

FORMS = {
    "data": ("Data",),
    "training_data": ("Training Data",),
    "model": ("Model", "Models"),
    "exit": ("Exit",),
    "exit_test": ("Exit Test",),
}


def found(text: str) -> set[str]:
    """The terms that a text uses."""
    return used(text, FORMS, pattern(FORMS))


def test_whole_words() -> None:
    """A term is found as a word of its own, in any of its forms, and not inside another word or in lower case."""
    assert found("The Models and the Data.") == {"model", "data"}
    assert found("A Database, a Model-based test, modelling, data, Pre-Data") == set()


def test_the_longest_wins() -> None:
    """Training Data is one term, not also the term Data; and an Exit Test is no Exit."""
    assert found("The Exit Test") == {"exit_test"}
    assert found("The Training Data") == {"training_data"}
    assert found("The Training Data and other Data") == {"training_data", "data"}


def test_to_a_fixed_point() -> None:
    """Terms used in the definitions of used terms come along, in a circle too; others do not."""
    bodies = {
        "data": "means a thing.",
        "training_data": "means Data for a Model.",
        "model": "is made of Training Data.",
        "exit": "is.",
        "exit_test": "is of a Model.",
    }
    assert closure(["Training Data"], bodies, FORMS) == {"training_data", "data", "model"}
    assert closure(["nothing"], bodies, FORMS) == set()


def test_no_terms_at_all() -> None:
    """A library without definitions finds none."""
    assert used("The Data", {}, pattern({})) == set()


@given(st.lists(st.sampled_from([form for forms in FORMS.values() for form in forms] + ["the", "of", "Data-like"]), max_size=8))
def test_more_words_use_more_terms(words: list[str]) -> None:
    """What a text uses, a longer text that contains it uses too."""
    text = " / ".join(words)
    assert found(text) <= found(f"{text} / and Models")
