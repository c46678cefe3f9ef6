"""What holds for every counting, tried on incidents made up at random."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

from hocr_engine.decision import Decision
from hocr_engine.decision.model import ActionKind
from tests.decision.generated import read, records
from tests.decision.library import incident, lines, paths, rulebook, shuffled

slow = pytest.mark.slow
some = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


def decided(record: dict[str, Any]) -> Decision:
    """Give the decision on plain data."""
    return rulebook().decide(read(record))


def crimes(decision: Decision) -> int:
    """Give how many crimes stand in the register after the last report."""
    return sum(entered.enters == "crime" for entered in decision.register.values())


@slow
@some
@given(records())
def test_the_order_of_anything_changes_nothing(record: dict[str, Any]) -> None:
    """Allegations, reports and lists may be written in any order."""
    made = read(record)

    assert lines(rulebook().decide(made)) == lines(rulebook().decide(shuffled(made, seed=3)))


@slow
@some
@given(records())
def test_a_report_made_twice_leads_to_nothing_new(record: dict[str, Any]) -> None:
    """The same report a day after the last, by the same person, adds no crime and changes none."""
    again = deepcopy(record)
    again["reports"].append(
        {**record["reports"][-1], "id": "again", "received_at": "2026-07-02 09:00"}
    )
    before, after = decided(record), decided(again)

    assert crimes(before) == crimes(after)
    assert {n: e.line for n, e in before.register.items()} == {
        n: e.line for n, e in after.register.items()
    }


@slow
@some
@given(records())
def test_another_victim_never_lowers_the_count(record: dict[str, Any]) -> None:
    """The same blow to one victim more, who confirms it, adds a crime and takes none away."""
    more = deepcopy(record)
    more["people"].append({"id": "v4", "sex": "male", "age": 41})
    more["allegations"].append(
        {
            "id": "further",
            "act": "assault",
            "injury": "some",
            "victim": "v4",
            "offenders": "o1",
            "event": {"from": "2026-05-03 20:00", "place": {"kind": "public"}},
            "account": {"says": "happened"},
        }
    )
    more["reports"][0]["carries"] = [*more["reports"][0]["carries"], "further"]

    assert crimes(decided(more)) >= crimes(decided(record)) + 1


@slow
@some
@given(records())
def test_every_possible_crime_ends_in_exactly_one_place(record: dict[str, Any]) -> None:
    """A settled possible crime is recorded, is part of one that is, or is told why it is not."""
    decision = decided(record)
    acted = [action.id for report in decision.reports for action in report.actions]
    told = [
        included.slot
        for report in decision.reports
        for action in report.actions
        for included in action.includes
    ]
    for report in decision.reports:
        ids = [action.id for action in report.actions]
        assert len(ids) == len(set(ids))
    for allegation in record["allegations"]:
        name = allegation["id"]
        mentioned = [one for one in (*acted, *told) if one.startswith(f"{name}/")]
        assert mentioned or _in_a_course(decision, name), name


@slow
@some
@given(records())
def test_no_possible_crime_is_told_in_two_places(record: dict[str, Any]) -> None:
    """What is recorded by itself at a moment is not also told as part of another."""
    for report in decided(record).reports:
        parts = [
            included.slot
            for action in report.actions
            if not action.missing and not action.referrals
            for included in action.includes
        ]
        kinds = (ActionKind.RECORD, ActionKind.RECLASSIFY, ActionKind.PROMOTE)
        alone = {a.id for a in report.actions if a.kind in kinds and not a.missing}

        assert len(parts) == len(set(parts))
        assert not alone & set(parts)


def _in_a_course(decision: Decision, name: str) -> bool:
    """Say whether an act is one of a course that is told, or a crime that an open line names."""
    named = [
        candidate
        for report in decision.reports
        for action in report.actions
        for candidate in (action.subject, *(entered.candidate for entered in action.entered))
        if candidate is not None and candidate.kind == "candidate"
    ]
    courses = [candidate.member("acts") for candidate in named]
    acts = [act.id for acts in courses if isinstance(acts, list) for act in acts]
    return name in acts or any(candidate.id.startswith(f"{name}/") for candidate in named)


@slow
@some
@given(records())
def test_no_record_is_due_before_its_report(record: dict[str, Any]) -> None:
    """A deadline never lies before the report that carries the allegation."""
    decision = decided(record)
    received = {report.report: report.at for report in decision.reports if report.report}
    carried = {
        name: at for r in record["reports"] if (at := received[r["id"]]) for name in r["carries"]
    }
    for report in decision.reports:
        for action in report.actions:
            name = action.id.split("/")[0]
            assert action.by is None or action.by >= carried.get(name, min(received.values()))


@slow
@some
@given(records())
def test_leaving_out_what_the_victim_says_never_hides_a_crime(record: dict[str, Any]) -> None:
    """Without the account a crime that was recorded is still recorded, asked about, or referred."""
    full = decided(record)
    assume(crimes(full) > 0)
    bare = deepcopy(record)
    for allegation in bare["allegations"]:
        allegation.pop("account", None)
    asked = (ActionKind.NEEDS_FACTS, ActionKind.REFER, ActionKind.RECORD, ActionKind.PROMOTE)
    recorded = {a.id.split("/")[0] for a in full.actions if a.kind is ActionKind.RECORD}
    open_or_recorded = {a.id.split("/")[0] for a in decided(bare).actions if a.kind in asked}
    told = {i.slot.split("/")[0] for a in decided(bare).actions for i in a.includes}

    assert recorded <= open_or_recorded | told


def test_one_rulebook_serves_many_threads() -> None:
    """Deciding is pure: many threads over one rulebook give what one gives."""
    chosen = [incident(path) for path in paths()[:12]]
    expected = [lines(rulebook().decide(one)) for one in chosen]
    with ThreadPoolExecutor(max_workers=8) as pool:
        found = list(pool.map(lambda one: lines(rulebook().decide(one)), chosen * 3))

    assert found == expected * 3
