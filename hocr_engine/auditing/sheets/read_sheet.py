"""Reading tables row by row: CSV, spreadsheets and Parquet, each cell as text."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from hocr_engine import file_messages
from hocr_engine.auditing import messages as say
from hocr_engine.auditing.sheets.rows import SheetRow
from hocr_engine.bounds import MAX_FILE_BYTES, MAX_SHEET_ROWS
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.text import Source, Span

CSV: Final = (".csv", ".tsv")
SHEETS: Final = (".xlsx",)
PARQUET: Final = (".parquet",)
TABLES: Final = (*CSV, *SHEETS, *PARQUET)
MISSING: Final = (
    "a {kind} file needs the library `{library}`;"
    " install it with `pip install 'hocr_engine[tables]'`, or save the table as CSV"
)
_ROWS_AT_ONCE: Final = 1_000

Found = Iterator[SheetRow | Diagnostic]


class TableLibraryError(ImportError):
    """The library that reads a kind of table is not installed; the message says how to get it."""


def read_sheet(path: Path) -> Found:
    """
    Give the rows of a table, or what keeps the rest of it from being read.

    The first row names the columns. Empty rows are passed over. TableLibraryError.
    """
    nowhere = Span(Source("", str(path)), 0, 0)
    try:
        if path.suffix in CSV:
            yield from _csv(path, nowhere)
        elif path.suffix in SHEETS:
            yield from _workbook(path, nowhere)
        else:
            yield from _parquet(path)
    except FileNotFoundError:
        yield file_messages.not_found(nowhere)
    except IsADirectoryError:
        yield file_messages.is_a_directory(nowhere)
    except TableLibraryError:
        raise
    except OSError:
        yield file_messages.not_allowed(nowhere)


def _csv(path: Path, nowhere: Span) -> Found:
    with path.open(encoding="utf-8-sig", newline="") as file:
        delimiter = "\t" if path.suffix == ".tsv" else ","
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        try:
            yield from _rows(path, reader, nowhere)
        except UnicodeDecodeError as error:
            yield file_messages.not_utf_8(error.object[error.start], nowhere)
        except csv.Error:
            yield say.no_table_row(reader.line_num, nowhere)


def _workbook(path: Path, nowhere: Span) -> Found:
    if path.stat().st_size > MAX_FILE_BYTES:
        yield file_messages.too_large(MAX_FILE_BYTES, nowhere)
        return
    library = _library("openpyxl", "spreadsheet")
    try:
        book = library.load_workbook(path, read_only=True, data_only=True)
    except Exception:  # a damaged file makes the library raise whatever its parts raise
        yield say.damaged_table("workbook", nowhere)
        return
    try:
        rows = book.worksheets[0].iter_rows(values_only=True)
        yield from _rows(path, ([_text(cell) for cell in row] for row in rows), nowhere)
    finally:
        book.close()


def _parquet(path: Path) -> Found:
    library = _library("pyarrow.parquet", "Parquet")
    nowhere = Span(Source("", str(path)), 0, 0)
    with path.open("rb") as opened:
        try:
            file = library.ParquetFile(opened)
        except ValueError:
            yield say.damaged_table("Parquet file", nowhere)
            return
        names, number = list(file.schema_arrow.names), 1
        for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE):
            for row in batch.to_pylist():
                number += 1
                cells = {name: _text(row[name]) for name in names}
                yield SheetRow(str(path), number, cells)


def _rows(path: Path, rows: Iterator[Sequence[str]], nowhere: Span) -> Found:
    names: list[str] | None = None
    for number, row in enumerate(rows, 1):
        if number > MAX_SHEET_ROWS and path.suffix in SHEETS:
            yield say.too_many_rows(MAX_SHEET_ROWS, nowhere)
            return
        if not any(cell.strip() for cell in row):
            continue
        if names is None:
            names = [cell.strip() for cell in row]
            twice = {name for name in names if name and names.count(name) > 1}
            if twice:
                yield say.column_twice(sorted(twice)[0], nowhere)
                return
            continue
        extra = [cell for cell in row[len(names) :] if cell.strip()]
        if extra:
            yield say.more_cells_than_columns(number, len(names), nowhere)
            continue
        short = [""] * (len(names) - len(row))
        yield SheetRow(str(path), number, dict(zip(names, (*row, *short), strict=False)))


def _library(name: str, kind: str) -> Any:  # noqa: ANN401 -- a library that may not be installed
    try:
        return import_module(name)
    except ImportError:
        library = name.split(".", maxsplit=1)[0]
        raise TableLibraryError(MISSING.format(kind=kind, library=library)) from None


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.isoformat(sep=" ", timespec="minutes")
        case date() | time():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)
