"""By which rules to decide: the options that commands take alike, each written once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Final

import click
from attrs import frozen

from hocr_engine.cli.rules import open_book, root_of, rules_option
from hocr_engine.decision import Decision, decide
from hocr_engine.incident.model import Incident
from hocr_engine.rulebook.model import Book


@frozen
class Under:
    """The rules to decide by, the day as at which they are taken, and whether to presume."""

    rules: Path | None
    on: date | None
    strict: bool

    def book(self) -> Book | None:
        """Give the rulebook, or None after showing what keeps it from being used."""
        return open_book(root_of(self.rules))

    def decide(self, book: Book, incident: Incident) -> Decision:
        """Give the decision for an incident."""
        return decide(book, incident, on=self.on, strict=self.strict)


def _day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    """Give the date that a word stands for."""
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"`{value}` is not a date; write it as 2026-04-01") from None


on_option: Final = click.option(
    "--on", "on", metavar="DATE", callback=_day, help="Decide as the rules stood on a day."
)
strict_option: Final = click.option(
    "--strict", is_flag=True, help="Presume nothing: what the record leaves out is asked for."
)


def under_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options that say by which rules to decide, as its argument `under`."""

    @on_option
    @strict_option
    @rules_option
    @wraps(command)
    def with_rules(
        *, rules: Path | None, on: date | None, strict: bool, **arguments: object
    ) -> int:
        return command(under=Under(rules, on, strict), **arguments)

    return with_rules
