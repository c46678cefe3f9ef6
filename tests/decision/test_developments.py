"""What became of a record is told by whoever can name the record, and never lost without a word."""

from __future__ import annotations

from typing import Any

import pytest

from hocr_engine import IncidentError
from tests.decision.library import rulebook
from tests.decision.test_bounds import record

Record = dict[str, Any]

DEALT_WITH: Record = {"id": "news", "dealt_with": True, "known_from": "2026-06-02 09:00"}


def told(news: Record) -> list[tuple[str, str]]:
    """Give the mistakes that somebody is told who hands in a development."""
    made = record([{"act": "assault", "injury": "none"}])
    made["reports"].append(
        {
            "id": "empty",
            "received_at": "2026-06-03 09:00",
            "by": {"capacity": "victim"},
            "carries": [],
        }
    )
    try:
        rulebook().decide({**made, "developments": [{**DEALT_WITH, **news}]})
    except IncidentError as error:
        return [(mistake.code, mistake.message) for mistake in error.diagnostics]
    return []


@pytest.mark.parametrize("named", [{"report": "r"}, {"allegation": "a0"}])
def test_a_development_of_what_may_be_recorded_is_read(named: Record) -> None:
    assert told(named) == []


def test_a_development_that_names_no_record_is_refused() -> None:
    assert told({}) == [
        ("nothing-became", "this says what became of a record and does not say of which")
    ]


def test_a_development_of_a_report_that_carries_nothing_is_refused() -> None:
    assert told({"report": "empty"}) == [
        (
            "nothing-became",
            "the report `empty` carries no allegation, so no record is made on it",
        )
    ]
