"""What many decisions come to counts each crime once, however often it is told."""

from __future__ import annotations

from typing import Any, Final

import pytest

from hocr_engine.explanation.tally import Tally
from tests.decision.generated import read
from tests.decision.library import rulebook

Record = dict[str, Any]

RULING: Final = {
    "question": "entry",
    "about": "act",
    "answer": "crime",
    "by": "force crime registrar",
    "at": "2026-06-20 10:00",
}
CONFIRMED: Final = {
    "question": "confirmation",
    "about": "act",
    "answer": "established",
    "by": "force crime registrar",
    "at": "2026-06-20 10:00",
}


def record(rulings: list[Record], **act: object) -> Record:
    """Give a report of one act by two men, and what the registrar has ruled since."""
    men = [{"id": name, "sex": "male", "age": 40} for name in ("man", "friend")]
    return {
        "format": "hocr.incident.v1",
        "id": "ONCE",
        "force": "Example Police",
        "people": [{"id": "victim", "sex": "female", "age": 30}, *men],
        "offenders": [{"id": "both", "members": ["man", "friend"]}],
        "allegations": [
            {
                "id": "act",
                "victim": "victim",
                "offenders": "both",
                "event": {"from": "2026-06-19 20:00"},
                "account": {"says": "happened"},
                **act,
            }
        ],
        "reports": [
            {
                "id": "call",
                "received_at": "2026-06-20 09:00",
                "by": {"capacity": "victim"},
                "carries": ["act"],
            }
        ],
        "rulings": rulings,
    }


@pytest.mark.parametrize(
    ("made", "actions", "told"),
    [
        # Recorded and referred at first, and recorded as the registrar ruled an hour later.
        (record([RULING], act="rape"), 2, "1 incident, 1 report: 1 crime, 0 not decided"),
        # Recorded in a class that is open, and no ruling changes that.
        (record([CONFIRMED], act="assault"), 2, "1 incident, 1 report: 1 crime, 0 not decided"),
        (record([], act="rape"), 1, "1 incident, 1 report: 1 crime, 0 not decided"),
    ],
)
def test_a_crime_told_at_two_moments_counts_once(made: Record, actions: int, told: str) -> None:
    """A crime that is sure while its class or its entry is referred is not another one later."""
    decision = rulebook().decide(read(made))
    tally = Tally()
    tally.add(decision)

    assert len(decision.actions) == actions
    assert tally.told() == told
