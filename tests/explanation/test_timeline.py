"""The timeline tells what was done, reported, due and recorded, in the order of the clock."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hocr_engine import Rulebook, load_rulebook
from hocr_engine.explanation import outline
from hocr_engine.explanation.more import More
from hocr_engine.explanation.outline import Moment
from hocr_engine.explanation.text import as_text
from hocr_engine.explanation.timeline_part import timeline_part
from hocr_engine.text import Source
from hocr_engine.yaml_nodes import plain, read_yaml

ROOT = Path(__file__).parents[2]
RIGHT_BUT_LATE: dict[str, object] = {
    "format": "hocr.incident.v1",
    "id": "INC-1",
    "report": {"received_at": "2026-10-24 22:00", "by": {"capacity": "victim"}},
    "allegation": {
        "id": "blow",
        "act": "assault",
        "injury": "none",
        "victim": {"sex": "female", "age": 30},
        "offenders": {"members": [{"age": 34}]},
        "event": {"from": "2026-10-24", "place": {"kind": "public"}},
        "account": {"says": "happened"},
    },
    "recorded": [
        {
            "allegation": "blow",
            "entry": "105A",
            "code": "105/01",
            "recorded_at": "2026-10-26 09:30",
        }
    ],
}


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    """Give the rules of the project."""
    return load_rulebook(ROOT / "rules")


def lines(rulebook: Rulebook, incident: dict[str, object]) -> list[str]:
    """Give the lines of a timeline."""
    told = outline(rulebook.decide(incident), whole=False, more=More(timeline=True))
    return [group.lead for group in timeline_part(told.moments).groups]


def example(name: str) -> dict[str, object]:
    """Give the incident of an example."""
    path = ROOT / "examples" / name
    nodes, _ = read_yaml(Source(path.read_text(encoding="utf-8"), path.name))
    facts = plain(nodes[0])
    assert isinstance(facts, dict)
    return facts


def test_what_was_done_reported_and_due_is_told_in_order(rulebook: Rulebook) -> None:
    assert lines(rulebook, example("two-reports-months-apart.yaml")) == [
        "6 March 2026 20:00: what is alleged in blow-in-march was done or began",
        "6 March 2026 20:45: report neighbour received",
        "11 July 2026 19:30: what is alleged in blow-in-july was done or began",
        "12 July 2026 09:00: report victim-calls received",
        "13 July 2026 09:00: due: record crime 8N Assault with injury (008/06) "
        "(24 h after the report)",
    ]


def test_a_record_that_should_have_been_a_crime_is_told_with_what_is_missing(
    rulebook: Rulebook,
) -> None:
    told = lines(rulebook, example("lancashire/threat-without-contact-2017.yaml"))

    assert told[2] == (
        "14 January 2017 20:00: the force recorded an incident (what was due is missing)"
    )


def test_a_late_record_is_told_after_what_was_due_through_the_change_of_clocks(
    rulebook: Rulebook,
) -> None:
    # The clocks went back in the night of 25 October: 24 hours end at 21:00, 12 h 30 before 09:30.
    assert lines(rulebook, RIGHT_BUT_LATE) == [
        "24 October 2026: what is alleged in blow was done or began",
        "24 October 2026 22:00: report report-1 received",
        "25 October 2026 21:00: due: record crime 105A Assault without Injury (105/01) "
        "(24 h after the report)",
        "26 October 2026 09:30: the force recorded 105A (105/01) (right, late by 12 h 30 min)",
    ]


def test_nothing_is_told_of_a_day_that_is_not_known(rulebook: Rulebook) -> None:
    allegation = {"act": "assault", "account": {"says": "happened"}}
    incident: dict[str, object] = {
        "format": "hocr.incident.v1",
        "id": "INC-2",
        "report": {"received_at": "2026-06-10 09:40"},
        "allegation": allegation,
    }

    assert lines(rulebook, incident)[0] == "10 June 2026 09:40: report report-1 received"


def test_the_timeline_is_told_where_it_is_asked_for(rulebook: Rulebook) -> None:
    decision = rulebook.decide(example("threat-in-the-kitchen.yaml"))

    assert outline(decision, whole=False).moments == ()
    told = outline(decision, whole=False, more=More(timeline=True))
    assert "\nTimeline\n" in as_text(told)


def test_a_day_without_a_time_is_told_as_a_day() -> None:
    at = datetime(2026, 5, 4, 0, 0, tzinfo=UTC)
    (group,) = timeline_part([Moment(at, "it was done", is_day=True)]).groups

    assert group.lead == "4 May 2026: it was done"
