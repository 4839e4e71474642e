"""The questionnaire for local counsel: what is asked, what comes back, and stamps that an edited rule loses."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from typer.testing import CliRunner

from agreement_kit.backends import questionnaire
from agreement_kit.cli import app
from agreement_kit.errors import LibraryError
from agreement_kit.library import Library
from agreement_kit.paper import Answered
from agreement_kit.standing import rule_hash
from agreement_kit.verification import mark_of, questions, returned
from tests.small import agreement_type, clause, law_text, library, rule

ONE = rule("gate", "residency", "code: approval, by: office")
TWO = rule("told", "duty", "duty: notice, on: exporter", stands="leaves")
FILES = (
    {"clauses/jurisdictions/ID.yaml": law_text("ID", ONE, TWO)}
    | clause("articles/a", "# A\n\nWords.\n")
    | agreement_type("{articles: [a]}")
)


@pytest.fixture
def small(tmp_path: Path) -> Library:
    """A library with a law of two rules."""
    return library(tmp_path, FILES)


def answers(small: Library, *said: str, name: str = "A. Lawyer", day: str = "2027-01-31") -> list[Answered]:
    """Answers to all questions on Indonesia, in order."""
    asked = questions(("ID",), small)
    return [Answered(n, question.mark, word, "Words.", name, day) for n, (question, word) in enumerate(zip(asked, said, strict=True), 1)]


def test_every_living_version_is_asked() -> None:
    """Each rule is put once in its newest version, and once more where law without a day is coming."""
    whole = Library.load()
    asked = [question.mark.split(" · ")[0] for question in questions(("ID",), whole)]
    assert set(asked) == {rule.id for rule in whole.jurisdictions["ID"].rules if not rule.versions[-1].repealed}
    coming = [rule.id for rule in whole.jurisdictions["ID"].rules if len(rule.versions) > 1 and rule.versions[-1].starts == "undated"]
    assert all(asked.count(name) == 2 for name in coming)


def test_what_counsel_agrees_with_is_stamped(small: Library) -> None:
    """A stamp names who and when and pins the hash; the library that holds it calls the rule verified."""
    found = returned(answers(small, "agree", ""), small, "q.docx")
    assert (found.stamped, found.remarks) == (1, ())
    stamped = library(small.sources.roots[0], FILES | {"clauses/verified/ID.yaml": found.files["ID"]})
    gate, told = stamped.jurisdictions["ID"].rules
    stamp = gate.versions[0].verified
    assert stamp is not None
    assert (stamp.by, str(stamp.on), stamp.hash) == ("A. Lawyer", "2027-01-31", rule_hash(gate, gate.versions[0]))
    assert told.versions[0].verified is None


def test_an_edited_rule_loses_its_stamp(small: Library) -> None:
    """The hash of a stamp is no longer that of the rule once a word of it changes."""
    text = returned(answers(small, "agree", "agree"), small, "q.docx").files["ID"]
    edited = FILES | {"clauses/jurisdictions/ID.yaml": FILES["clauses/jurisdictions/ID.yaml"].replace("A rule of the test", "Another rule")}
    gate = library(small.sources.roots[0], edited | {"clauses/verified/ID.yaml": text}).jurisdictions["ID"].rules[0]
    assert gate.versions[0].verified is not None
    assert gate.versions[0].verified.hash != rule_hash(gate, gate.versions[0])


def test_earlier_stamps_are_kept(small: Library) -> None:
    """A second questionnaire adds to the stamps of the first."""
    first = returned(answers(small, "agree", ""), small, "q.docx").files["ID"]
    again = library(small.sources.roots[0], FILES | {"clauses/verified/ID.yaml": first})
    second = returned(answers(again, "", "agree", name="O'Hara"), again, "q.docx").files["ID"]
    assert second.count("hash:") == 2
    assert "O''Hara" in second


def test_corrections_are_to_be_mended(small: Library) -> None:
    """What counsel would have otherwise is listed with the row, and not stamped."""
    found = returned(answers(small, "correct", "comment"), small, "q.docx")
    assert found.stamped == 0
    assert [(p.code, p.line, p.message) for p in found.remarks] == [
        ("counsel_correct", 1, "ID/gate: Words."),
        ("counsel_comment", 2, "ID/told: Words."),
    ]


@pytest.mark.parametrize(
    ("spoil", "code", "row"),
    [
        (lambda rows: rows[1:], "row_missing", None),
        (lambda rows: [Answered(1, "ID/gaet · x · y", "agree", "", "A", "2027-01-31"), *rows], "unknown_rule", 1),
        (lambda rows: [Answered(1, rows[0].mark[:-3] + "abc", "agree", "", "A", "2027-01-31"), *rows[1:]], "changed_since", 1),
        (lambda rows: [Answered(1, rows[0].mark, "agree", "", "", "2027-01-31"), *rows[1:]], "unsigned", 1),
        (lambda rows: [Answered(1, rows[0].mark, "agree", "", "A", "31 January"), *rows[1:]], "unsigned", 1),
        (lambda rows: [Answered(1, rows[0].mark, "perhaps", "", "A", "2027-01-31"), *rows[1:]], "unknown_answer", 1),
    ],
)
def test_faults_of_a_questionnaire(small: Library, spoil: Callable[[list[Answered]], list[Answered]], code: str, row: int | None) -> None:
    """Missing, unknown, changed and unsigned rows are named by row, and nothing is stamped."""
    with pytest.raises(LibraryError) as caught:
        returned(spoil(answers(small, "agree", "agree")), small, "q.docx")
    assert [(p.code, p.line, p.path) for p in caught.value.problems] == [(code, row, "q.docx")]


def test_through_word(small: Library) -> None:
    """Written, answered in Word, and read back: every row with its mark, its answer, its words, its name and its day."""
    asked = questions(("ID",), small)
    data = questionnaire.write(asked, "Questions", "2026-11-01")
    assert data == questionnaire.write(asked, "Questions", "2026-11-01")
    document = docx.Document(io.BytesIO(data))
    row = document.tables[0].rows[1]
    next(row.cells[4]._tc.iter(qn("w:t"))).text = "agree"
    row.cells[6].text, row.cells[7].text = "A. Lawyer", "2027-01-31"
    out = io.BytesIO()
    document.save(out)
    first, second = questionnaire.read(out.getvalue(), "q.docx")
    assert first == Answered(1, asked[0].mark, "agree", "", "A. Lawyer", "2027-01-31")
    assert (second.mark, second.answer) == (asked[1].mark, "")
    assert returned((first, second), small, "q.docx").stamped == 1


@pytest.mark.parametrize("data", [b"", b"words", b"PK\x05\x06" + b"\0" * 18])
def test_a_file_that_is_no_questionnaire(data: bytes) -> None:
    """Another file is refused in one sentence."""
    with pytest.raises(LibraryError) as caught:
        questionnaire.read(data, "q.docx")
    assert [p.code for p in caught.value.problems] == ["not_a_questionnaire"]


def test_a_word_file_of_another_kind() -> None:
    """A Word file without the table is refused too, and so is one that unpacks to more than a questionnaire can hold."""
    out = io.BytesIO()
    docx.Document().save(out)
    with pytest.raises(LibraryError, match="no table of this file"):
        questionnaire.read(out.getvalue(), "q.docx")
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 60_000_000)
    with pytest.raises(LibraryError, match="too large"):
        questionnaire.read(bomb.getvalue(), "q.docx")


def test_a_stamp_on_what_is_not_there(tmp_path: Path) -> None:
    """A stamp of a rule that no law has is a fault of the library, with the nearest."""
    stamps = {"clauses/verified/ID.yaml": "gat@2020-01-01: {on: 2027-01-31, by: A, hash: 'x'}\n"}
    with pytest.raises(LibraryError, match=r"there is no version 'gat@2020-01-01'.*did you mean gate@2020-01-01"):
        _ = library(tmp_path, FILES | stamps).jurisdictions


def test_the_commands(tmp_path: Path) -> None:
    """Export, answer one row, import: the stamp stands in the house's library, and the same file cannot name an unknown state."""
    env = {"XDG_CACHE_HOME": str(tmp_path)}
    paper, house = tmp_path / "sg.docx", tmp_path / "house"
    assert CliRunner().invoke(app, ["law", "export", "SG", "-o", str(paper)], env=env).exit_code == 0
    document = docx.Document(str(paper))
    row = document.tables[0].rows[1]
    next(row.cells[4]._tc.iter(qn("w:t"))).text = "agree"
    row.cells[6].text, row.cells[7].text = "A. Lawyer", "2027-01-31"
    document.save(str(paper))
    result = CliRunner().invoke(app, ["law", "import", str(paper), "--into", str(house)], env=env)
    assert (result.exit_code, "1 rules stamped" in result.stdout) == (0, True), result.output
    law = Library.load(house).jurisdictions["SG"]
    verified = [rule.id for rule in law.rules for version in rule.versions if version.verified]
    assert verified == [mark_of(law.rules[0], law.rules[0].versions[-1]).split(" ")[0]]
    assert CliRunner().invoke(app, ["law", "export", "XX", "-o", str(paper)], env=env).exit_code == 1
