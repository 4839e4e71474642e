"""The catalog of fixed facts: every blank that the deal fills by itself. Wording may use these, and its clause's own blanks."""

from collections.abc import Mapping
from dataclasses import dataclass

ONE = ""  # the family of facts that are one value for the whole agreement


@dataclass(frozen=True, slots=True)
class Fact:
    """A fixed fact: the family whose rows it runs along (or none), and what it says."""

    name: str
    family: str
    says: str


_BY_FAMILY: Mapping[str, Mapping[str, str]] = {
    ONE: {
        "effective_date": "the day on which the agreement is expected to take effect",
        "term": "how long the agreement lasts",
        "entry_into_force": "the event on which the agreement takes effect, as a phrase",
        "governing_law": "the state whose law governs",
        "seat": "the seat of an arbitration: the city, where the deal names one, and the state",
        "court_state": "the state whose courts decide",
        "institution": "the institution that administers an arbitration",
        "arbitration_language": "the language of an arbitration",
        "prevailing_language": "the language of the text that prevails",
        "working_language": "the language in which the parties work",
        "authentic_languages": "the languages of the authentic texts (a list)",
        "translation_languages": "the languages of translations (a list)",
        "party_names": "the names of all parties (a list)",
        "original_count": "how many originals are made",
    },
    "parties": {
        "party_name": "name",
        "party_roles": "provider, recipient, host, developer, as the deal makes it",
        "party_state": "the state it belongs to",
        "party_kind": "what it acts as",
        "party_address": "address",
        "party_unit": "the unit that does the work",
        "party_represented_by": "who signs, with title",
        "party_notices": "where notices go",
        "party_data_contact": "the contact for data protection",
    },
    "datasets": {
        "dataset_title": "title",
        "dataset_provider": "its provider",
        "dataset_origins": "the states it comes from",
        "dataset_people": "how many persons it is about",
        "dataset_identity": "whether it relates to persons",
        "dataset_contents": "what it contains",
        "dataset_holder": "who holds it: the state, a person for it, or another",
        "dataset_basis": "the basis on which it may be processed",
        "dataset_secrecy": "whether it is open",
        "dataset_residency": "whether it may leave",
        "dataset_kept_in": "the state in which it lies",
        "dataset_licence": "the licence under which it was obtained",
        "dataset_languages": "the languages in it",
        "dataset_size": "its size",
        "dataset_version": "its version",
        "dataset_checksum": "the checksum of its files",
        "dataset_sources": "where its records come from",
        "dataset_collection": "how they were collected",
        "dataset_period": "the time they come from",
        "dataset_quality": "its quality, as measured",
        "dataset_bias": "its known gaps and bias",
        "dataset_retention": "how long it may be kept",
        "dataset_delivery": "how it is made available",
        "dataset_keys": "who holds the keys",
    },
    "models": {
        "model_title": "title",
        "model_developer": "its developer",
        "model_base": "the model it is built on, and its licence",
        "model_release": "to whom it may be released",
        "model_exit_test": "how far the exit test has come",
        "model_datasets": "the datasets it is made of",
        "model_sites": "the sites at which it is made or used",
    },
    "operations": {
        "operation_stage": "what is done",
        "operation_party": "by whom",
        "operation_site": "at which site",
        "operation_objects": "on which datasets and models",
        "operation_makes": "which model comes of it",
        "operation_acting": "in which capacity",
        "operation_reached_from": "from which states it is reached",
    },
    "sites": {
        "site_name": "name",
        "site_state": "the state in which it stands",
        "site_operator": "its operator",
        "site_premises": "on whose premises",
        "site_stages": "what is done there",
        "site_things": "which datasets and models are handled there",
    },
    "transfers": {
        "transfer_thing": "what crosses the border",
        "transfer_from": "from which state",
        "transfer_to": "to which state",
        "transfer_access": "as a copy, or by remote access",
        "transfer_laws": "the states whose law asks for a mechanism",
        "transfer_mechanism": "the mechanism",
    },
    "approvals": {
        "approval_law": "the state whose law asks",
        "approval_authority": "the authority",
        "approval_thing": "what for",
        "approval_status": "how far it has come",
    },
    "figures": {
        "figure_name": "what is counted",
        "figure_value": "the number agreed",
        "figure_article": "where it stands",
    },
    "sub_processors": {
        "sub_processor_name": "name",
        "sub_processor_state": "the state it belongs to",
        "sub_processor_task": "what it does",
        "sub_processor_site": "at which site",
    },
    "contributions": {
        "contribution_party": "who contributes",
        "contribution_what": "what",
        "contribution_amount": "how much",
        "contribution_when": "when",
    },
    "matrix": {
        "matrix_stage": "the stage of work",
        "matrix_allowed": "the datasets for which it is allowed, with the site",
    },
    "stages": {
        "stage_dataset": "the dataset",
        "stage_allowed": "the stages allowed",
        "stage_site": "the sites at which they are allowed",
    },
}
_PER_UNIT: Mapping[str, Mapping[str, str]] = {
    "dataset": {
        "datasets": "the datasets concerned (a list)",
        "origins": "the states they come from (a list)",
        "sites": "the sites at which they are handled (a list)",
        "authorities": "the authorities that must approve (a list)",
    },
    "transfer": {"routes": "what goes from where to where (a list)"},
    "ground": {
        "routes": "what goes from where to where (a list)",
        "law": "the state whose law asks",
        "authorities": "the authorities that must approve (a list)",
    },
    "party": {
        "name": "name",
        "state": "the state it belongs to",
        "represented_by": "who signs, with title",
        "signatory_name": "the name of who signs",
        "title": "the title of who signs",
        "address": "address",
        "unit": "the unit that does the work",
        "on_behalf_of": "on whose behalf it acts",
        "authority_document": "the documents that empower who signs, with number and date (a list)",
    },
    "jurisdiction": {"state": "the state of the addendum"},
}
# Rows that run along a unit itself: a row of a form that names them repeats.
_ROWS_PER_UNIT: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "party": {
        "signatories": {
            "signatory": "who signs, with title, as a form names the person",
            "signatory_signature": "room for the signature",
            "signatory_place_date": "room for place and date",
        }
    }
}

FACTS: Mapping[str, Fact] = {name: Fact(name, family, says) for family, facts in _BY_FAMILY.items() for name, says in facts.items()}
UNIT_FACTS: Mapping[str, Mapping[str, Fact]] = {
    per: {
        name: Fact(name, family, says)
        for family, named in {ONE: facts, **_ROWS_PER_UNIT.get(per, {})}.items()
        for name, says in named.items()
    }
    for per, facts in _PER_UNIT.items()
}
MERGING = ("datasets", "routes")  # the lists along which units share one provision


def known_facts(per: str) -> Mapping[str, Fact]:
    """The fixed facts that a clause per this unit may use."""
    return {**FACTS, **UNIT_FACTS.get(per, {})}
