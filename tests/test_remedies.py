"""Where work may stand, and the smallest changes that make a deal lawful: found by asking the law again, never assumed."""

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from agreement_kit.cli import app
from agreement_kit.deal import Deal
from agreement_kit.errors import DealError
from agreement_kit.library.jurisdictions import Jurisdiction
from agreement_kit.place import Placement, Remedies, known_states, placements, remedies
from tests.small import CODES, SITES, dataset, deal, found, law, operation, rule

ROOT = Path(__file__).parent.parent
HELD_VOICES = rule("voices", "residency", "code: barred", applies="{voice: yes}")
HELD_PERSONS = rule("persons", "residency", "code: barred", applies="{identity: [pseudonymised, identified]}")
BARRED = rule("barred", "residency", "code: barred")
ONSHORE = rule("onshore", "residency", "code: onshore")
REACH = rule("reach", "residency", "code: onshore, remote: barred")
CONTRACT = rule("ways", "mechanism", "options: [{contract: {}}, {consent: {}}]", stands="leaves")
NONE = rule("ways", "mechanism", "options: [{contract: {arrives: [SG]}}]", stands="leaves")
FREE = rule("free", "residency", "code: free", applies="{identity: [identified], holder: [private], secrecy: [open]}")
NOTICE = "notice: {as: leaves, kind: duty, applies: {}, versions: [{from: 2020-01-01, duty: notice, on: exporter, …}]}"
VOICES = {"corpus": dataset(contents=["voice"])}


def laws(*rules: str) -> dict[str, Jurisdiction]:
    """An Indonesian law of these rules, and empty ones of Japan and Singapore."""
    return {"ID": law("ID", *rules), "JP": law("JP"), "SG": law("SG")}


def mended(given: Deal, *rules: str) -> Remedies:
    """The smallest changes under an Indonesian law of these rules."""
    known = laws(*rules)
    return remedies(given, found(given, *known.values()), known, CODES)


def moves(found_ways: Remedies) -> set[tuple[str, ...]]:
    """The sets of moves that make the deal lawful."""
    return {remedy.moves for remedy in found_ways.lawful}


def test_a_lawful_deal_needs_no_change() -> None:
    """Nothing is proposed where nothing is broken."""
    assert mended(deal(), CONTRACT) == Remedies((), ())


def test_contents_that_are_held_back() -> None:
    """Voices alone are barred: leave them out, or split them off and work on them at home."""
    ways = mended(deal(datasets=VOICES), HELD_VOICES, CONTRACT)
    assert moves(ways) >= {("leave_out",)}
    (without,) = (way for way in ways.lawful if way.moves == ("leave_out",))
    assert without.deal.datasets["corpus"].contents == []
    assert without.words == ("leave out of 'corpus': recordings of voices",)


def test_a_split_keeps_the_held_part_at_home() -> None:
    """The held part becomes a dataset of its own, worked on in its state; the number of people divides nothing."""
    onshore = rule("voices", "residency", "code: onshore", applies="{voice: yes}")
    ways = mended(deal(datasets=VOICES), onshore, CONTRACT)
    (split,) = (way for way in ways.lawful if way.moves == ("split",))
    parts = split.deal.datasets
    assert (parts["corpus"].contents, parts["corpus_voice"].contents) == ([], ["voice"])
    assert parts["corpus"].origins == parts["corpus_voice"].origins
    assert {split.deal.sites[o.at].jurisdiction for o in split.deal.operations if "corpus_voice" in o.on} == {"ID"}


def test_what_holds_for_the_whole_is_not_split() -> None:
    """That data were gathered from users holds for all of them: no part is left out or split off."""
    users = rule("users", "residency", "code: barred", applies="{user_service: yes}")
    ways = mended(deal(datasets={"corpus": dataset(contents=["user_service"])}), users, CONTRACT)
    assert not {"leave_out", "split"} & {move for way in (*ways.lawful, *ways.barred) for move in way.moves}


STATE_DATA = rule("state", "residency", "code: onshore", applies="{holder: public}")
PRIVATE_DATA = rule("own", "residency", "code: onshore", applies="{holder: private}")
PRIVATE_FREE = rule("free", "residency", "code: free", applies="{identity: [identified], holder: [private], secrecy: [open]}")
TWO_HOLDERS = {"corpus": dataset(holder="public", other_holder="private")}


def test_a_split_by_holder() -> None:
    """Of records with two holders those of the state stay and are worked on first; the others go, and the model with them once tested."""
    ways = mended(deal(datasets=TWO_HOLDERS), STATE_DATA, PRIVATE_FREE, CONTRACT)
    (split,) = (way for way in ways.lawful if way.moves == ("split",))
    assert split.words == ("split 'corpus': the part that is held by or for the state is worked on in ID, the rest goes",)
    parts = split.deal.datasets
    assert {name: (data.holder, data.other_holder) for name, data in parts.items()} == {
        "corpus": ("private", None),
        "corpus_public": ("public", None),
    }
    assert parts["corpus"].origins == parts["corpus_public"].origins
    assert {split.deal.sites[o.at].jurisdiction for o in split.deal.operations if "corpus_public" in o.on} == {"ID"}
    assert {(t.handling.thing, t.arrives) for t in split.deal.transfers} == {("corpus", "JP"), ("model", "JP")}
    assert [condition.thing for condition in split.findings.conditions] == ["model"]


def test_no_split_where_both_holders_are_held_back() -> None:
    """Where the law asks for the records of both, or of one holder only, there is nothing to split."""
    both = mended(deal(datasets=TWO_HOLDERS), STATE_DATA, PRIVATE_DATA, CONTRACT)
    one = mended(deal(datasets={"corpus": dataset(holder="public")}), STATE_DATA, CONTRACT)
    assert not {"split"} & {move for found_ways in (both, one) for way in (*found_ways.lawful, *found_ways.barred) for move in way.moves}


def test_a_model_of_a_split_dataset_is_tested() -> None:
    """What is made of a part that stays does not cross the border untested."""
    onshore = rule("voices", "residency", "code: onshore", applies="{voice: yes}")
    untested = {"model": {"title": {"en": "Model"}, "developer": "taker", "exit_test": "none"}}
    ways = mended(deal(datasets=VOICES, models=untested), onshore, CONTRACT)
    (split,) = (way for way in ways.lawful if way.moves == ("split",))
    assert split.deal.models["model"].exit_test == "planned"
    assert [condition.thing for condition in split.findings.conditions] == ["model"]


def test_persons_made_anonymous() -> None:
    """A law on personal data lets anonymised data go."""
    assert ("anonymise",) in moves(mended(deal(), HELD_PERSONS, CONTRACT))


def test_a_mechanism_that_the_law_leaves() -> None:
    """A deal that names no mechanism: each that is open is a way."""
    ways = mended(deal(mechanism={}), CONTRACT)
    assert [way.words for way in ways.lawful if way.moves == ("use_mechanism",)] == [
        ("rest the transfer of 'corpus' to JP (law of ID) on: contract",),
        ("rest the transfer of 'corpus' to JP (law of ID) on: consent",),
    ]


def test_access_is_closed() -> None:
    """Where only the reach from abroad breaks the law, closing it is enough."""
    reached = deal(operations=[operation("annotation", at="home", reached_from=["JP"])], models={})
    assert ("close_access",) in moves(mended(reached, REACH, CONTRACT))


def test_two_changes_where_one_is_not_enough() -> None:
    """Two faults need two changes; no smaller set is passed over, and each set is lawful."""
    ways = mended(deal(datasets=VOICES, mechanism={}), HELD_VOICES, CONTRACT)
    assert ways.lawful
    assert {len(way.moves) for way in ways.lawful} == {2}
    for way in ways.lawful:
        assert found(way.deal, *laws(HELD_VOICES, CONTRACT).values()).breaches == ()


def test_where_nothing_is_lawful() -> None:
    """Each single change is named with what still bars it."""
    ways = mended(deal(), BARRED, CONTRACT)
    assert ways.lawful == ()
    assert {way.moves for way in ways.barred} >= {("carry_model",), ("anonymise",)}
    assert all(way.breaches for way in ways.barred)
    assert {breach.found[0].rule.id for way in ways.barred for breach in way.breaches} == {"ID/barred"}


# Sites


def at(given: Deal, *rules: str, states: tuple[str, ...] = ()) -> dict[str, Placement]:
    """Where the first piece of work could stand, by site."""
    placed = placements(given, laws(*rules), CODES, states)
    return {place.site: place for place in placed if place.handling.index == 0}


def test_each_site_has_a_verdict() -> None:
    """At home lawful, abroad barred by the rule that holds the data, with the rule named."""
    placed = at(deal(), ONSHORE, CONTRACT, states=("SG",))
    assert {site: place.verdict for site, place in placed.items()} == {"home": "lawful", "away": "barred", "SG": "barred"}
    (bar,) = (line for line in placed["away"].lines if line.kind == "bar")
    assert [one.rule.id for one in bar.found] == ["ID/onshore"]


def test_the_terms_of_a_site() -> None:
    """Abroad on terms: the mechanism, and the duties of the transfer."""
    lines = at(deal(), FREE, CONTRACT, NOTICE)["away"].lines
    assert [(line.kind, line.words) for line in lines] == [
        ("mechanism", "under the law of ID: contract"),
        ("duty", "A rule of the test."),
    ]


def test_a_state_to_which_nothing_leads() -> None:
    """Where the law leaves no mechanism for a destination, it is barred; for another it is a term."""
    placed = at(deal(mechanism={}), NONE, states=("SG",))
    assert (placed["away"].verdict, placed["SG"].verdict) == ("barred", "on_terms")


def test_a_model_waits_for_its_test() -> None:
    """A model made of held data may go once it has passed: a condition, not a bar."""
    given = deal(
        sites=SITES,
        operations=[operation(at="home", makes="model"), operation("delivery", on="model")],
    )
    placed = {p.site: p for p in placements(given, laws(ONSHORE, CONTRACT), CODES) if p.handling.thing == "model"}
    assert {site: place.verdict for site, place in placed.items()} == {"home": "lawful", "away": "on_terms"}


def test_a_state_without_law_is_refused() -> None:
    """Nothing can be said of a state whose law the library does not have."""
    assert known_states(["ID"], laws()) == ("ID",)
    with pytest.raises(DealError, match="the library has no law of 'XX'"):
        known_states(["XX"], laws())


# The command


def told(*words: str) -> Any:
    """What `agreement-kit place` prints."""
    return CliRunner().invoke(app, ["place", *words])


def test_the_command_on_an_unlawful_deal() -> None:
    """The matrix with the rules, and the three ways out of the deal with the clauses that change."""
    result = told(str(ROOT / "examples" / "ministry_corpus_in_tokyo.yaml"), "--sites", "SG")
    assert result.exit_code == 0
    for words in ("barred *", "ID/residency_public", "SMALLEST CHANGES THAT MAKE IT LAWFUL", "train in ID, where the data are"):
        assert words in result.output, words


def test_the_command_for_machines() -> None:
    """The same as JSON: verdicts, reasons with rules, and changes."""
    import json

    data = json.loads(told(str(ROOT / "examples" / "ministry_corpus_in_tokyo.yaml"), "--json").output)
    assert {entry["verdict"] for entry in data["work"]} == {"lawful", "on_terms", "barred"}
    assert [way["moves"] for way in data["lawful"]] == [["carry_model"], ["release_results"], ["seek_exception"]]
    assert data["barred"] == []
