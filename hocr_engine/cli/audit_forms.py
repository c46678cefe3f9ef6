"""The forms in which the tables of an audit are written, on the screen or to a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

import click

from hocr_engine.auditing.figures.model import Report
from hocr_engine.auditing.forms import forms
from hocr_engine.auditing.forms.page import as_page
from hocr_engine.auditing.forms.workbook import WorkbookLibraryError, as_workbook
from hocr_engine.cli.terminal import Screen
from hocr_engine.pages import NotInstalledError

WORKBOOK: Final = "xlsx"
FORMS: Final[dict[str, Callable[[Report], str | bytes]]] = {
    "text": forms.as_text,
    "markdown": forms.as_markdown,
    "html": as_page,
    "csv": forms.as_csv,
    "json": lambda found: json.dumps(forms.report_data(found), sort_keys=True, indent=2) + "\n",
    WORKBOOK: as_workbook,
}
form_option: Final = click.option(
    "--format", "form", type=click.Choice(list(FORMS)), default="text", help="How to write it."
)
out_option: Final = click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to write it; the screen where left out.",
)


def refuse_without_file(form: str, out: Path | None) -> None:
    """Refuse a form that no screen shows where no file is named; UsageError."""
    if form == WORKBOOK and out is None:
        raise click.UsageError("a workbook needs a file; add `--out FILE.xlsx`")


def write(report: Report, form: str, out: Path | None = None) -> None:
    """Write tables in a form to a file, or on the screen where none is named; UsageError."""
    refuse_without_file(form, out)
    try:
        written = FORMS[form](report)
    except (WorkbookLibraryError, NotInstalledError) as error:
        raise click.UsageError(str(error)) from None
    if out is not None:
        put(out, written if isinstance(written, bytes) else written.encode("utf-8"))
    elif isinstance(written, str):
        Screen().write(written)


def put(path: Path, content: bytes) -> None:
    """Write a file that is asked for; UsageError where that cannot be done."""
    try:
        path.write_bytes(content)
    except OSError as error:
        why = (error.strerror or "").lower()
        raise click.UsageError(f"`{path}` cannot be written: {why}") from None
