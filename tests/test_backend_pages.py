"""The pages of the PDF: what begins together stands together, and no page looks as if something had slipped."""

import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped, unused-ignore]
import pytest

from agreement_kit.backends import pdf
from agreement_kit.document import Agreement, Fill, Paragraph, Picture, Provision, Table, Text, Wording
from tests.test_backend_html import changed, with_articles
from tests.test_backend_html import page as html_page
from tests.test_backend_pdf import boxes, one_article, pages
from tests.trees import inlines, sample, sample_style, wording

TOP = 22 / 25.4 * 72  # of the text on a page, in points
MIDDLE = 595.3 / 2


def cut(words: Wording, columns: tuple[str, ...]) -> Wording:
    """A wording in these languages only."""
    return {tag: words[tag] for tag in columns}


def with_schedule(columns: tuple[str, ...], *tables: Table, rows: int = 0) -> Agreement:
    """An article of one sentence and a schedule that begins with a sentence and some rows."""
    whole = one_article(columns, wording("Words."))
    lead = Paragraph("s.lead", cut(wording("These are the figures."), columns), dict.fromkeys(columns, ""))
    more = (Paragraph(f"s.{n}", cut(wording("More words."), columns), dict.fromkeys(columns, "")) for n in range(rows))
    label = {"en": "Schedule 1", "ja": "別紙1", "id": "Lampiran 1"}
    heading = cut(wording("Figures", "数値", "Angka"), columns)
    one = Provision("s", "schedule", heading, {tag: label[tag] for tag in columns}, (lead, *more, *tables))
    return replace(whole, provisions=(*whole.provisions, one))


def table(columns: tuple[str, ...], header: tuple[Wording, ...], *rows: tuple[Wording, ...]) -> Table:
    """A table in these languages."""
    return Table("s.table", tuple(cut(cell, columns) for cell in header), tuple(tuple(cut(cell, columns) for cell in row) for row in rows))


@pytest.mark.parametrize("before", range(12))
def test_all_languages_of_a_paragraph_begin_on_one_page(before: int, tmp_path: Path) -> None:
    """Wherever the page ends, a number stands on the same page in both columns, though one text is three times as long."""
    said = [wording("Short words. " * 4, "とは" * 12) for _ in range(before)]
    said += [
        wording("Some words of a long paragraph. " * 14, "長い段落の語" * 12),
        wording("Few words here. " * 9, "長い段落の語" * 50),
    ] * 8
    found = boxes(pdf.write(one_article(("en", "ja"), *said), sample_style(("en", "ja"))), tmp_path)
    pages: dict[str, set[int]] = defaultdict(set)
    for page, word, *_ in found:
        if re.match(r"（\d+）", word):
            pages[word.split("）")[0]].add(page)
    assert len(pages) == len(said)
    assert {number for number, on in pages.items() if len(on) > 1} == set()


def test_languages_are_named_at_the_top_of_every_page_and_nowhere_else(tmp_path: Path) -> None:
    """A page that is all table names them too; only the title page does not, whose contents have names of their own."""
    columns = ("en", "ja")
    long = table(columns, (wording("Figure"), wording("Value")), *[(wording(f"Line {n}", f"行{n}"), wording("1")) for n in range(120)])
    whole = with_schedule(columns, long, rows=2)
    added = Provision("t", "addendum", cut(wording("Law"), columns), {"en": "Addendum 1", "ja": "特則1"}, ())
    words = Paragraph("t.1", cut(wording("Last words."), columns), dict.fromkeys(columns, ""))
    whole = replace(whole, provisions=(*whole.provisions, replace(added, blocks=(words,))))
    found = list(boxes(pdf.write(whole, sample_style(columns)), tmp_path))
    last = max(page for page, *_ in found)
    named = [page for page, word, _, top, *_ in found if word == "日本語" and top < TOP]
    assert named == list(range(2, last + 1))
    assert [page for page, word, _, top, *_ in found if word == "日本語" and top >= TOP] == [1]  # above the contents


@pytest.mark.parametrize("count", [30, 40, 50, 57, 63])
def test_no_row_of_a_table_stands_alone(count: int, tmp_path: Path) -> None:
    """Wherever a page ends, a table has at least two rows before and behind it; so has a form, below its heading."""
    columns = ("en", "ja")
    lines = [(wording(f"Line {n}", f"行{n}"), wording("1")) for n in range(8)]
    form = [(wording(f"Line {n}", f"行{n}"), wording("")) for n in range(8)]
    for header, body in (((wording("Figure"), wording("Value")), lines), ((), form)):
        whole = with_schedule(columns, table(columns, header, *body), rows=count)
        found = boxes(pdf.write(whole, sample_style(columns)), tmp_path)
        on = [page for page, word, *_ in found if word == "Line"]
        assert 1 not in {on.count(page) for page in on}


@pytest.mark.parametrize("columns", [("en", "ja"), ("en", "id"), ("ja",)])
def test_words_hang_behind_the_widest_number(columns: tuple[str, ...], tmp_path: Path) -> None:
    """Words begin at one place at each level, behind a number of two digits too, and do not touch it."""
    found = list(boxes(pdf.write(one_article(columns, *[wording("Words", "あ言葉")] * 10), sample_style(columns)), tmp_path))
    for left_edge, right_edge in ((0.0, MIDDLE), (MIDDLE, 600.0)) if len(columns) > 1 else ((0.0, 600.0),):
        words = [box for box in found if left_edge < box[2] < right_edge and box[1] in ("Words", "あ言葉")]
        assert len({round(left) for _, _, left, *_ in words}) == 1
        numbers = [box for box in found if left_edge < box[2] < right_edge and re.fullmatch(r"（\d+）", box[1])]
        assert len(words) == len(numbers) == 10
        # the box of a bracket reaches half an em beyond what is seen of it
        assert all(right < words[0][2] - 1 for *_, right, _ in numbers)


def test_no_word_of_a_table_is_torn(tmp_path: Path) -> None:
    """Columns are as wide as their longest word, katakana words too; an e-mail address goes on after its @ or a dot only."""
    columns = ("en", "ja", "id")
    heads = (
        wording("Dataset", "データセット", "Himpunan Data"),
        wording("State", "国", "Negara"),
        wording("Notice", "通知", "Pemberitahuan"),
        wording("Contents", "内容／コンテンツ", "Isi"),
        wording("Location", "ロケーション", "Lokasi"),
        wording("Contact", "連絡先", "Narahubung"),
    )
    long = wording("many words of contents " * 6, "長い内容の説明" * 6, "banyak kata tentang isi " * 6)
    row = (
        wording("Set"),
        wording("X"),
        wording("Yes"),
        long,
        wording("A place", "場所"),
        wording("data-protection@nusantara-suara.example"),
    )
    data = pdf.write(with_schedule(columns, table(columns, heads, row)), sample_style(columns))
    words = {word for _, word, *_ in boxes(data, tmp_path)}
    whole = {"Himpunan", "Pemberitahuan", "データセット", "ロケーション", "Narahubung", "Location"}
    assert whole <= words
    assert not [word for word in words if word.startswith("／")]
    assert {word for word in words if "nusantara" in word or "protection" in word} <= {
        "data-protection@",
        "nusantara-suara.",
        "nusantara-suara.example",
        "data-protection@nusantara-suara.",
        "data-protection@nusantara-suara.example",
    }


@pytest.mark.parametrize("length", range(3, 24, 7))
def test_the_last_line_of_a_cell_is_more_than_a_character(length: int, tmp_path: Path) -> None:
    """However long a Japanese text in a table is, its last line holds at least three characters."""
    columns = ("en", "ja")
    some = [wording("Some words")] * 5
    rows = [(*some, wording("Word", "文" * (length + more))) for more in range(7)]
    data = pdf.write(with_schedule(columns, table(columns, (*some, wording("B")), *rows)), sample_style(columns))
    lines = [word for _, word, *_ in boxes(data, tmp_path) if re.fullmatch("文+", word)]
    assert lines
    assert min(map(len, lines)) >= 3


@pytest.mark.parametrize("letters", range(22, 46, 2))
def test_contents_have_the_page_number_beside_words(letters: int, tmp_path: Path) -> None:
    """However long a title is, its page number stands beside the last of its words."""
    columns = ("en", "id")
    words = wording(("ab " * 30)[:letters] + "z")
    whole = one_article(columns, wording("W"))
    part = replace(whole.provisions[0], heading=cut(words, columns), label={"en": "Article 1", "id": "Pasal 1"})
    found = list(boxes(pdf.write(replace(whole, provisions=(part,)), sample_style(columns)), tmp_path))
    numbers = [(round(bottom), left) for page, word, left, _, _, bottom in found if page == 1 and word == "2" and bottom < 780]
    ends = [(round(bottom), left) for page, word, left, _, _, bottom in found if page == 1 and word.endswith("z")]
    assert len(numbers) == len(ends) == 2
    assert [bottom for bottom, _ in numbers] == [bottom for bottom, _ in ends]


@pytest.mark.parametrize("count", [50, 57, 61])
def test_contents_do_not_run_over_for_a_few_lines(count: int) -> None:
    """Contents that are some lines too long for a page are set closer, and then fit it."""
    text = pages(pdf.write(with_articles(("en", "ja"), count), sample_style(("en", "ja"))))
    assert [number for number, page in enumerate(text) if re.search(r"Words.*\. \. \. ", page)] == [1]


def test_dots_of_the_contents_are_several_or_none() -> None:
    """However long a title is, three dots or more lead from it to its page number, or none: one reads as a full stop."""
    columns = ("en", "id")
    whole = one_article(columns, wording("W"))
    titles = [wording("ab " * 9 + "i" * more + "z") for more in range(20)]
    parts = [replace(whole.provisions[0], id=f"t{n}", blocks=(), heading=cut(words, columns)) for n, words in enumerate(titles)]
    text = "".join(pages(pdf.write(replace(whole, provisions=(*whole.provisions, *parts)), sample_style(columns)))[:2])
    led = [dots.count(".") for dots in re.findall(r"z((?: ?\.)*) *\d\b", text)]
    assert len(led) == len(titles) * len(columns)
    assert min(led) == 0
    assert not {1, 2} & set(led)


def test_an_open_blank_is_whole_and_clear(tmp_path: Path) -> None:
    """The mark of an open blank is one word to those who search, and its disc touches no bracket, in every language."""
    columns = ("en", "ja")
    said = [wording("w " * length + "«cap=»", "あ" * length + "«cap=»") for length in range(30)]
    data = pdf.write(one_article(columns, *said), sample_style(columns))
    assert sum("‹●›" in word for _, word, *_ in boxes(data, tmp_path)) == 60
    for page in pypdfium2.PdfDocument(data):
        text = page.get_textpage()
        for place in (mark.start() for mark in re.finditer("‹●›", text.get_text_range())):
            (_, _, end, _), (left, _, right, _), (begin, *_) = (text.get_charbox(place + more) for more in range(3))
            assert end + 1 < left < right < begin - 1


@pytest.mark.parametrize("before", range(0, 12, 2))
def test_no_line_of_a_paragraph_stands_alone(before: int, tmp_path: Path) -> None:
    """Where a page ends in a paragraph, at least two lines of it stand on either side in both languages."""
    said = [wording("Short words. " * 4, "とは" * 12) for _ in range(before)]
    said += [wording(f"word{n} " * 60, f"語{n} " * (6 * (n % 7) + 30)) for n in range(10, 24)]
    lines: dict[str, dict[int, set[float]]] = defaultdict(lambda: defaultdict(set))
    for page, word, _, _, _, bottom in boxes(pdf.write(one_article(("en", "ja"), *said), sample_style(("en", "ja"))), tmp_path):
        if re.fullmatch(r"(word|語)\d+", word):
            lines[word][page].add(bottom)
    parted = [pages for pages in lines.values() if len(pages) > 1]
    assert parted
    assert 1 not in {len(on) for pages in parted for on in pages.values()}


@pytest.mark.parametrize("count", range(20, 40, 2))
def test_a_title_page_made_for_contents_has_them(count: int) -> None:
    """Contents that do not fit below the names and titles of both languages do not leave the title page half empty."""
    agreement = with_articles(("en", "ja"), count)
    short = "short" in html_page(agreement=agreement).body["class"]
    first = pypdfium2.PdfDocument(pdf.write(agreement, sample_style(("en", "ja"))))[0].get_textpage().get_text_range()
    assert ("Contents" in first) == short
    assert short or count > 22


@pytest.mark.parametrize("columns", [("en",), ("en", "ja")])
@pytest.mark.parametrize("length", range(6, 18, 2))
def test_a_page_of_signatures_carries_a_clause(columns: tuple[str, ...], length: int) -> None:
    """Wherever the page ends, words of the last clause stand on the page of the signatures, so that none is signed without text."""
    said = Paragraph("said", cut(wording("Closing words of the parties. " * 9), columns), dict.fromkeys(columns, ""))
    whole = changed(sample(columns), "languages", inlines("Some more words here. " * (length * 2)))
    closing = replace(next(part for part in whole.provisions if part.kind == "closing"), blocks=(said,))
    clauses = [part for part in whole.provisions if part.kind != "closing"]
    place = next(number for number, part in enumerate(clauses) if part.kind == "execution")
    last = one_article(columns, wording("Clause before. " * 12), wording("Clause at the end. " * 8)).provisions[0]
    last = replace(last, id="last", blocks=tuple(replace(block, id=f"last.{block.id}") for block in last.blocks))
    whole = replace(whole, provisions=(*clauses[:place], last, closing, *clauses[place:]))
    signed = [text for text in pages(pdf.write(whole, sample_style(columns))) if re.search(r"^Signature\b", text, re.MULTILINE)]
    assert signed
    assert "Clause at the end" in signed[0]


def with_picture(columns: tuple[str, ...], rows: int, crossings: int) -> Agreement:
    """A schedule of so many rows and a picture below them, with so many arrows."""
    whole = with_schedule(columns, rows=rows)
    picture = next(block for part in sample(columns).provisions for block in part.blocks if isinstance(block, Picture))
    schedule = whole.provisions[-1]
    drawn = replace(picture, crossings=picture.crossings[:1] * crossings)
    return replace(whole, provisions=(*whole.provisions[:-1], replace(schedule, blocks=(*schedule.blocks, drawn))))


def test_a_picture_leaves_no_hole(tmp_path: Path) -> None:
    """The states of a picture stand below the text before it where they have room there, though a long key has none."""
    columns = ("en", "ja")
    found = list(boxes(pdf.write(with_picture(columns, 20, 24), sample_style(columns)), tmp_path))
    assert {page for page, word, *_ in found if word == "Studio"} == {max(page for page, word, *_ in found if word == "More")}
    keys = {page for page, word, *_ in found if word == "Speech:"}
    assert len(keys) == 1
    assert keys != {page for page, word, *_ in found if word == "Studio"}


@pytest.mark.parametrize("rows", range(18, 32, 3))
def test_a_picture_stands_with_its_key(rows: int, tmp_path: Path) -> None:
    """Wherever the page ends, the states and what the few arrows between them mean are on one page."""
    columns = ("en", "ja")
    found = list(boxes(pdf.write(with_picture(columns, rows, 4), sample_style(columns)), tmp_path))
    assert {page for page, word, *_ in found if word == "Studio"} == {page for page, word, *_ in found if word == "Speech:"}


def test_an_address_stands_on_one_line_of_a_table(tmp_path: Path) -> None:
    """Where the other columns have room, an e-mail address is not broken, alone in its cell or behind other words."""
    columns = ("en", "ja")
    heads = [wording(name) for name in ("Party", "Kind; state", "Roles", "Notices", "Data protection")]
    place = wording("Jalan Melati Raya 8, Jakarta 12190; legal@nusantara-suara.example", "番地／legal@nusantara-suara.example")
    row = (wording("Gengo"), wording("company; Japan"), wording("Provider"), place, wording("data@nusantara-suara.example"))
    data = pdf.write(with_schedule(columns, table(columns, tuple(heads), row)), sample_style(columns))
    words = [word for _, word, *_ in boxes(data, tmp_path) if "nusantara" in word]
    assert len(words) == 3
    assert all(word.endswith(("data@nusantara-suara.example", "legal@nusantara-suara.example")) for word in words)


def test_only_the_disc_of_an_open_blank_is_small(tmp_path: Path) -> None:
    """The unit of a blank is as large as the words beside it."""
    words = {"ja": (Text("パーセント"), Fill("cap", "‹●›パーセント", open=True))}
    document = pypdfium2.PdfDocument(pdf.write(one_article(("ja",), words), sample_style(("ja",))))
    for text in (page.get_textpage() for page in document):
        places = [mark.start() for mark in re.finditer("パーセント", text.get_text_range())]
        if places:
            (left, *_), (right, *_) = (text.get_charbox(places[1] + more, loose=True) for more in (0, 4))
            (start, *_), (end, *_) = (text.get_charbox(places[0] + more, loose=True) for more in (0, 4))
            assert right - left == pytest.approx(end - start, abs=0.1)
            return
    raise AssertionError("the words are on no page")


@pytest.mark.parametrize("columns", [("en",), ("en", "ja")])
def test_the_closing_words_are_set_off(columns: tuple[str, ...], tmp_path: Path) -> None:
    """The closing words stand farther from the last clause than clauses stand from one another."""
    closing = next(part for part in sample(columns).provisions if part.kind == "closing")
    said = Paragraph("said", cut(wording("Closing."), columns), dict.fromkeys(columns, ""))
    whole = one_article(columns, *[wording("Clause.")] * 3)
    whole = replace(whole, provisions=(*whole.provisions, replace(closing, blocks=(said,))))
    found = list(boxes(pdf.write(whole, sample_style(columns)), tmp_path))
    *_, first, second = sorted({round(top, 1) for _, word, _, top, *_ in found if word == "Clause."})
    assert next(top for _, word, _, top, *_ in found if word == "Closing.") - second > second - first + 2


@pytest.mark.parametrize("columns", [("ja",), ("en", "ja")])
def test_the_last_line_of_a_paragraph_is_more_than_a_character(columns: tuple[str, ...], tmp_path: Path) -> None:
    """However long a Japanese paragraph is, its last line holds at least two characters and the stop."""
    said = [wording("Words.", "文" * length + "。") for length in range(40, 90)]
    found = boxes(pdf.write(one_article(columns, *said), sample_style(columns)), tmp_path)
    ends = [word for _, word, *_ in found if re.fullmatch("文*。", word)]
    assert len(ends) == len(said)
    assert min(map(len, ends)) >= 3


def test_words_of_japanese_cells_are_whole(tmp_path: Path) -> None:
    """A short cell stands on one line, as do four Han characters at an end and those that belong to a katakana word."""
    columns = ("en", "ja")
    heads = [wording("W" * 10, said) for said in ("三つの声", "シンガポール街頭会話", "遠隔アクセス元の国", *["言葉"] * 4)]
    row = [wording("Word", said) for said in ("三つの声", "シンガポール街頭会話", "遠隔アクセス元の国", *["言葉"] * 4)]
    data = pdf.write(with_schedule(columns, table(columns, tuple(heads), tuple(row))), sample_style(columns))
    words = "/".join(word for _, word, *_ in boxes(data, tmp_path))
    assert all(words.count(word) == 2 for word in ("三つの声", "街頭会話", "アクセス元", "の国"))


def test_dots_of_a_signature_form_stand_with_their_words(tmp_path: Path) -> None:
    """What is to be written and the dots to write it on are on one line, brackets and all; so is a caption."""
    columns = ("ja", "id")
    dots = "…" * 8
    document = wording("", f"{dots}付け権限委任書（番号{dots}）", f"surat pelimpahan wewenang Nomor {dots} tanggal {dots}")
    form = Table("form", (), ((cut(wording("", "署名の権限を証する文書", "Dasar kewenangan"), columns), cut(document, columns)),))
    whole = sample(columns)
    parts = [replace(part, blocks=(part.blocks[0], form)) if part.kind == "execution" else part for part in whole.provisions]
    found = list(boxes(pdf.write(replace(whole, provisions=tuple(parts)), sample_style(columns)), tmp_path))
    lines = {word: round(bottom) for _, word, _, _, _, bottom in found}
    assert any("（番号" in word and word.endswith("）") for word in lines)
    assert abs(lines["tanggal"] - max(bottom for word, bottom in lines.items() if set(word) == {"…"})) < 3
    assert "署名の権限を証する文書" in lines


def signing(columns: tuple[str, ...], *forms: tuple[str, tuple[tuple[str, str], ...]]) -> Agreement:
    """The sample with these to sign it: a name, then captions and what stands beside them, nothing where the pen writes."""
    blocks: list[Paragraph | Table] = []
    for place, (name, lines) in enumerate(forms):
        blocks.append(Paragraph(f"name{place}", cut(wording(name), columns), dict.fromkeys(columns, "")))
        rows = tuple((cut(wording(caption), columns), cut(wording(said), columns)) for caption, said in lines)
        blocks.append(Table(f"form{place}", (), rows))
    whole = sample(columns)
    parts = [
        replace(part, heading=cut(wording(""), columns), blocks=tuple(blocks)) if part.kind == "execution" else part
        for part in whole.provisions
    ]
    return replace(whole, provisions=tuple(parts))


PEN = (("Signature", ""), ("Place", ""))


def test_what_is_known_of_a_party_follows_its_name(tmp_path: Path) -> None:
    """Though its neighbour has a longer name and more lines, a party's first line stands just below its name; both sign at one height."""
    columns = ("en",)
    longer = ("Leftname " + "with many more words " * 6, (("Acting", "Office " * 12), ("Power", "Letter"), ("Titled", "Ms One"), *PEN))
    shorter = ("Rightname", (("Titled", "Mr Two"), *PEN))
    for two in ((longer, shorter), (shorter, longer)):
        found = list(boxes(pdf.write(signing(columns, *two), sample_style(columns)), tmp_path))
        tops = {(word, left > MIDDLE): top for _, word, left, top, *_ in found if word in ("Rightname", "Titled", "Signature", "Place")}
        side = two[1] is shorter
        assert tops["Titled", side] - tops["Rightname", side] < 25
        assert tops["Signature", True] == tops["Signature", False]
        assert tops["Place", True] == tops["Place", False]


def test_signatures_below_one_another_are_in_line(tmp_path: Path) -> None:
    """Though the captions of one form are longer, what stands beside captions begins at one place in all forms of a side."""
    columns = ("en",)
    forms = [(f"Name{place}", ((caption, "Beside"), *PEN)) for place, caption in enumerate(("Title", "Title", "Power of the signer"))]
    found = list(boxes(pdf.write(signing(columns, *forms), sample_style(columns)), tmp_path))
    lefts = [round(left, 1) for _, word, left, *_ in found if word == "Beside"]
    assert lefts[0] == lefts[2] < MIDDLE < lefts[1]
