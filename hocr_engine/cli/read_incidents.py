"""Reading the incidents that a command is given: files, folders, standard input; one row each."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from attrs import frozen

from hocr_engine.bounds import MAX_FILE_BYTES
from hocr_engine.decision.developments import check_developments
from hocr_engine.decision.rulings import check_rulings
from hocr_engine.diagnostic import Diagnostic, Severity
from hocr_engine.file_messages import no_incidents, not_allowed, not_found, too_large
from hocr_engine.incident.model import Incident
from hocr_engine.incident.read import read_incident
from hocr_engine.nodes import Node, Sequence
from hocr_engine.read_text import decode, read_file
from hocr_engine.rulebook.model import Book
from hocr_engine.text import Source, Span
from hocr_engine.yaml_nodes import read_json, read_json_lines, read_yaml

STDIN: Final = "-"
LINES: Final = (".jsonl", ".ndjson")
JSON: Final = (".json",)
YAML: Final = (".yaml", ".yml")
LEFT_OUT: Final = (".expected.yaml", ".cases.yaml")
CHUNK: Final = 1_000_000

Nodes = tuple[tuple[Node, ...], tuple[Diagnostic, ...]]


@frozen
class Row:
    """One incident as found: where it stood, and what was read, or why it could not be."""

    file: str
    number: int
    incident: Incident | None
    mistakes: tuple[Diagnostic, ...]
    is_one_of_many: bool = False

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """Give the mistakes for which the incident cannot be decided."""
        return tuple(m for m in self.mistakes if m.severity is Severity.ERROR)


def rows(paths: Iterable[str], book: Book) -> Iterator[Row]:
    """Give a row for each incident in files and folders, in the order of their names."""
    given = list(paths)
    for path in given:
        if path != STDIN and Path(path).is_dir():
            yield from _folder(Path(path), book)
        else:
            yield from _file(path, book, several=len(given) > 1)


def _folder(folder: Path, book: Book) -> Iterator[Row]:
    files = sorted(path for path in folder.rglob("*") if _is_incident_file(path))
    if not files:
        yield _bad(str(folder), no_incidents(Span(Source("", str(folder)), 0, 0)))
    for path in files:
        yield from _file(str(path), book, several=True)


def _is_incident_file(path: Path) -> bool:
    known = path.suffix in (*LINES, *JSON, *YAML)
    return known and not path.name.endswith(LEFT_OUT) and path.is_file()


def _file(path: str, book: Book, *, several: bool) -> Iterator[Row]:
    if Path(path).suffix in LINES:
        yield from _lines(Path(path), book)
        return
    source, mistakes = source_of(path)
    if source is None:
        yield Row(path, 1, None, mistakes, several)
        return
    nodes, mistakes = _nodes(source)
    if any(mistake.severity is Severity.ERROR for mistake in mistakes):
        yield Row(path, 1, None, mistakes, several)
        return
    is_list = len(nodes) > 1 or any(isinstance(node, Sequence) for node in nodes)
    incidents = [one for node in nodes for one in _listed(node)]
    if not incidents:
        yield _bad(path, no_incidents(Span(source, 0, 0)))
    for number, node in enumerate(incidents, 1):
        yield _row(path, number, node, book, is_one_of_many=several or is_list)


def _listed(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else (node,)


def _row(path: str, number: int, node: Node, book: Book, *, is_one_of_many: bool) -> Row:
    incident, mistakes = read_incident(node, book.vocabulary)
    if incident is not None:
        mistakes = (*mistakes, *check_rulings(book, incident), *check_developments(book, incident))
    row = Row(path, number, incident, mistakes, is_one_of_many)
    return Row(path, number, None, mistakes, is_one_of_many) if row.errors else row


def _bad(path: str, mistake: Diagnostic) -> Row:
    return Row(path, 1, None, (mistake,), is_one_of_many=True)


def source_of(path: str) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """Give the text of a file or of standard input, or what keeps it from being read."""
    if path != STDIN:
        return read_file(Path(path))
    content = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
    if len(content) > MAX_FILE_BYTES:
        return None, (too_large(MAX_FILE_BYTES, Span(Source("", STDIN), 0, 0)),)
    return decode(content, STDIN)


def _nodes(source: Source) -> Nodes:
    """Give the documents of a text: JSON by its name or its first sign, otherwise YAML."""
    is_json = Path(source.name).suffix in JSON
    if not is_json and not (source.name == STDIN and source.text.lstrip()[:1] in ("{", "[")):
        return read_yaml(source)
    node, mistakes = read_json(source)
    if node is not None or is_json:
        return (() if node is None else (node,)), mistakes
    lines = list(read_json_lines(source))
    if len(lines) > 1 and lines[0][0] is not None:
        found = tuple(node for node, _ in lines if node is not None)
        return found, tuple(mistake for _, some in lines for mistake in some)
    return (), mistakes


def _lines(path: Path, book: Book) -> Iterator[Row]:
    """Give a row for each line of a JSON Lines file, which may be larger than is held at once."""
    nowhere = Span(Source("", str(path)), 0, 0)
    try:
        with path.open("rb") as file:
            yield from _chunks(file, path, book)
    except FileNotFoundError:
        yield _bad(str(path), not_found(nowhere))
    except OSError:
        yield _bad(str(path), not_allowed(nowhere))


def _chunks(file: BinaryIO, path: Path, book: Book) -> Iterator[Row]:
    read, number = 0, 0
    while lines := file.readlines(CHUNK):
        source, mistakes = decode(b"".join(lines), str(path))
        if source is None and b"".join(lines).strip():
            yield Row(str(path), number + 1, None, mistakes, is_one_of_many=True)
        # Empty lines stand for those read before, so that places are those in the whole file.
        text = "" if source is None else "\n" * read + source.text
        for node, found in read_json_lines(Source(text, str(path))):
            number += 1
            if node is None:
                yield Row(str(path), number, None, found, is_one_of_many=True)
            else:
                yield _row(str(path), number, node, book, is_one_of_many=True)
        read += len(lines)
    if not number:
        yield _bad(str(path), no_incidents(Span(Source("", str(path)), 0, 0)))
