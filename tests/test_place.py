"""The lawful ways out of a breach: a closed list of moves, each proved before it is named."""

from typing import Any

import pytest

from agreement_kit.deal import Deal
from agreement_kit.library.jurisdictions import Jurisdiction
from agreement_kit.place import WayOut, ways_out
from tests.small import CODES, MODEL, SITES, dataset, deal, found, law, operation, rule

ONSHORE = rule("onshore", "residency", "code: onshore")
BARRED = rule("barred", "residency", "code: barred")
EXCEPTION = rule("onshore", "residency", "code: onshore, unless: {no_machine: There is no machine.}")
APPROVAL = rule("ask", "residency", "code: approval, by: office")
CONTRACT = rule("ways", "mechanism", "options: [{contract: {}}]", stands="leaves")
MODELS_TOO = rule("weights", "residency", "code: onshore", applies="{carries: model}")


def ways(given: Deal, *rules: str) -> dict[str, WayOut]:
    """The ways out under an Indonesian law of these rules, by move."""
    laws: dict[str, Jurisdiction] = {"ID": law("ID", *rules), "JP": law("JP")}
    return {way.move: way for way in ways_out(given, found(given, *laws.values()), laws, CODES)}


def evaluation(**changes: Any) -> Deal:
    """A deal that only evaluates in Japan."""
    return deal(operations=[operation("evaluation")], models={}, **changes)


def test_a_lawful_deal_needs_none() -> None:
    """Where nothing is broken nothing is proposed; a condition that waits is not broken."""
    free = "{identity: [identified], holder: [private, public], secrecy: [open]}"
    assert ways(deal(), rule("free", "residency", "code: free", applies=free), CONTRACT) == {}
    assert ways(deal(), APPROVAL, CONTRACT) == {}


def test_training_abroad_on_held_data() -> None:
    """Train at home and carry the tested model, or let results leave: and nothing else that the law does not provide."""
    assert set(ways(deal(), ONSHORE, CONTRACT)) == {"carry_model", "release_results"}


def test_every_way_is_lawful_and_leaves_the_deal_alone() -> None:
    """A way out is a whole deal that breaks nothing; the deal asked about does not change."""
    given = deal()
    for way in ways(given, EXCEPTION, CONTRACT).values():
        assert way.findings.breaches == ()
        assert way.deal != given
        assert way.words
    assert given == deal()


def test_carrying_the_model() -> None:
    """The data are worked on in their state; only the model crosses, with the exit test planned."""
    way = ways(deal(models={"model": {**MODEL, "exit_test": "none"}}), ONSHORE, CONTRACT)["carry_model"]
    assert [(t.handling.thing, t.leaves, t.arrives) for t in way.deal.transfers] == [("model", "ID", "JP")]
    assert way.deal.models["model"].exit_test == "planned"
    assert way.words == "train in ID, where the data are, and let only the model leave once it has passed the exit test"


def test_no_model_leaves_where_the_law_holds_models_too() -> None:
    """A law on models closes the way by which only the model leaves."""
    assert set(ways(deal(), ONSHORE, MODELS_TOO, CONTRACT)) == {"release_results"}


def test_a_site_that_the_deal_already_has() -> None:
    """Work that trains nothing moves to a site in the state, if the deal has one there."""
    way = ways(evaluation(), ONSHORE, CONTRACT)["move_site"]
    assert [(operation.do, operation.at) for operation in way.deal.operations] == [("evaluation", "home")]
    assert way.words == "run evaluation at home"
    assert "move_site" not in ways(evaluation(sites={"away": SITES["away"]}), ONSHORE, CONTRACT)


def test_results_from_a_state_without_a_site() -> None:
    """Where the deal has no site in the state, the provider's is proposed."""
    way = ways(evaluation(sites={"away": SITES["away"]}), ONSHORE, CONTRACT)["release_results"]
    assert way.deal.sites["site_in_id"].operator == "sender"
    assert [t.handling.carries for t in way.deal.transfers] == ["results"]


def test_only_held_things_stay() -> None:
    """Of two datasets one is held back: the other still goes, and the model is still made of both."""
    data = {"held": dataset(contents=["voice"]), "open": dataset()}
    held = rule("held", "residency", "code: onshore", applies="{voice: yes}")
    free = rule("free", "residency", "code: free", applies="{voice: no, identity: identified, holder: private, secrecy: open}")
    given = deal(datasets=data, operations=[operation(on="held,open", makes="model")], mechanism={"open": "contract"})
    way = ways(given, held, free, CONTRACT)["carry_model"]
    assert [(t.handling.thing, t.arrives) for t in way.deal.transfers] == [("open", "JP"), ("model", "JP")]
    assert set(way.deal.lineage("model")) == {"held", "open"}


def test_the_exception_of_the_law() -> None:
    """An exception is proposed where every rule broken provides for one, and only there."""
    way = ways(deal(), EXCEPTION, CONTRACT)["seek_exception"]
    assert way.words == "obtain the exception of the law: There is no machine"
    assert [(entry.rule, entry.exception, entry.status) for entry in way.deal.approvals] == [("ID/onshore", "no_machine", "granted")]
    assert "seek_exception" not in ways(deal(), ONSHORE, CONTRACT)
    other = rule("other", "residency", "code: onshore")
    assert "seek_exception" not in ways(deal(), EXCEPTION, other, CONTRACT)


def test_a_refused_approval() -> None:
    """Where an approval was refused, it may be sought again; nobody is told that it was granted."""
    refused = [{"rule": "ID/ask", "status": "refused"}]
    found_ways = ways(deal(approvals=refused), APPROVAL, CONTRACT)
    assert "seek_approval" in found_ways
    assert [entry.status for entry in found_ways["seek_approval"].deal.approvals] == ["granted"]


def test_barred_data_have_no_way_out() -> None:
    """Data that may not be shared at all cannot be worked on by the other side anywhere."""
    assert ways(deal(), BARRED, CONTRACT) == {}


def test_remote_access_is_cut() -> None:
    """Where only the reach from abroad breaks the law, the work goes on at home without it."""
    reached = deal(operations=[operation("annotation", at="home", reached_from=["JP"])], models={})
    way = ways(reached, ONSHORE, CONTRACT)["move_site"]
    assert way.deal.operations[0].reached_from == []


@pytest.mark.parametrize("broken", ["mechanism", "language"])
def test_other_faults_are_not_called_mended(broken: str) -> None:
    """A move mends where data lie; what else is broken before stays broken, and nothing new may break."""
    rules = [ONSHORE, CONTRACT] + ([rule("l", "language", "accept: [[id]]", stands="party")] if broken == "language" else [])
    given = deal(mechanism={} if broken == "mechanism" else {"corpus": "contract"})
    kinds = {breach.kind for way in ways(given, *rules).values() for breach in way.findings.breaches}
    assert kinds == ({"language"} if broken == "language" else set())
