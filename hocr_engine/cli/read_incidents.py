"""Reading the incidents that a command is given: files, folders, standard input; one row each."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from hocr_engine.batching.read_parts import read_parts
from hocr_engine.batching.rows import STDIN, Document, Part, Row, Unread, rows_of
from hocr_engine.bounds import MAX_FILE_BYTES
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.file_messages import too_large
from hocr_engine.read_incident_files import LINES
from hocr_engine.read_text import decode, read_file
from hocr_engine.rulebook.model import Book
from hocr_engine.text import Source, Span

__all__ = ["LINES", "STDIN", "Row", "parts", "rows", "source_of"]


def rows(paths: Iterable[str], book: Book) -> Iterator[Row]:
    """Give a row for each incident in files and folders, in the order of their names."""
    for part in parts(paths):
        yield from rows_of(part, book)


def parts(paths: Iterable[str]) -> Iterator[Part]:
    """Give the parts of files, folders and standard input, in their order."""
    given = list(paths)
    several = len(given) > 1
    for path in given:
        if path != STDIN:
            yield from read_parts(Path(path), several=several)
            continue
        source, mistakes = source_of(path)
        if source is None:
            yield Unread(path, 1, mistakes, several)
        else:
            yield Document(source, several)


def source_of(path: str) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """Give the text of a file or of standard input, or what keeps it from being read."""
    if path != STDIN:
        return read_file(Path(path))
    content = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
    if len(content) > MAX_FILE_BYTES:
        return None, (too_large(MAX_FILE_BYTES, Span(Source("", STDIN), 0, 0)),)
    return decode(content, STDIN)
