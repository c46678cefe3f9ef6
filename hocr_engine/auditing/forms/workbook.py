"""The tables of an audit as a workbook, a sheet for each, numbers as numbers."""

from __future__ import annotations

import io
from importlib import import_module
from textwrap import shorten
from typing import Any, Final

from hocr_engine.auditing.figures.model import Cell, Report, Table
from hocr_engine.auditing.forms.forms import CSV_HEAD, figure_lines, safe
from hocr_engine.auditing.forms.showing import shown

MISSING: Final = (
    "a workbook needs the library `openpyxl`; install it with `pip install 'hocr_engine[tables]'`"
)
LONGEST_TITLE: Final = 31
WIDEST: Final = 60
_NOT_IN_TITLES: Final = str.maketrans("", "", "[]:*?/\\")
FIGURES: Final = "Figures"
ABOUT: Final = "About"


class WorkbookLibraryError(ImportError):
    """The library that writes workbooks is not installed; the message says how to get it."""


def as_workbook(report: Report) -> bytes:
    """
    Give a report as a workbook: a sheet a table, with notes and caveats; WorkbookLibraryError.

    A sheet of its own holds every figure with the numbers and the method that it was made by.
    """
    try:
        library = import_module("openpyxl")
    except ImportError:
        raise WorkbookLibraryError(MISSING) from None
    book = library.Workbook()
    sheet = book.worksheets[0]
    for number, table in enumerate(report.tables, 1):
        _fill(sheet, table, report, number)
        sheet = book.create_sheet()
    sheet.title = FIGURES
    for line in (CSV_HEAD, *figure_lines(report)):
        sheet.append([safe(one) if isinstance(one, str) else one for one in line])
    sheet = book.create_sheet(ABOUT)
    for text in (report.title, *report.left_out, *report.caveats):
        sheet.append([safe(text)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Any, table: Table, report: Report, number: int) -> None:  # noqa: ANN401
    title = f"{number} {table.title.translate(_NOT_IN_TITLES)}"
    sheet.title = shorten(title, LONGEST_TITLE, placeholder=" …")
    sheet.append([safe(table.title)])
    sheet.append([safe(head) for head in table.columns])
    for row in table.rows:
        sheet.append([safe(row.head), *map(_value, row.cells)])
    for note in (*table.notes, *report.left_out):
        sheet.append([safe(note)])
    for place, column in enumerate(sheet.iter_cols(max_col=len(table.columns)), 1):
        longest = max(len(str(cell.value or "")) for cell in column[1 : len(table.rows) + 2])
        letter = sheet.cell(row=1, column=place).column_letter
        sheet.column_dimensions[letter].width = min(WIDEST, longest + 2)


def _value(cell: Cell) -> int | str:
    return cell.figure if isinstance(cell.figure, int) else shown(cell)
