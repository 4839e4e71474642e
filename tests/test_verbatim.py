"""The slot for official model clauses: the text comes word for word from the folder of the deal, or nothing is drafted."""

import hashlib
from pathlib import Path

import pytest

from agreement_kit.assemble import assemble
from agreement_kit.document import Table, plain
from agreement_kit.errors import LibraryError
from agreement_kit.library import Library
from tests.small import agreement_type, clause, deal, library

TEXT = "1. The data exporter warrants {{ this }}\n   and [[that]].\n\n2. {% if x %} Second clause.\n"
TEXTS = ("1. The data exporter warrants {{ this }} and [[that]].", "2. {% if x %} Second clause.")
PLACE = "clauses/schedules/official/official.txt"


def made(folder: Path, text: str | None, sha256: str = "") -> Library:
    """A library with one slot, and a text in it."""
    meta = f"per: agreement\nverbatim: {{source: Model clauses of the test{sha256}}}"
    files = clause("schedules/official", "# Model Clauses\n\nThey follow.\n", meta=meta, ja="# モデル契約条項\n\n次のとおり。\n")
    files |= agreement_type("{schedules: [official]}") | ({PLACE: text} if text is not None else {})
    return library(folder, files, ("en", "ja"))


def test_the_text_stands_word_for_word(tmp_path: Path) -> None:
    """Below the wording its source and its paragraphs stand, alike beside every language; braces in them are words."""
    (provision,) = assemble(deal(), made(tmp_path, TEXT), ("ja",)).provisions
    (table,) = (block for block in provision.blocks if isinstance(block, Table))
    assert [plain(cell["en"]) for cell in table.header] == ["Model clauses of the test"]
    assert [{tag: plain(words) for tag, words in row[0].items()} for row in table.rows] == [
        dict.fromkeys(("en", "ja"), said) for said in TEXTS
    ]


def test_an_empty_slot_is_refused(tmp_path: Path) -> None:
    """Without the text nothing is drafted; the problem says whose text is missing and where it goes."""
    with pytest.raises(LibraryError, match="Model clauses of the test") as raised:
        assemble(deal(), made(tmp_path, None))
    (problem,) = raised.value.problems
    assert (problem.code, problem.path) == ("official_text", PLACE)


def test_another_text_is_refused(tmp_path: Path) -> None:
    """A text whose hash is not the one that the clause speaks of is not the official one."""
    right = hashlib.sha256(TEXT.encode()).hexdigest()
    assert assemble(deal(), made(tmp_path / "right", TEXT, f", sha256: {right}")).provisions
    with pytest.raises(LibraryError, match="not the text that"):
        assemble(deal(), made(tmp_path / "wrong", TEXT + "Changed.", f", sha256: {right}"))
