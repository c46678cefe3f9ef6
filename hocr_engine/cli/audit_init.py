"""`hocr audit init`: a mapping drafted from the head of a table."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Final

import click

from hocr_engine.auditing.sheets.drafting import draft, known_facts
from hocr_engine.auditing.sheets.read_sheet import TableLibraryError, read_sheet
from hocr_engine.auditing.sheets.rows import told
from hocr_engine.cli.rules import UNREADABLE, open_book, root_of, rules_option
from hocr_engine.cli.terminal import Screen
from hocr_engine.diagnostic import Diagnostic

LOOKED_AT: Final = 500


@click.command()
@click.argument("table", type=click.Path(path_type=Path), metavar="TABLE")
@rules_option
def command(table: Path, rules: Path | None) -> int:
    """
    Draft a mapping of a table of incidents: which column is which fact, as far as names tell it.

    TABLE is a CSV, XLSX or Parquet file. The draft is printed; what is like no fact stands in it as
    a remark. Look it through, add what is the same in every row under `always:`, and give it to
    `hocr audit run --mapping`.

    \b
    Example:
      hocr audit init incidents.csv > mapping.yaml
    """
    book = open_book(root_of(rules))
    if book is None:
        return UNREADABLE
    try:
        found = list(islice(read_sheet(table), LOOKED_AT))
    except TableLibraryError as error:
        raise click.UsageError(str(error)) from None
    rows = [one for one in found if not isinstance(one, Diagnostic)]
    for mistake in found:
        if isinstance(mistake, Diagnostic):
            click.echo(told(mistake), err=True)
    if not rows:
        return UNREADABLE
    Screen().write(draft(rows, known_facts(book.vocabulary)))
    return 0
