"""How a Word file is laid out: signatures abreast, columns wide enough for their words, notes and numbers where they belong, page numbers."""

import re
from dataclasses import replace
from typing import Any

import pytest

from agreement_kit.backends import docx
from agreement_kit.backends.docx.measure import em, lines, unbreakable
from agreement_kit.backends.docx.tables import _shared
from agreement_kit.document import Agreement, Paragraph, Provision, Table, Text
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
        ((1, 1), (90, 30), (75, 25)),
    ],
)
def test_widths_are_shared_out(shares: Any, least: Any, widths: Any) -> None:
    """Each part gets its least first; where there is no room for all, they share in proportion to it."""
    assert _shared(100, shares, least) == widths


def test_numbers_of_the_agreement_stand_below_the_names() -> None:
    """On the title page a party's number stands below its name, in each language; a party without one has none."""
    numbered = replace(sample(("en", "ja")), numbers=({}, trees.wording("No. 12", "番号　12")))
    opened = written(("en", "ja"), numbered)
    words = [text_of(p) for p in opened.paragraphs()]
    assert words[words.index("National Institute for Language Resources") + 1] == "No. 12"
    assert words[words.index("国立言語資源研究所") + 1] == "番号　12"
    assert words[words.index("PT Nusantara Suara") + 1] == "and"


@pytest.mark.parametrize("columns", [("en",), ("en", "ja")])
def test_notes_stand_above_what_they_are_about(columns: tuple[str, ...]) -> None:
    """For the house: why a provision is here is said above its heading, below the names of the languages."""
    opened = written(columns, audience="internal")
    words = [text_of(p) for p in opened.paragraphs()]
    heading = max(place for place, text in enumerate(words) if text == "Storage and processing in Indonesia")
    assert re.match(r"residency · onshore", words[heading - 1])
    if len(columns) > 1:
        table = next(node for node in opened.body.iter(f"{W}tbl") if node.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None)
        assert rows(table)[0] == [trees.language(tag).name for tag in columns]


def test_there_is_room_below_the_names_of_the_languages() -> None:
    """The rule under the names does not touch the first line, on later pages either: a low row below it is repeated too."""
    table = next(node for node in written(("en", "ja")).body.iter(f"{W}tbl") if node.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None)
    heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iterfind(f"{W}tr")]
    assert heads[:3] == [True, True, False]


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
