"""What a field expects is told in plain words, once, with the value that was meant; a long value is not printed back whole."""

from typing import Any

import pytest

from agreement_kit.errors import LONGEST, DealError, Problem
from tests.small import PARTIES, dataset, deal, operation


def refusals(**changes: Any) -> list[Problem]:
    """The problems of a deal."""
    with pytest.raises(DealError) as caught:
        deal(**changes)
    return list(caught.value.problems)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"datasets": {}}, "'datasets': expected 1 or more entries"),
        ({"datasets": []}, "'datasets': expected keys and values, as {key: value}"),
        ({"parties": {"sender": 5, "taker": PARTIES["taker"]}}, "'parties.sender': expected keys and values, as {key: value} (found: 5)"),
        ({"term": "P3W"}, "'term': expected a length of time in years, months and days, as P3Y or P1Y6M (found: 'P3W')"),
        ({"as_of": "soon"}, "'as_of': expected a day, as 2027-02-01 (found: 'soon')"),
        ({"as_of": 5}, "'as_of': expected a day, as 2027-02-01 (found: 5)"),
        ({"round": -1}, "'round': expected 0 or more (found: -1)"),
        ({"recitals": "all"}, "'recitals': expected a list, as [one, two] (found: 'all')"),
        ({"operations": [operation(do="train")]}, "did you mean pretraining?"),
        (
            {"datasets": {"corpus": dataset(title="Corpus")}},
            "expected keys and values: the words by language, as {en: …} (found: 'Corpus')",
        ),
        ({"datasets": {"corpus": dataset(title={"en": ""})}}, "expected words: 1 to 2000 characters that can be printed (found: '')"),
        ({"datasets": {"corpus": dataset(title={"en": 7})}}, "that can be printed (a number in quotes) (found: 7)"),
        ({"datasets": {"corpus": dataset(title={"EN": "x"})}}, "'datasets.corpus.title.EN': expected the code of a language"),
        ({"parties": {"a b": PARTIES["sender"], **PARTIES}}, "'parties.a b': expected a short name in lower case, as speech_corpus"),
    ],
)
def test_what_is_expected(changes: dict[str, Any], says: str) -> None:
    """The reader is told what to write there, never what a program calls it."""
    (problem,) = refusals(**changes)
    assert says in str(problem)
    assert not any(word in str(problem) for word in ("dictionary", "validation", "pattern", "string", "input", "after validation"))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"signing": {"originals": "two"}}, "'signing.originals': expected one of one_each, one or a whole number (found: 'two')"),
        ({"signing": {"originals": 0}}, "'signing.originals': expected one of one_each, one or 1 or more (found: 0)"),
        ({"mechanism": {"corpus": {"JP": {"ID": 5}}}}, "'mechanism.corpus.JP.ID': expected a word of at most 100 characters (found: 5)"),
    ],
)
def test_a_field_of_several_kinds_is_told_once(changes: dict[str, Any], says: str) -> None:
    """A field that takes several kinds of value has one problem, at its own place, with all of them."""
    (problem,) = refusals(**changes)
    assert says in str(problem)


@pytest.mark.parametrize(
    ("given", "meant"), [("Japan", "JP"), ("jp", "JP"), ("JPN", "JP"), ("JA", "JP"), ("UK", "GB"), ("VI", None), ("XX", None), ("ZZ", None)]
)
def test_the_state_that_was_meant(given: str, meant: str | None) -> None:
    """A name, another spelling or the code of a language leads to the state; what leads to none says none."""
    if given == "VI":  # the code of a state, whatever else it may look like
        assert deal(governing_law=given).governing_law == "VI"
        return
    (problem,) = refusals(governing_law=given)
    assert problem.hint == (f"did you mean {meant}?" if meant else None)


def test_a_key_that_should_be_a_state() -> None:
    """Where states are keys, the key is named and mended."""
    (problem,) = refusals(datasets={"corpus": dataset(origins={"Indonesia": {}})})
    assert str(problem).startswith("small: 'datasets.corpus.origins.Indonesia': expected the ISO 3166-1 code of a state")
    assert problem.hint == "did you mean ID?"


@pytest.mark.parametrize(
    "changes",
    [
        {"datasets": {"corpus": dataset(title={"en": "x" * 1_900_000})}},
        {"datasets": {"corpus": dataset(holder="x" * 1_900_000)}},
        {"datasets": {"corpus": dataset(contents=["x" * 1_900_000])}},
        {"texts": {"authentic": ["x" * 1_900_000]}},
        {"blanks": {"terms": {"x" * 1_900_000: 1}}},
        {"x" * 1_900_000: 1},
    ],
)
def test_a_long_value_is_shortened(changes: dict[str, Any]) -> None:
    """Of a value of two megabytes a message shows the beginning and the length."""
    for problem in refusals(**changes):
        assert len(str(problem)) < 500
        assert "x" * LONGEST in str(problem)
        assert "x" * (LONGEST + 1) not in str(problem)
