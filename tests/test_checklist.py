"""The checklist: what the law of a deal asks to be done, by whom, with whom, by when; as text, Word, Excel and calendar."""

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from lxml import etree
from openpyxl import load_workbook
from typer.testing import CliRunner

from agreement_kit.backends import ics
from agreement_kit.checklist import Task, checklist, dated, memo, sheets
from agreement_kit.cli import app
from agreement_kit.deal import Deal
from agreement_kit.library import Library
from agreement_kit.papers import checklist_file
from agreement_kit.rules import find
from tests.small import CODES, deal, law, rule

ROOT = Path(__file__).parent.parent
LIBRARY = Library.load()
START = date(2027, 2, 1)


def tasks(*rules: str, **changes: object) -> tuple[Task, ...]:
    """The tasks of the small deal under a law with these rules."""
    return of(deal(**changes), *rules)


def of(asked: Deal, *rules: str) -> tuple[Task, ...]:
    """The tasks of a deal under a law of Indonesia with these rules."""
    states = {"ID": law("ID", *rules)}
    library = Library.load()
    library.__dict__["jurisdictions"] = states
    return checklist(asked, find(asked, states, CODES), library)


@pytest.mark.parametrize(
    ("due", "part", "by", "when"),
    [
        ("{days: 60, after: first_transfer}", "once", date(2027, 4, 2), "within 60 days after first transfer"),
        ("{days: 10, before: first_transfer}", "before", date(2027, 1, 22), "not later than 10 days before first transfer"),
        ("{before: each_transfer}", "before", START, "before each transfer"),
        ("{hours: 72, after: discovery}", "standing", None, "within 72 hours after discovery"),
        ("{days: 21, after: request}", "standing", None, "within 21 days after request"),
    ],
)
def test_when(due: str, part: str, by: date | None, when: str) -> None:
    """A deadline counted from the start has a day; one that waits for an event has none."""
    (task,) = tasks(rule("filed", "duty", f"duty: filing, on: exporter, to: office, due: {due}", stands="leaves"))
    assert (task.part, task.by, task.when) == (part, by, when)


def test_who_and_with_whom() -> None:
    """The party is named, and the authority; the thing it is about stands by its title."""
    (task,) = tasks(rule("filed", "duty", "duty: filing, on: exporter, to: office", stands="leaves"))
    assert (task.who, task.to, task.about) == ("Sender Ltd", "Data Office", "Corpus")
    assert (task.law, task.rule, task.citation, task.confidence) == ("ID", "ID/filed", "Act No. 1, art. 1", "low")


def test_approvals_come_first_with_their_status() -> None:
    """An approval that the data wait for is a task before the work starts, and says how far it has come."""
    gate = rule("gate", "residency", "code: approval, by: office")
    assert [(t.part, t.to, t.status) for t in tasks(gate)] == [("before", "Data Office", "not yet applied for")]
    assert [t.status for t in tasks(gate, approvals=[{"rule": "ID/gate", "status": "applied"}])] == ["applied"]


def test_what_comes_again() -> None:
    """A duty of every year falls due each year of the term."""
    (task,) = tasks(
        rule("yearly", "duty", "duty: filing, on: exporter, every: {months: 12}, due: {after: first_transfer}", stands="leaves")
    )
    assert (task.part, task.every) == ("recurring", 12)
    assert [day.year for _, day in dated([task], date(2030, 1, 1))] == [2027, 2028, 2029]


def test_coming_law() -> None:
    """Law that is not in force stands apart, with its day where it has one."""
    coming = rule("later", "duty", "duty: notice, on: exporter", stands="leaves").replace("from: 2020-01-01", "from: 2028-01-01")
    (task,) = tasks(coming)
    assert (task.part, task.by, task.when) == ("coming", date(2028, 1, 1), "from 2028-01-01")


def test_every_duty_found_is_on_the_list() -> None:
    """Nothing that the law was found to ask of an example is missing."""
    from agreement_kit import load_deal

    read = load_deal(ROOT / "examples" / "speech_corpus.yaml", LIBRARY.codes)
    findings = find(read, LIBRARY.jurisdictions, LIBRARY.codes)
    listed = {task.rule for task in checklist(read, findings, LIBRARY)}
    assert {found.rule.id for found in findings.of_kind("duty")} <= listed
    assert {found.rule.id for found in findings.coming} <= listed


@pytest.fixture(scope="module")
def some() -> tuple[Task, ...]:
    """Tasks of three kinds."""
    return tasks(
        rule("filed", "duty", "duty: filing, on: exporter, to: office, due: {days: 60, after: first_transfer}", stands="leaves"),
        rule("told", "duty", "duty: notice, on: exporter, due: {hours: 72, after: discovery}", stands="leaves"),
    )


def test_as_a_word_file(some: tuple[Task, ...]) -> None:
    """A table a part, whose head repeats, and a footnote with the citation for every task; each note is there."""
    data = checklist_file(some, deal(), "docx")
    opened = docx.Document(io.BytesIO(data))
    assert len(opened.tables) == len({task.part for task in some})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body, notes = archive.read("word/document.xml").decode(), archive.read("word/footnotes.xml").decode()
    referred = re.findall(r'footnoteReference w:id="(\d+)"', body)
    assert referred == [str(n) for n in range(1, len(some) + 1)]
    assert notes.count("Act No. 1, art. 1") == len(some)
    assert etree.fromstring(notes.encode()) is not None
    assert data == checklist_file(some, deal(), "docx")


def test_as_a_workbook(some: tuple[Task, ...]) -> None:
    """A sheet a part; every task a row."""
    book = load_workbook(io.BytesIO(checklist_file(some, deal(), "xlsx")))
    assert sum(sheet.max_row - 1 for sheet in book.worksheets) == len(some)
    assert {sheet.name for sheet in sheets(some)} == set(book.sheetnames)


def test_as_a_calendar(some: tuple[Task, ...]) -> None:
    """Tasks that have a day are events; lines are short, and the same tasks give the same bytes."""
    data = checklist_file(some, deal(), "ics")
    assert data.count(b"BEGIN:VEVENT") == 1
    assert b"DTSTART;VALUE=DATE:20270402" in data
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data == checklist_file(some, deal(), "ics")


def test_a_calendar_keeps_marks_and_letters() -> None:
    """Commas, semicolons and line ends are written as the format asks; no letter is cut in two when a line is."""
    data = ics.write([ics.Event(START, "届出, 報告; " + "長" * 60, "one\ntwo")], "名", START)
    unfolded = data.decode().replace("\r\n ", "")
    assert "SUMMARY:届出\\, 報告\\; " + "長" * 60 in unfolded
    assert "DESCRIPTION:one\\ntwo" in unfolded


def test_a_memo_says_what_it_rests_on(some: tuple[Task, ...]) -> None:
    """The day from which is counted, and how far the law was known, stand at its head."""
    first = memo(some, deal()).parts[0]
    assert "2027-02-01" in str(first)
    assert "2026-11-01" in str(first)


def test_the_command(tmp_path: Path) -> None:
    """Text on the terminal, files where they are asked for, and an unknown format refused."""
    example = str(ROOT / "examples" / "speech_corpus.yaml")
    env = {"XDG_CACHE_HOME": str(tmp_path)}
    result = CliRunner().invoke(app, ["checklist", example, "--format", "text,ics,xlsx", "-o", str(tmp_path / "out")], env=env)
    assert result.exit_code == 0, result.output
    assert "BEFORE THE WORK STARTS" in result.stdout
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".ics", ".xlsx"]
    assert CliRunner().invoke(app, ["checklist", example, "--format", "odt"], env=env).exit_code == 1
