"""Deals of the research (its test deals A1 to A8) and of the design (four that any change must keep right), as values.

Each starts from an example and changes what its text says.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from functools import cache
from typing import Any

import agreement_kit as kit
from agreement_kit.document import Table, plain
from agreement_kit.reading import read_yaml
from tests.small import ROOT

Facts = dict[str, Any]
BY_TALK: Facts = {"governing_law": None, "disputes": {"method": "consultation"}, "blanks": {}}
BEFORE_ARBITRATORS: Facts = {
    "governing_law": None,
    "disputes": {"method": "arbitration", "institution": {"en": "an arbitration centre"}, "seat": "SG", "language": "en"},
    "blanks": {},
}


@cache
def library() -> kit.Library:
    """The library that ships."""
    return kit.Library.load()


def read(facts: Facts, name: str = "deal") -> kit.Deal:
    """A deal of these facts."""
    return kit.parse_deal(facts, library().codes, name)


def found(facts: Facts) -> kit.Findings:
    """What the law says of a deal."""
    return kit.find(read(facts), library().jurisdictions, library().codes)


def ways(facts: Facts) -> set[tuple[str, ...]]:
    """The smallest sets of moves that make a deal lawful."""
    deal = read(facts)
    return {way.moves for way in kit.remedies(deal, found(facts), library().jurisdictions, library().codes).lawful}


def tasks(facts: Facts) -> dict[str, tuple[str, str]]:
    """Who owes what a rule in force asks, and when, as the checklist prints it, by rule."""
    deal = read(facts)
    return {task.rule: (task.who, task.when) for task in kit.checklist(deal, found(facts), library()) if task.part != "coming"}


def rows(agreement: kit.Agreement, schedule: str) -> list[list[str]]:
    """The rows of the first table of a schedule, in English."""
    (provision,) = (p for p in agreement.provisions if p.kind == "schedule" and p.id.startswith(f"{schedule}."))
    table = next(block for block in provision.blocks if isinstance(block, Table))
    return [[plain(cell["en"]) for cell in row] for row in table.rows]


def example(name: str, **changes: Any) -> Facts:
    """An example as values, signed in English alone, with some fields changed."""
    facts = deepcopy(read_yaml(ROOT / "examples" / f"{name}.yaml").data)
    return {**facts, "texts": {"working": "en", "authentic": ["en"], "prevails": "en"}, **changes}


def named(entry: Mapping[str, Any], name: str, state: str, **changes: Any) -> Facts:
    """A party or site of an example under another name, in another state."""
    return {**entry, "name": {"en": name}, "jurisdiction": state, **changes}


def cambodian_texts() -> Facts:
    """A1: a ministry's Khmer texts in the public domain, nobody's personal data; pre-trained in Japan, tuned at home; weights to whom is admitted."""
    facts = example("regional_base_model")
    old = facts["parties"].pop("lionrock")
    facts["parties"]["mptc"] = named(old, "Ministry of Posts", "KH", acts_as="organ_of_state", acting_through=None)
    facts["sites"]["phnom_penh"] = named(facts["sites"].pop("singapore"), "National Data Center", "KH", operator="mptc")
    facts["models"] = {"khmer_lm": {"title": {"en": "Khmer Base"}, "developer": "hongo", "release": "gated", "exit_test": "planned"}}
    texts = facts["datasets"].pop("regional_texts") | {"title": {"en": "Khmer Texts"}, "provider": "mptc", "origins": {"KH": {}}}
    facts["datasets"]["khmer_texts"] = texts | {"identity": "none", "contents": [], "holder": "public", "licence": None}
    facts["operations"] = [
        {"do": "pretraining", "by": "hongo", "at": "tokyo", "on": ["khmer_texts"], "makes": "khmer_lm"},
        {"do": "fine_tuning", "by": "mptc", "at": "phnom_penh", "on": ["khmer_texts", "khmer_lm"], "makes": "khmer_lm"},
        {"do": "release", "by": "hongo", "at": "tokyo", "on": ["khmer_lm"]},
    ]
    computing = {"by": "hongo", "what": {"en": "computing"}, "amount": {"en": "40,000 GPU hours"}, "when": {"en": "the first year"}}
    return facts | BEFORE_ARBITRATORS | {"flags": ["initiative", "benefit_sharing", "localisation"], "contributions": [computing]}


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
    facts["operations"][2] |= {"by": "gengo", "reached_from": ["JP"]}
    facts["texts"] = {"working": "en", "authentic": ["en", "id"], "prevails": "en"}
    return facts | {"flags": ["initiative", "committee", "skills"], "blanks": {}}


def oral_literature() -> Facts:
    """A5: a Philippine university's recordings of the oral literature of an indigenous people, tuned on in Japan; the model is not released."""
    facts = malaysian_chats()
    facts["parties"]["luzon"] = named(facts["parties"].pop("seri"), "Luzon State University", "PH", acts_as="university")
    facts["sites"]["baguio"] = named(facts["sites"].pop("cyberjaya"), "Language Archive", "PH", operator="luzon")
    facts["models"] = {"chant": {"title": {"en": "Chant"}, "developer": "kamo", "release": "internal", "exit_test": "planned"}}
    epics = facts["datasets"].pop("chats") | {"title": {"en": "Epics"}, "provider": "luzon", "origins": {"PH": {"people": 240}}}
    facts["datasets"]["epics"] = epics | {"identity": "identified", "contents": ["voice", "belief", "cultural"], "basis": {"PH": "consent"}}
    facts["operations"] = [
        {"do": "annotation", "by": "luzon", "at": "baguio", "on": ["epics"]},
        {"do": "fine_tuning", "by": "kamo", "at": "kyoto", "on": ["epics"], "makes": "chant"},
    ]
    flags = ["annotation", "benefit_sharing", "academic_research"]
    return facts | BEFORE_ARBITRATORS | {"mechanism": {"epics": "contract"}, "flags": flags, "sub_processors": {}}


def ward_notes() -> Facts:
    """A6: a Thai and a Japanese agency, health notes, a model that is only evaluated on them in Thailand, reached from Japan."""
    facts = example("ministry_corpus_at_home", agreement="training_data_sharing", instrument="implementing_arrangement")
    parties, sites = facts["parties"], facts["sites"]
    parties["dms"] = named(parties.pop("komdigi"), "Department of Medical Services", "TH")
    parties["amed"] = named(parties.pop("gengo"), "Agency for Medical Research", "JP", acts_as="organ_of_state")
    sites["nonthaburi"] = named(sites.pop("jakarta"), "Medical Data Centre", "TH", operator="dms", premises="government")
    sites["tokyo"] |= {"operator": "amed"}
    facts["models"] = {"karte": {"title": {"en": "Karte 7B"}, "developer": "amed", "release": "internal", "exit_test": "planned"}}
    notes = facts["datasets"].pop("broadcast_speech") | {"title": {"en": "Ward Notes"}, "provider": "dms", "sector": "health"}
    facts["datasets"]["notes"] = notes | {"origins": {"TH": {"people": 5200}}, "contents": ["health"], "basis": {"TH": "public_task"}}
    facts["operations"] = [
        {"do": "evaluation", "by": "amed", "at": "nonthaburi", "on": ["notes", "karte"], "reached_from": ["JP"]},
    ]
    return facts | BY_TALK | {"mechanism": {"notes": "arrangement"}, "flags": ["committee"], "numbers": {}}


def consortium() -> Facts:
    """A7: four parties, later joiners, a committee, progress measured."""
    facts = example("pooled_speech")
    malay = malaysian_chats()
    facts["parties"]["seri"] = malay["parties"]["seri"]
    facts["datasets"]["chats"] = malay["datasets"]["chats"]
    facts["sites"]["cyberjaya"] = malay["sites"]["cyberjaya"]
    facts["operations"].append({"do": "fine_tuning", "by": "seri", "at": "cyberjaya", "on": ["chats", "tiga_suara"], "makes": "tiga_suara"})
    return facts


def labels_from_hanoi() -> Facts:
    """A8: a vendor in Viet Nam labels a Japanese developer's calls on its instructions; the developer looks in from Japan and trains at home."""
    facts = malaysian_chats()
    facts["parties"]["labels"] = named(facts["parties"].pop("seri"), "Ha Noi Labels JSC", "VN")
    facts["sites"]["ha_noi"] = named(facts["sites"].pop("cyberjaya"), "Labelling Hall", "VN", operator="labels", premises="recipient")
    facts["models"]["bual"] |= {"release": "internal"}
    calls = facts["datasets"].pop("chats") | {"title": {"en": "Calls"}, "provider": "kamo", "origins": {"JP": {"people": 3000}}}
    facts["datasets"]["calls"] = calls | {"identity": "identified", "contents": ["voice"], "basis": {"JP": "contract"}}
    facts["operations"] = [
        {"do": "annotation", "by": "labels", "at": "ha_noi", "on": ["calls"], "acting": "processor"},
        {"do": "evaluation", "by": "kamo", "at": "ha_noi", "on": ["calls"], "reached_from": ["JP"]},
        {"do": "fine_tuning", "by": "kamo", "at": "kyoto", "on": ["calls"], "makes": "bual"},
    ]
    second = {"name": {"en": "Hai Phong Readers"}, "jurisdiction": "VN", "task": {"en": "second reading of labels"}, "at": "ha_noi"}
    return facts | BEFORE_ARBITRATORS | {"mechanism": {"calls": "contract"}, "sub_processors": {"readers": second}}


ARCHETYPES: Mapping[str, Callable[[], Facts]] = {
    "A1": cambodian_texts,
    "A2": malaysian_chats,
    "A3": open_weights,
    "A4": ministry_at_home,
    "A5": oral_literature,
    "A6": ward_notes,
    "A7": consortium,
    "A8": labels_from_hanoi,
}
