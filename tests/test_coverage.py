"""What the clauses cover of the frameworks they are held against, and what they do not."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from agreement_kit.backends import xlsx
from agreement_kit.cli import app
from agreement_kit.coverage import SLOT, Covered, coverage, sheets
from agreement_kit.library import Library
from agreement_kit.tables import Sheet

LIBRARY = Library.load()
WHOLE = coverage(LIBRARY, "training_data_sharing")


def item(name: str, found: tuple[Covered, ...]) -> Covered:
    """One item of a framework."""
    return next(entry for entry in found if entry.item == name)


def test_the_whole_agreement_leaves_no_row_without_a_home() -> None:
    """Every row of the coverage list, and every item of every framework, is answered by a clause of the long agreement."""
    assert len(WHOLE[-1].items) == 115
    assert [entry.item for framework in WHOLE for entry in framework.items if entry.standing != "covered"] == []


def test_every_clause_says_what_it_covers() -> None:
    """No clause names a row or an item that is in no framework, and every article of the long agreement answers one."""
    known = {entry.item for framework in WHOLE for entry in framework.items}
    for entry in LIBRARY.agreement_type("training_data_sharing").entries:
        clause = LIBRARY.clause(entry.folder, entry.clause)
        named = {name for items in clause.maps_to.values() for name in items}
        assert named <= known, clause.name
        assert named or clause.kind != "article", clause.name


def test_a_slot_is_called_a_slot() -> None:
    """The official model clauses are named as what has to be put in, not as text that the library has."""
    assert item("annex-mcc", WHOLE[-1].items).clauses == (f"official_model_clauses{SLOT}",)


def test_the_short_agreement_says_what_it_lacks() -> None:
    """What only the long agreement has is shown as not covered, or as covered in part."""
    rows = coverage(LIBRARY, "training_data_sharing_short")[-1].items
    assert item("docking-accession", rows).standing == "not covered"
    assert item("data-residency", rows).standing == "covered"


def test_a_deal_covers_what_its_facts_switch_on() -> None:
    """With only some clauses present, an item of several rows is covered in part, and the rows that are missing are named."""
    found = coverage(LIBRARY, "training_data_sharing", ["data_residency", "compute_placement"])
    standards = item("residency", next(f for f in found if f.title.startswith("Japan-ASEAN")).items)
    assert (standards.standing, standards.missing) == ("in part", ("transfer-impact-assessment",))


def test_as_a_workbook() -> None:
    """One sheet a framework, with a head; the same bytes each time."""
    data = xlsx.write(sheets(WHOLE))
    book = load_workbook(io.BytesIO(data))
    assert len(book.worksheets) == len(WHOLE)
    assert [cell.value for cell in book.worksheets[0][1]] == ["Item", "What it is about", "Standing", "Clauses", "Not answered"]
    assert data == xlsx.write(sheets(WHOLE))


def test_a_workbook_computes_nothing() -> None:
    """What a deal says is printed as typed, even where a spreadsheet would take it for a formula."""
    data = xlsx.write([Sheet("One", ("Name",), [("=1+1",)], (10,))])
    cell = load_workbook(io.BytesIO(data)).worksheets[0]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


@pytest.mark.parametrize(("name", "starts"), [("c.html", b"<!doctype html>"), ("c.xlsx", b"PK")])
def test_the_command_writes_files(tmp_path: Path, name: str, starts: bytes) -> None:
    """A page or a workbook, by the ending of the name."""
    result = CliRunner().invoke(app, ["coverage", "-o", str(tmp_path / name)], env={"XDG_CACHE_HOME": str(tmp_path)})
    assert result.exit_code == 0, result.output
    assert (tmp_path / name).read_bytes().startswith(starts)


def test_an_unknown_ending(tmp_path: Path) -> None:
    """Another ending is refused in one sentence, and nothing is written."""
    result = CliRunner().invoke(app, ["coverage", "-o", str(tmp_path / "c.pdf")], env={"XDG_CACHE_HOME": str(tmp_path)})
    assert (result.exit_code, "'pdf' is not a format of coverage" in result.stderr) == (1, True)
    assert not (tmp_path / "c.pdf").exists()


def test_in_a_terminal(tmp_path: Path) -> None:
    """With --gaps only what is not covered is printed."""
    words = ["coverage", "--agreement", "training_data_sharing_short", "--gaps"]
    printed = CliRunner().invoke(app, words, env={"XDG_CACHE_HOME": str(tmp_path), "COLUMNS": "200"}).stdout
    assert "docking-accession" in printed
    assert "governing-law" not in printed
