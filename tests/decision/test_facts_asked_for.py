"""What an answer still lacks is what a record can give: nothing of things that none has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve

from hocr_engine.cases.library import read_library
from hocr_engine.decision import Decision, decide
from hocr_engine.incident.model import Element, Incident
from hocr_engine.interview.filling import has_place
from tests.decision.library import ROOT, incident, paths, rulebook

EVERY = 12
CONDUCT = ROOT / "rules" / "counting"
LINKS = ("victim", "offenders", "event", "act")


def homeless(decision: Decision) -> set[str]:
    """Give the facts asked for that the record has no place for."""
    words = decision.book.vocabulary
    asked = {ref for action in decision.actions for ref in action.missing}
    return {ref.pointer for ref in asked if not has_place(decision.incident, ref, words)}


def bared(record: Incident) -> Incident:
    """Give a record in which acts and pairs tell only who did what kind of thing to whom."""

    def bare(element: Element) -> Element:
        if element.kind not in ("allegation", "pair"):
            return element
        return evolve(element, facts={k: v for k, v in element.facts.items() if k in LINKS})

    return evolve(record, elements=tuple(map(bare, record.elements)))


def courses() -> Iterator[tuple[str, Incident]]:
    """Give the records of the cases on which conduct crimes are counted, with little known."""
    for file in read_library(rulebook().book, CONDUCT, []):
        for case in file.cases if "conduct" in file.name else ():
            if case.incident is not None and not case.waiting:
                yield case.name, bared(case.incident)


COURSES = list(courses())


@pytest.mark.parametrize("path", paths()[::EVERY], ids=lambda path: path.stem)
def test_a_record_is_asked_only_for_what_it_can_give_though_nothing_is_presumed(
    path: Path,
) -> None:
    decision = decide(rulebook().book, incident(path), strict=True)

    assert homeless(decision) == set()


@pytest.mark.parametrize(("name", "record"), COURSES[::EVERY], ids=lambda one: str(one)[:40])
def test_an_open_course_of_conduct_asks_nothing_of_an_act_that_is_not_there(
    name: str, record: Incident
) -> None:
    assert homeless(decide(rulebook().book, record)) == set(), name
