"""A memorandum as a Word file, with real headings, tables whose head repeats, and footnotes. The same memo gives the same bytes."""

import io
import re
from collections.abc import Sequence
from datetime import datetime
from xml.sax.saxutils import escape

import docx
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from agreement_kit.backends.undated import undated
from agreement_kit.memo import Grid, Heading, Memo, Noted, Text

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_EMPTY = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def write(memo: Memo) -> bytes:
    """The file."""
    return _Writer(memo).file()


class _Writer:
    """Writes one memo, and collects its notes."""

    def __init__(self, memo: Memo) -> None:
        self.memo, self.notes = memo, list[str]()
        self.document = docx.Document()
        self._page()

    def file(self) -> bytes:
        """The finished file, without a clock in it."""
        self.document.add_heading(self.memo.title, 0)
        self.document.add_paragraph(self.memo.line)
        for part in self.memo.parts:
            if isinstance(part, Heading):
                self.document.add_heading(part.words, part.level)
            elif isinstance(part, Text):
                self._noted(self.document.add_paragraph(), part.content)
            else:
                self._grid(part)
        self._footnotes()
        raw = io.BytesIO()
        self.document.save(raw)
        return undated(raw.getvalue())

    def _page(self) -> None:
        section = self.document.sections[0]
        width, height = (Mm(297), Mm(210)) if self.memo.landscape else (Mm(210), Mm(297))
        section.page_width, section.page_height = width, height
        section.orientation = WD_ORIENT.LANDSCAPE if self.memo.landscape else WD_ORIENT.PORTRAIT
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(18)
        self.document.styles["Normal"].font.size = Pt(9.5)
        properties = self.document.core_properties
        properties.title, properties.author, properties.comments = self.memo.title, "agreement_kit", ""
        properties.created = properties.modified = datetime.fromisoformat(self.memo.day)

    def _noted(self, paragraph: Paragraph, content: Noted) -> None:
        paragraph.add_run(_CONTROL.sub("", content.words))
        for place, note in enumerate(content.notes):
            self.notes.append(note)
            run = paragraph.add_run(", " if place else "")
            run.font.superscript = True
            reference = OxmlElement("w:footnoteReference")
            reference.set(qn("w:id"), str(len(self.notes)))
            run._r.append(reference)  # type: ignore[arg-type]  # any element may stand in a run

    def _grid(self, grid: Grid) -> None:
        table = self.document.add_table(rows=1, cols=len(grid.head), style="Table Grid")
        table.autofit = False
        for cell, words in zip(table.rows[0].cells, grid.head, strict=True):
            cell.paragraphs[0].add_run(words).bold = True
        repeat = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(repeat)
        for row in grid.rows:
            cells = table.add_row().cells
            for cell, content in zip(cells, row, strict=True):
                self._noted(cell.paragraphs[0], content)
        self._widths(table.columns, grid.widths)

    def _widths(self, columns: Sequence[object], shares: Sequence[int]) -> None:
        whole = (297 if self.memo.landscape else 210) - 36
        for column, share in zip(columns, shares, strict=True):
            width = Mm(whole * share / sum(shares))
            column.width = width  # type: ignore[attr-defined]  # a column of python-docx
            for cell in column.cells:  # type: ignore[attr-defined]  # a column of python-docx
                cell.width = width

    def _footnotes(self) -> None:
        if not self.notes:
            return
        body = "".join(_note(number, words) for number, words in enumerate(self.notes, 1))
        xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes xmlns:w="{_NAMESPACE}">{_EMPTY}{body}</w:footnotes>'
        package = self.document.part.package
        assert package is not None
        part = PackagePart(PackURI("/word/footnotes.xml"), _KIND, xml.encode(), package)
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _note(number: int, words: str) -> str:
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    text = f'<w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:t xml:space="preserve"> {escape(_CONTROL.sub("", words))}</w:t></w:r>'
    return f'<w:footnote w:id="{number}"><w:p>{mark}{text}</w:p></w:footnote>'
