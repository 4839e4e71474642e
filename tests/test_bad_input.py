"""Bad deals: each is refused with one clear error that names file and line, and nothing is written."""

import json
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from typer.testing import CliRunner, Result

from agreement_kit.cli import app
from agreement_kit.reading import read_yaml

TESTS = Path(__file__).parent
BAD = sorted((TESTS / "bad").glob("*.yaml"))
GOOD = TESTS / "good"
HOSTILE = "A*STAR {{ 7*7 }} {% if x %} [[liability]] **PT** <script>alert(1)</script> &amp; {#a}"


def draft(path: Path, out: Path, *more: str) -> Result:
    """Draft a deal as a web page; no traceback is ever printed."""
    result = CliRunner().invoke(
        app, ["draft", str(path), "-o", str(out), "--format", "html", *more], env={"XDG_CACHE_HOME": str(out.parent)}
    )
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_deal_is_one_clear_error(path: Path, tmp_path: Path) -> None:
    """The error names file and line, says what was expected, and nothing is written."""
    expect: dict[str, Any] = read_yaml(path.with_suffix(".expect")).data
    result = draft(path, tmp_path / "out")
    assert result.exit_code == 1
    (line,) = result.stderr.strip().splitlines()
    assert line.startswith(f"{path}:{expect['line']}: ")
    assert expect["says"] in line
    assert len(line) < 500
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_deal_for_machines(path: Path, tmp_path: Path) -> None:
    """The same error as JSON, with its code; nothing else is printed."""
    expect = read_yaml(path.with_suffix(".expect")).data
    result = draft(path, tmp_path / "out", "--json")
    (problem,) = json.loads(result.stdout)["problems"]
    assert (problem["code"], problem["line"]) == (expect["code"], expect["line"])
    assert result.stderr == ""


def test_every_bad_deal_has_its_error() -> None:
    """No bad deal stands without the error that is expected of it."""
    assert {path.stem for path in BAD} == {path.stem for path in (TESTS / "bad").glob("*.expect")}
    assert len(BAD) >= 15


def test_a_deal_of_ten_megabytes(tmp_path: Path) -> None:
    """A huge file is refused before it is read."""
    path = tmp_path / "huge.yaml"
    path.write_text((GOOD / "base.yaml").read_text(encoding="utf-8") + "# padding\n" * 1_000_000, encoding="utf-8")
    result = draft(path, tmp_path / "out")
    assert result.exit_code == 1
    assert result.stderr == f"{path}: the file has 10.0 MB; at most 2 MB are read\n"


@pytest.mark.parametrize("data", [b"", b"[]", b"words", b"\xff\xfe\x00", b"\x00", b"a: \xed\xa0\x80"], ids=repr)
def test_no_deal_at_all(data: bytes, tmp_path: Path) -> None:
    """A file that holds no deal is told as such."""
    path = tmp_path / "deal.yaml"
    path.write_bytes(data)
    result = draft(path, tmp_path / "out")
    assert result.exit_code == 1
    assert len(result.stderr.strip().splitlines()) == 1
    assert str(path) in result.stderr


@pytest.mark.parametrize(
    "value", ["null", "0", "''", "[]", "{}", "[[]]", "{a: {b: [1]}}", "-1", "true", "9999-12-31", "'\\ud800'", '"\\u0001"', '"\\ud800"']
)
def test_a_wrong_kind_of_value_anywhere(value: str, tmp_path: Path) -> None:
    """Whatever stands where something else should, the answer is a problem with a line, or a draft; never a crash."""
    text = (GOOD / "base.yaml").read_text(encoding="utf-8")
    path = tmp_path / "deal.yaml"
    for key in [line.split(":")[0] for line in text.splitlines() if line and line[0].isalpha()]:
        start = text.index(f"\n{key}:") + 1
        rest = text[start:].split("\n\n")[0] if text[start:].startswith(f"{key}:\n") else text[start:].split("\n")[0]
        path.write_text(text.replace(rest, f"{key}: {value}", 1), encoding="utf-8")
        result = draft(path, tmp_path / "out", "--languages", "en")
        assert "itself failed" not in result.output, (key, result.output)
        assert result.exit_code in {0, 1}


def test_the_base_of_the_bad_deals_is_good(tmp_path: Path) -> None:
    """The deal from which the bad ones are made is drafted, so that each fails for its own fault."""
    assert draft(GOOD / "base.yaml", tmp_path / "out").exit_code == 0


def test_hostile_names_print_as_typed(tmp_path: Path) -> None:
    """A party may be called whatever it likes: its name prints as typed in every text and runs nothing."""
    assert draft(GOOD / "hostile_names.yaml", tmp_path / "out", "--languages", "en,id").exit_code == 0
    page = BeautifulSoup((tmp_path / "out" / "hostile_names.en-id.html").read_text(encoding="utf-8"), "lxml")
    assert page.get_text().count(HOSTILE) >= 4
    assert page.find("script") is None
