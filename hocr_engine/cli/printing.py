"""What `hocr show` prints of the whole rulebook: its mistakes, or all of it as pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from pathlib import Path
from typing import Final

import click
from attrs import asdict, frozen

from hocr_engine.cli.page_sets import OccupiedError, check_room, write_pages
from hocr_engine.cli.terminal import Progress, Screen
from hocr_engine.pages import NotInstalledError
from hocr_engine.publishing.mistakes import mistake_lines, mistakes_markdown, mistakes_told
from hocr_engine.publishing.pages_told import rendered
from hocr_engine.publishing.shelf import Shelf

FORMS: Final = ("text", "markdown", "json", "html")
PAGES: Final = "html"
MISTAKES_FORMAT: Final = "hocr.mistakes.v1"
KILOBYTE: Final = 1024


@frozen
class Printed:
    """What is wanted of the whole rulebook, in which form, and where to."""

    mistakes: bool
    whole: bool
    form: str
    out: Path | None
    force: bool

    @property
    def is_wanted(self) -> bool:
        """Say whether anything of the whole rulebook is wanted."""
        return self.mistakes or self.whole

    def check(self) -> None:
        """Make sure that the options go together, before anything is read; UsageError."""
        if self.mistakes and self.whole:
            raise click.UsageError("`--mistakes` and `--all` do not go together")
        if not self.is_wanted and self.form != "text":
            raise click.UsageError("`--format` goes with `--mistakes` or `--all`")
        if self.mistakes and self.form == PAGES:
            raise click.UsageError("`--mistakes` is written as text, markdown or json")
        if self.whole and self.form != PAGES:
            raise click.UsageError("`--all` is written as pages; add `--format html`")
        if self.whole and self.out is None:
            raise click.UsageError("the pages need a folder; add `--out FOLDER`")
        if not self.whole and (self.out is not None or self.force):
            raise click.UsageError("`--out` and `--force` go with `--all`")
        if self.out is not None:
            try:
                check_room(self.out, force=self.force)
            except OccupiedError as error:
                raise click.UsageError(str(error)) from None

    def show(self, shelf: Shelf) -> int:
        """Write what is wanted."""
        if self.out is not None:
            _write(shelf, self.out)
        else:
            _show_mistakes(shelf, self.form)
        return 0


def _show_mistakes(shelf: Shelf, form: str) -> None:
    screen, told = Screen(), mistakes_told(shelf)
    if form == "markdown":
        screen.write(mistakes_markdown(told))
    elif form == "json":
        data = {"format": MISTAKES_FORMAT, "questions": [asdict(one) for one in told]}
        screen.write(json.dumps(data, sort_keys=True, indent=2) + "\n")
    else:
        screen.show(mistake_lines(told, screen.width))


def _write(shelf: Shelf, out: Path) -> None:
    progress = Progress("pages written", is_alone=True)
    try:
        done = write_pages(out, _counted(rendered(shelf), progress))
    except NotInstalledError as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        why = (error.strerror or "").lower()
        raise click.UsageError(f"`{out}` cannot be written: {why}") from None
    finally:
        progress.end()
    size = f"{done.size // KILOBYTE:,} KB"
    click.echo(f"{done.pages} pages, {size}; begin with {(out / 'index.html').as_posix()}")


def _counted(pages: Iterable[tuple[str, str]], progress: Progress) -> Iterator[tuple[str, str]]:
    for number, one in enumerate(pages, 1):
        progress.step(number)
        yield one


def printed_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options on what to print of the whole rulebook, as `printed`."""

    @click.option(
        "--mistakes", is_flag=True, help="List the mistakes that rules correct, with a case each."
    )
    @click.option("--all", "whole", is_flag=True, help="Write the whole rulebook as pages.")
    @click.option(
        "--format", "form", type=click.Choice(FORMS), default="text", help="How to write it."
    )
    @click.option(
        "--out",
        type=click.Path(path_type=Path),
        metavar="FOLDER",
        help="The folder for the pages; they are put there when all are done.",
    )
    @click.option("--force", is_flag=True, help="Put the pages beside what is in the folder.")
    @wraps(command)
    def with_printed(
        *, mistakes: bool, whole: bool, form: str, out: Path | None, force: bool, **others: object
    ) -> int:
        printed = Printed(mistakes, whole, form, out, force)
        printed.check()
        return command(printed=printed, **others)

    return with_printed
