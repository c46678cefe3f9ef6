"""Writing a set of pages into a folder: all of it or nothing, and over nothing else."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from attrs import frozen

from hocr_engine.read_text import read_file

LIST: Final = "pages.txt"


@frozen
class Written:
    """How many pages were written, and how long they are together, in bytes."""

    pages: int
    size: int


class OccupiedError(Exception):
    """The folder holds something that is no set of pages; the message says what to do."""


def check_room(folder: Path, *, force: bool) -> None:
    """Make sure that pages may be written into a folder; OccupiedError."""
    if force or not folder.exists():
        return
    if not folder.is_dir() or (any(folder.iterdir()) and not (folder / LIST).is_file()):
        raise OccupiedError(
            f"`{folder}` holds something else than such pages; name another folder,"
            " or add `--force` to write the pages beside it"
        )


def write_pages(folder: Path, pages: Iterable[tuple[str, str]]) -> Written:
    """
    Put pages into a folder, each a file and its text, once all of them are there; OSError.

    Pages of an earlier set that this one does not have are taken away; nothing else is touched.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.", suffix=".part"))
    try:
        size = sum(_put(part / name, text) for name, text in pages)
        names = sorted(path.name for path in part.iterdir())
        _put(part / LIST, "".join(f"{name}\n" for name in names))
        _move(part, folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Written(len(names), size)


def _put(path: Path, text: str) -> int:
    return path.write_bytes(text.encode("utf-8"))


def _move(part: Path, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    new = {path.name for path in part.iterdir()}
    for name in _earlier(folder) - new:
        (folder / name).unlink(missing_ok=True)
    for name in sorted(new):
        (part / name).replace(folder / name)


def _earlier(folder: Path) -> set[str]:
    """Give the pages of the set that stands there; a list names files of its own folder only."""
    listed, _ = read_file(folder / LIST)
    names = [] if listed is None else listed.text.split("\n")
    return {name for name in names if name.endswith(".html") and Path(name).name == name}
