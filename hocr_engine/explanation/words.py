"""Words for values, dates and durations, as people write them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from hocr_engine.text import visible

MOST_SHOWN: Final = 300
_NTH: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


def harmless(text: str, most: int = MOST_SHOWN) -> str:
    """Give somebody else's text on one line, without signs that a screen obeys, cut when long."""
    shown = visible(" ".join(text.split()))
    return shown if len(shown) <= most else shown[: most - 1].rstrip() + "…"


def day(value: date) -> str:
    """Give a date in words, as 9 June 2026."""
    return f"{value.day} {value:%B} {value.year}"


def moment(value: datetime) -> str:
    """Give a date with its time in words, as 9 June 2026 21:15."""
    return f"{day(value)} {value:%H:%M}"


def number(value: Decimal, unit: str = "") -> str:
    """Give a number with its unit; the unit of one is in the singular."""
    written = f"{value:f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    one = unit.removesuffix("s") if value == 1 else unit
    return f"{written} {one}".strip()


def length(value: timedelta) -> str:
    """Give a length of time in hours and minutes, as 71 h 10 min."""
    minutes = int(value.total_seconds()) // 60
    hours, rest = divmod(minutes, 60)
    parts = (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "")
    return " ".join(filter(None, parts))


def nth(label: str, position: int) -> str:
    """Give one of several things of a label, as the second report; `position` counts from 1."""
    bare = label.removeprefix("the ")
    if position <= len(_NTH):
        return f"the {_NTH[position - 1]} {bare}"
    return f"{bare} {position}"


def listed(parts: Iterable[str], last: str = "and") -> str:
    """Give several words as one enumeration, as a, b and c."""
    words = list(parts)
    head, tail = words[:-1], words[-1:]
    return f" {last} ".join(filter(None, (", ".join(head), *tail)))


def counted(count: int, one: str, several: str = "") -> str:
    """Give a number with what is counted, as 1 crime, 2 crimes."""
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def capital(text: str) -> str:
    """Give a sentence with a capital at its start."""
    return text[:1].upper() + text[1:]
