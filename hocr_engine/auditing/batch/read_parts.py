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
from hocr_engine.read_text import decode, read_file
from hocr_engine.text import Source, Span

LINES: Final = (".jsonl", ".ndjson")
DOCUMENTS: Final = (".json", ".yaml", ".yml")
LEFT_OUT: Final = (".expected.yaml", ".cases.yaml")
ROWS_AT_ONCE: Final = 50
CHUNK: Final = 60_000

Found = Iterator[Part | Diagnostic]


def read_parts(paths: Iterable[tuple[Path, str]]) -> Found:
    """
    Give the parts of files and folders, each with the sample that it belongs to, in order.

    What cannot be read is given as its mistake, and the rest goes on. TableLibraryError.
    """
    return chain.from_iterable(_of(path, sample) for path, sample in paths)


def _of(path: Path, sample: str) -> Found:
    if path.is_dir():
        files = sorted(one for one in path.rglob("*") if _is_read(one))
        if not files:
            yield file_messages.no_incidents(Span(Source("", str(path)), 0, 0))
        for one in files:
            yield from _file(one, sample)
    else:
        yield from _file(path, sample)


def _is_read(path: Path) -> bool:
    known = path.suffix in (*LINES, *DOCUMENTS)
    return known and not path.name.endswith(LEFT_OUT) and path.is_file()


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
    nowhere = Span(Source("", str(path)), 0, 0)
    try:
        with path.open("rb") as file:
            before = 0
            while lines := file.readlines(CHUNK):
                source, _ = decode(b"".join(lines), str(path))
                if source is not None:
                    yield Lines(str(path), before, source.text, sample)
                else:
                    yield from _one_by_one(lines, before, path, sample)
                before += len(lines)
    except FileNotFoundError:
        yield file_messages.not_found(nowhere)
    except OSError:
        yield file_messages.not_allowed(nowhere)


def _one_by_one(lines: list[bytes], before: int, path: Path, sample: str) -> Found:
    """Give the lines that are text each by itself, and what is wrong with the others."""
    for number, line in enumerate(lines, before):
        source, mistakes = decode(b"\n" * number + line, str(path))
        if source is not None:
            yield Lines(str(path), number, source.text[number:], sample)
        elif line.strip():
            yield from mistakes
