"""Where a Word file ends lines and pages itself, because programs would end them inside what belongs together."""

from dataclasses import replace

import pytest

from agreement_kit.backends import docx
from agreement_kit.backends.docx.pages import Lines, Pages, Row
from agreement_kit.document import Provision, Table
from tests import trees
from tests.test_backend_docx import Opened, W, one, sample, style, text_of
from tests.test_docx_layout import table_of, titled, written

COLUMNS = ("en", "ja")


def cell_of(japanese: str) -> tuple[str, Opened]:
    """A cell of a third of the page with these words in Japanese, and its file."""
    words = trees.wording("x", japanese)
    other = trees.wording("words that go on " * 4, "文が続く。" * 6)
    schedule = Provision("s", "schedule", trees.wording("List", "一覧"), {"en": "Schedule 1", "ja": "別紙1"}, ())
    wide = trees.wording("legal@nusantara-suara.example")
    block = Table("t", tuple(map(trees.wording, "ABC")), ((words, other, other), (wide, other, other)))
    parts = (trees._cut(replace(schedule, blocks=(block,)), COLUMNS),)
    opened = written(COLUMNS, replace(trees.sample(COLUMNS), parties=(), provisions=parts))
    found = [text_of(p) for p in opened.paragraphs() if opened.style_of(p) == "TableText-ja"]
    return found[0], opened


def test_an_address_begins_a_line_where_it_does_not_fit() -> None:
    """An e-mail address behind 、 is not broken: it goes over whole, and stays where there is room, or where a space lets lines end."""
    long = "インドネシア国ジャカルタ12190、ジャラン・メラティ・ラヤ8番地"
    mail = "«b.mail=legal@nusantara-suara.example»"
    assert cell_of(f"«b.place={long}»、{mail}")[0] == f"{long}、\nlegal@nusantara-suara.example"
    assert cell_of(f"«b.place={long}»、連絡先 {mail}")[0] == f"{long}、連絡先 legal@nusantara-suara.example"
    assert cell_of("«b.place=東京»、«b.mail=a@b.example»")[0] == "東京、a@b.example"


def test_a_bracket_to_write_in_is_on_one_line() -> None:
    """Dots to write on stand on one line with their bracket; the control around several lines is one in which LibreOffice breaks them."""
    dots = "…" * 8
    said, opened = cell_of(f"«b.paper={dots}付け権限委任書（番号{dots}）»")
    assert said == f"{dots}付け権限委任書\n（番号{dots}）"
    held = next(node for node in opened.body.iter(f"{W}sdt") if node.find(f"{W}sdtPr/{W}text") is None and text_of(node) == said)
    runs = [node for node in held.iter(f"{W}r") if text_of(node) == dots]
    looks = [node.find(f"{W}rPr") for node in runs]
    assert len(looks) == 2
    for look in looks:
        assert {look.find(f"{W}rFonts").get(W + slot) for slot in ("ascii", "hAnsi", "eastAsia", "cs")} == {"MS Mincho"}
        assert {look.find(f"{W}lang").get(W + kind) for kind in ("val", "eastAsia")} == {"ja-JP"}


def test_a_heading_in_japanese_is_broken_between_phrases() -> None:
    """No line of a heading ends inside a run of katakana; a short one is not broken, and the contents keep the words together."""
    long = "安全管理、秘密保持及びセキュリティインシデント"
    opened = written(COLUMNS, titled(COLUMNS, ("Security", long), ("Short", "短い")))
    heads = [text_of(p) for p in opened.paragraphs() if not opened.style_of(p).startswith("TOC")]
    assert [head for head in heads if "秘密" in head or "短" in head] == [
        "（安全管理、秘密保持及び\nセキュリティインシデント）",
        "（短い）",
    ]


def test_a_note_on_the_title_page_ends_no_line_in_a_word() -> None:
    """What says that a text does not count is broken between phrases: its last two characters do not stand alone."""
    look = style(COLUMNS)
    words = {**look.languages["ja"].words, "reading_copy_note": "本書は閲覧のためにのみ作成したものであり、契約の正文ではない。"}
    japanese = replace(look.languages["ja"], words=words)
    look = replace(look, languages={**look.languages, "ja": japanese}, reading_copy=("ja",))
    opened = Opened(docx.write(sample(COLUMNS), look))
    note = next(text_of(p) for p in opened.paragraphs() if text_of(p).startswith("本書は"))
    assert note.split("\n")[-1] in ("契約の正文ではない。", "正文ではない。")


@pytest.mark.parametrize(("count", "words", "kept"), [(3, "x", 3), (4, "x", 4), (5, "x", 2), (3, "words " * 200, 2)])
def test_small_tables_stay_whole(count: int, words: str, kept: int) -> None:
    """The head and the rows of a table of up to four are all kept with the next; of a longer or taller one the head and the last but one."""
    opened = written(("en",), one(table_of(count, words)))
    rows = list(next(opened.body.iter(f"{W}tbl")).iterfind(f"{W}tr"))
    tied = [row.find(f".//{W}keepNext") is not None for row in rows]
    assert tied[0]
    assert not tied[-1]
    assert sum(tied) == kept


@pytest.mark.parametrize(("rows", "page"), [(20, 1), (48, 2), (70, 2)])
def test_addenda_follow_the_schedules(rows: int, page: int) -> None:
    """The first addendum begins below the last schedule, however full its page is, and the contents say that page."""
    parts = (
        Provision("s", "schedule", trees.wording("List", "一覧"), {"en": "Schedule 1"}, (table_of(rows),)),
        Provision("a", "addendum", trees.wording("Law", "法"), {"en": "Addendum 1"}, ()),
    )
    opened = written(("en",), replace(one(), provisions=tuple(trees._cut(part, ("en",)) for part in parts)))
    words = opened.paragraphs()
    places = [next(place for place, p in enumerate(words) if opened.style_of(p) == f"{kind}Heading") for kind in ("Schedule", "Addendum")]
    assert not any(p.find(f"{W}pPr/{W}pageBreakBefore") is not None for p in words[slice(*places)])
    first, second = (int(text_of(p).rsplit("\t", 1)[1]) for p in words if opened.style_of(p) == "TOC1")
    assert second - first + 1 == page


def test_the_last_rule_of_a_page_needs_no_room() -> None:
    """A row goes on a page that its words fill to the end, though the rule below it stands lower."""
    pages = Pages(100)
    pages.add(Row([(Lines(5, 10),)], extra=0.4))
    assert pages.add(Row([(Lines(1, 49.6),)], extra=0.5)).page == 1
    assert pages.add(Row([(Lines(1, 10),)])).page == 2
