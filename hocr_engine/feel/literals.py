"""Dates, times and durations between their written form and their value."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hocr_engine.feel.values import YearsMonths

_DATE: Final = r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
_ZONE: Final = r"(?P<zone>[Zz]|[+-][0-9]{2}:[0-9]{2}(?::[0-9]{2})?|@[A-Za-z][A-Za-z0-9_+/-]*)?"
_TIME: Final = (
    r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})(?P<part>\.[0-9]+)?" + _ZONE
)
_DATE_ONLY: Final = re.compile(_DATE)
_TIME_ONLY: Final = re.compile("T?" + _TIME)
_BOTH: Final = re.compile(f"{_DATE}T{_TIME}")
_MONTHS: Final = re.compile(r"(-?)P(?=[0-9])(?:([0-9]+)Y)?(?:([0-9]+)M)?")
_DAYS: Final = re.compile(
    r"(-?)P(?=[0-9T])(?:([0-9]+)D)?"
    r"(?:T(?=[0-9])(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)(\.[0-9]*)?S)?)?"
)
_MIDNIGHT: Final = 24
_MAX_OFFSET: Final = timedelta(hours=14)
_DAY: Final = 86400


def date_from(text: str) -> date | None:
    """Give the date that a text writes, or None."""
    match = _DATE_ONLY.fullmatch(text)
    return _date(match) if match else None


def time_from(text: str) -> time | None:
    """Give the time of day that a text writes, or None."""
    match = _TIME_ONLY.fullmatch(text)
    if match is None:
        return None
    try:
        if int(match["hour"]) == _MIDNIGHT:
            return _midnight(match)
        return time(*_clock(match), tzinfo=_zone(match["zone"]))
    except (ValueError, ZoneInfoNotFoundError):
        return None


def _midnight(match: re.Match[str]) -> time | None:
    """Give 24:00:00, which is the next day's beginning."""
    _, *rest = _clock(match)
    return None if any(rest) else time(0, 0, 0, 0, _zone(match["zone"]))


def datetime_from(text: str) -> datetime | None:
    """Give the date and time that a text writes, or None; a date alone is its midnight."""
    match = _BOTH.fullmatch(text)
    if match is None:
        day = date_from(text)
        return None if day is None else datetime(day.year, day.month, day.day)
    day, clock = _date(match), time_from(text[text.index("T") + 1 :])
    if day is None or clock is None:
        return None
    moment = datetime.combine(day, clock)
    try:
        return moment + timedelta(days=1) if int(match["hour"]) == _MIDNIGHT else moment
    except OverflowError:
        return None


def duration_from(text: str) -> timedelta | YearsMonths | None:
    """Give the duration that a text writes, or None."""
    match = _MONTHS.fullmatch(text)
    if match:
        total = int(match[2] or 0) * 12 + int(match[3] or 0)
        return YearsMonths(-total if match[1] else total)
    match = _DAYS.fullmatch(text)
    return _days_duration(match) if match else None


def _days_duration(match: re.Match[str]) -> timedelta | None:
    days, hours, minutes, seconds = (int(match[group] or 0) for group in (2, 3, 4, 5))
    try:
        size = timedelta(days, seconds, _micro(match[6]), 0, minutes, hours)
        return -size if match[1] else size
    except OverflowError:
        return None


def at_value(text: str) -> date | time | datetime | timedelta | YearsMonths | None:
    """Give the value of an at-literal, typed by what it holds; None where it holds no such."""
    if _DATE_ONLY.match(text):
        return datetime_from(text) if "T" in text else date_from(text)
    return duration_from(text) if "P" in text[:2] else time_from(text)


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _clock(match: re.Match[str]) -> tuple[int, int, int, int]:
    return int(match["hour"]), int(match["minute"]), int(match["second"]), _micro(match["part"])


def _micro(fraction: str | None) -> int:
    return int((fraction or ".")[1:7].ljust(6, "0"))


def _zone(text: str | None) -> tzinfo | None:
    """Give the zone; raises ValueError or ZoneInfoNotFoundError where there is no such."""
    if not text:
        return None
    if text in ("Z", "z"):
        return UTC
    if text.startswith("@"):
        return ZoneInfo(text[1:])
    hours, minutes, *seconds = (int(part) for part in text[1:].split(":"))
    return offset_zone(
        timedelta(hours=hours, minutes=minutes, seconds=sum(seconds))
        * (-1 if text[0] == "-" else 1)
    )


def offset_zone(offset: timedelta) -> timezone:
    """Give the zone that is this far from UTC; raises ValueError where none is so far."""
    if abs(offset) > _MAX_OFFSET:
        raise ValueError(offset)
    return timezone(offset)


def moment_text(value: date | time | datetime) -> str:
    """Give a date, a time or both as FEEL writes them."""
    if isinstance(value, datetime):
        return f"{value.date().isoformat()}T{_time_text(value.timetz())}"
    return _time_text(value) if isinstance(value, time) else value.isoformat()


def _time_text(value: time) -> str:
    return f"{value:%H:%M:%S}{_fraction(value.microsecond)}{_zone_text(value.tzinfo)}"


def _fraction(micro: int) -> str:
    return f".{micro:06d}".rstrip("0") if micro else ""


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


def duration_text(value: timedelta | YearsMonths) -> str:
    """Give a duration as FEEL writes it."""
    if isinstance(value, YearsMonths):
        return _months_text(value.total)
    micros = abs(value) // timedelta(microseconds=1)
    seconds, micro = divmod(micros, 1_000_000)
    days, seconds = divmod(seconds, _DAY)
    clock = "".join(
        f"{amount}{sign}"
        for amount, sign in ((seconds // 3600, "H"), (seconds // 60 % 60, "M"))
        if amount
    )
    if seconds % 60 or micro:
        clock += f"{seconds % 60}{_fraction(micro)}S"
    text = (f"{days}D" if days else "") + (f"T{clock}" if clock else "")
    return ("-" if value < timedelta() else "") + "P" + (text or "T0S")


def _months_text(total: int) -> str:
    years, months = divmod(abs(total), 12)
    text = (f"{years}Y" if years else "") + (f"{months}M" if months else "")
    return ("-" if total < 0 else "") + "P" + (text or f"{months}M")
