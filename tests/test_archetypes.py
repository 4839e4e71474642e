"""The deals that the research names as tests (clause_coverage.md, part 3.5): what must stand in each, and what the law says of it.

Where the product differs from that text, docs/hard-deals.md says why.
"""

from functools import cache

import pytest

import agreement_kit as kit
from agreement_kit.dealparts import TRAINING
from tests.archetypes import (
    ARCHETYPES,
    cambodian_texts,
    found,
    labels_from_hanoi,
    library,
    open_weights,
    oral_literature,
    read,
    rows,
    tasks,
    ward_notes,
    ways,
)


@cache
def drafted(name: str) -> tuple[kit.Deal, kit.Assembly]:
    """An archetype and what becomes of it."""
    deal = read(ARCHETYPES[name](), name)
    return deal, kit.run(deal, library())


def chosen(name: str) -> dict[str, str]:
    """The clauses of an archetype, each with its variant."""
    return {choice.clause.name: choice.variant for choice in drafted(name)[1].choices.chosen}


MUST_HAVE = {
    "A1": {
        "public_parties": "any",
        "governing_law_and_disputes": "arbitration_with_state",
        "public_sector_data": "any",
        "contributions": "any",
        "localisation": "any",
        "benefit_sharing": "any",
        "model_release": "any",
        "red_team": "any",
        "rights_in_models": "any",
        "removal": "any",
        "cambodia": "any",
        "japan": "any",
    },
    "A2": {
        "data_protection_roles": "any",
        "transfer_mechanism": "contract",
        "transfer_assessment": "any",
        "de_identification": "any",
        "data_subject_rights": "any",
        "extraction_test": "any",
        "malaysia": "any",
        "japan": "any",
    },
    "A3": {
        "base_model_licence": "any",
        "model_release": "any",
        "red_list": "any",
        "red_team": "any",
        "synthetic_data": "any",
        "singapore": "any",
    },
    "A4": {
        "data_residency": "onshore",
        "compute_placement": "any",
        "remote_access": "any",
        "government_access": "any",
        "public_parties": "any",
        "public_sector_data": "any",
        "skills": "any",
        "compliance": "any",
        "languages": "any",
        "governing_law_and_disputes": "consultation",
        "liability_and_indemnity": "organ_of_state",
        "indonesia": "any",
    },
    "A5": {
        "cultural_data": "any",
        "annotators": "any",
        "sensitive_data": "any",
        "benefit_sharing": "any",
        "transfer_mechanism": "contract",
        "general": "any",
        "removal": "any",
        "philippines": "any",
        "japan": "any",
    },
    "A6": {
        "transfer_mechanism": "arrangement",
        "sensitive_data": "any",
        "impact_assessments": "any",
        "training_stages": "any",
        "remote_access": "any",
        "governing_law_and_disputes": "consultation",
        "public_parties": "any",
        "public_sector_data": "any",
        "thailand": "any",
        "japan": "any",
    },
    "A7": {"accession": "any", "governance": "any", "kpis": "any", "governance_terms": "any", "kpi_list": "any", "contributions": "any"},
    "A8": {
        "transfer_mechanism": "contract",
        "data_protection_roles": "any",
        "sub_processors_and_clouds": "any",
        "sub_processor_list": "any",
        "annotators": "any",
        "remote_access": "any",
        "filings": "any",
        "vietnam": "any",
        "japan": "any",
    },
}
MUST_LACK = {
    "A1": {"transfer_mechanism", "data_protection_roles", "sensitive_data", "filings", "base_model_licence", "cultural_data"},
    "A2": {"governance", "accession", "public_parties", "singapore", "indonesia", "base_model_licence", "cultural_data"},
    "A3": {"data_protection_roles", "transfer_assessment", "sensitive_data", "childrens_data", "indonesia", "malaysia", "kpis"},
    "A4": {"model_release", "base_model_licence", "insurance", "singapore", "malaysia", "cultural_data"},
    "A5": {"model_release", "public_parties", "public_sector_data", "childrens_data", "remote_access"},
    "A6": {"model_release", "red_team", "model_exit", "filings", "insurance"},
    "A7": {"public_parties", "childrens_data"},
    "A8": {"public_parties", "model_release", "cultural_data", "sensitive_data", "kpis"},
}


@pytest.mark.parametrize("name", ARCHETYPES)
def test_what_an_archetype_switches_on(name: str) -> None:
    """Each clause that the research asks of the deal stands in it, in the right variant; what does not concern it is absent."""
    found = chosen(name)
    assert {clause: found.get(clause) for clause in MUST_HAVE[name]} == MUST_HAVE[name]
    assert not MUST_LACK[name] & set(found)


def test_two_controllers() -> None:
    """A2: both companies train for purposes of their own, and both laws have their addendum."""
    deal, _ = drafted("A2")
    trains = [operation for operation in deal.operations if operation.do in TRAINING]
    assert {operation.by for operation in trains} == set(deal.parties)
    assert {operation.acting for operation in trains} == {"controller"}


def test_open_weights_need_an_open_base() -> None:
    """A3: under a base licence with limits on use, the open release is one clear problem."""
    facts = open_weights()
    facts["models"]["nusantara_27b"]["base_licence"] = {"name": "Cedar Terms of Use", "allows": "open_use_limited"}
    with pytest.raises(kit.DealError, match="Cedar Terms of Use") as raised:
        read(facts)
    assert [problem.code for problem in raised.value.problems] == ["base_licence"]


def test_a_ministry_keeps_its_data() -> None:
    """A4: nothing that holds a record leaves, and access from Japan is seen as a transfer."""
    deal, assembly = drafted("A4")
    residency = assembly.findings.residency["broadcast_speech"]
    assert residency.code == "onshore"
    remote = [transfer for transfer in deal.transfers if transfer.access == "remote"]
    assert {transfer.arrives for transfer in remote} == {"JP"}


@pytest.mark.parametrize("name", ["A4", "A7"])
def test_the_language_law_of_indonesia(name: str) -> None:
    """An Indonesian party needs an Indonesian text: A4 has one, A7 in English alone has not."""
    assert drafted(name)[1].findings.languages["ID"] == (name == "A4")


def test_texts_on_which_the_law_is_silent() -> None:
    """A1: nobody's data need no mechanism; where a ministry's texts may lie the law of Cambodia does not say, until the parties take the risk."""
    findings = drafted("A1")[1].findings
    assert (findings.classes, findings.grounds, findings.breaches, findings.conditions) == ({}, (), (), ())
    assert findings.residency["khmer_texts"].by_law == {}
    assert [(silence.id, silence.thing) for silence in findings.silences] == [("KH/residency", "khmer_texts")]
    assert chosen("A1")["data_residency"] == "law_silent"
    taken = cambodian_texts() | {"accepted": [{"silence": "KH/residency", "by": "both parties", "on": "2026-10-01"}]}
    assert found(taken).residency["khmer_texts"].code == "free"


def test_what_a_cambodian_ministry_does() -> None:
    """A1: papers of state are kept out before anything leaves; all else there is in Cambodia is custom, or not law yet."""
    findings = drafted("A1")[1].findings
    assert tasks(cambodian_texts())["KH/archives_excluded"] == ("Ministry of Posts", "before first transfer")
    assert {"KH/state_khmer_text", "KH/government_hosting", "KH/state_arbitration"} <= findings.rule_ids
    assert {"KH/ai_strategy", "KH/trade_commitments"} <= {coming.rule.id for coming in findings.coming}


def test_oral_literature_is_sensitive_and_may_leave() -> None:
    """A5: what shows an ethnic origin is sensitive in both states; no law keeps it at home, and a contract is the one way."""
    findings = drafted("A5")[1].findings
    assert {findings.classes["epics", law]["sensitivity"] for law in ("PH", "JP")} == {"sensitive"}
    assert findings.residency["epics"].by_law == {"PH": "free"}
    assert [(g.law, g.transfer.leaves, g.transfer.arrives, g.options) for g in findings.grounds] == [("PH", "PH", "JP", ("contract",))]
    assert (findings.breaches, findings.conditions, findings.silences) == ((), (), ())


def test_the_community_is_asked_first() -> None:
    """A5: the university has the community's consent by the Commission before the first transfer, and both sides have their hours."""
    owed = tasks(oral_literature())
    assert owed["PH/community_consent"] == ("Luzon State University", "before first transfer")
    assert owed["PH/legal_basis_sensitive"] == ("Luzon State University", "throughout")
    assert owed["PH/breach_report"] == ("Luzon State University", "within 72 hours after discovery")
    assert owed["PH/breach_report_recipient"] == ("Kamogawa Dialogue KK", "within 72 hours after discovery")
    assert owed["PH/breach_full_report"][1] == "within 5 days after discovery"
    assert owed["JP/special_care_consent"] == ("Kamogawa Dialogue KK", "before first transfer")


def test_oral_literature_without_a_mechanism() -> None:
    """A5: a deal that names no mechanism is refused; a contract mends it, or recordings that lead back to nobody."""
    facts = oral_literature() | {"mechanism": {}}
    assert [(breach.law, breach.kind) for breach in found(facts).breaches] == [("PH", "mechanism")]
    assert ways(facts) == {("use_mechanism",), ("anonymise",)}


def test_two_agencies_by_arrangement() -> None:
    """A6: access from Japan is a transfer; a binding arrangement of the two states carries it, once the agency may disclose at all."""
    findings = drafted("A6")[1].findings
    assert findings.classes["notes", "TH"] == {"sensitivity": "sensitive"}
    (ground,) = findings.grounds
    assert (ground.law, ground.transfer.access, ground.transfer.arrives, ground.mechanism) == ("TH", "remote", "JP", "arrangement")
    assert [(c.law, c.kind, c.found[0].rule.id) for c in findings.conditions] == [("TH", "residency", "TH/official_personal")]
    assert findings.breaches == ()


def test_notes_seen_in_thailand_are_disclosed_too() -> None:
    """A6: without access from Japan the agency's consent or exception is outstanding all the same, and once granted nothing is."""
    facts = ward_notes() | {"mechanism": {}}
    del facts["operations"][0]["reached_from"]
    assert [(c.law, c.kind, c.thing) for c in found(facts).conditions] == [("TH", "residency", "notes")]
    granted = {"rule": "TH/official_personal", "status": "granted", "on": "2026-10-01"}
    assert found(facts | {"approvals": [granted]}).conditions == ()


def test_the_safeguards_between_governments() -> None:
    """A6: the safeguards stand before the first transfer; a breach is told within 72 hours by the agency, to which Japan tells it first."""
    owed = tasks(ward_notes())
    assert owed["TH/safeguards_arrangement"][1] == "before first transfer"
    assert owed["TH/breach_importer"] == ("Agency for Medical Research", "before first transfer")
    assert owed["TH/breach_report"] == ("Department of Medical Services", "within 72 hours after discovery")
    assert owed["TH/requests"] == ("Department of Medical Services", "within 30 days after request")


def test_notes_are_evaluated_on_and_nothing_else() -> None:
    """A6: of all stages of training the agreement allows one, at one place."""
    allowed = [row for row in rows(drafted("A6")[1].agreement, "stage_matrix") if row[1] != "—"]
    assert allowed == [["evaluation", "Ward Notes, at Medical Data Centre (Thailand)"]]


def test_an_arrangement_is_for_states() -> None:
    """A6: with a company in the agency's place the arrangement is no way; closing the access is one, and so is a contract."""
    facts = ward_notes()
    facts["parties"]["amed"] |= {"acts_as": "company"}
    facts["instrument"] = "contract"
    assert [(breach.law, breach.kind) for breach in found(facts).breaches] == [("TH", "mechanism")]
    assert {("close_access",), ("use_mechanism",), ("anonymise",)} <= ways(facts)


def test_calls_go_to_the_vendor_and_are_looked_at_from_japan() -> None:
    """A8: Japan asks for the way out, Viet Nam for the way back, which access is too; the vendor works on instructions."""
    deal, assembly = drafted("A8")
    grounds = [(g.law, g.transfer.leaves, g.transfer.arrives, g.transfer.access, g.mechanism) for g in assembly.findings.grounds]
    assert grounds == [("JP", "JP", "VN", "copy", "contract"), ("VN", "VN", "JP", "remote", "contract")]
    assert [operation.acting for operation in deal.operations if operation.by == "labels"] == ["processor"]
    assert assembly.findings.residency["calls"].code == "free"
    assert (assembly.findings.breaches, assembly.findings.conditions, assembly.findings.silences) == ((), (), ())


def test_what_the_vendor_files() -> None:
    """A8: the dossier within 60 days of the first transfer, the certificate for its service before; it returns the calls at the end."""
    owed = tasks(labels_from_hanoi())
    assert owed["VN/transfer_filing"] == owed["VN/transfer_assessment"]
    assert owed["VN/transfer_assessment"] == ("Ha Noi Labels JSC", "within 60 days after first transfer")
    assert owed["VN/service_certificate"] == ("Ha Noi Labels JSC", "before first transfer")
    assert owed["VN/processor_return"] == ("Ha Noi Labels JSC", "after end")
    assert owed["VN/processor_breach"] == ("Ha Noi Labels JSC", "after discovery")


def test_what_the_developer_sees_to() -> None:
    """A8: the Japanese developer supervises its processor and checks once a year; the vendor trains nothing of its own."""
    owed = tasks(labels_from_hanoi())
    assert owed["JP/entrustment_supervised"] == ("Kamogawa Dialogue KK", "throughout")
    assert owed["JP/follow_up_check"] == ("Kamogawa Dialogue KK", "after first transfer; every 12 months")
    assert owed["JP/processor_bounds"] == ("Ha Noi Labels JSC", "before first transfer")


def test_official_clauses_are_never_written_from_memory() -> None:
    """A8: the module of ASEAN's clauses has its place; until the deal brings the published text, nothing is drafted in its name."""
    facts = labels_from_hanoi()
    facts["flags"] = [*facts["flags"], "model_clauses"]
    with pytest.raises(kit.LibraryError, match="ASEAN Model Contractual Clauses"):
        kit.run(read(facts), library())
