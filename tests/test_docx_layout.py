"""How a Word file is laid out: signatures abreast, columns wide enough for their words, notes and numbers where they belong, page numbers."""

import re
from dataclasses import replace
from typing import Any

import pytest

from agreement_kit.backends import docx
from agreement_kit.backends.docx.measure import em, lines, unbreakable
from agreement_kit.backends.docx.tables import _shared
from agreement_kit.document import Agreement, Fill, Paragraph, Provision, Table, Text
from agreement_kit.style import NumberFormat
from tests import trees
from tests.test_backend_docx import Opened, W, language, one, sample, signature_tables, style, text_of


def written(columns: tuple[str, ...], agreement: Agreement | None = None, **changes: Any) -> Opened:
    """A file as Word reads it."""
    return Opened(docx.write(agreement or sample(columns), style(columns, **changes)))


def rows(table: Any) -> list[list[str]]:
    """The words of a table, cell by cell."""
    return [
        [" ".join(text_of(p) for p in cell.iter(f"{W}p")).strip() for cell in row.iterfind(f"{W}tc")] for row in table.iterfind(f"{W}tr")
    ]


@pytest.mark.parametrize("columns", [("en",), ("en", "ja")])
def test_two_parties_sign_abreast(columns: tuple[str, ...]) -> None:
    """Both names stand in one row, then line by line what each has to sign; all rows but the last are kept with the next."""
    (table,) = signature_tables(written(columns))
    found = rows(table)
    first = next(number for number, row in enumerate(found) if row[0].startswith("For PT Nusantara Suara"))
    assert any("For National Institute" in cell for cell in found[first])
    captions = [(row[0].split()[0], row[3].split()[0]) for row in found[first + 1 :]]
    assert captions == [(caption, caption) for caption in ("Signature", "Name", "Title", "Date")]
    kept = [[p.find(f"{W}pPr/{W}keepNext") is not None for p in row.iter(f"{W}p")] for row in table.iterfind(f"{W}tr")]
    headed = [any("Heading" in p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") for p in row.iter(f"{W}p")) for row in table.iterfind(f"{W}tr")]
    assert all(any(one) or head for one, head in zip(kept[:-1], headed[:-1], strict=True))
    assert not any(kept[-1][:2])


def test_every_party_has_its_lines() -> None:
    """A third party signs below the others; nothing of a form is lost, whatever more it has."""
    form = Table("third", (), tuple((trees.wording(c), trees.wording("")) for c in ("Signature", "Witness", "Date")))
    whole = sample(("en",))
    parts = [replace(p, blocks=(*p.blocks, replace(p.blocks[0], id="who"), form)) if p.kind == "execution" else p for p in whole.provisions]
    (table,) = signature_tables(written(("en",), replace(whole, provisions=tuple(parts))))
    captions = [row[0] for row in rows(table)]
    assert captions[-4:] == ["For PT Nusantara Suara", "Signature", "Witness", "Date"]


def test_signatures_are_not_in_the_contents() -> None:
    """The contents list articles, schedules and addenda; a heading over a signature has no outline level and no bookmark for them."""
    opened = written(("en", "ja"))
    entries = [text_of(p) for p in opened.paragraphs() if opened.style_of(p).startswith("TOC")]
    assert not any("Signatures" in entry or "署名" in entry for entry in entries)
    assert opened.styles["SignatureHeading"].find(f"{W}pPr/{W}outlineLvl") is None
    assert opened.styles["SignatureHeading"].find(f"{W}pPr/{W}keepNext") is not None


def test_no_column_is_narrower_than_its_longest_word() -> None:
    """Beside a column of long sentences, a column of one long word keeps the word whole."""
    header = tuple(trees.wording(words) for words in ("Menghasilkan", "B", "C", "D"))
    long = trees.wording("words of a sentence that goes on and on " * 4)
    table = Table("t", header, ((trees.wording("x"), long, long, long),))
    opened = written(("en",), one(table))
    grid = [int(node.get(f"{W}w")) for node in opened.body.findall(f".//{W}tblGrid/{W}gridCol")][:4]
    assert grid[0] - 280 >= em("Menghasilkan") * 9 * 20
    assert sum(grid) == 9411


@pytest.mark.parametrize(
    ("shares", "least", "widths"),
    [
        ((1, 1, 2), (0, 0, 0), (25, 25, 50)),
        ((1, 1, 2), (40, 0, 0), (40, 20, 40)),
        ((1, 9), (30, 60), (30, 70)),
        ((1, 1), (90, 30), (70, 30)),
    ],
)
def test_widths_are_shared_out(shares: Any, least: Any, widths: Any) -> None:
    """Each part gets its least first; where there is no room for all, the widest give way."""
    assert _shared(100, shares, least) == widths


def test_numbers_of_the_agreement_stand_below_the_names() -> None:
    """On the title page a party's number stands below its name, in each language; a party without one has none."""
    numbered = replace(sample(("en", "ja")), numbers=({}, trees.wording("No. 12", "番号　12")))
    found = rows(next(written(("en", "ja"), numbered).body.iter(f"{W}tbl")))
    assert found[found.index(["National Institute for Language Resources", "国立言語資源研究所"]) + 1] == ["No. 12", "番号　12"]
    assert found[found.index(["PT Nusantara Suara", "PTヌサンタラ・スアラ"]) + 1][0] == "and"


def test_the_lines_of_the_title_page_stand_level() -> None:
    """Side by side, what says the same is one row, whichever language takes more lines; what one language alone says has its own."""
    columns = ("en", "ja")
    whole = replace(sample(columns), title={"en": "A title that takes several lines in one language " * 3, "ja": "短い"})
    look = style(columns, reading_copy=("ja",))
    found = rows(next(Opened(docx.write(whole, look)).body.iter(f"{W}tbl")))
    assert found[1][1] == "短い"
    assert [cells[0] for cells in found[2:5]] == ["", "", "between"]
    assert found[2][1] == "参考訳"


def test_the_authentic_languages_stand_below_the_parties() -> None:
    """Which languages are authentic is the last line of the title page: between title and parties it would read into "between"."""
    columns = ("en", "ja")
    whole = sample(columns)
    said = {"en": "Authentic in English and Indonesian"}
    texts = replace(whole.texts, authentic=("en", "id"), said=said)
    found = rows(next(written(columns, replace(whole, texts=texts)).body.iter(f"{W}tbl")))
    assert found[-1][0] == said["en"]
    assert found[-2] == ["National Institute for Language Resources", "国立言語資源研究所"]


@pytest.mark.parametrize("columns", [("en",), ("en", "ja")])
def test_notes_stand_above_what_they_are_about(columns: tuple[str, ...]) -> None:
    """For the house: why a provision is here is said above its heading."""
    opened = written(columns, audience="internal")
    words = [text_of(p) for p in opened.paragraphs()]
    heading = max(place for place, text in enumerate(words) if text == "Storage and processing in Indonesia")
    assert re.match(r"residency · onshore", words[heading - 1])


@pytest.mark.parametrize("columns", [("en", "ja"), ("ja", "en", "id")])
def test_every_page_with_columns_names_its_languages(columns: tuple[str, ...]) -> None:
    """The header of every page but the title page names each language above its column; no table in the text does, and none is
    above a language that stands alone."""
    opened = written(columns)
    (table,) = opened.xml("header").iter(f"{W}tbl")
    assert rows(table) == [[trees.language(tag).name for tag in columns]]
    grid = [node.get(f"{W}w") for node in table.iter(f"{W}gridCol")]
    assert grid in [[node.get(f"{W}w") for node in other.iterfind(f"{W}tblGrid/{W}gridCol")] for other in opened.body.iter(f"{W}tbl")]
    assert not list(opened.xml("headerFirst").iter(f"{W}tbl"))
    assert not {opened.style_of(p) for p in opened.paragraphs()} & {"LanguageName", *(f"LanguageName-{tag}" for tag in columns)}
    assert not list(written(("en",)).xml("header").iter(f"{W}tbl"))


def test_the_text_begins_below_the_header() -> None:
    """With the names of the languages the header is higher: the text begins as much lower."""
    tops = [int(written(columns).body.find(f".//{W}sectPr/{W}pgMar").get(f"{W}top")) for columns in (("en",), ("en", "ja"))]
    assert tops[1] - tops[0] > 1.2 * 0.8 * 9 * 20


def test_the_pages_before_the_contents_are_counted() -> None:
    """Where it takes pages to say why this is a draft, the contents say later pages."""

    def first_page(reasons: tuple[str, ...]) -> int:
        opened = written(("en",), replace(sample(("en",)), draft_because=reasons), audience="internal")
        return int(next(text_of(p) for p in opened.paragraphs() if opened.style_of(p) == "TOC1").rsplit("\t", 1)[1])

    assert first_page(("a reason",) * 150) - first_page(("a reason",)) == 4


def test_lines_are_counted_as_they_are_broken() -> None:
    """Words go over whole, Han characters one by one; two scripts are set apart; a long word goes on."""
    assert lines("aaaa aaaa aaaa", 2 * em("aaaa") + em(" "), 1) == 2
    assert lines("aaaa aaaa aaaa", 1.9 * em("aaaa"), 1) == 3
    assert lines("漢" * 25, 10, 1) == 3
    assert lines("漢字30日", 10, 1) == 1
    assert lines("a" * 100, em("a" * 40), 1) == 3
    assert lines("", 10, 1) == 1
    assert unbreakable("Article\u00a013 of") == em("Article\u00a013")
    assert unbreakable("漢字漢字") == 1.0


def test_a_reference_keeps_its_number_on_the_line() -> None:
    """In a field, too, no line ends between the word and the number; LibreOffice would tear it at U+00A0."""
    given = language("en")
    unbroken = replace(given, numbering={**given.numbering, "article": NumberFormat("Article\u00a0{n}", "decimal")})
    words = Paragraph("p", {"en": (Text("See "), trees.Reference(("first",), "Article\u00a01"))}, {"en": ""})
    provision = Provision("first", "article", {"en": (Text("Only article"),)}, {"en": "Article\u00a01"}, (words,))
    agreement = replace(trees.sample(("en",)), provisions=(provision,))
    opened = Opened(docx.write(agreement, replace(style(("en",)), languages={"en": unbroken})))
    text = next(text_of(p) for p in opened.paragraphs() if text_of(p).startswith("See"))
    assert text == "See Article\u202f\u202f1"
    assert "REF" in "".join(node.text for node in opened.body.iter(f"{W}instrText"))
    assert "Article\u202f\u202f1." in opened.numbers.values()


def signed_by(count: int, columns: tuple[str, ...] = ("en",)) -> Agreement:
    """The sample, with so many parties to sign it."""
    whole = sample(columns)
    parts = list(whole.provisions)
    place = next(number for number, part in enumerate(parts) if part.kind == "execution")
    (name, form) = (next(b for b in parts[place].blocks if isinstance(b, kind)) for kind in (Paragraph, Table))
    blocks = [replace(block, id=f"{block.id}.{n}") for n in range(count) for block in (name, form)]
    parts[place] = replace(parts[place], blocks=tuple(blocks))
    return replace(whole, provisions=tuple(parts))


def tied(row: Any, opened: Opened) -> bool:
    """Whether Word keeps a row with the next: the first paragraph of it says so, or its style does."""
    first = row.find(f".//{W}p")
    return any(node.find(f"{W}pPr/{W}keepNext") is not None for node in (first, opened.styles[opened.style_of(first)]))


@pytest.mark.parametrize("columns", [("en",), ("en", "ja")])
@pytest.mark.parametrize("parties", [1, 2, 3])
def test_nobody_signs_below_nothing(columns: tuple[str, ...], parties: int) -> None:
    """The last paragraph of the text, the words that say who signs, and all the lines of up to three parties are kept on one page."""
    opened = written(columns, signed_by(parties, columns))
    (table,) = signature_tables(opened)
    words = [text_of(p) for p in opened.paragraphs()]
    signing = next(place for place, text in enumerate(words) if text.startswith("In witness"))
    last = max(place for place in range(signing) if opened.style_of(opened.paragraphs()[place]) == "Paragraph")
    between = opened.paragraphs()[last:signing]
    assert len(words[last]) > 40
    assert all(p.find(f"{W}pPr/{W}keepNext") is not None for p in between)
    if len(columns) > 1:
        assert table in between[0].iterancestors()
    kept = [tied(row, opened) for row in table.iterfind(f"{W}tr")]
    assert all(kept[:-1])
    assert not kept[-1]


def test_many_sign_on_pages_with_text() -> None:
    """Where one page cannot hold all the lines, those of two parties stay whole, and the words that say who signs repeat on every page."""
    opened = written(("en",), signed_by(16))
    (table,) = signature_tables(opened)
    first, *others = table.iterfind(f"{W}tr")
    assert first.find(f"{W}trPr/{W}tblHeader") is not None
    assert len(text_of(first)) > 40
    assert [tied(row, opened) for row in others].count(False) == 8
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in others)


def test_captions_stand_level_with_the_first_line() -> None:
    """Beside words of several lines a caption stands at their first; beside a line for the pen it stands on that line."""
    (table,) = signature_tables(written(("en",)))
    for row in table.iterfind(f"{W}tr"):
        for caption, beside in zip(row.findall(f"{W}tc")[::3], row.findall(f"{W}tc")[1::3], strict=False):
            low = caption.find(f"{W}tcPr/{W}vAlign") is not None
            assert low == (beside.find(f"{W}tcPr/{W}tcBorders/{W}bottom") is not None)


def test_dots_to_write_on_stay_with_their_word() -> None:
    """No line ends between a word and the dots after it, in a blank or before one."""
    document = Paragraph("p", {"en": (Text("Made on "), Fill("date", "……… of"), Fill("paper", "full powers No. ……… of ………"))}, {"en": ""})
    opened = written(("en",), one(document))
    text = next(text_of(p) for p in opened.paragraphs() if text_of(p).startswith("Made"))
    assert text == "Made on\u00a0……… offull powers No.\u00a0……… of\u00a0………"


@pytest.mark.parametrize("columns", [("en",), ("ja",), ("en", "ja")])
def test_an_open_blank_looks_alike_in_all_languages(columns: tuple[str, ...]) -> None:
    """Its mark is of a Latin font for every program, spaced, and in words of a language in which no line ends inside it."""
    cap = Paragraph("p", {tag: (Text("x"), Fill("cap", "金‹●›円", open=True)) for tag in columns}, dict.fromkeys(columns, ""))
    names = {tag: (Text("x"),) for tag in columns}
    provision = Provision("a", "article", names, {}, (cap,))
    agreement = replace(trees.sample(columns), parties=(), provisions=(provision,))
    opened = written(columns, agreement)
    marks = [run for run in opened.body.iter(f"{W}r") if text_of(run) == "‹●›"]
    assert len(marks) == len(columns)
    for mark in marks:
        fonts = mark.find(f"{W}rPr/{W}rFonts")
        assert {fonts.get(W + slot) for slot in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}
        assert fonts.get(f"{W}hint") == "default"
        assert int(mark.find(f"{W}rPr/{W}spacing").get(f"{W}val")) > 0
        assert mark.find(f"{W}rPr/{W}lang").get(f"{W}eastAsia") == "en-GB"


def test_full_width_numbers_have_one_font() -> None:
    """Whatever words follow it, a number in full-width digits is of the East Asian font; one in letters is not."""
    numbering = written(("en", "ja")).xml("numbering")
    for level in numbering.iter(f"{W}lvl"):
        fonts = level.find(f"{W}rPr/{W}rFonts")
        if level.find(f"{W}numFmt").get(f"{W}val") == "decimalFullWidth":
            assert {fonts.get(W + slot) for slot in ("ascii", "hAnsi", "eastAsia")} == {"MS Mincho"}
        else:
            assert fonts is None


def table_of(count: int, words: str = "x", header: str = "Head") -> Table:
    """A table of so many rows below a header."""
    return Table("t", (trees.wording(header), trees.wording("B")), ((trees.wording(words), trees.wording("y")),) * count)


def test_rows_are_kept_whole_and_never_alone() -> None:
    """No row is broken unless it is very tall; the last but one is kept with the last, and the head with the first."""
    opened = written(("en",), one(table_of(5)))
    table = next(node for node in opened.body.iter(f"{W}tbl"))
    head, *body = table.iterfind(f"{W}tr")
    assert [tied(row, opened) for row in (head, *body)] == [True, False, False, False, True, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (head, *body))
    cut = {}
    for lines_ in (12, 60):
        (_, row, *_) = written(("en",), one(table_of(1, "words " * 12 * lines_))).body.find(f".//{W}tbl").iterfind(f"{W}tr")
        cut[lines_] = row.find(f"{W}trPr/{W}cantSplit") is None
    assert cut == {12: False, 60: True}


def test_a_heading_and_its_lead_line_are_kept_with_their_table() -> None:
    """From the heading of a schedule to the head of its table, everything is kept with the next, side by side too."""
    columns = ("en", "ja")
    lead = Paragraph("lead", trees.wording("The list:", "一覧："), dict.fromkeys(columns, ""))
    schedule = Provision("s", "schedule", trees.wording("List", "一覧"), {"en": "Schedule 1", "ja": "別紙1"}, (lead, table_of(5)))
    agreement = replace(trees.sample(columns), parties=(), provisions=(trees._cut(schedule, columns),))
    opened = written(columns, agreement)
    first = next(p for p in opened.paragraphs() if opened.style_of(p) == "ScheduleHeading")
    chain = opened.paragraphs()[opened.paragraphs().index(first) :]
    until = next(place for place, p in enumerate(chain) if text_of(p) == "x")
    assert all(p.find(f"{W}pPr/{W}keepNext") is not None for p in chain[:until])


@pytest.mark.parametrize("lead", [True, False])
def test_a_heading_above_a_table_stands_in_a_table_of_its_own(lead: bool) -> None:
    """Side by side, a heading and its lead line below other text are a table all of whose rows are kept with the next: LibreOffice
    keeps the last row of a longer one with nothing, nor one row that must not be broken."""
    columns = ("en", "ja")
    line = Paragraph("line", trees.wording("The list:", "一覧："), dict.fromkeys(columns, ""))
    table = table_of(5)
    first = Provision("s1", "schedule", trees.wording("One", "一"), {"en": "Schedule 1", "ja": "別紙1"}, (line,))
    second = Provision(
        "s2", "schedule", trees.wording("Two", "二"), {"en": "Schedule 2", "ja": "別紙2"}, (line, table) if lead else (table,)
    )
    opened = written(columns, replace(trees.sample(columns), parties=(), provisions=tuple(trees._cut(p, columns) for p in (first, second))))
    heading = [p for p in opened.paragraphs() if opened.style_of(p) == "ScheduleHeading"][1]
    above = next(heading.iterancestors(f"{W}tbl"))
    found = list(above.iterfind(f"{W}tr"))
    assert len(found) == 2 if lead else 1
    assert all(p.find(f"{W}pPr/{W}keepNext") is not None for p in above.iter(f"{W}p"))
    assert above.getnext().find(f"{W}pPr/{W}keepNext") is not None
    assert lead or found[0].find(f"{W}trPr/{W}cantSplit") is None


def test_a_column_is_as_wide_as_a_run_of_katakana_or_an_address() -> None:
    """A long foreign word in Japanese, a bold word in a header and an e-mail address have room on one line."""
    long = trees.wording("words of a sentence that goes on and on " * 6)
    for header, word, wide in (
        ("セキュリティインシデント", "x", 12 * 8.0 * 1.06),
        ("Himpunan", "x", 4.62 * 8.0),
        ("A", "data-protection@nusantara.example", em("data-protection@nusantara.example") * 8.0),
    ):
        block = Table("t", (trees.wording(header), *map(trees.wording, "BCD")), ((trees.wording(word), long, long, long),))
        grid = [int(node.get(f"{W}w")) for node in written(("en",), one(block)).body.findall(f".//{W}tblGrid/{W}gridCol")]
        assert grid[0] - 280 >= wide * 20


def test_no_line_ends_between_figures() -> None:
    """A postal code and a range keep together; a compound word and a longer mark of hyphens and letters do not."""
    texts = ("〒113-0033東京都", "pages 10-20", "pre-training", "UUID 12345678-abcd-ef")
    opened = written(("en",), one(*(Paragraph(f"p{n}", {"en": (Text(text),)}, {"en": ""}) for n, text in enumerate(texts))))
    found = [p for p in opened.paragraphs() if text_of(p) in texts]
    assert [p.find(f".//{W}noBreakHyphen") is not None for p in found] == [True, True, False, False]
    assert lines("a 113-0033", em("113-0033") + 0.1, 1) == 2


def test_words_are_not_justified() -> None:
    """Lines of words are not stretched, for Word does not hyphenate them; lines of characters are."""
    for columns, wanted in ((("en",), "left"), (("id",), "left"), (("ja",), "both")):
        assert written(columns).styles["Paragraph"].find(f"{W}pPr/{W}jc").get(f"{W}val") == wanted


def test_names_of_one_who_signs_stand_together() -> None:
    """Side by side, the name of a party in one language has no space between it and the same name in another."""
    (table,) = signature_tables(written(("en", "ja")))
    names = next(row for row in table.iterfind(f"{W}tr") if text_of(row).startswith("For PT"))
    cell = names.find(f"{W}tc")
    first, second = (p.find(f"{W}pPr/{W}spacing") for p in cell.iterfind(f"{W}p"))
    assert (first.get(f"{W}after"), second.get(f"{W}before")) == ("0", "0")


def test_the_rule_between_columns_goes_on_above_signatures() -> None:
    """Where text still stands in columns in the table to sign in, the rule between them is drawn; below it is not."""
    (table,) = signature_tables(written(("en", "ja")))
    ruled = [[c.find(f"{W}tcPr/{W}tcBorders/{W}right") is not None for c in row.iterfind(f"{W}tc")] for row in table.iterfind(f"{W}tr")]
    above = [cells for cells in ruled if len(cells) == 2]
    assert above
    assert all(cells == [True, False] for cells in above)
    assert not any(any(cells) for cells in ruled if len(cells) > 2)


def test_heads_in_japanese_are_broken_between_phrases() -> None:
    """In a narrow column the head of a table is broken after a phrase, not in a word, and no character stands alone."""
    heads = ("学習に用いたデータセット", "遠隔アクセス元の国", "作成するもの", "個人との関係", "連絡先", "施設", "セキュリティインシデント")
    long = trees.wording("文が続く。" * 9, "文が続く。" * 9)
    table = Table("t", tuple(trees.wording(head, head) for head in heads), ((long,) * len(heads),))
    opened = written(
        ("ja",),
        replace(
            one(table),
            title={"ja": "x"},
            provisions=(replace(one(table).provisions[0], heading={"ja": (Text("x"),)}, label={"ja": "第1条"}),),
            parties=(),
        ),
    )
    said = [text_of(p) for p in next(opened.body.iter(f"{W}tbl")).find(f"{W}tr").iter(f"{W}p")]
    assert [text.replace("\n", "") for text in said] == list(heads)
    broken = {line for text in said for line in text.split("\n")}
    assert broken <= {
        "学習に",
        "用いた",
        "学習に用いた",
        "データセット",
        "遠隔アクセス",
        "遠隔",
        "アクセス",
        "アクセス元の国",
        "元の国",
        *heads,
        "個人との",
        "関係",
    }
    assert any("\n" in text for text in said)


def test_no_item_of_a_list_stands_alone() -> None:
    """The first item is kept with the second and the last but one with the last, not those between, nor long ones."""
    for long, wanted in ((1, [True, True, False, True, False]), (60, [True, False, False, False, False])):
        items = tuple(Paragraph(f"p.{n}", {"en": (Text("item words " * long),)}, {"en": f"({'abcd'[n]})"}) for n in range(4))
        opened = written(("en",), one(Paragraph("p", {"en": (Text("The list:"),)}, {"en": "(1)"}, items)))
        start = next(place for place, p in enumerate(opened.paragraphs()) if text_of(p).endswith("The list:"))
        found = opened.paragraphs()[start : start + 5]
        assert [p.find(f"{W}pPr/{W}keepNext") is not None for p in found] == wanted


def test_no_line_ends_in_an_email_address() -> None:
    """The hyphens of an address are such that no line ends at them; an address that no column could hold keeps its own."""
    texts = ("dpo@nusantara-suara.example", "data-protection-and-regulatory-affairs@nusantara-suara.example", "pre-training")
    opened = written(("en",), one(*(Paragraph(f"p{n}", {"en": (Text(text),)}, {"en": ""}) for n, text in enumerate(texts))))
    found = [p for p in opened.paragraphs() if text_of(p) in texts]
    assert [p.find(f".//{W}noBreakHyphen") is not None for p in found] == [True, False, False]


def titled(columns: tuple[str, ...], *titles: tuple[str, str]) -> Agreement:
    """An agreement of articles with these titles, in English and Japanese."""
    provisions = tuple(
        trees._cut(
            Provision(f"a{n}", "article", trees.wording(*both), {"en": f"Article {n}", "ja": f"第{n}条"}, (Paragraph(f"a{n}.1", trees.wording("x", "x"), {"en": "", "ja": ""}),)),
            columns,
        )
        for n, both in enumerate(titles, 1)
    )  # fmt: skip
    return replace(trees.sample(columns), parties=(), provisions=provisions)


def test_contents_face_each_other() -> None:
    """Side by side, an entry is as high as the one it faces, whichever of them is longer, and the headings above are alike too."""
    columns = ("en", "ja")
    long = (
        ("Short", "別紙に掲げる施設における保管及び計算並びに国外からの接続"),
        ("A title that takes two lines in this column, as it is so long", "短い"),
    )
    opened = written(columns, titled(columns, ("First", "最初"), *long, ("Last", "最後")))
    heights = {}
    for place in (1, 2):
        spacing = opened.styles[f"TOC{place}"].find(f"{W}pPr/{W}spacing")
        assert spacing.get(f"{W}lineRule") == "exact"
        pitch = int(spacing.get(f"{W}line"))
        entries = [p for p in opened.paragraphs() if opened.style_of(p) == f"TOC{place}"]
        below = [p.find(f"{W}pPr/{W}spacing") for p in entries]
        after = [int((spacing if node is None else node).get(f"{W}after")) for node in below]
        heights[place] = [(text_of(p).count("\n") + 1) * pitch + more for p, more in zip(entries, after, strict=True)]
    assert heights[1] == heights[2]
    assert heights[1][0] < heights[1][1] == heights[1][2]


def test_a_long_title_leaves_room_for_its_number() -> None:
    """In the contents a title is broken before it meets its page number, and never in a run of katakana."""
    columns = ("en", "ja")
    japanese = "安全管理、秘密保持及びセキュリティインシデント"
    opened = written(columns, titled(columns, ("Governing law, arbitration and the powers of courts", japanese)))
    english, facing = (next(text_of(p) for p in opened.paragraphs() if opened.style_of(p) == name) for name in ("TOC1", "TOC2"))
    assert english == "Article 1. Governing law, arbitration and the \npowers of courts\t3"
    assert facing == "第1条（安全管理、秘密保持及び\nセキュリティインシデント）\t3"


@pytest.mark.parametrize("columns", [("en",), ("en", "ja")])
def test_contents_are_set_closer_where_that_saves_a_page(columns: tuple[str, ...]) -> None:
    """A few entries do not take a page of their own; where no page is saved the entries stand as the style has them."""

    def seen(count: int) -> tuple[int, int]:
        opened = written(columns, titled(columns, *((f"Title {n}", "題") for n in range(count))))
        after = int(opened.styles["TOC1"].find(f"{W}pPr/{W}spacing").get(f"{W}after"))
        return after, int(next(text_of(p) for p in opened.paragraphs() if opened.style_of(p) == "TOC1").rsplit("\t", 1)[1])

    found = [seen(count) for count in range(20, 70)]
    assert {found[0], found[-1]} == {(80, 3), (80, 4)}
    closer = [each for each in found if each[0] < 80]
    assert closer
    assert all(after >= 20 and page == 3 for after, page in closer)


def test_what_does_not_count_says_so_from_the_first_page() -> None:
    """The title page and the contents of a reading copy or a translation bear its mark, in its own column only."""
    columns = ("en", "ja")
    look = style(columns)
    japanese = replace(
        look.languages["ja"], words={**look.languages["ja"].words, "translation": "翻訳", "translation_note": "正文ではない。"}
    )
    look = replace(look, languages={**look.languages, "ja": japanese})
    translated = replace(sample(columns), texts=replace(sample(columns).texts, authentic=("en",), translations=("ja",)))
    for agreement, wanted, reading in ((translated, "翻訳", ()), (sample(columns), "参考訳", ("ja",))):
        opened = Opened(docx.write(agreement, replace(look, reading_copy=reading)))
        words = [text_of(p) for p in opened.paragraphs()]
        assert wanted in words
        assert f"目次 · {wanted}" in words
        assert "Contents" in words
    alone = Opened(docx.write(translated, replace(look, columns=("ja",))))
    assert "翻訳" in {node.text for node in alone.xml("header").iter(f"{W}t")}


def test_a_long_form_says_on_every_page_what_it_is() -> None:
    """A form that may take two pages repeats the title of its schedule as a header; a short one, which needs none, has none."""
    for count, repeated in ((4, False), (40, True)):
        form = Table("form", (), ((trees.wording("Caption of a line"), trees.wording("")),) * count)
        schedule = Provision("s", "schedule", {"en": (Text("Form of assessment"),)}, {"en": "Schedule 1"}, (form,))
        opened = written(("en",), replace(one(), provisions=(schedule,)))
        first = next(opened.body.iter(f"{W}tbl")).find(f"{W}tr")
        assert (text_of(first) == "Form of assessment") == repeated
        assert (first.find(f"{W}trPr/{W}tblHeader") is not None) == repeated


def test_rows_of_some_lines_are_not_broken() -> None:
    """Side by side, a row of up to eight lines stays on one page, so that no single line of it stands alone; a taller one may break."""
    whole = {}
    for lines_ in (7, 12):
        text = "word " * 11 * lines_
        words = {"en": (Text(text),), "ja": (Text("x"),)}
        names = {tag: (Text("x"),) for tag in words}
        provision = Provision("a", "article", names, {}, (Paragraph("a.1", words, {"en": "", "ja": ""}),))
        opened = written(("en", "ja"), replace(trees.sample(("en", "ja")), parties=(), provisions=(provision,)))
        node = next(p for p in opened.paragraphs() if text_of(p) == text)
        whole[lines_] = next(node.iterancestors(f"{W}tr")).find(f"{W}trPr/{W}cantSplit") is not None
    assert whole == {7: True, 12: False}


def test_a_heading_goes_with_the_last_paragraph() -> None:
    """Where the last paragraph before the signatures is the only one of its article, its heading stands with it, not alone at a foot."""
    opened = written(("en", "ja"))
    (table,) = signature_tables(opened)
    said = [text_of(p) for p in table.iter(f"{W}p")]
    assert any(text.startswith("This Agreement is made in English") for text in said)
    assert any(text.endswith("Languages") for text in said)
