"""Reckoning with dates and times where Python's own do not reach, or are not fine enough."""

from __future__ import annotations

from hocr_engine.feel import far
from hocr_engine.feel.far import CLOCKS, MOMENTS, Clock, Day, Moment, Span


def moved(moment: Day | Clock, by: Span) -> Day | Clock:
    """Give the moment a duration later; raises ValueError where its year is too far."""
    nanos = far.nanos_in(by)
    if isinstance(moment, CLOCKS):
        # A time of day goes round the clock.
        return far.clock_at((far.nanos_of(moment) + nanos) % far.DAY, moment.tzinfo)
    if isinstance(moment, MOMENTS):
        return far.moment_of_instant(far.instant(moment) + nanos, moment.tzinfo)
    return far.day_at(moment.toordinal() + nanos // far.DAY)


def moved_by_months(day: Day, months: int) -> Day:
    """Give the day, or the moment, so many months later; the last of a month where it is short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    there = far.month_of(year, month + 1, day.day)
    if isinstance(day, MOMENTS):
        return far.moment_at(there, far.nanos_of(day), day.tzinfo)
    return there


def between(one: Moment | Clock, other: Moment | Clock) -> Span:
    """Give the duration from the second to the first, both of which have a zone or neither has."""
    return far.span_of_nanos(_instant(one) - _instant(other))


def _instant(moment: Moment | Clock) -> int:
    if isinstance(moment, MOMENTS):
        return far.instant(moment)
    return far.nanos_of(moment) - far.offset_of(moment)
