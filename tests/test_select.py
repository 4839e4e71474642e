"""Which clauses are in, in which variant and position, and why the others are out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agreement_kit.deal import Deal
from agreement_kit.errors import DealError, LibraryError, NoVariant
from agreement_kit.library import Library
from agreement_kit.library.sources import Sources
from agreement_kit.rules import find
from agreement_kit.select import Choices, choose
from tests.small import agreement_type, clause, dataset, deal, law_text, library, operation, rule

WORDS = "# Heading\n\nWords.\n"
LIABILITY = {
    "clauses/articles/liability/any.pro_provider.en.md": WORDS,
    "clauses/articles/liability/any.pro_recipient.en.md": WORDS,
}
RESIDENCY = """\
per: dataset
variants:
  free: {purpose: It may leave., applies: {residency: free}}
  held: {purpose: It stays., applies: {residency: [approval, onshore, barred]}}
"""
ADDENDUM = "per: jurisdiction\nanswers: [ID/held, ID/ways]"
TYPE = """\
{articles: [liability, residency, mechanism, {fees: {fees: yes}}], recitals: [purpose, bargain], execution: [signature], addenda: [indonesia]}
"""
HELD = rule("held", "residency", "code: onshore", applies="{voice: yes}")
FREE = rule("free", "residency", "code: free", applies="{voice: no, identity: identified, holder: private, secrecy: open}")
WAYS = rule("ways", "mechanism", "options: [{contract: {}}, {consent: {}}]", stands="leaves")
MECHANISM = """\
per: ground
optional: true
variants:
  contract: {purpose: By contract., applies: {mechanism: contract}}
  consent: {purpose: By consent., applies: {mechanism: consent}}
"""
FILES = (
    clause("articles/liability")
    | LIABILITY
    | clause("articles/residency", meta=RESIDENCY, variant="free")
    | {"clauses/articles/residency/held.en.md": WORDS}
    | clause("articles/mechanism", meta=MECHANISM, variant="contract")
    | {"clauses/articles/mechanism/consent.en.md": WORDS}
    | clause("articles/fees")
    | clause("recitals/purpose")
    | clause("recitals/bargain")
    | clause("execution/signature", meta="per: party")
    | clause("addenda/indonesia", meta=ADDENDUM)
    | agreement_type(TYPE)
    | {"clauses/jurisdictions/ID.yaml": law_text("ID", HELD, FREE, WAYS)}
    | {"clauses/playbooks/ours.yaml": "# Ours.\npositions: {liability: [pro_provider], residency: [pro_provider, balanced]}\n"}
    | {"clauses/playbooks/plain.yaml": "# No wishes.\npositions: {liability: [balanced]}\n"}
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library of six clauses and one law."""
    return library(tmp_path_factory.mktemp("library"), FILES)


def chosen(given: Deal, small: Library) -> Choices:
    """What is chosen for a deal."""
    return choose(given, find(given, small.jurisdictions, small.codes), small)


def rows(choices: Choices) -> list[tuple[str, str, str]]:
    """Clause, variant and unit of every choice."""
    return [(choice.clause.name, choice.variant, choice.target.unit.key) for choice in choices.chosen]


def position(given: Deal, small: Library, name: str = "liability") -> str:
    """The position in which a clause is drafted."""
    return next(choice.position for choice in chosen(given, small).chosen if choice.clause.name == name)


def test_what_is_in(small: Library) -> None:
    """Every place of the type, for every unit of its clause, in the order of the type."""
    assert rows(chosen(deal(), small)) == [
        ("liability", "any", "agreement"),
        ("residency", "free", "corpus"),
        ("mechanism", "contract", "0.corpus.ID.JP.ID"),
        ("purpose", "any", "agreement"),
        ("bargain", "any", "agreement"),
        ("signature", "any", "sender"),
        ("signature", "any", "taker"),
        ("indonesia", "any", "ID"),
    ]


def test_each_dataset_has_its_own_variant(small: Library) -> None:
    """Of two datasets one is held back by law and one is not: each has the clause that fits it."""
    data = {"corpus": dataset(), "voices": dataset(contents=["voice"])}
    choices = chosen(deal(datasets=data), small)
    assert {unit: variant for name, variant, unit in rows(choices) if name == "residency"} == {"corpus": "free", "voices": "held"}
    held = next(choice for choice in choices.chosen if choice.variant == "held")
    assert held.used == {"residency": "onshore"}
    assert [found.rule.id for found in held.rules] == ["ID/held"]


def test_the_mechanism_of_each_ground(small: Library) -> None:
    """The clause on mechanism is that of the way the deal has chosen, with the rule that asks for it."""
    choice = next(c for c in chosen(deal(mechanism={"corpus": "consent"}), small).chosen if c.clause.name == "mechanism")
    assert (choice.variant, [found.rule.id for found in choice.rules]) == ("consent", ["ID/ways"])


def test_an_optional_clause_without_a_unit(small: Library) -> None:
    """Where nothing crosses a border there is no ground, and no clause on mechanism; it says what would bring it in."""
    choices = chosen(deal(operations=[operation(at="home", makes="model")]), small)
    assert "mechanism" not in choices.present
    omission = next(omission for omission in choices.omitted if omission.clause == "mechanism")
    assert omission.because == "there is no ground that it applies to"
    assert omission.would_need == "contract (By contract) or consent (By consent)"


def test_a_clause_that_facts_switch_on(small: Library) -> None:
    """A clause with a condition comes in with its fact, and says which fact is missing without it."""
    assert "fees" in chosen(deal(flags=["fees"]), small).present
    omission = next(omission for omission in chosen(deal(), small).omitted if omission.clause == "fees")
    assert (omission.because, omission.would_need) == ("fees is no", "fees: yes")


def test_an_addendum_answers_rules(small: Library) -> None:
    """An addendum is in when one of the rules it answers binds, and out when none does."""
    addendum = next(choice for choice in chosen(deal(), small).chosen if choice.clause.folder == "addenda")
    assert [found.rule.id for found in addendum.rules] == ["ID/ways"]
    nowhere = deal(operations=[operation(at="home", makes="model")])
    omission = next(omission for omission in chosen(nowhere, small).omitted if omission.clause == "indonesia")
    assert omission.would_need == "one of: ID/held, ID/ways"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "balanced"),
        ({"positions": {"liability": "pro_recipient"}}, "pro_recipient"),
        ({"playbook": "ours"}, "pro_provider"),
        ({"playbook": "ours", "positions": {"liability": "pro_recipient"}}, "pro_recipient"),
        ({"playbook": "ours", "positions": {"liability": "balanced"}}, "balanced"),
        ({"playbook": "plain"}, "balanced"),
    ],
)
def test_positions(small: Library, changes: dict[str, Any], expected: str) -> None:
    """The deal's own position beats the playbook's, which beats the balanced one."""
    assert position(deal(**changes), small) == expected


def test_a_playbook_falls_back(small: Library) -> None:
    """A wish for a position that is not written falls back to the next."""
    assert position(deal(playbook="ours"), small, "residency") == "balanced"


def test_a_playbook_that_is_not_there(small: Library) -> None:
    """A misspelt playbook is refused with the nearest name."""
    with pytest.raises(LibraryError, match="there is no playbook 'our'; did you mean ours"):
        chosen(deal(playbook="our"), small)


@pytest.mark.parametrize(
    ("changes", "code", "says"),
    [
        (
            {"positions": {"liabilty": "balanced"}},
            "unknown_clause",
            "there is no clause 'liabilty' in this agreement; did you mean liability?",
        ),
        ({"positions": {"residency": "pro_provider"}}, "unknown_position", "clause 'residency' is not written pro_provider"),
        ({"leave_out": ["liabilty"]}, "unknown_clause", "there is no clause 'liabilty'"),
        ({"blanks": {"nothing": {}}}, "unknown_clause", "there is no clause 'nothing'"),
        ({"recitals": ["purpse"]}, "unknown_clause", "there is no recital 'purpse'; did you mean purpose?"),
    ],
)
def test_names_that_are_not_there(small: Library, changes: dict[str, Any], code: str, says: str) -> None:
    """A clause, position or recital that does not exist is refused, never ignored."""
    with pytest.raises(DealError) as caught:
        chosen(deal(**changes), small)
    (problem,) = caught.value.problems
    assert problem.code == code
    assert str(problem).removeprefix("small: ").startswith(says)


def test_leaving_out(small: Library) -> None:
    """A clause that the deal leaves out is out, and says so."""
    choices = chosen(deal(leave_out=["liability"]), small)
    assert "liability" not in choices.present
    assert next(o for o in choices.omitted if o.clause == "liability").because == "the deal leaves it out"


def test_recitals_of_the_deals_choice(small: Library) -> None:
    """A deal may say which recitals it wants; none is a choice too."""
    assert {"purpose", "bargain"} & chosen(deal(recitals=["bargain"]), small).present == {"bargain"}
    assert {"purpose", "bargain"} & chosen(deal(recitals=[]), small).present == set()


def test_a_situation_without_wording(tmp_path: Path) -> None:
    """Where no variant fits and the clause is not optional, the draft stops rather than leave it out."""
    only_free = RESIDENCY.replace("  held: {purpose: It stays., applies: {residency: [approval, onshore, barred]}}\n", "")
    files = {name: text for name, text in FILES.items() if not name.startswith("clauses/articles/residency/")}
    gap = library(tmp_path, files | clause("articles/residency", meta=only_free, variant="free"))
    with pytest.raises(NoVariant, match="no variant of 'residency' applies"):
        chosen(deal(datasets={"corpus": dataset(contents=["voice"])}), gap)


@pytest.fixture
def with_folder(small: Library, tmp_path: Path) -> Callable[[dict[str, str]], Library]:
    """The small library with a deal's own folder laid over it."""

    def lay(files: dict[str, str]) -> Library:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return Library(Sources((*small.sources.roots, tmp_path)))

    return lay


def test_agreed_wording_beats_all(with_folder: Callable[[dict[str, str]], Library]) -> None:
    """Wording agreed in the deal's folder is drafted whatever position deal or playbook wish."""
    agreed = with_folder({"clauses/articles/liability/any.agreed.en.md": WORDS})
    assert position(deal(positions={"liability": "pro_provider"}, playbook="ours"), agreed) == "agreed"


def test_an_article_of_the_deals_own(with_folder: Callable[[dict[str, str]], Library]) -> None:
    """An article that the deal's folder adds stands where it says; without a place it is not in."""
    own = clause("articles/insurance", meta="per: agreement\ninsert_after: liability") | clause("articles/idle")
    names = [name for name, _, _ in rows(chosen(deal(), with_folder(own)))]
    assert names[:3] == ["liability", "insurance", "residency"]
    assert "idle" not in names


def test_a_file_laid_over_another(with_folder: Callable[[dict[str, str]], Library]) -> None:
    """An overlay replaces whole files by path and leaves the others."""
    laid = with_folder({"clauses/articles/liability/any.en.md": "# Ours\n\nWords.\n"})
    assert laid.text("clauses/articles/liability/any.en.md").heading == "Ours"
    assert laid.text("clauses/articles/fees/any.en.md").heading == "Heading"
