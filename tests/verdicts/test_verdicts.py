"""Verdicts by bits are those of the rules one by one, of the engine and of the naive evaluator."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest
from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.flat_book import DECISION, WORDS, flat_rules, records, write_files
from hocr_engine import IncidentError
from hocr_engine.decision.applying import applies
from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.model import Truth
from hocr_engine.decision.names import Names
from hocr_engine.embedding import Rulebook, load_rulebook
from hocr_engine.feel.values import Unknown
from hocr_engine.incident.linked import World, facts_awaited
from hocr_engine.rulebook.model import RowCondition, Rule
from hocr_engine.verdicts import tables
from hocr_engine.verdicts.judging import Judge, Verdict
from hocr_engine.verdicts.planning import plan_of
from tests.oracle.meaning import oracle

SHAPES: Final = Path(__file__).parent / "shapes"
ON: Final = date(2026, 6, 10)
NUMBERS: Final = (0, 9, 10, 17, 18, 30, 59.5, 60, 61, "18")
DAYS: Final = ("2024-01-01", "2024-05-21", "2024-05-22", "2024-06-01", "2025-01-01")
FACTS: Final[dict[str, Any]] = {
    "age": NUMBERS,
    "height": (149, 150, 151, "not established"),
    "count_of_part_01": (5, 10, 19, 20, 21),
    "count_of_part_02": (10, 19, 50),
    "wish": (None, "peace", "quiet"),
    "note": ("a note", "none", "7", "true"),
    "usual": (True, False),
    "rare": (True, False),
    "day_of_part_01": DAYS,
    "day_of_part_02": DAYS,
    "degree_of_part_01": WORDS,
    "degree_of_part_02": WORDS,
    **{f"told_of_part_0{number}": (True, False, "true") for number in range(1, 5)},
}
SHAPED: Final = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(values) for name, values in FACTS.items()}
)
NEVER_LEFT_OUT: Final = {"wish", "usual", "rare"}


@frozen
class Books:
    """A rulebook of every shape of flat rule, with what judges by it."""

    rulebook: Rulebook
    judge: Judge
    strict: Judge

    def ordinary(self, facts: dict[str, Any], *, strict: bool = False) -> Iterator[Any]:
        """Give how each rule comes out by itself."""
        book = self.rulebook.book
        world = World(self.incident(facts), book.vocabulary, book.rows, ON, strict=strict)
        role = book.vocabulary.roles["allegation"]
        subject = world.thing("allegation", "allegation-1")
        names = Names(book, role, subject, Deliberation(book, world).ask)
        return (applies(one.rule, names) for one in self.judge.plan.rules)

    def incident(self, facts: dict[str, Any]) -> Any:  # noqa: ANN401 -- an incident as read
        """Give the incident of which these are the facts of the allegation."""
        head = {"format": "hocr.incident.v1", "id": "A"}
        report = {"received_at": "2026-06-10 09:40"}
        return self.rulebook.incident({**head, "report": report, "allegation": facts})


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Books:
    """Give a book of sixty generated rules and of the shapes written beside this test."""
    folder = tmp_path_factory.mktemp("book")
    write_files(folder, flat_rules(60))
    (folder / "definitions").mkdir()
    shutil.copy(SHAPES / "vocabulary.yaml", folder / "vocabulary" / "shapes.yaml")
    shutil.copy(SHAPES / "definitions.yaml", folder / "definitions" / "shapes.yaml")
    shutil.copy(SHAPES / "rules.yaml", folder / "general" / "shapes.yaml")
    shutil.copy(SHAPES / "table.yaml", folder / "general" / "table.yaml")
    named = re.findall(r"then: (\S+)", (SHAPES / "rules.yaml").read_text("utf-8"))
    with (folder / "data" / "findings.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{name}\n" for name in (*named, "row-1", "row-2", "row-3"))
    rulebook = load_rulebook(folder)
    judge = Judge(plan_of(rulebook.book, DECISION, ON, strict=False))
    return Books(rulebook, judge, Judge(plan_of(rulebook.book, DECISION, ON, strict=True)))


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
