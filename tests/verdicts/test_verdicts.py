"""Verdicts by bits are those of the rules one by one, of the engine and of the naive evaluator."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.flat_book import DECISION, records
from hocr_engine import IncidentError
from hocr_engine.decision.model import Truth
from hocr_engine.feel.values import Unknown
from hocr_engine.incident.linked import facts_awaited
from hocr_engine.rulebook.model import RowCondition, Rule
from hocr_engine.verdicts import tables
from hocr_engine.verdicts.judging import Judge, Verdict
from hocr_engine.verdicts.planning import plan_of
from tests.oracle.meaning import oracle
from tests.verdicts.books import FACTS, ON, Books

SHAPED: Final = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(values) for name, values in FACTS.items()}
)
NEVER_LEFT_OUT: Final = {"wish", "usual", "rare"}


def truths(verdict: Verdict) -> list[Truth]:
    """Give the verdict of each rule in the order of the plan."""
    return [
        Truth.YES
        if verdict.applying >> at & 1
        else Truth.MAYBE
        if verdict.undecided >> at & 1
        else Truth.NO
        for at in range(len(verdict.judge.plan.rules))
    ]


def test_the_shapes_are_judged_but_for_those_that_read_more_than_plain_facts(books: Books) -> None:
    left = [rule.id for rule in books.judge.plan.left]

    assert left == [
        "reads-a-report",
        "reads-a-definition",
        "reads-a-presumption-of-another",
    ]
    assert len(books.judge.plan.rules) == 60 + 29 + 3 - len(left)
    assert books.judge.plan.layout.choosing > 0
    assert len(books.judge.plan.several) > 0


@settings(max_examples=300, deadline=None)
@given(SHAPED)
def test_verdicts_are_those_of_the_rules_one_by_one(books: Books, facts: dict[str, Any]) -> None:
    for judge, strict in ((books.judge, False), (books.strict, True)):
        results = list(books.ordinary(facts, strict=strict))
        verdict = judge.verdict(facts)
        told = {one.rule.id: set(one.awaits) for one in verdict.trace() if not one.applies}

        assert truths(verdict) == [result.truth for result in results]
        awaited = {
            result.rule.id: {ref.name for ref in facts_awaited(result.awaits)}
            for result in results
            if result.truth is Truth.MAYBE
        }
        assert told == awaited


@settings(max_examples=300, deadline=None)
@given(SHAPED)
def test_verdicts_are_those_of_the_naive_evaluator(books: Books, facts: dict[str, Any]) -> None:
    element = books.incident(facts).find("allegation", "allegation-1")
    names = books.judge.plan.kind.facts
    known = {name: element.facts.get(name, Unknown(frozenset({name}))) for name in names}
    verdict = books.strict.verdict(facts)

    for one, truth in zip(books.strict.plan.rules, truths(verdict), strict=True):
        if not isinstance(one.rule.when, RowCondition):
            assert truth is naive(one.rule, known), one.rule.id


def naive(rule: Rule, known: dict[str, object]) -> Truth:
    """Give whether a rule applies, by the naive evaluator."""
    says = oracle(rule.when, {"this": known})
    excepted = False if rule.unless is None else oracle(rule.unless, {"this": known})
    if says is False or excepted is True or not rule.in_force(ON):
        return Truth.NO
    return Truth.YES if says is True and excepted is False else Truth.MAYBE


def test_generated_books_are_judged_as_one_by_one(books: Books) -> None:
    for left_out in (0.0, 0.1, 0.5):
        for record in records(40, left_out=left_out):
            facts = json.loads(json.dumps(record["allegation"]))
            one_by_one = [result.truth for result in books.ordinary(facts)]

            assert truths(books.judge.verdict(facts)) == one_by_one


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({"age": True}, ["not-a-number"]),
        ({"told_of_part_01": 1}, ["not-true-or-false"]),
        ({"degree_of_part_01": "grave"}, ["not-an-answer"]),
        ({"degree_of_part_01": None}, ["never-absent"]),
        ({"day_of_part_01": "yesterday"}, ["not-a-date"]),
        ({"age": [3]}, ["not-one-value"]),
        ({"degree_of_part_22": 3, "akt": "assault"}, ["not-an-answer", "unknown-key"]),
        ({"agee": 12}, ["unknown-key"]),
    ],
)
def test_what_is_wrong_is_told_as_for_any_record(
    books: Books, facts: dict[str, Any], codes: list[str]
) -> None:
    books.judge.verdict({"age": 1, "told_of_part_01": True, "count_of_part_01": 1})
    with pytest.raises(IncidentError) as caught:
        books.judge.verdict(facts)

    assert [diagnostic.code for diagnostic in caught.value.diagnostics] == codes


@pytest.mark.parametrize(
    ("unusual", "usual"),
    [
        ({"day_of_part_01": date(2024, 6, 1)}, {"day_of_part_01": "2024-06-01"}),
        ({"age": Decimal("17.5")}, {"age": 17.5}),
        ({"told_of_part_01": "true", "size": 151}, {"told_of_part_01": True, "height": 151}),
        ({"note": 7}, {"note": "7"}),
        ({"reports": [{"received_at": "2026-06-10 09:40"}], "id": "A"}, {}),
    ],
)
def test_what_is_written_otherwise_is_judged_alike(
    books: Books, unusual: dict[str, Any], usual: dict[str, Any]
) -> None:
    one, other = books.judge.verdict(unusual), books.judge.verdict(usual)

    assert truths(one) == truths(other)
    assert [told.awaits for told in one.trace()] == [told.awaits for told in other.trace()]


def test_values_beyond_what_is_kept_are_judged_alike(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "MAX_KEPT_FOR_VALUES", 2)
    judge = Judge(plan_of(books.rulebook.book, DECISION, ON, strict=False))
    for number in range(60):
        facts = {"age": number, "count_of_part_01": number, "count_of_part_02": 60 - number}

        assert truths(judge.verdict(facts)) == truths(books.judge.verdict(facts))
