"""Where lines of the PDF end: between phrases in cells and headings, and nowhere between a number and what it counts."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from agreement_kit.backends import pdf
from agreement_kit.document import Wording
from tests.test_backend_html import page as html_page
from tests.test_backend_pages import cut, table, with_schedule
from tests.test_backend_pdf import boxes, one_article, pages
from tests.trees import sample_style, wording

COLUMNS = ("en", "ja")


def lines(data: bytes) -> list[str]:
    """The lines of all pages, top to bottom."""
    return [line.strip().replace("› ", "›") for text in pages(data) for line in text.split("\r\n")]  # a reader sees a space there


def tabled(heads: Iterable[str | Wording], *rows: Iterable[str | Wording]) -> bytes:
    """The PDF of a table with these cells; Japanese alone where a cell is a text."""
    cells = [[wording("—", cell) if isinstance(cell, str) else cell for cell in row] for row in (heads, *rows)]
    header, *body = map(tuple, cells)
    return pdf.write(with_schedule(COLUMNS, table(COLUMNS, header, *body)), sample_style(COLUMNS))


def paragraphs(*japanese: str, en: str = "Words.") -> list[str]:
    """The lines of numbered paragraphs with these words in Japanese."""
    return lines(pdf.write(one_article(COLUMNS, *(wording(en, said) for said in japanese)), sample_style(COLUMNS)))


def within(word: str, found: Iterable[str]) -> int:
    """How often a word stands whole on a line."""
    return sum(line.count(word) for line in found)


@pytest.mark.parametrize("before", range(0, 12, 2))
def test_headings_end_lines_between_phrases(before: int) -> None:
    """Wherever the line is full, in the body and in the contents, each phrase of a heading is whole, a long katakana word too."""
    words = ("日本の", "方言", "シンガポール", "街頭会話", "コーパス", "セキュリティインシデント")
    whole = one_article(COLUMNS, wording("Words."))
    heading = cut(wording("Words", "別紙" + "に" * before + "：" + "及び".join(words) + "の通知"), COLUMNS)
    found = lines(pdf.write(replace(whole, provisions=(replace(whole.provisions[0], heading=heading),)), sample_style(COLUMNS)))
    assert [word for word in words if within(word, found) != 2] == []


@pytest.mark.parametrize("before", range(6))
def test_cells_end_lines_between_phrases(before: int) -> None:
    """A phrase that fits its cell is whole: a run of one script with its inflection and particles, and a slash behind it."""
    words = ("放送音声", "コーパス", "ヌサンタラ", "施設運営者", "保管する", "自己の", "既知の", "開発者", "AIモデル", "公的機関／", "日本")
    said = "者" * before + "、放送音声コーパス及びヌサンタラ・ベース又は施設運営者及び開発者が保管する自己の既知のAIモデルと公的機関／日本"
    row = [wording("some English words " * 4, said)] * 5
    found = lines(tabled(["見出し"] * 5, row))
    assert [word for word in words if within(word, found) < 5] == []
    assert not [line for line in found if line.startswith("／")]


def test_heads_are_whole_and_take_two_lines() -> None:
    """A column without much in it is as wide as its head asks for, so that the head is on two lines in each language."""
    heads = [wording("Reached from", "遠隔アクセス元の国"), wording("Makes", "作成するもの"), wording("Known bias", "既知の偏り")]
    long = wording("many words of contents " * 6, "長い内容の説明" * 6)
    found = lines(tabled([*heads, *[wording("Contents", "内容")] * 3], ["—", "—", "—", long, long, long]))
    assert within("作成するもの", found) == within("既知の偏り", found) == within("アクセス元の国", found) == 1


def test_a_run_too_long_for_its_cell_is_broken_between_words_of_two() -> None:
    """Long names in Han characters are broken where most of their words end."""
    for before in range(4):
        found = lines(tabled(["見出し"] * 7, [wording("Words " * 8, "あ" * before + "国立研究開発法人音声研究所")] * 7))
        assert within("音声", found) == within("開発", found) == within("法人", found) == 7


@pytest.mark.parametrize(
    "word", ["24時間", "12か月間", "21日前", "2026年", "第27条", "第22A条", "第63号", "10番2号", "21番地", "第16条の2"]
)
def test_a_number_stands_with_what_it_counts(word: str) -> None:
    """Wherever a line of a paragraph or of a cell is full, a number is on the line of its unit, and of the mark of an ordinal."""
    assert within(word, paragraphs(*["あ" * length + word + "に続く言葉である。" for length in range(14, 26)])) == 12
    found = lines(tabled(["見出し"] * 5, *[[wording("Words " * 6, "あ" * length + word + "に続く")] * 5 for length in range(5)]))
    assert within(word, found) == 25


def test_a_number_put_into_a_blank_stands_with_its_unit() -> None:
    """Also where the number is a fill and the unit is of the library; open blanks do so too."""
    found = paragraphs(*["あ" * length + "«days=30»日以内に、第«part=»条の定めるところによる。" for length in range(12, 26)])
    assert within("30日以内", found) == within("第‹●›条", found) == 14


def test_a_blank_pulls_nothing_over() -> None:
    """A line is filled to the words before an open blank, of which none goes over with it."""
    found = paragraphs(*["あ" * length + "提供者に«cap=»を支払わなければならない。" for length in range(8, 26)])
    assert sum("‹●›を" in line for line in found) == 18
    full = max(line.count("あ") + line.count("提供") * 2 for line in found if "‹" not in line)
    before = [line for line, after in pairwise(found) if re.match("者?に‹", after)]
    assert [line for line in before if line.count("あ") + len(re.findall("[提供者]", line)) < full - 1] == []


def test_a_name_of_two_parts_is_not_parted() -> None:
    """Family name and given name of a person stand on one line, in paragraphs and in cells."""
    found = paragraphs(*["あ" * length + "代表取締役 木下 翔太がこれを代表する。" for length in range(10, 24)])
    assert within("木下 翔太", found) == 14


def test_a_phrase_too_long_for_its_cell_ends_a_line_within_it_between_words() -> None:
    """Where a phrase has no room, its verb is whole."""
    found = lines(tabled(["見出し"] * 6, [wording("may be kept", "国外において保管することができる")] * 6))
    assert within("保管する", found) == within("ことができる", found) == 6


def test_a_number_stands_with_the_next_word_in_a_narrow_cell() -> None:
    """In scripts with spaces too."""
    found = lines(tabled(["見出し"] * 6, [wording(f"{'Kawi ' * more}and Javanese; 41 million words") for more in range(6)]))
    assert within("41 million", found) == 6


def test_words_keep_their_marks_inside() -> None:
    """For our own side, what was filled in is marked where it stands with its unit too."""
    soup = html_page(agreement=one_article(COLUMNS, wording("W", "«days=30»日以内")), audience="internal")
    held = soup.select_one("td[lang=ja] .whole:has(.fill)")
    assert held is not None
    assert held.text == "30日以内"


def test_nothing_held_together_stands_over_an_edge(tmp_path: Path) -> None:
    """Phrases are held only where they fit: in a table of many columns no word reaches into the next."""
    said = "保管することができる国立研究開発法人セキュリティインシデント"
    for count in (4, 8, 12):
        found = list(boxes(tabled(["見出し"] * count, [wording("Words " * 4, said)] * count), tmp_path))
        by_line: dict[int, list[tuple[float, float]]] = {}
        for page, word, left, _, right, bottom in found:
            if page > 1 and re.match("[\u3041-\u9fff]", word):
                by_line.setdefault(round(bottom), []).append((left, right))
        assert by_line
        for line in map(sorted, by_line.values()):
            assert all(right <= left + 0.5 for (_, right), (left, _) in pairwise(line))


@pytest.mark.parametrize("before", range(24))
def test_ranges_of_years_are_whole(before: int) -> None:
    """No line ends at the dash of a range, in a cell and in a paragraph."""
    said = "x" + "i" * before + " broadcasts and letters 1998\u20132025 from the archive"
    cells = lines(tabled(["見出し"] * 5, [wording(said, "語")] * 5))
    assert within("1998\u20132025", cells) == 5
    assert within("1998\u20132025", paragraphs("語。", en=said + " 1998\u20132025.")) == 2


@pytest.mark.parametrize("before", range(12))
def test_quoted_names_and_slashes(before: int) -> None:
    """A name in quotes goes to the next line whole, and no line begins with a slash, behind Latin words and their numbers either."""
    found = lines(tabled(["見出し"] * 3, ["者" * before + "及び「日本の方言」並びにCedar Speech 2／Cedar Terms of Use"] * 3))
    assert within("「日本の方言」", found) == 3
    assert [line for line in found if line.startswith("／")] == []
