"""The files in which incidents are told, and their lines in parts small enough to be worked on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from attrs import frozen

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.file_messages import not_allowed, not_found
from hocr_engine.read_text import decode
from hocr_engine.text import Source, Span

LINES: Final = (".jsonl", ".ndjson")
JSON: Final = (".json",)
YAML: Final = (".yaml", ".yml")
LEFT_OUT: Final = (".expected.yaml", ".cases.yaml")
CHUNK: Final = 60_000


@frozen
class Chunk:
    """Some lines of a file, with how many come before."""

    before: int
    text: str


@frozen
class Unreadable:
    """What cannot be read of a file, a line of it or the whole."""

    mistakes: tuple[Diagnostic, ...]


def incident_files(folder: Path) -> list[Path]:
    """Give the files of incidents in a folder and the folders below it, by their names."""
    return sorted(path for path in folder.rglob("*") if _is_incident_file(path))


def _is_incident_file(path: Path) -> bool:
    known = path.suffix in (*LINES, *JSON, *YAML)
    return known and not path.name.endswith(LEFT_OUT) and path.is_file()


def chunks(path: Path) -> Iterator[Chunk | Unreadable]:
    """Give the lines of a file in parts; lines that are no text do not take their neighbours."""
    nowhere = Span(Source("", str(path)), 0, 0)
    try:
        with path.open("rb") as file:
            yield from _read(file, path)
    except FileNotFoundError:
        yield Unreadable((not_found(nowhere),))
    except (OSError, ValueError):
        yield Unreadable((not_allowed(nowhere),))


def _read(file: BinaryIO, path: Path) -> Iterator[Chunk | Unreadable]:
    before = 0
    while lines := file.readlines(CHUNK):
        source, _ = decode(b"".join(lines), str(path))
        if source is not None:
            yield Chunk(before, source.text)
        else:
            yield from _one_by_one(lines, before, path)
        before += len(lines)


def _one_by_one(lines: list[bytes], before: int, path: Path) -> Iterator[Chunk | Unreadable]:
    """Give the lines that are text each by itself, and what is wrong with the others."""
    for number, line in enumerate(lines, before):
        if not line.strip():
            continue
        source, mistakes = decode(b"\n" * number + line, str(path))
        if source is None:
            yield Unreadable(tuple(mistakes))
        else:
            yield Chunk(number, source.text[number:])
