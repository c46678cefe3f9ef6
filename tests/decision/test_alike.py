"""What was answered about one possible crime is told of another only where it is the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from hocr_engine.decision import candidates
from hocr_engine.decision.decide import decide
from hocr_engine.decision.deliberation import TOO_MANY_BRANCHES
from hocr_engine.decision.model import Decision
from hocr_engine.incident.model import Incident
from tests.decision.library import incident, paths, rulebook

STRIDE = 120


def without_conduct(found: Incident) -> Incident:
    """Give an incident of which nobody knows what was done: every third fact is left out."""
    kinds = rulebook().book.vocabulary.kinds
    return evolve(
        found,
        elements=tuple(
            evolve(
                one,
                facts={
                    name: value
                    for at, (name, value) in enumerate(one.facts.items())
                    if at % 3
                    or kinds[one.kind].facts[name].kind
                    or kinds[one.kind].facts[name].required
                },
            )
            for one in found.elements
        ),
    )


@pytest.mark.parametrize("path", paths()[::STRIDE], ids=lambda path: path.stem)
def test_possible_crimes_come_to_what_each_comes_to_by_itself(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = without_conduct(incident(path))
    together = decide(rulebook().book, found)
    monkeypatch.setattr(candidates, "families", lambda _: {})
    apart = decide(rulebook().book, found)

    assert told(together) == told(apart)
    for one, other in zip(together.actions, apart.actions, strict=True):
        # Where more earlier answers were possible than are tried, more of them are tried together.
        assert one.referrals == other.referrals or TOO_MANY_BRANCHES in other.bounds


def told(decision: Decision) -> list[tuple[object, ...]]:
    """Give what the actions of a decision say, and what each waits for."""
    return [
        (
            *(action.id, action.kind, action.line, *(one.line for one in action.entered)),
            *(action.missing, action.bounds, action.duties, action.by),
        )
        for action in decision.actions
    ]
