"""What binds a deal: rules of a small law, kind by kind."""

from typing import Any

import pytest

from agreement_kit.deal import Deal
from agreement_kit.errors import LibraryError, MissingFact
from agreement_kit.library.jurisdictions import Jurisdiction
from agreement_kit.rules import Findings
from agreement_kit.rules.find import end_of
from tests.small import MODEL, PARTIES, SITES, dataset, deal, found, law, operation, rule

HERE = "{identity: [none, anonymised, pseudonymised, identified], holder: [private, public], secrecy: [open, official, restricted]}"
FREE = rule("free", "residency", "code: free", applies=HERE)
ONSHORE = rule("onshore", "residency", "code: onshore")
CONTRACT = rule("ways", "mechanism", "options: [{contract: {}}, {consent: {}}]", stands="leaves")
JP = law("JP")


def at_home(**changes: Any) -> Deal:
    """The deal with its training in Indonesia."""
    return deal(operations=[operation(at="home", makes="model")], **changes)


def unknown(**changes: Any) -> Deal:
    """The deal with a dataset of which some facts are not known."""
    return deal(datasets={"corpus": dataset(**changes)})


def faults(findings: Findings) -> list[tuple[str, str, str | None]]:
    """The breaches of a deal."""
    return [(breach.law, breach.kind, breach.thing) for breach in findings.breaches]


def waits(findings: Findings) -> list[tuple[str, str, str | None]]:
    """What the deal still waits for."""
    return [(condition.law, condition.kind, condition.thing) for condition in findings.conditions]


def bound(given: Deal, *rules: str) -> set[str]:
    """The names of the Indonesian rules that bind."""
    return {name.split("/")[1] for name in found(given, law("ID", *rules), JP).rule_ids}


# Which rules are asked


@pytest.mark.parametrize(
    ("stands", "state", "binds"),
    [
        ("origin", "ID", True),
        ("origin", "JP", False),
        ("leaves", "ID", True),
        ("leaves", "SG", False),
        ("arrives", "JP", True),
        ("arrives", "ID", False),
        ("site", "JP", True),
        ("site", "ID", False),
        ("reach", "SG", True),
        ("reach", "ID", False),
        ("reach", "JP", False),
        ("provider", "ID", True),
        ("provider", "JP", False),
        ("recipient", "JP", True),
        ("recipient", "ID", False),
        ("host", "JP", True),
        ("host", "ID", False),
        ("party", "ID", True),
        ("party", "JP", True),
        ("party", "SG", False),
        ("governing_law", "SG", True),
        ("governing_law", "ID", False),
    ],
)
def test_capacities(stands: str, state: str, binds: bool) -> None:
    """A rule binds only where its state stands in the capacity it names."""
    given = deal(operations=[operation(makes="model", reached_from=["SG"])], governing_law="SG")
    states = [law(code, rule("d", "duty", "duty: records, on: party", stands=stands)) for code in ("ID", "JP", "SG")]
    assert (f"{state}/d" in found(given, *states).rule_ids) is binds


@pytest.mark.parametrize(
    ("applies", "binds"),
    [
        ("{holder: private}", True),
        ("{holder: public}", False),
        ("{voice: yes}", False),
        ("{voice: no}", True),
        ("{people: {at_least: 100}}", True),
        ("{people: {below: 100}}", False),
        ("{arrives: [JP]}", True),
        ("{arrives: [EEA]}", False),
        ("{arrives: {not: [JP]}}", False),
        ("{access: copy, carries: data, holder: private}", True),
        ("{access: copy, carries: data, holder: public}", False),
    ],
)
def test_every_condition_must_hold(applies: str, binds: bool) -> None:
    """A rule binds when all its conditions hold, and not when one fails."""
    duty = rule("d", "duty", "duty: records, on: exporter", stands="leaves", applies=applies)
    assert bound(deal(), FREE, CONTRACT, duty) >= {"d"} if binds else "d" not in bound(deal(), FREE, CONTRACT, duty)


def test_a_fact_that_the_unit_cannot_have() -> None:
    """A rule that asks a party where data arrive is a fault of the law file, and names the rule."""
    with pytest.raises(MissingFact, match="rule ID/d: 'arrives' is not known"):
        bound(deal(), rule("d", "duty", "duty: records, on: party", stands="party", applies="{arrives: [JP]}"))


def test_data_rules_leave_models_alone() -> None:
    """A rule that does not say what is carried speaks of data; one that says `model` speaks of models."""
    given = deal(operations=[operation(at="home", makes="model"), operation("delivery", on="model")], mechanism={})
    of_data = rule("of_data", "duty", "duty: records, on: exporter", stands="leaves")
    of_models = rule("of_models", "duty", "duty: records, on: exporter", stands="leaves", applies="{carries: model}")
    assert bound(given, FREE, of_data, of_models) & {"of_data", "of_models"} == {"of_models"}
    checkpoint = deal(operations=[operation(at="home", makes="model"), operation("delivery", on="model", carries="checkpoint")])
    assert bound(checkpoint, FREE, of_data, of_models) & {"of_data", "of_models"} == {"of_data"}


# Versions


def versions(*entries: str) -> str:
    """A duty with these versions."""
    return f"d: {{as: party, kind: duty, versions: [{', '.join(f'{{{entry}, …}}' for entry in entries)}]}}"


OLD_AND_NEW = versions("from: 2020-01-01, duty: records, on: party", "from: 2027-01-01, duty: notice, on: party")


@pytest.mark.parametrize(("day", "owed"), [("2026-12-31", ["records"]), ("2027-01-01", ["notice"]), ("2019-12-31", [])])
def test_the_law_of_the_day_of_effect(day: str, owed: list[str]) -> None:
    """The version that holds on the day the deal takes effect binds, whatever holds on the day it is drafted."""
    given = deal(as_of="2019-01-01", entry_into_force={"on": "date", "expected": day})
    assert [f.version.duty for f in found(given, law("ID", OLD_AND_NEW)).of_kind("duty")] == owed


def test_a_repealed_rule_has_ended() -> None:
    """A rule binds no longer from the day of its repeal."""
    repealed = versions("from: 2020-01-01, duty: records, on: party", "from: 2026-06-01, repealed: true")
    assert "d" not in bound(deal(), repealed)


@pytest.mark.parametrize(
    ("entry", "coming"),
    [
        ("from: 2028-01-01, duty: notice, on: party", True),
        ("from: 2031-01-01, duty: notice, on: party", False),
        ("from: undated, expected: 2030, duty: notice, on: party", True),
    ],
)
def test_coming_law(entry: str, coming: bool) -> None:
    """Law that changes within the term, or on a day nobody knows, is found as coming and does not bind yet."""
    findings = found(deal(), law("ID", versions(entry)))
    assert [f.version.duty for f in findings.coming] == (["notice"] if coming else [])
    assert findings.of_kind("duty") == ()


@pytest.mark.parametrize(
    ("start", "term", "end"),
    [
        ("2027-02-01", "P3Y", "2030-02-01"),
        ("2027-01-31", "P1M", "2027-03-03"),
        ("2027-12-15", "P1Y2M10D", "2029-02-25"),
        ("9999-12-31", "P1D", "9999-12-31"),
        ("9999-01-01", "P999Y", "9999-12-31"),
    ],
)
def test_the_end_of_the_term(start: str, term: str, end: str) -> None:
    """The term is counted in calendar years, months and days, and ends with the calendar at the latest."""
    assert str(end_of(deal(entry_into_force={"on": "date", "expected": start}, term=term))) == end


# Displacement


def displacing(*names: str) -> str:
    """What a rule steps before."""
    return f"displaces: [{', '.join(names)}]"


A = rule("a", "duty", "duty: records, on: party", stands="party", more=displacing("b"))
B = rule("b", "duty", "duty: records, on: party", stands="party", more=displacing("c"))
C = rule("c", "duty", "duty: records, on: party", stands="party")


@pytest.mark.parametrize("order", [(A, B, C), (B, A, C), (C, B, A), (B, C, A)])
def test_a_displaced_rule_displaces_nothing(order: tuple[str, ...]) -> None:
    """A steps before B, so that C, before which B would step, binds; in whatever order the file lists them."""
    assert bound(deal(), *order) == {"a", "c"}


def test_displacement_only_where_the_other_matches() -> None:
    """A rule steps before another only where it binds itself."""
    narrow = rule("a", "duty", "duty: records, on: party", stands="party", applies="{acts_as: university}", more=displacing("b"))
    assert bound(deal(), narrow, C.replace("c:", "b:")) == {"b"}


def test_displacement_unit_by_unit() -> None:
    """A rule that binds for one dataset does not displace another rule for a second dataset."""
    special = rule("special", "residency", "code: onshore", applies="{voice: yes}", more=displacing("general"))
    general = rule("general", "residency", "code: approval, by: office")
    given = deal(datasets={"corpus": dataset(contents=["voice"]), "other": dataset()})
    findings = found(given, law("ID", special, general))
    assert (findings.residency["corpus"].code, findings.residency["other"].code) == ("onshore", "approval")


# Classes


SENSITIVE = rule("voices", "class", "sets: {sensitivity: sensitive}", applies="{voice: yes}")


def test_classes_are_found_first() -> None:
    """What a law calls a dataset is known to its later rules, and to no other law."""
    follows = rule("strict", "residency", "code: onshore", applies="{sensitivity: sensitive}")
    given = deal(datasets={"corpus": dataset(contents=["voice"], origins={"ID": {}, "JP": {}})})
    findings = found(given, law("ID", SENSITIVE, follows), law("JP", follows))
    assert findings.classes == {("corpus", "ID"): {"sensitivity": "sensitive"}}
    assert findings.residency["corpus"].by_law == {"ID": "onshore"}


TWO = {
    "datasets": {name: dataset(origins={"ID": {"people": 60}}) for name in ("one", "two")},
    "operations": [operation(on="one,two", makes="model")],
    "mechanism": {},
}


def test_people_count_together() -> None:
    """Where the law counts over all datasets, two of 60 are 120; where it does not, each is 60."""
    together = rule("crowd", "class", "sets: {importance: core}", applies="{people: {at_least: 100, counted_since: 2025-01-01}}")
    alone = rule("alone", "class", "sets: {sensitivity: sensitive}", applies="{people: {at_least: 100}}")
    assert found(deal(**TWO), law("ID", together, alone)).classes == {(name, "ID"): {"importance": "core"} for name in ("one", "two")}


def test_people_of_a_model_are_counted_once() -> None:
    """A model of two datasets of 60 is about 120 persons, and not about twice as many."""
    crowd = "{carries: model, people: {at_least: 100, below: 200, counted_since: 2025-01-01}}"
    sums = "{carries: model, people: {at_least: 100, below: 200}}"
    for applies in (crowd, sums):
        findings = found(deal(**TWO), law("ID", rule("weights", "residency", "code: onshore", applies=applies)))
        assert findings.residency["model"].by_law == {"ID": "onshore"}


# Unknown facts


@pytest.mark.parametrize(("identity", "binds"), [("unknown", True), ("identified", True), ("none", False)])
def test_an_unknown_fact_binds(identity: str, binds: bool) -> None:
    """Where nobody knows whether data are personal, what binds personal data binds."""
    personal = rule("d", "duty", "duty: records, on: party", applies="{identity: [pseudonymised, identified]}")
    assert ("d" in bound(unknown(identity=identity), personal)) is binds


def test_an_unknown_fact_binds_both_ways() -> None:
    """A rule for data that are not personal binds as well: neither is read as an exemption."""
    yes = rule("yes", "duty", "duty: records, on: party", applies="{identity: identified}")
    no = rule("no", "duty", "duty: notice, on: party", applies="{identity: none}")
    assert bound(unknown(identity="unknown"), yes, no) >= {"yes", "no"}


def test_unknown_numbers_of_people_bind() -> None:
    """Where nobody counted, a rule on many people binds."""
    crowd = rule("d", "duty", "duty: records, on: party", applies="{people: {at_least: 100000}}")
    assert "d" in bound(unknown(origins={"ID": {}}), crowd)
    assert "d" not in bound(unknown(origins={"ID": {"people": 10}}), crowd)


# Residency


def test_the_strictest_law_counts() -> None:
    """Of all laws that follow a dataset the strictest code counts; each keeps its own."""
    given = deal(datasets={"corpus": dataset(origins={"ID": {}, "JP": {}})})
    findings = found(given, law("ID", ONSHORE), law("JP", FREE))
    assert (findings.residency["corpus"].code, findings.residency["corpus"].by_law) == ("onshore", {"ID": "onshore", "JP": "free"})


def test_residency_is_asked_whether_or_not_data_move() -> None:
    """Data that stay at home are classed as if they left; and staying breaks nothing."""
    findings = found(at_home(), law("ID", ONSHORE), JP)
    assert (findings.residency["corpus"].code, faults(findings)) == ("onshore", [])


def test_taking_data_out_is_a_breach() -> None:
    """Work on held-back data outside their state breaks the law, and names the rule."""
    findings = found(deal(), law("ID", ONSHORE, CONTRACT), JP)
    assert faults(findings) == [("ID", "residency", "corpus")]
    assert findings.breaches[0].found[0].rule.id == "ID/onshore"


def test_reaching_in_from_abroad() -> None:
    """Remote access counts as leaving, unless the rule says something else of access."""
    given = deal(operations=[operation(at="home", reached_from=["JP"], makes="model")])
    assert faults(found(given, law("ID", ONSHORE, CONTRACT), JP)) == [("ID", "residency", "corpus")]
    lenient = rule("onshore", "residency", "code: onshore, remote: free")
    assert faults(found(given, law("ID", lenient, CONTRACT), JP)) == []
    strict = rule("free", "residency", "code: free, remote: barred", applies=HERE)
    assert faults(found(given, law("ID", strict, CONTRACT), JP)) == [("ID", "residency", "corpus")]


def test_barred_data_may_not_even_be_shared_at_home() -> None:
    """Data that may not be shared are barred to others everywhere, and stay open to their provider."""
    barred = law("ID", rule("barred", "residency", "code: barred"))
    assert faults(found(at_home(), barred, JP)) == [("ID", "residency", "corpus")]
    own = deal(operations=[operation(by="sender", at="home", makes="model")])
    assert faults(found(own, barred, JP)) == []


def test_results_may_leave() -> None:
    """Results that hold no record are no copy of the data."""
    given = deal(operations=[operation("delivery", carries="results")], mechanism={})
    assert faults(found(given, law("ID", ONSHORE), JP)) == []


def test_what_must_be_kept() -> None:
    """A rule that only asks for something to stay adds to the others and opens nothing."""
    findings = found(deal(), law("ID", FREE, CONTRACT, rule("copy", "residency", "keeps: copy")), JP)
    assert (findings.residency["corpus"].code, findings.residency["corpus"].keeps) == ("free", frozenset({"copy"}))


def test_silence_is_never_permission() -> None:
    """Where the law of origin says nothing, data leave only once somebody has confirmed it, and the silence is told."""
    findings = found(deal(), law("ID"), JP)
    assert findings.residency["corpus"].code == "approval"
    silent = {silence.id for silence in findings.silences if not silence.accepted}
    assert {"ID/residency", "ID/mechanism", "ID/language", "JP/language"} <= silent


def test_a_silence_that_is_accepted() -> None:
    """A deal may accept a silence; it is then no longer a reason to hold the data back."""
    accepted = [{"silence": "ID/residency", "by": "A. Lawyer", "on": "2026-11-01"}]
    findings = found(deal(accepted=accepted), law("ID"), JP)
    assert findings.residency["corpus"].code == "free"
    assert next(silence for silence in findings.silences if silence.id == "ID/residency").accepted


# Approvals and exceptions


APPROVAL = rule("ask", "residency", "code: approval, by: office")
EXCEPTION = rule("keep", "residency", "code: onshore, unless: {no_machine: There is no machine.}")


def approval(name: str, status: str, **more: Any) -> list[dict[str, Any]]:
    """One entry of `approvals`."""
    return [{"rule": f"ID/{name}", "status": status, **more}]


@pytest.mark.parametrize(
    ("status", "breaks", "outstanding"), [(None, 0, 1), ("planned", 0, 1), ("applied", 0, 1), ("granted", 0, 0), ("refused", 1, 0)]
)
def test_approvals(status: str | None, breaks: int, outstanding: int) -> None:
    """An approval not yet granted is a condition of the deal; one refused makes it unlawful; one granted clears it."""
    given = deal(approvals=approval("ask", status) if status else [])
    findings = found(given, law("ID", APPROVAL, CONTRACT), JP)
    assert (len(findings.breaches), len(findings.conditions)) == (breaks, outstanding)


@pytest.mark.parametrize(
    ("status", "breaks", "outstanding"), [(None, 1, 0), ("planned", 0, 1), ("applied", 0, 1), ("granted", 0, 0), ("refused", 1, 0)]
)
def test_exceptions(status: str | None, breaks: int, outstanding: int) -> None:
    """An exception that nobody has asked for helps nobody; once granted the data may leave."""
    given = deal(approvals=approval("keep", status, exception="no_machine") if status else [])
    findings = found(given, law("ID", EXCEPTION, CONTRACT), JP)
    assert (len(findings.breaches), len(findings.conditions)) == (breaks, outstanding)


def test_an_approval_is_for_what_it_names() -> None:
    """An approval for one dataset does not cover another, and an approval is no exception."""
    data = {name: dataset() for name in ("corpus", "other")}
    given = deal(
        datasets=data,
        operations=[operation(on="corpus,other", makes="model")],
        mechanism=dict.fromkeys(data, "contract"),
        approvals=approval("ask", "granted", of=["corpus"]),
    )
    assert waits(found(given, law("ID", APPROVAL, CONTRACT), JP)) == [("ID", "residency", "other")]
    plain = deal(approvals=approval("keep", "granted"))
    assert faults(found(plain, law("ID", EXCEPTION, CONTRACT), JP)) == [("ID", "residency", "corpus")]


def test_a_breach_hides_a_condition() -> None:
    """What breaks the law is not also told as something to wait for."""
    other = rule("never", "residency", "code: onshore")
    findings = found(deal(), law("ID", APPROVAL, other, CONTRACT), JP)
    assert (faults(findings), waits(findings)) == ([("ID", "residency", "corpus")], [])


# Mechanisms


def grounds(given: Deal, *laws: Jurisdiction) -> list[tuple[str, tuple[str, ...], str | None]]:
    """The grounds of a deal: the law that asks, the ways it leaves, the one chosen."""
    return [(ground.law, ground.options, ground.mechanism) for ground in found(given, *laws).grounds]


def test_a_mechanism_must_be_open() -> None:
    """A way that the law does not leave is a breach, and so is none at all."""
    laws = law("ID", FREE, CONTRACT), JP
    assert faults(found(deal(), *laws)) == []
    assert faults(found(deal(mechanism={"corpus": "adequacy"}), *laws)) == [("ID", "mechanism", "corpus")]
    assert faults(found(deal(mechanism={}), *laws)) == [("ID", "mechanism", "corpus")]


def test_all_rules_of_a_law_must_be_met() -> None:
    """Where two rules of a law ask, only a way that both leave is open; a way has a scope of its own."""
    second = rule("more", "mechanism", "options: [{consent: {}}, {adequacy: {arrives: [SG]}}]", stands="leaves")
    assert grounds(deal(), law("ID", FREE, CONTRACT, second), JP) == [("ID", ("consent",), "contract")]
    only = rule("more", "mechanism", "options: [{contract: {}}, {adequacy: {arrives: [SG]}}]", stands="leaves")
    assert grounds(deal(), law("ID", FREE, only), JP) == [("ID", ("contract",), "contract")]


def test_each_law_has_its_own_ground() -> None:
    """One transfer under two laws has two grounds, and each may rest on another mechanism."""
    given = deal(
        datasets={"corpus": dataset(origins={"ID": {}, "SG": {}})}, mechanism={"corpus": {"JP": {"ID": "contract", "SG": "consent"}}}
    )
    ways = CONTRACT.replace("as: leaves", "as: [origin, leaves]")
    assert grounds(given, law("ID", FREE, ways), law("SG", FREE, ways)) == [
        ("ID", ("contract", "consent"), "contract"),
        ("SG", ("contract", "consent"), "consent"),
    ]


def test_coming_home_needs_no_ground() -> None:
    """A law asks nothing of data that come to its own state."""
    given = deal(datasets={"corpus": dataset(origins={"ID": {}, "JP": {}})})
    ways = CONTRACT.replace("as: leaves", "as: [origin, leaves]")
    assert [state for state, _, _ in grounds(given, law("ID", FREE, ways), law("JP", FREE, ways))] == ["ID"]


def test_none_required_needs_no_choice() -> None:
    """Where the law asks for no mechanism, the deal need not say so."""
    nothing = rule("none", "mechanism", "options: [{none_required: {}}]", stands="leaves", applies=HERE)
    assert grounds(deal(mechanism={}), law("ID", FREE, nothing), JP) == [("ID", ("none_required",), "none_required")]


# Duties, figures, languages


@pytest.mark.parametrize(("per", "count"), [("transfer", 2), ("exporter", 1), ("dataset", 2), ("agreement", 1)])
def test_a_duty_is_owed_once_per_what_it_says(per: str, count: int) -> None:
    """Two transfers of two datasets by one exporter: a duty is owed as often as its rule says."""
    data = {name: dataset() for name in ("one", "two")}
    given = deal(datasets=data, operations=[operation(on="one,two", makes="model")], mechanism={})
    duty = rule("d", "duty", f"duty: filing, on: exporter, once_per: {per}", stands="leaves")
    assert len(found(given, law("ID", FREE, duty), JP).of_kind("duty")) == count


def test_figures_by_law() -> None:
    """Each law keeps its own number."""
    clock = "breach: {as: party, kind: figure, figure: breach_authority, versions: [{from: 2020-01-01, value: %d, …}]}"
    findings = found(deal(), law("ID", clock % 72), law("JP", clock % 120))
    assert findings.figures == {"breach_authority": {"ID": 72, "JP": 120}}


@pytest.mark.parametrize(
    ("texts", "original", "lawful"),
    [
        ({"authentic": ["en"]}, "false", False),
        ({"authentic": ["id"]}, "false", True),
        ({"authentic": ["en", "id"]}, "false", True),
        ({"authentic": ["en"], "translations": ["id"]}, "false", True),
        ({"authentic": ["en"], "translations": ["id"]}, "true", False),
    ],
)
def test_languages(texts: dict[str, Any], original: str, lawful: bool) -> None:
    """A law that asks for its language is met by a text, and where it must be signed by an authentic one only."""
    given = deal().changed(texts=deal().texts.model_copy(update=texts))
    findings = found(
        given, law("ID", FREE, CONTRACT, rule("l", "language", f"accept: [[id], [id, en]], original: {original}", stands="party"))
    )
    assert findings.languages == {"ID": lawful}
    assert faults(findings) == ([] if lawful else [("ID", "language", None)])


def test_who_supplies_is_no_recipient() -> None:
    """A provider that works on its own dataset receives nothing."""
    own = deal(operations=[operation(by="sender", at="away", makes="model")])
    duty = rule("d", "duty", "duty: records, on: recipient", stands="recipient")
    assert "d" in bound(deal(parties=PARTIES | {"taker": PARTIES["taker"] | {"jurisdiction": "ID"}}), duty)
    assert "d" not in bound(own, duty)


def test_two_laws_that_cannot_both_be_met() -> None:
    """One law keeps a copy and another has the same data deleted: a conflict, told as one."""
    keep = rule("copy", "residency", "keeps: copy")
    delete = rule("gone", "duty", "duty: deletion, on: provider")
    given = deal(datasets={"corpus": dataset(origins={"ID": {}, "SG": {}})})
    (conflict,) = found(given, law("ID", FREE, keep), law("SG", FREE, delete)).conflicts
    assert (conflict.one.rule.id, conflict.other.rule.id) == ("ID/copy", "SG/gone")
    apart = deal(datasets={"corpus": dataset(), "other": dataset(origins={"SG": {}}, provider="taker")})
    assert found(apart, law("ID", FREE, keep), law("SG", FREE, delete)).conflicts == ()


def own(state: str, asked: str, stands: str, given: Deal) -> str:
    """What a rule of a state is told where it asks whether something is of its own state."""
    rules = [rule(code, "duty", "duty: records, on: party", stands=stands, applies=f"{{{asked}: {code}}}") for code in ("yes", "no")]
    (answer,) = (f for f in found(given, law(state, *rules)).found if f.rule.kind == "duty")
    return answer.rule.id.split("/")[1]


def test_a_law_sees_what_is_its_own() -> None:
    """A rule may ask whether the work, who acts and the data are of its own state, without naming it."""
    at_home = {"operations": [operation(at="home", makes="model")]}
    by_provider = {"operations": [operation(by="sender", at="home")], "models": {}}
    foreign = {"datasets": {"corpus": dataset(origins={"SG": {}})}}
    assert (own("JP", "own_site", "recipient", deal()), own("JP", "own_site", "recipient", deal(**at_home))) == ("yes", "no")
    assert (own("ID", "own_party", "site", deal(**by_provider)), own("ID", "own_party", "site", deal(**at_home))) == ("yes", "no")
    assert (own("ID", "own_origin", "leaves", deal()), own("ID", "own_origin", "leaves", deal(**foreign))) == ("yes", "no")


def test_the_law_of_two_holders() -> None:
    """Records of two holders are bound by what binds either: the free part does not free the rest."""
    public = rule("public", "residency", "code: onshore", applies="{holder: public}")
    mixed = deal(datasets={"corpus": dataset(other_holder="public")})
    assert found(mixed, law("ID", FREE, public, CONTRACT), JP).residency["corpus"].code == "onshore"
    assert found(deal(), law("ID", FREE, public, CONTRACT), JP).residency["corpus"].code == "free"


KEPT = rule("copy", "residency", "keeps: copy")
ERASED = rule("gone", "duty", "duty: deletion, on: party", stands="[provider, recipient]")


def kept_and_deleted(**changes: Any) -> list[tuple[str, str]]:
    """The rules in conflict where Indonesia has a copy kept and Japan has its party delete."""
    findings = found(deal(**changes), law("ID", FREE, CONTRACT, KEPT), law("JP", ERASED))
    return [(conflict.one.rule.id, conflict.other.rule.id) for conflict in findings.conflicts]


def test_the_copy_of_the_one_is_not_the_copy_of_the_other() -> None:
    """The provider keeps its copy at home, the recipient deletes its own: both laws are met."""
    assert kept_and_deleted() == []


def test_the_only_copy_in_the_state() -> None:
    """Where the one copy in the state is held by who has to delete it, both laws cannot be met; a second holder there resolves it."""
    port = SITES | {"port": SITES["away"] | {"jurisdiction": "SG"}}
    lies_abroad = {"sites": port, "datasets": {"corpus": dataset(kept_in="SG")}}
    brought_home = [operation(at="home", makes="model")]
    assert kept_and_deleted(operations=brought_home, **lies_abroad) == [("ID/copy", "JP/gone")]
    both = [*brought_home, operation("storage", by="sender", at="home")]
    assert kept_and_deleted(operations=both, **lies_abroad) == []


def test_who_keeps_and_deletes_another_copy() -> None:
    """A provider that works abroad too deletes there what it keeps at home; what it has to delete wherever it lies, it cannot keep."""
    own = {"operations": [operation(by="sender", at="away")], "models": {}}
    there = rule("there", "duty", "duty: deletion, on: party", stands="site")
    laws = law("ID", FREE, CONTRACT, KEPT), law("JP", there)
    assert found(deal(**own), *laws).conflicts == ()
    japanese = PARTIES | {"sender": PARTIES["sender"] | {"jurisdiction": "JP"}}
    assert kept_and_deleted(parties=japanese, datasets={"corpus": dataset(kept_in="ID")}, **own) == [("ID/copy", "JP/gone")]


# Models


def model_leaves(test: str, **changes: Any) -> Deal:
    """A model trained in Indonesia and delivered to Japan."""
    operations = [operation(at="home", makes="model"), operation("delivery", on="model")]
    return deal(operations=operations, models={"model": {**MODEL, "exit_test": test}}, mechanism={}, **changes)


@pytest.mark.parametrize(("test", "breaks", "outstanding"), [("none", 1, 0), ("failed", 1, 0), ("planned", 0, 1), ("passed", 0, 0)])
def test_a_model_inherits_until_it_has_passed(test: str, breaks: int, outstanding: int) -> None:
    """A model of held-back data stays with them until it has passed the exit test; a planned test is a condition."""
    findings = found(model_leaves(test), law("ID", ONSHORE), JP)
    assert (len(findings.breaches), len(findings.conditions)) == (breaks, outstanding)


def test_a_tested_model_under_a_law_that_says_nothing() -> None:
    """Once tested a model is free, and that the law says nothing of models is told as a silence."""
    findings = found(model_leaves("passed"), law("ID", ONSHORE), JP)
    assert findings.residency["model"].code == "free"
    assert "ID/model_residency" in {silence.id for silence in findings.silences}


def test_only_the_law_of_the_data_is_asked_about_models() -> None:
    """A model made in Japan of Indonesian data leaves Japan: Japanese law has no say in data that are not from there."""
    sites = SITES | {"port": SITES["away"] | {"jurisdiction": "SG"}}
    operations = [operation(makes="model"), operation("delivery", on="model", at="port")]
    findings = found(deal(sites=sites, operations=operations), law("ID", FREE, CONTRACT), JP)
    assert "JP/model_residency" not in {silence.id for silence in findings.silences}


def test_a_law_that_speaks_of_models() -> None:
    """A rule on models binds a tested model too, and there is no silence then."""
    weights = rule("weights", "residency", "code: onshore", applies="{carries: model}")
    findings = found(model_leaves("passed"), law("ID", ONSHORE, weights), JP)
    assert faults(findings) == [("ID", "residency", "model")]
    assert "ID/model_residency" not in {silence.id for silence in findings.silences}


def test_a_checkpoint_is_as_good_as_the_data() -> None:
    """A checkpoint leaves no more than the data may, whatever test is planned."""
    operations = [operation(at="home", makes="model"), operation("delivery", on="model", carries="checkpoint")]
    findings = found(deal(operations=operations, mechanism={"model": "contract"}), law("ID", ONSHORE, CONTRACT), JP)
    assert ("ID", "residency", "model") in faults(findings)


def test_a_model_that_is_brought_along() -> None:
    """Of a model made of no dataset of the deal nothing is known: its checkpoint is held to whatever might bind its data."""
    parties = {**PARTIES, "taker": {**PARTIES["taker"], "jurisdiction": "ID"}}
    duty = rule("d", "duty", "duty: records, on: exporter", stands="leaves", applies="{identity: identified, people: {at_least: 10}}")
    for carries, binds in (("checkpoint", True), ("model", False)):
        operations = [operation("delivery", on="model", carries=carries)]
        assert ("d" in bound(deal(parties=parties, operations=operations, mechanism={}), duty)) is binds


def test_a_model_of_free_data_is_free() -> None:
    """A model of data that may leave needs no test."""
    assert faults(found(model_leaves("none"), law("ID", FREE), JP)) == []


def test_law_of_states_without_a_file_is_a_silence() -> None:
    """A state of which the house knows no law is told as silent; it is never an error."""
    parties = {**PARTIES, "taker": {**PARTIES["taker"], "jurisdiction": "BR"}}
    sites = {**SITES, "away": {**SITES["away"], "jurisdiction": "BR"}}
    findings = found(deal(parties=parties, sites=sites), law("ID", FREE, CONTRACT))
    assert "BR/language" in {silence.id for silence in findings.silences}


# Law files


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (rule("r", "residency", "code: elsewhere"), "unknown_code"),
        (rule("r", "residency", "months: 3"), "missing_key"),
        (rule("r", "residency", "code: approval, by: nobody"), "unknown_authority"),
        (rule("r", "residency", "code: free"), "unrestricted_freedom"),
        (rule("r", "mechanism", "options: [{none_required: {}}]"), "unrestricted_freedom"),
        (rule("r", "mechanism", "options: [{luck: {}}]"), "invalid_scope"),
        (rule("r", "residency", "code: onshore", applies="{holdr: public}"), "invalid_scope"),
        (rule("r", "duty", "duty: dance, on: party"), "unknown_code"),
        (rule("r", "duty", "duty: records"), "missing_key"),
        (rule("r", "duty", "duty: records, on: party, due: {days: 3, after: tea}"), "unknown_code"),
        (rule("r", "class", "sets: {holder: public}"), "unknown_code"),
        (rule("r", "duty", "duty: records, on: party", stands="party", more="displaces: [other]"), "unknown_rule"),
        (rule("r", "residency", "code: onshore", applies="{arrives: [ID]}"), "own_state"),
        (rule("r", "duty", "duty: records, on: party, colour: red"), "unknown_key"),
        (versions("from: 2027-01-01, duty: records, on: party", "from: 2020-01-01, duty: notice, on: party"), "version_order"),
        (rule("r", "duty", "duty: records, on: party", stands="party", more="displaces: [r]"), "displacement"),
        ("r: {as: party, kind: duty, versions: [{from: 2020-01-01, duty: records, on: party, says: S., cite: [], checked_with: [], "
         "confidence: high, verified: null}]}", "no_citation"),
        ("r: {as: party, kind: duty, versions: [{from: 2020-01-01, duty: records, on: party, says: S., cite: [{bill: {}}], checked_with: [], "
         "confidence: low, verified: null}]}", "unknown_instrument"),
    ],
)  # fmt: skip
def test_a_law_file_that_is_wrong(written: str, code: str) -> None:
    """A law file that names what is not there, or frees without bounds, is refused with the line of the rule."""
    with pytest.raises(LibraryError) as caught:
        law("ID", written)
    assert [problem.code for problem in caught.value.problems] == [code]
    assert caught.value.problems[0].line is not None


def test_displacement_stays_within_a_kind() -> None:
    """A duty cannot displace a residency rule, and two rules cannot displace each other."""
    onshore = rule("onshore", "residency", "code: onshore")
    with pytest.raises(LibraryError, match="displaces 'onshore', which is of another kind"):
        law("ID", onshore, rule("r", "duty", "duty: records, on: party", more="displaces: [onshore]"))
    with pytest.raises(LibraryError, match="displaces itself by way of"):
        law("ID", A.replace("[b]", "[c]"), C.replace("kind: duty,", "kind: duty, displaces: [a],"))
