"""Deciding again gives what deciding from nothing gives, to the byte of the decision record."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hocr_engine.decision import Decision
from hocr_engine.decision.again import Again
from hocr_engine.decision.completing import answers_of
from hocr_engine.decision.decide import decide
from hocr_engine.incident.altering import altered
from hocr_engine.incident.model import FactRef
from hocr_engine.keeping.record import record_json
from hocr_engine.vocabulary.values import value_of
from tests.decision.generated import read, records
from tests.decision.library import ROOT, incident, paths, rulebook

Facts = frozenset[FactRef]
EDGES: Final = ROOT / "tests" / "decision" / "decided-again.csv"
SAMPLE: Final = 30
WIDE: Final = 12


def rests_on(decision: Decision) -> list[FactRef]:
    """Give the facts and the presumptions that the actions of a decision rest on."""
    found = {fact for action in decision.actions for fact in action.facts}
    return sorted(found | {one.fact for action in decision.actions for one in action.assumed})


def known(decision: Decision) -> Facts:
    """Give every fact that a record gives, and every one presumed."""
    given = {
        FactRef(element.kind, element.id, name)
        for element in decision.incident.elements
        for name in element.facts
    }
    assumed = {one.fact for world in decision.worlds for one in world.assumed.values()}
    return frozenset(given | assumed)


def is_same(one: Decision, other: Decision) -> bool:
    """Say whether two decisions have the same record, to the byte; where nearly all is open, lines.

    What is told of hundreds of possible crimes takes longer to write than to decide.
    """
    if lines(one) != lines(other) or list(one.register) != list(other.register):
        return False
    wide = any(len(action.entered) > WIDE for action in one.actions)
    return wide or record_json(one) == record_json(other)


def lines(decision: Decision) -> list[tuple[object, ...]]:
    """Give all that the actions of a decision say without their reasons."""
    return [
        (report.at, report.edition, a.id, a.kind, a.line, a.by, a.duties, a.missing, a.bounds)
        for report in decision.reports
        for a in report.actions
    ]


def changes(decision: Decision, order: random.Random, many: int) -> Iterator[dict[FactRef, object]]:
    """Give some changes of a fact that a decision rests on, to an answer that is listed."""
    facts = rests_on(decision)
    for ref in order.sample(facts, min(many, len(facts))):
        answers = answers_of(ref, decision.book.vocabulary)
        if answers:
            yield {ref: order.choice(answers)}


@pytest.mark.slow
@pytest.mark.parametrize("path", paths()[::SAMPLE], ids=lambda path: path.stem)
def test_what_is_decided_again_is_as_decided_from_nothing(path: Path) -> None:
    """A fact forgotten, a fact altered, and both, in some examples."""
    order, book, told = random.Random(path.stem), rulebook().book, incident(path)
    before = decide(book, told)
    again, all_known = Again(before), known(before)

    assert is_same(again.with_facts({}), before)
    # Of an allegation of which next to nothing is known hundreds of offences may come.
    others = [ref for ref in rests_on(before) if ref.kind != "allegation"]
    for ref in order.sample(others, min(1, len(others))):
        only = all_known - {ref}
        assert is_same(again.with_only(only), decide(book, told, only=only)), ref
    for change in changes(before, order, 3):
        assert is_same(again.with_facts(change), decide(book, altered(told, change))), change


@pytest.mark.slow
@given(told=records(), seed=st.integers(0, 1000))
@settings(max_examples=4)
def test_made_up_incidents_are_decided_again_as_from_nothing(
    told: dict[str, object], seed: int
) -> None:
    """Several reports, records and pairs, with one fact or two altered."""
    order, found = random.Random(seed), read(told)
    book = rulebook().book
    before = decide(book, found)
    for change in changes(before, order, 2):
        assert is_same(Again(before).with_facts(change), decide(book, altered(found, change)))


def edges() -> list[dict[str, str]]:
    """Give the changes of the table."""
    with EDGES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", edges(), ids=lambda row: row["what is altered or forgotten"])
def test_edges_are_decided_again_as_from_nothing(row: dict[str, str]) -> None:
    """Each change of the table, after the decision was told, which looks at more than deciding."""
    ref, book = FactRef(row["kind"], row["id"], row["fact"]), rulebook().book
    told, strict = incident(ROOT / row["file"]), row["strict"] == "yes"
    before = decide(book, told, strict=strict)
    record_json(before)
    if row["becomes"] == "forgotten":
        only = known(before) - {ref}
        then = decide(book, told, strict=strict, only=only)
        assert is_same(Again(before).with_only(only), then)
        assert is_same(Again(then).with_only(known(before)), decide(book, told, strict=strict))
        return
    value = value_of(book.vocabulary.kinds[ref.kind].facts[ref.name], row["becomes"])
    now = decide(book, altered(told, {ref: value}), strict=strict)
    assert is_same(Again(before).with_facts({ref: value}), now)
