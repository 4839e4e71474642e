"""The four deals that any change must keep right (the design, part 12): each of their sentences, as far as the software can say it.

Where the product differs from them, docs/hard-deals.md says why.
"""

import pytest

import agreement_kit as kit
from agreement_kit.document import Table, plain
from tests.archetypes import BY_TALK, Facts, example, found, library, malaysian_chats, named, read, tasks, ways

# A. An Indonesian ministry's corpus, trained in Japan


def ministry(where: str = "in_tokyo", **changes: object) -> Facts:
    """The ministry's corpus, trained in Tokyo or at home; `changes` are made to the dataset."""
    facts = example(f"ministry_corpus_{where}")
    facts["datasets"]["broadcast_speech"] |= changes
    return facts


def variants(facts: Facts) -> dict[str, str]:
    """The variant chosen of each clause."""
    return {choice.clause.name: choice.variant for choice in kit.run(read(facts), library()).choices.chosen}


@pytest.mark.parametrize("sector", ["general", "health"])
@pytest.mark.parametrize("where", ["in_tokyo", "at_home"])
def test_a_ministry_s_data_stay(where: str, sector: str) -> None:
    """A: onshore whether or not anything moves, a health ministry's too; trained in Tokyo it is a breach, at home it is none."""
    facts = ministry(where, sector=sector)
    assert found(facts).residency["broadcast_speech"].code == "onshore"
    assert variants(facts)["data_residency"] == "onshore"
    broken = [(b.law, b.kind, b.found[0].rule.id) for b in found(facts).breaches if b.kind == "residency"]
    assert broken == ([("ID", "residency", "ID/residency_public")] if where == "in_tokyo" else [])


def test_the_ways_out_that_the_law_leaves() -> None:
    """A: train at home and carry the tested model, release results, or the exception of technology; never a part of the people."""
    assert ways(ministry()) == {("carry_model",), ("release_results",), ("seek_exception",)}


def test_a_corpus_of_which_a_part_is_private() -> None:
    """A: where stations hold a part of the records, that part may go to Tokyo, and the ministry's stays; the schedule names both holders."""
    facts = ministry(other_holder="private") | {"mechanism": {"broadcast_speech": "contract"}}
    assert ("split",) in ways(facts)
    assert ("split",) not in ways(ministry())
    (table,) = (p for p in kit.run(read(facts), library()).agreement.provisions if p.id.startswith("datasets."))
    printed = [plain(cell["en"]) for block in table.blocks if isinstance(block, Table) for row in block.rows for cell in row]
    assert any("the state, or a person for it, in part a person other than the state" in words for words in printed)


@pytest.mark.parametrize(("effect", "bound"), [("2024-10-16", False), ("2024-10-17", True)])
def test_law_that_comes_between_signature_and_effect(effect: str, bound: bool) -> None:
    """A: what is law on the day of effect binds, though it was not on the day of signature."""
    facts = ministry() | {"as_of": "2024-09-01", "entry_into_force": {"on": "date", "expected": effect}}
    assert ("ID" in {ground.law for ground in found(facts).grounds}) == bound


def test_the_model_inherits_until_the_exit_test() -> None:
    """A: the model stays with its data until it has passed; then Indonesian law is silent on it, and the silence is told."""
    waiting, passed = ministry("at_home"), ministry("at_home")
    passed["models"]["nusantara_lm"] |= {"exit_test": "passed"}
    assert [condition.thing for condition in found(waiting).conditions] == ["nusantara_lm"]
    assert found(passed).conditions == ()
    for facts in (waiting, passed):
        assert ("ID/model_residency", "nusantara_lm") in {(silence.id, silence.thing) for silence in found(facts).silences}


# B. A Vietnamese company, sensitive data of 150,000 people, to Japan and Singapore


def hanoi_chats(people: int = 150_000) -> Facts:
    """Health chats of users in Viet Nam: trained on in Singapore, evaluated on in Kyoto."""
    facts = malaysian_chats()
    kamo, kyoto = facts["parties"]["kamo"], facts["sites"]["kyoto"]
    vietnamese = named(facts["parties"]["seri"], "Ha Noi Chat JSC", "VN")
    facts["parties"] = {"hanoi": vietnamese, "kamo": kamo, "merlion": named(kamo, "Merlion AI Pte. Ltd.", "SG")}
    facts["sites"] = {"kyoto": kyoto, "singapore": named(kyoto, "Merlion Hall", "SG", operator="merlion")}
    facts["datasets"]["chats"] |= {"provider": "hanoi", "origins": {"VN": {"people": people}}, "identity": "identified"}
    facts["datasets"]["chats"] |= {"contents": ["user_service", "health"], "basis": {"VN": "consent"}}
    facts["operations"] = [
        {"do": "fine_tuning", "by": "merlion", "at": "singapore", "on": ["chats"], "makes": "bual"},
        {"do": "evaluation", "by": "kamo", "at": "kyoto", "on": ["chats"]},
    ]
    return facts | BY_TALK | {"mechanism": {"chats": "contract"}, "flags": [], "sub_processors": {}}


def test_core_data_wait_for_the_ministry() -> None:
    """B: core, so that an approval is outstanding: a condition with a long stop, and a reason for DRAFT."""
    assembly = kit.run(read(hanoi_chats()), library())
    findings = assembly.findings
    assert findings.classes["chats", "VN"] == {"sensitivity": "sensitive", "importance": "core"}
    assert (findings.residency["chats"].code, findings.residency["chats"].keeps) == ("approval", frozenset({"copy"}))
    assert (findings.breaches, [(c.law, c.kind, c.thing) for c in findings.conditions]) == ((), [("VN", "residency", "chats")])
    (conditions,) = (p for p in assembly.agreement.provisions if p.id == "conditions.any")
    printed = " ".join(plain(line.wording["en"]) for block in conditions.blocks for line in (block, *getattr(block, "children", ())))
    assert "each approval or exception in Schedule" in printed
    assert "are not met 180\u00a0days after signature" in printed
    assert "VN/residency/chats" in {reason.of for reason in assembly.reasons if reason.what == "risk"}


def test_consent_and_dossier_and_contract() -> None:
    """B: none stands in for another; one dossier of the exporter, due within 60 days of the first transfer."""
    facts = hanoi_chats()
    owed = tasks(facts)
    assert [g.options for g in found(facts).grounds if g.law == "VN"] == [("contract",), ("contract",)]
    assert owed["VN/consent"] == ("Ha Noi Chat JSC", "before first transfer")
    assert owed["VN/transfer_agreement"][1] == "before first transfer"
    filings = [task for task in kit.checklist(read(facts), found(facts), library()) if task.rule == "VN/transfer_filing"]
    assert [(task.who, task.when) for task in filings if task.part != "coming"] == [
        ("Ha Noi Chat JSC", "within 60 days after first transfer")
    ]


def test_one_addendum_for_viet_nam() -> None:
    """B: one addendum a state, and the Vietnamese one has its provision on what was found: core data, users' data, the dossier."""
    addenda = [p for p in kit.run(read(hanoi_chats()), library()).agreement.provisions if p.kind == "addendum"]
    assert [provision.id.split(".")[0] for provision in addenda] == ["japan", "singapore", "vietnam"]
    plainer = hanoi_chats(people=5_000)
    plainer["datasets"]["chats"] |= {"contents": []}
    (less,) = (p for p in kit.run(read(plainer), library()).agreement.provisions if p.id.startswith("vietnam."))
    assert len(addenda[2].blocks) > len(less.blocks)


def test_datasets_count_together() -> None:
    """B: 80,000 people are not core; two datasets of 80,000 are, both of them."""
    facts = hanoi_chats(people=80_000)
    assert found(facts).classes["chats", "VN"]["importance"] == "important"
    facts["datasets"]["more"] = facts["datasets"]["chats"] | {"title": {"en": "More Chats"}}
    facts["operations"][0]["on"] = ["chats", "more"]
    facts["mechanism"]["more"] = "contract"
    assert {found(facts).classes[name, "VN"]["importance"] for name in ("chats", "more")} == {"core"}


def test_onward_from_singapore_is_seen() -> None:
    """B: what Merlion carries on to Kyoto leaves Singapore under both laws."""
    facts = hanoi_chats()
    facts["operations"][1]["by"] = "merlion"
    onward = {(g.law, g.transfer.leaves, g.transfer.arrives) for g in found(facts).grounds}
    assert onward == {("VN", "VN", "SG"), ("VN", "SG", "JP"), ("SG", "SG", "JP")}


def test_the_copy_kept_in_viet_nam_is_nobody_else_s_to_delete() -> None:
    """B: the copy that the provider keeps at home stands against no duty of the recipients to delete theirs, and is no reason for DRAFT."""
    assembly = kit.run(read(hanoi_chats()), library())
    assert {"VN/user_data_copy", "VN/core_stored", "JP/accuracy_and_erasure", "SG/retention"} <= assembly.findings.rule_ids
    assert [reason.of for reason in assembly.reasons if reason.what == "risk" and "+" in reason.of] == []


# C. A Philippine agency, remote access from Japan


def agency(people: int = 1_200, *, premises: str = "government", reached: bool = True) -> Facts:
    """An agency's health records in Manila, which a Japanese institute annotates on its instructions."""
    facts = example("ministry_corpus_at_home", agreement="training_data_sharing", models={})
    parties, sites, data = facts["parties"], facts["sites"], facts["datasets"]
    parties["doh"] = named(parties.pop("komdigi"), "Department of Health", "PH")
    sites["manila"] = named(sites.pop("jakarta"), "Agency Data Centre", "PH", operator="doh", premises=premises)
    data["records"] = data.pop("broadcast_speech") | {"title": {"en": "Records"}, "provider": "doh", "origins": {"PH": {"people": people}}}
    data["records"] |= {"contents": ["health"], "basis": {"PH": "public_task"}}
    work = {"do": "annotation", "by": "gengo", "at": "manila", "on": ["records"], "acting": "processor"}
    facts["operations"] = [work | ({"reached_from": ["JP"]} if reached else {})]
    return facts | BY_TALK | {"mechanism": {"records": "contract"} if reached else {}, "flags": [], "numbers": {}}


def test_access_from_japan_is_a_transfer() -> None:
    """C: nothing is copied, and yet it is a transfer that waits for the head of the agency."""
    deal, findings = read(agency()), found(agency())
    assert [(t.access, t.leaves, t.arrives) for t in deal.transfers] == [("remote", "PH", "JP")]
    assert [(c.law, c.kind, c.found[0].rule.id) for c in findings.conditions] == [("PH", "residency", "PH/agency_sensitive")]
    (task,) = (task for task in kit.checklist(deal, findings, library()) if task.rule == "PH/agency_approval")
    assert (task.who, task.to) == ("Department of Health", "the head of the government agency of the Philippines that holds the data")
    assert "within 2 business days" in task.what
    assert "no decision counts as disapproval" in task.what


def test_a_thousand_at_a_time() -> None:
    """C: records are taken out a thousand at a time."""
    assert found(agency()).figures["batch_records"] == {"PH": 1_000}


@pytest.mark.parametrize(("people", "registers"), [(999, False), (1_000, True)])
def test_a_contractor_registers_at_a_thousand(people: int, registers: bool) -> None:
    """C: from a thousand people the institute registers as a contractor before the first transfer."""
    owed = tasks(agency(people)).get("PH/contractor_registration")
    assert owed == (("National Institute for Language Resources", "before first transfer") if registers else None)


@pytest.mark.parametrize(("premises", "asked"), [("government", False), ("provider", False), ("recipient", True), ("cloud", True)])
def test_government_premises_and_not_merely_the_country(premises: str, asked: bool) -> None:
    """C: in the Philippines too, work off the agency's premises is asked of its head; on them it is not."""
    facts = agency(premises=premises, reached=False)
    heads = [task.what for task in kit.checklist(read(facts), found(facts), library()) if task.to.startswith("the head of the government")]
    assert any("off government property" in words for words in heads if words.startswith("The head")) == asked


# D. Japan, Singapore, Thailand; a model leaves


def lessons(onward: str = "") -> Facts:
    """A Thai state agency's lessons to a Singapore ministry and, where `onward` is a party, to Kyoto; a model made in Singapore goes to Kyoto."""
    facts = malaysian_chats()
    kamo, kyoto = facts["parties"]["kamo"], facts["sites"]["kyoto"]
    facts["parties"] = {
        "depa": named(kamo, "Digital Economy Agency", "TH", acts_as="organ_of_state"),
        "mddi": named(kamo, "Ministry of Digital Development", "SG", acts_as="organ_of_state"),
        "kamo": kamo,
    }
    facts["sites"] = {"singapore": named(kyoto, "Secure Room", "SG", operator="mddi", premises="government"), "kyoto": kyoto}
    facts["models"] = {"lm": {"title": {"en": "Lesson LM"}, "developer": "mddi", "release": "internal", "exit_test": "planned"}}
    data = facts["datasets"].pop("chats") | {"title": {"en": "Lessons"}, "provider": "depa", "origins": {"TH": {"people": 30_000}}}
    facts["datasets"]["lessons"] = data | {"holder": "public", "identity": "identified", "contents": [], "basis": {"TH": "public_task"}}
    facts["operations"] = [
        {"do": "fine_tuning", "by": "mddi", "at": "singapore", "on": ["lessons"], "makes": "lm"},
        *([{"do": "evaluation", "by": onward, "at": "kyoto", "on": ["lessons"]}] if onward else []),
        {"do": "delivery", "by": "kamo", "at": "kyoto", "on": ["lm"]},
    ]
    mechanism = {"lessons": {"SG": "arrangement", "JP": "contract"}}
    return facts | BY_TALK | {"mechanism": mechanism, "flags": [], "sub_processors": {}}


def routes(facts: Facts) -> dict[str, str]:
    """By mechanism the routes that the agreement lets data take on it, as printed."""
    provisions = kit.run(read(facts), library()).agreement.provisions
    return {p.id.split(".")[1]: plain(p.blocks[0].wording["en"]) for p in provisions if p.id.startswith("transfer_mechanism.")}  # type: ignore[union-attr]  # paragraphs


def test_an_arrangement_to_one_and_a_contract_to_the_other() -> None:
    """D: a Thai state body's arrangement carries to Singapore and its contract to Japan, each in an article of its own; a model leaves besides."""
    facts = lessons(onward="kamo")
    assert {(g.law, g.transfer.arrives, g.mechanism) for g in found(facts).grounds} == {
        ("TH", "SG", "arrangement"),
        ("TH", "JP", "contract"),
    }
    said = routes(facts)
    assert set(said) == {"arrangement", "contract"}
    assert said["arrangement"].endswith("Lessons, from Thailand to Singapore.")
    assert said["contract"].endswith("Lessons, from Thailand to Japan.")
    assert [c.thing for c in found(lessons()).conditions if c.thing == "lm"] == ["lm"]


def test_two_legs_never_make_a_third() -> None:
    """D: what goes to Singapore and on to Japan goes that way; nothing that is printed lets it go from Thailand to Japan."""
    facts = lessons(onward="mddi")
    for party in ("depa", "mddi"):
        facts["parties"][party]["acts_as"] = "company"
    facts["datasets"]["lessons"]["holder"] = "private"
    facts["mechanism"] = {"lessons": {"SG": {"TH": "contract"}, "JP": {"SG": "contract"}}}
    assert [(g.law, g.transfer.leaves, g.transfer.arrives) for g in found(facts).grounds] == [("TH", "TH", "SG"), ("SG", "SG", "JP")]
    assert routes(facts)["contract"].endswith("Lessons, from Thailand to Singapore; and Lessons, from Singapore to Japan.")
    assert "from Thailand to Japan" not in " ".join(routes(facts).values())
    assert "TH/mechanism" in {silence.id for silence in found(facts).silences}


@pytest.mark.parametrize(("acting", "broken"), [("controller", True), ("processor", False)])
def test_japanese_pseudonymised_data(acting: str, broken: bool) -> None:
    """D: pseudonymised data of a Japanese company are barred to third parties, open to a processor."""
    facts = malaysian_chats()
    facts["datasets"]["chats"] |= {"provider": "kamo", "origins": {"JP": {"people": 9_000}}, "contents": [], "basis": {"JP": "consent"}}
    facts["operations"] = [{"do": "evaluation", "by": "seri", "at": "cyberjaya", "on": ["chats"], "acting": acting}]
    facts |= {"models": {}, "sub_processors": {}, "flags": []}
    assert ("JP", "residency") in {(b.law, b.kind) for b in found(facts).breaches} if broken else found(facts).breaches == ()


def test_english_prevails_over_two_columns() -> None:
    """D: English and Japanese side by side, and the agreement says that English prevails."""
    facts = lessons() | {"texts": {"working": "en", "authentic": ["en", "ja"], "prevails": "en", "columns": [["en", "ja"]]}}
    for entry in (*facts["parties"].values(), *facts["sites"].values(), *facts["models"].values(), *facts["datasets"].values()):
        for words in entry.values():
            if isinstance(words, dict) and "en" in words:
                words["ja"] = words["en"]
    agreement = kit.run(read(facts), library()).agreement
    assert (agreement.texts.authentic, agreement.texts.prevails) == (("en", "ja"), "en")
    (languages,) = (p for p in agreement.provisions if p.id.startswith("languages."))
    assert any("English text prevails" in plain(block.wording["en"]) for block in languages.blocks if hasattr(block, "wording"))
