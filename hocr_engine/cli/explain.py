"""`hocr explain`: the whole reasoning of a decision."""

from __future__ import annotations

import click
from attrs import evolve

from hocr_engine.cli.more import more_options, unknown_name
from hocr_engine.cli.options import Under, under_options
from hocr_engine.cli.read_incidents import rows
from hocr_engine.cli.rules import UNREADABLE, show_mistakes
from hocr_engine.cli.telling import Telling, telling_options
from hocr_engine.explanation import Outline, outline
from hocr_engine.explanation.more import More


@click.command()
@click.argument("file")
@click.option("--report", metavar="ID", help="Explain what this report led to, and no other.")
@more_options
@telling_options
@under_options
def command(file: str, report: str | None, more: More, telling: Telling, under: Under) -> int:
    """
    Give the whole reasoning of a decision.

    The answer comes first, then why, with the law, then the rules that apply. FILE is an
    incident file, or `-` for standard input.

    \b
    Examples:
      hocr explain examples/threat-in-the-kitchen.yaml
      hocr explain --format markdown --report neighbour examples/two-reports-months-apart.yaml
      hocr explain --why-not "record a crime" examples/slap-in-school.yaml
      hocr explain --format html --out why.html examples/threat-in-the-kitchen.yaml
    """
    book = under.book()
    if book is None:
        return UNREADABLE
    unknown = unknown_name(book, more)
    if unknown:
        click.echo(f"hocr: {unknown}", err=True)
        return UNREADABLE
    bad, wanted = False, telling.wanted(more)
    for row in rows((file,), book):
        if row.incident is None:
            bad = True
            show_mistakes(row.mistakes)
            continue
        telling.add(_only(outline(under.decide(book, row.incident), more=wanted), report))
    telling.end()
    return UNREADABLE if bad else 0


def _only(told: Outline, report: str | None) -> Outline:
    """Give the outline with one report only, where one is asked for."""
    if report is None:
        return told
    found = tuple(one for one in told.reports if one.id == report)
    if not found:
        known = ", ".join(f"`{one.id}`" for one in told.reports if one.id)
        raise click.UsageError(f"there is no report `{report}`; the reports are {known}")
    return evolve(told, reports=found)
