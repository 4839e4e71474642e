"""From an assembly to files: all or none, with a receipt that can be made again."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from agreement_kit.assemble import run
from agreement_kit.backends import html
from agreement_kit.deal import Deal
from agreement_kit.document import Agreement
from agreement_kit.errors import DealError, Problem, RenderError
from agreement_kit.library import Library
from agreement_kit.output import Wanted, check_formats, columns_for, documents, receipt, summary, write_files
from tests.small import agreement_type, clause, deal, law_text, library, rule

FREE = rule("free", "residency", "code: free", applies="{identity: [identified], holder: private, secrecy: [open]}")
WAYS = rule("ways", "mechanism", "options: [{contract: {}}]", stands="leaves")
FILES = (
    clause(
        "articles/terms",
        "# Terms\n\nOf {{ party_names }}, up to {{ cap }}.\n",
        meta="per: agreement\nblanks: {cap: {type: money, ask: true}}",
    )
    | agreement_type("{articles: [terms]}")
    | {"clauses/jurisdictions/ID.yaml": law_text("ID", FREE, WAYS)}
)


@pytest.fixture
def small(tmp_path: Path) -> Library:
    """A library of one article."""
    return library(tmp_path / "library", FILES)


def wanted(formats: str = "html", columns: str = "en", audience: str = "counterparty", final: bool = False) -> Wanted:
    """What to write."""
    return Wanted(tuple(formats.split(",")), tuple(tuple(c.split("+")) for c in columns.split(",")), audience, final)  # type: ignore[arg-type]


def files(given: Deal, small: Library, **changes: Any) -> dict[str, bytes]:
    """The files of a deal."""
    return documents(run(given, small), given, small, wanted(**changes))


def test_files_and_receipt(small: Library) -> None:
    """Each file bears the deal's name and languages; the receipt stands beside them with the hash of each."""
    found = files(deal(), small)
    assert set(found) == {"small.en.html", "small.receipt.json"}
    kept = json.loads(found["small.receipt.json"])
    assert kept["files"] == {"small.en.html": hashlib.sha256(found["small.en.html"]).hexdigest()}


def test_what_the_receipt_keeps(small: Library) -> None:
    """The receipt says what the draft rests on: rules with hashes, choices, reasons, and the way back from opaque ids."""
    kept = json.loads(files(deal(), small)["small.receipt.json"])
    assert {rule["rule"] for rule in kept["rules"]} == {"ID/free", "ID/ways"}
    assert all(len(rule["hash"]) == 12 for rule in kept["rules"])
    assert kept["choices"] == [{"clause": "terms", "variant": "any", "position": "balanced", "unit": "agreement", "facts": {}}]
    assert kept["law_known_until"] == "2026-11-01"
    assert any(reason.startswith("blank: terms.cap") for reason in kept["draft_because"])
    assert "terms.any" in kept["blocks"].values()


def test_the_same_twice(small: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same deal and library give the same bytes, whatever the clock says."""
    before = files(deal(), small)
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    again = library(small.sources.roots[0], {})
    assert files(deal(), again) == before


def test_the_receipt_sees_every_change(small: Library) -> None:
    """Another deal or another library gives another receipt."""
    before = json.loads(files(deal(), small)["small.receipt.json"])
    other = json.loads(files(deal(term="P4Y"), small)["small.receipt.json"])
    assert other["deal"]["hash"] != before["deal"]["hash"]
    edited = library(small.sources.roots[0], {"clauses/articles/terms/any.en.md": FILES["clauses/articles/terms/any.en.md"] + "\n"})
    assert json.loads(files(deal(), edited)["small.receipt.json"])["library"] != before["library"]


def test_nothing_internal_for_others(small: Library) -> None:
    """A file for the other side says nothing of clauses, rules or reasons; one for the house does."""
    assert "ID/free" not in files(deal(), small)["small.en.html"].decode()
    for mark in ("terms.any", "terms.cap", "no lawyer has", small.digest[:12]):
        assert mark not in files(deal(), small)["small.en.html"].decode()
    assert set(files(deal(), small, audience="internal")) == {"small.en.internal.html", "small.receipt.json"}


@pytest.mark.parametrize(("audience", "internal"), [("counterparty", False), ("signing", False), ("internal", True)])
def test_only_the_house_gets_the_reasons(small: Library, monkeypatch: pytest.MonkeyPatch, audience: str, internal: bool) -> None:
    """The tree that a back end gets for others bears no reason, whatever the back end would print of it."""
    seen: list[Agreement] = []

    def write(agreement: Agreement, style: Any) -> str:
        seen.append(agreement)
        return ""

    monkeypatch.setattr(html, "write", write)
    files(deal(), small, audience=audience)
    assert bool(seen[0].draft_because) is internal
    assert all((provision.provenance is not None) is internal for provision in seen[0].provisions)


def test_final_is_refused_while_a_reason_stands(small: Library) -> None:
    """Every reason for DRAFT is told, and no file is made."""
    with pytest.raises(DealError) as caught:
        files(deal(), small, final=True)
    assert {problem.code for problem in caught.value.problems} == {"not_final"}
    assert len(caught.value.problems) == len(run(deal(), small).reasons)


@pytest.mark.parametrize(
    ("languages", "layout", "columns"),
    [
        ((), "columns", (("en", "id"), ("ja",))),
        ((), "single", (("en",), ("id",), ("ja",))),
        (("ja", "en"), "columns", (("ja", "en"),)),
        (("ja", "en"), "single", (("ja",), ("en",))),
    ],
)
def test_columns(languages: tuple[str, ...], layout: str, columns: tuple[tuple[str, ...], ...]) -> None:
    """The languages asked for, else the deal's own columns; one file a language when that is asked."""
    texts = deal().texts.model_copy(update={"authentic": ["en", "id", "ja"], "columns": [["en", "id"], ["ja"]]})
    assert columns_for(deal().changed(texts=texts), languages, layout) == columns


def test_columns_without_a_wish() -> None:
    """Without columns of the deal every authentic text stands side by side."""
    texts = deal().texts.model_copy(update={"authentic": ["en", "id"], "translations": ["ja"]})
    assert columns_for(deal().changed(texts=texts)) == (("en", "id"),)


def test_formats() -> None:
    """A misspelt format is refused with the one that was meant."""
    check_formats(("pdf", "docx", "html"))
    with pytest.raises(DealError, match="'dox' is not a format; did you mean docx"):
        check_formats(("pdf", "dox"))


def test_all_files_are_written(tmp_path: Path) -> None:
    """Every file is there with its bytes, old ones of the same name replaced, and nothing besides."""
    (tmp_path / "a.html").write_text("old", encoding="utf-8")
    paths = write_files(tmp_path, {"a.html": b"A", "b.json": b"B"})
    assert [path.read_bytes() for path in paths] == [b"A", b"B"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "b.json"]


def test_a_folder_is_made(tmp_path: Path) -> None:
    """The folder to write to is made when it is not there."""
    assert write_files(tmp_path / "new" / "folder", {"a": b"A"})[0].read_bytes() == b"A"


def test_nothing_half_written_when_the_disk_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When one file cannot be written none is, and what stood there before still stands."""
    (tmp_path / "a.html").write_text("old", encoding="utf-8")
    write = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.name.startswith(".b."):
            raise OSError(28, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(DealError, match="No space left on device"):
        write_files(tmp_path, {"a.html": b"A", "b.html": b"B"})
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {"a.html": "old"}


def test_nothing_half_written_when_a_name_is_taken(tmp_path: Path) -> None:
    """When a file cannot be put in its place because a folder bears its name, none is."""
    (tmp_path / "a.html").write_text("old", encoding="utf-8")
    (tmp_path / "b.html").mkdir()
    with pytest.raises(DealError, match=r"cannot be written"):
        write_files(tmp_path, {"a.html": b"A", "b.html": b"B"})
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "b.html"]


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    """A file where the folder should be is a problem to be told."""
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(DealError, match="cannot be written"):
        write_files(tmp_path / "out", {"a": b"A"})


def test_a_back_end_that_fails(small: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the second file cannot be rendered, the first is not handed out either."""
    made: list[str] = []
    real = html.write

    def once(agreement: Any, style: Any) -> str:
        if made:
            raise RenderError(Problem("missing_glyph", "a glyph is missing"))
        made.append("first")
        return real(agreement, style)

    monkeypatch.setattr(html, "write", once)
    with pytest.raises(RenderError, match="a glyph is missing"):
        files(deal(), small, columns="en,en")


def test_summary_and_receipt_count_the_same(small: Library) -> None:
    """What the screen sums up is what the receipt lists."""
    assembly = run(deal(), small)
    kept = json.loads(receipt(assembly, deal(), small, {}))
    assert sum(int(line.split()[0]) for line in summary(assembly)) == len(kept["draft_because"])
