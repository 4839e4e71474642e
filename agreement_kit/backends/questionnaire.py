"""The questionnaire for local counsel as a Word file: one row a rule, an answer to choose, room for words; and reading it back."""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from xml.sax.saxutils import escape

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import _Cell

from agreement_kit.backends.undated import undated
from agreement_kit.errors import LibraryError, Problem
from agreement_kit.paper import ANSWERS, Answered, Asked

HEAD = ("Question", "Our summary", "Citation", "Confidence", "Agree, correct or comment", "Your words", "Name", "Day (2027-01-31)")
_WIDTHS = (44, 66, 40, 18, 26, 40, 22, 22)  # millimetres of a landscape page
_LARGEST = 50_000_000  # bytes of a questionnaire unpacked; one of a thousand rules has some five million
_CHOOSE = "choose"


def write(asked: Sequence[Asked], title: str, day: str) -> bytes:
    """The file. `day` is the ISO date in its properties. The same questions give the same bytes."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height, section.orientation = Mm(297), Mm(210), WD_ORIENT.LANDSCAPE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(9)
    document.styles["Normal"].font.size = Pt(8.5)
    document.add_heading(title, 0)
    document.add_paragraph(
        "Please choose an answer for each row: agree, if the summary and its citation are right; "
        "correct, with what is right in your words; comment, for anything else. "
        "Give your name, and the day as 2027-01-31. Leave a row as it is if you do not answer it. "
        "Do not delete rows: each is read back by the mark under its question."
    )
    table = document.add_table(rows=1, cols=len(HEAD), style="Table Grid")
    table.autofit = False
    for cell, words in zip(table.rows[0].cells, HEAD, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for question in asked:
        _row(table.add_row().cells, question)
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "agreement_kit", ""
    properties.created = properties.modified = datetime.fromisoformat(day)
    raw = io.BytesIO()
    document.save(raw)
    return undated(raw.getvalue())


def _row(cells: Sequence[_Cell], question: Asked) -> None:
    cells[0].paragraphs[0].add_run(question.question)
    mark = cells[0].add_paragraph().add_run(question.mark)
    mark.font.size = Pt(6)
    for cell, words in zip(cells[1:4], (question.summary, question.citation, question.confidence), strict=True):
        cell.paragraphs[0].add_run(words)
    cells[4].paragraphs[0]._p.append(parse_xml(_choice()))


def _choice() -> str:
    """A list to choose the answer from."""
    items = "".join(f'<w:listItem w:displayText="{escape(word)}" w:value="{escape(word)}"/>' for word in ANSWERS)
    return (
        f"<w:sdt {nsdecls('w')}><w:sdtPr><w:dropDownList>{items}</w:dropDownList></w:sdtPr>"
        f"<w:sdtContent><w:r><w:t>{_CHOOSE}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def read(data: bytes, path: str) -> tuple[Answered, ...]:
    """The rows of a questionnaire that came back; `path` names it in problems. Raises LibraryError when it is none, or too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _LARGEST:
                raise LibraryError(Problem("not_a_questionnaire", "the file is too large to be a questionnaire", path))
        document = docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, KeyError, ValueError):
        raise LibraryError(Problem("not_a_questionnaire", "this is not a Word file (.docx)", path)) from None
    tables = [table for table in document.tables if table.rows and tuple(map(_words, table.rows[0].cells)) == HEAD]
    if not tables:
        raise LibraryError(Problem("not_a_questionnaire", "no table of this file has the head of a questionnaire", path))
    rows = [row.cells for table in tables for row in table.rows[1:]]
    return tuple(_answered(number, cells) for number, cells in enumerate(rows, 1))


def _answered(number: int, cells: Sequence[_Cell]) -> Answered:
    mark = _words(cells[0], last=True)
    return Answered(number, mark, _words(cells[4]).replace(_CHOOSE, "").strip(), _words(cells[5]), _words(cells[6]), _words(cells[7]))


def _words(cell: _Cell, *, last: bool = False) -> str:
    """All words of a cell, those in content controls and of tracked insertions included; or those of its last paragraph."""
    paragraphs = cell._tc.findall(f".//{qn('w:p')}")
    chosen = paragraphs[-1:] if last else paragraphs
    return " ".join("".join(text.text or "" for text in p.iter(qn("w:t"))) for p in chosen).strip()
