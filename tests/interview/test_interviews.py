"""An interview comes to the decision of the whole record, and asks nothing twice or in vain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from attrs import evolve

from hocr_engine.decision import decide
from hocr_engine.incident.model import Incident
from hocr_engine.interview import Interview
from hocr_engine.interview.filling import read_again
from hocr_engine.vocabulary.model import Fact, FactType
from tests.decision.library import incident, lines, paths, rulebook

ASKED_FOR = (FactType.YES_OR_NO, FactType.NUMBER, FactType.ONE_OF, FactType.TEXT, FactType.CODE)


def one_report() -> Iterator[Path]:
    """Give the examples of one report, one allegation and nothing recorded before."""
    for path in paths():
        found = incident(path)
        kinds = [element.kind for element in found.elements]
        if (kinds.count("report"), kinds.count("allegation"), kinds.count("record")) == (1, 1, 0):
            yield path


def left_out(whole: Incident) -> Incident:
    """Give a record that keeps its things, links, times and what is exceptional, nothing else."""
    kinds = rulebook().book.vocabulary.kinds
    elements = [
        evolve(e, facts={n: v for n, v in e.facts.items() if not _is_asked(kinds[e.kind].facts[n])})
        for e in whole.elements
    ]
    return read_again(evolve(whole, elements=tuple(elements)), rulebook().book.vocabulary)


def _is_asked(fact: Fact) -> bool:
    """Say whether an interview may ask for a fact; one presumed is told by who knows better."""
    return fact.type in ASKED_FOR and not fact.required and fact.presume is None


def said(fact: Fact, value: object) -> str:
    """Give a value as somebody would answer it."""
    match value:
        case None:
            return "not established" if fact.not_established else "none"
        case bool():
            return "yes" if value else "no"
        case datetime() | date():
            return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
        case _:
            return str(value)


def interviewed(whole: Incident) -> Interview:
    """Give the interview in which all that a record says is answered, and nothing else known."""
    now = Interview(rulebook().book, left_out(whole))
    while (question := now.question) is not None:
        element = whole.find(question.ref.kind, question.ref.id)
        if element is not None and question.ref.name in element.facts:
            now = now.answer(said(question.fact, element.facts[question.ref.name]))
        else:
            now = now.do_not_know()
    return now


@pytest.mark.slow
def test_an_interview_comes_to_the_decision_of_the_whole_record() -> None:
    tried = 0
    for path in list(one_report())[::12]:
        whole = incident(path)
        end = interviewed(whole)

        expected = lines(decide(rulebook().book, whole))
        assert lines(end.decision) == expected, path.name
        assert len(end.asked) == len(set(end.asked)), path.name
        told = {(e.kind, e.id, n) for e in whole.elements for n in e.facts}
        in_vain = [ref for ref in end.asked if (ref.kind, ref.id, ref.name) not in told]
        assert set(in_vain) == end.not_known
        tried += 1
    assert tried >= 10
