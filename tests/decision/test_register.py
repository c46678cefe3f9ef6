"""What stands between the reports of one file: when acts were done, and what records become."""

from __future__ import annotations

from typing import Any

from hocr_engine.decision import Decision
from tests.decision.generated import read
from tests.decision.library import rulebook


def two_slaps(second: dict[str, Any]) -> Decision:
    """Decide a slap reported on 2 May at 10:00, and another by the same man reported in June."""
    slap = {"act": "assault", "injury": "none", "victim": "her", "offenders": "him"}
    told = {"account": {"says": "happened"}}
    first = {**slap, **told, "id": "one", "event": {"from": "2026-05-01 20:00"}}
    return rulebook().decide(
        read(
            {
                "format": "hocr.incident.v1",
                "id": "TWO-SLAPS",
                "force": "Example Police",
                "people": [{"id": "her", "sex": "female", "age": 30}],
                "offenders": [{"id": "him"}],
                "allegations": [first, {**slap, **told, "id": "two", "event": second}],
                "reports": [
                    {"id": "r1", "received_at": "2026-05-02 10:00", "carries": ["one"]},
                    {"id": "r2", "received_at": "2026-06-10 09:00", "carries": ["two"]},
                ],
            }
        )
    )


def test_the_time_of_day_is_asked_for_only_where_it_decides() -> None:
    """A day alone is asked for its time where the record came to notice on that day."""
    asked = {
        day: [ref.pointer for ref in two_slaps({"from": day}).actions[-1].missing]
        for day in ("2026-05-01", "2026-05-02", "2026-05-03")
    }

    assert asked == {"2026-05-01": [], "2026-05-02": ["two/event.from"], "2026-05-03": []}


def test_an_act_that_nobody_dates_is_asked_about() -> None:
    """That nothing is said of when it was done is a question and no referral."""
    last = two_slaps({"place": {"kind": "public"}}).actions[-1]

    assert [ref.pointer for ref in last.missing] == ["two/event.from"]
