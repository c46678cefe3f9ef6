"""Deciding the incident of a record again, and setting what comes out against the record."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Final

from attrs import evolve

from hocr_engine import __version__
from hocr_engine.cases.model import Case
from hocr_engine.decision import Decision, decide
from hocr_engine.differing.compare import Bench
from hocr_engine.differing.model import Question
from hocr_engine.incident.model import Incident
from hocr_engine.keeping.model import Behind, Cause, Data, Kept, Replay
from hocr_engine.keeping.record import canonical, record_json
from hocr_engine.keeping.unlike import changes, others, readings
from hocr_engine.rulebook.model import Book

# What records have been given since the first of them, on every level of the record.
ADDED: Final = ("incident_hash", "on", "because", "ask", "cited", "mistakes")
RECORDED: Final = "recorded"


def replay(kept: Kept, incident: Incident, book: Book) -> Replay:
    """
    Give how a record stands to what the rules decide now for an incident.

    The options with which it was decided are taken from the record. A record made before all was
    kept that is kept now is compared in what it has.
    """
    now: Data = json.loads(record_json(decided(kept, incident, book)))
    edition = book.edition.isoformat()
    found = Replay(kept, incident.id, book.fingerprint, edition, now["incident_hash"])
    was = kept.data
    if kept.is_earlier:
        found = evolve(found, lacks=_lacking(was, now))
        was, now = (_as_earlier(one, found.lacks) for one in (was, now))
    if canonical(was) == canonical(now):
        return found
    return evolve(
        found,
        causes=_causes(found),
        changes=tuple(changes(was, now)),
        readings=tuple(readings(was, now)) if kept.incident == incident.id else (),
        others=tuple(others(was, now)),
    )


def decided(kept: Kept, incident: Incident, book: Book) -> Decision:
    """Give the decision for an incident, with the options of a record."""
    found = decide(book, incident, on=kept.on, strict=kept.strict)
    day = _day_for_all(kept) if kept.is_earlier else None
    if day is None or all(report.edition == day for report in found.reports):
        return found
    return decide(book, incident, on=day, strict=kept.strict)


def _day_for_all(kept: Kept) -> date | None:
    """Give the day by whose rules all reports of an earlier record were decided, if by one."""
    days = {str(report["edition"]) for report in kept.data["reports"]}
    return date.fromisoformat(days.pop()) if len(days) == 1 else None


def _lacking(was: Data, now: Data) -> tuple[str, ...]:
    recorded = () if RECORDED in was or RECORDED not in now else (RECORDED,)
    return (*ADDED, *recorded)


def _as_earlier(value: Any, lacks: tuple[str, ...]) -> Any:  # noqa: ANN401 -- any part of a record
    """Give data without the keys that records had not yet."""
    if isinstance(value, dict):
        return {k: _as_earlier(one, lacks) for k, one in value.items() if k not in lacks}
    return [_as_earlier(one, lacks) for one in value] if isinstance(value, list) else value


def _causes(found: Replay) -> tuple[Cause, ...]:
    kept = found.kept
    causes = []
    if kept.incident != found.incident:
        causes.append(Cause.OTHER_INCIDENT)
    elif kept.incident_hash and kept.incident_hash != found.incident_hash:
        causes.append(Cause.INCIDENT)
    if kept.fingerprint != found.fingerprint:
        causes.append(Cause.RULEBOOK)
    if kept.engine != __version__:
        causes.append(Cause.ENGINE)
    if not causes:
        causes.append(Cause.INCIDENT_OR_RECORD if kept.is_earlier else Cause.RECORD)
    return tuple(causes)


def with_rules_behind(found: Replay, old: Incident, new: Incident, bench: Bench) -> Replay:
    """Give a replay with the rules that make the difference between two rulebooks."""
    kept = found.kept
    name, day = kept.incident, kept.on
    before, now = (Case(name, one.at, None, one, (), (), under=day) for one in (old, new))
    differences = bench.outcome(Question(name, before, now)).differences
    told = [one for one in differences if not one.is_reason] or differences
    return evolve(found, behind=tuple(Behind(one.about, one.causes) for one in told))
