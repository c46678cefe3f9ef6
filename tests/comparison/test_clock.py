"""How late an entry is, in hours and minutes, over midnight and the nights when clocks change."""

from __future__ import annotations

import csv
from typing import Final

import pytest

from hocr_engine.comparison import compare
from hocr_engine.comparison.data import comparisons_data
from hocr_engine.explanation import explain
from tests.comparison.scenes import HERE
from tests.decision.generated import read
from tests.decision.library import rulebook

with (HERE / "clock.csv").open(encoding="utf-8", newline="") as lines:
    CLOCK: Final = tuple(csv.DictReader(lines))


def told(row: dict[str, str]) -> dict[str, object]:
    """Give the record of a bruise that was reported and entered when a row says."""
    return {
        "format": "hocr.incident.v1",
        "id": "bruise",
        "force": "Example Police",
        "report": {
            "received_at": row["received"],
            "channel": row["channel"],
            "by": {"capacity": "victim"},
        },
        "allegation": {"id": "blow", "act": "assault", "injury": "some"},
        "victim": {"age": "30"},
        "offenders": {"members": "not established"},
        "event": {"from": row["received"][:10], "place": {"kind": "public", "force": "own force"}},
        "account": {"says": "happened"},
        "recorded": [
            {"allegation": "blow", "entry": "8N", "code": "008/06", "recorded_at": row["recorded"]}
        ],
    }


@pytest.mark.parametrize("row", CLOCK, ids=lambda row: row["name"])
def test_the_hours_are_real_hours(row: dict[str, str]) -> None:
    decision = rulebook().decide(read(told(row)))

    (action,) = decision.reports[0].actions
    assert action.by is not None
    assert action.by.isoformat(timespec="minutes") == row["by"]
    (found,) = comparisons_data(compare(decision))
    assert (found["minutes_over"], found["late"]) == (
        int(row["minutes_over"]),
        int(row["minutes_over"]) > 0,
    )
    assert f"on {row['recorded'][:10]} {row['recorded'][11:16]}, {row['said']}\n" in explain(
        decision
    ).text(width=1000)


def test_the_rows_are_late_in_time_and_on_the_minute() -> None:
    over = [int(row["minutes_over"]) for row in CLOCK]

    assert min(over) < 0
    assert {0, 1} <= set(over)
    assert [row["said"] != "in time" for row in CLOCK] == [minutes > 0 for minutes in over]
