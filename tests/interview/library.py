"""The records that interviews are simulated on: the worked cases beside the rules, the examples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from hocr_engine.cases.library import read_library
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.incident.model import Incident
from tests.decision.library import ROOT, incident, paths, rulebook


@frozen(eq=False)
class Record:
    """A record that knows all that is to be answered, and where it is from."""

    name: str
    incident: Incident
    is_of_actions: bool


def cases() -> Iterator[Record]:
    """Give the worked cases whose record says what was done; the others are of other questions."""
    mistakes: list[Diagnostic] = []
    for file in read_library(rulebook().book, ROOT / "rules", mistakes):
        for case in file.cases:
            if case.incident is not None and _says_what_was_done(case.incident):
                name = f"{Path(file.name).name}: {case.name}"
                of_actions = any(one.actions for one in case.expectations)
                yield Record(name, case.incident, of_actions)


def examples() -> Iterator[Record]:
    """Give the examples of the repository."""
    for path in paths():
        yield Record(path.name, incident(path), is_of_actions=True)


def has_one_allegation(record: Record) -> bool:
    """Say whether a record is of one report of one allegation."""
    kinds = [element.kind for element in record.incident.elements]
    return (kinds.count("report"), kinds.count("allegation")) == (1, 1)


def _says_what_was_done(whole: Incident) -> bool:
    return all("act" in element.facts for element in whole.of_kind("allegation"))
