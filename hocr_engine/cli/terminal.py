"""The screen: lines with tones where a person reads, plain text where a program does."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from attrs import define, field

from hocr_engine.explanation.layout import Line, Tone, plain

if TYPE_CHECKING:
    from rich.console import Console

PIPED_WIDTH: Final = 100
WIDEST: Final = 120
PATIENCE: Final = 1.0
STYLES: Final = {Tone.PLAIN: "", Tone.ANSWER: "bold", Tone.LABEL: "cyan", Tone.ASIDE: "dim"}


def _is_terminal() -> bool:
    return sys.stdout.isatty()


@define
class Screen:
    """Where a command writes; colour only where somebody looks at it."""

    is_terminal: bool = field(factory=_is_terminal)
    _console: Console | None = None

    @property
    def width(self) -> int:
        """Give how wide lines may be."""
        if not self.is_terminal:
            return PIPED_WIDTH
        return min(WIDEST, shutil.get_terminal_size((PIPED_WIDTH, 24)).columns)

    def show(self, lines: Iterable[Line]) -> None:
        """Write lines, with their tones on a terminal."""
        if not self.is_terminal:
            self.write("".join(f"{plain([line])}\n" for line in lines))
            return
        from rich.text import Text  # noqa: PLC0415 only where it is needed, since loading it takes time

        for line in lines:
            parts = [(piece.text, STYLES[piece.tone]) for piece in line]
            self._rich().print(Text.assemble(*parts), soft_wrap=True)

    def write(self, text: str) -> None:
        """Write text as it is; a sign that the receiver cannot hold is written as its number."""
        encoding = sys.stdout.encoding or "utf-8"
        sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))

    def _rich(self) -> Console:
        if self._console is None:
            from rich.console import Console  # noqa: PLC0415 as above

            self._console = Console(highlight=False, markup=False, emoji=False)
        return self._console


@define
class Progress:
    """
    A count on a terminal's standard error once something takes longer than a moment.

    `is_alone` says that nothing else is written meanwhile.
    """

    what: str = "incidents decided"
    is_alone: bool = False
    started: float = field(factory=time.monotonic)
    shown: float = 0.0

    def step(self, number: int) -> None:
        """Note that so many are done."""
        now = time.monotonic()
        if now - max(self.started, self.shown) > PATIENCE and self._is_seen():
            self.shown = now
            sys.stderr.write(f"\r{number:,} {self.what}")
            sys.stderr.flush()

    def end(self) -> None:
        """Clear the count."""
        if self.shown:
            sys.stderr.write("\r\x1b[K")

    def _is_seen(self) -> bool:
        return sys.stderr.isatty() and (self.is_alone or not sys.stdout.isatty())
