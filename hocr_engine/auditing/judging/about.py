"""Facts of a record by the paths under which streams ask for them, as text and never as names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from hocr_engine.decision.model import Action, ReportDecision
from hocr_engine.decision.record import acts_of
from hocr_engine.incident.model import Element, Incident

REPORT = "report"


def facts_about(
    incident: Incident, report: ReportDecision, action: Action, paths: Sequence[str]
) -> dict[str, str]:
    """
    Give the facts that an action is about by their paths, as `allegation.victim.sex`.

    A path begins with the kind of what the action is about, of its allegation or of the report;
    what the record leaves out, or says is absent, is left out.
    """
    starts = dict(_starts(incident, report, action))
    found = ((path, _value(incident, starts, path.split("."))) for path in paths)
    return {path: value for path, value in found if value}


def facts_of_record(incident: Incident, action: Action) -> Mapping[str, str]:
    """Give what the record says that a request is about, by the names of its facts."""
    element = action.subject.element
    named = None if element is None else element.facts.get("record")
    record = incident.find_any(named) if isinstance(named, str) else None
    if record is None:
        return {}
    return {name: value for name, value in record.facts.items() if isinstance(value, str)}


def _starts(
    incident: Incident, report: ReportDecision, action: Action
) -> Iterator[tuple[str, Element]]:
    received = incident.find(REPORT, report.report)
    if received is not None:
        yield REPORT, received
    if action.subject.element is not None:
        yield action.subject.kind, action.subject.element
    for name in acts_of(action.subject):
        act = incident.find_any(name)
        if act is not None:
            yield act.kind, act
            break


def _value(incident: Incident, starts: Mapping[str, Element], path: list[str]) -> str:
    """Give what stands at the end of a path, or nothing where it leads nowhere."""
    found: object = starts.get(path[0])
    for name in path[1:]:
        element = incident.find_any(found) if isinstance(found, str) else found
        if not isinstance(element, Element):
            return ""
        found = element.facts.get(name)
    return _written(found)


def _written(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case str():
            return value
        case datetime() | date():
            return value.isoformat()
        case int() | Decimal():
            return f"{value:f}" if isinstance(value, Decimal) else str(value)
        case _:
            return ""
