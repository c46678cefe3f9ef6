"""`hocr ask`: an interview that ends in a decision."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from hocr_engine.cli.options import on_option
from hocr_engine.cli.read_incidents import rows
from hocr_engine.cli.rules import UNREADABLE, open_book, root_of, rules_option, show_mistakes
from hocr_engine.cli.talk import NotKeptError, Talk
from hocr_engine.cli.terminal import Screen
from hocr_engine.interview import Interview
from hocr_engine.interview import messages as say
from hocr_engine.rulebook.model import Book


@click.command()
@click.argument("file", required=False)
@click.option(
    "--save",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="OUT",
    help="Write the record there after every answer; `hocr ask OUT` goes on from it.",
)
@click.option(
    "--report",
    metavar="MOMENT",
    help="Add a further report that came in then, as 13/6/2026 10:00, to the record of FILE.",
)
@on_option
@rules_option
def command(
    file: str | None, save: Path | None, report: str | None, on: date | None, rules: Path | None
) -> int:
    """
    Ask for what a decision needs, one question at a time, and give the decision.

    Without FILE a new record is begun; with the FILE of one incident, what is missing from it is
    asked for. Answer with a number, a word or a value, dates as 12/6/2026 14:30. `?` tells why
    something is asked and what each answer leads to, `back` takes the last answer back, `skip` is
    for what nobody knows, and `stop` ends the interview.

    \b
    Examples:
      hocr ask --save incident.yaml
      hocr ask incident.yaml --save incident.yaml
      hocr ask incident.yaml --report "13/6/2026 10:00" --save incident.yaml
      hocr ask < answers.txt
    """
    if report is not None and file is None:
        raise click.UsageError(say.REPORT_OF_WHAT)
    book = open_book(root_of(rules))
    if book is None:
        return UNREADABLE
    talk = Talk(book, Screen(), save)
    first = talk.begin(on) if file is None else _given(book, file, on)
    if first is not None and report is not None:
        first = talk.further_report(first, report)
    if first is None:
        return UNREADABLE
    try:
        return talk.end(talk.through(first))
    except NotKeptError as error:
        click.echo(str(error), err=True)
        return UNREADABLE


def _given(book: Book, file: str, on: date | None) -> Interview | None:
    """Give the interview about the one incident of a file, or None after saying what is wrong."""
    found = list(rows((file,), book))
    for row in found:
        show_mistakes(row.mistakes)
    if len(found) != 1 or found[0].incident is None:
        if len(found) != 1:
            click.echo(say.not_one_incident(len(found)), err=True)
        return None
    return Interview(book, found[0].incident, on=on)
