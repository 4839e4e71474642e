"""The HTML back end: what is in the tree is on the page, once, escaped, in its language, and nothing else is."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from bs4 import BeautifulSoup

from agreement_kit.backends import html
from agreement_kit.backends.html import measure
from agreement_kit.backends.html.view import Cell, Grid, Part, Signatory, Signing
from agreement_kit.document import Agreement, Inline, Paragraph, Provision, Reference, Table, Texts, Wording, plain
from agreement_kit.errors import RenderError
from tests.trees import HOSTILE, SECRET, inlines, sample, sample_style, wording


def page(columns: tuple[str, ...] = ("en", "ja"), agreement: Agreement | None = None, **style: object) -> Any:
    """The parsed HTML of the sample in these columns: a soup, whose every look-up may also be None."""
    return BeautifulSoup(html.write(agreement or sample(columns), sample_style(columns, **style)), "html.parser")


def squeezed(text: str) -> str:
    """A text without spaces."""
    return "".join(text.split())


def wordings(agreement: Agreement) -> Iterator[Wording]:
    """Every wording that is printed."""
    for part in agreement.provisions:
        yield part.heading
        for block in part.blocks:
            if isinstance(block, Paragraph):
                yield from paragraphs(block)
            elif isinstance(block, Table):
                yield from block.header
                yield from (cell for row in block.rows for cell in row)


def paragraphs(block: Paragraph) -> Iterator[Wording]:
    """The wording of a paragraph and of those below it."""
    yield block.wording
    for child in block.children:
        yield from paragraphs(child)


def changed(agreement: Agreement, key: str, first: tuple[Inline, ...]) -> Agreement:
    """The agreement with other words in the first paragraph of a provision."""
    parts = list(agreement.provisions)
    place = next(number for number, part in enumerate(parts) if part.id.startswith(key))
    block = parts[place].blocks[0]
    assert isinstance(block, Paragraph)
    blocks = (replace(block, wording=dict.fromkeys(block.wording, first)), *parts[place].blocks[1:])
    parts[place] = replace(parts[place], blocks=blocks)
    return replace(agreement, provisions=tuple(parts))


def cells(row: Any) -> list[Any]:
    """The cells of a table row."""
    return list(row.find_all(["td", "th"], recursive=False))


@pytest.mark.parametrize("columns", [("en", "ja"), ("en", "id"), ("ja",), ("id", "ja", "en")])
def test_every_wording_is_printed_in_every_language(columns: tuple[str, ...]) -> None:
    """Text out equals text in."""
    text = squeezed(page(columns).get_text())
    for words in wordings(sample(columns)):
        for tag in columns:
            assert squeezed(plain(words[tag])) in text


def test_columns_are_table_rows_one_row_a_block() -> None:
    """Each paragraph, nested ones too, is one row with one cell a language, in the order of the columns."""
    rows = page().select("main table.text > tbody > tr.text")
    blocks = [block for part in sample().provisions if part.kind != "execution" for block in part.blocks]
    assert len(rows) == sum(1 for block in blocks if isinstance(block, Paragraph) for _ in paragraphs(block))
    assert all([cell["lang"] for cell in cells(row)] == ["en", "ja"] for row in rows)


def test_every_table_of_languages_has_a_head_that_names_them() -> None:
    """A table without header cells cannot be read aloud."""
    for table in page().select("table.text"):
        head = table.select("thead th[scope=col]")
        assert [cell.get_text() for cell in head] == ["English", "日本語"]
        assert len(table.select("col")) == 2


def test_the_head_is_shown_once_a_stretch() -> None:
    """Tables that go on after a signature form or a schedule table do not name the languages again."""
    tables = page().select("main table.text")
    assert [bool(table.select("thead.again")) for table in tables] == [False, True, False, True]


def test_one_language_is_plain_paragraphs() -> None:
    """No table stands around a single text."""
    single = page(("en",))
    assert not single.select("table.text")
    assert single.select_one("main p.text .label").get_text() == "(1) "


def test_levels_are_indented_by_the_numbers_above_them() -> None:
    """Words of an item begin behind those of its paragraph, further where numbers are wide."""
    text = html.write(sample(), sample_style())

    def indent(row: str, tag: str) -> float:
        found = re.search(rf"\.main\.{row} > td\[lang=\"{tag}\"\] {{ padding-left: ([0-9.]+)mm", text)
        assert found
        return float(found[1])

    assert 0 < indent("n0", "en") < indent("n1", "en") < indent("n2", "en")
    assert indent("u1", "en") == indent("n0", "en")
    assert indent("n1", "ja") - indent("n0", "ja") > indent("n1", "en") - indent("n0", "en")  # （１） is wider than (a)


def test_headings_follow_the_form_of_the_language() -> None:
    """English: number, point, words; Japanese: words in brackets; Indonesian: number above the words, in capitals."""
    three = page(("en", "ja", "id"))
    first = [cell.get_text() for cell in three.select("main h2")[3:6]]
    assert first == ["Article 1. Definitions", "第1条（定義）", "Pasal 1 Definisi"]
    assert three.select("main h2")[5]["class"] == ["stacked", "upper", "tabbed", "also"]


def test_only_the_first_language_makes_bookmarks() -> None:
    """Second headings have the class that keeps them out of the outline."""
    for row in page().select("tr.heading"):
        assert ["also" in heading["class"] for heading in row.select("h2")] == [False, True]


def test_links_lead_to_anchors_that_exist() -> None:
    """Contents and cross-references resolve, and no anchor is written that nothing leads to."""
    document = page()
    anchors = {tag["id"] for tag in document.select("[id]")}
    targets = {link["href"].removeprefix("#") for link in document.select("a")}
    assert targets == anchors
    assert document.select_one('main td[lang="en"] a').get_text() == "Schedule 1"


def test_a_reference_leads_to_the_paragraph_it_names() -> None:
    """Article 3(2) is the second paragraph of Article 3."""
    document = page()
    link = next(link for link in document.select("a") if link.get_text() == "Article 3(2)")
    assert "shall not take out" in document.find(id=link["href"][1:]).get_text()


def test_a_reference_to_nowhere_is_refused() -> None:
    """A broken reference names its words and its target."""
    broken = changed(sample(), "grant", (Reference(("nowhere",), "Article 99"),))
    with pytest.raises(RenderError, match="“Article 99” leads to nowhere"):
        html.write(broken, sample_style())


def test_a_provision_without_heading_lends_its_number_and_its_place() -> None:
    """A recital's letter hangs before its only paragraph, and a reference to it leads there."""
    agreement = changed(sample(), "grant", (Reference(("purpose.any.all",), "Recital (A)"),))
    document = page(agreement=agreement)
    link = next(link for link in document.select("a") if link.get_text() == "Recital (A)")
    assert document.find(id=link["href"][1:]).get_text().startswith("(A) The Provider")


def test_open_blanks_and_terms_are_marked_and_fills_are_not() -> None:
    """An open blank is highlighted, a term bold; what has been filled in looks like the rest."""
    document = page()
    assert {mark.get_text() for mark in document.select("mark")} == {"‹●›"}
    assert "Trained Model" in {term.get_text() for term in document.select("dfn")}
    assert not document.select(".fill")
    assert page(audience="internal").select(".fill")


def test_hostile_names_are_escaped() -> None:
    """A party's name is text, whatever is in it."""
    text = html.write(sample(first=HOSTILE), sample_style())
    document: Any = BeautifulSoup(text, "html.parser")
    assert not document.select("script")
    assert len(document.select("style")) == 1
    assert document.select_one(".party div").get_text() == HOSTILE
    assert "49" not in document.select_one(".party div").get_text()


def test_a_font_name_cannot_leave_the_style_sheet() -> None:
    """Values from data files are CSS strings in which nothing is markup."""
    style = sample_style(("en",))
    evil = replace(style.languages["en"], fonts=('x"; } </style><script>alert(1)</script>',))
    text = html.write(sample(("en",)), replace(style, languages={"en": evil}))
    assert "<script" not in text
    assert text.count("</style>") == 1


@pytest.mark.parametrize("audience", ["counterparty", "signing"])
def test_files_for_others_say_nothing_of_us(audience: str) -> None:
    """No position, clause, variant, note, reason or library version is in them, in ids and classes neither."""
    text = html.write(sample(), sample_style(audience=audience))
    told = (SECRET, "residency", "onshore", "any.all", "public body", "not reviewed", "The cap is open", "1.0.0", "nusantara.")
    assert not [word for word in told if word in text]


def test_internal_files_say_why() -> None:
    """A note stands before its provision, and the reasons for DRAFT on the front page."""
    document = page(audience="internal")
    note = document.select_one("tr.note")
    assert SECRET in note.get_text()
    assert "The data are those of a public body." in note.get_text()
    assert "Article 3." in note.find_next_sibling("tr").get_text()
    assert [item.get_text() for item in document.select(".cover li")] == list(sample().draft_because)


def test_marks_say_what_a_file_is() -> None:
    """DRAFT, READING COPY and INTERNAL stand on the cover in all languages; a file for signing bears none."""
    marks = page(audience="internal", reading_copy=("ja",)).select_one(".cover .marks").get_text()
    assert all(mark in marks for mark in ("Draft · 案", "Reading copy · 参考訳", "Internal", "2026-11-24"))
    assert page(draft=False, audience="signing").select_one(".cover .marks").get_text() == ""


@pytest.mark.parametrize(("authentic", "said"), [(("en", "ja"), False), (("en",), True), (("en", "ja", "id"), True)])
def test_a_paper_that_shows_other_languages_names_the_authentic_ones(authentic: tuple[str, ...], said: bool) -> None:
    """Who holds a paper with a translation, or without one of the authentic texts, reads on its first page which texts count."""
    texts = Texts(authentic, authentic[0], said={"en": "Authentic in X", "ja": "正文：X"})
    document = page(agreement=replace(sample(), texts=texts))
    assert ("Authentic in X" in document.select_one(".cover").get_text()) is said


def test_a_reading_copy_is_named_above_its_column() -> None:
    """Whoever reads the column sees what it is; the others are not so marked."""
    document = page(reading_copy=("ja",))
    assert [cell.get_text() for cell in document.select("main thead")[0].select("th")] == ["English", "日本語 · 参考訳"]
    assert "参考のため" in document.select(".cover .status")[1].get_text()


def test_a_translation_is_named_above_its_column() -> None:
    """A courtesy translation bears its standing."""
    agreement = sample()
    courtesy = replace(agreement, texts=replace(agreement.texts, authentic=("en",), translations=("ja",)))
    assert page(agreement=courtesy).select("main th")[1].get_text() == "日本語 · 翻訳"


def test_a_table_cell_stacks_languages_and_prints_the_same_words_once() -> None:
    """Schedules span the width; a hash or a name that is the same in all languages is not repeated."""
    row = page().select("table.grid tbody tr")[0]
    assert [[part["lang"] for part in cell.select("div")] for cell in cells(row)] == [["en", "ja"], ["en"], ["en", "ja"], ["en"]]


def test_a_form_has_captions_and_blanks() -> None:
    """Signature forms: who signs, then a caption as row header and a cell to write in, two parties abreast."""
    (form,) = page().select(".signatories > table.signing")
    assert [name.get_text() for name in form.select("td.name")] == [
        "For PT Nusantara SuaraPTヌサンタラ・スアラのために",
        "For National Institute for Language Resources国立言語資源研究所のために",
    ]
    lines = form.select("tr")[1:]
    assert all([cell.name for cell in cells(row)] == ["th", "td", "td", "th", "td"] for row in lines)
    assert all([cell.get("class") for cell in cells(row)[1::3]] == [["blank"], ["blank"]] for row in lines)


def side(*captions: str) -> Signatory:
    """A signatory whose form has lines with these captions."""
    rows = tuple(((Cell("en", (Part("text", caption),)),), ()) for caption in captions)
    return Signatory("", (), Grid("", (), rows, (36, 64)))


@pytest.mark.parametrize(
    ("left", "right", "lines"),
    [
        ("name sign date seal", "name sign date seal", "name|name sign|sign date|date seal|seal"),
        ("power name sign seal", "name sign seal", "power| name|name sign|sign seal|seal"),
        ("name sign seal", "power name sign seal", "|power name|name sign|sign seal|seal"),
        ("name sign name sign seal", "name sign seal", "name|name sign|sign name| sign| seal|seal"),
        ("name sign", "seal", "name| sign| |seal"),
    ],
)
def test_signatures_stand_on_one_grid(left: str, right: str, lines: str) -> None:
    """Lines with the same caption stand at the same height, whatever more one party has; none is lost."""
    found = Signing((side(*left.split()), side(*right.split()))).rows
    captions = [tuple(cells[0][0].parts[0].text if cells else "" for cells in row) for row in found]
    assert captions == [tuple(line.split("|")) for line in lines.split(" ")]


def test_an_odd_signatory_stands_alone() -> None:
    """A third party signs below, as wide as the others."""
    document = page(("en",), three_parties())
    assert [table["class"] for table in document.select("table.signing")] == [["form", "signing"], ["form", "signing", "alone"]]


def three_parties() -> Agreement:
    """The sample with a third form to sign."""
    whole = sample(("en",))
    parts = [
        replace(
            part, blocks=(*part.blocks, replace(part.blocks[0], id="third"), Table("third.form", (), ((wording("Name"), wording("")),)))
        )
        if part.kind == "execution"
        else part
        for part in whole.provisions
    ]
    return replace(whole, provisions=tuple(parts))


@pytest.mark.parametrize("columns", [("en",), ("en", "ja")])
def test_signatures_take_the_last_lines_with_them(columns: tuple[str, ...]) -> None:
    """The section that is kept together begins with at least two lines of text, and with their heading."""
    document = page(columns)
    execution = document.select_one("section.execution").get_text()
    assert execution.index("In witness whereof") < execution.index("Signatures")
    assert document.select("section.body .heading, section.body h2, section.body .text")[-1].name != "h2"
    assert "heading" not in document.select("section.body .heading, section.body .text")[-1].get("class", [])


def test_contents_list_articles_and_schedules() -> None:
    """Openings, recitals and signatures are not listed; every entry is a link in each language."""
    rows = page().select(".contents tbody tr")
    assert len(rows) == 12
    assert [link.get_text() for link in rows[0].select("a")] == ["Article 1. Definitions", "第1条（定義）"]
    assert [row["class"] for row in rows[-3:]] == [["article"], ["schedule"], ["schedule"]]


def test_long_contents_have_a_page_of_their_own() -> None:
    """A short list stands on the title page."""
    assert "short" in page().body["class"]
    assert "short" not in page(agreement=sample(repeat=6)).body["class"]


def test_a_picture_cannot_run_or_load_anything() -> None:
    """A picture is an image by data address, with words for those who cannot see it."""
    picture = page().select_one("main img")
    assert picture["src"].startswith("data:image/svg+xml;base64,")
    assert picture["alt"] == "The path of the data / データの流れ"


def test_page_furniture_without_words_is_refused() -> None:
    """The error names the language and the word."""
    style = sample_style()
    poor = replace(style.languages["ja"], words={"draft": "案"})
    with pytest.raises(RenderError, match="language ja has no words for page"):
        html.write(sample(), replace(style, languages={**style.languages, "ja": poor}))


def test_a_language_that_the_tree_lacks_is_refused() -> None:
    """One clear error, not a KeyError."""
    with pytest.raises(RenderError, match="no text in id"):
        html.write(sample(("en", "ja")), sample_style(("en", "id")))


@pytest.mark.parametrize("template", ["{{ nobody }}", "{% if %}", "{{ ''.__class__.__mro__ }}", "{{ view.sections.append(1) }}"])
def test_a_broken_or_prying_template_is_refused(template: str) -> None:
    """Templates are filled in a sandbox, and an unknown name is an error."""
    with pytest.raises(RenderError):
        html.write(sample(), sample_style(html=template))


def test_a_heading_form_must_place_both_parts() -> None:
    """A form that drops the heading is refused."""
    style = sample_style(("en",))
    bad = replace(style.languages["en"], heading="{label}")
    with pytest.raises(RenderError, match="heading form"):
        html.write(sample(("en",)), replace(style, languages={"en": bad}))


def test_the_page_asks_for_nothing_from_outside() -> None:
    """No address but fragments and data; a policy that forbids the rest."""
    text = html.write(sample(), sample_style())
    assert "default-src 'none'" in text
    assert not re.search(r"https?://|file:|url\(", text)
    assert all(str(link["href"]).startswith("#") for link in BeautifulSoup(text, "html.parser").select("[href]"))


def test_headings_may_hold_fills() -> None:
    """A blank in a heading is printed as its words."""
    assert "Storage and processing in Indonesia" in page().get_text()


def test_columns_of_a_table_share_the_width_by_what_they_hold() -> None:
    """More text, more width, but a hash does not take it all."""
    short, long, digest = measure.columns((((2.5,), 4), ((3.0,), 180), ((0.0,), 64)), 60)
    assert short < digest < long
    assert 99 < short + digest + long <= 100
    assert measure.form(3, ()) == (36, 32, 32)
    assert measure.form(1, ()) == (100,)


def test_columns_of_languages_are_balanced() -> None:
    """The language that needs more room gets more of it, within bounds; equal texts share equally."""
    assert measure.balance([(100, 100)] * 9, (1.4, 1.4)) == (50, 50)
    narrow, wide = measure.balance([(100, 140)] * 9, (1.4, 1.4))
    assert narrow < wide
    assert narrow + wide == 100
    assert measure.balance([(10, 900)], (1.4, 1.4))[0] >= 43
    assert measure.balance([(1, 1, 1)], (1.4, 1.4, 1.6)) == (33, 33, 33)
    assert measure.balance([], (1.4, 1.4)) == (50, 50)


def test_words_below_words_without_a_number_are_flush() -> None:
    """Definitions stand flush with the words that introduce them."""
    agreement = sample(("en",))
    parts = list(agreement.provisions)
    child = Paragraph("child", wording("Term means this."), {"en": ""})
    lead = Paragraph("lead", wording("In this Agreement:"), {"en": ""}, (child,))
    parts[2] = replace(parts[2], blocks=(lead,))
    rows = page(("en",), replace(agreement, provisions=tuple(parts))).select("main p.text")
    classes = [row["class"] for row in rows if row.get_text() in ("In this Agreement:", "Term means this.")]
    assert [names[2] for names in classes] == ["u0", "u0"]


def test_a_row_in_which_a_page_may_end_is_a_tall_one() -> None:
    """Short rows are kept whole, so that all languages of a paragraph stand on one page."""
    tall = page(agreement=changed(sample(), "grant", inlines("Some words. " * 80)))
    assert len(tall.select("tr.tall")) == len(page().select("tr.tall")) + 1


def test_wordings_of_several_parties_stay_in_order() -> None:
    """The cover says between … and …"""
    cover = page(("en",)).select_one(".cover").get_text()
    assert cover.index("between") < cover.index("PT Nusantara Suara") < cover.index("and\n") < cover.index("National Institute")


def test_an_empty_provision_prints_nothing() -> None:
    """A provision without blocks and heading leaves no trace and no error."""
    agreement = sample(("en",))
    empty = Provision("x.any.all", "closing", wording(""), {"en": ""}, ())
    assert page(("en",), replace(agreement, provisions=(*agreement.provisions, empty))).select("main")


def test_numbers_of_the_agreement_on_the_title_page() -> None:
    """A number that a party gives the agreement stands below its name; a party that gives none has nothing there."""
    numbered = replace(sample(), numbers=({}, wording("No. 12", "番号　12")))
    names = page(agreement=numbered).select(".parties > .party")
    assert [name.get_text() for name in names if "number" in name["class"]] == ["No. 12番号　12"]
    assert names[-1]["class"] == ["party", "number"]
    assert page().select(".number.party") == []


def test_an_addendum_below_text_does_not_name_the_languages_again() -> None:
    """An addendum that goes on in the middle of a page below another's text continues its table; below a table of a schedule one begins."""
    whole = sample()
    addenda = tuple(
        Provision(
            f"add{n}",
            "addendum",
            wording("Law"),
            dict.fromkeys(("en", "ja"), f"A{n}"),
            (Paragraph(f"add{n}/1", wording("Words. " * 90), {}),),
        )
        for n in (1, 2)
    )
    cut = tuple(replace(p, heading={t: p.heading[t] for t in ("en", "ja")}) for p in addenda)
    tables = page(agreement=replace(whole, provisions=(*whole.provisions, *cut))).select("section.schedule table.text")
    named = [[h.get_text() for h in table.select("h2")] for table in tables if not table.select("thead.again")]
    assert named[-1] == ["A1. Law", "A1（Law）", "A2. Law", "A2（Law）"]


def test_contents_are_aligned_language_by_language() -> None:
    """Words of the contents begin behind the numbers of their own language; the long number of an addendum pushes nothing to the right."""

    def tab(tag: str, *, addendum: str) -> float:
        labels = {"en": addendum, "id": "Ketentuan Tambahan 1"}
        heading = {"en": wording("Law")["en"], "id": wording("Law")["id"]}
        added = Provision(
            "add", "addendum", heading, labels, (Paragraph("add/1", {t: w for t, w in wording("W").items() if t != "ja"}, {}),)
        )
        whole = sample(("en", "id"))
        text = html.write(replace(whole, provisions=(*whole.provisions, added)), sample_style(("en", "id")))
        found = re.search(rf'\.contents td\[lang="{tag}"\] \.tabbed {{ padding-left: ([0-9.]+)em', text)
        assert found
        return float(found[1])

    assert tab("id", addendum="A1") < 8
    assert tab("en", addendum="Schedule 1") == tab("en", addendum="A very long addendum 1")
    assert tab("en", addendum="Schedule 1") < tab("en", addendum="Addendum 1.")  # one that is a little wider has room


def with_articles(columns: tuple[str, ...], count: int) -> Agreement:
    """An agreement with so many articles."""
    whole = sample(columns)
    articles = [
        Provision(f"a{n}", "article", cut, dict.fromkeys(columns, f"{n}"), (Paragraph(f"a{n}.1", cut, dict.fromkeys(columns, "")),))
        for n in range(count)
        for cut in [{tag: wording("Words", "言葉")[tag] for tag in columns}]
    ]
    return replace(whole, provisions=tuple(articles))


def test_contents_with_a_few_entries_too_many_are_set_closer() -> None:
    """No page is begun for a few entries; many more go on overleaf in the usual spacing."""
    found = {count: page(agreement=with_articles(("en", "ja"), count)).body["class"] for count in range(36, 80)}
    closer = [count for count, names in found.items() if "close" in names and "short" not in names]
    assert closer
    assert closer == list(range(closer[0], closer[-1] + 1))
    assert "close" not in found[36]
    assert "close" not in found[79]


def test_cells_to_write_in_have_room_for_the_pen() -> None:
    """A column that holds dots only is as wide as one of some words."""
    assert measure.demand("………………") > measure.demand("About twenty letters")
    assert measure.demand("—") < measure.demand("words")
