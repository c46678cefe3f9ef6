"""Built-in functions that make and take apart dates, times and durations."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Final

from hocr_engine.feel import far
from hocr_engine.feel.calendar import months_between
from hocr_engine.feel.far import SPANS, Clock, Day, FarDay, FarMoment, FarSpan, Moment, Span
from hocr_engine.feel.functions.registry import UnfitError, built_in
from hocr_engine.feel.literals import (
    date_from,
    datetime_from,
    duration_from,
    offset_zone,
    time_from,
    zone_called,
)
from hocr_engine.feel.values import YearsMonths, as_number

_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def _whole(number: Decimal) -> int:
    if number != number.to_integral_value():
        raise UnfitError
    return int(number)


def _clock(hour: Decimal, minute: Decimal, second: Decimal) -> Clock:
    whole, nanos = divmod(int(second * far.NANOS), far.NANOS)
    near = time(_whole(hour), _whole(minute), whole)
    return near if not nanos else far.clock_at(far.nanos_of(near) + nanos, None)


def _near(day: Day) -> date:
    """Give a date that has the same place in its year and week."""
    return day.twin if isinstance(day, FarDay) else day


def _zone(offset: Span) -> timezone:
    if isinstance(offset, FarSpan):
        raise UnfitError
    return offset_zone(offset)


@built_in("date", "date", "from: text")
def date_of_text(text: str) -> Day | None:
    """Give the date that a text writes."""
    return date_from(text)


@built_in("date", "date", "from: day")
def date_of(day: Day) -> Day:
    """Give the date of a moment."""
    return day.date() if isinstance(day, datetime | FarMoment) else day


@built_in("date", "date", "year: number", "month: number", "day: number")
def date_of_parts(year: Decimal, month: Decimal, day: Decimal) -> Day:
    """Give the date of a year, month and day."""
    return far.day_of(_whole(year), _whole(month), _whole(day))


@built_in("time", "time", "from: text")
def time_of_text(text: str) -> Clock | None:
    """Give the time that a text writes."""
    return time_from(text)


@built_in("time", "time", "from: moment")
def time_of(moment: Moment) -> Clock:
    """Give the time of a moment."""
    return moment.timetz()


@built_in("time", "time", "from: time")
def time_itself(clock: Clock) -> Clock:
    """Give the time as it is."""
    return clock


@built_in("time", "time", "from: date")
def time_of_date(_: Day) -> Clock:
    """Give midnight, where a date begins."""
    return time(0, 0, 0, 0, offset_zone(timedelta()))


@built_in("time", "time", "hour: number", "minute: number", "second: number", "offset: days?")
def time_of_parts(
    hour: Decimal, minute: Decimal, second: Decimal, offset: Span | None = None
) -> Clock:
    """Give the time of hour, minute and second, at an offset from UTC."""
    clock = _clock(hour, minute, second)
    return clock if offset is None else clock.replace(tzinfo=_zone(offset))


@built_in("moment", "date and time", "from: text")
def moment_of_text(text: str) -> Moment | None:
    """Give the date and time that a text writes."""
    return datetime_from(text)


@built_in("moment", "date and time", "from: moment")
def moment_itself(moment: Moment) -> Moment:
    """Give the date and time as it is."""
    return moment


@built_in("moment", "date and time", "date: day", "time: time")
def moment_of(day: Day, clock: Clock) -> Moment:
    """Give the date and time of a date and a time."""
    return far.moment_at(date_of(day), far.nanos_of(clock), clock.tzinfo)


@built_in("moment", "date and time", "date: day", "timezone: text")
def moment_in_zone(day: Day, zone: str) -> Moment | None:
    """Give a date and time in a time zone."""
    try:
        there = zone_called(zone)
    except ValueError:
        return None
    moment = day if isinstance(day, datetime | FarMoment) else far.moment_at(day, 0, None)
    if moment.tzinfo is None:
        return moment.replace(tzinfo=there)
    return far.moment_of_instant(far.instant(moment), there)


_PARTS: Final = tuple(
    f"{part}: number" for part in ("year", "month", "day", "hour", "minute", "second")
)


@built_in("moment", "date and time", *_PARTS, "offset: days?")
def moment_of_parts(*parts: Decimal | Span | None) -> Moment:
    """Give the date and time of its parts, at an offset from UTC."""
    year, month, day, hour, minute, second = (
        part for part in parts[:6] if isinstance(part, Decimal)
    )
    offset = parts[6] if len(parts) > len(_PARTS) else None
    moment = moment_of(date_of_parts(year, month, day), _clock(hour, minute, second))
    return moment.replace(tzinfo=_zone(offset)) if isinstance(offset, SPANS) else moment


@built_in("moment", "date and time", *_PARTS, "timezone: text")
def moment_of_parts_in_zone(*parts: object) -> Moment | None:
    """Give the date and time of its parts in a time zone."""
    numbers = [part for part in parts[:6] if isinstance(part, Decimal)]
    return moment_in_zone(moment_of_parts(*numbers), str(parts[6]))


@built_in("duration", "duration", "from: text")
def duration_of_text(text: str) -> Span | YearsMonths | None:
    """Give the duration that a text writes."""
    return duration_from(text)


@built_in("days", "duration", "from: days")
@built_in("months", "duration", "from: months")
def duration_itself(span: Span | YearsMonths) -> Span | YearsMonths:
    """Give the duration as it is."""
    return span


@built_in("months", "years and months duration", "from: day", "to: day")
def years_and_months(start: Day, end: Day) -> YearsMonths:
    """Give the whole years and months from one date to another."""
    return months_between(start, end)


@built_in("number", "day of year", "date: day")
def day_of_year(day: Day) -> Decimal:
    """Give which day of its year a date is."""
    return as_number(_near(day).timetuple().tm_yday)


@built_in("text", "day of week", "date: day")
def day_of_week(day: Day) -> str:
    """Give the name of the day of the week."""
    return _DAYS[day.isoweekday() - 1]


@built_in("text", "month of year", "date: day")
def month_of_year(day: Day) -> str:
    """Give the name of the month."""
    return _MONTHS[day.month - 1]


@built_in("number", "week of year", "date: day")
def week_of_year(day: Day) -> Decimal:
    """Give the number of the week, as ISO 8601 counts weeks."""
    return as_number(_near(day).isocalendar()[1])


@built_in("moment", "now")
@built_in("date", "today")
def no_clock() -> None:
    """Give null: the language reads no clock, time is a fact."""
