"""Reading the decision records that a replay is given: one, a list, or a line for each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from attrs import define, field, frozen

from hocr_engine.bounds import MAX_FILE_BYTES
from hocr_engine.cli.read_incidents import LINES, STDIN, source_of
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.file_messages import no_records, not_allowed, not_found, too_large
from hocr_engine.json_nodes import read_json, read_json_lines
from hocr_engine.keeping.model import Kept
from hocr_engine.keeping.read_record import Read, read_record
from hocr_engine.nodes import Node, Sequence
from hocr_engine.read_text import decode
from hocr_engine.text import Source, Span

Nodes = tuple[Node | None, tuple[Diagnostic, ...]]


@frozen
class Line:
    """Where a record stands in a file of lines, which may be larger than is held at once."""

    path: Path
    start: int
    number: int


@define
class Records:
    """The records of a file by the ids of their incidents; of many, only where each stands."""

    places: dict[str, list[Kept | Line]] = field(factory=dict)
    mistakes: list[tuple[Diagnostic, ...]] = field(factory=list)

    @property
    def count(self) -> int:
        """Give how many records there are."""
        return sum(map(len, self.places.values()))

    def of(self, incident: str) -> Iterator[Kept]:
        """Give the records of an incident."""
        for place in self.places.get(incident, ()):
            kept = _again(place) if isinstance(place, Line) else place
            if kept is not None:
                yield kept

    def add(self, found: Read, place: Line | None = None) -> None:
        """Add a record, or what keeps it from being used."""
        kept, mistakes = found
        if kept is None:
            self.mistakes.append(mistakes)
        else:
            self.places.setdefault(kept.incident, []).append(place or kept)


def read_records(path: str) -> Iterator[Records]:
    """Give the records of a file or of standard input as far as read, after each one more."""
    found = Records()
    if path != STDIN and Path(path).suffix in LINES:
        yield from _of_lines(Path(path), found)
    else:
        source, mistakes = source_of(path)
        for node, wrong in () if source is None else _nodes(source):
            found.add((None, wrong) if node is None or wrong else read_record(node))
            yield found
        if mistakes:
            found.mistakes.append(mistakes)
    if not found.places and not found.mistakes:
        found.mistakes.append((no_records(Span(Source("", path), 0, 0)),))
    yield found


def _nodes(source: Source) -> Iterator[Nodes]:
    """Give the value of a text, those of its list, or those of its lines."""
    node, mistakes = read_json(source)
    if node is None:
        several = list(read_json_lines(source))
        are_lines = len(several) > 1 and several[0][0] is not None
        yield from several if are_lines else ((None, mistakes),)
    elif isinstance(node, Sequence) and not mistakes:
        yield from ((item, ()) for item in node.items)
    else:
        yield node, mistakes


def _of_lines(path: Path, found: Records) -> Iterator[Records]:
    nowhere = Span(Source("", str(path)), 0, 0)
    try:
        with path.open("rb") as file:
            for place, read in _lines(file, path):
                found.add(read, place)
                yield found
    except FileNotFoundError:
        found.mistakes.append((not_found(nowhere),))
    except (OSError, ValueError):
        found.mistakes.append((not_allowed(nowhere),))


def _lines(file: BinaryIO, path: Path) -> Iterator[tuple[Line, Read]]:
    place = Line(path, 0, 1)
    while content := file.readline(MAX_FILE_BYTES + 1):
        if content.strip():
            yield place, _record(content, place)
        if len(content) > MAX_FILE_BYTES:
            return
        place = Line(path, file.tell(), place.number + 1)


def _record(content: bytes, place: Line) -> Read:
    if len(content) > MAX_FILE_BYTES:
        return None, (too_large(MAX_FILE_BYTES, Span(Source("", str(place.path)), 0, 0)),)
    # Empty lines stand for those before, so that places are those in the whole file.
    source, mistakes = decode(b"\n" * (place.number - 1) + content, str(place.path))
    for node, wrong in () if source is None else read_json_lines(source):
        return (None, wrong) if node is None or wrong else read_record(node)
    return None, mistakes


def _again(place: Line) -> Kept | None:
    """Give the record at a place; it may have been taken away since it was found."""
    try:
        with place.path.open("rb") as file:
            file.seek(place.start)
            kept, _ = _record(file.readline(MAX_FILE_BYTES + 1), place)
    except OSError:
        return None
    return kept
