"""
Every day from April 2015 on decides every example, by rules and classes that held on that day.

The days are those on which a rule, a definition or a line of a list begins or ends, the day before
each, and others between. Each example is tried on some of them, each day with some examples, in
turn: as if it had been reported then, and as it was reported by the rules of that day.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from attrs import evolve, frozen

from hocr_engine import Decision
from hocr_engine.decision.model import Action, ActionKind, Entered
from hocr_engine.incident.model import Incident
from hocr_engine.rulebook.model import Rule
from tests.decision.library import incident, lines, paths, rulebook, shuffled
from tests.decision.moved import DAY, FIRST, LAST, changes, moved_to

ENTERS = (ActionKind.RECORD, ActionKind.PROMOTE, ActionKind.RECLASSIFY)
BETWEEN = 20
EXAMPLES_A_DAY = 2
PARTS = 8
TOLD = 8


@frozen
class Trial:
    """One example on one day: reported then, or decided by the rules of that day."""

    path: Path
    day: date
    moved: bool

    def decide(self) -> Decision:
        """Give the decision."""
        original = incident(self.path)
        if self.moved:
            return rulebook().decide(moved_to(original, self.day))
        return rulebook().decide(original, on=self.day)


def days() -> list[date]:
    """Give every day of a change, the day before it, and some others."""
    order = random.Random(2015)
    others = {FIRST + DAY * order.randrange((LAST - FIRST).days) for _ in range(BETWEEN)}
    return sorted(others | {day for at in changes() for day in (at, at - DAY) if day >= FIRST})


def trials() -> list[Trial]:
    """Give each day with the next examples in turn, every second time as if reported then."""
    files = paths()
    random.Random(24).shuffle(files)
    number = max(EXAMPLES_A_DAY * len(days()), len(files))
    on = days()
    return [
        Trial(files[turn % len(files)], on[turn % len(on)], moved=(turn + turn // len(on)) % 2 == 0)
        for turn in range(number)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_every_example_is_decided_on_any_day_by_what_held_then(part: int) -> None:
    for turn, trial in enumerate(trials()[part::PARTS]):
        decision = trial.decide()

        assert [report.edition for report in decision.reports][:1] == [trial.day], trial
        assert [*_out_of_force(decision)] == [], trial
        assert [*_not_in_use(decision)] == [], trial
        assert not trial.moved or [*_not_yet_an_offence(decision)] == [], trial
        if turn % TOLD == 0:
            assert decision.explain().text()
            assert decision.to_json()
            again = rulebook().decide(_otherwise_written(decision.incident), on=_on(trial))
            assert lines(again) == lines(decision), trial


def test_every_example_and_every_day_of_a_change_has_its_turn() -> None:
    tried = trials()

    assert {trial.path for trial in tried} == set(paths())
    assert {trial.day for trial in tried} >= set(changes())
    assert {trial.moved for trial in tried if trial.day in changes()} == {True, False}


def _otherwise_written(original: Incident) -> Incident:
    """Give the incident in another order, without what the force recorded."""
    kept = tuple(element for element in original.elements if element.kind != "recorded")
    return shuffled(evolve(original, elements=kept), seed=len(kept))


def _on(trial: Trial) -> date | None:
    return None if trial.moved else trial.day


def _out_of_force(decision: Decision) -> Iterator[str]:
    """Give each rule that decided or counted on a day on which it did not hold."""
    for report in decision.reports:
        for action in report.actions:
            yield from (rule.id for rule in _rules(action) if not rule.in_force(report.edition))


def _rules(action: Action) -> Iterator[Rule]:
    for finding in action.findings.values():
        yield from finding.deciding
    yield from (relation.rule for relation in action.relations)
    yield from (included.relation.rule for included in action.includes)


def _entered(decision: Decision) -> Iterator[tuple[date, datetime, Entered]]:
    """Give each crime that is to be entered for sure, with the day by whose rules and when."""
    for report in decision.reports:
        for action in report.actions:
            sure = not action.missing and not action.referrals and not action.bounds
            if action.kind in ENTERS and sure and action.is_crime:
                yield from ((report.edition, report.at, entered) for entered in action.entered)


def _not_in_use(decision: Decision) -> Iterator[str]:
    """Give each crime entered in a class that was not in use on that day."""
    classes = decision.book.listed["class"]
    for on, _, entered in _entered(decision):
        since, until = classes.get(entered.class_ or "", (LAST + DAY, None))
        if (since is not None and on < since) or (until is not None and until <= on):
            yield entered.line


def _not_yet_an_offence(decision: Decision) -> Iterator[str]:
    """Give each crime entered under an offence that was created only afterwards."""
    offences = decision.book.listed["offence"]
    for _, at, entered in _entered(decision):
        since, _ = offences.get(entered.code or "", (None, None))
        if since is not None and at.date() < since:
            yield entered.line
