"""Reading files of incidents in parts, each small enough to be worked on by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hocr_engine.batching.rows import Document, Lines, Part, Unread, written_lines
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.file_messages import no_incidents
from hocr_engine.read_incident_files import LINES, Unreadable, chunks, incident_files
from hocr_engine.read_text import read_file
from hocr_engine.text import Source, Span


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
    incidents = 0
    for part in chunks(path):
        if isinstance(part, Unreadable):
            yield Unread(str(path), incidents + 1, part.mistakes)
            incidents += 1
        else:
            yield Lines(str(path), part.before, incidents, part.text)
            incidents += len(written_lines(part.text, part.before))
    if not incidents:
        yield _unread(path, no_incidents(Span(Source("", str(path)), 0, 0)))
