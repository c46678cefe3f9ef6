"""Incidents made up at random: victims, offenders, acts and reports in every mixture."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from hocr_engine.incident.model import Incident
from hocr_engine.incident.read import incident_of
from tests.decision.library import rulebook

ACTS: list[dict[str, Any]] = [
    {"act": "assault", "injury": "some"},
    {"act": "assault", "injury": "none"},
    {"act": "assault", "injury": "serious"},
    {"act": "assault"},
    {"act": "threat of violence", "fear_of_immediate_violence": True},
    {"act": "damage", "property_kind": "vehicle", "damage_value": 300},
    {"act": "theft", "theft_kind": "other"},
    {"act": "rape"},
    {"act": "sexual touching"},
    {"act": "harassment or stalking"},
    {"act": "burglary"},
    {
        "act": "communication",
        "communication_content": "indecent or grossly offensive",
        "meant_to_cause_distress": True,
    },
]
SAYS = ["happened", "happened", "happened", "did not happen", "declines", "not traced", None]
CAPACITIES = ["victim", "professional", "other third party", "parent or carer", "police"]
PLACES = ["private dwelling", "public", "business"]
VICTIMS = {"v1": ("female", 30), "v2": ("male", 14), "v3": ("female", 8)}


@st.composite
def allegations(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """Give one allegation with its event and account written inside it."""
    made = dict(draw(st.sampled_from(ACTS)))
    made["id"] = f"a{number}"
    made["victim"] = draw(st.sampled_from(sorted(VICTIMS)))
    made["offenders"] = draw(st.sampled_from(["o1", "o2"]))
    day = draw(st.integers(1, 28))
    made["event"] = {
        "from": f"2026-05-{day:02d} 20:00",
        "place": {"kind": draw(st.sampled_from(PLACES))},
    }
    says = draw(st.sampled_from(SAYS))
    if says is not None:
        made["account"] = {"says": says}
    return made


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    """Give a whole record as plain data, of one or two reports."""
    count = draw(st.integers(1, 3))
    made = [draw(allegations(number)) for number in range(count)]
    ids = [one["id"] for one in made]
    split = draw(st.integers(1, count))
    reports = [_report(draw, "r1", "2026-06-01 09:00", ids[:split])]
    if split < count:
        reports.append(_report(draw, "r2", "2026-06-15 09:00", ids[split:]))
    return {
        "format": "hocr.incident.v1",
        "id": "GENERATED",
        "force": "Example Police",
        "people": [{"id": i, "sex": sex, "age": age} for i, (sex, age) in VICTIMS.items()],
        "offenders": [{"id": "o1"}, {"id": "o2"}],
        "allegations": made,
        "reports": reports,
    }


def _report(draw: st.DrawFn, name: str, at: str, carries: list[str]) -> dict[str, Any]:
    by = {"capacity": draw(st.sampled_from(CAPACITIES))}
    return {"id": name, "received_at": at, "by": by, "carries": carries}


def read(record: dict[str, Any]) -> Incident:
    """Give a record as read."""
    found, mistakes = incident_of(record, rulebook().book.vocabulary)
    assert found is not None, mistakes
    return found
