"""Dates, times and durations beyond Python's own: the table holds, and both reckonings agree."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hocr_engine.feel import YearsMonths, evaluate, far, far_calendar
from hocr_engine.feel.calendar import later, span_of
from hocr_engine.feel.literals import at_value, duration_text, moment_text

TABLE = Path(__file__).with_name("far.csv")
CYCLE = 400
ZONES = st.sampled_from([None, UTC, ZoneInfo("Europe/London"), ZoneInfo("Australia/Melbourne")])
ORDINALS = st.integers(-(10**9), 10**9)
SPANS = st.timedeltas(timedelta(days=-50_000), timedelta(days=50_000))
NEAR = st.datetimes(datetime(1000, 1, 1), datetime(9000, 1, 1))


def rows() -> list[tuple[str, str]]:
    """Give expression and answer of each row of the table."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" ; ") for line in lines if line.strip() and not line.startswith("#")]
    return [(expression, answer) for expression, answer in pairs]


@pytest.mark.parametrize("row", rows(), ids=" ; ".join)
def test_the_table_holds(row: tuple[str, str]) -> None:
    expression, answer = row

    assert evaluate(expression) == evaluate(answer)


@given(st.dates())
def test_a_day_has_the_number_that_python_gives_it(day: date) -> None:
    assert far.ordinal_of(day.year, day.month, day.day) == day.toordinal()
    assert far.day_at(day.toordinal()) == day


@given(ORDINALS)
def test_a_day_of_any_year_is_found_by_its_number(ordinal: int) -> None:
    assert far.day_at(ordinal).toordinal() == ordinal


@given(ORDINALS)
def test_a_day_is_written_and_read_as_itself(ordinal: int) -> None:
    day = far.day_at(ordinal)

    assert at_value(moment_text(day)) == day


@given(ORDINALS, st.integers(0, far.DAY - 1), ZONES)
def test_a_moment_is_written_and_read_as_itself(
    ordinal: int, nanos: int, zone: far.Zone | None
) -> None:
    moment = far.moment_at(far.day_at(ordinal), nanos, zone)

    assert at_value(moment_text(moment)) == moment


@given(st.integers(-(10**24), 10**24))
def test_a_duration_is_written_and_read_as_itself(nanos: int) -> None:
    span = far.span_of_nanos(nanos)

    assert at_value(duration_text(span)) == span
    assert far.nanos_in(span) == nanos


@given(NEAR, SPANS, ZONES)
def test_far_reckoning_says_what_python_says(
    moment: datetime, span: timedelta, zone: far.Zone | None
) -> None:
    there = moment.replace(tzinfo=zone)

    assert far_calendar.moved(there, span) == later(there, span)
    assert far_calendar.moved(moment.date(), span) == later(moment.date(), span)


@given(NEAR, NEAR, ZONES)
def test_far_distances_are_those_of_python(
    one: datetime, other: datetime, zone: far.Zone | None
) -> None:
    pair = one.replace(tzinfo=zone), other.replace(tzinfo=zone)

    assert far_calendar.between(*pair) == span_of(*pair)


@given(NEAR, st.integers(-10_000, 10_000))
def test_far_months_are_those_of_python(moment: datetime, months: int) -> None:
    assert far_calendar.moved_by_months(moment, months) == later(moment, YearsMonths(months))


@given(ORDINALS, SPANS)
def test_the_calendar_comes_round_after_400_years(ordinal: int, span: timedelta) -> None:
    day = far.day_at(ordinal)
    again = far.day_of(day.year + 100 * CYCLE, day.month, day.day)
    moved, moved_again = far_calendar.moved(day, span), far_calendar.moved(again, span)

    assert isinstance(moved, far.DAYS)
    assert isinstance(moved_again, far.DAYS)
    assert moved_again.year == moved.year + 100 * CYCLE
    assert (moved_again.month, moved_again.day) == (moved.month, moved.day)
