"""
Whether a question can matter: two of its answers lead to different decisions.

The answers are tried on the record as it stands when the question is asked, where what remains open
is part of the decision, and on the record as it is in the end. One pair of answers that differs is
proof that the question mattered; of a question with very many answers only the first are tried.
Where it does not make a difference to what is to be done by itself, as how many there were and how
old, or as something is not known for which all stays open, it is enough that an answer leaves open
other things than the question does: what may be done, or what else is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice
from typing import Final

from attrs import evolve

from hocr_engine.decision import Decision
from hocr_engine.interview import Asked, Interview
from hocr_engine.vocabulary.model import FactType
from hocr_engine.vocabulary.values import BadValueError
from tests.interview.simulated import Course

MOST_TRIED: Final = 400
NUMBERS: Final = ("0", "1", "2", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "1000")
HOW_MANY: Final = ("0", "1", "2", "3")
DAYS: Final = (0, 1, 30, 90, 180, 365, 730, 1500, 2500, 4000, 9000)
Shown = tuple[object, ...]


class Matters(StrEnum):
    """How two answers to a question make a difference."""

    TO_THE_DECISION = "to the decision"
    TO_WHAT_IS_OPEN = "to what is open"
    IN_VAIN = "in vain"


def in_vain(course: Course) -> Iterator[Asked]:
    """Give the questions of which no two answers make a difference."""
    yield from (asked for asked, how in mattering(course) if how is Matters.IN_VAIN)


def mattering(course: Course) -> Iterator[tuple[Asked, Matters]]:
    """Give how each question of an interview makes a difference."""
    end = Interview(course.stood[0].book, course.end.incident)
    for now in course.stood:
        asked = now.question
        if asked is not None:
            yield asked, _matters(now, asked, end)


def _matters(now: Interview, asked: Asked, end: Interview) -> Matters:
    if _parts(now, asked, _decided) or _parts(end, asked, _decided):
        return Matters.TO_THE_DECISION
    before = _open(now, asked)
    parts = _parts(now, asked, lambda told: _open(told, asked), before)
    return Matters.TO_WHAT_IS_OPEN if parts else Matters.IN_VAIN


def _parts(
    now: Interview, asked: Asked, come_to: Callable[[Interview], Hashable], *before: Hashable
) -> bool:
    """Say whether two answers come to different things, or one to others than before."""
    known = set[Hashable](before)
    for answer in islice(_answers(now, asked), MOST_TRIED):
        try:
            known.add(come_to(evolve(now, before=None).told(asked, answer)))
        except BadValueError:
            continue
        if len(known) > 1:
            return True
    return False


def _decided(now: Interview) -> Hashable:
    return shown(now.decision)


def _open(now: Interview, asked: Asked) -> Hashable:
    """Give what may be done, and what else is missing."""
    missing = {ref for report in now.decision.reports for a in report.actions for ref in a.missing}
    return shown(now.decision), frozenset(missing - {asked.ref})


def shown(decision: Decision) -> Shown:
    """Give all that a decision says is to be done, by when, and what is open."""
    return tuple(
        (action.line, action.by, action.duties, _flags(action.flags))
        for report in decision.reports
        for action in sorted(report.actions, key=lambda one: one.id)
    )


def _flags(flags: object) -> object:
    if not isinstance(flags, tuple):
        return None
    return tuple((flag.word, flag.is_sure) for flag in flags)


def _answers(now: Interview, asked: Asked) -> Iterator[str]:
    """Give answers to a question: those of its list, or such as there may be."""
    yield from (choice.word for choice in asked.choices)
    kind = asked.fact.type
    if kind is FactType.NUMBER:
        yield from NUMBERS
    if kind is FactType.LINKS:
        yield from HOW_MANY
    if kind in (FactType.DATE, FactType.DATE_AND_TIME):
        yield from (day.isoformat() for day in _days(now))


def _days(now: Interview) -> Iterator[date]:
    """Give days before the last report, and those from or to which a rule reaches acts."""
    last = now.decision.reports[-1].at.date()
    yield from (last - timedelta(days=days) for days in DAYS)
    reached = {
        day
        for rule in now.book.rule.values()
        for day in (rule.committed_from, rule.committed_until)
    }
    for day in sorted((day for day in reached if day is not None and day <= last), reverse=True):
        yield from (day, day - timedelta(days=1))
