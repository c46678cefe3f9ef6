"""`hocr decide`: decisions for one incident or many."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from hocr_engine.cli.decide_out import Out, out_options, write
from hocr_engine.cli.forms import FORMS
from hocr_engine.cli.options import Under, under_options
from hocr_engine.cli.read_incidents import Row, rows
from hocr_engine.cli.rules import UNREADABLE, show_mistakes
from hocr_engine.cli.terminal import Progress, Screen
from hocr_engine.decision import Decision
from hocr_engine.rulebook.model import Book


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option(
    "--format", "form", type=click.Choice(list(FORMS)), default="text", help="How to write it."
)
@click.option("--why", is_flag=True, help="Add the rules that answered each question on the way.")
@out_options
@under_options
def command(files: tuple[str, ...], form: str, why: bool, out: Out | None, under: Under) -> int:
    """
    Say what must be recorded, as what, by when, and why.

    FILE is a YAML, JSON or JSON Lines file of one incident or many, a folder of such files, or `-`
    for standard input. A bad incident among good ones is reported, and the rest are decided.

    With --out a batch of any size is decided part by part, a bad incident is a row that says why,
    and the same command goes on where it was stopped.

    \b
    Examples:
      hocr decide examples/threat-in-the-kitchen.yaml
      hocr decide --format json --on 2018-04-01 examples/lancashire/
      hocr decide year.jsonl --jobs 4 --out decisions.parquet
      hocr decide year.jsonl --short --out actions.csv
    """
    book = under.book()
    if book is None:
        return UNREADABLE
    if out is not None:
        return write(book, files, under, out)
    writer = FORMS[form](Screen(), why=why)
    bad = False
    for row, decision in _decisions(book, files, under):
        if decision is None:
            bad = True
            sys.stdout.flush()
            show_mistakes(row.mistakes)
        writer.add(row, decision)
    writer.end(book)
    return UNREADABLE if bad else 0


def _decisions(
    book: Book, files: tuple[str, ...], under: Under
) -> Iterator[tuple[Row, Decision | None]]:
    """Give each incident with its decision, or with none where it is bad."""
    progress = Progress()
    for number, row in enumerate(rows(files, book), 1):
        if row.incident is None:
            yield row, None
        else:
            yield row, under.decide(book, row.incident)
        progress.step(number)
    progress.end()
