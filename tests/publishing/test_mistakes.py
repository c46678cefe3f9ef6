"""The mistakes that the rules of the bundled book correct: each is told once, with its case."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from attrs import evolve

from hocr_engine.cases.coverage import cover
from hocr_engine.cases.library import read_library
from hocr_engine.cases.run import run_file
from hocr_engine.publishing.mistakes import QuestionTold, mistakes_told
from hocr_engine.rulebook import load
from tests.publishing.shelves import bundled_shelf

GARDEN = Path(__file__).parent / "garden"


@cache
def told() -> tuple[QuestionTold, ...]:
    """Give the mistakes as they are told of the bundled book, of whatever day."""
    return mistakes_told(evolve(bundled_shelf(), on=None))


def test_every_mistake_of_the_rules_is_told_once_with_its_law() -> None:
    named = {(r.id.split("/")[0], r.mistake) for r in bundled_shelf().book.rule.values()}
    expected = sorted(pair for pair in named if pair[1])
    found = [m for one in told() for topic in one.topics for m in topic.mistakes]

    assert sorted((one.rule, one.mistake) for one in found) == expected
    assert all(one.law for one in found)


def test_every_mistake_comes_with_a_case_that_its_rule_decides() -> None:
    found = [m for one in told() for topic in one.topics for m in topic.mistakes]

    assert [one.rule for one in found if one.case is None] == []


def test_a_mistake_without_a_case_is_told_of() -> None:
    book = load(GARDEN)
    files = read_library(book, GARDEN, [])
    ran = [run_file(book, file) for file in files]

    assert cover(book, ran).untaught == ()
    assert cover(book, ()).untaught == ("doubt-is-noted", "owner-says-so")
