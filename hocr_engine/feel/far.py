"""
Dates, times and durations beyond what Python's own hold: any year, and nine digits of a second.

XML Schema, on which FEEL builds, lets years run to 999,999,999 either way and seconds have
fractions. Wherever Python's `date`, `time`, `datetime` or `timedelta` holds a value exactly it is
used; the classes here hold the others, so that a value has one form only.
"""

from __future__ import annotations

import datetime as python
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final, TypeAlias

from attrs import evolve, frozen

MOST_YEARS: Final = 999_999_999
NANOS: Final = 1_000_000_000
DAY: Final = 86_400 * NANOS
Zone: TypeAlias = python.tzinfo

_MICRO: Final = 1_000
_CYCLE_YEARS: Final = 400
_CYCLE: Final = date(_CYCLE_YEARS + 1, 1, 1).toordinal() - 1
_MODERN: Final = 2000
_ANCIENT: Final = 2
_LEAST_DAYS: Final = 28
_SECOND: Final = timedelta(seconds=1)
_MICROSECOND: Final = timedelta(microseconds=1)


@frozen
class FarDay:
    """A date whose year is before 1 or after 9999, by the Gregorian calendar run on both ways."""

    year: int
    month: int
    day: int

    def toordinal(self) -> int:
        """Give the number of the day, 1 for the first of January of the year 1."""
        return ordinal_of(self.year, self.month, self.day)

    @property
    def twin(self) -> date:
        """Give the date of our time with the same place in the calendar's round of 400 years."""
        return date(_MODERN + self.year % _CYCLE_YEARS, self.month, self.day)

    def isoweekday(self) -> int:
        """Give the day of the week, from 1 for Monday to 7."""
        return self.twin.isoweekday()


@frozen
class FarMoment(FarDay):
    """A date and time that is far, or finer than a millionth of a second."""

    nanos: int
    tzinfo: Zone | None

    def date(self) -> date | FarDay:
        """Give the date alone."""
        return day_of(self.year, self.month, self.day)

    def timetz(self) -> time | FarTime:
        """Give the time of day alone, with its zone."""
        return clock_at(self.nanos, self.tzinfo)

    def utcoffset(self) -> timedelta | None:
        """Give how far the clocks of the zone are from UTC then."""
        if self.tzinfo is None or isinstance(self.tzinfo, timezone):
            return None if self.tzinfo is None else self.tzinfo.utcoffset(None)
        near = datetime.combine(_near(self), time.min)
        return self.tzinfo.utcoffset(near + self.nanos // NANOS * _SECOND)

    def replace(self, *, tzinfo: Zone | None) -> FarMoment:
        """Give the same date and time of day in another zone."""
        return evolve(self, tzinfo=tzinfo)


@frozen
class FarTime:
    """A time of day finer than a millionth of a second."""

    nanos: int
    tzinfo: Zone | None

    def utcoffset(self) -> timedelta | None:
        """Give how far the clocks of the zone are from UTC, where that does not depend on a day."""
        return None if self.tzinfo is None else self.tzinfo.utcoffset(None)

    def replace(self, *, tzinfo: Zone | None) -> FarTime:
        """Give the same time of day in another zone."""
        return evolve(self, tzinfo=tzinfo)


@frozen(order=True)
class FarSpan:
    """A duration of days and time too long, or too fine, for Python's own."""

    nanos: int


Day: TypeAlias = date | FarDay
Moment: TypeAlias = datetime | FarMoment
Clock: TypeAlias = time | FarTime
Span: TypeAlias = timedelta | FarSpan

DAYS: Final = (date, FarDay)
MOMENTS: Final = (datetime, FarMoment)
CLOCKS: Final = (time, FarTime)
SPANS: Final = (timedelta, FarSpan)


def ordinal_of(year: int, month: int, day: int) -> int:
    """Give the number of a day in any year; raises ValueError where there is no such day."""
    if abs(year) > MOST_YEARS:
        raise ValueError(year)
    rounds, within = divmod(year - 1, _CYCLE_YEARS)
    return rounds * _CYCLE + date(within + 1, month, day).toordinal()


def day_of(year: int, month: int, day: int) -> Day:
    """Give the date of a year, month and day; raises ValueError where there is no such."""
    ordinal_of(year, month, day)
    if date.min.year <= year <= date.max.year:
        return date(year, month, day)
    return FarDay(year, month, day)


def day_at(ordinal: int) -> Day:
    """Give the date with a number; raises ValueError where its year is too far."""
    rounds, within = divmod(ordinal - 1, _CYCLE)
    near = date.fromordinal(within + 1)
    return day_of(near.year + rounds * _CYCLE_YEARS, near.month, near.day)


def month_of(year: int, month: int, day: int) -> Day:
    """Give a day of a month, the last of it where it has no such day."""
    twin = _MODERN + year % _CYCLE_YEARS
    following = date(twin + month // 12, month % 12 + 1, 1)
    return day_of(year, month, min(day, (following - date(twin, month, 1)).days))


def clock_at(nanos: int, zone: Zone | None) -> Clock:
    """Give the time of day so many billionths of a second after midnight."""
    seconds, fine = divmod(nanos, NANOS)
    if fine % _MICRO:
        return FarTime(nanos, zone)
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60, fine // _MICRO, tzinfo=zone)


def moment_at(day: Day, nanos: int, zone: Zone | None) -> Moment:
    """Give the date and time so many billionths of a second after the beginning of a day."""
    if not 0 <= nanos < DAY:
        day = day_at(day.toordinal() + nanos // DAY)
    clock = clock_at(nanos % DAY, zone)
    if isinstance(day, date) and isinstance(clock, time):
        return datetime.combine(date(day.year, day.month, day.day), clock)
    return FarMoment(day.year, day.month, day.day, nanos % DAY, zone)


def span_of_nanos(nanos: int) -> Span:
    """Give the duration of so many billionths of a second."""
    if nanos % _MICRO == 0:
        try:
            return timedelta(microseconds=nanos // _MICRO)
        except OverflowError:
            pass
    return FarSpan(nanos)


def nanos_in(span: Span) -> int:
    """Give a duration in billionths of a second."""
    return span.nanos if isinstance(span, FarSpan) else span // _MICROSECOND * _MICRO


def nanos_of(clock: Moment | Clock) -> int:
    """Give how many billionths of a second after midnight a time of day is."""
    if isinstance(clock, FarMoment | FarTime):
        return clock.nanos
    seconds = clock.hour * 3600 + clock.minute * 60 + clock.second
    return seconds * NANOS + clock.microsecond * _MICRO


def instant(moment: Moment) -> int:
    """Give a moment in billionths of a second, by UTC where it has a zone."""
    return moment.toordinal() * DAY + nanos_of(moment) - offset_of(moment)


def offset_of(moment: Moment | Clock) -> int:
    """Give how far from UTC a moment is told, in billionths of a second; 0 without a zone."""
    return nanos_in(moment.utcoffset() or timedelta())


def moment_of_instant(nanos: int, zone: Zone | None) -> Moment:
    """Give the moment of an instant as the clocks of a zone show it."""
    there = nanos if zone is None else nanos + nanos_in(_offset_then(nanos, zone))
    return moment_at(day_at(there // DAY), there % DAY, zone)


def _offset_then(nanos: int, zone: Zone) -> timedelta:
    """Give how far a zone is from UTC at an instant."""
    near = datetime.combine(_near(day_at(nanos // DAY)), time.min, UTC)
    offset = (near + nanos % DAY // NANOS * _SECOND).astimezone(zone).utcoffset()
    return offset or timedelta()


def _near(day: Day) -> date:
    """Give the day whose clocks a day has: long ago those of the year 2, far ahead the twin's."""
    if day.year <= date.min.year:
        return date(_ANCIENT, day.month, min(day.day, _LEAST_DAYS))
    if day.year >= date.max.year:
        return date(_MODERN + day.year % _CYCLE_YEARS, day.month, day.day)
    return date(day.year, day.month, day.day)
