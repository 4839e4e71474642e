"""The DOCX back end: what Word will show, what it can still do with it, and what is not in the file."""

import io
import os
import re
import shutil
import subprocess
import sys
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx as python_docx
import docx_integrity
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from agreement_kit.backends import docx
from agreement_kit.backends.docx.levels import heading_form, spell
from agreement_kit.backends.docx.measure import em, lines
from agreement_kit.backends.docx.references import Piece, pieces
from agreement_kit.backends.docx.roles import ROLES
from agreement_kit.document import Agreement, Paragraph, Provision, Reference, Table, Text, plain
from agreement_kit.errors import BrokenReference, RenderError
from agreement_kit.style import LanguageStyle, NumberFormat, Style
from tests import trees

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NUMBERING = {
    "en": ("Article {n}", "Schedule {n}", "Addendum {n}", "({n})/upper_letter", "({n})", "({n})/lower_letter", "({n})/lower_roman"),
    "ja": (
        "第{n}条",
        "別紙{n}",
        "特則{n}",
        "{n}/upper_letter",
        "{n}/full_width",
        "（{n}）/full_width",
        "{n}/lower_letter",
    ),
    "id": ("Pasal {n}", "Lampiran {n}", "Adendum {n}", "{n}./upper_letter", "({n})", "{n}./lower_letter", "{n})"),
    "th": ("ข้อ {n}", "ผนวก {n}", "ภาคเสริม {n}", "({n})", "{n}.", "({n})", "{n})"),
}
LEVELS = ("article", "schedule", "addendum", "recital", "paragraph", "item", "subitem")
COLUMNS = [("en",), ("ja",), ("en", "ja"), ("en", "id"), ("ja", "en", "id")]


# What is written: the sample, with the numbering of its languages


def language(tag: str) -> LanguageStyle:
    """A language of the sample with the numbering that its labels have."""
    formats = {}
    for key, pattern in zip(LEVELS, NUMBERING[tag], strict=True):
        words, _, digits = pattern.partition("/")
        formats[key] = NumberFormat(words, digits or "decimal")
    return replace(trees.language("en" if tag == "th" else tag), tag=tag, numbering=formats)


def style(columns: tuple[str, ...], **changes: Any) -> Style:
    """The style of the sample in some columns."""
    languages = {tag: language(tag) for tag in columns}
    return replace(trees.sample_style(tuple(tag for tag in columns if tag != "th")), columns=columns, languages=languages, **changes)


def addendum(languages: tuple[str, ...]) -> Provision:
    """An addendum whose paragraphs begin at 1 again."""
    names = {"en": "Addendum 1", "ja": "特則1", "id": "Adendum 1"}
    words = trees.wording(
        "Where «@residency.2=Article 3(2)» differs, «@residency.any.all=Article 3» yields to «@addendum.1=paragraph (1)».",
        "«@residency.2=第3条第２項»と異なるときは、この特則による。",
        "Jika berbeda dari «@residency.2=Pasal 3 ayat (2)», Adendum ini berlaku.",
    )
    blocks = tuple(trees.paragraph(f"addendum.{n}", n, words) for n in (1, 2))
    heading = trees.wording("Indonesia", "インドネシア", "Indonesia")
    whole = Provision("addendum.any.ID", "addendum", heading, names, blocks)
    return trees._cut(whole, languages)


def sample(columns: tuple[str, ...], **options: Any) -> Agreement:
    """The sample agreement with an addendum at its end."""
    whole = trees.sample(columns, **options)
    return replace(whole, provisions=(*whole.provisions, addendum(columns)))


def one(*blocks: Any, label: str = "Article 1", more: tuple[Provision, ...] = ()) -> Agreement:
    """An English agreement of one article with these blocks, and perhaps more provisions."""
    provision = Provision("first", "article", {"en": (Text("Only article"),)}, {"en": label}, blocks)
    return replace(trees.sample(("en",)), provisions=(provision, *more))


def line(key: str, text: str, label: str = "", *children: Paragraph) -> Paragraph:
    """An English paragraph."""
    return Paragraph(key, {"en": trees.inlines(text)}, {"en": label}, children)


# What is read back: the file as Word reads it


class Opened:
    """A written file, read by its own rules and not by those that wrote it."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.body = etree.fromstring(self.parts["word/document.xml"])
        self.styles = {node.get(f"{W}styleId"): node for node in self.xml("styles").iter(f"{W}style")}
        numbering = self.xml("numbering")
        self.abstracts = {node.get(f"{W}abstractNumId"): node for node in numbering.findall(f"{W}abstractNum")}
        self.nums = {node.get(f"{W}numId"): node for node in numbering.findall(f"{W}num")}
        self.numbers = dict(self._numbers())

    def xml(self, name: str) -> etree._Element:
        """A part below word/."""
        return etree.fromstring(self.parts[f"word/{name}.xml"])

    def paragraphs(self) -> list[etree._Element]:
        """All paragraphs in order."""
        return list(self.body.iter(f"{W}p"))

    def style_of(self, paragraph: etree._Element) -> str:
        """The id of a paragraph's style."""
        return str(paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val"))

    def language_of(self, paragraph: etree._Element, columns: tuple[str, ...]) -> str:
        """Which column a paragraph belongs to, by its style."""
        name = self.style_of(paragraph)
        return next((tag for tag in columns[1:] if name.endswith(f"-{tag}")), columns[0])

    def list_of(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """The list and level of a paragraph: its own, else that of its style or of the styles that one is based on."""
        found = paragraph.find(f"{W}pPr/{W}numPr")
        name: str | None = self.style_of(paragraph)
        while found is None and name:
            node = self.styles[name]
            found = node.find(f"{W}pPr/{W}numPr")
            based = node.find(f"{W}basedOn")
            name = based.get(f"{W}val") if based is not None else None
        if found is None:
            return None
        place = found.find(f"{W}ilvl")
        return found.find(f"{W}numId").get(f"{W}val"), int(place.get(f"{W}val")) if place is not None else 0

    def _numbers(self) -> Iterator[tuple[etree._Element, str]]:
        """The number Word shows for each paragraph: counts belong to the abstract list, and an override restarts it at its first use."""
        counts: dict[str, list[int | None]] = {key: [None] * 9 for key in self.abstracts}
        used: set[str] = set()
        for paragraph in self.paragraphs():
            place = self.list_of(paragraph)
            if place is None:
                continue
            number, level = place
            abstract = self.nums[number].find(f"{W}abstractNumId").get(f"{W}val")
            state = counts[abstract]
            overrides = {int(o.get(f"{W}ilvl")): int(o[0].get(f"{W}val")) for o in self.nums[number].findall(f"{W}lvlOverride")}
            if number not in used:
                used.add(number)
                for place_, start in overrides.items():
                    state[place_] = start - 1
            levels = {int(node.get(f"{W}ilvl")): node for node in self.abstracts[abstract].findall(f"{W}lvl")}
            before = state[level]
            state[level] = int(levels[level].find(f"{W}start").get(f"{W}val")) if before is None else before + 1
            state[level + 1 :] = [None] * (8 - level)
            yield paragraph, self._text(levels, state)  # type: ignore[misc]

    def _text(self, levels: dict[int, etree._Element], state: list[int | None]) -> str:
        deepest = max(place for place, count in enumerate(state) if count is not None)
        shown = str(levels[deepest].find(f"{W}lvlText").get(f"{W}val"))
        for place, count in enumerate(state):
            kind = levels[place].find(f"{W}numFmt").get(f"{W}val") if place in levels else ""
            shown = shown.replace(f"%{place + 1}", _shown(kind, count or 0))
        return shown


def _shown(kind: str, number: int) -> str:
    words = {"decimal": "decimal", "decimalFullWidth": "full_width", "lowerLetter": "lower_letter", "upperLetter": "upper_letter"}
    return spell(words.get(kind, {"lowerRoman": "lower_roman", "upperRoman": "upper_roman"}.get(kind, "decimal")), number) if number else ""


def text_of(node: etree._Element) -> str:
    """The words below a node, fields by their results."""
    mark = {f"{W}t": lambda n: n.text or "", f"{W}tab": lambda n: "\t", f"{W}br": lambda n: "\n", f"{W}noBreakHyphen": lambda n: "-"}
    return "".join(mark[n.tag](n) for n in node.iter(*mark) if n.getparent().tag == f"{W}r")


def controls(opened: Opened) -> Iterator[tuple[str, etree._Element]]:
    """All content controls with their tags."""
    for node in opened.body.iter(f"{W}sdt"):
        tag = node.find(f"{W}sdtPr/{W}tag")
        if tag is not None:
            yield tag.get(f"{W}val"), node


def walk(agreement: Agreement) -> Iterator[Paragraph | Table]:
    """All blocks of an agreement that hold words."""

    def below(block: Any) -> Iterator[Any]:
        yield block
        for child in getattr(block, "children", ()):
            yield from below(child)

    for provision in agreement.provisions:
        for block in provision.blocks:
            yield from below(block)


@pytest.fixture(scope="module")
def made() -> dict[tuple[str, ...], tuple[Agreement, bytes, Opened]]:
    """The sample in all columns, written once."""
    found = {}
    for columns in COLUMNS:
        agreement = sample(columns)
        data = docx.write(agreement, style(columns))
        found[columns] = (agreement, data, Opened(data))
    return found


# Sound


@pytest.mark.parametrize("columns", COLUMNS)
def test_validators_find_nothing(made: Any, columns: tuple[str, ...], tmp_path: Path) -> None:
    """Two independent checkers of the format find nothing to say."""
    path = tmp_path / "a.docx"
    path.write_bytes(made[columns][1])
    assert [str(error) for error in OpenXmlValidator(FileFormat.MICROSOFT_365).validate(path).errors] == []
    assert docx_integrity.check(path) == []


def test_hard_documents_are_sound(tmp_path: Path) -> None:
    """Internal notes, state paper, reading copies, typed numbers, empty tables and long tags are sound too."""
    columns = ("en", "ja")
    hard = replace(sample(columns), instrument="memorandum_of_cooperation")
    odd = one(line("x" * 100, "long"), Table("none", (), ()), line("b", "typed", "1 bis"), label="Article 12 bis")
    files = {
        "internal": docx.write(sample(columns), style(columns, audience="internal")),
        "paper": docx.write(hard, style(columns, reading_copy=("ja",))),
        "odd": docx.write(odd, style(("en",), draft=False)),
    }
    for name, data in files.items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(data)
        assert [str(error) for error in OpenXmlValidator(FileFormat.MICROSOFT_365).validate(path).errors] == []
        assert docx_integrity.check(path) == []


def test_opens_with_python_docx(made: Any) -> None:
    """python-docx opens the file and finds title, date and no author."""
    document = python_docx.Document(io.BytesIO(made["en", "ja"][1]))
    properties = document.core_properties
    assert properties.title == "Training Data Sharing Agreement / 学習用データ共有契約書"
    assert (properties.author, properties.last_modified_by, str(properties.created.date())) == ("", "", "2026-11-24")
    assert any(
        paragraph.style.name == "Heading 1"
        for table in document.tables
        for row in table.rows
        for c in row.cells
        for paragraph in c.paragraphs
    )


def test_same_bytes(made: Any) -> None:
    """The same agreement and style give the same bytes, in another process with another hash seed too."""
    assert docx.write(sample(("en", "ja")), style(("en", "ja"))) == made["en", "ja"][1]
    code = (
        "import hashlib; from tests.test_backend_docx import docx, sample, style;"
        "print(hashlib.sha256(docx.write(sample(('en','ja')), style(('en','ja')))).hexdigest())"
    )
    root = Path(__file__).parent.parent
    seen = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


def test_package_is_plain(made: Any) -> None:
    """No clock, no machine, no duplicate part, nothing that leads outside, nothing that Word must ask about."""
    data = made["en", "ja"][1]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        assert [entry.filename for entry in entries] == sorted({entry.filename for entry in entries})
        assert {(entry.date_time, entry.create_system, entry.external_attr) for entry in entries} == {
            ((1980, 1, 1, 0, 0, 0), 0, 0o600 << 16)
        }
        whole = b"".join(archive.read(entry) for entry in entries)
    assert b"TargetMode" not in whole
    assert b"updateFields" not in whole
    assert b"w:dirty" not in whole


@pytest.mark.parametrize("columns", COLUMNS)
def test_ids_are_unique(made: Any, columns: tuple[str, ...]) -> None:
    """Content controls, bookmarks and lists have ids of their own; tags fit what Word takes."""
    opened = made[columns][2]
    for path, attribute in (("sdtPr/{w}id", "val"), ("bookmarkStart", "id"), ("bookmarkStart", "name"), ("bookmarkEnd", "id")):
        nodes = [node for node in opened.body.iter() if node.tag == W + path.split("/")[-1].replace("{w}", "")]
        if "/" in path:
            nodes = [node for node in nodes if node.getparent().tag == f"{W}sdtPr"]
        values = [node.get(W + attribute) for node in nodes]
        assert len(values) == len(set(values)) > 0
    ids = [int(node.get(f"{W}val")) for node in opened.body.iter(f"{W}id") if node.getparent().tag == f"{W}sdtPr"]
    assert all(0 < number < 2**31 for number in ids)
    assert len(opened.nums) == len(opened.xml("numbering").findall(f"{W}num"))
    assert all(len(name) <= 40 for name in (node.get(f"{W}name") for node in opened.body.iter(f"{W}bookmarkStart")))
    assert all(len(tag) <= 64 for tag, _ in controls(opened))


# Numbers


@pytest.mark.parametrize("columns", COLUMNS)
def test_numbers_word_shows_are_the_labels(made: Any, columns: tuple[str, ...]) -> None:
    """The number computed from numbering.xml for each paragraph, or typed where no list can show it, is the label of the tree."""
    agreement, _, opened = made[columns]
    labels = {block.id: block.label for block in walk(agreement) if isinstance(block, Paragraph)}
    for provision in agreement.provisions:
        first = provision.blocks[0]
        if provision.kind == "recital" and isinstance(first, Paragraph):
            labels[first.id] = provision.label
    seen = Counter()
    for paragraph in opened.paragraphs():
        for node in paragraph.findall(f".//{W}sdt"):
            tag = node.find(f"{W}sdtPr/{W}tag").get(f"{W}val")
            if tag not in labels:
                continue
            tongue = opened.language_of(paragraph, columns)
            typed = text_of(paragraph).partition("\t")[0] if "\t" in text_of(paragraph) else ""
            assert (opened.numbers.get(paragraph) or typed) == labels[tag].get(tongue, ""), (tag, tongue)
            seen[tag] += 1
    assert set(seen.values()) == {len(columns)}
    assert seen.keys() == labels.keys()


@pytest.mark.parametrize("columns", COLUMNS)
def test_headings_read_as_the_form_of_the_language(made: Any, columns: tuple[str, ...]) -> None:
    """Number, what stands between, and heading text together are the heading form of the language."""
    agreement, _, opened = made[columns]
    spaces = {"space": " ", "nothing": ""}
    for provision in agreement.provisions:
        found = [node for tag, node in controls(opened) if tag == provision.id]
        for tongue, node in zip(columns, found, strict=False):
            paragraph = next(node.iterancestors(f"{W}p"))
            look = language(tongue)
            words = plain(provision.heading[tongue])
            form = look.heading.replace("} {", "}\n{") if look.heading_layout == "stacked" else look.heading
            whole = form.format(label=provision.label[tongue], heading=words) if provision.label[tongue] else words
            number = opened.numbers.get(paragraph, "")
            after = "" if not number else spaces[_suffix(opened, paragraph)]
            shown = text_of(paragraph) if "\n" in whole else text_of(paragraph).replace("\n", "")  # lines between phrases are ours
            assert number + after + shown == whole


def _suffix(opened: Opened, paragraph: etree._Element) -> str:
    number, level = opened.list_of(paragraph) or ("", 0)
    abstract = opened.abstracts[opened.nums[number].find(f"{W}abstractNumId").get(f"{W}val")]
    return str(abstract.findall(f"{W}lvl")[level].find(f"{W}suff").get(f"{W}val"))


def test_each_language_has_lists_of_its_own(made: Any) -> None:
    """Side by side, no list is used by two columns, so numbers neither run on nor double."""
    opened = made["ja", "en", "id"][2]
    users: dict[str, set[str]] = {}
    for paragraph in opened.numbers:
        number = opened.list_of(paragraph)[0]
        abstract = opened.nums[number].find(f"{W}abstractNumId").get(f"{W}val")
        if opened.numbers[paragraph]:
            users.setdefault(abstract, set()).add(opened.language_of(paragraph, ("ja", "en", "id")))
    assert len(users) > 6
    assert all(len(languages) == 1 for languages in users.values())


def test_articles_restart_natively(made: Any) -> None:
    """The paragraphs of articles are numbered by their styles alone: no list is made anew for an article."""
    opened = made[("en",)][2]
    for paragraph in opened.paragraphs():
        if opened.style_of(paragraph) == "Heading1":
            assert paragraph.find(f"{W}pPr/{W}numPr") is None
    own = [n for n in opened.nums.values() if n.find(f"{W}lvlOverride") is not None]
    assert own == []


def numbers_of(agreement: Agreement) -> dict[str, str]:
    """What Word shows for each block of an English agreement, typed numbers included."""
    opened = Opened(docx.write(agreement, style(("en",))))
    found = {}
    for tag, node in controls(opened):
        paragraph = next(node.iterancestors(f"{W}p"), None)
        if paragraph is not None:
            words = text_of(paragraph)
            found[tag] = opened.numbers.get(paragraph) or (words.partition("\t")[0] if "\t" in words else "")
    return found


def test_held_numbering() -> None:
    """An article between two others, a gap, a first paragraph without a number: all as the tree says."""
    more = tuple(
        Provision(
            f"a{n}", "article", {"en": (Text("Next"),)}, {"en": label}, (line(f"a{n}.1", "one", "(1)"), line(f"a{n}.2", "two", "(2)"))
        )
        for n, label in enumerate(("Article 1 bis", "Article 2", "Article 7", "Article 8"))
    )
    blocks = (
        line("p1", "without"),
        line("p2", "second", "(2)", line("i", "item", "(a)")),
        line("p3", "third", "(3)", line("j", "item", "(a)")),
    )
    shown = numbers_of(one(*blocks, more=more))
    assert [shown[key] for key in ("p1", "p2", "i", "p3", "j")] == ["", "(2)", "(a)", "(3)", "(a)"]
    assert [shown[f"a{n}.{k}"] for n in range(4) for k in (1, 2)] == ["(1)", "(2)"] * 4
    headings = Opened(docx.write(one(*blocks, more=more), style(("en",)))).paragraphs()
    assert "Article 1 bis. Next" in [text_of(paragraph) for paragraph in headings]
    assert [shown[key] for key in ("first", "a0", "a2", "a3")] == ["Article 1.", "", "Article 7.", "Article 8."]


LABELS = st.sampled_from(["", "(1)", "(2)", "(3)", "(7)", "(a)", "(b)", "(i)", "(ii)", "1 bis", "ア"])
TREES = st.lists(st.tuples(LABELS, st.lists(st.tuples(LABELS, st.lists(LABELS, max_size=3)), max_size=3)), min_size=1, max_size=4)


@given(st.lists(st.tuples(st.sampled_from(["Article 1", "Article 2", "Article 5", "Article 5 bis", ""]), TREES), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_any_labels_come_out_as_the_tree_says(parts: Any) -> None:
    """Whatever labels a tree has, in whatever order, Word shows them."""
    wanted: dict[str, str] = {}

    def made(key: str, label: str, below: Any) -> Paragraph:
        wanted[key] = label
        pairs = [each if isinstance(each, tuple) else (each, []) for each in below]
        return line(key, "words", label, *(made(f"{key}.{n}", *pair) for n, pair in enumerate(pairs)))

    provisions = tuple(
        Provision(f"p{n}", "article", {"en": (Text("x"),)}, {"en": label}, tuple(made(f"p{n}.{k}", *tree) for k, tree in enumerate(trees_)))
        for n, (label, trees_) in enumerate(parts)
    )
    shown = numbers_of(replace(one(), provisions=provisions))
    assert {key: shown[key] for key in wanted} == wanted


def test_items_begin_again() -> None:
    """Items under two unnumbered paragraphs, and a paragraph after items that skipped its level, are numbered as the tree says."""
    blocks = (
        line("c", "chapeau", "", line("c1", "x", "(a)"), line("c2", "x", "(b)")),
        line("d", "chapeau", "", line("d1", "x", "(a)")),
        line("e", "numbered", "(1)", line("e1", "x", "(a)")),
    )
    shown = numbers_of(one(*blocks))
    assert [shown[key] for key in ("c", "c1", "c2", "d", "d1", "e", "e1")] == ["", "(a)", "(b)", "", "(a)", "(1)", "(a)"]


def test_first_paragraph_without_number_is_native() -> None:
    """Where paragraphs begin with 2, as in Japanese statutes, the list itself begins with 2."""
    articles = tuple(
        Provision(f"a{n}", "article", {"en": (Text("x"),)}, {"en": f"Article {n}"}, (line(f"a{n}.1", "x"), line(f"a{n}.2", "x", "(2)")))
        for n in range(2, 5)
    )
    agreement = one(line("a1.1", "x"), line("a1.2", "x", "(2)"), more=articles)
    opened = Opened(docx.write(agreement, style(("en",))))
    assert all(node.find(f"{W}lvlOverride") is None for node in opened.nums.values())
    assert all(numbers_of(agreement)[f"a{n}.2"] == "(2)" for n in range(1, 5))


@pytest.mark.parametrize(
    ("digits", "number", "written"),
    [
        ("decimal", 12, "12"),
        ("full_width", 12, "１２"),
        ("lower_letter", 27, "aa"),
        ("upper_letter", 28, "BB"),
        ("lower_roman", 14, "xiv"),
        ("upper_roman", 9, "IX"),
    ],
)
def test_spell(digits: str, number: int, written: str) -> None:
    """Numbers are written as Word writes them."""
    assert spell(digits, number) == written


@pytest.mark.parametrize(
    ("form", "layout", "parts"),
    [
        ("{label}. {heading}", "inline", ("", ".", "space", "", "")),
        ("{label}（{heading}）", "inline", ("", "", "nothing", "（", "）")),
        ("{label} {heading}", "stacked", ("", "", "nothing", "\n", "")),
        ("§ {label}\t{heading}", "inline", ("§ ", "", "tab", "", "")),
        ("{label}\u3000{heading}", "inline", ("", "", "nothing", "\u3000", "")),
    ],
)
def test_heading_form(form: str, layout: Any, parts: tuple[str, ...]) -> None:
    """A heading form is cut into Word's number, what follows the number, and text."""
    cut = heading_form(replace(language("en"), heading=form, heading_layout=layout))
    assert (cut.lead, cut.trail, cut.after, cut.glue, cut.tail) == parts


# Contents and references


@pytest.mark.parametrize("columns", COLUMNS)
def test_contents_are_finished_and_right(made: Any, columns: tuple[str, ...]) -> None:
    """Each language has a contents field whose entries are its headings, each with a link to it and a page number."""
    agreement, _, opened = made[columns]
    anchors = {node.get(f"{W}name") for node in opened.body.iter(f"{W}bookmarkStart")}
    codes = [node.text.strip() for node in opened.body.iter(f"{W}instrText")]
    assert [code for code in codes if code.startswith("TOC")] == [rf'TOC \o "{n}-{n}" \h \z' for n in range(1, len(columns) + 1)]
    for place, tongue in enumerate(columns, 1):
        entries = [text_of(p).rsplit("\t", 1) for p in opened.paragraphs() if opened.style_of(p) == f"TOC{place}"]
        listed = [p for p in agreement.provisions if p.kind in ("article", "schedule", "addendum") and plain(p.heading[tongue])]
        form = language(tongue).heading
        expected = [
            form.format(label=p.label[tongue], heading=plain(p.heading[tongue])) if p.label[tongue] else plain(p.heading[tongue])
            for p in listed
        ]
        assert [text.replace("\n", "") for text, _ in entries] == expected  # a long one is broken by us
        assert all(page.isdigit() and int(page) >= 3 for _, page in entries)
        assert [int(page) for _, page in entries] == sorted(int(page) for _, page in entries)
    for node in opened.body.iter(f"{W}hyperlink"):
        assert node.get(f"{W}anchor") in anchors


@pytest.mark.parametrize("columns", COLUMNS)
def test_outline_levels_are_those_the_contents_ask_for(made: Any, columns: tuple[str, ...]) -> None:
    """The headings of the first language are of the first outline level, those of the second of the second."""
    opened = made[columns][2]
    for node in opened.body.iter(f"{W}bookmarkStart"):
        if node.get(f"{W}name").startswith("_Toc"):
            name = opened.style_of(next(node.iterancestors(f"{W}p")))
            level = int(opened.styles[name].find(f"{W}pPr/{W}outlineLvl").get(f"{W}val"))
            tongue = next((tag for tag in columns[1:] if name.endswith(f"-{tag}")), columns[0])
            assert level == columns.index(tongue)


def test_given_pages_are_used() -> None:
    """Page numbers that another layout knows replace the estimate."""
    agreement = sample(("en",))
    opened = Opened(docx.write(agreement, style(("en",)), {"residency.any.all": 77}))
    entries = [text_of(p) for p in opened.paragraphs() if opened.style_of(p) == "TOC1"]
    assert [entry for entry in entries if entry.endswith("\t77")] == ["Article 3. Storage and processing in Indonesia\t77"]


@pytest.mark.parametrize("columns", COLUMNS)
def test_words_are_those_of_the_tree(made: Any, columns: tuple[str, ...]) -> None:
    """Every block reads, in every language, exactly as in the tree: references and blanks show their finished words."""
    agreement, _, opened = made[columns]
    wanted = {block.id: block.wording for block in walk(agreement) if isinstance(block, Paragraph)}
    for tag, node in controls(opened):
        if tag in wanted:
            tongue = opened.language_of(next(node.iterancestors(f"{W}p")), columns)
            assert text_of(node) == plain(wanted[tag][tongue])


@pytest.mark.parametrize("columns", COLUMNS)
def test_reference_fields_would_update_to_what_they_show(made: Any, columns: tuple[str, ...]) -> None:
    """Every field leads to a bookmark, and the number there is the result that stands in the field: updating changes nothing."""
    opened = made[columns][2]
    places = {node.get(f"{W}name"): next(node.iterancestors(f"{W}p")) for node in opened.body.iter(f"{W}bookmarkStart")}
    count = 0
    for code in opened.body.iter(f"{W}instrText"):
        kind, name, *switches = code.text.split()
        if kind != "REF":
            continue
        count += 1
        number = opened.numbers[places[name]].rstrip(".")
        result = code.getparent().getnext().getnext()
        assert (text_of(result), switches) == (number, [r"\n", r"\h"])
    assert count >= 5


@pytest.mark.parametrize(
    ("text", "chains", "cut"),
    [
        ("Article 5", [[(1, "Article 5.")]], [("Article 5", 1)]),
        ("Article 5(2)", [[(1, "Article 5."), (2, "(2)")]], [("Article 5", 1), ("(2)", 2)]),
        ("Article 5(2)", [[(1, "Article 5"), (2, "2.")]], [("Article 5", 1), ("(", None), ("2", 2), (")", None)]),
        ("Article 5(2) and (3)", [[(1, "Article 5"), (2, "(2)")], [(1, "Article 5"), (3, "(3)")]], [("Article 5", 1), ("(2)", 2), (" and ", None), ("(3)", 3)]),
        ("paragraph (2)", [[(1, "Article 5"), (2, "(2)")]], [("paragraph ", None), ("(2)", 2)]),
        ("第５条第２項", [[(1, "第５条"), (2, "２")]], [("第５条", 1), ("第", None), ("２", 2), ("項", None)]),
        ("Pasal 5 ayat (2) huruf a", [[(1, "Pasal 5"), (2, "(2)"), (3, "a.")]], [("Pasal 5", 1), (" ayat ", None), ("(2)", 2), (" huruf ", None), ("a", 3)]),
    ],
)  # fmt: skip
def test_pieces(text: str, chains: Any, cut: Any) -> None:
    """The words of a reference are cut into numbers that fields show and the words between."""
    found = pieces(text, chains)
    assert found == tuple(Piece(*each) for each in cut)
    assert "".join(piece.text for piece in found or ()) == text


@pytest.mark.parametrize(
    ("text", "chains"),
    [
        ("Article 12(2)", [[(1, "Article 1"), (2, "(2)")]]),  # another article's number
        ("Article 5(2)", [[(1, "Article 5")]]),  # a paragraph that no field would show
        ("Articles 5 and 7", [[(1, "Article 5")], [(2, "Article 7")]]),  # "Articles Article 5 and Article 7"
        ("the Schedule", [[(1, "Schedule 1")]]),
        ("Article 12 bis", [[(1, "")]]),  # a typed number
    ],
)
def test_pieces_that_would_go_wrong_are_not_made(text: str, chains: Any) -> None:
    """Words that an update would make half wrong are left whole: a link, no field."""
    assert pieces(text, chains) is None


def test_a_reference_that_no_field_can_show_is_a_link() -> None:
    """A reference to a typed number, to an unnumbered paragraph or to a table shows its words and leads to its place."""
    blocks = (
        line("p", "See «@q=the next paragraph», «@t=the table» and «@first=Article 12 bis»."),
        line("q", "next"),
        Table("t", (), (({"en": (Text("a"),)}, {"en": (Text("b"),)}),)),
    )
    opened = Opened(docx.write(one(*blocks, label="Article 12 bis"), style(("en",))))
    anchors = {node.get(f"{W}name") for node in opened.body.iter(f"{W}bookmarkStart")}
    links = {text_of(node): node.get(f"{W}anchor") for node in opened.body.iter(f"{W}hyperlink")}
    assert {"the next paragraph", "the table", "Article 12 bis"} <= links.keys()
    assert set(links.values()) <= anchors


# Languages


@pytest.mark.parametrize("columns", COLUMNS)
def test_language_and_fonts_are_set_throughout(made: Any, columns: tuple[str, ...]) -> None:
    """Every paragraph style, and the default, names a font for all four slots and a language of all three kinds."""
    opened = made[columns][2]
    default = opened.xml("styles").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    looks = [
        default,
        *(node.find(f"{W}rPr") for key, node in opened.styles.items() if node.get(f"{W}type") == "paragraph" and key != "Normal"),
    ]
    for look in looks:
        fonts, kinds = look.find(f"{W}rFonts"), look.find(f"{W}lang")
        assert all(fonts.get(W + slot) for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
        assert all(kinds.get(W + kind) for kind in ("val", "eastAsia", "bidi"))
        assert look[-1] is kinds
    # Latin words in Japanese are of the deal's first language in Latin script, or they would be broken anywhere.
    latin = next(({"en": "en-GB", "id": "id-ID"}[tag] for tag in columns if tag != "ja"), "en-GB")
    codes = {"en": ("val", "en-GB"), "id": ("val", "id-ID"), "ja": ("eastAsia", "ja-JP")}
    for paragraph in opened.paragraphs():
        tongue = opened.language_of(paragraph, columns)
        name = opened.style_of(paragraph)
        if not name.startswith("TOC"):
            kinds = opened.styles[name].find(f"{W}rPr/{W}lang")
            assert kinds.get(W + codes[tongue][0]) == codes[tongue][1]
            assert kinds.get(f"{W}val") == (latin if tongue == "ja" else codes[tongue][1])


def test_japanese_is_set_as_east_asian(made: Any) -> None:
    """Japanese has a font of its own in the East Asian slot, and ambiguous signs such as … are told to use it."""
    opened = made["en", "ja"][2]
    fonts = opened.styles["Paragraph-ja"].find(f"{W}rPr/{W}rFonts")
    assert (fonts.get(f"{W}eastAsia"), fonts.get(f"{W}ascii"), fonts.get(f"{W}hint")) == ("MS Mincho", "Times New Roman", "eastAsia")
    named = replace(language("ja"), word_fonts=("Yu Mincho", "MS Mincho"))
    opened = Opened(docx.write(sample(("ja",)), replace(style(("ja",)), languages={"ja": named})))
    assert opened.styles["Paragraph"].find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia") == "Yu Mincho"
    font = next(node for node in opened.xml("fontTable") if node.get(f"{W}name") == "Yu Mincho")
    assert (font.find(f"{W}altName").get(f"{W}val"), font.find(f"{W}charset").get(f"{W}val")) == ("MS Mincho", "80")


def test_thai_is_set_as_complex_script() -> None:
    """Thai fills the slot of complex scripts: font, size and language."""
    thai = replace(language("th"), name="ไทย", fonts=("Noto Serif Thai", "Noto Serif"), script="complex", heading="{label} {heading}")
    words = {"en": trees.inlines("The parties agree."), "th": trees.inlines("คู่สัญญาตกลงกัน")}
    labels = {"en": "Article 1", "th": "ข้อ 1"}
    provision = Provision("a", "article", words, labels, (Paragraph("a.1", words, {"en": "(1)", "th": "1."}),))
    agreement = replace(trees.sample(("en",)), title={"en": "Deal", "th": "ความตกลง"}, parties=(words,), provisions=(provision,))
    opened = Opened(docx.write(agreement, replace(style(("en", "th")), languages={"en": language("en"), "th": thai})))
    look = opened.styles["Paragraph-th"].find(f"{W}rPr")
    assert look.find(f"{W}rFonts").get(f"{W}cs") == "Leelawadee UI"
    assert look.find(f"{W}lang").get(f"{W}bidi") == "th-TH"
    assert look.find(f"{W}cs") is not None
    assert opened.styles["Paragraph"].find(f"{W}rPr/{W}rFonts").get(f"{W}cs") == "Leelawadee UI"
    assert sorted(filter(None, opened.numbers.values())) == ["(1)", "1.", "Article 1.", "ข้อ 1"]


def test_right_to_left() -> None:
    """A language written from right to left turns its paragraphs and runs."""
    turned = replace(language("en"), direction="rtl", script="complex")
    opened = Opened(docx.write(sample(("en",)), replace(style(("en",)), languages={"en": turned})))
    assert opened.styles["Paragraph"].find(f"{W}pPr/{W}bidi") is not None
    assert opened.styles["Paragraph"].find(f"{W}rPr/{W}rtl") is not None


# Rows, tables, blanks


def signature_tables(opened: Opened) -> list[etree._Element]:
    """The tables to sign in."""
    return [node for node in opened.body.iter(f"{W}tbl") if node.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val") == "SignatureTable"]


@pytest.mark.parametrize("columns", [c for c in COLUMNS if len(c) > 1])
def test_a_row_a_block(made: Any, columns: tuple[str, ...]) -> None:
    """Side by side, every block is a row with the languages in the order of the columns; widths fill the grid."""
    agreement, _, opened = made[columns]
    for table in opened.body.iter(f"{W}tbl"):
        grid = [int(node.get(f"{W}w")) for node in table.find(f"{W}tblGrid")]
        for row in table.iterfind(f"{W}tr"):
            widths = [int(node.get(f"{W}w")) for node in row.iterfind(f"{W}tc/{W}tcPr/{W}tcW")]
            assert sum(widths) == sum(grid) == 9411
    signing = {row for form in signature_tables(opened) for row in form.iter(f"{W}tr")}
    rows = [row for row in opened.body.iter(f"{W}tr") if row.find(f"{W}tc/{W}p/{W}sdt") is not None and row not in signing]
    blocks = {block.id for block in walk(agreement) if isinstance(block, Paragraph)}
    for row in rows:
        tags = [node.get(f"{W}val") for node in row.iterfind(f"{W}tc/{W}p//{W}sdtPr/{W}tag") if node.get(f"{W}val") in blocks]
        assert len(set(tags)) <= 1
        order = [opened.language_of(p, columns) for p in row.iterfind(f"{W}tc/{W}p")]
        assert order == list(columns)


def test_tall_rows_may_break_and_short_ones_not() -> None:
    """A row of a few lines stays on one page; one of many may break, or it would leave a hole."""
    agreement = one(line("short", "word"), line("tall", "word " * 400))
    both = {"en": (Text("x"),), "ja": (Text("x"),)}
    blocks = tuple(Paragraph(b.id, {**b.wording, "ja": b.wording["en"]}, {}) for b in agreement.provisions[0].blocks)
    provision = replace(agreement.provisions[0], heading=both, label={}, blocks=blocks)
    twofold = replace(agreement, title={"en": "x", "ja": "y"}, parties=(), provisions=(provision,))
    opened = Opened(docx.write(twofold, style(("en", "ja"))))
    whole = {tag: next(node.iterancestors(f"{W}tr")).find(f"{W}trPr/{W}cantSplit") is not None for tag, node in controls(opened)}
    assert (whole["short"], whole["tall"]) == (True, False)


def test_cells_of_tables_stack_the_languages_once() -> None:
    """A cell of a table has a paragraph a language, and one only where all say the same; its header repeats."""
    opened = Opened(docx.write(sample(("en", "ja")), style(("en", "ja"))))
    table = next(node for tag, node in controls(opened) if tag == "data_schedule.table").find(f".//{W}tbl")
    first, second = table.findall(f"{W}tr")[:2]
    assert first.find(f"{W}trPr/{W}tblHeader") is not None
    assert [[text_of(p) for p in cell.iterfind(f"{W}p")] for cell in second.iterfind(f"{W}tc")][:2] == [
        ["Broadcast Speech 1", "放送音声1"],
        ["PT Nusantara Suara"],
    ]


@pytest.mark.parametrize("columns", [("en",), ("en", "ja")])
def test_signatures_stay_with_the_last_words(made: Any, columns: tuple[str, ...]) -> None:
    """From the last words before the signatures to the last line to sign on, everything is kept with what follows; lines are ruled."""
    opened = made[columns][2]
    tags = ["testimonium.1", "signature.any.all", "signature.1"]
    for tag, node in controls(opened):
        if tag in tags:
            paragraph = next(node.iterancestors(f"{W}p"))
            kept = paragraph.find(f"{W}pPr/{W}keepNext") is not None
            assert (
                kept
                or opened.styles[opened.style_of(paragraph)].find(f"{W}pPr/{W}keepNext") is not None
                or "-" in opened.style_of(paragraph)
            )
    form = next(node for tag, node in controls(opened) if tag == "signature.1.form").find(f".//{W}tbl")
    rows = form.findall(f"{W}tr")
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert all(row.find(f".//{W}keepNext") is not None or "Heading" in opened.style_of(row.find(f".//{W}p")) for row in rows[:-1])
    assert rows[-1].findall(f"{W}tc")[-1].find(f"{W}tcPr/{W}tcBorders/{W}bottom") is not None


def test_blanks_are_controls() -> None:
    """Every blank stands in a control with its name; open ones are highlighted; definitions are bold."""
    opened = Opened(docx.write(sample(("en",)), style(("en",))))
    found = dict(controls(opened))
    assert text_of(found["log_months"]) == "24 months"
    assert found["log_months"].find(f"{W}sdtPr/{W}text") is not None
    assert found["cap"].find(f".//{W}highlight").get(f"{W}val") == "yellow"
    assert found["log_months"].find(f".//{W}highlight") is None
    terms = [text_of(r.getparent().getparent()) for r in opened.body.iter(f"{W}rStyle") if r.get(f"{W}val") == "DefinedTerm"]
    assert terms == ["Training Data", "Trained Model"]


def test_controls_of_blocks_are_hidden() -> None:
    """The controls around blocks do not show, so that lawyers edit the file as any other."""
    opened = Opened(docx.write(sample(("en",)), style(("en",))))
    shown = dict(controls(opened))["residency.1"].find(f"{W}sdtPr")
    assert [child.tag.rpartition("}")[2] for child in shown] == ["tag", "id", "appearance"]


def test_a_picture_is_made_of_shapes_with_words() -> None:
    """A picture is a group of Word's shapes, whose words can be edited; older programs get the words that say what it shows."""
    opened = Opened(docx.write(sample(("en", "ja")), style(("en", "ja"))))
    described = next(node for node in opened.body.iter() if node.tag.endswith("}docPr"))
    assert described.get("descr") == "The path of the data / データの流れ"
    held = dict(controls(opened))["operations.picture"]
    assert {"Indonesia", "インドネシア", "Studio", "スタジオ", "1", "Speech: copy"} <= {
        text_of(node) for node in held.iter(f"{W}txbxContent") for node in node
    }
    fallback = next(node for node in held.iter() if node.tag.endswith("}Fallback"))
    assert "データの流れ" in "".join(fallback.itertext())


# What leaves the house


def test_nothing_of_the_house_is_in_a_file_for_others(made: Any) -> None:
    """No part of a file for others names a reason, a position or why it is a draft; an internal one says them all."""
    for agreement, _, opened in made.values():
        whole = b"".join(opened.parts.values()).decode("utf-8", "replace")
        assert trees.SECRET not in whole
        assert all(reason not in whole for reason in agreement.draft_because)
        assert "public body" not in whole
    internal = Opened(docx.write(sample(("en", "ja")), style(("en", "ja"), audience="internal")))
    whole = internal.parts["word/document.xml"].decode()
    assert trees.SECRET in whole
    assert "The cap is open." in whole
    assert "Internal: not for the other side" in internal.parts["word/header.xml"].decode()


def test_marks() -> None:
    """A draft and a reading copy say so on every page, in every language; a final text does not."""
    columns = ("en", "ja")
    draft = Opened(docx.write(sample(columns), style(columns)))
    for part in ("header", "headerFirst"):
        assert {"Draft", "案"} <= {node.text for node in draft.xml(part).iter(f"{W}t")}
    final = Opened(docx.write(sample(columns), style(columns, draft=False)))
    assert "Draft" not in {node.text for node in final.xml("header").iter(f"{W}t")}
    copy = Opened(docx.write(sample(("ja",)), style(("ja",), reading_copy=("ja",))))
    assert "参考訳" in {node.text for node in copy.xml("header").iter(f"{W}t")}
    assert "日本語 · 参考訳" in text_of(Opened(docx.write(sample(columns), style(columns, reading_copy=("ja",)))).xml("header"))


def test_marks_survive_a_language_without_words() -> None:
    """A language that lacks the words of the page still marks a draft."""
    bare = replace(language("en"), words={})
    opened = Opened(docx.write(sample(("en",)), replace(style(("en",)), languages={"en": bare})))
    assert "DRAFT" in {node.text for node in opened.xml("header").iter(f"{W}t")}
    assert "".join(node.text for node in opened.xml("footer").iter(f"{W}t")).startswith("1 / ")


def test_page_numbers_are_fields() -> None:
    """The footer counts pages with fields, in the words of each language."""
    opened = Opened(docx.write(sample(("en", "ja")), style(("en", "ja"))))
    footer = opened.xml("footer")
    assert [node.text.strip() for node in footer.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES", "NUMPAGES", "PAGE"]
    assert re.fullmatch(r"Page 1 of \d+\d*頁中1頁", "".join(node.text for node in footer.iter(f"{W}t")))


def test_state_paper() -> None:
    """Paper between states has its title at the head, no contents, and a plain page number."""
    opened = Opened(docx.write(replace(sample(("en",)), instrument="implementing_arrangement"), style(("en",))))
    assert "TOC" not in text_of(opened.body)
    assert not any("TOC" in (node.text or "") for node in opened.body.iter(f"{W}instrText"))
    assert [node.text.strip() for node in opened.xml("footer").iter(f"{W}instrText")] == ["PAGE"]
    assert opened.body.find(f".//{W}titlePg") is None
    assert opened.style_of(opened.paragraphs()[0]) == "Title"


# Hard input


def test_text_that_xml_cannot_hold() -> None:
    """Control characters and lone surrogates are left out; markup in names stays text; line breaks and tabs stay."""
    agreement = sample(("en",), first=trees.HOSTILE)
    agreement = replace(agreement, title={"en": "A\x00B\x0bC\ud800 & <D>"})
    blocks = (line("p", "bell\x07 and\ttab\nline ‹x› \ufffe end"),)
    agreement = replace(agreement, provisions=(*agreement.provisions, replace(one(*blocks).provisions[0], label={"en": "Article 11"})))
    data = docx.write(agreement, style(("en",)))
    opened = Opened(data)
    assert trees.HOSTILE in text_of(opened.body)
    assert "bell and\ttab\nline ‹x›  end" in text_of(opened.body)
    assert python_docx.Document(io.BytesIO(data)).core_properties.title == "ABC & <D>"


def numbered(**changes: NumberFormat | None) -> Style:
    """The English style with other numbering; None leaves a kind out."""
    formats = {key: value for key, value in {**language("en").numbering, **changes}.items() if value}
    return replace(style(("en",)), languages={"en": replace(language("en"), numbering=formats)})


def test_errors() -> None:
    """What cannot be written is refused with its reason."""
    agreement, look = sample(("en",)), style(("en",))
    nowhere = one(Paragraph("x", {"en": (Reference(("nowhere",), "Article 99"),)}, {}))
    refused: list[tuple[Agreement, Style, type[Exception], str]] = [
        (agreement, replace(look, columns=("en", "ja")), RenderError, "no style for ja"),
        (agreement, style(("en", "ja")), RenderError, "no wording in ja"),
        (agreement, numbered(item=None), RenderError, "how item numbers are written"),
        (agreement, numbered(item=NumberFormat("{n}", "lowerroman")), RenderError, "not a way to write numbers; did you mean lower_roman"),
        (nowhere, look, BrokenReference, "nowhere"),
        (agreement, style(("en",), docx={"artcle": {"name": "x"}}), RenderError, "not a role of the text; did you mean article"),
    ]
    for written, looks, error, words in refused:
        with pytest.raises(error, match=words):
            docx.write(written, looks)


def test_a_house_gives_its_own_styles() -> None:
    """A role map names other styles and looks, in part; the rest stays ours."""
    given = {"article": {"name": "Firm Clause Heading", "size": 1.5}}
    opened = Opened(docx.write(sample(("en",)), style(("en",), docx=given)))
    assert opened.styles["FirmClauseHeading"].find(f"{W}rPr/{W}sz").get(f"{W}val") == "30"
    assert "Paragraph" in opened.styles


def test_the_template_is_the_default() -> None:
    """templates/docx/styles.yaml and the roles that the code falls back on are the same."""
    path = Path(__file__).parent.parent / "templates" / "docx" / "styles.yaml"
    assert yaml.safe_load(path.read_text(encoding="utf-8")) == ROLES


# Pages and speed


def test_measure() -> None:
    """Wide characters count whole, marks above and below letters not at all."""
    assert em("漢字") == 2.0
    assert em("กำ่") == em("กา")
    assert lines("a\nb", 100, 10) == 2


# LibreOffice


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, ...], Path]:
    """The sample converted to PDF by LibreOffice."""
    office = shutil.which("soffice")
    if not office or not shutil.which("pdftotext"):
        pytest.skip("LibreOffice and pdftotext are needed to read the file back")
    folder = tmp_path_factory.mktemp("office")
    found = {}
    for columns in (("en",), ("en", "ja"), ("en", "id")):
        path = folder / f"{'-'.join(columns)}.docx"
        path.write_bytes(docx.write(sample(columns, repeat=3), style(columns)))
        found[columns] = path
    # Plain-text controls would become form fields of the PDF, outside its text.
    export = 'pdf:writer_pdf_Export:{"ExportFormFields":{"type":"boolean","value":"false"}}'
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [office, "--headless", profile, "--convert-to", export, "--outdir", str(folder), *map(str, found.values())]
    subprocess.run(command, capture_output=True, check=True, timeout=300)
    return {columns: path.with_suffix(".pdf") for columns, path in found.items()}


def read(path: Path, *crop: str) -> list[str]:
    """The text of each page of a PDF without spaces, perhaps of a part of the page only."""
    whole = subprocess.run(["pdftotext", "-raw", *crop, str(path), "-"], capture_output=True, check=True).stdout.decode()
    return [re.sub(r"\s", "", page) for page in whole.split("\f")]


@pytest.mark.parametrize("columns", [("en",), ("en", "ja"), ("en", "id")])
def test_text_reads_back_from_libreoffice(printed: Any, columns: tuple[str, ...]) -> None:
    """Converted by LibreOffice, every numbered paragraph reads back, with its number, in its column."""
    height = ["-y", "60", "-H", "728"]
    for place, tongue in enumerate(columns):
        left = 62 + place * 235 if len(columns) == 2 else 0
        crop = ["-x", str(left), "-W", "235" if len(columns) == 2 else "595", *height]
        name = re.sub(r"\s", "", trees.language(tongue).name)  # stands above the columns on every page
        text = "".join(page.removeprefix(name) for page in read(printed[columns], *crop))
        for block in walk(sample(columns, repeat=3)):
            if isinstance(block, Paragraph) and block.id.startswith("signature"):  # who signs stands beside who else does
                assert re.sub(r"\s", "", plain(block.wording[tongue])) in "".join(read(printed[columns]))
            elif isinstance(block, Paragraph) and tongue in block.wording:
                wanted = re.sub(r"\s", "", block.label.get(tongue, "") + plain(block.wording[tongue]))
                # LibreOffice computes references anew, in half-width digits, and loses ● where no font of its own for the text has it.
                wanted, shown = (unicodedata.normalize("NFKC", words).replace("●", "") for words in (wanted, text))
                assert wanted in shown, (tongue, wanted)


@pytest.mark.parametrize("columns", [("en",), ("en", "ja"), ("en", "id")])
def test_estimated_pages_are_near(printed: Any, columns: tuple[str, ...]) -> None:
    """The page numbers in the contents are those of LibreOffice, give or take one: it keeps no last row of a table with what follows."""
    pages = read(printed[columns])
    data = docx.write(sample(columns, repeat=3), style(columns))
    opened = Opened(data)
    entries = [text_of(p).rsplit("\t", 1) for p in opened.paragraphs() if opened.style_of(p) == "TOC1"]
    for words, page in entries:
        found = [number for number, text in enumerate(pages, 1) if re.sub(r"\s", "", words) in text and number > 2]
        assert any(abs(number - int(page)) <= 1 for number in found), words
