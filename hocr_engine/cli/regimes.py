"""`hocr regimes`: what changed when, by the dates of the rules and of the official lists."""

from __future__ import annotations

from pathlib import Path

import click

from hocr_engine.cli.rules import UNREADABLE, open_book, root_of, rules_option
from hocr_engine.explanation.regimes import regimes


@click.command()
@rules_option
def command(rules: Path | None) -> int:
    """
    Say what changed when: what begins and ends on each day, with its law and how sure that is.

    Gives a Markdown document made from the rules, their definitions and the official lists.

    \b
    Example:
      hocr regimes > regimes.md
    """
    book = open_book(root_of(rules))
    if book is None:
        return UNREADABLE
    click.echo(regimes(book))
    return 0
