"""From a deal to the agreement: what a deal says must fit the library and the law it is held against."""

from pathlib import Path
from typing import Any

import pytest

from agreement_kit.assemble import assemble, run
from agreement_kit.document import plain
from agreement_kit.errors import DealError, LibraryError
from agreement_kit.library import Library
from tests.small import PARTIES, agreement_type, clause, deal, law_text, library, rule

EXCEPTION = rule("keep", "residency", "code: approval, by: office, unless: {no_machine: There is no machine.}")
FILES = (
    clause("articles/terms", "# Terms\n\n1. See [[other#here]].\n", ja="# 条件\n\n1. [[other#here]]参照。\n")
    | clause("articles/other", "# Other\n\n1. Words. {#here}\n", ja="# 他\n\n1. 文章。 {#here}\n")
    | clause("articles/free", "# Free\n\nWords.\n", ja="# 自由\n\n文章。\n")
    | agreement_type("{articles: [terms, other, free]}")
    | {"clauses/jurisdictions/ID.yaml": law_text("ID", EXCEPTION), "clauses/jurisdictions/JP.yaml": law_text("JP")}
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library of three articles in two languages."""
    return library(tmp_path_factory.mktemp("library"), FILES, ("en", "ja"))


def approval(**changes: Any) -> dict[str, Any]:
    """A deal with one approval."""
    return {"approvals": [{"rule": "ID/keep", "status": "granted", **changes}]}


@pytest.mark.parametrize(
    ("changes", "code", "says", "hint"),
    [
        (approval(rule="ID/kept"), "unknown_rule", "there is no rule 'ID/kept'", "did you mean ID/keep?"),
        (
            approval(exception="machine"),
            "unknown_exception",
            "rule ID/keep provides for no exception 'machine'",
            "it provides for: no_machine",
        ),
        (
            {"accepted": [{"silence": "ID/residency", "by": "A", "on": "2026-11-01"}]},
            "unknown_silence",
            "the law is not silent on 'ID/residency' here",
            "silences here: ID/language, ID/mechanism, JP/language",
        ),
        ({"leave_out": ["free", "other"]}, "needed_clause", "'other' cannot be left out; other clauses refer to it", None),
        (
            {"as_of": "2019-01-01", "entry_into_force": {"on": "date", "expected": "2019-12-31"}},
            "before_law",
            "the library knows no law of that day; what it knows of ID, JP begins on 2020-01-01",
            None,
        ),
    ],
)
def test_what_does_not_fit(small: Library, changes: dict[str, Any], code: str, says: str, hint: str | None) -> None:
    """An approval, silence, clause or day that does not exist is refused, with the nearest that does."""
    with pytest.raises(DealError) as caught:
        run(deal(**changes), small)
    (problem,) = caught.value.problems
    assert (problem.code, problem.message, problem.hint) == (code, says, hint)


def test_what_fits(small: Library) -> None:
    """An approval, its exception and a clause that nobody refers to."""
    kept = deal(**approval(exception="no_machine"), leave_out=["free"])
    assert [provision.id for provision in run(kept, small).agreement.provisions] == ["terms.any", "other.any"]


def test_a_language_that_the_library_has_not(small: Library) -> None:
    """A text in such a language is the deal's fault; a reading copy in one is asked of the library in vain."""
    french = deal().changed(texts=deal().texts.model_copy(update={"translations": ["fr"]}))
    with pytest.raises(DealError, match="the library has no language 'fr'"):
        run(french, small)
    with pytest.raises(LibraryError, match="the library has no language 'fr'"):
        run(deal(), small, ["fr"])


def test_languages_of_the_tree(small: Library) -> None:
    """The tree has the texts of the deal, what is asked for besides, and English, which the others are held against."""
    assert list(assemble(deal(), small).title) == ["en"]
    assert list(assemble(deal(), small, ["ja"]).title) == ["en", "ja"]
    both = {name: party | {"name": {"ja": f"{name}社"}} for name, party in PARTIES.items()}
    words = {"ja": "エックス"}
    japanese = deal(
        texts={"working": "ja", "authentic": ["ja"], "prevails": "ja"},
        parties=both,
        sites={"away": {"name": words, "jurisdiction": "JP", "operator": "taker", "premises": "recipient"}},
        datasets={"corpus": deal().datasets["corpus"].model_dump(exclude_none=True) | {"title": words}},
        models={"model": {"title": words, "developer": "taker"}},
    )
    agreement = assemble(japanese, small)
    assert list(agreement.title) == ["ja", "en"]
    assert plain(agreement.provisions[0].heading["ja"]) == "条件"
    assert [plain(party["en"]) for party in agreement.parties] == ["sender社", "taker社"]


def test_a_library_from_elsewhere(tmp_path: Path) -> None:
    """A path that holds no library is a problem of its own."""
    with pytest.raises(LibraryError, match="the library folder does not exist"):
        Library.load(tmp_path / "none")


def test_numbers_of_the_agreement(small: Library) -> None:
    """Each party's own number of the agreement stands with its name, in the words of each language; room for the pen where asked."""
    names = {name: {**party, "name": {"en": name, "ja": name}} for name, party in PARTIES.items()}
    agreement = assemble(deal(parties=names, numbers={"taker": "12/K"}), small, ("ja",))
    assert [{tag: plain(words) for tag, words in number.items()} for number in agreement.numbers] == [
        {},
        {"en": "No.\u00a012/K", "ja": "番号　12/K"},
    ]
    (by_hand, _) = assemble(deal(numbers={"sender": "by_hand"}), small).numbers
    assert small.conventions("en").by_hand in plain(by_hand["en"])
