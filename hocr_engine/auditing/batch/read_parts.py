"""Reading the files of a batch in parts, each small enough to be worked on by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Final

from hocr_engine import file_messages
from hocr_engine.auditing.batch.desk import Document, Lines, Part, Rows
from hocr_engine.auditing.sheets.read_sheet import TABLES, read_sheet
from hocr_engine.auditing.sheets.rows import SheetRow
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.read_incident_files import LINES, Unreadable, chunks, incident_files
from hocr_engine.read_text import read_file
from hocr_engine.text import Source, Span

ROWS_AT_ONCE: Final = 50

Found = Iterator[Part | Diagnostic]


def read_parts(paths: Iterable[tuple[Path, str]]) -> Found:
    """
    Give the parts of files and folders, each with the sample that it belongs to, in order.

    What cannot be read is given as its mistake, and the rest goes on. TableLibraryError.
    """
    return chain.from_iterable(_of(path, sample) for path, sample in paths)


def _of(path: Path, sample: str) -> Found:
    if path.is_dir():
        files = incident_files(path)
        if not files:
            yield file_messages.no_incidents(Span(Source("", str(path)), 0, 0))
        for one in files:
            yield from _file(one, sample)
    else:
        yield from _file(path, sample)


def _file(path: Path, sample: str) -> Found:
    if path.suffix in TABLES:
        yield from _table(path, sample)
    elif path.suffix in LINES:
        yield from _lines(path, sample)
    else:
        source, mistakes = read_file(path)
        yield from mistakes if source is None else (Document(source, sample),)


def _table(path: Path, sample: str) -> Found:
    waiting: list[SheetRow] = []
    for row in read_sheet(path):
        if isinstance(row, Diagnostic):
            yield row
            continue
        waiting.append(row)
        if len(waiting) == ROWS_AT_ONCE:
            yield Rows(tuple(waiting), sample)
            waiting = []
    if waiting:
        yield Rows(tuple(waiting), sample)


def _lines(path: Path, sample: str) -> Found:
    for part in chunks(path):
        if isinstance(part, Unreadable):
            yield from part.mistakes
        else:
            yield Lines(str(path), part.before, part.text, sample)
