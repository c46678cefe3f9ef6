"""The incidents of a part of a file, one row each: what was read, or why it could not be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypeAlias

from attrs import field, frozen

from hocr_engine.decision.developments import check_developments
from hocr_engine.decision.rulings import check_rulings
from hocr_engine.diagnostic import Diagnostic, Severity
from hocr_engine.file_messages import no_incidents
from hocr_engine.incident.model import Incident
from hocr_engine.incident.read import read_incident
from hocr_engine.nodes import Node, Sequence
from hocr_engine.read_incident_files import JSON
from hocr_engine.rulebook.model import Book
from hocr_engine.text import Source, Span
from hocr_engine.yaml_nodes import read_json, read_json_lines, read_yaml

STDIN: Final = "-"


Nodes = tuple[tuple[Node, ...], tuple[Diagnostic, ...]]


@frozen
class Lines:
    """Some lines of JSON Lines, with how many lines and how many incidents stand before them."""

    file: str
    before: int
    incidents: int
    text: str = field(repr=False)


@frozen
class Document:
    """A whole file of YAML or JSON, by itself or one of several."""

    source: Source = field(repr=False)
    is_one_of_many: bool


@frozen
class Unread:
    """What cannot be read as incidents, and why."""

    file: str
    number: int
    mistakes: tuple[Diagnostic, ...]
    is_one_of_many: bool = True


Part: TypeAlias = Lines | Document | Unread


@frozen
class Row:
    """One incident as found: where it stood, and what was read, or why it could not be."""

    file: str
    number: int
    incident: Incident | None
    mistakes: tuple[Diagnostic, ...]
    is_one_of_many: bool = False
    line: int = 1

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """Give the mistakes for which the incident cannot be decided."""
        return tuple(m for m in self.mistakes if m.severity is Severity.ERROR)


def rows_of(part: Part, book: Book) -> Iterator[Row]:
    """Give a row for each incident of a part, in its order."""
    match part:
        case Lines():
            yield from _lines(part, book)
        case Document(source=source, is_one_of_many=is_one_of_many):
            yield from _document(source, book, several=is_one_of_many)
        case Unread(file=file, number=number, mistakes=mistakes):
            line = mistakes[0].at.line if mistakes else 1
            yield Row(file, number, None, mistakes, part.is_one_of_many, line)


def row_of(place: Row, node: Node, book: Book) -> Row:
    """Give the row of an incident that stands at the place of another row."""
    incident, mistakes = read_incident(node, book.vocabulary)
    if incident is not None:
        mistakes = (*mistakes, *check_rulings(book, incident), *check_developments(book, incident))
    if any(mistake.severity is Severity.ERROR for mistake in mistakes):
        incident = None
    return Row(place.file, place.number, incident, mistakes, place.is_one_of_many, place.line)


def _lines(part: Lines, book: Book) -> Iterator[Row]:
    source = Source(part.text, part.file, part.before)
    found = zip(written_lines(part.text, part.before), read_json_lines(source), strict=True)
    for number, (line, (node, mistakes)) in enumerate(found, part.incidents + 1):
        place = Row(part.file, number, None, mistakes, is_one_of_many=True, line=line)
        yield place if node is None else row_of(place, node, book)


def written_lines(text: str, before: int) -> list[int]:
    """Give the numbers of the lines on which something stands, with so many lines before."""
    lines = text.split("\n")
    return [number for number, line in enumerate(lines, before + 1) if line.strip()]


def _document(source: Source, book: Book, *, several: bool) -> Iterator[Row]:
    path = source.name
    nodes, mistakes = _nodes(source)
    if any(mistake.severity is Severity.ERROR for mistake in mistakes):
        yield Row(path, 1, None, mistakes, several, mistakes[0].at.line)
        return
    is_list = len(nodes) > 1 or any(isinstance(node, Sequence) for node in nodes)
    incidents = [one for node in nodes for one in _listed(node)]
    if not incidents:
        yield Row(path, 1, None, (no_incidents(Span(source, 0, 0)),), is_one_of_many=True)
    for number, node in enumerate(incidents, 1):
        place = Row(path, number, None, (), several or is_list, node.at.line)
        yield row_of(place, node, book)


def _listed(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else (node,)


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
