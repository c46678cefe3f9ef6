"""Reckoning with dates, times and durations, and what they are made of."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from hocr_engine.feel import far, far_calendar
from hocr_engine.feel.far import (
    CLOCKS,
    Clock,
    Day,
    FarDay,
    FarMoment,
    FarSpan,
    FarTime,
    Moment,
    Span,
)
from hocr_engine.feel.values import NUMBERS, YearsMonths, as_number

_EPOCH = date(2000, 1, 1)


def seconds_of(span: Span) -> Decimal:
    """Give a duration in seconds, exactly."""
    return NUMBERS.divide(Decimal(far.nanos_in(span)), Decimal(far.NANOS))


def span_of_seconds(total: Decimal) -> Span:
    """Give the duration of so many seconds, to the billionth."""
    return far.span_of_nanos(int(NUMBERS.multiply(total, Decimal(far.NANOS))))


def later(moment: Day | Clock, by: Span | YearsMonths) -> object:
    """
    Give the moment that lies a duration later; null for months after a time of day.

    Raises ValueError where its year would be too far.
    """
    if isinstance(by, YearsMonths):
        return None if isinstance(moment, CLOCKS) else _months_later(moment, by.total)
    if isinstance(moment, date | time) and isinstance(by, timedelta):
        try:
            return _near_later(moment, by)
        except OverflowError:
            pass
    return far_calendar.moved(moment, by)


def _near_later(moment: date | time, by: timedelta) -> object:
    if isinstance(moment, time):
        # A time of day goes round the clock.
        clock = datetime.combine(_EPOCH, moment.replace(tzinfo=None)) + _within_a_day(by)
        return clock.time().replace(tzinfo=moment.tzinfo)
    if isinstance(moment, datetime):
        return moment + by if moment.tzinfo is None else _instants_later(moment, by)
    return (datetime(moment.year, moment.month, moment.day) + by).date()


def _instants_later(moment: datetime, by: timedelta) -> datetime:
    """Give the moment that lies so much real time later, whatever the clocks do in between."""
    return (moment.astimezone(UTC) + by).astimezone(moment.tzinfo)


def _within_a_day(span: timedelta) -> timedelta:
    return span % timedelta(days=1)


def _months_later(moment: Day, months: int) -> Day:
    years, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    if isinstance(moment, FarDay) or not date.min.year <= years <= date.max.year:
        return far_calendar.moved_by_months(moment, months)
    last = monthrange(years, month + 1)[1]
    return moment.replace(year=years, month=month + 1, day=min(moment.day, last))


def span_of(left: Day | Clock, right: Day | Clock) -> Span | None:
    """Give the duration from the right moment to the left one; null for unlike moments."""
    if isinstance(left, CLOCKS) and isinstance(right, CLOCKS):
        return _between(_on_one_day(left), _on_one_day(right))
    if isinstance(left, CLOCKS) or isinstance(right, CLOCKS):
        return None
    return _between(_at_midnight(left), _at_midnight(right))


def _between(one: Moment, other: Moment) -> Span | None:
    if (one.tzinfo is None) != (other.tzinfo is None):
        return None
    if isinstance(one, FarMoment) or isinstance(other, FarMoment):
        return far_calendar.between(one, other)
    if one.tzinfo is None or other.tzinfo is None:
        return one - other
    return one.astimezone(UTC) - other.astimezone(UTC)


def _on_one_day(clock: Clock) -> Moment:
    return far.moment_at(_EPOCH, far.nanos_of(clock), clock.tzinfo)


def _at_midnight(moment: Day) -> Moment:
    """Give a date as the date and time of its beginning, in UTC as the standard has it."""
    if isinstance(moment, datetime | FarMoment):
        return moment
    return far.moment_at(moment, 0, UTC)


def months_between(start: Day, end: Day) -> YearsMonths:
    """Give the whole months from one date to another, rounded towards none."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if months > 0 and end.day < start.day:
        months -= 1
    elif months < 0 and end.day > start.day:
        months += 1
    return YearsMonths(months)


def property_of(value: object, name: str) -> object:
    """Give a part of a date, a time or a duration by its FEEL name; null where it has no such."""
    if isinstance(value, timedelta | FarSpan):
        return _days_property(value, name)
    if isinstance(value, YearsMonths):
        months = {"years": value.years, "months": value.months}.get(name)
        return None if months is None else as_number(months)
    found: object = None
    if isinstance(value, date | FarDay):
        found = _date_property(value, name)
    if found is None and isinstance(value, datetime | time | FarMoment | FarTime):
        found = _time_property(value, name)
    return found


def _days_property(span: Span, name: str) -> Decimal | None:
    nanos = far.nanos_in(span)
    seconds, rest = divmod(abs(nanos), far.NANOS)
    parts = {
        "days": as_number(seconds // 86400),
        "hours": as_number(seconds // 3600 % 24),
        "minutes": as_number(seconds // 60 % 60),
        "seconds": as_number(seconds % 60) + _fraction(rest),
    }
    part = parts.get(name)
    return part if part is None or nanos >= 0 else NUMBERS.minus(part)


def _fraction(nanos: int) -> Decimal:
    return NUMBERS.divide(Decimal(nanos), Decimal(far.NANOS))


def _date_property(day: Day, name: str) -> Decimal | None:
    parts = {"year": day.year, "month": day.month, "day": day.day, "weekday": day.isoweekday()}
    return as_number(parts[name]) if name in parts else None


def _time_property(clock: Moment | Clock, name: str) -> object:
    seconds, rest = divmod(far.nanos_of(clock), far.NANOS)
    parts = {
        "hour": as_number(seconds // 3600),
        "minute": as_number(seconds // 60 % 60),
        "second": as_number(seconds % 60) + _fraction(rest),
    }
    if name in parts:
        return parts[name]
    if name == "time offset":
        return clock.utcoffset()
    return getattr(clock.tzinfo, "key", None) if name == "timezone" else None
