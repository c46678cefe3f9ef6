"""The incidents of the repository moved in time, with every date on which the law changes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache

from attrs import evolve

from hocr_engine.incident.model import Element, Incident
from tests.decision.library import rulebook

FIRST = date(2015, 4, 1)
LAST = date(2026, 11, 22)
DAY = timedelta(days=1)


@cache
def changes() -> tuple[date, ...]:
    """Give every day on which a rule, a definition or a line of a list begins or ends."""
    book = rulebook().book
    found: set[date | None] = {FIRST, LAST}
    for rule in book.rule.values():
        found |= {rule.since, rule.until, rule.committed_from, rule.committed_until}
    for definition in book.vocabulary.definitions:
        found |= {definition.since, definition.until}
    for lines in book.listed.values():
        found |= {day for period in lines.values() for day in period}
    return tuple(sorted(day for day in found if day is not None and FIRST <= day <= LAST))


def moved_to(original: Incident, day: date) -> Incident:
    """Give the incident with all its dates moved, so that its first report comes on a day."""
    first = min(_received(element) for element in original.of_kind("report"))
    gap = day - first.date()
    return evolve(original, elements=tuple(_moved(one, gap) for one in original.elements))


def _received(report: Element) -> datetime:
    at = report.facts["received_at"]
    assert isinstance(at, datetime)
    return at


def _moved(element: Element, gap: timedelta) -> Element:
    return evolve(element, facts={name: _later(one, gap) for name, one in element.facts.items()})


def _later(value: object, gap: timedelta) -> object:
    if isinstance(value, date):
        return value + gap
    if isinstance(value, tuple):
        return tuple(_later(one, gap) for one in value)
    return value
