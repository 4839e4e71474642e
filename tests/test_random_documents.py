"""Twelve of the random deals all the way to PDF and DOCX."""

import io

import docx
import pypdfium2
import pytest
from hypothesis import Phase, given, seed, settings

import agreement_kit as kit
from agreement_kit.deal import Deal
from agreement_kit.document import plain
from tests.test_random_deals import LIBRARY, deals

GROUPS, EACH = 4, 3  # twelve deals, in groups that several workers can share


@pytest.mark.parametrize("group", range(GROUPS))
def test_random_deals_become_files(group: int) -> None:
    """A random deal, lawful or not, is set in its texts: the PDF reads back with every article's heading, the Word file opens."""

    @seed(1000 + group)
    @settings(deadline=None, database=None, phases=[Phase.generate], max_examples=EACH)
    @given(deals())
    def set_in_type(deal: Deal) -> None:
        check(deal)

    set_in_type()


def check(deal: Deal) -> None:
    """Set a deal in its first two texts and read the files back."""
    assembly = kit.run(deal, LIBRARY)
    columns = tuple(deal.texts.authentic[:2])
    files = kit.documents(assembly, deal, LIBRARY, kit.Wanted(("pdf", "docx"), (columns,), "counterparty", False))
    pdf = next(data for name, data in files.items() if name.endswith(".pdf"))
    text = letters("".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)))
    headings = [plain(p.heading[columns[0]]) for p in assembly.agreement.provisions if p.kind == "article"]
    assert [heading for heading in headings if letters(heading) not in text] == []
    word = docx.Document(io.BytesIO(next(data for name, data in files.items() if name.endswith(".docx"))))
    assert word.element.body.xpath("count(.//w:p)") > 100


def letters(text: str) -> str:
    """Letters and digits only: a reader may drop a hyphen at the end of a line."""
    return "".join(character for character in text.casefold() if character.isalnum())
