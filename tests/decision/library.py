"""The incidents that the properties of decisions are tried on: every example in the repository."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from attrs import evolve

from hocr_engine import load_rulebook
from hocr_engine.decision import Decision
from hocr_engine.embedding import Rulebook
from hocr_engine.incident.model import Element, Incident
from hocr_engine.incident.read import read_incident
from hocr_engine.read_text import read_file
from hocr_engine.yaml_nodes import read_yaml

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "examples", ROOT / "tests" / "worked_examples" / "incidents")


@cache
def rulebook() -> Rulebook:
    """Give the bundled rulebook, loaded once."""
    return load_rulebook()


def paths() -> list[Path]:
    """Give every incident file of the repository."""
    found = sorted(path for folder in FOLDERS for path in folder.rglob("*.yaml"))
    return [path for path in found if not path.name.endswith(".expected.yaml")]


@cache
def incident(path: Path) -> Incident:
    """Give an incident of the repository as read."""
    source, mistakes = read_file(path)
    assert source is not None, mistakes
    nodes, mistakes = read_yaml(source)
    assert not mistakes
    found, mistakes = read_incident(nodes[0], rulebook().book.vocabulary)
    assert found is not None, mistakes
    return found


def lines(decision: Decision) -> list[tuple[str, list[str]]]:
    """Give the action lines of each moment, in an order that does not depend on ids."""
    return [(str(report.at), sorted(a.line for a in report.actions)) for report in decision.reports]


def shuffled(original: Incident, seed: int) -> Incident:
    """Give the incident with its elements, and the lists in them, in another order."""
    order = random.Random(seed)
    elements = [evolve(e, facts=_shuffled_lists(e, order)) for e in original.elements]
    order.shuffle(elements)
    return evolve(original, elements=tuple(elements))


def _shuffled_lists(element: Element, order: random.Random) -> dict[str, object]:
    facts: dict[str, object] = {}
    for name, value in element.facts.items():
        if isinstance(value, tuple):
            items: list[Any] = list(value)
            order.shuffle(items)
            facts[name] = tuple(items)
        else:
            facts[name] = value
    return facts


def without(original: Incident, forget: set[tuple[str, str]]) -> Incident:
    """Give the incident with some facts, named by element id and name, left out."""
    elements = tuple(
        evolve(e, facts={n: v for n, v in e.facts.items() if (e.id, n) not in forget})
        for e in original.elements
    )
    return evolve(original, elements=elements)


def forgettable(original: Incident) -> Iterator[tuple[str, str]]:
    """Give the facts that may be left out: values, and never links or the time of a report."""
    vocabulary = rulebook().book.vocabulary
    for element in original.elements:
        kind = vocabulary.kinds[element.kind]
        for name in element.facts:
            fact = kind.facts[name]
            if fact.kind is None and not fact.required and name != kind.known:
                yield element.id, name
