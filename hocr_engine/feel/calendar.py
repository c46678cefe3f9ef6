"""Reckoning with dates, times and durations, and what they are made of."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from hocr_engine.feel.values import NUMBERS, YearsMonths, as_number

_EPOCH = date(2000, 1, 1)
_MICRO = timedelta(microseconds=1)


def seconds_of(span: timedelta) -> Decimal:
    """Give a duration in seconds, exactly."""
    return NUMBERS.divide(Decimal(span // _MICRO), Decimal(1_000_000))


def later(moment: date | datetime | time, by: timedelta | YearsMonths) -> object:
    """Give the moment that lies a duration later; null for months after a time of day."""
    if isinstance(by, YearsMonths):
        return None if isinstance(moment, time) else _months_later(moment, by.total)
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


def _months_later(moment: date, months: int) -> date:
    years, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    last = monthrange(years, month + 1)[1] if 1 <= years <= 9999 else 1  # noqa: PLR2004
    return moment.replace(year=years, month=month + 1, day=min(moment.day, last))


def span_of(left: date | datetime | time, right: date | datetime | time) -> timedelta | None:
    """Give the duration from the right moment to the left one; null for unlike moments."""
    if isinstance(left, time) and isinstance(right, time):
        return span_of(datetime.combine(_EPOCH, left), datetime.combine(_EPOCH, right))
    if isinstance(left, time) or isinstance(right, time):
        return None
    one, other = _at_midnight(left), _at_midnight(right)
    if (one.tzinfo is None) != (other.tzinfo is None):
        return None
    if one.tzinfo is not None:
        one, other = one.astimezone(UTC), other.astimezone(UTC)
    return one - other


def _at_midnight(moment: date) -> datetime:
    """Give a date as the date and time of its beginning, in UTC as the standard has it."""
    if isinstance(moment, datetime):
        return moment
    return datetime(moment.year, moment.month, moment.day, tzinfo=UTC)


def months_between(start: date, end: date) -> YearsMonths:
    """Give the whole months from one date to another, rounded towards none."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if months > 0 and end.day < start.day:
        months -= 1
    elif months < 0 and end.day > start.day:
        months += 1
    return YearsMonths(months)


def property_of(value: object, name: str) -> object:
    """Give a part of a date, a time or a duration by its FEEL name; null where it has no such."""
    if isinstance(value, timedelta):
        return _days_property(value, name)
    if isinstance(value, YearsMonths):
        months = {"years": value.years, "months": value.months}.get(name)
        return None if months is None else as_number(months)
    found: object = None
    if isinstance(value, date):
        found = _date_property(value, name)
    if found is None and isinstance(value, datetime | time):
        found = _time_property(value, name)
    return found


def _days_property(span: timedelta, name: str) -> Decimal | None:
    seconds, rest = divmod(abs(span), timedelta(seconds=1))
    parts = {
        "days": as_number(seconds // 86400),
        "hours": as_number(seconds // 3600 % 24),
        "minutes": as_number(seconds // 60 % 60),
        "seconds": as_number(seconds % 60) + seconds_of(rest),
    }
    part = parts.get(name)
    return part if part is None or span >= timedelta() else NUMBERS.minus(part)


def _date_property(day: date, name: str) -> Decimal | None:
    parts = {"year": day.year, "month": day.month, "day": day.day, "weekday": day.isoweekday()}
    return as_number(parts[name]) if name in parts else None


def _time_property(clock: datetime | time, name: str) -> object:
    seconds = as_number(clock.second) + seconds_of(timedelta(microseconds=clock.microsecond))
    parts = {"hour": as_number(clock.hour), "minute": as_number(clock.minute), "second": seconds}
    if name in parts:
        return parts[name]
    if name == "time offset":
        return clock.utcoffset()
    return getattr(clock.tzinfo, "key", None) if name == "timezone" else None
