"""What a decision takes for granted is told, also where it was worked out for another record."""

from __future__ import annotations

from typing import Final

from hocr_engine.decision import decide
from hocr_engine.decision.again import Again
from hocr_engine.decision.model import Decision
from hocr_engine.incident.model import FactRef, Incident
from tests.decision.library import rulebook

BOOK: Final = rulebook().book
KIND_OF_PLACE: Final = FactRef("place", "there", "kind")


def from_scotland() -> Incident:
    """Give a record of an assault in Scotland against somebody who was elsewhere."""
    place = {"id": "there", "country": "Scotland", "victim_force": "not established"}
    return rulebook().incident(
        {
            "format": "hocr.incident.v1",
            "id": "EX-1",
            "report": {"received_at": "2026-04-01 12:00"},
            "allegation": {"act": "assault", "event": {"place": place}},
        }
    )


def assumed(decision: Decision) -> list[list[str]]:
    """Give what is taken for granted for each action."""
    actions = [action for report in decision.reports for action in report.actions]
    return [sorted(one.fact.pointer for one in action.assumed) for action in actions]


def test_what_bears_an_answer_for_one_of_the_earlier_answers_is_told_when_carried_over() -> None:
    """CRR26-015-17: that the police there have not declined it leaves no crime possible here."""
    anew = decide(BOOK, from_scotland())

    assert all(e.line.startswith("no crime") for e in anew.reports[0].actions[0].entered)
    assert "there.declined" in assumed(anew)[0]
    assert assumed(Again(anew).with_facts({})) == assumed(anew)
    assert assumed(Again(anew).with_facts({KIND_OF_PLACE: "online"})) == assumed(anew)
