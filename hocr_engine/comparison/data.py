"""The findings of a comparison as data ready for JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from hocr_engine.comparison.model import Comparison, Recorded, WhyNot
from hocr_engine.decision.record import cited

Data = dict[str, object]


def comparisons_data(found: Iterable[Comparison]) -> tuple[Data, ...]:
    """Give each finding as groups, lists and texts; what does not belong to it is null."""
    return tuple(_comparison(one) for one in found)


def _comparison(one: Comparison) -> Data:
    return {
        "kind": one.kind.value,
        "action": None if one.action is None else one.action.id,
        "line": None if one.should is None else one.should.line,
        "record": None if one.record is None else _record(one.record),
        "other": None if one.other is None else _record(one.other),
        "against": None if one.against is None else one.against.id,
        "minutes_over": None if one.over is None else one.over // timedelta(minutes=1),
        "late": None if one.over is None else one.is_late,
        "why": [cited(rule) for rule in one.why],
        "why_not": None if one.why_not is None else _why_not(one.why_not),
        "mistakes": [{"rule": rule.id, "mistake": rule.mistake} for rule in one.mistakes],
        "missing": [ref.pointer for ref in one.questions],
        "bound": None if one.bound is None else one.bound.what,
    }


def _record(record: Recorded) -> Data:
    return {
        "id": record.id,
        "allegation": record.allegation or None,
        "entry": record.entry or None,
        "enters": record.enters or None,
        "code": record.code or None,
        "force": record.force or None,
        "at": None if record.at is None else record.at.isoformat(),
    }


def _why_not(why: WhyNot) -> Data:
    return {
        "listed": why.listed,
        "counts_by": None if why.merged is None else cited(why.merged.rule),
        "not_applying": [cited(rule) for rule in why.not_applying],
        "overridden": [cited(rule) for rule in why.overridden],
    }
