"""What holds for every comparison, whatever was recorded and in whatever order."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from random import Random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hocr_engine import bounds
from hocr_engine.comparison import Compared, Comparison, compare, matching
from hocr_engine.comparison.closeness import about
from hocr_engine.comparison.due import Due, dues_of
from hocr_engine.comparison.records import records_of
from hocr_engine.decision import Decision
from hocr_engine.decision.model import ActionKind
from tests.comparison.scenes import incident
from tests.comparison.test_comparisons import COMPARISONS
from tests.decision.library import rulebook

Records = list[dict[str, Any]]
ALLEGATIONS = {
    "two-victims": ["blow", "push"],
    "rape-confirmed-later": ["rape"],
    "disclosed-later": ["bruise", "rape"],
    "stalking-and-damage": ["followed-home", "followed-again", "car-scratched"],
    "slap-in-school": ["slap"],
    "victim-not-asked": ["blow"],
}
OPEN = (ActionKind.NEEDS_FACTS, ActionKind.REFER)


@st.composite
def recorded(draw: st.DrawFn) -> tuple[str, Records]:
    """Give a scene with up to five records of it, some of them saying little."""
    scene = draw(st.sampled_from(sorted(ALLEGATIONS)))
    one = st.fixed_dictionaries(
        {},
        optional={
            "allegation": st.sampled_from(ALLEGATIONS[scene]),
            "entry": st.sampled_from(["8N", "105A", "19C", "8Q", "58C", "N100/01", "incident"]),
            "code": st.sampled_from(["008/06", "105/01", "019/08", "195/12", "149/00"]),
            "recorded_at": st.sampled_from(["2026-06-01 12:00", "2026-06-20 12:00"]),
        },
    )
    found = draw(st.lists(one, max_size=5))
    return scene, [{"id": f"r{number}", **record} for number, record in enumerate(found)]


def decided(scene: str, records: Records | None) -> Decision:
    """Give the decision for a scene with what was recorded."""
    return rulebook().decide(incident(scene, records))


def seen(one: Comparison) -> tuple[object, ...]:
    """Give what a finding says, records by what they say and not by their ids."""
    parts = [None if r is None else r.order[:-1] for r in (one.record, one.other)]
    actions = [None if a is None else a.id for a in (one.action, one.against)]
    return one.kind, *parts, *actions, tuple(rule.id for rule in one.why), one.over


def compared(scene: str, records: Records) -> list[tuple[object, ...]]:
    """Give what the findings of a scene say, in an order of its own."""
    return sorted(map(seen, compare(decided(scene, records))), key=repr)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(recorded())
def test_each_record_and_each_action_ends_in_exactly_one_finding(made: tuple[str, Records]) -> None:
    decision = decided(*made)
    found = compare(decision)

    ended = Counter(one.record.id for one in found if one.record is not None)
    assert ended == Counter(record["id"] for record in made[1])
    assert Counter(id(one.action) for one in found if one.action is not None) == Counter(
        id(action) for action in decision.actions
    )
    for one in found:
        assert one.action is not None or one.record is not None


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(recorded())
def test_what_was_recorded_changes_no_action_and_nothing_undecided_is_missing(
    made: tuple[str, Records],
) -> None:
    beside, without = decided(*made), decided(made[0], None)

    assert [a.line for a in beside.actions] == [a.line for a in without.actions]
    assert compare(without) == ()
    for one in compare(beside):
        if one.kind is Compared.MISSING:
            assert one.action is not None
            assert one.action.kind not in OPEN


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(recorded(), st.randoms())
def test_the_order_of_records_changes_nothing(made: tuple[str, Records], order: Random) -> None:
    scene, records = made
    other = list(records)
    order.shuffle(other)

    assert compared(scene, records) == compared(scene, other)


@pytest.mark.parametrize("row", COMPARISONS, ids=lambda row: row["name"])
def test_the_order_in_a_document_changes_nothing(row: dict[str, Any]) -> None:
    decision = decided(row["scene"], row["recorded"])
    expected = [seen(one) for one in compare(decision)]
    told = decision.incident.elements

    for order in list(permutations(told[-4:]))[:6]:
        shuffled = evolve(decision.incident, elements=(*told[:-4], *order))
        again = compare(evolve(decision, incident=shuffled))
        assert [seen(one) for one in again] == expected


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(recorded())
def test_no_record_and_action_that_belong_together_are_both_left_over(
    made: tuple[str, Records],
) -> None:
    decision = decided(*made)
    dues = {id(due.action): due for due in dues_of(decision)}
    found = compare(decision)
    free: list[Due] = [
        dues[id(one.action)] for one in found if one.action is not None and one.record is None
    ]
    spare = [one.record for one in found if one.action is None and one.record is not None]

    for due in free:
        for record in spare:
            assert about(record, due) is None or due.is_change


def test_past_the_bound_nothing_is_said_to_be_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    records = [{"id": f"r{n}", "allegation": "blow", "entry": "8N"} for n in range(4)]
    assert bounds.MAX_COMPARED >= 1000
    monkeypatch.setattr(matching, "MAX_COMPARED", 3)
    found = compare(decided("two-victims", records))

    assert len(found) == 6
    assert {one.kind for one in found} == {Compared.CANNOT_SAY}
    assert all(one.bound is not None for one in found)


def test_a_chain_of_records_is_matched_as_far_as_it_can_be() -> None:
    """An action gives its record up where that lets another be answered as well."""
    records = [
        {"id": "any", "entry": "8N", "code": "008/06", "recorded_at": "2026-06-01 12:00"},
        {"id": "own", "allegation": "blow", "entry": "8N", "code": "008/06"},
    ]
    decision = decided("two-victims", records)
    first, second = dues_of(decision)
    any_, own = records_of(decision.book, decision.incident)
    near = {first: [any_, own], second: [any_]}
    found: dict[Due, Any] = {}
    matching._pair(near, found)

    assert found == {first: own, second: any_}
