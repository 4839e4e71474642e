"""The deals that the research names as tests (clause_coverage.md, part 3.5), as far as their states have law here.

Each starts from an example or from another archetype and changes what its text says; what must stand in it, must.
"""

from copy import deepcopy
from functools import cache
from typing import Any

import pytest

import agreement_kit as kit
from agreement_kit.reading import read_yaml
from tests.small import ROOT

Facts = dict[str, Any]


@cache
def library() -> kit.Library:
    """The library that ships."""
    return kit.Library.load()


def example(name: str, **changes: Any) -> Facts:
    """An example as values, signed in English alone, with some fields changed."""
    facts = deepcopy(read_yaml(ROOT / "examples" / f"{name}.yaml").data)
    return {**facts, "texts": {"working": "en", "authentic": ["en"], "prevails": "en"}, **changes}


@cache
def drafted(name: str) -> tuple[kit.Deal, kit.Assembly]:
    """An archetype and what becomes of it."""
    deal = kit.parse_deal(ARCHETYPES[name](), library().codes, name)
    return deal, kit.run(deal, library())


def chosen(name: str) -> dict[str, str]:
    """The clauses of an archetype, each with its variant."""
    return {choice.clause.name: choice.variant for choice in drafted(name)[1].choices.chosen}


def malaysian_chats() -> Facts:
    """A2: two companies, pseudonymised chat logs, both train."""
    return example("malay_dialogue")


def open_weights() -> Facts:
    """A3: open corpora from Singapore, a base model under others' terms, weights published, artificial data made with it."""
    facts = example("regional_base_model")
    facts["models"]["nusantara_27b"] |= {"release": "open", "base_licence": {"name": "Apache-2.0", "allows": "open"}}
    facts["operations"].append({"do": "synthetic_generation", "by": "hongo", "at": "tokyo", "on": ["regional_texts", "nusantara_27b"]})
    return facts


def ministry_at_home() -> Facts:
    """A4: an Indonesian ministry's data stay; fine-tuning at home; adapters come, engineers reach in from Japan and train staff."""
    facts = example("ministry_corpus_at_home", agreement="training_data_sharing")
    facts["texts"] = {"working": "en", "authentic": ["en", "id"], "prevails": "en"}
    facts["operations"][2] |= {"by": "gengo", "reached_from": ["JP"]}
    return facts | {"flags": ["initiative", "committee", "skills"], "blanks": {}}


def consortium() -> Facts:
    """A7: four parties, later joiners, a committee, progress measured."""
    facts = example("pooled_speech")
    malay = malaysian_chats()
    facts["parties"]["seri"] = malay["parties"]["seri"]
    facts["datasets"]["chats"] = malay["datasets"]["chats"]
    facts["sites"]["cyberjaya"] = malay["sites"]["cyberjaya"]
    facts["operations"].append({"do": "fine_tuning", "by": "seri", "at": "cyberjaya", "on": ["chats", "tiga_suara"], "makes": "tiga_suara"})
    return facts


ARCHETYPES = {"A2": malaysian_chats, "A3": open_weights, "A4": ministry_at_home, "A7": consortium}

MUST_HAVE = {
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
    "A7": {"accession": "any", "governance": "any", "kpis": "any", "governance_terms": "any", "kpi_list": "any", "contributions": "any"},
}
MUST_LACK = {
    "A2": {"governance", "accession", "public_parties", "singapore", "indonesia", "base_model_licence", "cultural_data"},
    "A3": {"data_protection_roles", "transfer_assessment", "sensitive_data", "childrens_data", "indonesia", "malaysia", "kpis"},
    "A4": {"model_release", "base_model_licence", "insurance", "singapore", "malaysia", "cultural_data"},
    "A7": {"public_parties", "childrens_data"},
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
    trains = [operation for operation in deal.operations if operation.do in ("continued_pretraining", "fine_tuning")]
    assert {operation.by for operation in trains} == set(deal.parties)
    assert {operation.acting for operation in trains} == {"controller"}


def test_open_weights_need_an_open_base() -> None:
    """A3: under a base licence with limits on use, the open release is one clear problem."""
    facts = open_weights()
    facts["models"]["nusantara_27b"]["base_licence"] = {"name": "Cedar Terms of Use", "allows": "open_use_limited"}
    with pytest.raises(kit.DealError, match="Cedar Terms of Use") as raised:
        kit.parse_deal(facts, library().codes, "A3")
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
