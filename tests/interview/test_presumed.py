"""What an interview takes for granted is offered to whoever knows better."""

from __future__ import annotations

from typing import Final

import pytest

from hocr_engine.decision import decide
from hocr_engine.interview import Interview
from tests.decision.library import rulebook
from tests.interview.library import Record, cases, examples
from tests.interview.simulated import Simulation, lines

BOOK: Final = rulebook().book
TOGETHER: Final = "acting-together.cases.yaml: "


def named(name: str) -> Record:
    """Give a record of the library by its name."""
    return next(one for one in (*cases(), *examples()) if one.name == name)


def presumed(record: Record) -> set[str]:
    """Give what the decision on a record takes for granted."""
    return {one.asked.ref.pointer for one in Interview(BOOK, record.incident).presumed}


@pytest.mark.parametrize(
    ("name", "corrected"),
    [
        (f"{TOGETHER}Two men slap her, the second together with the first", "acted_independently"),
        ("burglary.cases.yaml: Two firms in one office building", "building_burgled"),
    ],
)
def test_a_presumption_by_which_crimes_count_apart_is_corrected(name: str, corrected: str) -> None:
    record = named(name)
    course = Simulation(BOOK).course(record.incident)

    assert course.lines == lines(decide(BOOK, record.incident))
    assert corrected in {told.ref.name for told in course.told if told.is_correction}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "corrected"),
    [
        (
            "entry.cases.yaml: A crime in Scotland that the police there decline,"
            " while the victim was elsewhere",
            "declined",
        ),
        (
            "caused-activity-offence.cases.yaml: A girl of 14 is incited and nothing follows",
            "only_incited",
        ),
        ("incited-by-a-stranger-2018.yaml", "only_incited"),
    ],
)
def test_a_presumption_for_which_something_stays_open_is_corrected(
    name: str, corrected: str
) -> None:
    record = named(name)
    course = Simulation(BOOK).course(record.incident)

    assert course.lines == lines(decide(BOOK, record.incident))
    assert corrected in {told.ref.name for told in course.told if told.is_correction}


def test_only_what_might_join_crimes_is_offered() -> None:
    by_himself = presumed(named(f"{TOGETHER}Two men slap her each by himself"))
    each_another = presumed(named(f"{TOGETHER}Two men attack together, each another victim"))

    assert {"one.acted_independently", "two.acted_independently"} <= by_himself
    assert not any("acted_independently" in pointer for pointer in each_another)


def test_what_tells_the_acts_of_a_course_of_conduct_is_asked_for() -> None:
    record = named("SP-072.yaml")
    course = Simulation(BOOK).course(record.incident)

    assert course.lines == lines(decide(BOOK, record.incident))
    assert {f"account-{number}.says" for number in range(1, 5)} <= {
        told.ref.pointer for told in course.told
    }
