"""Numbers and references: what bears a number, and what a reference says from where it stands."""

from collections.abc import Mapping

import pytest

from agreement_kit.document import Kind, Paragraph, Provision, Reference, Table, Text, Wording, plain
from agreement_kit.draft import Drafted
from agreement_kit.errors import BrokenReference
from agreement_kit.number import numbered
from agreement_kit.reading import read_yaml
from agreement_kit.text.conventions import Conventions
from tests.small import ROOT, spaced

CONVENTIONS = {tag: Conventions.read(read_yaml(ROOT / "locales" / tag / "conventions.yaml")) for tag in ("en", "ja")}


def words(text: str) -> Wording:
    """A wording in both languages; «x» is a reference."""
    parts = tuple(
        Reference((part[1:-1],), "") if part.startswith("«") else Text(part)
        for part in text.replace("«", "|«").replace("»", "»|").split("|")
        if part
    )
    return {"en": parts, "ja": parts}


def paragraph(identity: str, text: str, level: str = "paragraph", *children: Paragraph) -> Paragraph:
    """A paragraph whose label still says what is to be numbered."""
    return Paragraph(identity, words(text), dict.fromkeys(CONVENTIONS, level) if level else {}, children)


def provision(name: str, *blocks: Paragraph | Table, kind: Kind = "article", heading: str = "H") -> Provision:
    """A provision without a number."""
    return Provision(name, kind, words(heading), {}, blocks)


def number(*provisions: Provision, symbols: Mapping[str, tuple[str, ...]] | None = None) -> tuple[Provision, ...]:
    """The provisions numbered; each is known by its own id."""
    own = {found.id: (found.id,) for found in provisions}
    return numbered(Drafted(provisions, {**own, **(symbols or {})}, (), ()), CONVENTIONS)


def first(found: Provision, tag: str = "en") -> str:
    """The words of the first paragraph."""
    block = found.blocks[0]
    assert isinstance(block, Paragraph)
    return spaced(plain(block.wording[tag]))


def test_labels() -> None:
    """Articles, schedules, addenda and recitals are counted each for themselves, in the numbers of each language."""
    kinds: tuple[Kind, ...] = ("opening", "recital", "recital", "article", "article", "closing", "execution", "schedule", "addendum")
    found = number(*(provision(f"p{n}", paragraph(f"p{n}/1", "W", ""), kind=kind) for n, kind in enumerate(kinds)))
    labels = [(spaced(kind.label.get("en", "")) or None, kind.label.get("ja")) for kind in found]
    assert labels[3:5] == [("Article 1", "第１条"), ("Article 2", "第２条")]
    assert [label for label, _ in labels].count(None) == 3
    assert labels[7][0] == "Schedule 1"
    assert all(label for label in (labels[1][0], labels[8][0]))


def test_paragraphs_items_and_subitems() -> None:
    """Each level counts anew below its own; what bears no number is not counted."""
    deep = paragraph(
        "a/2", "W", "paragraph", paragraph("a/2/1", "W", "item", paragraph("a/2/1/1", "W", "subitem")), paragraph("a/2/2", "W", "item")
    )
    (found,) = number(provision("a", paragraph("a/1", "W"), deep, paragraph("a/3", "W", ""), paragraph("a/4", "W")))
    blocks = [block for block in found.blocks if isinstance(block, Paragraph)]
    assert [block.label.get("en") for block in blocks] == ["(1)", "(2)", None, "(3)"]
    assert [child.label["en"] for child in blocks[1].children] == ["(a)", "(b)"]
    assert blocks[1].children[0].children[0].label["en"] == "(i)"


@pytest.mark.parametrize("kind", ["article", "addendum"])
def test_a_paragraph_that_stands_alone_bears_no_number(kind: Kind) -> None:
    """There is no (1) without a (2); a reference names the article alone, and an item of it follows the article at once."""
    lone = provision("a", paragraph("a/0", "W", ""), paragraph("a/1", "W", "paragraph", paragraph("a/1/1", "W", "item")), kind=kind)
    refers = provision("b", paragraph("b/1", "See «x»."), paragraph("b/2", "See «y»."))
    found, other = number(lone, refers, symbols={"x": ("a/1",), "y": ("a/1/1",)})
    assert [dict(block.label) for block in found.blocks if isinstance(block, Paragraph)] == [{}, {}]
    second = other.blocks[1]
    assert isinstance(second, Paragraph)
    article = kind == "article"
    assert first(other) == ("See Article 1." if article else "See Addendum 1.")
    assert spaced(plain(second.wording["en"])) == ("See Article 1(a)." if article else "See Addendum 1, item (a).")
    assert plain(second.wording["ja"]) == ("See 第１条第１号." if article else "See 特則１第１号.")


SECOND = provision("b", paragraph("b/1", "W"), paragraph("b/2", "W", "paragraph", paragraph("b/2/1", "W", "item")))


@pytest.mark.parametrize(
    ("target", "says"),
    [
        (("b",), "Article 2"),
        (("b/2",), "Article 2(2)"),
        (("b/2/1",), "Article 2(2)(a)"),
        (("b", "c"), "Articles 2 and 3"),
        (("b/1", "b/2"), "Article 2(1) and (2)"),
        (("a/2",), "paragraph (2)"),
        (("a",), "Article 1"),
    ],
)
def test_what_a_reference_says(target: tuple[str, ...], says: str) -> None:
    """From another article a reference names the article; within one it names the paragraph only; several are joined."""
    found = number(
        provision("a", paragraph("a/1", "See «x»."), paragraph("a/2", "W")),
        SECOND,
        provision("c", paragraph("c/1", "W", "")),
        symbols={"x": target},
    )
    assert first(found[0]) == f"See {says}."
    block = found[0].blocks[0]
    assert isinstance(block, Paragraph)
    reference = block.wording["en"][1]
    assert isinstance(reference, Reference)
    assert (reference.targets, spaced(reference.text)) == (target, says)


def test_each_language_says_it_in_its_own_way() -> None:
    """The same reference in Japanese."""
    found = number(provision("a", paragraph("a/1", "«x»")), SECOND, symbols={"x": ("b/2/1",)})
    assert first(found[0], "ja") == "第２条第２項第１号"


def test_references_follow_the_order() -> None:
    """When an article moves, its number and every reference to it move with it."""
    refers = provision("a", paragraph("a/1", "«b»"))
    assert first(number(refers, SECOND)[0]) == "Article 2"
    assert first(number(SECOND, refers)[1]) == "Article 1"


def test_references_in_headings_and_tables() -> None:
    """A reference is finished wherever it stands."""
    table = Table("s/1", (words("«b»"),), ((words("«b/2»"),),))
    found = number(SECOND, provision("s", table, kind="schedule", heading="On «b»"), symbols={"b/2": ("b/2",)})[1]
    assert spaced(plain(found.heading["en"])) == "On Article 1"
    block = found.blocks[0]
    assert isinstance(block, Table)
    assert (spaced(plain(block.header[0]["en"])), spaced(plain(block.rows[0][0]["en"]))) == ("Article 1", "Article 1(2)")


def test_a_broken_reference() -> None:
    """A reference to what is not in the agreement stops the draft and names the nearest."""
    with pytest.raises(BrokenReference, match=r"\[\[liabilty\]\] leads nowhere in this agreement; did you mean liability"):
        number(provision("liability", paragraph("liability/1", "«liabilty»")))


def test_a_reference_to_what_has_no_number() -> None:
    """A reference to a part without a number is an error, not an empty phrase."""
    with pytest.raises(BrokenReference, match="leads to something without a number"):
        number(provision("end", paragraph("end/1", "W", ""), kind="closing"), provision("a", paragraph("a/1", "«end»")))
