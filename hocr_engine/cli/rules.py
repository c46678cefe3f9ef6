"""Opening the rulebook that a command is asked to use, and drawing what is wrong in files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from hocr_engine.diagnostic import Diagnostic, Severity, draw, in_reading_order
from hocr_engine.rulebook.load import read_book
from hocr_engine.rulebook.model import Book
from hocr_engine.rulebook.read import bundled

FINDINGS = 1
UNREADABLE = 2

rules_option = click.option(
    "--rules",
    "rules",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The rulebook's folder; the rules that come with the program where left out.",
)


def root_of(rules: Path | None) -> Path:
    """Give the folder of the rules, as short as it can be said from where the reader stands."""
    root = bundled() if rules is None else rules
    here = Path.cwd()
    return root.relative_to(here) if root.is_absolute() and root.is_relative_to(here) else root


def open_book(root: Path) -> Book | None:
    """Give a rulebook, or None after showing what keeps it from being used."""
    book, mistakes = read_book(root)
    if book is None:
        show_mistakes(mistakes)
    return book


def show_mistakes(mistakes: Iterable[Diagnostic], *, err: bool = True) -> int:
    """Draw mistakes in reading order, and give how many are errors."""
    ordered = in_reading_order(list(mistakes))
    for mistake in ordered:
        click.echo(draw(mistake) + "\n", err=err)
    return sum(mistake.severity is Severity.ERROR for mistake in ordered)
