"""What follows from the facts of a deal: handlings, transfers, the lineage of models; and which deals are refused."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from agreement_kit.deal import Deal, mechanism_for
from agreement_kit.dealfile import load_deal, parse_deal
from agreement_kit.errors import DealError
from tests.small import CODES, DATASET, MODEL, PARTIES, SITES, dataset, deal, facts, operation

THIRD = {
    "parties": {**PARTIES, "helper": {"name": {"en": "Helper Pte"}, "jurisdiction": "SG", "acts_as": "company"}},
    "sites": {**SITES, "port": {"name": {"en": "Port"}, "jurisdiction": "SG", "operator": "helper", "premises": "cloud"}},
}


def crossings(given: Deal) -> list[tuple[str, str, str, str]]:
    """What crosses which border, and how."""
    return [(t.handling.thing, t.leaves, t.arrives, t.access) for t in given.transfers]


def problems(**changes: Any) -> list[str]:
    """The problems of a deal as "code: message"."""
    with pytest.raises(DealError) as caught:
        deal(**changes)
    return [f"{problem.code}: {problem.message}" for problem in caught.value.problems]


def test_work_elsewhere_is_a_transfer() -> None:
    """Training abroad carries the dataset there, from its provider to who trains."""
    (transfer,) = deal().transfers
    assert (transfer.handling.thing, transfer.leaves, transfer.arrives, transfer.access) == ("corpus", "ID", "JP", "copy")
    assert (transfer.exporter, transfer.importer, transfer.origins) == ("sender", "taker", ("ID",))


def test_work_at_home_is_none() -> None:
    """Training where the data are moves nothing, whoever trains."""
    assert crossings(deal(operations=[operation(at="home", makes="model")])) == []


def test_what_has_arrived_is_there() -> None:
    """A second operation in the same state moves nothing again; one back home moves nothing either."""
    again = [operation(makes="model"), operation("evaluation"), operation("annotation", by="sender", at="home")]
    assert crossings(deal(operations=again)) == [("corpus", "ID", "JP", "copy")]


def test_onward_transfer() -> None:
    """What went to Japan and is passed on to Singapore leaves Japan, while the law of its origin still follows it."""
    passed_on = [operation("storage"), operation("fine_tuning", by="taker", at="port", makes="model")]
    given = deal(**THIRD, operations=passed_on)
    assert crossings(given) == [("corpus", "ID", "JP", "copy"), ("corpus", "JP", "SG", "copy")]
    assert given.transfers[1].exporter == "taker"
    assert given.transfers[1].origins == ("ID",)


def test_a_third_party_takes_from_the_source() -> None:
    """Who has no copy of its own takes one from where the dataset lay first."""
    both = [operation("storage"), operation("evaluation", by="helper", at="port")]
    assert crossings(deal(**THIRD, operations=both)) == [("corpus", "ID", "JP", "copy"), ("corpus", "ID", "SG", "copy")]


def test_remote_access() -> None:
    """Reaching a site from abroad is a transfer of its own kind, and leaves no copy there."""
    reached = [operation(at="home", reached_from=["JP", "ID"], makes="model"), operation("evaluation")]
    assert crossings(deal(operations=reached)) == [("corpus", "ID", "JP", "remote"), ("corpus", "ID", "JP", "copy")]


def test_results_leave_no_copy() -> None:
    """Results that hold no record cross the border; the dataset stays where it was."""
    given = deal(operations=[operation("delivery", carries="results"), operation("evaluation")])
    assert [(t.handling.carries, t.leaves, t.arrives) for t in given.transfers] == [("results", "ID", "JP"), ("data", "ID", "JP")]


def test_a_model_travels_from_where_it_was_made() -> None:
    """A model made in Indonesia and delivered to Japan leaves Indonesia; the origin of its data follows it."""
    made = [operation(at="home", makes="model"), operation("delivery", on="model")]
    (transfer,) = deal(operations=made).transfers
    assert (transfer.handling.thing, transfer.leaves, transfer.arrives) == ("model", "ID", "JP")
    assert (transfer.handling.is_model, transfer.handling.carries, transfer.origins) == (True, "model", ("ID",))


def test_where_a_dataset_lies_first() -> None:
    """`kept_in` says where a dataset lies; without it, it lies in its provider's state."""
    assert crossings(deal(datasets={"corpus": dataset(kept_in="JP")})) == []
    assert deal().kept_in("corpus") == "ID"


def test_lineage() -> None:
    """A model is made of every dataset behind it, through models made before, each once, even in a circle."""
    data = {name: dataset(origins={state: {}}) for name, state in (("one", "ID"), ("two", "JP"), ("three", "SG"))}
    models = dict.fromkeys(("base", "tuned", "lonely"), MODEL)
    operations = [
        operation(on="one,two", makes="base"),
        operation("fine_tuning", on="base,three,two", makes="tuned"),
        operation("alignment", on="tuned", makes="base"),
    ]
    given = deal(datasets=data, models=models, operations=operations, mechanism={})
    assert given.lineage("tuned") == ("one", "two", "three")
    assert given.lineage("base") == ("one", "two", "three")
    assert given.lineage("lonely") == ()
    assert given.lineage("one") == ("one",)
    assert given.origins("tuned") == ("ID", "JP", "SG")


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("contract", "contract"),
        ({"JP": "consent"}, "consent"),
        ({"SG": "consent"}, None),
        ({"JP": {"ID": "adequacy"}}, "adequacy"),
        ({}, None),
    ],
)
def test_mechanism_by_destination_and_law(written: Any, found: str | None) -> None:
    """A mechanism is given for a thing, for its destination, or for its destination under one law; nothing stands for another."""
    assert mechanism_for(deal(mechanism={"corpus": written} if written else {}), "corpus", "JP", "ID") == found


def test_a_changed_deal_is_worked_out_anew() -> None:
    """After a change nothing that followed from the old facts is left."""
    before = deal()
    assert len(before.transfers) == 1
    after = before.changed(operations=[before.operations[0].model_copy(update={"at": "home"})])
    assert (after.transfers, len(before.transfers)) == ((), 1)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"datasets": {"corpus": dataset(holder="publik")}}, "unknown_code: 'publik' is not a value of holder"),
        ({"datasets": {"corpus": dataset(contents=["voices"])}}, "unknown_flag: 'voices' is not something a dataset can have"),
        ({"datasets": {"corpus": dataset(secrecy="secret")}}, "secret: a state secret cannot be a dataset"),
        ({"datasets": {"corpus": dataset(provider="nobody")}}, "unknown_name: there is no party 'nobody'"),
        ({"datasets": {"corpus": dataset(origins={"ZZ": {}})}}, "unknown_state: 'ZZ' is not the ISO 3166-1 code"),
        ({"datasets": {"corpus": dataset(holder="unknown")}}, "unknown_code: 'unknown' is not a value of holder"),
        ({"datasets": {"corpus": dataset(basis={"ID": "luck"})}}, "invalid_value: 'datasets.corpus.basis.ID'"),
        ({"datasets": {"corpus": dataset(title={"en": "a\x01b"})}}, "invalid_value: 'datasets.corpus.title.en'"),
        ({"datasets": {"corpus": dataset(title={})}}, "missing_words: 'datasets.corpus.title' is not given in en"),
        ({"datasets": {}}, "invalid_value: 'datasets'"),
        ({"operations": [operation(at="nowhere")]}, "unknown_name: there is no site 'nowhere'"),
        ({"operations": [operation(on="nothing")]}, "unknown_name: there is no dataset or model 'nothing'"),
        ({"operations": [operation(makes="nothing")]}, "unknown_name: there is no model 'nothing'"),
        ({"models": {"corpus": MODEL, "model": MODEL}}, "same_name: 'corpus' names a dataset and a model"),
        ({"mechanism": {"corpus": "luck"}}, "unknown_code: 'luck' is not a value of mechanism"),
        ({"governing_law": "UK"}, "unknown_state: 'UK' is not the ISO 3166-1 code"),
        ({"flags": ["voice"]}, "unknown_flag: 'voice' is not something an agreement can have"),
        ({"texts": {"authentic": ["en"], "prevails": "ja"}}, "texts: 'ja' prevails but is not an authentic text"),
        ({"texts": {"authentic": ["en"], "columns": [["en", "id"]]}}, "texts: 'id' stands in a column"),
        ({"disputes": {"method": "arbitration"}}, "disputes: arbitration needs 'institution' and 'seat'"),
        ({"disputes": {"method": "courts"}}, "disputes: courts need 'state'"),
        ({"as_of": "2027-03-01"}, "dates: the deal takes effect before the day"),
        ({"term": "P3W"}, "invalid_value: 'term'"),
        ({"term": "P99999999999999Y"}, "invalid_value: 'term'"),
        ({"signing": {"originals": 0}}, "invalid_value: 'signing.originals"),
        ({"approvals": [{"rule": "ID/x", "status": "granted", "of": ["nothing"]}]}, "unknown_name: there is no dataset or model"),
        ({"numbers": {"nobody": "by_hand"}}, "unknown_name: there is no party 'nobody'"),
        ({"signing": {"alternat": True}}, "not_printed: an alternat"),
        ({"signing": {"books": "separate"}}, "not_printed: separate originals"),
    ],
)
def test_what_is_refused(changes: dict[str, Any], problem: str) -> None:
    """Codes, names, dates and words that cannot be are refused before anything is asked of the law."""
    assert any(line.startswith(problem) for line in problems(**changes))


def test_all_problems_at_once() -> None:
    """A deal with several faults is told all of them in one go."""
    found = problems(governing_law="XX", datasets={"corpus": dataset(holder="x", sector="y")})
    assert [line.split(":")[0] for line in found] == ["unknown_code", "unknown_code", "unknown_state"]


def test_identity_may_be_unknown() -> None:
    """Whether data relate to persons may be unknown; that is a fact the law then reads strictly."""
    assert deal(datasets={"corpus": dataset(identity="unknown")}).datasets["corpus"].identity == "unknown"


def test_a_state_of_ones_own() -> None:
    """A code that ISO 3166-1 leaves to its users is a state where the library has its law, and nowhere else."""
    parties = {**PARTIES, "taker": {**PARTIES["taker"], "jurisdiction": "QX"}}
    assert problems(parties=parties) == ["unknown_state: 'QX' is not the ISO 3166-1 code of a state"]
    known = replace(CODES, laws=frozenset({"ID", "QX"}))
    assert parse_deal(facts(parties=parties), known).parties["taker"].jurisdiction == "QX"


@pytest.mark.parametrize("written", ["2026-10-01", "by_hand", None])
def test_the_day_of_full_powers(written: str | None) -> None:
    """A document that empowers a signatory bears its day, or room for it, or none."""
    document = {"document": "power_of_attorney", "number": "POA-99", "date": written}
    found = deal(parties={**PARTIES, "sender": {**PARTIES["sender"], "authority": [document]}}).parties["sender"].authority[0].date
    assert (found.isoformat() if isinstance(found, date) else found) == written


def bilingual(**changes: Any) -> dict[str, Any]:
    """The deal with texts in English and Indonesian, complete in both."""
    parties = {name: {**party, "name": {"en": "X", "id": "X"}} for name, party in PARTIES.items()}
    sites = {name: {**site, "name": {"en": "X", "id": "X"}} for name, site in SITES.items()}
    both = {"title": {"en": "X", "id": "X"}}
    texts = {"authentic": ["en"], "translations": ["id"], "prevails": "en"}
    return facts(texts=texts, parties=parties, sites=sites, datasets={"corpus": DATASET | both}, models={"model": MODEL | both}) | changes


def test_words_in_every_text() -> None:
    """A name given in every language of the texts, translations included, is enough."""
    parse_deal(bilingual(), CODES)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("address", {"en": "Street 1"}),
        ("acting_through", {"en": "Faculty"}),
        ("for", {"en": "the Government"}),
        ("signatories", [{"name": {"en": "A B"}}]),
        ("signatories", [{"name": {"en": "A B", "id": "A B"}, "title": {"en": "Director"}}]),
        ("signatories", [{"name": {"en": "A B", "id": "A B"}, "honorific": {"en": "Ms"}}]),
        ("name", {"id": "Sender"}),
    ],
)
def test_words_that_lack_a_language(field: str, value: Any) -> None:
    """Whatever is printed of a party must be given in every text, or the draft would print it in the wrong language."""
    given = bilingual()
    given["parties"] = {**given["parties"], "sender": {**given["parties"]["sender"], field: value}}
    with pytest.raises(DealError) as caught:
        parse_deal(given, CODES)
    (problem,) = caught.value.problems
    assert problem.code == "missing_words"
    assert problem.message.startswith(f"'parties.sender.{field}")


def test_words_elsewhere_that_lack_a_language() -> None:
    """Sites, models, licences, sizes and the institution are printed too."""
    corpus = {**DATASET, "title": {"en": "X", "id": "X"}, "licence": {"en": "free"}, "size": {"en": "1 GB"}}
    disputes = {"method": "arbitration", "institution": {"en": "Centre"}, "seat": "SG"}
    changes = {"datasets": {"corpus": corpus}, "disputes": disputes, "sites": SITES, "models": {"model": MODEL}}
    with pytest.raises(DealError) as caught:
        parse_deal(bilingual(**changes), CODES)
    fields = {problem.message.split("'")[1] for problem in caught.value.problems}
    expected = {"sites.home.name", "sites.away.name", "models.model.title", "datasets.corpus.licence", "datasets.corpus.size"}
    assert fields == expected | {"disputes.institution"}


def write(folder: Path, **changes: Any) -> Path:
    """The deal as a file (JSON is YAML)."""
    path = folder / "deal.yaml"
    path.write_text(json.dumps(facts(**changes), indent=1), encoding="utf-8")
    return path


def test_a_folder_bears_the_name(tmp_path: Path) -> None:
    """A deal in a folder is called like the folder, a deal in a file like the file."""
    folder = tmp_path / "speech"
    folder.mkdir()
    path = write(folder)
    assert load_deal(folder, CODES).name == "speech"
    assert load_deal(path, CODES).name == "deal"


@pytest.mark.parametrize("key", ["name", "signoffs"])
def test_a_deal_cannot_name_or_clear_itself(tmp_path: Path, key: str) -> None:
    """Its name and its sign-offs never come from the deal file."""
    with pytest.raises(DealError, match=f"'{key}' is not a key of a deal"):
        load_deal(write(tmp_path, **{key: []}), CODES)


def test_a_croissant_file_fills_what_is_left_open(tmp_path: Path) -> None:
    """Title, licence, size and languages come from the metadata beside the deal, where the deal says nothing."""
    metadata = {"name": "Corpus 1", "license": "CC-BY-4.0", "inLanguage": ["ID"], "contentSize": "3 GB"}
    (tmp_path / "corpus.json").write_text(json.dumps(metadata), encoding="utf-8")
    corpus = {**DATASET, "croissant": "corpus.json", "size": {"en": "4 GB"}, "title": None}
    found = load_deal(write(tmp_path, datasets={"corpus": corpus}), CODES).datasets["corpus"]
    assert (found.title, found.licence, found.languages, found.size) == ({"en": "Corpus 1"}, {"en": "CC-BY-4.0"}, ["id"], {"en": "4 GB"})


def test_a_croissant_file_fills_the_record_of_a_dataset(tmp_path: Path) -> None:
    """Version, checksum, sources, collection, time and bias come from the metadata; the checksum only where it is of the whole."""
    metadata = {
        "version": "1.2.0",
        "distribution": [{"@type": "cr:FileObject", "name": "all.zip", "sha256": "ab12"}],
        "prov:wasDerivedFrom": [{"@id": "https://archive.example/1"}, {"name": "Field recordings"}],
        "rai:dataCollection": "Interviews",
        "rai:dataCollectionTimeframe": ["2019", "2024"],
        "rai:dataBiases": "Urban speakers",
    }
    corpus = {**DATASET, "croissant": "corpus.json"}
    (tmp_path / "corpus.json").write_text(json.dumps(metadata), encoding="utf-8")
    found = load_deal(write(tmp_path, datasets={"corpus": corpus}), CODES).datasets["corpus"]
    assert (found.version, found.checksum) == ("1.2.0", "sha256:ab12")
    assert found.sources == {"en": "https://archive.example/1; Field recordings"}
    assert (found.collection, found.period, found.bias) == ({"en": "Interviews"}, {"en": "2019; 2024"}, {"en": "Urban speakers"})
    (tmp_path / "corpus.json").write_text(json.dumps({"distribution": [{"sha256": "ab"}, {"sha256": "cd"}]}), encoding="utf-8")
    assert load_deal(write(tmp_path, datasets={"corpus": corpus}), CODES).datasets["corpus"].checksum is None


@pytest.mark.parametrize(
    ("source", "says"),
    [("../secret.json", "lies outside"), ("/etc/passwd", "lies outside"), ("none.json", "cannot be read"), ("notes.txt", "is not JSON")],
)
def test_a_croissant_file_from_elsewhere(tmp_path: Path, source: str, says: str) -> None:
    """Only a file beside the deal is read, and it must be JSON."""
    (tmp_path / "notes.txt").write_text("words", encoding="utf-8")
    with pytest.raises(DealError, match=says):
        load_deal(write(tmp_path, datasets={"corpus": {**DATASET, "croissant": source}}), CODES)


def test_no_deal_there(tmp_path: Path) -> None:
    """A path that holds no deal is said to hold none."""
    with pytest.raises(DealError, match="there is no such deal"):
        load_deal(tmp_path, CODES)
