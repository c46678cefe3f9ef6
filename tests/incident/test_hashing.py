"""The hash of an incident is that of what it says, however that is written down."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest

from hocr_engine.incident.hashing import incident_hash
from hocr_engine.incident.long_form import long_form
from hocr_engine.incident.model import Incident
from hocr_engine.incident.read import INCIDENT_FORMAT, incident_of, read_incident
from hocr_engine.rulebook import Book, load
from hocr_engine.text import Source
from hocr_engine.yaml_nodes import plain, read_json, read_yaml

ROOT: Final = Path(__file__).parents[2]
INCIDENTS: Final = tuple(
    path
    for path in sorted((ROOT / "examples").rglob("*.yaml"))
    if not path.name.endswith(".expected.yaml")
)
KITCHEN: Final = ROOT / "examples" / "threat-in-the-kitchen.yaml"


@lru_cache(maxsize=1)
def book() -> Book:
    """Give the rulebook as it stands in the tree, read once."""
    return load(ROOT / "rules")


def read(text: str) -> Incident:
    """Give the incident of a YAML text, which must have no mistake."""
    documents, mistakes = read_yaml(Source(text))
    incident, more = read_incident(documents[0], book().vocabulary)
    assert (*mistakes, *more) == ()
    assert incident is not None
    return incident


def of_data(data: Mapping[str, object]) -> Incident:
    """Give the incident of plain data, which must have no mistake."""
    incident, mistakes = incident_of(data, book().vocabulary)
    assert mistakes == ()
    assert incident is not None
    return incident


def facts_of(path: Path) -> dict[str, Any]:
    """Give an incident file as plain data."""
    documents, _ = read_yaml(Source(path.read_text(encoding="utf-8")))
    found = plain(documents[0])
    assert isinstance(found, dict)
    return found


def shuffled(group: Mapping[str, object], chance: Random) -> dict[str, object]:
    """Give a group with its keys, and those of the groups in it, in another order."""
    keys = list(group)
    chance.shuffle(keys)
    return {key: _shuffled(group[key], chance) for key in keys}


def _shuffled(value: object, chance: Random) -> object:
    if isinstance(value, list):
        return [_shuffled(one, chance) for one in value]
    return shuffled(value, chance) if isinstance(value, dict) else value


def name_of(path: Path) -> str:
    """Name a test after its incident."""
    return path.stem


@pytest.mark.parametrize("path", INCIDENTS, ids=name_of)
def test_ways_of_writing_an_incident_have_one_hash(path: Path) -> None:
    text, facts = path.read_text(encoding="utf-8"), facts_of(path)
    incident = read(text)
    chance = Random(path.stem)
    as_json, _ = read_json(Source(json.dumps(facts)))
    assert as_json is not None

    mixed = [shuffled(facts, chance) for _ in range(3)]
    ways = {
        "with a comment": read(f"# a comment\n\n{text}"),
        "in the long form": read(long_form(incident, book().vocabulary, INCIDENT_FORMAT)),
        "as plain data": of_data(facts),
        "as JSON": read_incident(as_json, book().vocabulary)[0],
        **{f"with keys in order {n}": of_data(one) for n, one in enumerate(mixed)},
    }

    expected = incident_hash(incident)
    assert {way: one and incident_hash(one) for way, one in ways.items()} == dict.fromkeys(
        ways, expected
    )


def test_no_two_incidents_have_one_hash() -> None:
    found = {incident_hash(read(path.read_text(encoding="utf-8"))) for path in INCIDENTS}

    assert len(found) == len(INCIDENTS)


SMALL: Final[dict[str, Any]] = {
    "format": INCIDENT_FORMAT,
    "id": "A",
    "report": {"received_at": "2026-06-10 09:40"},
    "allegation": {"act": "assault", "victim": {"age": 34}},
}
OTHERS: Final[dict[str, dict[str, Any]]] = {
    "another id": {**SMALL, "id": "B"},
    "another force": {**SMALL, "force": "Kent"},
    "another time": {**SMALL, "report": {"received_at": "2026-06-10 09:41"}},
    "another fact": {**SMALL, "allegation": {"act": "assault", "victim": {"age": 35}}},
    "a fact less": {**SMALL, "allegation": {"act": "assault", "victim": {}}},
    "known to be absent": {**SMALL, "allegation": {"act": "assault", "victim": None}},
    "nothing there, and known": {**SMALL, "evidence": []},
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=list(OTHERS))
def test_an_incident_that_says_something_else_has_another_hash(other: dict[str, Any]) -> None:
    assert incident_hash(of_data(other)) != incident_hash(of_data(SMALL))


ALIKE: Final[dict[str, dict[str, Any]]] = {
    "the same time in another zone": {**SMALL, "report": {"received_at": "2026-06-10 08:40Z"}},
    "a number with noughts": {**SMALL, "allegation": {"act": "assault", "victim": {"age": "34.0"}}},
}


@pytest.mark.parametrize("other", ALIKE.values(), ids=list(ALIKE))
def test_a_value_written_otherwise_has_the_same_hash(other: dict[str, Any]) -> None:
    assert incident_hash(of_data(other)) == incident_hash(of_data(SMALL))


def test_the_hash_is_that_of_the_long_form_as_the_documentation_describes_it() -> None:
    elements = {
        "allegation": {"allegation-1": {"act": "assault", "victim": "allegation-1/victim"}},
        "person": {"allegation-1/victim": {"age": "34"}},
        "report": {
            "report-1": {
                "carries": ["allegation-1"],
                "received_at": "2026-06-10T08:40:00+00:00",
            }
        },
    }
    told = {
        "elements": elements,
        "force": "own force",
        "id": "A",
        "tells_of": ["allegation", "person", "report"],
    }
    text = json.dumps(told, separators=(",", ":"))

    assert incident_hash(of_data(SMALL)) == hashlib.sha256(text.encode("ascii")).hexdigest()
