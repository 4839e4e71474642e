"""The house style of what is drafted, as a reader of the examples sees it: lists, titles, references, blanks, and nothing that is empty."""

import re
from functools import cache
from typing import Any

import pytest

from agreement_kit.assemble import run
from agreement_kit.deal import Deal
from agreement_kit.dealfile import parse_deal
from agreement_kit.document import Agreement, Paragraph, Provision, Table, plain
from agreement_kit.library import Library
from agreement_kit.reading import read_yaml
from agreement_kit.terms import wordings
from tests.archetypes import ARCHETYPES, read
from tests.small import spaced
from tests.test_examples import EXAMPLES, drafted, library

TAGS = ("en", "id", "ja")


def deal(name: str, **changes: Any) -> Deal:
    """An example with other values for some fields, so that it need not be a file of its own."""
    return drafted(name)[0].changed(**changes)


@cache
def opened() -> Library:
    """The library as it ships."""
    return library("speech_corpus.yaml")


def agreement(given: Deal) -> Agreement:
    """The agreement in all three languages."""
    return run(given, opened(), TAGS).agreement


def provision(found: Agreement, clause: str) -> Provision:
    """The first provision of a clause."""
    return next(p for p in found.provisions if p.id.split(".")[0] == clause)


def words(found: Provision, tag: str) -> str:
    """All words of a provision in a language."""
    return " ".join(spaced(plain(wording[tag])) for wording in wordings(found.blocks))


def tables(found: Provision, tag: str) -> list[list[list[str]]]:
    """The tables of a provision, header first, as text."""
    made = [block for block in found.blocks if isinstance(block, Table)]
    return [[[plain(cell[tag]) for cell in row] for row in (table.header, *table.rows)] for table in made]


@pytest.mark.parametrize("path", sorted(EXAMPLES.rglob("*.yaml")), ids=lambda path: path.stem)
def test_thousands_are_grouped_as_the_language_groups_them(path: Any) -> None:
    """No number is broken by a space: "3,200 hours" in English."""
    assert re.findall(r"(?<![\d-])\d{1,3} \d{3}(?!\d)(?=[^-\d])", path.read_text(encoding="utf-8").replace("Singapore 119999", "")) == []


@pytest.mark.parametrize(
    ("tag", "one", "three"),
    [
        (
            "en",
            "There is one original, in English, Indonesian and Japanese.",
            "Number of originals: 3, each in English, Indonesian and Japanese.",
        ),
        ("id", "Perjanjian ini dibuat dalam satu naskah asli, dalam", "Jumlah naskah asli: 3 (tiga), masing-masing dalam"),
        ("ja", "原本は、1通とし、英語、インドネシア語及び日本語により作成する。", "原本の数は、3通とする。各原本は、"),
    ],
)
def test_one_original_is_not_each(tag: str, one: str, three: str) -> None:
    """Where there is one original, the paper does not speak of each of them."""
    given = deal("pooled_speech.yaml")
    single = given.signing.model_copy(update={"originals": "one"})
    assert one in words(provision(agreement(given.changed(signing=single)), "testimonium"), tag)
    assert three in words(provision(agreement(given), "testimonium"), tag)


@pytest.mark.parametrize("tag", TAGS)
def test_a_capacity_is_shown_only_where_data_are_personal(tag: str) -> None:
    """Whether a party acts for purposes of its own is a question about personal data."""
    word = {"en": "for purposes of its own", "id": "untuk tujuannya sendiri", "ja": "自己の目的のため"}[tag]
    assert word in words(provision(agreement(deal("pooled_speech.yaml")), "processing"), tag)
    assert word not in words(provision(agreement(deal("plain_texts.yaml")), "processing"), tag)


@pytest.mark.parametrize(
    ("tag", "sentence"),
    [
        ("en", "The Recipient bound by Article 32 of the APPI shall make known to Data Subjects the foreign states"),
        ("id", "Penerima yang terikat oleh Pasal 32 APPI wajib memberi tahu Subjek Data Pribadi mengenai negara asing"),
        (
            "ja",
            "個人情報保護法第32条により義務を負う受領者は、自己が個人データを取り扱う外国及び当該外国において講ずる措置を、本人の知り得る状態に",
        ),
    ],
)
def test_a_japanese_recipient_that_works_abroad_names_the_country(tag: str, sentence: str) -> None:
    """The Japanese addendum says so where the institute trains in Jakarta, and not where a company trains in Tokyo."""
    assert sentence in words(provision(agreement(deal("ministry_corpus_at_home.yaml")), "japan"), tag)
    assert sentence not in words(provision(agreement(deal("speech_corpus.yaml")), "japan"), tag)


def test_an_english_list_has_no_comma_before_its_last_member() -> None:
    """Lists that are put together read as the articles do."""
    text = words(provision(agreement(deal("pooled_speech.yaml")), "datasets"), "en")
    assert "English, Malay, Chinese and Tamil" in text


def test_members_that_hold_an_and_are_kept_apart() -> None:
    """Where a member is itself "a and b", semicolons show where it ends."""
    given = deal("pooled_speech.yaml")
    data = {"dialects": given.datasets["dialects"].model_copy(update={"contents": ["image", "voice", "location"]})}
    text = words(provision(agreement(given.changed(datasets={**given.datasets, **data})), "datasets"), "en")
    assert "images and videos of persons; voice recordings; and location data" in text


@pytest.mark.parametrize(("by_hand", "shown"), [(True, "……………………; ……………………"), (False, "‹●›; ‹●›")])
def test_blanks_of_one_cell_are_alike(by_hand: bool, shown: str) -> None:
    """An address that is not given is left to the pen where the contact beside it is."""
    given = deal("plain_texts.yaml")
    contacts = {"notices": "by_hand"} if by_hand else {}
    parties = {name: party.model_copy(update={"address": None, "contacts": contacts}) for name, party in given.parties.items()}
    (table,) = tables(provision(agreement(given.changed(parties=parties)), "parties_and_contacts"), "en")
    assert [row[3] for row in table[1:]] == [shown, shown]
    (japanese,) = tables(provision(agreement(given.changed(parties=parties)), "parties_and_contacts"), "ja")
    assert [row[3] for row in japanese[1:]] == [shown.replace("; ", "、")] * 2  # a mark with which no line begins


def test_a_recital_that_stands_alone_bears_no_letter() -> None:
    """There is no (A) without a (B)."""
    given = deal("plain_texts.yaml")
    alone, two = (agreement(given.changed(recitals=list(names))) for names in (["purpose"], ["purpose", "co_creation"]))
    assert not any(provision(alone, "purpose").label.values())
    assert spaced(provision(two, "purpose").label["en"]) == "(A)"


@pytest.mark.parametrize("room", [None, "by_hand"])
def test_an_open_percentage_shows_its_sign(room: str | None) -> None:
    """Who fills in a share is told that it is a percentage, also where it is left to the pen."""
    blanks = {"benefit_sharing": {"revenue_share": room}} if room else {}
    given = deal("pooled_speech.yaml")
    found = agreement(given.changed(blanks={**given.blanks, **blanks}))
    mark = "……………………" if room else "‹●›"
    assert f"{mark}% of its Net Revenue" in words(provision(found, "benefit_sharing"), "en")
    assert f"{mark}パーセント" in words(provision(found, "benefit_sharing"), "ja")


@pytest.mark.parametrize(
    ("tag", "titles"),
    [
        ("en", ["at listed Sites: Dialects of Japan and Street Talk Singapore", "at listed Sites: Nusantara Conversations"]),
        ("id", ["Tercantum: Dialek Jepang dan Percakapan Jalanan Singapura", "Tercantum: Percakapan Nusantara"]),
        ("ja", ["計算―「日本の方言」及び「シンガポール街頭会話」", "計算―「ヌサンタラ会話コーパス」"]),
    ],
)
def test_two_articles_of_one_clause_name_what_they_govern(tag: str, titles: list[str]) -> None:
    """Articles whose titles would be the same also name their datasets; one that stands alone does not."""
    headings = [plain(p.heading[tag]) for p in agreement(deal("pooled_speech.yaml")).provisions if p.id.startswith("data_residency.")]
    assert [heading.endswith(title) for heading, title in zip(headings, titles, strict=True)] == [True, True]
    alone = provision(agreement(deal("plain_texts.yaml")), "data_residency")
    assert plain(alone.heading["en"]) == "Storage and computing at listed Sites"


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "a breach of Article 16, Article 17 or Article 22."),
        ("id", "terhadap Pasal 16, Pasal 17, atau Pasal 22."),
        ("ja", "又は第１６条、第１７条若しくは第２２条の違反"),
    ],
)
def test_a_list_of_references_holds_no_other_list(tag: str, text: str) -> None:
    """Two articles of one clause are members of the list in which they are named."""
    assert text in words(provision(agreement(deal("pooled_speech.yaml")), "liability_and_indemnity"), tag)


@pytest.mark.parametrize(("name", "schedule"), [("plain_texts.yaml", "model_register"), ("text_corpus.yaml", "processing")])
def test_a_deal_without_models_says_that_there_are_none(name: str, schedule: str) -> None:
    """The table of models stands with a dash in each cell: later models have a place, and the articles that speak of it a target."""
    given = deal(name)
    operations = [
        o.model_copy(update={"do": "evaluation", "makes": None, "on": [n for n in o.on if n in given.datasets]}) for o in given.operations
    ]
    found = provision(agreement(given.changed(models={}, operations=operations)), schedule)
    header, row = tables(found, "en")[-1]
    assert header[0] == "Model"
    assert set(row) == {"—"}


@pytest.mark.parametrize("position", ["balanced", "pro_provider", "pro_recipient"])
@pytest.mark.parametrize("clause", ["liability_and_indemnity", "term_and_termination"])
def test_a_breach_in_japanese_is_of_one_article_or_another(clause: str, position: str) -> None:
    """Two articles of one clause are not said to be broken together, alone or in a list."""
    text = words(provision(agreement(deal("pooled_speech.yaml", positions={clause: position})), clause), "ja")
    assert re.search("第１７条(若しくは|又は)第[０-９]+条|第１６条(若しくは|又は)第１７条|第１６条、第１７条、", text)
    assert not re.search("及び第[０-９]+条の違反", text)


def test_every_member_of_such_a_list_leads_to_its_article() -> None:
    """What is spread in a list leads to each of the articles: a reader can follow every number."""
    found = provision(agreement(deal("pooled_speech.yaml")), "liability_and_indemnity")
    paragraphs = [block for block in found.blocks if isinstance(block, Paragraph)]
    targets = [part.targets for part in paragraphs[1].wording["en"] if hasattr(part, "targets")]
    assert targets == [("data_residency.listed_locations.JP",), ("data_residency.listed_locations.ID",), ("onward_transfers.any",)]


RESTS = {
    "approval": {"en": "before the approval of", "id": "sebelum ada persetujuan", "ja": "の承認があるまでは"},
    "exception": {"en": "except under the exception in the law of Indonesia", "id": "kecuali berdasarkan pengecualian dalam hukum Indonesia", "ja": "インドネシアの法令の例外に基づき"},
    "silence": {"en": "The parties know of no rule in the law of Malaysia", "id": "Para Pihak tidak mengetahui adanya ketentuan dalam hukum Malaysia", "ja": "マレーシアの法令に学習用データの国外への持出しの可否に関する定めがあることを承知していない"},
}  # fmt: skip


def excepted() -> Deal:
    """Public data that an exception of the law lets out."""
    grant = {"rule": "ID/residency_public", "exception": "technology_unavailable", "status": "granted", "on": "2026-10-01"}
    return parse_deal({**read_yaml(EXAMPLES / "ministry_corpus_in_tokyo.yaml").data, "approvals": [grant]}, opened().codes, "excepted")


def silent() -> Deal:
    """Papers of a state about nobody, of which its law does not say where they may lie."""
    given = deal("malay_dialogue.yaml")
    papers = {
        name: data.model_copy(update={"holder": "public", "identity": "none", "contents": []}) for name, data in given.datasets.items()
    }
    return given.changed(datasets=papers, mechanism={})


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("case", ["exception", "silence"])
def test_a_silence_and_an_exception_are_not_printed_as_approvals(case: str, tag: str) -> None:
    """The article and the schedule say what the law really asks: nothing that is known, or an exception and its conditions."""
    found = agreement(excepted() if case == "exception" else silent())
    text = " ".join(words(p, tag) for p in found.provisions if p.id.startswith("data_residency."))
    assert RESTS[case][tag] in text
    assert RESTS["approval"][tag] not in text
    shown = {
        "exception": "may leave only under an exception of the law",
        "silence": "law silent; may leave once the Provider has confirmed that it may",
    }
    assert shown[case] in words(provision(found, "datasets"), "en")


def test_a_recital_tells_of_a_law_that_keeps_data_only_where_one_does() -> None:
    """Silence keeps no data at home, so no recital says that a law does."""
    assert any(p.id.startswith("work_at_home.") for p in agreement(excepted()).provisions)
    assert not any(p.id.startswith(("work_at_home.", "sovereignty.")) for p in agreement(silent()).provisions)


@pytest.mark.parametrize(
    ("tag", "holders"),
    [
        ("en", "the state, or a person for it, in part a person other than the state; "),
        ("id", "negara atau pihak yang menguasai untuk negara, sebagian pihak selain negara; "),
        ("ja", "国又は国のために保有する者（一部は国以外の者）／"),
    ],
)
def test_two_holders_read_as_one_phrase(tag: str, holders: str) -> None:
    """Of data held by two, the second holds a part; the two are no list of verbs."""
    given = deal("malay_dialogue.yaml")
    mixed = {name: data.model_copy(update={"holder": "public", "other_holder": "private"}) for name, data in given.datasets.items()}
    _, table = tables(provision(agreement(given.changed(datasets=mixed)), "datasets"), tag)
    assert table[1][4].startswith(holders)


@pytest.mark.parametrize(("tag", "malay"), [("en", "Malay"), ("id", "bahasa Melayu"), ("ja", "マレー語")])
def test_a_part_of_a_cell_that_says_nothing_leaves_its_mark_out(tag: str, malay: str) -> None:
    """No cell ends in a mark and a dash; where no part says anything there is one dash."""
    given = deal("malay_dialogue.yaml")

    def languages(**changes: Any) -> str:
        data = {name: one.model_copy(update={"size": None, **changes}) for name, one in given.datasets.items()}
        return tables(provision(agreement(given.changed(datasets=data)), "datasets"), tag)[0][1][4]

    assert languages(languages=["ms"]) == malay
    assert languages(languages=[]) == "—"
    assert languages(languages=[], size={"en": "900 hours"}) == "900 hours"


def test_english_apostrophes_are_curved_but_for_what_parties_typed() -> None:
    """The words of the library have the apostrophe of print; a name stands as the party wrote it."""
    given = deal("text_corpus.yaml")
    first, *rest = given.parties
    typed = given.parties[first].model_copy(update={"name": {"en": "O'Hara Texts"}})
    found = agreement(given.changed(parties={first: typed, **{name: given.parties[name] for name in rest}}))
    text = " ".join(plain(wording["en"]) for p in found.provisions for wording in (p.heading, *wordings(p.blocks)))
    assert "the Provider’s" in text
    assert "Provider’s share in net income from a Model" in text
    assert set(re.findall(r"\S*'\S*", text)) == {"O'Hara"}


CONDITION = {
    "en": "each approval or exception in Schedule",
    "id": "setiap persetujuan dalam Lampiran",
    "ja": "に掲げる個々の承認（例外については、その適用の確認）",
}


@pytest.mark.parametrize("tag", TAGS)
def test_an_approval_is_a_condition_only_where_the_schedule_shows_one(tag: str) -> None:
    """Where the schedule has no approval it says so, and no condition speaks of one; a filing is a condition of its own."""
    without, asked = agreement(deal("pooled_speech.yaml")), agreement(read(ARCHETYPES["A6"](), "A6"))
    assert CONDITION[tag] not in words(provision(without, "conditions"), tag)
    assert {"en": "each filing", "id": "setiap pengajuan", "ja": "個々の届出"}[tag] in words(provision(without, "conditions"), tag)
    assert CONDITION[tag] in words(provision(asked, "conditions"), tag)
    none = {"en": "none at signature", "id": "Tidak ada pada saat penandatanganan", "ja": "署名の時においてなし"}[tag]
    assert list(tables(provision(without, "residency_and_compute"), tag)[-1][-1]) == [none, "—", "—", "—"]
    assert len(tables(provision(agreement(deal("speech_corpus.yaml")), "residency_and_compute"), tag)) == 2
