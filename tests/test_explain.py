"""Why a clause is in: rule, citation, date, confidence and facts, in words."""

from pathlib import Path

import pytest

from agreement_kit.assemble import run
from agreement_kit.explain import clause_notes, coming_notes, rule_note
from agreement_kit.library import Library
from agreement_kit.library.playbooks import Playbook
from agreement_kit.output import Wanted, documents
from tests.small import agreement_type, clause, dataset, deal, law_text, library, rule

META = "per: dataset\nvariants:\n  held: {purpose: It stays., applies: {residency: [approval, onshore, barred]}}\n  free: {purpose: It goes., applies: {residency: free}}"
HELD = rule("held", "residency", "code: onshore", applies="{voice: yes, people: {at_least: 50}}")
COMING = "later: {as: party, kind: duty, versions: [{from: undated, expected: 2028, duty: notice, on: party, …}]}"
FILES = (
    clause("articles/data", "# Data\n\nOf {{ datasets }}.\n", meta=META, variant="held")
    | {"clauses/articles/data/free.en.md": "# Data\n\nOf {{ datasets }}.\n"}
    | clause("articles/terms")
    | agreement_type("{articles: [data, terms]}")
    | {"clauses/jurisdictions/ID.yaml": law_text("ID", HELD, COMING)}
)
VOICES = deal(datasets={"corpus": dataset(contents=["voice"])})


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library with one clause that the law decides and one that it does not."""
    return library(tmp_path_factory.mktemp("library"), FILES)


def test_a_clause_that_the_law_put_there(small: Library) -> None:
    """The note names variant, purpose, unit, facts, and the rule with citation, date, confidence and its own facts."""
    note, other = clause_notes(run(VOICES, small).choices, small.jurisdictions, small.conventions("en"), Playbook())
    assert (note.clause, note.variant, note.position, note.purpose) == ("data", "held", "balanced", "It stays.")
    assert (note.applies_to, note.facts) == (("corpus",), {"residency": "onshore"})
    (found,) = note.rules
    assert (found.rule, found.since, found.confidence, found.verified) == ("ID/held", "2020-01-01", "low", False)
    assert found.facts == {"voice": "yes", "people": "100"}
    assert found.citation == "Act No. 1, art. 1"
    assert other.rules == ()


def test_an_unknown_fact_is_called_unknown(small: Library) -> None:
    """Where a rule binds because nobody knows, the note says so."""
    given = deal(datasets={"corpus": dataset(contents=["voice"], origins={"ID": {}})})
    note, _ = clause_notes(run(given, small).choices, small.jurisdictions, small.conventions("en"), Playbook())
    assert note.rules[0].facts["people"] == "unknown"


def test_the_drafting_notes_say_the_same(small: Library) -> None:
    """What stands in an internal copy is what `explain` says; and it does not stand in the tree for others."""
    (provision, _) = run(VOICES, small).agreement.provisions
    assert provision.provenance is not None
    assert any("ID/held" in line and "art. 1" in line and "not verified by a lawyer" in line for line in provision.provenance.because)


def test_coming_law(small: Library) -> None:
    """Law that is only coming is told apart, with when it is expected."""
    (note,) = coming_notes(run(VOICES, small).findings, small.jurisdictions, small.conventions("en"))
    assert (note.rule, note.since) == ("ID/later", "undated (expected: 2028)")


def test_a_rule_without_citation(small: Library, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A rule of low confidence may stand without a citation, and then says so."""
    bare = law_text("ID", HELD.replace("…", "says: S., cite: [], checked_with: [], confidence: low, verified: null"))
    opened = library(tmp_path_factory.mktemp("bare"), FILES | {"clauses/jurisdictions/ID.yaml": bare})
    (found,) = run(VOICES, opened).findings.found
    assert rule_note(found, opened.jurisdictions, opened.conventions("en"), stamped=False).citation == "no citation"


def test_what_the_playbook_says_of_a_clause(tmp_path: Path) -> None:
    """Order and walk-away stand in the note and in the drafting notes, which no copy for others holds."""
    book = "# Wishes.\npositions: {data: [pro_provider, balanced]}\nwalk_away: {data: The data leave.}\n"
    made = library(tmp_path, FILES | {"clauses/playbooks/house.yaml": book})
    given = VOICES.changed(playbook="house")
    assembly = run(given, made)
    note, other = clause_notes(assembly.choices, made.jurisdictions, made.conventions("en"), made.playbook("house"))
    assert (note.playbook, other.playbook) == ("first pro_provider, then balanced; walk away: The data leave", "")
    (provision, _) = assembly.agreement.provisions
    assert provision.provenance is not None
    assert any("walk away: The data leave" in line for line in provision.provenance.because)
    wanted = Wanted(("html",), (("en",),), "counterparty", final=False)
    assert not any(b"walk away" in content for content in documents(assembly, given, made, wanted).values())
