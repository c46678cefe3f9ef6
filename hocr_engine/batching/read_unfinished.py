"""A file that is written part by part, which is gone on with after a stop as if there was none."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final, TextIO

from attrs import define, frozen

from hocr_engine.keeping.record import canonical

Run = dict[str, object]
Finish = Callable[[Iterator[str], Path], None]
UNFINISHED_FORMAT: Final = "hocr.unfinished.v1"


@frozen
class Lines:
    """What came of one part: its lines, and how many of its incidents were bad."""

    lines: tuple[str, ...]
    bad: int


@define
class Unfinished:
    """
    Lines on their way to a file, beside which they are kept until the last one is there.

    Lines after the last part that was noted down are dropped, so that each part is written once.
    """

    out: Path
    run: Run
    file: BinaryIO
    parts: int = 0
    lines: int = 0
    bad: int = 0

    def add(self, found: Sequence[Lines]) -> None:
        """Write what came of a part, and note down that it is there."""
        for each in found:
            self.file.writelines(f"{line}\n".encode() for line in each.lines)
            self.lines += len(each.lines)
            self.bad += each.bad
        self.parts += 1
        self.file.flush()
        noted = {"format": UNFINISHED_FORMAT, "run": self.run, "bytes": self.file.tell()}
        noted |= {"parts": self.parts, "lines": self.lines, "bad": self.bad}
        beside = _beside(self.out, ".state.new")
        beside.write_text(canonical(noted), encoding="utf-8")
        beside.replace(_beside(self.out, ".state"))

    def finish(self, as_file: Finish | None) -> None:
        """Put the lines in the file's place, as they are or as something else makes a file."""
        self.file.close()
        part, made = _beside(self.out, ".part"), _beside(self.out, ".made")
        if as_file is None:
            part.replace(self.out)
        else:
            with part.open(encoding="utf-8", newline="\n") as file:
                as_file(iter(file), made)
            made.replace(self.out)
            part.unlink()
        _beside(self.out, ".state").unlink(missing_ok=True)

    def close(self) -> None:
        """Leave the file as it is, to go on with later."""
        self.file.close()


def begun(out: Path, run: Run) -> Unfinished:
    """Give a file where an equal run was stopped, or one without a line; OSError."""
    part = _beside(out, ".part")
    match _noted(out):
        case {
            "run": was,
            "bytes": int(size),
            "parts": int(parts),
            "lines": int(lines),
            "bad": int(bad),
        } if was == run and part.exists() and part.stat().st_size >= size:
            file = part.open("r+b")
            file.truncate(size)
            file.seek(0, os.SEEK_END)
            return Unfinished(out, run, file, parts, lines, bad)
        case _:
            return Unfinished(out, run, part.open("wb"))


def _noted(out: Path) -> dict[str, object]:
    try:
        noted = json.loads(_beside(out, ".state").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return noted if isinstance(noted, dict) else {}


def _beside(out: Path, ending: str) -> Path:
    return out.with_name(f"{out.name}{ending}")


def writing(path: Path) -> TextIO:
    """Give a text file to write from its start, with the ends of lines as they are written."""
    return path.open("w", encoding="utf-8", newline="")
