"""Reading an incident stops after so many mistakes, and says that it did."""

from __future__ import annotations

from hocr_engine.bounds import MAX_MISTAKES
from hocr_engine.incident.read import incident_of
from tests.decision.library import rulebook


def codes(unknown: int) -> list[str]:
    """Give the codes of the mistakes in an incident with so many unknown sections."""
    made = {
        "format": "hocr.incident.v1",
        "id": "MISTAKES",
        "force": "Example Police",
        "allegations": [{"id": "a", "act": "assault"}],
        "reports": [{"id": "r", "received_at": "2026-06-01 09:00", "carries": ["a"]}],
        **{f"unknown_{number}": "x" for number in range(unknown)},
    }
    found, mistakes = incident_of(made, rulebook().book.vocabulary)
    assert found is None
    return [mistake.code for mistake in mistakes]


def test_as_many_mistakes_as_the_bound_allows_are_all_shown() -> None:
    assert codes(MAX_MISTAKES) == ["unknown-key"] * MAX_MISTAKES


def test_past_the_bound_the_last_word_is_that_there_are_more() -> None:
    assert codes(MAX_MISTAKES + 50) == ["unknown-key"] * MAX_MISTAKES + ["too-many-mistakes"]
