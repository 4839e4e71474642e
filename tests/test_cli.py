"""The command line: what it prints, how it ends, and that no traceback ever reaches a user."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner, Result

import agreement_kit as kit
from agreement_kit.cli import app
from tests.small import ROOT

EXAMPLES = ROOT / "examples"
LAWFUL = str(EXAMPLES / "speech_corpus.yaml")
UNLAWFUL = str(EXAMPLES / "ministry_corpus_in_tokyo.yaml")
COMMANDS = (["draft"], ["explain"], ["check"], ["facts"], ["schema"], ["signoff"], ["doctor"], ["new"], ["new", "deal"])


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def call(*words: str, code: int = 0, typed: str | None = None) -> Result:
    """Run a command that must end with a code, and without a traceback."""
    result = CliRunner().invoke(app, list(words), input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result


def read(*words: str, code: int = 0) -> Any:
    """The JSON that a command prints; nothing else may stand on standard output."""
    return json.loads(call(*words, "--json", code=code).stdout)


@pytest.mark.parametrize("words", [[], *COMMANDS], ids=" ".join)
def test_help(words: list[str]) -> None:
    """Every command explains itself."""
    text = call(*words, "--help").stdout
    assert "Usage:" in text
    assert len(text) > 200


def test_version() -> None:
    """The version is that of the package."""
    assert call("--version").stdout.strip() == f"agreement-kit {kit.__version__}"


@pytest.mark.parametrize(
    "words",
    [
        ["drft"],
        ["draft"],
        ["draft", LAWFUL, "--for", "everybody"],
        ["draft", LAWFUL, "--layout", "diagonal"],
        ["draft", LAWFUL, "--format", "odt"],
        ["draft", LAWFUL, "--format", ""],
        ["draft", LAWFUL, "--no-such-option"],
        ["signoff", LAWFUL, "--what", "law"],
        ["signoff", LAWFUL, "--what", "law", "--by", "A", "--on", "yesterday"],
        ["new", "sonnet"],
    ],
    ids=" ".join,
)
def test_wrong_use(words: list[str], tmp_path: Path) -> None:
    """Wrong use ends with 2 and says what would be right; nothing is written."""
    result = call(*words, *(["-o", str(tmp_path / "out")] if words[0] == "draft" else []), code=2)
    assert result.stderr
    assert not (tmp_path / "out").exists()


def test_drafting(tmp_path: Path) -> None:
    """A lawful deal is drafted: every file is named, the receipt stands beside them, and it says why it is a draft."""
    text = call("draft", LAWFUL, "-o", str(tmp_path / "out"), "--format", "html").stdout
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["speech_corpus.en-id.html", "speech_corpus.en-ja.html", "speech_corpus.receipt.json"]
    assert all(name in text for name in names)
    assert "DRAFT" in text


def test_drafting_as_json(tmp_path: Path) -> None:
    """For machines: the files and the reasons."""
    found = read("draft", LAWFUL, "-o", str(tmp_path), "--format", "html", "--languages", "en")
    assert [Path(name).name for name in found["files"]] == ["speech_corpus.en.html", "speech_corpus.receipt.json"]
    assert found["final"] is False
    assert {"what", "of", "why", "hash"} == set(found["draft_because"][0])


def test_one_file_a_language(tmp_path: Path) -> None:
    """Each language in a file of its own, when asked."""
    call("draft", LAWFUL, "-o", str(tmp_path), "--format", "html", "--layout", "single")
    assert len(list(tmp_path.glob("*.html"))) == 3


def test_an_unlawful_deal(tmp_path: Path) -> None:
    """A deal that breaks the law is not drafted: rule, citation and ways out are told, and nothing is written."""
    result = call("draft", UNLAWFUL, "-o", str(tmp_path / "out"), code=1)
    for words in ("ID/residency_public", "art. 20", "confidence", "Ways out", "carry_model", "release_results"):
        assert words in result.stderr
    assert not (tmp_path / "out").exists()


def test_an_unlawful_deal_as_json() -> None:
    """For machines: the breaches with their rules, and the ways out."""
    found = read("check", UNLAWFUL, code=1)
    assert found["breaches"][0]["rules"][0]["rule"] == "ID/residency_public"
    assert "carry_model" in {way["move"] for way in found["ways_out"]}


def test_final_is_refused(tmp_path: Path) -> None:
    """A final text is refused while a reason stands, and every reason is told."""
    result = call("draft", LAWFUL, "-o", str(tmp_path / "out"), "--format", "html", "--final", code=1)
    assert "no lawyer has" in result.stderr
    assert not (tmp_path / "out").exists()


def test_checking_a_deal() -> None:
    """A lawful deal says under which law it stands and why it is a draft."""
    text = call("check", LAWFUL).stdout
    assert "speech_corpus can be drafted" in text
    assert "law of ID: contract" in text
    assert read("check", LAWFUL)["breaches"] == []


def test_checking_the_library() -> None:
    """The proof of the library ends with 0 when it is whole and 1 when it is not, and counts what it looked at."""
    result = CliRunner().invoke(app, ["check", "--json"])
    found = json.loads(result.stdout)
    assert result.exit_code == (1 if found["problems"] else 0)
    assert found["rules"] > 100


def test_a_library_that_is_wrong(tmp_path: Path) -> None:
    """A fault in one's own library is told with its file and line."""
    path = tmp_path / "clauses" / "articles" / "liability" / "clause.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("# Ours.\npr: agreement\n", encoding="utf-8")
    result = call("check", "--library", str(tmp_path), code=1)
    assert "clauses/articles/liability/clause.yaml:2: 'pr' is not a key that is known here" in result.stderr


def test_no_library_there(tmp_path: Path) -> None:
    """A library folder that does not exist is a problem, not a crash."""
    assert "does not exist" in call("check", "--library", str(tmp_path / "none"), code=1).stderr


def test_explaining() -> None:
    """Every clause says its rules with citation, date and confidence; those left out say what would bring them in."""
    text = call("explain", LAWFUL).stdout
    for words in ("ID/transfer_personal", "confidence", "not verified by a lawyer", "LEFT OUT", "would come in with"):
        assert words in text
    only = call("explain", LAWFUL, "data_residency").stdout
    assert "data_residency: listed_locations" in only
    assert "liability" not in only
    assert {"clauses", "left_out", "coming"} == set(read("explain", LAWFUL))


def test_explaining_a_clause_that_is_not_there() -> None:
    """A misspelt clause is a problem that names those there are."""
    assert "there is no clause 'data_residence'" in call("explain", LAWFUL, "data_residence", code=1).stderr


def test_facts() -> None:
    """The vocabulary lists codes, flags, facts and blanks; for one clause its blanks only."""
    text = call("facts").stdout
    for words in ("identity", "pseudonymised", "party_names", "site_notice_days"):
        assert words in text
    assert set(read("facts")) == {"codes", "facts", "facts_per_unit", "blanks"}
    assert set(read("facts", "data_residency")["blanks"]) == {"data_residency"}
    assert "there is no clause 'nothing'" in call("facts", "nothing", code=1).stderr


def test_the_schema_knows_the_examples() -> None:
    """The JSON Schema lists the keys of every example and the codes that may stand there."""
    schema = json.loads(call("schema").stdout)
    for path in EXAMPLES.glob("*.yaml"):
        assert set(yaml.safe_load(path.read_text(encoding="utf-8"))) <= set(schema["properties"])
    assert "pseudonymised" in schema["$defs"]["Dataset"]["properties"]["identity"]["enum"]
    assert {"name", "signoffs"}.isdisjoint(schema["properties"])


def test_signing_off(tmp_path: Path) -> None:
    """Reasons are listed, cleared by name, and gone from the list afterwards."""
    folder = tmp_path / "speech"
    folder.mkdir()
    (folder / "deal.yaml").write_text(Path(LAWFUL).read_text(encoding="utf-8"), encoding="utf-8")
    before = read("signoff", str(folder))
    law = [reason["of"] for reason in before if reason["what"] == "law"]
    call("signoff", str(folder), "--what", "law", "--of", law[0], "--by", "A. Lawyer", "--on", "2026-11-20", "--note", "read the act")
    left = [reason["of"] for reason in read("signoff", str(folder)) if reason["what"] == "law"]
    assert sorted([*left, law[0]]) == sorted(law)
    assert "is no standing reason" in call("signoff", str(folder), "--what", "law", "--of", law[0], "--by", "A", code=1).stderr


def test_doctor() -> None:
    """The machine is looked at thing by thing; what is missing comes with the command that mends it."""
    found = json.loads(CliRunner().invoke(app, ["doctor", "--json"]).stdout)
    assert {"Python", "weasyprint", "clause library"} <= {finding["what"] for finding in found}
    assert all(finding["mend"] for finding in found if not finding["well"])


ANSWERS = ['PT "Satu"', "ID", "company", "Dua KK", "JP", "company", "Korpus: satu", "identified", "private", "JP", "2027-02-01"]


def test_a_new_deal(tmp_path: Path) -> None:
    """A deal made by answering questions can be checked at once; a wrong answer is asked again."""
    path = tmp_path / "new.yaml"
    typed = [ANSWERS[0], "XX", *ANSWERS[1:]]
    result = call("new", "deal", str(path), typed="\n".join(typed) + "\n")
    assert "'XX' is not one of them" in result.stderr
    deal = kit.load_deal(path, kit.Library.load().codes)
    assert deal.parties["provider"].name["en"] == 'PT "Satu"'
    assert "can be drafted" in call("check", str(path)).stdout


def test_a_new_deal_asks_nothing_in_vain(tmp_path: Path) -> None:
    """A name that is taken is refused before the first question."""
    path = tmp_path / "taken.yaml"
    path.write_text("mine", encoding="utf-8")
    result = call("new", "deal", str(path), code=1)
    assert "there is a file of this name already" in result.stderr
    assert "Who supplies" not in result.output
    assert path.read_text(encoding="utf-8") == "mine"


def test_facts_of_a_misspelt_clause() -> None:
    """The nearest clause is named."""
    assert "there is no clause 'liabilty'; did you mean liability?" in call("facts", "liabilty", code=1).stderr


def test_a_missing_mechanism_names_its_line(tmp_path: Path) -> None:
    """Which line of the deal breaks the law is said, for people and for machines."""
    path = tmp_path / "deal.yaml"
    text = Path(LAWFUL).read_text(encoding="utf-8")
    path.write_text(text.replace("mechanism: {conversations: contract}", "mechanism: {}"), encoding="utf-8")
    line = next(number for number, words in enumerate(text.splitlines(), 1) if "do: pretraining" in words)
    assert f"{path}:{line}: ID, mechanism (conversations)" in call("check", str(path), code=1).stderr
    assert any(breach["where"] == f"{path}:{line}" for breach in read("check", str(path), code=1)["breaches"])


def test_a_fault_in_the_wording_of_a_deal_names_its_file(tmp_path: Path) -> None:
    """Wording in the deal's own folder is told by its path as given, not as if it were the library's."""
    folder = tmp_path / "mine"
    shutil.copytree(EXAMPLES / "second_round", folder)
    wording = next((folder / "clauses" / "articles").rglob("*.en.md"))
    wording.write_text(wording.read_text(encoding="utf-8") + "\n> quoted\n", encoding="utf-8")
    assert str(wording) in call("check", str(folder), code=1).stderr


def test_a_missing_glyph_names_its_field(tmp_path: Path) -> None:
    """A character that no font has is told with the field of the deal that holds it, and its line."""
    path = tmp_path / "deal.yaml"
    text = Path(LAWFUL).read_text(encoding="utf-8").replace("en: Suara Base,", "en: Suara Base \U00012000,")
    path.write_text(text, encoding="utf-8")
    line = next(number for number, words in enumerate(text.splitlines(), 1) if "\U00012000" in words)
    said = call("draft", str(path), "-o", str(tmp_path / "out"), "--format", "pdf", "--languages", "en", code=1).stderr
    assert f"{path}:{line}: 'models.suara_lm.title.en': no font has the character" in said


def test_a_new_deal_from_another(tmp_path: Path) -> None:
    """A deal can start as a copy; a file that is there is never overwritten."""
    path = tmp_path / "copy.yaml"
    call("new", "deal", str(path), "--from", LAWFUL)
    assert path.read_text(encoding="utf-8") == Path(LAWFUL).read_text(encoding="utf-8")
    assert "there is a file of this name already" in call("new", "deal", str(path), "--from", UNLAWFUL, code=1).stderr
    assert "there is no such deal" in call("new", "deal", str(tmp_path / "b.yaml"), "--from", "none.yaml", code=1).stderr


@pytest.mark.parametrize("command", ["draft", "check", "explain", "signoff"])
def test_problems_as_json(command: str, tmp_path: Path) -> None:
    """For machines a problem has a code, a message, a file and a line."""
    path = tmp_path / "bad.yaml"
    path.write_text(Path(LAWFUL).read_text(encoding="utf-8").replace("holder: private", "holder: privat"), encoding="utf-8")
    (problem,) = read(command, str(path), code=1)["problems"]
    assert (problem["code"], problem["path"], problem["hint"]) == ("unknown_code", str(path), "did you mean private?")
    assert problem["line"] > 1


def test_a_fault_of_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Should the software itself fail, the user is told so in one line and asked to report it."""

    def fail(*_: object) -> None:
        raise KeyError("left over")

    monkeypatch.setattr(kit, "load_deal", fail)
    result = call("check", LAWFUL, code=1)
    assert "KeyError" in result.stderr
    assert "report" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_reading_copy(tmp_path: Path) -> None:
    """A language that is no text of the deal is marked as a reading copy."""
    call("draft", str(EXAMPLES / "text_corpus.yaml"), "-o", str(tmp_path), "--format", "html", "--languages", "en,ja")
    assert (tmp_path / "text_corpus.en-ja.html").exists()
    assert "the library has no language 'xx'" in call("draft", LAWFUL, "-o", str(tmp_path), "--languages", "xx", code=1).stderr
