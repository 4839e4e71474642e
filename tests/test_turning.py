"""What would change the outcome of a deal: other facts, another day, law that is to come."""

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from agreement_kit.assemble import run
from agreement_kit.cli import app
from agreement_kit.errors import DealError
from agreement_kit.library import Library
from agreement_kit.outcome import ClauseChange, Outcome, difference, outcome
from agreement_kit.output import Wanted, documents
from agreement_kit.turning import coming, effective_on, facts_of, turns, turns_of, what_if
from tests.small import CODES, agreement_type, clause, dataset, deal, law_text, library, rule

ROOT = Path(__file__).parent.parent
META = "per: dataset\nvariants:\n  held: {purpose: It stays., applies: {residency: [approval, onshore, barred]}}\n  free: {purpose: It goes., applies: {residency: free}}"
HELD = rule("held", "residency", "code: approval, by: office", applies="{voice: yes, people: {at_least: 500}}")
FREE = rule(
    "free",
    "residency",
    "code: free",
    applies="{identity: [none, anonymised, pseudonymised, identified], holder: [private, public], secrecy: [open, official, restricted]}",
)
LATER = "later: {as: origin, kind: residency, applies: {holder: private}, versions: [{from: 2029-01-01, code: approval, by: office, …}]}"
DRAFTS = "draft: {as: party, kind: duty, versions: [{from: undated, expected: 2030, duty: notice, on: party, …}]}"
FILES = (
    clause("articles/data", "# Data\n\nOf {{ datasets }}.\n", meta=META, variant="held")
    | {"clauses/articles/data/free.en.md": "# Data\n\nOf {{ datasets }}.\n"}
    | clause("articles/company", meta="per: agreement")
    | clause("addenda/state", meta="per: jurisdiction\nanswers: [ID/draft]")
    | agreement_type("{articles: [data, {company: {acts_as: company}}], addenda: [state]}")
    | {"clauses/jurisdictions/ID.yaml": law_text("ID", FREE, HELD, LATER, DRAFTS)}
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library in which voices of 500 persons need an approval."""
    return library(tmp_path_factory.mktemp("library"), FILES)


def start(small: Library, **changes: object) -> Outcome:
    """What the deal of the tests comes to."""
    return outcome(deal(**changes), small)


def test_single_facts_that_turn_a_clause(small: Library) -> None:
    """With voices, 500 people would turn the article; each fact says what it is and would be."""
    found = turns_of("data", start(small, datasets={"corpus": dataset(contents=["voice"])}), small)
    assert [(str(turn.facts[0]), turn.difference.clauses) for turn in found] == [
        ("datasets.corpus.origins.ID.people: 500 (now 100)", (ClauseChange("data", "free", "held"),))
    ]


def test_two_facts_where_one_does_not(small: Library) -> None:
    """Neither voices nor people alone turn the article: the pair is named."""
    found = turns_of("data", start(small), small)
    pairs = [tuple(fact.path for fact in turn.facts) for turn in found]
    assert pairs == [("datasets.corpus.contents.voice", "datasets.corpus.origins.ID.people")]


def test_facts_that_turn_a_rule(small: Library) -> None:
    """A rule can be asked about like a clause."""
    given = start(small, datasets={"corpus": dataset(contents=["voice"], origins={"ID": {"people": 900}})})
    paths = {turn.facts[0].path for turn in turns_of("ID/held", given, small)}
    assert {"datasets.corpus.contents.voice", "datasets.corpus.origins.ID.people"} <= paths


def test_every_turn_holds(small: Library) -> None:
    """Changing the fact as said brings the difference that was said."""
    given = start(small, datasets={"corpus": dataset(contents=["voice"])})
    for turn in turns(given, small):
        other = given.deal
        for fact in turn.facts:
            other = fact.change(other)
        assert difference(given, outcome(other, small)) == turn.difference


def test_no_fact_is_its_own_opposite(small: Library) -> None:
    """What a fact would be is never what it is."""
    facts = facts_of(start(small), small)
    assert facts
    assert all(fact.present != fact.then for fact in facts)


def test_what_if(small: Library) -> None:
    """A path and a value change the deal and nothing else of it."""
    given = deal()
    other = what_if(given, ["datasets.corpus.contents=[voice]", "datasets.corpus.origins.ID.people=700"], CODES)
    assert (other.datasets["corpus"].contents, other.datasets["corpus"].origins["ID"].people) == (["voice"], 700)
    assert what_if(given, [], CODES).model_dump() == given.model_dump()
    found = difference(outcome(given, small), outcome(other, small))
    assert found.clauses == (ClauseChange("data", "free", "held"),)
    assert found.rules_new == ("ID/held since 2020-01-01",)


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        ("datasets.corpas.holder=public", "did you mean corpus"),
        ("dataset.corpus.holder=public", "did you mean datasets"),
        ("operations.7.at=home", "the deal has no '7' there"),
        ("datasets.corpus.holder=pubic", "'pubic' is not a value of holder"),
        ("term=", "'term'"),
    ],
)
def test_a_fact_that_is_not_there(wish: str, says: str) -> None:
    """A wrong path or value is one clear problem, with the nearest."""
    with pytest.raises(DealError) as raised:
        what_if(deal(), [wish], CODES)
    (problem,) = raised.value.problems
    assert says in str(problem)


def test_another_day(small: Library) -> None:
    """On a later day the law of that day is asked."""
    later = effective_on(deal(), date(2029, 6, 1))
    assert difference(start(small), outcome(later, small)).clauses == (ClauseChange("data", "free", "held"),)


def test_what_coming_law_will_change(small: Library) -> None:
    """Dated law within the term turns the article; undated law names the addendum that answers it."""
    found = {change.found.rule.id: change for change in coming(start(small), small)}
    assert found["ID/later"].difference.clauses == (ClauseChange("data", "free", "held"),)
    assert (found["ID/draft"].answered_by, found["ID/draft"].difference.breaches_new) == (("state",), ())


def test_internal_drafts_note_what_would_change(small: Library) -> None:
    """The facts that turn a provision stand in its drafting notes, in files for the house only."""
    given = deal(datasets={"corpus": dataset(contents=["voice"])})
    assembly = run(given, small)
    pages = {
        audience: documents(assembly, given, small, Wanted(("html",), (("en",),), audience, final=False))
        for audience in ("internal", "counterparty")
    }
    told = {audience: b"".join(data for name, data in files.items() if name.endswith(".html")) for audience, files in pages.items()}
    assert b"Would change with datasets.corpus.origins.ID.people: 500 (now 100): held." in told["internal"]
    assert b"Would change" not in told["counterparty"]


def test_the_command() -> None:
    """What if, another day, and a rule: each answered in words."""
    example = str(ROOT / "examples" / "speech_corpus.yaml")
    held = CliRunner().invoke(app, ["explain", example, "--what-if", "datasets.conversations.holder=public"]).output
    assert "data_residency: listed_locations -> onshore" in held
    assert "broken: residency under the law of ID (conversations)" in held
    assert CliRunner().invoke(app, ["explain", example, "--on", "2026-12-01"]).exit_code == 0
    ruled = CliRunner().invoke(app, ["explain", example, "ID/transfer_personal"]).output
    assert "ID/transfer_personal: found" in ruled
    assert "datasets.conversations.identity: none (now identified)" in ruled
