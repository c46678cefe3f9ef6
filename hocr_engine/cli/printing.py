"""What `hocr show` prints of the whole rulebook: the mistakes that its rules correct."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Final

import click
from attrs import asdict, frozen

from hocr_engine.cli.terminal import Screen
from hocr_engine.publishing.mistakes import mistake_lines, mistakes_markdown, mistakes_told
from hocr_engine.publishing.shelf import Shelf

FORMS: Final = ("text", "markdown", "json")
MISTAKES_FORMAT: Final = "hocr.mistakes.v1"


@frozen
class Printed:
    """What is wanted of the whole rulebook, and in which form."""

    mistakes: bool
    form: str

    @property
    def is_wanted(self) -> bool:
        """Say whether anything of the whole rulebook is wanted."""
        return self.mistakes

    def show(self, shelf: Shelf) -> int:
        """Write what is wanted."""
        screen, told = Screen(), mistakes_told(shelf)
        if self.form == "markdown":
            screen.write(mistakes_markdown(told))
        elif self.form == "json":
            data = {"format": MISTAKES_FORMAT, "questions": [asdict(one) for one in told]}
            screen.write(json.dumps(data, sort_keys=True, indent=2) + "\n")
        else:
            screen.show(mistake_lines(told, screen.width))
        return 0


def printed_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options on what to print of the whole rulebook, as `printed`."""

    @click.option(
        "--mistakes", is_flag=True, help="List the mistakes that rules correct, with a case each."
    )
    @click.option(
        "--format", "form", type=click.Choice(FORMS), default="text", help="How to write it."
    )
    @wraps(command)
    def with_printed(*, mistakes: bool, form: str, **arguments: object) -> int:
        if form != "text" and not mistakes:
            raise click.UsageError("`--format` goes with `--mistakes`; one thing is shown as text")
        return command(printed=Printed(mistakes, form), **arguments)

    return with_printed
