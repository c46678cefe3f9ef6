"""The values that conditions write out, in words: codes with their titles, ages, days, lengths."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from hocr_engine.explanation import words
from hocr_engine.feel import syntax
from hocr_engine.feel.syntax import Expression
from hocr_engine.feel.values import YearsMonths
from hocr_engine.publishing.meaning import Meaning
from hocr_engine.rulebook.model import Book

MOST_TITLED: Final = 4
JOINS: Final = re.compile(r",| or | and ")
MONTHS: Final = 12
DAY: Final = timedelta(days=1)
HOUR: Final = timedelta(hours=1)


def value(book: Book, written: object, held_by: Meaning, *, titled: bool = True) -> str:
    """Give a value in words, as one of those that something may hold."""
    match written:
        case None:
            return held_by.absent
        case bool():
            return "yes" if written else "no"
        case str():
            return _text(book, written, held_by, titled)
        case Decimal():
            plain = words.number(written)
            return words.number(written, held_by.unit).replace(plain, f"{Decimal(plain):,}", 1)
        case datetime():
            return words.moment(written)
        case date():
            return words.day(written)
        case time():
            return f"{written:%H:%M}"
        case timedelta():
            return _length(written)
        case YearsMonths():
            return _months(written.total)
    return str(written)


def _text(book: Book, written: str, held_by: Meaning, titled: bool) -> str:
    label = held_by.answers.get(written)
    if label is not None:
        return label
    row = book.rows.get(held_by.listed, {}).get(written)
    title = None if row is None else row.facts.get("title")
    return f"{written} {title}" if titled and isinstance(title, str) else written


def _length(written: timedelta) -> str:
    if not written % DAY and written > DAY:
        return words.counted(written // DAY, "day")
    return words.counted(written // HOUR, "hour") if not written % HOUR else words.length(written)


def _months(months: int) -> str:
    if months % MONTHS:
        return words.counted(months, "month")
    return words.counted(months // MONTHS, "year")


def alternatives(
    book: Book, tests: Sequence[Expression], held_by: Meaning, last: str = "or"
) -> str:
    """Give several values as an enumeration; the codes of a long one without their titles."""
    titled = len(tests) <= MOST_TITLED
    found = [
        value(book, one.value, held_by, titled=titled)
        for one in tests
        if isinstance(one, syntax.Literal)
    ]
    if len(found) > 1 and any(JOINS.search(one) for one in found):
        found = [f"“{one}”" for one in found]
    return words.listed(found, last)
