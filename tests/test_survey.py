"""The survey: the same facts under the law of several states, each answer with its sources."""

import io
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from agreement_kit import load_deal
from agreement_kit.cli import app
from agreement_kit.errors import DealError
from agreement_kit.library import Library
from agreement_kit.papers import survey_file
from agreement_kit.survey import SILENT, Answer, Survey, narrowed, survey

ROOT = Path(__file__).parent.parent
LIBRARY = Library.load()
DEAL = load_deal(ROOT / "examples" / "speech_corpus.yaml", LIBRARY.codes)
STATES = ("ID", "MY", "SG")


@pytest.fixture(scope="module")
def found() -> Survey:
    """The speech corpus as if it came from three states in turn."""
    return survey(DEAL, "origin", STATES, LIBRARY)


def answer(found: Survey, question: str, state: str) -> Answer:
    """The answer of one state to the question that begins so."""
    row = next(row for row in found.rows if row.question.startswith(question))
    return row.answers[found.states.index(state)]


@pytest.mark.parametrize(
    ("question", "state", "says", "rule"),
    [
        ("May the data leave", "ID", "access from the state is kept", "ID/residency_private_access"),
        ("By which mechanism", "SG", "binding contract terms", "SG/transfer_personal"),
        ("What is filed", "ID", "notice to the Authority before each transfer", "ID/report_before_transfer"),
        ("When is a breach", "MY", "72 hours", "MY/breach_authority"),
        ("In which languages", "ID", "id beside another language", "ID/contract_language"),
    ],
)
def test_answers(found: Survey, question: str, state: str, says: str, rule: str) -> None:
    """An answer says in short what the law asks, and names the rule, its citation, since when, and how sure it is."""
    given = answer(found, question, state)
    assert says in given.short
    source = next(source for source in given.sources if source.rule == rule)
    assert source.citation != "no citation"
    assert source.since[:2] == "20"
    assert source.confidence in {"low", "medium", "high"}


def test_silence_is_said(found: Survey) -> None:
    """Where nothing was found the answer says so, and rests on nothing."""
    assert answer(found, "What is filed", "MY") == Answer(SILENT, ())


def test_only_its_own_law_answers(found: Survey) -> None:
    """No state is answered for by the law of another."""
    for row in found.rows:
        for state, given in zip(found.states, row.answers, strict=True):
            assert {source.rule.split("/")[0] for source in given.sources} <= {state}


def test_only_differences(found: Survey) -> None:
    """Questions that all states answer alike fall away, and no other."""
    left = {row.question for row in narrowed(found, only_differences=True).rows}
    assert left == {row.question for row in found.rows if len({a.short for a in row.answers}) > 1}
    assert 0 < len(left) < len(found.rows)


def test_a_destination() -> None:
    """The other side may be varied as well."""
    found = survey(DEAL, "destination", ("JP", "SG"), LIBRARY)
    assert {source.rule.split("/")[0] for row in found.rows for given in row.answers for source in given.sources} == {"JP", "SG"}


@pytest.mark.parametrize(
    ("role", "states", "says"),
    [("orign", ("ID",), "'orign' is no place that a state can take"), ("origin", ("XX",), "the library has no law of 'XX'")],
)
def test_wrong_questions(role: str, states: tuple[str, ...], says: str) -> None:
    """An unknown role or state is refused in one sentence."""
    with pytest.raises(DealError, match=says):
        survey(DEAL, role, states, LIBRARY)


def test_as_files(found: Survey) -> None:
    """Workbook with answers, sources and what is coming; memo with a footnote a source; page with all of it; always the same bytes."""
    count = sum(len(given.sources) for row in found.rows for given in row.answers)
    book = load_workbook(io.BytesIO(survey_file(found, LIBRARY, "xlsx")))
    assert book.sheetnames == ["Answers", "Sources", "What is coming"]
    assert book["Sources"].max_row == count + 1
    memo = survey_file(found, LIBRARY, "docx")
    with zipfile.ZipFile(io.BytesIO(memo)) as archive:
        notes = archive.read("word/footnotes.xml").decode().count("<w:footnoteRef/>")
    assert notes == count + len(found.coming)
    page = BeautifulSoup(survey_file(found, LIBRARY, "html"), "html.parser")
    assert len(page.select("tbody tr")) == len(found.rows)
    assert [tag.name for tag in page.find_all(["script", "img", "link"])] == []
    for kind in ("xlsx", "docx", "html"):
        assert survey_file(found, LIBRARY, kind) == survey_file(found, LIBRARY, kind)


def run(tmp_path: Path, *words: str) -> Result:
    """The command."""
    return CliRunner().invoke(app, ["compare", *words], env={"XDG_CACHE_HOME": str(tmp_path)})


def test_the_command(tmp_path: Path) -> None:
    """Text on the terminal or a file by its ending; a survey without a deal, and nothing to compare, are wrong use."""
    deal = str(ROOT / "examples" / "speech_corpus.yaml")
    printed = run(tmp_path, "--deal", deal, "--vary", "origin=ID,SG", "--only", "differences")
    assert printed.exit_code == 0, printed.output
    assert "What is coming" in printed.stdout
    assert run(tmp_path, "--deal", deal, "--vary", "origin=ID", "-o", str(tmp_path / "s.docx")).exit_code == 0
    assert run(tmp_path, "--vary", "origin=ID").exit_code == 2
    assert run(tmp_path).exit_code == 2
    assert run(tmp_path, "--deal", deal, "--vary", "origin=ID", "-o", str(tmp_path / "s.odt")).exit_code == 1
