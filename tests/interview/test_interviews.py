"""An interview comes to the decision of the whole record, and asks nothing twice or in vain."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from hocr_engine.decision import decide
from hocr_engine.incident.model import Incident
from tests.decision.library import incident, paths, rulebook
from tests.interview.simulated import (
    Course,
    Simulation,
    classes,
    is_class,
    lines,
    tellable,
)

BOOK: Final = rulebook().book


def one_report() -> Iterator[Path]:
    """Give the examples of one report, one allegation and nothing recorded before."""
    for path in paths():
        found = incident(path)
        kinds = [element.kind for element in found.elements]
        if (kinds.count("report"), kinds.count("allegation"), kinds.count("record")) == (1, 1, 0):
            yield path


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


@pytest.mark.slow
def test_an_interview_comes_to_the_decision_of_the_whole_record() -> None:
    simulation, tried = Simulation(BOOK), 0
    for path in list(one_report())[::6]:
        whole = incident(path)
        course = simulation.course(whole)

        check(course, whole)
        if is_class(classes(decide(BOOK, whole))):
            assert course.answers_to_a_class() <= 12
        tried += 1
    assert tried >= 20
