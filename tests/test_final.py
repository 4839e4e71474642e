"""The way to a final text: a deal of which all law and wording is cleared is written without the mark of a draft."""

import io
import zipfile
from functools import cache
from pathlib import Path

import pypdfium2

import agreement_kit as kit

FIXTURE = Path(__file__).parent / "good" / "verified"


@cache
def written() -> dict[str, bytes]:
    """The files of the fixture, final. Its two states are invented: only its own library has their law."""
    folder = FIXTURE / "deal"
    library = kit.Library.load(FIXTURE / "library", overlays=(folder,))
    deal = kit.load_deal(folder, library.codes)
    wanted = kit.Wanted(("pdf", "docx"), kit.columns_for(deal), "counterparty", True)
    return kit.documents(kit.run(deal, library), deal, library, wanted)


def words(name: str) -> str:
    """All words of a file, those on every page included."""
    data = written()[name]
    if name.endswith(".docx"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(archive.read(part).decode() for part in archive.namelist() if part.endswith(".xml"))
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


def test_final_files_are_no_drafts() -> None:
    """PDF and DOCX are written, and neither says DRAFT in any language."""
    assert set(written()) == {"deal.en-ja.pdf", "deal.en-ja.docx", "deal.receipt.json"}
    for name in ("deal.en-ja.pdf", "deal.en-ja.docx"):
        assert "Corpus Agreement" in words(name)
        assert [mark for mark in ("DRAFT", "Draft", "草案") if mark in words(name)] == []


def test_states_that_only_the_library_knows_bear_their_names() -> None:
    """Where no locale data name a state, its law does."""
    assert "Republic of Quixen" in words("deal.en-ja.pdf")
    assert "QX" not in words("deal.en-ja.pdf")
