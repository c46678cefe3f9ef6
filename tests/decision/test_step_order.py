"""
The order of the counting steps matters: for any two of them a case says why, or they commute.

`step-order.csv` names, for each two steps whose order matters, the case beside the counting rules
that fails as soon as these two alone are taken the other way round, and why the law has it so.
`steps-that-commute.csv` lists the other pairs: no crime is spoken of by both, or they are never in
force on one day; both reasons are proved here.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeGuard

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hocr_engine.cases.library import read_library
from hocr_engine.cases.model import CaseFile
from hocr_engine.cases.run import run_file
from hocr_engine.decision import counting
from hocr_engine.decision.decide import decide
from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.items import Item
from hocr_engine.decision.relating import Counted, Speech, relate
from hocr_engine.rulebook import Book
from hocr_engine.rulebook.model import Rule
from hocr_engine.rulebook.steps import APART, CountingStep
from tests.decision.generated import read, records
from tests.decision.library import lines, rulebook

HERE: Final = Path(__file__).parent
RULES: Final = HERE.parents[1] / "rules"
COUNTING: Final = "rules/counting/"
Steps = tuple[CountingStep, ...]


class Pair(NamedTuple):
    """Two steps in their order, the case that fails the other way round if any, and why."""

    first: str
    second: str
    why: str
    case: str = ""


def listed(name: str) -> list[Pair]:
    """Give the pairs of steps that a table beside this module lists."""
    with (HERE / name).open(encoding="utf-8", newline="") as table:
        return [Pair(**row) for row in csv.DictReader(table)]


ORDERED: Final = listed("step-order.csv")
COMMUTE: Final = listed("steps-that-commute.csv")


def name_of(pair: Pair) -> str:
    """Name a test after its two steps."""
    return f"{pair.first} before {pair.second}"


@cache
def counting_files() -> tuple[CaseFile, ...]:
    """Give the case files that stand beside the counting rules."""
    files = read_library(rulebook().book, RULES, [])
    return tuple(file for file in files if COUNTING in file.name.replace("\\", "/"))


def only(name: str) -> CaseFile:
    """Give the file that holds a case, with this case alone."""
    (found,) = [
        evolve(file, cases=(case,))
        for file in counting_files()
        for case in file.cases
        if case.name == name
    ]
    return found


def passes(book: Book, file: CaseFile) -> bool:
    """Say whether every case of a file comes out as expected."""
    results = run_file(book, file).results
    assert results
    return all(result.passed for result in results)


def moved(book: Book, step: CountingStep, to: CountingStep, *, after: bool) -> Book:
    """Give the rulebook with one step taken directly before or after another."""
    order = [one for one in book.steps if one is not step]
    order.insert(order.index(to) + after, step)
    return evolve(book, steps=tuple(order))


def turned(book: Book, pair: Pair) -> Iterator[tuple[Book, Book]]:
    """Give each two orders that differ in nothing but which of two steps comes first."""
    steps = {step.id: step for step in book.steps}
    first, second = steps[pair.first], steps[pair.second]
    yield moved(book, first, second, after=False), moved(book, first, second, after=True)
    yield moved(book, second, first, after=True), moved(book, second, first, after=False)


def test_each_two_steps_are_listed_once_in_their_order() -> None:
    """No pair of steps is left out of the two tables."""
    steps = [step.id for step in rulebook().book.steps]
    found = sorted((pair.first, pair.second) for pair in (*ORDERED, *COMMUTE))

    assert found == sorted(combinations(steps, 2))
    assert all(pair.why for pair in (*ORDERED, *COMMUTE))


@pytest.mark.slow
@pytest.mark.parametrize("pair", ORDERED, ids=name_of)
def test_a_case_fails_where_two_steps_are_turned_round(pair: Pair) -> None:
    """The case named passes as the steps stand and fails where these two are turned round."""
    book = rulebook().book
    file = only(pair.case)

    assert passes(book, file)
    assert any(passes(kept, file) and not passes(other, file) for kept, other in turned(book, pair))


def is_new(counted: Counted) -> TypeGuard[Item]:
    """Say whether what is compared is a possible crime, and no record."""
    return isinstance(counted, Item)


def spoken_of(monkeypatch: pytest.MonkeyPatch) -> dict[str, set[str]]:
    """
    Give the offences that each step speaks of in the cases beside the counting rules.

    To say that a crime stands apart from a record leaves the count as it was.
    """
    found: dict[str, set[str]] = {step.id: set() for step in rulebook().book.steps}

    def heard(
        deliberation: Deliberation,
        step: CountingStep,
        rules: tuple[Rule, ...],
        one: Counted,
        other: Counted,
    ) -> Speech:
        speech = relate(deliberation, step, rules, one, other)
        if step.ranks or any(r is not None and r.kind != APART for r in speech.relations):
            found[step.id].update(str(t.thing.member("code")) for t in (one, other) if is_new(t))
        return speech

    monkeypatch.setattr(counting, "relate", heard)
    for file in counting_files():
        run_file(rulebook().book, file)
    return found


@pytest.mark.slow
def test_steps_that_commute_speak_of_different_crimes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of no offence do both speak, over all cases of counting, in which each of them does speak."""
    spoken = spoken_of(monkeypatch)
    assert all(spoken.values())

    together = {
        name_of(pair): spoken[pair.first] & spoken[pair.second]
        for pair in COMMUTE
        if not never_together(pair)
    }
    assert {name: codes for name, codes in together.items() if codes} == {}


def never_together(pair: Pair) -> bool:
    """Say whether the first of two steps ends when or before the second begins."""
    steps = {step.id: step for step in rulebook().book.steps}
    until, since = steps[pair.first].until, steps[pair.second].since
    return until is not None and since is not None and until <= since


def test_steps_said_never_to_be_in_force_together_are_not() -> None:
    """The dates prove it for those, and for those alone, that give it as their reason."""
    said = [pair for pair in COMMUTE if pair.why == "they are never in force on one day"]

    assert said
    assert said == [pair for pair in COMMUTE if never_together(pair)]


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(record=records(), pair=st.sampled_from(COMMUTE))
def test_steps_that_commute_decide_the_same_either_way(record: dict[str, Any], pair: Pair) -> None:
    """An incident made up at random is decided the same whichever of the two comes first."""
    book = rulebook().book
    incident = read(record)
    expected = lines(decide(book, incident))

    for orders in turned(book, pair):
        for order in orders[1:]:
            assert lines(decide(order, incident)) == expected
