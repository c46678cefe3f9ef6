"""The registrar's word, which settles what the law leaves open."""

from __future__ import annotations

from hocr_engine.decision.model import Finding
from hocr_engine.feel.values import NOTHING
from hocr_engine.incident.linked import Linked
from hocr_engine.incident.model import Element, moment_of
from hocr_engine.rulebook.model import DecisionDeclaration

RULING = "ruling"


def ruled(decision: DecisionDeclaration, subject: Linked) -> Finding | None:
    """Give the finding that a ruling known by now makes of a decision, or None without one."""
    world = subject.world
    belongs = {subject.id, *_links(subject)}
    found = [
        element
        for element in world.incident.of_kind(RULING)
        if element.facts.get("question") == decision.id
        and element.facts.get("about") in belongs
        and world.is_known(element)
    ]
    if not found:
        return None
    latest = max(found, key=_when)
    answer = latest.facts.get("answer")
    return Finding(decision.id, subject, (answer,), NOTHING, (), ruling=latest.id)


def _links(subject: Linked) -> tuple[str, ...]:
    element = subject.element
    if element is None:
        return ()
    return tuple(value for value in element.facts.values() if isinstance(value, str))


def _when(element: Element) -> tuple[float, str]:
    at = moment_of(element, "at")
    return (0.0 if at is None else at.timestamp(), element.id)
