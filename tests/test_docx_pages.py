"""On which pages the contents of a Word file say that articles begin: breaks of small files, each as LibreOffice has it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from agreement_kit.backends import docx
from agreement_kit.backends.docx.pages import Lines, Pages, Row
from agreement_kit.document import Agreement, Block, Paragraph, Provision, Table
from tests import trees
from tests.test_backend_docx import Opened, style, text_of

FIRST = 3  # the title page and the contents stand before
BOLD_WORD = "«*wide=" + "mmmm " * 24 + "»means."  # a line of plain letters, but two of bold ones
KINSOKU = "あ" * 22 + "い。"  # the last of its characters begins no line, so that two go over


def entries(agreement: Agreement, columns: tuple[str, ...]) -> dict[str, int]:
    """The page that the contents of the first column give for each heading."""
    opened = Opened(docx.write(agreement, style(columns)))
    lines = [text_of(p).rsplit("\t", 1) for p in opened.paragraphs() if opened.style_of(p) == "TOC1"]
    return {words: int(page) for words, page in lines}


def agreement(columns: tuple[str, ...], *blocks: Block, more: int = 1) -> Agreement:
    """Articles of which the first has these blocks; those after it have one line each."""
    line = Paragraph("line", trees.wording("A line.", "一行。", "Satu baris."), trees.labels())
    heads = ("Filler", "詰め物", "Isi")
    provisions: list[Provision] = [trees.article(1, "filler", trees.wording(*heads), *blocks)]
    provisions += (trees.article(number, f"after{number}", trees.wording("After", "次", "Sesudah"), line) for number in range(2, 2 + more))
    return replace(trees.sample(columns), provisions=tuple(trees._cut(part, columns) for part in provisions))


def lines(count: int, words: str = "A line.", ja: str = "一行。", id: str = "Satu baris.") -> tuple[Block, ...]:
    """So many paragraphs without a number."""
    return tuple(Paragraph(f"filler.{n}", trees.wording(words, ja, id), trees.labels()) for n in range(count))


def listing(rows: int) -> Table:
    """A table with a head and so many rows, each as wide as the page."""
    cells = (trees.wording("Name", "名称", "Nama"), trees.wording("Value", "値", "Nilai"))
    return Table("listing", cells, (cells,) * rows)


def page_after(columns: tuple[str, ...], *blocks: Block) -> int:
    """The page on which the article after these blocks begins, counted from the first of the text."""
    return list(entries(agreement(columns, *blocks), columns).values())[1] - FIRST + 1


# What stands before an article, how much of it still lets the article begin on the same page, and which page of the text that is.
BREAKS: tuple[tuple[str, tuple[str, ...], Callable[[int], tuple[Block, ...]], int, int], ...] = (
    ("lines", ("en",), lines, 31, 1),
    ("lines, pages on", ("en",), lines, 101, 3),
    ("bold words", ("en",), lambda n: lines(n, BOLD_WORD), 78, 4),
    ("another script", ("ja",), lines, 94, 3),
    ("side by side", ("en", "ja"), lines, 90, 3),
    ("characters that begin no line", ("en", "ja"), lambda n: lines(n, ja=KINSOKU), 69, 4),
    ("a table whose head is repeated", ("en",), lambda n: (listing(n),), 74, 2),
    ("a table between columns", ("en", "id"), lambda n: (listing(n),), 36, 2),
)


@pytest.mark.parametrize(("columns", "blocks", "most", "page"), [case[1:] for case in BREAKS], ids=[case[0] for case in BREAKS])
def test_contents_say_where_an_article_begins(
    columns: tuple[str, ...], blocks: Callable[[int], tuple[Block, ...]], most: int, page: int
) -> None:
    """So much of something still lets an article begin on a page; with one more it begins on the next."""
    assert (page_after(columns, *blocks(most)), page_after(columns, *blocks(most + 1))) == (page, page + 1)


def test_headings_in_capitals_take_their_room() -> None:
    """A heading that is one line as it is typed and two in capitals pushes what follows over."""
    pages = []
    for heading in ("isi " * 30, "isi " * 10):
        parts = [trees.article(n, f"a{n}", trees.wording(heading, heading, heading), *lines(1)) for n in range(1, 30)]
        whole = replace(trees.sample(("id",)), provisions=tuple(trees._cut(part, ("id",)) for part in parts))
        pages.append(max(entries(whole, ("id",)).values()))
    assert pages[0] > pages[1]


def test_contents_that_take_two_pages_are_counted() -> None:
    """Where the contents go over, what follows them begins a page later."""
    firsts = [next(iter(entries(agreement(("en",), *lines(1), more=more), ("en",)).values())) for more in (20, 60)]
    assert firsts == [FIRST, FIRST + 1]


def test_what_is_kept_goes_over_with_the_next() -> None:
    """A heading does not stay alone at the end of a page, and a thing that is too tall goes on over pages."""
    pages = Pages(100)
    pages.add(Lines(8, 10))
    heading = pages.add(Lines(1, 15), keep=True)
    pages.add(Lines(4, 10))
    assert heading.page == 2
    pages.add(Lines(25, 10))
    assert pages.page == 5  # 4 lines, 10, 9 and 2: the last does not stand alone


def test_two_lines_stand_together() -> None:
    """No line of a paragraph stands alone: three lines are not parted, of four two go over."""
    firsts, ends = [], []
    for count in (3, 4):
        pages = Pages(100)
        pages.add(Lines(7, 10))
        firsts.append(pages.add(Lines(count, 10)).page)
        pages.add(Lines(7, 10))
        ends.append(pages.page)
    assert (firsts, ends) == ([1, 1], [2, 2])
    pages = Pages(100)
    pages.add(Lines(8, 10))
    assert pages.add(Lines(3, 10)).page == 2


def test_spaces_at_the_edges_of_a_page() -> None:
    """The space below the last paragraph needs no room, the one above the first is not shown; of two that meet the larger is."""
    pages = Pages(100)
    for _ in range(4):
        pages.add(Lines(2, 10, before=5, after=6))
    assert pages.add(Lines(2, 10)).page == 2  # 4 times 20 and 3 times 6 leave 2
    pages = Pages(100)
    pages.add(Lines(9, 10))
    assert pages.add(Lines(10, 10, before=30)).page == 2
    assert pages.page == 2


def test_rows_go_over_whole_or_in_part() -> None:
    """A row goes over whole or, where it may be broken, line by line in each cell; a head that is repeated takes room on every page."""
    for whole, page in ((True, 2), (False, 1)):
        pages = Pages(100)
        pages.add(Row([(Lines(1, 10),)]), keep=True)
        pages.head = 10.0
        pages.add(Row([(Lines(6, 10),)]))
        assert pages.add(Row([(Lines(5, 10),), (Lines(2, 10),)], whole=whole)).page == page
        assert pages.add(Row([(Lines(4 if whole else 5, 10),)])).page == 2
        assert pages.add(Row([(Lines(2, 10),)])).page == (3 if whole else 2)
