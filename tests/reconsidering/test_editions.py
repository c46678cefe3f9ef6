"""
By the rules of every day a record comes to what the editions shown say, by the rules named.

editions.csv was worked out from the statements under `law` and the dated notes on them, a second
time by somebody who had not seen what comes out. `by` names what ended on the day as well as what
began, where either took part; a record with one row comes to the same on every day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import groupby

import pytest

from hocr_engine.decision import Decision, decide
from hocr_engine.explanation.editions import editions
from hocr_engine.reconsidering.editions import ByEdition, answers, by_editions
from hocr_engine.reconsidering.the_day import TheDay
from hocr_engine.reconsidering.turning import Turnings
from tests.reconsidering.examples import NAMES, incident, rows, rulebook

TOLD = [
    (name, [{key: one[key] for key in one if key != "law"} for one in group])
    for name, group in groupby(rows("editions.csv"), lambda r: r["example"])
]
A_DAY = timedelta(days=1)


def decided(name: str, on: date | None = None) -> Decision:
    """Give the decision for an example."""
    return decide(rulebook().book, incident(name), on=on)


@cache
def editions_of(name: str) -> tuple[ByEdition, ...]:
    """Give what an example comes to by the rules of each day on which that changed."""
    return by_editions(decided(name))


def row(name: str, one: ByEdition) -> dict[str, str]:
    """Give an edition as a row of the table."""
    return {
        "example": name,
        "since": one.since.isoformat(),
        "own": "yes" if one.is_own else "no",
        "answers": "; ".join(action.line for action in one.decision.actions),
        "by": "; ".join(turning.name for turning in one.differs_by),
    }


@pytest.mark.parametrize(("name", "expected"), TOLD, ids=lambda one: one if one in NAMES else "")
def test_a_record_comes_to_what_the_rules_of_each_day_say(
    name: str, expected: list[dict[str, str]]
) -> None:
    assert [row(name, one) for one in editions_of(name)] == expected


def days_of_the_book() -> Iterator[date]:
    """Give every day that any rule or any line of a list names, and those beside it."""
    book = rulebook().book
    turnings = Turnings(book)
    listed = (v for rows in book.rows.values() for row in rows.values() for v in row.facts.values())
    days = {one.on for one in turnings.all} | {v for v in listed if isinstance(v, date)}
    yield turnings.first
    yield from (day for one in days for day in (one - A_DAY, one) if day >= turnings.first)


def holding(found: tuple[ByEdition, ...], day: date) -> ByEdition:
    """Give the edition shown that holds on a day."""
    return [one for one in found if one.since <= day][-1]


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in NAMES if "/" not in name])
def test_no_day_is_passed_over_on_which_the_answer_differs(name: str) -> None:
    found = editions_of(name)

    for day in sorted(set(days_of_the_book()))[::2]:
        assert answers(decided(name, day)) == answers(holding(found, day).decision), day


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in NAMES if "/" in name])
def test_on_every_day_on_which_rules_turn_the_edition_shown_holds(name: str) -> None:
    found = editions_of(name)

    for day in sorted({one.on for one in Turnings(rulebook().book).all}):
        assert answers(decided(name, day)) == answers(holding(found, day).decision), day


@pytest.mark.parametrize("name", ["stalking-and-damage-2018"])
def test_what_is_named_as_the_cause_turned_on_that_day(name: str) -> None:
    for one in editions_of(name)[1:]:
        assert one.differs_by
        assert {turning.on for turning in one.differs_by} == {one.since}


def test_the_day_decided_as_at_is_only_set_against_dates() -> None:
    the_day = TheDay(rulebook().book)

    assert the_day.expressions
    assert the_day.lags == {timedelta(0)}


def test_a_cause_is_told_with_its_law() -> None:
    told = editions(decided("stalking-and-damage-2018"))

    for one in told[1:]:
        assert all(sentence.law and sentence.rule for sentence in one.differs_by)
