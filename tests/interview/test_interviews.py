"""An interview comes to the decision of the whole record, and asks nothing twice or in vain."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from typing import Final

import pytest

from hocr_engine.decision import decide
from hocr_engine.incident.model import Incident
from tests.decision.library import rulebook
from tests.interview.library import Record, cases, examples, has_one_allegation
from tests.interview.mattering import in_vain
from tests.interview.simulated import (
    Course,
    Simulation,
    lines,
    tellable,
)

BOOK: Final = rulebook().book


def check(course: Course, whole: Incident) -> None:
    """
    Assert that an interview came to the decision of a record, and how.

    Nothing is asked twice. What is answered are facts of the record, so that there are never more
    answers than facts; what nobody knows is answered too, and counted apart.
    """
    asked = [one.ref for one in course.told]
    known = [one.ref for one in course.told if one.is_known]
    facts = tellable(whole, BOOK.vocabulary)

    assert course.lines == lines(decide(BOOK, whole))
    assert len(asked) == len(set(asked))
    assert set(known) <= facts.keys()
    assert len(known) <= len(facts)
    assert not facts.keys() & {one.ref for one in course.told if not one.is_known}


def cases_of_actions() -> list[Record]:
    """Give the worked cases of one allegation that say what is to be done."""
    return [one for one in cases() if one.is_of_actions and has_one_allegation(one)]


def one_example() -> list[Record]:
    """Give the examples of one report and one allegation, with nothing recorded before."""
    found = (one for one in examples() if has_one_allegation(one))
    return [one for one in found if not one.incident.of_kind("record")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("records", "every", "least"), [(cases_of_actions, 12, 30), (one_example, 12, 10)]
)
def test_an_interview_comes_to_the_decision_and_to_a_class(
    records: Callable[[], list[Record]], every: int, least: int
) -> None:
    """Take each so-many-th record; `python -m tests.interview.whole` takes them all."""
    simulation, answers = Simulation(BOOK), list[int]()
    for record in records()[::every]:
        course = simulation.course(record.incident)

        check(course, record.incident)
        answers += course.answers_to_a_class().values()
    assert len(answers) >= least
    assert max(answers) <= 12
    assert median(answers) <= 7


@pytest.mark.slow
@pytest.mark.parametrize(("records", "every"), [(cases_of_actions, 60), (one_example, 60)])
def test_no_question_is_asked_in_vain(records: Callable[[], list[Record]], every: int) -> None:
    simulation = Simulation(BOOK)
    for record in records()[::every]:
        course = simulation.course(record.incident)

        assert [asked.ref.pointer for asked in in_vain(course)] == [], record.name
