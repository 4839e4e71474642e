"""Lint for lawyers: one faulty sentence for each rule, and the sentence that mends it."""

from pathlib import Path

import pytest

from agreement_kit.check import check_library
from agreement_kit.check.lint import LONGEST, Terms, drafting_problems, readings
from agreement_kit.library import Library
from agreement_kit.library.clauses import Clause
from agreement_kit.text.markup import parse
from tests.small import agreement_type, clause, library

ARTICLE = Library.load().clause("articles", "liability")
ADDENDUM = Library.load().clause("addenda", "japan")
LONG = "The Recipient shall store " + "and keep " * (LONGEST // 2) + "the data."
FAULTS = {
    "may_not": ("The Recipient may not copy the data.", "The Recipient shall not copy the data."),
    "other_modal": ("The Recipient must delete the data.", "The Recipient shall delete the data."),
    "two_modals": (
        "The Provider may object and the Recipient shall stop.",
        "The Provider may object. The Recipient shall then stop.",
    ),
    "no_actor": ("The data shall be deleted at the end.", "The Recipient shall delete the data at the end."),
    "long_sentence": (LONG, LONG.replace("and keep ", "", 10)),
    "serial_comma": ("The Recipient shall keep keys, logs, and backups.", "The Recipient shall keep keys, logs and backups."),
    "written_number": ("It shall act within 30 days.", "It shall act within {{ days }}."),
}


def codes(sentence: str, where: Clause = ARTICLE) -> list[str]:
    """The codes of what the lint strikes from an article of one paragraph."""
    return [problem.code for problem in drafting_problems(where, parse(f"# Heading\n\n1. {sentence}\n", "any.en.md"))]


@pytest.mark.parametrize("code", FAULTS)
def test_each_fault_and_its_mend(code: str) -> None:
    """The fault is found, and nothing is said of the sentence as a good drafter would write it."""
    fault, mended = FAULTS[code]
    assert codes(fault) == [code]
    assert codes(mended) == []


@pytest.mark.parametrize("words", ["thirty days", "twelve months", "five years"])
def test_numbers_in_words(words: str) -> None:
    """A number written in words beside a unit is a number all the same."""
    assert codes(f"It shall act within {words}.") == ["written_number"]


def test_an_addendum_names_laws_with_their_numbers() -> None:
    """A statute's own number is no blank; its sentences are read like all others."""
    assert codes("The Provider shall comply with Article 24 of Act No. 57 of 2003.", ADDENDUM) == []
    assert codes("The Provider must comply.", ADDENDUM) == ["other_modal"]


def test_a_passive_with_its_actor() -> None:
    """What is owed by somebody named is no fault."""
    assert codes("The report shall be signed by the Developer.") == []


def test_both_readings_of_a_condition() -> None:
    """Words behind a flag are read with it on, and what stands in its place with it off."""
    source = "The Recipient {% if fees %}shall pay{% else %}must wait{% endif %}."
    assert readings(source) == ("The Recipient shall pay.", "The Recipient must wait.")
    assert codes(source) == ["other_modal"]


@pytest.fixture
def terms() -> Terms:
    """Two terms, of which one has a plain sense too."""
    return Terms("en", {"corpus": ("Training Corpus", "Corpora"), "model": ("Model",)}, frozenset({"model"}))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("It shall keep the Training Corpus.", []),
        ("It shall keep the Dossier.", ["undefined_term"]),
        ("It shall keep the training corpus.", ["unmarked_term"]),
        ("It shall keep a model of speech.", []),
    ],
)
def test_terms(terms: Terms, words: str, found: list[str]) -> None:
    """A word in capitals is a term, and a term stands in capitals, unless it has a plain sense."""
    assert [
        p.code for p in terms.problems(ARTICLE, parse(f"# Heading\n\n1. {words}\n", "any.en.md"), frozenset({"corpus", "model"}))
    ] == found


def test_one_term_defined_twice(tmp_path: Path) -> None:
    """Two definitions of one term, in any language, are told apart by nobody."""
    files = (
        clause("articles/terms", "# Terms\n\nThe Corpus and the Data.\n", ja="# 条件\n\n資料と資料。\n")
        | clause("definitions/corpus", "# Corpus\n\nmeans a thing.\n", ja="# 資料\n\n物をいう。\n")
        | clause("definitions/data", "# Data\n\nmeans another thing.\n", ja="# 資料\n\n他の物をいう。\n")
        | agreement_type("{articles: [terms]}")
    )
    found = check_library(library(tmp_path, files, ("en", "ja"))).problems
    assert [p.message for p in found if p.code == "duplicate_term"] == ["'資料' is defined twice in 'ja', here and as 'corpus'"]
