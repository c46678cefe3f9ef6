"""Long work shows how far it is to whoever looks, and nothing to a program."""

from __future__ import annotations

import io
import sys

import pytest

from hocr_engine.cli.terminal import Progress


class Screen(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        """Say that somebody looks."""
        return True


LONG_AGO = 0.0


def shown(monkeypatch: pytest.MonkeyPatch, progress: Progress, *, err: bool, out: bool) -> str:
    """Give what standard error shows, where it and standard output are terminals or not."""
    streams = {"stderr": err, "stdout": out}
    for name, is_screen in streams.items():
        monkeypatch.setattr(sys, name, Screen() if is_screen else io.StringIO())
    stream = sys.stderr
    progress.step(1_200)
    progress.end()
    assert isinstance(stream, io.StringIO)
    return stream.getvalue()


def test_a_count_is_shown_on_a_terminal_and_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    progress = Progress("of 2,400 questions answered", is_alone=True, started=LONG_AGO)

    assert shown(monkeypatch, progress, err=True, out=True) == (
        "\r1,200 of 2,400 questions answered\r\x1b[K"
    )


def test_a_count_does_not_come_between_what_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    progress = Progress(started=LONG_AGO)

    assert shown(monkeypatch, progress, err=True, out=True) == ""
    assert shown(monkeypatch, progress, err=True, out=False) == (
        "\r1,200 incidents decided\r\x1b[K"
    )


@pytest.mark.parametrize("is_alone", [True, False])
def test_a_program_is_shown_no_count(is_alone: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    progress = Progress(is_alone=is_alone, started=LONG_AGO)

    assert shown(monkeypatch, progress, err=False, out=False) == ""


def test_quick_work_shows_no_count(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, Progress(is_alone=True), err=True, out=True) == ""
