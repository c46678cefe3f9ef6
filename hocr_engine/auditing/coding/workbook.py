"""A coding sheet as a workbook, whose cells offer the words that they take."""

from __future__ import annotations

import io
from importlib import import_module
from typing import Any, Final

from hocr_engine.auditing.coding.sheet import Sheet, guide
from hocr_engine.auditing.forms.workbook import MISSING, WorkbookLibraryError

CODING: Final = "Coding"
GUIDE: Final = "Guide"
CHOICES: Final = "Choices"
LAST_ROW: Final = 2_000
WIDTH: Final = 24


def coding_workbook(sheet: Sheet) -> bytes:
    """
    Give the sheet as a workbook: rows to fill in, the guide, and the words; WorkbookLibraryError.
    """
    try:
        library = import_module("openpyxl")
        validation = import_module("openpyxl.worksheet.datavalidation").DataValidation
    except ImportError:
        raise WorkbookLibraryError(MISSING) from None
    book = library.Workbook()
    coding, told, words = book.worksheets[0], book.create_sheet(GUIDE), book.create_sheet(CHOICES)
    coding.title = CODING
    coding.append(sheet.head)
    coding.freeze_panes = "B2"
    for line in guide(sheet):
        told.append(line)
    for number, one in enumerate(sheet.columns, 1):
        _list(words, number, (one.path, *one.choices))
        letter = coding.cell(row=1, column=number + 1).column_letter
        coding.column_dimensions[letter].width = WIDTH
        if one.choices:
            offered = words.cell(row=1, column=number).column_letter
            offer = validation(
                "list",
                formula1=f"{CHOICES}!${offered}$2:${offered}${len(one.choices) + 1}",
                allow_blank=not one.required,
            )
            offer.add(f"{letter}2:{letter}{LAST_ROW}")
            coding.add_data_validation(offer)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _list(sheet: Any, column: int, words: tuple[str, ...]) -> None:  # noqa: ANN401 -- as above
    for row, word in enumerate(words, 1):
        sheet.cell(row=row, column=column, value=word)
