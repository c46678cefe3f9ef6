"""Reading files of incidents in parts, each small enough to be worked on by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from hocr_engine.batching.rows import JSON, Document, Lines, Part, Unread, written_lines
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.file_messages import no_incidents, not_allowed, not_found
from hocr_engine.read_text import decode, read_file
from hocr_engine.text import Source, Span

LINES: Final = (".jsonl", ".ndjson")
YAML: Final = (".yaml", ".yml")
LEFT_OUT: Final = (".expected.yaml", ".cases.yaml")
CHUNK: Final = 60_000


def read_parts(path: Path, *, several: bool = False) -> Iterator[Part]:
    """Give the parts of a file or of a folder of files, in the order of their names."""
    if not path.is_dir():
        yield from _file(path, several=several)
        return
    files = incident_files(path)
    if not files:
        yield _unread(path, no_incidents(Span(Source("", str(path)), 0, 0)))
    for one in files:
        yield from _file(one, several=True)


def incident_files(folder: Path) -> list[Path]:
    """Give the files of incidents in a folder and the folders below it, by their names."""
    return sorted(path for path in folder.rglob("*") if _is_incident_file(path))


def _is_incident_file(path: Path) -> bool:
    known = path.suffix in (*LINES, *JSON, *YAML)
    return known and not path.name.endswith(LEFT_OUT) and path.is_file()


def _file(path: Path, *, several: bool) -> Iterator[Part]:
    if path.suffix in LINES:
        yield from _lines(path)
        return
    source, mistakes = read_file(path)
    if source is None:
        yield Unread(str(path), 1, mistakes, several)
    else:
        yield Document(source, several)


def _unread(path: Path, mistake: Diagnostic) -> Unread:
    return Unread(str(path), 1, (mistake,))


def _lines(path: Path) -> Iterator[Part]:
    nowhere = Span(Source("", str(path)), 0, 0)
    try:
        with path.open("rb") as file:
            yield from _chunks(file, path)
    except FileNotFoundError:
        yield _unread(path, not_found(nowhere))
    except (OSError, ValueError):
        yield _unread(path, not_allowed(nowhere))


def _chunks(file: BinaryIO, path: Path) -> Iterator[Part]:
    before, incidents = 0, 0
    while lines := file.readlines(CHUNK):
        source, _ = decode(b"".join(lines), str(path))
        if source is not None:
            yield Lines(str(path), before, incidents, source.text)
            incidents += len(written_lines(source.text, before))
        else:
            yield from _one_by_one(lines, path, before, incidents)
            incidents += sum(1 for line in lines if line.strip())
        before += len(lines)
    if not incidents:
        yield _unread(path, no_incidents(Span(Source("", str(path)), 0, 0)))


def _one_by_one(lines: list[bytes], path: Path, before: int, incidents: int) -> Iterator[Part]:
    """Give the lines that are text each by itself, and what is wrong with the others."""
    for number, line in enumerate(lines, before):
        if not line.strip():
            continue
        source, mistakes = decode(b"\n" * number + line, str(path))
        if source is None:
            yield Unread(str(path), incidents + 1, mistakes)
        else:
            yield Lines(str(path), number, incidents, source.text[number:])
        incidents += 1
