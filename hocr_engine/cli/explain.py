"""`hocr explain`: the whole reasoning of a decision."""

from __future__ import annotations

import json
from typing import Final

import click
from attrs import evolve

from hocr_engine.cli.options import Under, under_options
from hocr_engine.cli.read_incidents import rows
from hocr_engine.cli.rules import UNREADABLE, show_mistakes
from hocr_engine.cli.terminal import Screen
from hocr_engine.explanation import Outline, outline
from hocr_engine.explanation.data import as_data
from hocr_engine.explanation.markdown import as_markdown
from hocr_engine.explanation.text import text_lines

FORMS: Final = ("text", "markdown", "json")


@click.command()
@click.argument("file")
@click.option("--format", "form", type=click.Choice(FORMS), default="text", help="How to write it.")
@click.option("--report", metavar="ID", help="Explain what this report led to, and no other.")
@click.option(
    "--source", is_flag=True, help="Show every condition tried, in its author's own words."
)
@under_options
def command(file: str, form: str, report: str | None, source: bool, under: Under) -> int:
    """
    Give the whole reasoning of a decision.

    The answer comes first, then why, with the law, then every rule that was tried. FILE is an
    incident file, or `-` for standard input.

    \b
    Examples:
      hocr explain examples/threat-in-the-kitchen.yaml
      hocr explain --format markdown --report neighbour examples/two-reports-months-apart.yaml
    """
    book = under.book()
    if book is None:
        return UNREADABLE
    screen, bad = Screen(), False
    for row in rows((file,), book):
        if row.incident is None:
            bad = True
            show_mistakes(row.mistakes)
            continue
        told = outline(under.decide(book, row.incident))
        _show(screen, _only(told, report), form, source=source)
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


def _show(screen: Screen, told: Outline, form: str, *, source: bool) -> None:
    if form == "text":
        screen.show(text_lines(told, screen.width, source=source))
    elif form == "markdown":
        screen.write(as_markdown(told, source=source))
    else:
        screen.write(json.dumps(as_data(told), sort_keys=True, indent=2) + "\n")
