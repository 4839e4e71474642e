"""Sheets as an Excel workbook. The same sheets give the same bytes."""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from agreement_kit.backends.undated import undated
from agreement_kit.tables import Sheet

_FIXED = datetime(2000, 1, 1)  # no file says when it was made
_HEAD = PatternFill("solid", fgColor="EEF1F5")


def write(sheets: Sequence[Sheet]) -> bytes:
    """A workbook with one sheet each: a head that stays in view, a filter on every column, words that wrap."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.created = book.properties.modified = _FIXED
    book.properties.creator = "agreement_kit"
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name[:31]), sheet)
    raw = io.BytesIO()
    book.save(raw)
    return _without_clock(raw.getvalue())


def _fill(target: Worksheet, sheet: Sheet) -> None:
    for row, cells in enumerate([sheet.head, *sheet.rows], 1):
        for column, words in enumerate(cells, 1):
            cell = target.cell(row, column, words)
            cell.data_type = "s"  # words are words: "=1+1" of a deal is no formula
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if row == 1:
                cell.font, cell.fill = Font(bold=True), _HEAD
    for column, width in enumerate(sheet.widths, 1):
        target.column_dimensions[get_column_letter(column)].width = width
    target.freeze_panes = "A2"
    target.auto_filter.ref = f"A1:{get_column_letter(len(sheet.head))}{len(sheet.rows) + 1}"
    target.page_setup.orientation, target.page_setup.fitToWidth, target.page_setup.fitToHeight = "landscape", 1, 0
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    target.print_title_rows = "1:1"


def _without_clock(data: bytes) -> bytes:
    """The workbook with the time of saving taken out of its properties, which the library writes whatever it is told."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, _fixed(old.read(name)) if name == "docProps/core.xml" else old.read(name))
    return undated(out.getvalue())


def _fixed(core: bytes) -> bytes:
    start, end = core.index(b"<dcterms:modified"), core.index(b"</dcterms:modified>")
    stamp = core.index(b">", start) + 1
    return core[:stamp] + _FIXED.isoformat().encode() + b"Z" + core[end:]
