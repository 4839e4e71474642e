"""The examples that ship: what a newcomer sees first must be right, whole and the same every time."""

import io
import json
import re
import zipfile
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

import agreement_kit as kit
from agreement_kit.document import Agreement, Paragraph, Table, plain
from agreement_kit.terms import wordings

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
LAWFUL = ("speech_corpus.yaml", "ministry_corpus_at_home.yaml", "text_corpus.yaml", "second_round")
WHOLE = ("malay_dialogue.yaml", "plain_texts.yaml", "pooled_speech.yaml", "regional_base_model.yaml")  # under the whole agreement
NAMES = re.compile(r"ASEAN|Croissant|Cedar Speech|Cedar Terms of Use|Cedar|Naniwa Base|Apache|sha256|\S+@\S+")  # that have no Japanese
GOLDEN = Path(__file__).parent / "golden"


@cache
def library(name: str) -> kit.Library:
    """The library as an example sees it: its own folder laid over the one that ships."""
    folder = kit.deal_folder(EXAMPLES / name)
    return kit.Library.load(overlays=(folder,) if folder else ())


@cache
def drafted(name: str) -> tuple[kit.Deal, kit.Assembly]:
    """An example and what becomes of it, with Japanese and English for reading copies."""
    deal = kit.load_deal(EXAMPLES / name, library(name).codes)
    return deal, kit.run(deal, library(name), ("en", "ja"))


@cache
def files(name: str, audience: str, columns: tuple[str, ...]) -> dict[str, bytes]:
    """PDF and DOCX of an example for an audience, and the receipt."""
    deal, assembly = drafted(name)
    wanted = kit.Wanted(("pdf", "docx"), (columns,), audience, False)  # type: ignore[arg-type]  # one of the audiences
    return kit.documents(assembly, deal, library(name), wanted)


def everything_in(data: bytes) -> str:
    """All text of a DOCX or PDF: every part unzipped, every stream unpacked, every piece of metadata."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(f"{part.filename}\n{archive.read(part).decode('utf-8', 'replace')}" for part in archive.infolist())
    with pikepdf.open(io.BytesIO(data)) as pdf:
        unpacked = io.BytesIO()
        pdf.save(
            unpacked,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
        info = " ".join(f"{key} {value}" for key, value in (pdf.docinfo or {}).items())
    reader = pypdfium2.PdfDocument(data)
    words = "\n".join(page.get_textpage().get_text_range() for page in reader)
    return f"{info}\n{unpacked.getvalue().decode('latin-1')}\n{words}"


def inside_words(name: str) -> set[str]:
    """What must stay in the house: names of variants, positions, playbooks, rules and files, drafting notes and reasons."""
    deal, assembly = drafted(name)
    found = {choice.variant for choice in assembly.choices.chosen if "_" in choice.variant}
    found |= {"pro_provider", "pro_recipient", "playbook", "deal.yaml", "clause.yaml", "because", str(ROOT), deal.name}
    found |= {rule.rule.id for rule in assembly.findings.found} | {str(reason) for reason in assembly.reasons}
    found |= {clause.clause.variants[clause.variant].purpose for clause in assembly.choices.chosen}
    return {word for word in found if len(word) > 6 and word != "Always."}


@pytest.mark.parametrize("audience", ["counterparty", "signing"])
@pytest.mark.parametrize("name", ["speech_corpus.yaml", "second_round"])
def test_nothing_of_the_house_leaves_it(name: str, audience: str) -> None:
    """No variant, position, rule, note, reason, path or deal name stands anywhere in a file made for others."""
    for file_name, data in files(name, audience, ("en", "id")).items():
        if not file_name.endswith(".json"):
            text = everything_in(data)
            assert len(text) > 10_000
            assert [word for word in inside_words(name) if word in text] == []


def test_internal_files_say_so_and_carry_the_notes() -> None:
    """An internal draft says INTERNAL and why each clause is in."""
    for file_name, data in files("speech_corpus.yaml", "internal", ("en", "ja")).items():
        if file_name.endswith(".docx"):
            text = everything_in(data)
            assert "INTERNAL" in text
            assert "ID/transfer_personal" in text


@pytest.mark.parametrize("name", LAWFUL)
def test_two_runs_give_the_same_bytes(name: str) -> None:
    """The same deal and library give the same PDF, DOCX and receipt."""
    deal = kit.load_deal(EXAMPLES / name, library(name).codes)
    columns = kit.columns_for(deal)[0]
    again = kit.documents(kit.run(deal, library(name)), deal, library(name), kit.Wanted(("pdf", "docx"), (columns,), "counterparty", False))
    first = kit.documents(kit.run(deal, library(name)), deal, library(name), kit.Wanted(("pdf", "docx"), (columns,), "counterparty", False))
    assert again == first


@pytest.mark.parametrize("name", LAWFUL)
def test_every_example_drafts_in_its_texts_and_as_a_reading_copy(name: str) -> None:
    """Each lawful example comes out in its own columns, and side by side in English and Japanese."""
    deal, assembly = drafted(name)
    for columns in (*kit.columns_for(deal), ("en", "ja")):
        made = kit.documents(assembly, deal, library(name), kit.Wanted(("html",), (columns,), "counterparty", False))
        page = next(data.decode() for file, data in made.items() if file.endswith(".html"))
        assert not re.search(r"\{\{|\{%|\[\[|\*\*|[\ue000-\uf8ff]", page)


@pytest.mark.parametrize("name", [*LAWFUL, *WHOLE])
def test_a_japanese_reading_copy_holds_no_english(name: str) -> None:
    """What a deal says in words of its own (titles, addresses, sources, licences) is in Japanese where the reading copy is."""
    text = "\n".join(text_of(provision.blocks, "ja") for provision in drafted(name)[1].agreement.provisions)
    assert len(text) > 5_000
    assert re.findall(r"[A-Za-z]{3,}", NAMES.sub("", text)) == []


def test_the_short_agreement_is_at_most_eight_pages_in_english() -> None:
    """The short agreement keeps its promise: eight pages in the drafting language."""
    for name in ("speech_corpus.yaml", "ministry_corpus_at_home.yaml", "text_corpus.yaml"):
        pdf = next(data for file, data in files(name, "counterparty", ("en",)).items() if file.endswith(".pdf"))
        assert len(pypdfium2.PdfDocument(pdf)) <= 8


def test_the_unlawful_twin_is_refused_with_exactly_the_ways_that_the_law_leaves() -> None:
    """Training the ministry's corpus in Tokyo breaks the rule on public data, and three ways out are left."""
    own = library("speech_corpus.yaml")
    deal = kit.load_deal(EXAMPLES / "ministry_corpus_in_tokyo.yaml", own.codes)
    findings = kit.find(deal, own.jurisdictions, own.codes)
    assert [(breach.law, breach.kind, breach.thing) for breach in findings.breaches] == [("ID", "residency", "broadcast_speech")]
    ways = [way.move for way in kit.ways_out(deal, findings, own.jurisdictions, own.codes)]
    assert ways == ["carry_model", "release_results", "seek_exception"]


def test_the_lawful_twin_keeps_the_data_at_home_though_none_moves() -> None:
    """Where the work comes to the data, the clause still says that they stay, and the silence on models is named."""
    _, assembly = drafted("ministry_corpus_at_home.yaml")
    assert {choice.variant for choice in assembly.choices.chosen if choice.clause.name == "data_residency"} == {"onshore"}
    assert [silence.id for silence in assembly.findings.silences] == ["ID/model_residency"]


def test_agreed_wording_beats_the_library() -> None:
    """What was agreed in the deal's folder is printed, and the new article stands where it should."""
    _, assembly = drafted("second_round")
    ids = [provision.id.split(".")[0] for provision in assembly.agreement.provisions]
    assert ids.index("visits") == ids.index("audit_and_records") + 1
    liability = next(p for p in assembly.agreement.provisions if p.id.startswith("liability."))
    assert "for each year of the term" in text_of(liability.blocks, "en")


@pytest.mark.parametrize("name", [*LAWFUL, *WHOLE])
def test_the_facts_of_an_example_agree(name: str) -> None:
    """What one schedule says of a dataset, a model or a sub-processor no other schedule takes back."""
    deal = drafted(name)[0]
    sent = {transfer.handling.thing for transfer in deal.transfers if transfer.access == "copy"}
    assert [title for title, data in deal.datasets.items() if title in sent and data.delivery not in (None, "copy")] == []
    made = {operation.makes: operation.do for operation in reversed(deal.operations) if operation.makes}  # by the first that makes it
    assert [model for model, do in made.items() if (do == "continued_pretraining") != bool(deal.models[model].base)] == []
    annotated = any(operation.do == "annotation" for operation in deal.operations)
    assert annotated or not any("annotation" in one.task["en"] for one in deal.sub_processors.values())
    widest = {model.release for model in deal.models.values()}
    assert "commercial" not in deal.flags or widest != {"internal"}


@pytest.mark.parametrize("name", ["speech_corpus.yaml", "second_round", "malay_dialogue.yaml"])
def test_the_seat_of_an_arbitration_is_a_city(name: str) -> None:
    """A state has many courts: the clause on disputes names the city of the seat, in each language."""
    deal, assembly = drafted(name)
    assert deal.disputes.city
    clause = next(p for p in assembly.agreement.provisions if p.id.startswith("governing_law_and_disputes"))
    assert all(deal.disputes.city[tag] in text_of(clause.blocks, tag) for tag in ("en", "ja"))


def test_a_yearly_limit_is_called_so_in_the_schedule_of_figures() -> None:
    """The agreed limit is one for each year, and its multiple too; the schedule of figures does not hide it."""
    provisions = drafted("second_round")[1].agreement.provisions
    figures = next(p for p in provisions if p.id.startswith("figures"))
    assert "Limit of liability for each year" in text_of(figures.blocks, "en")
    liability = next(p for p in provisions if p.id.startswith("liability."))
    assert text_of(liability.blocks, "ja").count("各年につき") == 2


@pytest.mark.parametrize("name", LAWFUL)
def test_golden(name: str) -> None:
    """The whole text in every language is the one that was read and approved (scripts/golden writes it anew)."""
    _, assembly = drafted(name)
    kept = GOLDEN / f"{name.removesuffix('.yaml')}.txt"
    assert kept.read_text(encoding="utf-8") == as_text(assembly.agreement)


def test_the_receipt_explains_the_file() -> None:
    """The receipt names the deal, the library, every rule with its confidence, every choice, and the files with their hashes."""
    receipt = json.loads(files("speech_corpus.yaml", "counterparty", ("en", "id"))["speech_corpus.receipt.json"])
    assert len(receipt["library"]) == 64
    assert {rule["confidence"] for rule in receipt["rules"]} <= {"low", "medium", "high"}
    assert {"clause", "variant", "position", "unit", "facts"} <= set(receipt["choices"][0])
    assert {name.rsplit(".", 1)[1] for name in receipt["files"]} == {"pdf", "docx"}


def text_of(blocks: tuple[object, ...], language: str) -> str:
    """All words of some blocks in one language."""
    return " ".join(plain(wording[language]) for wording in wordings(blocks))  # type: ignore[arg-type]  # blocks of a provision


def as_text(agreement: Agreement) -> str:
    """An agreement as text to read: a provision a section, a block a paragraph, the languages below each other."""
    lines: list[str] = []
    for provision in agreement.provisions:
        lines.append(f"=== {provision.id}")
        lines += [f"{tag}: {provision.label.get(tag, '')} {plain(words)}".rstrip() for tag, words in provision.heading.items()]
        for block in provision.blocks:
            lines += _block_lines(block, 0)
    return "\n".join(lines) + "\n"


def _block_lines(block: object, depth: int) -> list[str]:
    if isinstance(block, Paragraph):
        own = [f"{'  ' * depth}{tag}: {block.label.get(tag, '')} {plain(words)}".rstrip() for tag, words in block.wording.items()]
        return own + [line for child in block.children for line in _block_lines(child, depth + 1)]
    assert isinstance(block, Table)
    rows = (*([block.header] if block.header else []), *block.rows)
    return [f"| {' | '.join(' / '.join(dict.fromkeys(plain(words) for words in cell.values())) for cell in row)} |" for row in rows]
