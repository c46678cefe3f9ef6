"""Dates, times and durations between their written form and their value."""

from __future__ import annotations

import re
from datetime import UTC, time, timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hocr_engine.feel import far
from hocr_engine.feel.far import CLOCKS, MOMENTS, Clock, Day, Moment, Span
from hocr_engine.feel.values import YearsMonths

_DATE: Final = r"(?P<year>-?(?:[0-9]{4}|[1-9][0-9]{4,8}))-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
_ZONE: Final = r"(?P<zone>[Zz]|[+-][0-9]{2}:[0-5][0-9](?::[0-5][0-9])?|@[A-Za-z][A-Za-z0-9_+/-]*)?"
_TIME: Final = (
    r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})(?P<part>\.[0-9]+)?" + _ZONE
)
_DATE_ONLY: Final = re.compile(_DATE)
_TIME_ONLY: Final = re.compile("T?" + _TIME)
_BOTH: Final = re.compile(f"{_DATE}T{_TIME}")
_MONTHS: Final = re.compile(r"(-?)P(?=[0-9])(?:([0-9]{1,18})Y)?(?:([0-9]{1,18})M)?")
_DAYS: Final = re.compile(
    r"(-?)P(?=[0-9T])(?:([0-9]{1,18})D)?"
    r"(?:T(?=[0-9])(?:([0-9]{1,18})H)?(?:([0-9]{1,18})M)?(?:([0-9]{1,18})(\.[0-9]*)?S)?)?"
)
_MIDNIGHT: Final = 24
_MAX_OFFSET: Final = timedelta(hours=14)
_DAY: Final = 86400


def date_from(text: str) -> Day | None:
    """Give the date that a text writes, or None."""
    match = _DATE_ONLY.fullmatch(text)
    return _date(match) if match else None


def time_from(text: str) -> Clock | None:
    """Give the time of day that a text writes, or None."""
    match = _TIME_ONLY.fullmatch(text)
    if match is None:
        return None
    try:
        return far.clock_at(_nanos(match) % far.DAY, _zone(match["zone"]))
    except ValueError:
        return None


def datetime_from(text: str) -> Moment | None:
    """Give the date and time that a text writes, or None; a date alone is its midnight."""
    match = _BOTH.fullmatch(text)
    if match is None:
        day = date_from(text)
        return None if day is None else far.moment_at(day, 0, None)
    day = _date(match)
    try:
        return None if day is None else far.moment_at(day, _nanos(match), _zone(match["zone"]))
    except ValueError:
        return None


def duration_from(text: str) -> Span | YearsMonths | None:
    """Give the duration that a text writes, or None."""
    match = _MONTHS.fullmatch(text)
    if match:
        total = int(match[2] or 0) * 12 + int(match[3] or 0)
        return YearsMonths(-total if match[1] else total)
    match = _DAYS.fullmatch(text)
    return _days_duration(match) if match else None


def _days_duration(match: re.Match[str]) -> Span:
    days, hours, minutes, seconds = (int(match[group] or 0) for group in (2, 3, 4, 5))
    total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
    nanos = total * far.NANOS + _fine(match[6])
    return far.span_of_nanos(-nanos if match[1] else nanos)


def at_value(text: str) -> Day | Clock | Moment | Span | YearsMonths | None:
    """Give the value of an at-literal, typed by what it holds; None where it holds no such."""
    if _DATE_ONLY.match(text):
        return datetime_from(text) if "T" in text else date_from(text)
    return duration_from(text) if "P" in text[:2] else time_from(text)


def _date(match: re.Match[str]) -> Day | None:
    if match["year"] == "-0000":
        return None
    try:
        return far.day_of(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _nanos(match: re.Match[str]) -> int:
    """Give the time after midnight; a whole day for 24:00:00, which is the next day's beginning."""
    hour, minute, second = (int(match[part]) for part in ("hour", "minute", "second"))
    fine = _fine(match["part"])
    if hour == _MIDNIGHT and not (minute or second or fine):
        return far.DAY
    time(hour, minute, second)
    return (hour * 3600 + minute * 60 + second) * far.NANOS + fine


def _fine(fraction: str | None) -> int:
    """Give a fraction of a second in billionths, what is finer cut off."""
    return int((fraction or ".")[1:10].ljust(9, "0"))


def _zone(text: str | None) -> tzinfo | None:
    """Give the zone; raises ValueError where there is no such."""
    if not text:
        return None
    if text in ("Z", "z"):
        return UTC
    if text.startswith("@"):
        return zone_called(text[1:])
    hours, minutes, *seconds = (int(part) for part in text[1:].split(":"))
    return offset_zone(
        timedelta(hours=hours, minutes=minutes, seconds=sum(seconds))
        * (-1 if text[0] == "-" else 1)
    )


def zone_called(name: str) -> ZoneInfo:
    """Give the zone of a name; raises ValueError where there is none, as for `Europe` alone."""
    try:
        return ZoneInfo(name)
    except (OSError, ZoneInfoNotFoundError):
        # Zones are files: a folder of them, or a name too long for one, is no zone.
        raise ValueError(name) from None


def offset_zone(offset: timedelta) -> timezone:
    """Give the zone that is this far from UTC; raises ValueError where none is so far."""
    if abs(offset) > _MAX_OFFSET:
        raise ValueError(offset)
    return timezone(offset)


def moment_text(value: Day | Clock | Moment) -> str:
    """Give a date, a time or both as FEEL writes them."""
    if isinstance(value, CLOCKS):
        return _time_text(value)
    if isinstance(value, MOMENTS):
        return f"{_date_text(value)}T{_time_text(value)}"
    return _date_text(value)


def _date_text(day: Day) -> str:
    sign = "-" if day.year < 0 else ""
    return f"{sign}{abs(day.year):04d}-{day.month:02d}-{day.day:02d}"


def _time_text(value: Clock | Moment) -> str:
    seconds, fine = divmod(far.nanos_of(value), far.NANOS)
    clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return f"{clock}{_fraction(fine)}{_zone_text(value.tzinfo)}"


def _fraction(nanos: int) -> str:
    return f".{nanos:09d}".rstrip("0") if nanos else ""


def _zone_text(zone: tzinfo | None) -> str:
    if zone is None:
        return ""
    if isinstance(zone, ZoneInfo):
        return f"@{zone.key}"
    offset = zone.utcoffset(None) or timedelta()
    seconds = abs(offset) // timedelta(seconds=1)
    if not seconds:
        return "Z"
    sign = "-" if offset < timedelta() else "+"
    rest = f":{seconds % 60:02d}" if seconds % 60 else ""
    return f"{sign}{seconds // 3600:02d}:{seconds // 60 % 60:02d}{rest}"


def duration_text(value: Span | YearsMonths) -> str:
    """Give a duration as FEEL writes it."""
    if isinstance(value, YearsMonths):
        return _months_text(value.total)
    nanos = far.nanos_in(value)
    seconds, fine = divmod(abs(nanos), far.NANOS)
    days, seconds = divmod(seconds, _DAY)
    clock = "".join(
        f"{amount}{sign}"
        for amount, sign in ((seconds // 3600, "H"), (seconds // 60 % 60, "M"))
        if amount
    )
    if seconds % 60 or fine:
        clock += f"{seconds % 60}{_fraction(fine)}S"
    text = (f"{days}D" if days else "") + (f"T{clock}" if clock else "")
    return ("-" if nanos < 0 else "") + "P" + (text or "T0S")


def _months_text(total: int) -> str:
    years, months = divmod(abs(total), 12)
    text = (f"{years}Y" if years else "") + (f"{months}M" if months else "")
    return ("-" if total < 0 else "") + "P" + (text or f"{months}M")
