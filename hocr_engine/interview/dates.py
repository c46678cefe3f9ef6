"""Dates and times as people write them: 12/6/2026 2.30pm, 12 June 2026."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from hocr_engine.vocabulary.values import DATE

NOON: Final = 12
MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAY: Final = re.compile(
    r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?:[/.-]|\s+)"
    r"(?P<month>[0-9]{1,2}|[a-z]{3,9})(?:[/.-]|,?\s+)(?P<year>[0-9]{4})(?:[\s,]+(?P<time>\S.*))?"
)
_TIME: Final = re.compile(
    r"(?:at\s+)?(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2}))?\s*(?P<half>am|pm)?"
)


def as_written(text: str) -> str:
    """Give a date, or date and time, as records write it; a text that is neither, unchanged."""
    found = _DAY.fullmatch(text.strip().lower())
    if found is None:
        return text
    month = _month(found["month"])
    day = f"{found['year']}-{month:02}-{int(found['day']):02}"
    if found["time"] is None:
        return day
    time = _time(found["time"])
    return text if time is None else f"{day} {time}"


def day_alone(text: str) -> date | None:
    """Give the day that a record's moment names without a time, or None where it names one."""
    return date.fromisoformat(text) if re.fullmatch(DATE, text) else None


def _month(text: str) -> int:
    """Give the number of a month; 0 of what is none, which makes no date."""
    if text.isdigit():
        return int(text)
    return next((number for number, name in enumerate(MONTHS, 1) if name.startswith(text)), 0)


def _time(text: str) -> str | None:
    """Give a time of day by the clock of 24 hours; a number alone is no time without am or pm."""
    found = _TIME.fullmatch(text)
    if found is None or (found["minute"] is None and found["half"] is None):
        return None
    hour, half = int(found["hour"]), found["half"]
    if half is not None:
        if not 1 <= hour <= NOON:
            return None
        hour = hour % NOON + (NOON if half == "pm" else 0)
    return f"{hour:02}:{found['minute'] or '00'}"
