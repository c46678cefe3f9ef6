"""
Incidents made up at random: victims, offenders, acts and reports in every mixture.

What is alleged is one of a few acts that often meet in counting, or what any case beside the rules
alleges, so that the whole vocabulary is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from hocr_engine.incident.model import Incident
from hocr_engine.incident.read import incident_of
from hocr_engine.nodes import Mapping, Node, Sequence
from hocr_engine.read_text import read_file
from hocr_engine.rulebook.read import folder_of
from hocr_engine.vocabulary.model import FactType
from hocr_engine.yaml_nodes import plain, read_yaml
from tests.decision.library import rulebook

RULES = Path(__file__).parents[2] / "rules"
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
    {"act": "harassment or stalking", "more_than_once": False},
    {
        "act": "exploitation",
        "exploited_in": "England or Wales",
        "exploitation_kind": "forced or compulsory labour",
    },
    {
        "act": "breach of an order",
        "order_broken": "restraining order on conviction",
        "points_to_prove": "made out",
    },
    {
        "act": "communication",
        "communication_content": "indecent or grossly offensive",
        "meant_to_cause_distress": True,
    },
]
SAYS = ["happened", "happened", "happened", "did not happen", "declines", "not traced", None]
DEALT_WITH = {"report": "r1", "dealt_with": True, "known_from": "2026-06-10 09:00"}
CAPACITIES = ["victim", "professional", "other third party", "parent or carer", "police"]
PLACES = ["private dwelling", "public", "business"]
ENTRIES = [("105A", "105/01"), ("8N", "008/06"), ("8Q", "195/12"), ("N100/01", None)]
RECEIVED = ["2026-06-01 09:00", "2026-06-15 09:00", "2026-07-01 09:00"]
VICTIMS = {"v1": ("female", 30), "v2": ("male", 14), "v3": ("female", 8)}


@cache
def told_in_cases() -> list[dict[str, Any]]:
    """Give what the cases beside the rules allege, each mixture of facts once."""
    facts = rulebook().book.vocabulary.kinds["allegation"].facts
    links = (FactType.LINK, FactType.LINKS, FactType.PART)
    own = {name for name, fact in facts.items() if fact.is_given and fact.type not in links}
    found: dict[str, dict[str, Any]] = {}
    for path in folder_of(RULES).cases:
        source, _ = read_file(path)
        assert source is not None
        for told in _allegations(read_yaml(source)[0][0]):
            kept = {name: value for name, value in sorted(told.items()) if name in own}
            found[str(kept)] = kept
    return list(found.values())


def _allegations(file: Node) -> Iterator[dict[str, Any]]:
    """Give the allegations of a case file as plain data."""
    listed = file.get("cases") if isinstance(file, Mapping) else None
    for case in listed.items if isinstance(listed, Sequence) else ():
        facts = case.get("facts") if isinstance(case, Mapping) else None
        told = plain(facts) if facts is not None else {}
        assert isinstance(told, dict)
        yield from (one for one in (told.get("allegation"), *told.get("allegations", ())) if one)


@st.composite
def allegations(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """Give one allegation with its event and account written inside it."""
    made = dict(draw(st.sampled_from(ACTS) | st.sampled_from(told_in_cases())))
    made["id"] = f"a{number}"
    made["victim"] = draw(st.sampled_from(sorted(VICTIMS)))
    made["offenders"] = draw(st.sampled_from(["o1", "o2"]))
    day = f"2026-{draw(st.integers(5, 6)):02d}-{draw(st.integers(1, 28)):02d}"
    made["event"] = {
        "from": draw(st.sampled_from([f"{day} 20:00", f"{day} 20:00", day])),
        "place": {"kind": draw(st.sampled_from(PLACES))},
    }
    says = draw(st.sampled_from(SAYS))
    if says is not None:
        made["account"] = {"says": says}
    return made


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    """Give a whole record as plain data: up to three reports, records listed, the pairs told of."""
    count = draw(st.integers(1, 4))
    made = [draw(allegations(number)) for number in range(count)]
    ids = [one["id"] for one in made]
    cuts = sorted({0, count, *draw(st.lists(st.integers(0, count), max_size=2))})
    parts = [ids[start:end] for start, end in pairwise(cuts)]
    reports = [
        _report(draw, f"r{number}", at, part)
        for number, (at, part) in enumerate(zip(RECEIVED, parts, strict=False), 1)
    ]
    return {
        "format": "hocr.incident.v1",
        "id": "GENERATED",
        "force": "Example Police",
        "people": [{"id": i, "sex": sex, "age": age} for i, (sex, age) in VICTIMS.items()],
        "offenders": [{"id": "o1"}, {"id": "o2"}],
        "allegations": made,
        "reports": reports,
        "records": draw(st.lists(_listed(), max_size=2, unique_by=lambda one: one["id"])),
        "pairs": draw(st.lists(_pairs(), max_size=2, unique_by=lambda one: one["id"])),
        "developments": draw(st.sampled_from([[], [DEALT_WITH]])),
    }


@st.composite
def _listed(draw: st.DrawFn) -> dict[str, Any]:
    """Give a record that stood before the reports."""
    entry, code = draw(st.sampled_from(ENTRIES))
    return {
        "id": draw(st.sampled_from(["old-1", "old-2"])),
        "entry": entry,
        "code": code,
        "victim": draw(st.sampled_from(sorted(VICTIMS))),
        "offenders": draw(st.sampled_from(["o1", "o2"])),
        "came_to_notice": "2026-05-10 09:00",
        "first_act": "2026-04-01 20:00",
        "last_incident": "2026-05-09 20:00",
        "dealt_with": draw(st.booleans()),
    }


@st.composite
def _pairs(draw: st.DrawFn) -> dict[str, Any]:
    """Give what is known of a victim and an offender."""
    victim = draw(st.sampled_from(sorted(VICTIMS)))
    offenders = draw(st.sampled_from(["o1", "o2"]))
    return {
        "id": f"{victim}-and-{offenders}",
        "victim": victim,
        "offenders": offenders,
        "relationship": draw(st.sampled_from(["none", "partner", "former partner"])),
        "fixated_or_obsessive": draw(st.booleans()),
        "course_of_conduct": draw(st.booleans()),
    }


def _report(draw: st.DrawFn, name: str, at: str, carries: list[str]) -> dict[str, Any]:
    by = {"capacity": draw(st.sampled_from(CAPACITIES))}
    return {"id": name, "received_at": at, "by": by, "carries": carries}


def read(record: dict[str, Any]) -> Incident:
    """Give a record as read."""
    found, mistakes = incident_of(record, rulebook().book.vocabulary)
    assert found is not None, mistakes
    return found
