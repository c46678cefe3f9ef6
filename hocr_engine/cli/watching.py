"""Doing something again each time that files change, until the reader ends it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, NoReturn

import click

from hocr_engine.read_text import SUFFIXES

PAUSE: Final = 0.3
WATCHED: Final = (*SUFFIXES, ".csv")

Marks = Mapping[Path, tuple[int, int]]


def watch(paths: Iterable[Path], act: Callable[[], object]) -> NoReturn:
    """Act now and after each change of the files at or below some paths; ends by Ctrl-C alone."""
    roots = tuple(paths)
    shown = ", ".join(path.as_posix() for path in roots)
    while True:
        before = _marks(roots)
        click.clear()
        click.echo(f"{time.strftime('%H:%M:%S')}  watching {shown}; Ctrl-C ends\n")
        try:
            act()
        except OSError:
            click.echo("files went away while they were read")
        click.echo()
        sys.stdout.flush()
        _wait(roots, before)


def _wait(roots: Iterable[Path], before: Marks) -> None:
    """Wait until files are otherwise than they were, and then until they are left alone."""
    now = before
    while now == before:
        time.sleep(PAUSE)
        now = _marks(roots)
    last: Marks = {}
    while now != last:
        time.sleep(PAUSE)
        last, now = now, _marks(roots)


def _marks(roots: Iterable[Path]) -> Marks:
    """Give when each file was last written, and its size; what is not there is left out."""
    marks: dict[Path, tuple[int, int]] = {}
    for path in (path for root in roots for path in _files(root)):
        with suppress(OSError):
            found = path.stat()
            marks[path] = (found.st_mtime_ns, found.st_size)
    return marks


def _files(root: Path) -> list[Path]:
    try:
        return [path for path in (root, *root.rglob("*")) if path.suffix in WATCHED]
    except OSError:  # a folder that went away while it was gone through
        return []
