"""`hocr audit sheet`: a sheet for auditors to fill in, and read back as incidents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import click

from hocr_engine.auditing.coding.read_coded import read_coded
from hocr_engine.auditing.coding.read_coding import bundled_coding, read_coding
from hocr_engine.auditing.coding.sheet import Sheet, codable, guide_csv, sheet_csv
from hocr_engine.auditing.coding.workbook import coding_workbook
from hocr_engine.auditing.forms.workbook import WorkbookLibraryError
from hocr_engine.auditing.sheets.read_sheet import TableLibraryError
from hocr_engine.cli.audit_forms import put
from hocr_engine.cli.rules import UNREADABLE, open_book, root_of, rules_option, show_mistakes
from hocr_engine.cli.terminal import Screen
from hocr_engine.vocabulary.model import Vocabulary

CSV: Final = ".csv"
WORKBOOK: Final = ".xlsx"

_PATH: Final = click.Path(path_type=Path)


@click.command()
@click.option("--facts", type=_PATH, metavar="FILE", help="Which facts; the shipped if left out.")
@click.option("--out", type=_PATH, metavar="FILE", help="Write the sheet: .csv or .xlsx.")
@click.option("--guide", is_flag=True, help="Tell instead what each column asks for and takes.")
@click.option("--read", "filled", type=_PATH, metavar="SHEET", help="Read a filled sheet back.")
@rules_option
def command(
    facts: Path | None, out: Path | None, *, guide: bool, filled: Path | None, rules: Path | None
) -> int:
    """
    Make a sheet in which auditors code incidents, or read it back with --read.

    A row is an allegation, a column a fact of the vocabulary: no free text, no names. A workbook
    offers the words that each column takes. What is read back is printed as incidents, one a line,
    for `hocr audit run`. An incident of which a row is wrong is listed and left out; the command
    then ends with 2.

    \b
    Examples:
      hocr audit sheet --out sheet.xlsx
      hocr audit sheet --guide > guide.csv
      hocr audit sheet --read sheet.xlsx > incidents.jsonl
    """
    book = open_book(root_of(rules))
    if book is None:
        return UNREADABLE
    sheet, mistakes = read_coding(facts or bundled_coding(), codable(book.vocabulary))
    if show_mistakes(mistakes) or sheet is None:
        return UNREADABLE
    if filled is not None:
        return _read(filled, sheet, book.vocabulary)
    if guide or out is None:
        Screen().write(guide_csv(sheet) if guide else sheet_csv(sheet))
        return 0
    put(out, _written(out, sheet))
    return 0


def _written(out: Path, sheet: Sheet) -> bytes:
    if out.suffix == CSV:
        return sheet_csv(sheet).encode()
    if out.suffix != WORKBOOK:
        raise click.UsageError(f"`{out}` is no sheet; name a file that ends in .csv or .xlsx")
    try:
        return coding_workbook(sheet)
    except WorkbookLibraryError as error:
        raise click.UsageError(str(error)) from None


def _read(path: Path, sheet: Sheet, vocabulary: Vocabulary) -> int:
    bad, screen = 0, Screen()
    try:
        for found in read_coded(path, sheet, vocabulary):
            if isinstance(found, str):
                bad += 1
                click.echo(found, err=True)
            else:
                screen.write(json.dumps(found, ensure_ascii=False) + "\n")
    except TableLibraryError as error:
        raise click.UsageError(str(error)) from None
    return UNREADABLE if bad else 0
