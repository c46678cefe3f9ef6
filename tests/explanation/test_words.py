"""Values, dates and lengths of time in words."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from hocr_engine.explanation import messages, words


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("9 June 2026", words.day(date(2026, 6, 9))),
        ("9 June 2026 21:15", words.moment(datetime(2026, 6, 9, 21, 15))),
        ("34 years", words.number(Decimal("34"), "years")),
        ("1 year", words.number(Decimal("1"), "years")),
        ("0.5 years", words.number(Decimal("0.50"), "years")),
        ("100", words.number(Decimal("1E+2"))),
        ("71 h 10 min", words.length(timedelta(hours=71, minutes=10, seconds=59))),
        ("25 h", words.length(timedelta(hours=25))),
        ("5 min", words.length(timedelta(minutes=5))),
        ("0 min", words.length(timedelta(seconds=20))),
        ("the second report", words.nth("the report", 2)),
        ("report 12", words.nth("the report", 12)),
        ("", words.listed([])),
        ("a", words.listed(["a"])),
        ("a and b", words.listed(["a", "b"])),
        ("a, b or c", words.listed(["a", "b", "c"], "or")),
        ("theft", messages.one_of(["theft", "theft"])),
        ("theft or robbery", messages.one_of(["theft", "robbery"])),
        ("theft or another of 3 possible crimes", messages.one_of(["theft", "robbery", "arson"])),
        ("1 crime", words.counted(1, "crime")),
        ("2,000 crimes", words.counted(2000, "crime")),
        ("one two", words.harmless("one\n two")),
        ("xx…", words.harmless("x" * 10, 3)),
    ],
)
def test_a_value_reads_as_people_write_it(said: str, value: str) -> None:
    assert said == value
