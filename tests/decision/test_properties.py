"""What holds for every decision, tried on every example and worked example."""

from __future__ import annotations

import random
from datetime import datetime
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hocr_engine.decision.model import ActionKind
from tests.decision.agreeing import RULES, Figures, fewer, from_told, told_in_cases
from tests.decision.library import (
    forgettable,
    incident,
    lines,
    paths,
    rulebook,
    shuffled,
    without,
)

ALL = paths()
SETTLED = (ActionKind.RECORD, ActionKind.NONE, ActionKind.PROMOTE, ActionKind.RECLASSIFY)


@pytest.mark.slow
def test_the_order_of_elements_and_lists_changes_nothing() -> None:
    """Property 4 of the rulebook: reading order never changes a decision."""
    for path in ALL:
        expected = lines(rulebook().decide(incident(path)))

        assert expected == lines(rulebook().decide(shuffled(incident(path), seed=1))), path


def test_what_the_force_recorded_changes_no_action() -> None:
    """Property 8: `recorded` is read by comparison only."""
    tried = 0
    for path in ALL:
        original = incident(path)
        kept = tuple(element for element in original.elements if element.kind != "recorded")
        if len(kept) == len(original.elements):
            continue
        tried += 1

        assert lines(rulebook().decide(original)) == lines(
            rulebook().decide(evolve(original, elements=kept))
        ), path
    assert tried >= 12


@pytest.mark.slow
def test_the_naive_way_agrees_wherever_it_has_an_answer() -> None:
    """What the naive evaluation of the same rules can answer is answered alike, with less known."""
    figures, chance = Figures(), random.Random(1)
    for path in ALL[::8]:
        for told in (incident(path), fewer(incident(path), chance)):
            assert not list(figures.add(told, chance)), path
    assert figures.same > len(ALL)


def test_the_naive_way_agrees_on_flags_that_imply_others() -> None:
    """A strand of hate crime implies the flag for hate crime, and exploitation that for abuse."""
    figures, chance = Figures(), random.Random(1)
    for told in told_in_cases(RULES / "general" / "e-flags"):
        assert not list(figures.add(told, chance)), told.id
    assert figures.same > figures.incidents


@pytest.mark.slow
def test_the_naive_way_agrees_on_incidents_altered_at_random() -> None:
    """Cases and examples with other answers, on other days, with facts left out."""
    figures = Figures()

    assert not list(from_told(figures, first=4, count=120))
    assert figures.same > figures.incidents


@pytest.mark.slow
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(ALL), st.randoms(use_true_random=False), st.floats(0.05, 0.4))
def test_a_definite_answer_stays_when_more_becomes_known(
    path: Path, order: random.Random, share: float
) -> None:
    """
    Property 7, soundness: what is settled with facts left out is settled the same with them.

    Presumptions are off, since they are what stands in for a fact left out.
    """
    full = incident(path)
    forget = {fact for fact in sorted(forgettable(full)) if order.random() < share}
    partly = rulebook().decide(without(full, forget), strict=True)
    wholly = rulebook().decide(full, strict=True)
    known: dict[tuple[datetime, str], str] = {
        (report.at, action.id): action.line
        for report in wholly.reports
        for action in report.actions
    }
    for report in partly.reports:
        for action in report.actions:
            if action.kind in SETTLED and not action.missing and not action.referrals:
                assert known.get((report.at, action.id)) == action.line, (path, forget)
