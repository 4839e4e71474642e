"""YAML is read strictly, and every fault says where it is."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, ValidationError

from agreement_kit.reading import MAX_BYTES, ReadingError, parse_yaml, read_text, read_yaml, validation_problems


def fault(text: str) -> tuple[str, int | None]:
    """Code and line of the fault in a text."""
    with pytest.raises(ReadingError) as caught:
        parse_yaml(text, "x.yaml")
    assert caught.value.problem.path == "x.yaml"
    return caught.value.problem.code, caught.value.problem.line


@pytest.mark.parametrize("word", ["NO", "no", "yes", "on", "off", "2027-02-01", "12:30", "0x1F", "1e3", "Null", "TRUE"])
def test_words_stay_words(word: str) -> None:
    """Norway is not false, `on` is a key, and a date is read by who knows what it is."""
    assert parse_yaml(f"{word}: {word}", "x").data == {word: word}


@pytest.mark.parametrize(
    ("written", "value"), [("12", 12), ("-3", -3), ("0.5", 0.5), ("true", True), ("false", False), ("null", None), ("~", None), ("", None)]
)
def test_plain_values(written: str, value: object) -> None:
    """Numbers, truth and nothing are what they look like."""
    assert parse_yaml(f"a: {written}", "x").data == {"a": value}


def test_numbers_in_quotes_are_words() -> None:
    """Quotes keep a number a word."""
    assert parse_yaml("a: '12'", "x").data == {"a": "12"}


def test_an_empty_file_says_nothing() -> None:
    """An empty file is read as nothing, not as a fault."""
    assert parse_yaml("", "x").data is None


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: &x 2\n", "yaml_alias", 2),
        ("a: 1\n\nb: *x\n", "yaml_alias", 3),
        ("a: 1\nb: !!python/object:os.system x\n", "yaml_tag", 2),
        ("a: !secret x\n", "yaml_tag", 1),
        ("a: 1\nb: 2\na: 3\n", "repeated_key", 3),
        ("a:\n  b: 1\n  b: 2\n", "repeated_key", 3),
        ("a: [1, 2\nb: 3\n", "malformed_yaml", 2),
        ("a: 1\n\tb: 2\n", "malformed_yaml", 2),
        ("{[a, b]: 1}", "malformed_yaml", 1),
        ("a: 1\n---\nb: 2\n", "malformed_yaml", 2),
    ],
)
def test_faults_name_their_line(text: str, code: str, line: int) -> None:
    """Aliases, tags, repeated keys and broken syntax are refused where they stand."""
    assert fault(text) == (code, line)


@pytest.mark.parametrize("text", ["a:\n\tb: 1\n", "a: 1\n\tb: 2\n"])
def test_a_tab_is_called_a_tab(text: str) -> None:
    """Where a tab cannot stand, the reader is told that it is one, and what to type instead."""
    with pytest.raises(ReadingError, match="a tab stands where a value should begin; use spaces"):
        parse_yaml(text, "x.yaml")


@pytest.mark.parametrize("text", ["[" * 50_000, "{a: " * 5_000 + "1" + "}" * 5_000, "- " * 5_000, "a: " + "9" * 5_000])
def test_monsters_are_refused(text: str) -> None:
    """Endless nesting and endless numbers end in a problem, not in a crash."""
    assert fault(text)[0] == "malformed_yaml"


@given(st.text(alphabet=st.sampled_from("ab:-[]{}&*!|>'\"#%@ \n\t,?1é\ue000"), max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text makes the reader raise anything but its own error."""
    with suppress(ReadingError):
        assert parse_yaml(text, "x").path == "x"


def test_lines_of_keys() -> None:
    """The line of a key is where the key stands; a missing key has the line of what should hold it."""
    file = parse_yaml("a:\n  b:\n    - {c: 1}\n    - {c: 2}\n", "x")
    assert file.line(("a",)) == 1
    assert file.line(("a", "b", 1, "c")) == 4
    assert file.line(("a", "b", 1, "missing")) == 4
    assert file.line(("other",)) == 1


def test_a_file_too_large(tmp_path: Path) -> None:
    """A file of more than 2 MB is not read at all."""
    path = tmp_path / "big.yaml"
    path.write_bytes(b"a" * (MAX_BYTES + 1))
    with pytest.raises(ReadingError, match=r"at most 2 MB"):
        read_text(path)


def test_a_file_that_is_not_text(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 are named by their place."""
    path = tmp_path / "latin.yaml"
    path.write_bytes("a: né".encode("latin-1"))
    with pytest.raises(ReadingError, match=r"byte 4 is not UTF-8"):
        read_yaml(path)


def test_files_from_elsewhere(tmp_path: Path) -> None:
    """A byte-order mark and Windows line ends are read as if they were not there."""
    path = tmp_path / "windows.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert read_yaml(path).data == {"a": 1, "b": 2}


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A missing file is a problem of its own, under the name that is shown."""
    with pytest.raises(ReadingError, match=r"shown\.yaml: the file cannot be read"):
        read_yaml(tmp_path / "none.yaml", "shown.yaml")


class _Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")
    colour: str
    size: int = 0


class _Outer(BaseModel):
    model_config = ConfigDict(extra="forbid")
    inner: _Inner


def problems(text: str) -> list[str]:
    """The problems of a text held against a model, as printed."""
    file = parse_yaml(text, "x.yaml")
    with pytest.raises(ValidationError) as caught:
        _Outer.model_validate(file.data)
    return [str(problem) for problem in validation_problems(caught.value, file, _Outer)]


def test_an_unknown_key_names_the_nearest() -> None:
    """A misspelt key is shown with its line and the key that was meant, and what is missing with the line of its holder."""
    assert problems("inner:\n  size: 1\n  color: red\n") == [
        "x.yaml:1: 'inner.colour' is missing",
        "x.yaml:3: 'inner.color' is not a key that is known here; did you mean colour?",
    ]


def test_a_wrong_value_is_shown() -> None:
    """A wrong value is printed back, with what was expected."""
    (line,) = problems("inner:\n  colour: red\n  size: big\n")
    assert line.startswith("x.yaml:3: 'inner.size': expected a whole number")
    assert "(found: 'big')" in line
