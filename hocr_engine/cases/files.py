"""Checking single files by the format that they declare: incidents, cases, expected answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from attrs import frozen

from hocr_engine.cases import messages as say
from hocr_engine.cases.expected import EXPECTED_FORMAT, read_expected
from hocr_engine.cases.read import CASES_FORMAT, read_cases
from hocr_engine.diagnostic import Diagnostic, Severity
from hocr_engine.incident.model import Incident
from hocr_engine.incident.read import INCIDENT_FORMAT, read_incident
from hocr_engine.nodes import Mapping as Group
from hocr_engine.nodes import Node, Scalar, Sequence
from hocr_engine.read_text import read_file
from hocr_engine.rulebook.law import Statement
from hocr_engine.rulebook.model import Book
from hocr_engine.text import Source, Span
from hocr_engine.yaml_nodes import read_json, read_json_lines, read_yaml

CHECKED: Final = (INCIDENT_FORMAT, CASES_FORMAT, EXPECTED_FORMAT)


@frozen
class Checked:
    """A file as checked: its mistakes, and the incidents in it that can be read."""

    mistakes: tuple[Diagnostic, ...]
    incidents: tuple[Incident, ...] = ()


def check_file(
    path: Path, book: Book, law: Mapping[str, Statement], *, named: bool = True
) -> Checked:
    """
    Give everything wrong in a file of incidents, cases or expected answers.

    A file that was not `named` but found in a folder may declare no format: it is somebody else's.
    """
    mistakes: list[Diagnostic] = []
    source, problems = read_file(path, name=path.as_posix())
    mistakes.extend(problems)
    nodes = () if source is None else _nodes(source, path.suffix, mistakes)
    if source is None or any(mistake.severity is Severity.ERROR for mistake in mistakes):
        return Checked(tuple(mistakes))
    start = Span(source, 0, 0)
    incidents: tuple[Incident, ...] = ()
    match format_of(nodes):
        case declared if declared == CASES_FORMAT:
            read_cases(nodes, start, book, mistakes)
        case declared if declared == EXPECTED_FORMAT:
            read_expected(path, path.as_posix(), book, law, mistakes)
        case declared if declared == INCIDENT_FORMAT:
            incidents = tuple(_incidents(nodes, book, mistakes))
        case declared if declared or named:
            mistakes.append(say.unknown_format(declared, CHECKED, start))
    return Checked(tuple(mistakes), incidents)


def format_of(nodes: tuple[Node, ...]) -> str:
    """Give the format that a file declares in its first group of keys; empty where it does not."""
    first = nodes[0] if nodes else None
    if isinstance(first, Sequence):
        first = first.items[0] if first.items else None
    declared = first.get("format") if isinstance(first, Group) else None
    return declared.text if isinstance(declared, Scalar) else ""


def _nodes(source: Source, suffix: str, mistakes: list[Diagnostic]) -> tuple[Node, ...]:
    if suffix == ".jsonl":
        read = list(read_json_lines(source))
        mistakes.extend(mistake for _, found in read for mistake in found)
        return tuple(node for node, _ in read if node is not None)
    if suffix == ".json":
        node, found = read_json(source)
        mistakes.extend(found)
        return () if node is None else (node,)
    nodes, found = read_yaml(source)
    mistakes.extend(found)
    return nodes


def _incidents(
    nodes: tuple[Node, ...], book: Book, mistakes: list[Diagnostic]
) -> Iterator[Incident]:
    for node in nodes:
        for one in node.items if isinstance(node, Sequence) else (node,):
            incident, found = read_incident(one, book.vocabulary)
            mistakes.extend(found)
            if incident is not None:
                yield incident
