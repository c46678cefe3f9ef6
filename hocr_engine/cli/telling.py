"""In which form explanations are written, and where to."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Final

import click
from attrs import define, evolve, field

from hocr_engine.cli.replacing import replace
from hocr_engine.cli.terminal import Screen
from hocr_engine.explanation import Outline
from hocr_engine.explanation.data import as_data
from hocr_engine.explanation.depth import Depth
from hocr_engine.explanation.markdown import as_markdown
from hocr_engine.explanation.more import EVERYTHING, More
from hocr_engine.explanation.page import as_html
from hocr_engine.explanation.text import as_text, text_lines
from hocr_engine.pages import NotInstalledError

FORMS: Final = ("text", "markdown", "html", "json")
PAGE: Final = "html"


@define
class Telling:
    """Writes explanations one by one to the screen, or all of them at once to a file."""

    form: str
    depth: Depth
    out: Path | None
    screen: Screen = field(factory=Screen)
    kept: list[str] = field(factory=list)

    def wanted(self, more: More) -> More:
        """Give what is told besides the reasons, where `more` is asked for: a page tells all."""
        return evolve(EVERYTHING, why_not=more.why_not) if self.form == PAGE else more

    def add(self, told: Outline) -> None:
        """Write one explanation, or keep it for the end."""
        if self.form == PAGE and self.kept:
            raise click.UsageError("a page tells one incident, and the file holds several")
        if self.out is not None or self.form == PAGE:
            self.kept.append(self._text(told))
        elif self.form == "text":
            self.screen.show(text_lines(told, self.screen.width, self.depth))
        else:
            self.screen.write(self._text(told))

    def end(self) -> None:
        """Write what was kept: a file is written whole or not at all."""
        text = "".join(self.kept)
        if self.out is None:
            self.screen.write(text)
        elif self.kept:
            try:
                replace(self.out, text)
            except OSError as error:
                why = (error.strerror or "").lower()
                raise click.UsageError(f"`{self.out}` cannot be written: {why}") from None

    def _text(self, told: Outline) -> str:
        if self.form == "text":
            return as_text(told, depth=self.depth)
        if self.form == "markdown":
            return as_markdown(told, self.depth)
        if self.form == "json":
            return json.dumps(as_data(told), sort_keys=True, indent=2) + "\n"
        try:
            return as_html(told, source=self.depth is Depth.SOURCE)
        except NotInstalledError as error:
            raise click.UsageError(str(error)) from None


def telling_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options on how explanations are written, as its argument `telling`."""

    @click.option(
        "--format", "form", type=click.Choice(FORMS), default="text", help="How to write it."
    )
    @click.option(
        "--out",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Write it to a file, whole or not at all.",
    )
    @click.option("--tried", is_flag=True, help="Show every rule tried, and why it does not apply.")
    @click.option(
        "--source", is_flag=True, help="Show every condition tried, in its author's own words."
    )
    @wraps(command)
    def with_telling(
        *, form: str, out: Path | None, tried: bool, source: bool, **arguments: object
    ) -> int:
        depth = Depth.SOURCE if source else Depth.TRIED if tried else Depth.APPLYING
        return command(telling=Telling(form, depth, out), **arguments)

    return with_telling
