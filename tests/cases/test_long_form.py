"""The long form of an incident reads back to the same record."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from hocr_engine.incident import Incident
from hocr_engine.incident.long_form import long_form
from hocr_engine.incident.read import INCIDENT_FORMAT, read_incident
from hocr_engine.rulebook import Book, load
from hocr_engine.text import Source
from hocr_engine.yaml_nodes import read_yaml

ROOT: Final = Path(__file__).parent.parent.parent
INCIDENTS: Final = tuple(
    path
    for folder in ("examples", "tests/worked_examples/incidents")
    for path in sorted((ROOT / folder).rglob("*.yaml"))
    if not path.name.endswith(".expected.yaml")
)


@pytest.fixture(scope="module")
def book() -> Book:
    """Give the rulebook as it stands in the tree, read once."""
    return load(ROOT / "rules")


def read(text: str, book: Book) -> Incident:
    """Give the incident of a text, which must have no mistake."""
    documents, mistakes = read_yaml(Source(text))
    incident, more = read_incident(documents[0], book.vocabulary)
    assert (*mistakes, *more) == ()
    assert incident is not None
    return incident


def name_of(path: Path) -> str:
    """Name a test after its incident."""
    return path.stem


@pytest.mark.parametrize("path", INCIDENTS, ids=name_of)
def test_the_long_form_reads_back_to_the_same_record(book: Book, path: Path) -> None:
    incident = read(path.read_text(encoding="utf-8"), book)
    written = long_form(incident, book.vocabulary, INCIDENT_FORMAT)
    again = read(written, book)

    assert again.by_kind == incident.by_kind
    assert again.sections == incident.sections
    assert long_form(again, book.vocabulary, INCIDENT_FORMAT) == written


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "null",
        "1",
        "a: b",
        "# a",
        '"',
        "'",
        "a\\b",
        "- a",
        " a",
        "é",
        "[a]",
        "not established",
    ],
)
def test_a_text_is_written_so_that_it_stays_a_text(book: Book, text: str) -> None:
    source = (
        'format: hocr.incident.v1\nid: i\nforce: "{}"\n'
        "report:\n  received_at: 2026-10-25 01:30+00:00\nallegation:\n  act: assault\n"
    ).format(text.replace("\\", "\\\\").replace('"', '\\"'))
    incident = read(source, book)
    again = read(long_form(incident, book.vocabulary, INCIDENT_FORMAT), book)

    assert again.force == incident.force
    assert again.by_kind == incident.by_kind
