"""
What is said to have failed really fails, over the whole case library.

Of each case the rules of its own file are asked why not, three by three in turn, and why not the
answers that they give; each condition named is evaluated again by itself, and where it is one fact
with one value needed, it comes out as wanted once the fact has that value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from hocr_engine import load_rulebook
from hocr_engine.cases.library import read_library
from hocr_engine.cases.model import CaseFile, CaseResult
from hocr_engine.cases.run import run_file
from hocr_engine.decision.model import Finding, TopicResult
from hocr_engine.decision.names import Names
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.explanation.missed import Missed
from hocr_engine.explanation.needed import OTHERWISE
from hocr_engine.explanation.outline import Failed
from hocr_engine.reconsidering.falling_short import Obstacle, Short, falling_short
from hocr_engine.reconsidering.reaching import Miss, misses
from hocr_engine.rulebook.model import Book, Word
from hocr_engine.rulebook.read import CASES_SUFFIX
from tests.reconsidering.proving import altered, faults

ROOT: Final = Path(__file__).parents[2]
RULES: Final = ROOT / "rules"
QUARTERS: Final = 4
ASKED: Final = 3
RAW: Final = ("_", "this.", "None", "Unknown", "Linked(")


@pytest.fixture(scope="module")
def book() -> Book:
    """Give the rulebook as it stands in the tree."""
    return load_rulebook(RULES).book


def library(book: Book, quarter: int) -> Iterator[tuple[CaseFile, int, CaseResult]]:
    """Give each case of a quarter of the files with its number, as it came out."""
    mistakes: list[Diagnostic] = []
    files = read_library(book, RULES, mistakes)
    assert mistakes == []
    for file in files[quarter::QUARTERS]:
        for number, result in enumerate(run_file(book, file).results):
            yield file, number, result


def own_topics(file: CaseFile, result: CaseResult) -> Iterator[tuple[Finding, TopicResult]]:
    """Give the findings of a case that the rules beside it answer, each with their topic."""
    stem = file.name.removesuffix(CASES_SUFFIX)
    for finding in result.findings:
        for topic in finding.topics:
            if stem.endswith(topic.topic.id):
                yield finding, topic


def names_of(finding: Finding) -> Names:
    """Give the names that conditions about the subject of a finding read."""
    names = finding.subject.world.names(finding.subject)
    assert isinstance(names, Names)
    return names


def asked(file: CaseFile, number: int, result: CaseResult) -> Iterator[Short]:
    """Give how some rules of a case's own file fell short, others of each case."""
    for finding, topic in own_topics(file, result):
        rules = topic.topic.rules
        for turn in range(min(ASKED, len(rules))):
            rule = rules[(number * ASKED + turn) % len(rules)]
            yield falling_short(finding, rule, names_of(finding))


def unsaid(told: Failed) -> Iterator[str]:
    """Give what is missing from the words of a miss, and what has no words."""
    if not told.why and not (told.read and told.needed):
        yield f"{told.rule} says nothing"
    if told.read and told.read == told.needed:
        yield f"{told.rule} needs what it read"
    if told.needed == OTHERWISE:
        yield f"{told.rule} has no plain words"
    for said in (told.read, told.needed, told.why, *told.or_else, *told.through):
        yield from (f"{told.rule}: {said}" for raw in RAW if raw in said)


def near(file: CaseFile, number: int, result: CaseResult) -> Iterator[Short]:
    """Give how the rules fell short that could have led to an answer of a case's own file."""
    for finding, topic in tuple(own_topics(file, result))[:1]:
        words = [rule.then.word for rule in topic.topic.rules if isinstance(rule.then, Word)]
        names = names_of(finding)
        decision = names.book.decisions[finding.decision]
        for word in words[number % len(words) :][:1] if words else ():
            for miss in misses(names, decision, frozenset({word}))[:ASKED]:
                yield miss.short


@pytest.mark.slow
@pytest.mark.parametrize("quarter", range(QUARTERS))
def test_every_condition_named_really_fails(quarter: int, book: Book) -> None:
    wrong: list[str] = []
    asks: Counter[bool | None] = Counter()
    missed = Missed(book)
    for file, number, result in library(book, quarter):
        for short in (*asked(file, number, result), *near(file, number, result)):
            wrong += (f"{file.name}, {result.case.name}: {fault}" for fault in faults(short))
            if short.obstacle is not Obstacle.NOTHING:
                wrong += unsaid(missed.failed(Miss(short)))
            if short.obstacle is Obstacle.CONDITION:
                asks[altered(short, short.parts[0])] += 1

    assert wrong == []
    assert asks[False] == 0
    assert asks[True] > 0
