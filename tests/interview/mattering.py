"""
Whether a question can matter: two of its answers lead to different decisions.

The answers are tried on the record as it stands when the question is asked, where what remains open
is part of the decision, and on the record as it is in the end. One pair of answers that differs is
proof that the question mattered; of a question with very many answers only the first are tried.
Once something is not known, what else is asked may serve nothing unless that comes to be known.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice, takewhile
from typing import Final

from attrs import evolve

from hocr_engine.decision import Decision
from hocr_engine.interview import Asked, Interview
from hocr_engine.vocabulary.model import FactType
from hocr_engine.vocabulary.values import BadValueError
from tests.interview.simulated import Course

MOST_TRIED: Final = 40
NUMBERS: Final = ("0", "1", "2", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "1000")
DAYS: Final = (0, 1, 30, 90, 180, 365, 730, 1500, 2500, 4000, 9000)
Shown = tuple[object, ...]


def in_vain(course: Course) -> Iterator[Asked]:
    """Give the questions up to the first *don't know* of which no two answers make a difference."""
    end = Interview(course.stood[0].book, course.end.incident)
    known = list(takewhile(lambda told: told.is_known, course.told))
    for now in course.stood[: len(known) + 1]:
        asked = now.question
        if asked is not None and not _matters(now, asked) and not _matters(end, asked):
            yield asked


def _matters(now: Interview, asked: Asked) -> bool:
    """Say whether two answers lead to different decisions on a record."""
    known = set[Shown]()
    for answer in islice(_answers(now, asked), MOST_TRIED):
        try:
            known.add(shown(evolve(now, before=None).told(asked, answer).decision))
        except BadValueError:
            continue
        if len(known) > 1:
            return True
    return False


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
    if kind in (FactType.DATE, FactType.DATE_AND_TIME):
        last = now.decision.reports[-1].at
        yield from ((last - timedelta(days=days)).date().isoformat() for days in DAYS)
