"""The PDF back end: read back by other programs, the file says what the tree says, and can be found, read aloud and checked."""

import gc
import hashlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pypdfium2  # type: ignore[import-untyped, unused-ignore]
import pytest

from agreement_kit.backends import fonts, pdf
from agreement_kit.document import Agreement, Block, Paragraph, Provision, Reference, Text, Wording, plain
from agreement_kit.errors import RenderError
from tests.test_backend_html import changed, squeezed, wordings
from tests.trees import HOSTILE, SECRET, inlines, sample, sample_style, wording

ROOT = Path(__file__).parents[1]
COLUMNS = [("en", "ja"), ("en", "id"), ("en",), ("ja",), ("en", "id", "ja")]
THAI = "บริษัท น้ำใจไทย จำกัด"


@cache
def made(
    columns: tuple[str, ...] = ("en", "ja"), repeat: int = 1, audience: str = "counterparty", first: str = "PT Nusantara Suara"
) -> bytes:
    """The PDF of the sample."""
    return pdf.write(sample(columns, repeat=repeat, first=first), sample_style(columns, audience=audience))


def pages(data: bytes) -> list[str]:
    """The text of each page in the order in which it was written. The reader marks a hyphen at a line's end in a way of its own."""
    return [page.get_textpage().get_text_range().replace("\ufffe", "-").replace("\x02", "-") for page in pypdfium2.PdfDocument(data)]


def opened(data: bytes) -> pikepdf.Pdf:
    """The file, to look inside."""
    return pikepdf.open(io.BytesIO(data))


def elements(data: bytes) -> Iterator[Any]:
    """Every element of the tag tree."""
    file = opened(data)
    waiting = [file.Root.StructTreeRoot.K[0]]
    while waiting:
        element = waiting.pop(0)
        yield element
        kids: Any = element.get("/K", [])
        below = kids if isinstance(kids, pikepdf.Array) else [kids]
        waiting.extend(kid for kid in below if isinstance(kid, pikepdf.Dictionary) and "/S" in kid)


def boxes(data: bytes, tmp_path: Path) -> Iterator[tuple[int, str, float, float, float, float]]:
    """Page, word and box of every word, in points from the upper left."""
    path = tmp_path / "agreement.pdf"
    path.write_bytes(data)
    done = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, check=True, text=True)
    text = re.sub(r"<!DOCTYPE[^>]*>| xmlns=\"[^\"]*\"", "", done.stdout)
    for number, page in enumerate(ElementTree.fromstring(text).iter("page"), 1):
        for word in page.iter("word"):
            left, top, right, bottom = (float(word.get(side, "")) for side in ("xMin", "yMin", "xMax", "yMax"))
            yield number, word.text or "", left, top, right, bottom


def body(data: bytes) -> str:
    """The text of all pages without spaces and page furniture, so that a paragraph runs on over a page break."""
    text = "".join(map(squeezed, pages(data)))
    furniture = (r"Page\d+of\d+", r"Halaman\d+dari\d+", r"\d+頁中\d+頁", r"(?<=·)·|·(?=·)")
    return re.sub("|".join(furniture), "", text)


def printed(words: str, text: str) -> bool:
    """Whether the words are in the text, whole or in two parts, as a row that goes on on the next page."""
    return words in text or any(words[:end] in text and words[end:] in text for end in range(1, len(words)))


@pytest.mark.parametrize("columns", COLUMNS)
def test_text_out_is_text_in(columns: tuple[str, ...]) -> None:
    """Every wording in every language can be copied and searched as it was written."""
    text = body(made(columns)).casefold()
    for words in wordings(sample(columns)):
        for tag in columns:
            assert printed(squeezed(plain(words[tag])).casefold(), text), plain(words[tag])


def test_poppler_reads_the_same(tmp_path: Path) -> None:
    """A second reader finds the words of both languages."""
    words = {word for _, word, *_ in boxes(made(), tmp_path)}
    assert {"Definitions", "第1条（定義）", "“Training", "‹●›"} <= {word.rstrip("。.") for word in words}


def test_scripts_whose_glyphs_are_ambiguous_copy_out_right(tmp_path: Path) -> None:
    """A Thai name reads back exactly, though its glyphs alone would not (fails when WeasyPrint changes)."""
    data = made(("en",), first=THAI)
    assert squeezed(THAI) in squeezed(pages(data)[0])
    assert squeezed(THAI) in squeezed("".join(word for page, word, *_ in boxes(data, tmp_path) if page == 1))
    file = opened(data)
    assert b"/ActualText" in file.pages[0].Contents.read_bytes()


def test_a_short_agreement_is_short() -> None:
    """Cover, contents, body, signatures and schedules of the small sample in few pages; contents on the title page."""
    assert len(pages(made(("en",)))) <= 5
    assert "Contents" in pages(made(("en",)))[0]
    assert "Contents" not in pages(made(("en",), repeat=10))[0]


def test_long_agreements_grow_by_their_text() -> None:
    """No empty page, and no page that is mostly white but the last before schedules."""
    for number, text in enumerate(pages(made(repeat=6)), 1):
        assert len(squeezed(text)) > 150, f"page {number} is empty"


def test_bookmarks_are_the_headings_of_the_first_language() -> None:
    """Title, contents, articles, signatures, schedules; each once."""
    file = opened(made(("ja", "en")))
    with file.open_outline() as outline:
        (title,) = outline.root
        names = [item.title for item in title.children]
    assert title.title == "学習用データ共有契約書"
    assert names[1:4] == ["当事者", "第1条（定義）", "第2条（許諾及び目的）"]
    assert names[-1] == "別紙2（作業）"
    assert not [name for name in names[1:] if "Article" in name]


def test_the_file_says_what_it_is() -> None:
    """Title, language, dates and nothing else; it is tagged and says that it is PDF/UA."""
    file = opened(made())
    assert str(file.Root.Lang) == "en"
    assert set(file.docinfo.keys()) == {"/Title", "/Producer", "/CreationDate", "/ModDate"}
    assert str(file.docinfo["/Title"]) == "Training Data Sharing Agreement"
    assert str(file.docinfo["/CreationDate"]).startswith("D:20261124")
    assert file.Root.MarkInfo.Marked
    assert file.Root.ViewerPreferences.DisplayDocTitle
    assert b'pdfuaid:part="1"' in file.Root.Metadata.read_bytes()
    assert "/OpenAction" not in file.Root
    assert "/AcroForm" not in file.Root


def test_tags_carry_the_language() -> None:
    """A voice changes with the column (fails when WeasyPrint changes)."""
    by_tag: dict[str, set[str]] = {}
    for element in elements(made()):
        if "/Lang" in element:
            by_tag.setdefault(str(element.S), set()).add(str(element.Lang))
    assert by_tag["/TD"] == {"en", "ja"}
    assert by_tag["/TH"] == {"en", "ja"}
    assert {"en", "ja"} <= by_tag["/Div"]


def test_header_cells_have_a_scope() -> None:
    """Column heads and form captions say what they head (fails when WeasyPrint changes)."""
    assert {str(element.A.Scope) for element in elements(made()) if element.S == "/TH"} == {"/Column", "/Row"}


def test_every_table_has_header_cells() -> None:
    """Tables without them fail the check for accessible files."""

    def heads(element: Any) -> int:
        kids: list[Any] = [kid for kid in element.get("/K", []) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
        return int(element.S == "/TH") + sum(map(heads, kids))

    counts = [heads(element) for element in elements(made()) if element.S == "/Table"]
    assert len(counts) >= 7
    assert all(counts)


def test_headings_and_figures_are_tagged() -> None:
    """One H1, an H2 for each heading of each language, words for the picture."""
    found = [(str(element.S), str(element.get("/Alt", ""))) for element in elements(made())]
    assert found.count(("/H1", "")) == 1
    assert found.count(("/H2", "")) == 2 * 14 + 1
    assert ("/Figure", "The path of the data / データの流れ") in found


def test_page_furniture_is_not_read_aloud() -> None:
    """Running heads and page numbers are artifacts: all text that is tagged is in the tag tree (fails when WeasyPrint changes)."""
    data = made()
    file = opened(data)
    marked = [list(marks(page)) for page in file.pages]
    assert all(page.count("/Artifact") >= 4 for page in marked[1:])
    begun = [
        str(step.operator) == "BDC" and "/MCID" in step.operands[1] for page in file.pages for step in pikepdf.parse_content_stream(page)
    ]
    read = [kid for element in elements(data) for kid in element.get("/K", []) if isinstance(kid, int)]
    assert sum(begun) == len(read) > 500


def marks(page: Any) -> Iterator[str]:
    """Of each text that a page shows: tagged, or what it is marked as."""
    inside: list[str] = []
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), list(instruction.operands)
        if operator in ("BMC", "BDC"):
            inside.append("tagged" if operator == "BDC" and "/MCID" in operands[1] else str(operands[0]))
        elif operator == "EMC":
            inside.pop()
        elif operator in ("Tj", "TJ"):
            yield inside[-1]


@pytest.mark.parametrize("columns", [("en", "ja"), ("en",)])
def test_links_lead_into_the_file(columns: tuple[str, ...]) -> None:
    """Contents and cross-references are internal links, and each finds its place."""
    file = opened(made(columns))
    names = list(file.Root.Names.Dests.Names)
    places = {str(name) for name in names[::2]}
    links = [note for page in file.pages for note in page.get("/Annots", [])]
    assert len(links) > 12
    assert all(note.Subtype == "/Link" and "/A" not in note for note in links)
    assert {str(note.Dest) for note in links} <= places


def test_contents_give_the_right_pages() -> None:
    """The page number beside an entry is the page on which its heading stands."""
    text = pages(made(("en",), repeat=4))
    for number in (4, 12, 20, 31):
        listed = re.search(rf"Article {number}\. *[A-Za-z ]+[. ]*?(\d+)\s", text[0])
        assert listed
        assert re.search(rf"^Article {number}\.", text[int(listed[1]) - 1], re.MULTILINE)


def test_pages_are_numbered_in_each_language() -> None:
    """Page x of y, with the true total."""
    text = pages(made())
    assert all(f"Page {number} of {len(text)}" in page for number, page in enumerate(text, 1))
    assert all(f"{len(text)}頁中{number}頁" in page for number, page in enumerate(text, 1))


def test_running_heads_name_the_agreement_and_its_standing() -> None:
    """From the second page on."""
    first, *rest = pages(made())
    assert first.count("Training Data Sharing Agreement") == 1
    assert all("Training Data Sharing Agreement" in page and "DRAFT" in page for page in rest)


@pytest.mark.parametrize("columns", COLUMNS)
def test_nothing_stands_outside_the_text_area(columns: tuple[str, ...], tmp_path: Path) -> None:
    """No word runs over the margins; the mark at the edge is alone there."""
    data = pdf.write(sample(columns), sample_style(columns, draft=False, audience="signing"))
    margin = 22 / 25.4 * 72
    for page, word, left, top, right, bottom in boxes(data, tmp_path):
        empty = 6 if word.startswith("（") else 0  # the half of a bracket without ink
        assert margin - 1 < left + empty, (page, word)
        assert right < 595.3 - margin + 1.5, (page, word)
        assert 20 < top < bottom < 842 - 20, (page, word)


def test_columns_do_not_touch(tmp_path: Path) -> None:
    """A long address breaks within its own column."""
    middle = 595.3 / 2
    for page, word, left, _, right, _ in boxes(made(("en", "id")), tmp_path):
        if page == 3 and "nusantara-suara.example" in word:
            assert right < middle or left > middle


def test_a_line_is_filled_before_a_link() -> None:
    """Words before a link do not jump to the next line for want of room for a space (fails when WeasyPrint changes)."""
    pdf.ready()
    import weasyprint  # type: ignore[import-untyped, unused-ignore]

    def lines(text: str, width: float) -> list[str]:
        page = f"@page {{ size: {width}mm 90mm; margin: 0 }} body {{ font: 9.5pt Noto Serif; margin: 0 }} dfn {{ font-style: normal }}"
        data = weasyprint.HTML(string=f"<style>{page}</style><p id=x>{text}</p>").write_pdf()
        return [line.strip() for line in pages(data)[0].split("\r\n")]

    marked = "“<dfn>Training Data</dfn>” means the Datasets listed in <a href=#x>Schedule 1</a>, in whole or in part."
    for width in range(60, 90):
        assert lines(marked, width) == lines(re.sub("<[^>]*>", "", marked), width)


@pytest.mark.parametrize("columns", [("en",), ("en", "ja")])
@pytest.mark.parametrize("length", range(0, 40, 5))
def test_signatures_stand_with_the_text_before_them(columns: tuple[str, ...], length: int) -> None:
    """Wherever the page ends, the signature forms are on one page, and the closing words on the same."""
    words = changed(sample(columns), "languages", inlines("These words make the page end elsewhere. " * (length * 2)))
    for text in pages(pdf.write(words, sample_style(columns))):
        if re.search(r"^Signature\b", text, re.MULTILINE):
            assert len(re.findall(r"\bSignature\b", text)) == 2
            assert "In witness whereof" in text


@pytest.mark.parametrize("columns", [("en",), ("en", "ja")])
def test_many_signatures_go_on_overleaf(columns: tuple[str, ...]) -> None:
    """More forms than a page holds: each is whole and below its caption, the first below the closing words, and no page is empty."""
    text = pages(pdf.write(signed(sample(columns), 10), sample_style(columns)))
    forms = [page for page in text if re.search(r"^Signature\b", page, re.MULTILINE)]
    assert len(forms) > 1
    assert "In witness whereof" in forms[0]
    for page in forms:
        counts = [len(re.findall(rf"^{caption}\b", page, re.MULTILINE)) for caption in ("For", "Signature", "Name", "Title", "Date")]
        assert len(set(counts)) == 1
    assert all(len(re.findall(r"\bSignature\b", page)) >= 6 for page in forms[1:-1])
    assert "Signatures" in forms[0]


def signed(agreement: Agreement, times: int) -> Agreement:
    """The agreement with each signature block several times."""
    parts = [replace(part, blocks=tuple(_copies(part, times))) if part.kind == "execution" else part for part in agreement.provisions]
    return replace(agreement, provisions=tuple(parts))


def _copies(part: Provision, times: int) -> Iterator[Block]:
    for turn in range(times):
        yield from (replace(block, id=f"{block.id}.{turn}") for block in part.blocks)


@pytest.mark.parametrize("columns", [("en", "ja"), ("en",)])
def test_a_paragraph_longer_than_a_page_goes_on(columns: tuple[str, ...]) -> None:
    """A tall row breaks over pages, and nothing of it is lost."""
    words = inlines("".join(f"Sentence number {number} of a long paragraph. " for number in range(300)))
    text = body(pdf.write(changed(sample(columns), "grant", words), sample_style(columns)))
    text = re.sub(r"TrainingDataSharingAgreement(DRAFT)+", "", text)  # the running head between two pages
    assert all(f"Sentencenumber{number}ofa" in text for number in range(300))


def test_the_same_tree_makes_the_same_bytes() -> None:
    """Twice in a process, and in another process with other hash seeds."""
    data = made()
    assert pdf.write(sample(), sample_style()) == data
    script = (
        "import hashlib; from agreement_kit.backends import pdf; from tests.trees import sample, sample_style;"
        "print(hashlib.sha256(pdf.write(sample(), sample_style())).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True, cwd=ROOT, env=environment)
    assert done.stdout.strip() == hashlib.sha256(data).hexdigest()


def test_only_our_fonts_are_embedded_as_subsets() -> None:
    """What else a machine has cannot show."""
    names = set()
    for page in opened(made(first=THAI)).pages:
        for font in page.Resources.get("/Font", {}).values():
            names.add(str(font.BaseFont).lstrip("/"))
            descriptor = font.DescendantFonts[0].FontDescriptor if "/DescendantFonts" in font else font.FontDescriptor
            assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys())
    assert names
    assert all(re.match(r"[A-Z]{6}\+Noto-Serif", name) for name in names), names


def test_hostile_names_are_printed_as_typed() -> None:
    """Markup in a name is text, and makes no action."""
    data = made(first=HOSTILE)
    assert squeezed(HOSTILE) in squeezed(pages(data)[0])
    assert b"/JavaScript" not in data
    assert b"/URI" not in data


def test_files_for_others_say_nothing_of_us() -> None:
    """No position, note, reason, id or path in text, tags, anchors or metadata."""
    file = opened(made())
    inside = io.BytesIO()
    file.save(inside, stream_decode_level=pikepdf.StreamDecodeLevel.all, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    text = inside.getvalue() + "".join(pages(made())).encode()
    told = (
        SECRET,
        "onshore",
        "any.all",
        "public body",
        "not reviewed",
        "The cap is open",
        "fonts.conf",
        str(ROOT),
        str(Path.home()),
        "/tmp",
    )
    for word in told:
        assert word.encode() not in text
        assert word.encode("utf-16-be") not in text


def test_internal_files_say_why() -> None:
    """The notes are there for our own side."""
    text = "".join(pages(made(audience="internal")))
    assert SECRET in text
    assert "The cap is open." in text


def test_a_family_that_nobody_knows_is_one_clear_error() -> None:
    """The nearest family is named."""
    style = sample_style(("en",))
    other = replace(style.languages["en"], fonts=("Noto Serf",))
    with pytest.raises(RenderError, match=r"Noto Serf is not a family of fonts\.lock; did you mean Noto Serif\?") as caught:
        pdf.write(sample(("en",)), replace(style, languages={"en": other}))
    assert [problem.code for problem in caught.value.problems] == ["unknown_font"]


def test_a_family_that_is_not_installed_is_one_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command that mends it is named."""
    bare = tmp_path / "fonts"
    bare.mkdir()
    (bare / "fonts.conf").write_text(f"<fontconfig><dir>{tmp_path}</dir></fontconfig>")
    (bare / "fonts.lock").write_bytes((fonts.folder() / "fonts.lock").read_bytes())
    monkeypatch.setattr(fonts, "folder", lambda: bare)
    with pytest.raises(RenderError, match="Noto Serif CJK JP is not installed; sudo apt-get install fonts-noto-cjk") as caught:
        pdf.write(sample(("ja",)), sample_style(("ja",)))
    assert [problem.code for problem in caught.value.problems] == ["missing_font", "missing_font"]


def test_a_character_that_no_font_has_is_one_clear_error() -> None:
    """The character, its number and the words around it are named, once."""
    with pytest.raises(RenderError, match=r"no font has the character 😀 \(U\+1F600\) in “between PT 😀 Co") as caught:
        made(("en",), first="PT 😀 Co")
    assert [problem.code for problem in caught.value.problems] == ["missing_glyph"]


def test_garbage_collection_is_as_it_was() -> None:
    """Off while a document renders, then as before, after an error too."""
    made()
    assert gc.isenabled()
    with pytest.raises(RenderError):
        made(("en",), first="PT 😀 Co")
    assert gc.isenabled()
    gc.disable()
    try:
        pdf.write(sample(("en",)), sample_style(("en",)))
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_our_style_sheet_has_nothing_that_is_ignored(caplog: pytest.LogCaptureFixture) -> None:
    """WeasyPrint warns of properties and selectors that it does not know."""
    pdf.write(sample(), sample_style(audience="internal", reading_copy=("ja",)))
    assert [record.getMessage() for record in caplog.records if record.name == "weasyprint"] == []


def test_items_stand_behind_their_paragraph(tmp_path: Path) -> None:
    """Hanging numbers: an item's number begins where its paragraph's words begin."""
    lefts: dict[str, float] = {}
    for page, word, left, *_ in boxes(made(("en",)), tmp_path):
        if page == 2:
            lefts.setdefault(word, left)
    assert lefts["(a)"] == pytest.approx(lefts["that"], abs=1)  # "that Dataset for:" is the second line of the paragraph
    assert lefts["(1)"] < lefts["(a)"] < lefts["(i)"]


def test_the_lock_names_what_fontconfig_lets_through() -> None:
    """Every accepted file is locked, and every locked file accepted."""
    conf = ElementTree.parse(fonts.folder() / "fonts.conf")
    accepted = {Path(entry.text or "").name for entry in conf.iterfind("selectfont/acceptfont/glob")}
    assert {font.file for font in fonts.locked(fonts.folder())} == accepted


def test_this_machine_has_the_fonts() -> None:
    """Doctor finds nothing missing; a font of another version is only a warning."""
    assert fonts.missing_fonts() == ()
    assert {problem.code for problem in fonts.changed_fonts()} <= {"changed_font"}


def test_fontconfig_shows_our_families_only_and_right_weights() -> None:
    """Burmese bold says that it is regular; the scan rule corrects it."""
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts.folder() / "fonts.conf")}
    listed = subprocess.run(
        ["fc-list", "--format", "%{family}|%{style}|%{weight}\n"], capture_output=True, check=True, text=True, env=environment
    ).stdout.split("\n")
    families = {line.split("|")[0] for line in listed if line}
    assert families == {font.family for font in fonts.locked(fonts.folder())}
    assert "Noto Serif Myanmar|Bold|200" in listed


def test_a_long_paragraph_with_children_stays_with_its_first_item() -> None:
    """A lead-in is not left alone at the foot of a page."""
    for length in range(0, 24, 3):
        words = changed(sample(("en",)), "definitions", inlines("These words make the page end elsewhere. " * length * 3))
        for text in pages(pdf.write(words, sample_style(("en",)))):
            if "right to use that" in squeezed_spaces(text) and "Contents" not in text:
                assert "(a)" in text


def squeezed_spaces(text: str) -> str:
    """A text with single spaces."""
    return " ".join(text.split())


def test_paragraph_is_the_first_block_of_the_changed_provisions() -> None:
    """The helper above changes what the tests think it changes."""
    assert isinstance(next(part for part in sample().provisions if part.id.startswith("grant")).blocks[0], Paragraph)


def one_article(columns: tuple[str, ...], *words: Wording) -> Agreement:
    """The sample with an article of numbered paragraphs in place of all its articles and schedules."""
    whole = sample(columns)
    cut = [{tag: said[tag] for tag in columns} for said in words]
    blocks = tuple(Paragraph(f"p{n}", said, dict.fromkeys(columns, f"（{n}）")) for n, said in enumerate(cut, 1))
    label = {tag: {"en": "Article 13", "ja": "第１３条", "id": "Pasal 13"}[tag] for tag in columns}
    article = Provision("a", "article", {tag: (Text("Heading"),) for tag in columns}, label, blocks)
    return replace(whole, provisions=(article,))


@pytest.mark.parametrize("columns", [("ja",), ("en", "ja")])
def test_a_number_stands_on_the_line_of_its_words(columns: tuple[str, ...], tmp_path: Path) -> None:
    """Wherever a line would end, at an ideographic space too, the number of a paragraph has words beside it."""
    said = [wording("Words.", "あ" * length + "　" + "い" * 40) for length in range(12, 52)]
    found = list(boxes(pdf.write(one_article(columns, *said), sample_style(columns)), tmp_path))
    lines = {(page, round(bottom / 6)) for page, text, _, _, _, bottom in found if text.startswith("あ")}
    numbers = [
        (page, round(bottom / 6))
        for page, text, left, _, _, bottom in found
        if re.fullmatch(r"（\d+）", text) and left > 270 * (len(columns) - 1)
    ]
    assert len(numbers) == len(said)
    assert [number for number in numbers if not {number, (number[0], number[1] + 1), (number[0], number[1] - 1)} & lines] == []


def test_references_do_not_part() -> None:
    """Wherever a line ends, the word and the number of a reference stand on the same line, full-width digits too."""
    columns = ("en", "ja")
    one = [
        {"en": (Text("w " * length), Reference(("a",), "Article\u00a013")), "ja": (Text("あ" * length), Reference(("a",), "第１３条"))}
        for length in range(20, 60)
    ]
    text = "\n".join(pages(pdf.write(one_article(columns, *one), sample_style(columns))))
    assert len(re.findall("第１３条", text)) >= len(one)
    assert len(re.findall("Article[ \u00a0]13", text)) >= len(one)


def test_a_long_reference_may_part_but_not_in_a_number() -> None:
    """Many articles named together go on in the next line; no number is torn apart, and nothing stands over the edge."""
    many = "及び".join(f"第{chr(0xFF10 + n)}{chr(0xFF11)}条第{chr(0xFF12)}項" for n in range(1, 10))
    said = [{"en": (Text("w"),), "ja": (Text("あ" * length), Reference(("a",), many))} for length in range(6)]
    text = "\n".join(pages(pdf.write(one_article(("en", "ja"), *said), sample_style(("en", "ja")))))
    assert all(len(re.findall(f"第{chr(0xFF10 + n)}１条", text)) == len(said) for n in range(2, 10))
