"""The pages of the PDF: what begins together stands together, and no page looks as if something had slipped."""

import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from agreement_kit.backends import pdf
from agreement_kit.document import Agreement, Paragraph, Provision, Table, Wording
from tests.test_backend_pdf import boxes, one_article
from tests.trees import sample_style, wording

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


def test_languages_are_named_at_the_top_of_pages_with_columns_and_nowhere_else(tmp_path: Path) -> None:
    """A page that goes on with a table, then has columns, names them at its top; one with a table alone names none."""
    columns = ("en", "ja")
    long = table(columns, (wording("Figure"), wording("Value")), *[(wording(f"Line {n}", f"行{n}"), wording("1")) for n in range(120)])
    whole = with_schedule(columns, long, rows=2)
    added = Provision("t", "addendum", cut(wording("Law"), columns), {"en": "Addendum 1", "ja": "特則1"}, ())
    words = Paragraph("t.1", cut(wording("Last words."), columns), dict.fromkeys(columns, ""))
    whole = replace(whole, provisions=(*whole.provisions, replace(added, blocks=(words,))))
    found = list(boxes(pdf.write(whole, sample_style(columns)), tmp_path))
    last = max(page for page, *_ in found)
    named = [page for page, word, _, top, *_ in found if word == "日本語" and top < TOP]
    tables_only = {page for page, word, *_ in found if word.startswith("Line")} - {
        page for page, word, *_ in found if word.startswith(("These", "Last"))
    }
    assert tables_only
    assert named == [page for page in range(2, last + 1) if page not in tables_only]
    assert [page for page, word, _, top, *_ in found if word == "日本語" and top >= TOP] == [1]  # above the contents
