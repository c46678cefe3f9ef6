"""Records to replay: made now, read as files are, and taken apart."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from hocr_engine.decision import decide
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.incident.model import Incident
from hocr_engine.incident.read import incident_of
from hocr_engine.keeping.model import Kept
from hocr_engine.keeping.read_record import read_record
from hocr_engine.keeping.record import record_json
from hocr_engine.rulebook import Book, load
from hocr_engine.text import Source
from hocr_engine.yaml_nodes import plain, read_json, read_yaml

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
GARDEN: Final = ROOT / "tests" / "explanation" / "garden"
EARLIER: Final = sorted((HERE / "earlier").glob("*.json"))

Data = dict[str, Any]


@cache
def book_of(root: Path) -> Book:
    """Give a rulebook, read once."""
    return load(root)


def facts_of(path: Path) -> Data:
    """Give an incident file as plain data."""
    documents, mistakes = read_yaml(Source(path.read_text(encoding="utf-8"), path.name))
    assert mistakes == ()
    found = plain(documents[0])
    assert isinstance(found, dict)
    return found


def incident(facts: Mapping[str, object], book: Book) -> Incident:
    """Give the incident of plain data, which must have no mistake."""
    found, mistakes = incident_of(facts, book.vocabulary)
    assert mistakes == ()
    assert found is not None
    return found


def made(facts: Mapping[str, object], book: Book, **options: Any) -> Data:  # noqa: ANN401
    """Give the record of an incident as data."""
    found = json.loads(record_json(decide(book, incident(facts, book), **options)))
    assert isinstance(found, dict)
    return found


def refused(text: str) -> tuple[Diagnostic, ...]:
    """Give what is wrong with the text of a record."""
    node, mistakes = read_json(Source(text, "record.json"))
    return mistakes if node is None or mistakes else read_record(node)[1]


def kept(data: Data) -> Kept:
    """Give a record as it is read from a file, whose keys stand in another order."""
    text = json.dumps(dict(reversed(data.items())), indent=1)
    node, mistakes = read_json(Source(text, "record.json"))
    assert node is not None
    found, more = read_record(node)
    assert (*mistakes, *more) == ()
    assert found is not None
    return found


def another_garden(folder: Path, file: str, old: str, new: str) -> Path:
    """Give a copy of the small rulebook in which one thing reads otherwise."""
    copy = folder / "another-garden"
    shutil.copytree(GARDEN, copy)
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return copy
