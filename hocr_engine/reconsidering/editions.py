"""One record by the rules of each day on which they changed for it, and what made the change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import frozen

from hocr_engine.decision.decide import decide
from hocr_engine.decision.model import Action, Decision, Finding, ReportDecision
from hocr_engine.decision.record import about
from hocr_engine.reconsidering.causes import Causes
from hocr_engine.reconsidering.turning import RULE, Turning, Turnings
from hocr_engine.rulebook.latest import Latest
from hocr_engine.rulebook.model import Rule

TURNINGS: Final = Latest(Turnings)


@frozen(eq=False)
class ByEdition:
    """
    What is decided by the rules of a day, and of every day until the next of these.

    `differs_by` are the rules, definitions and steps that began or ended then and made the answers
    others than they were before; `is_own` says that a report of the record is decided by them.
    """

    since: date
    decision: Decision
    differs_by: tuple[Turning, ...] = ()
    is_own: bool = False


def by_editions(decision: Decision) -> tuple[ByEdition, ...]:
    """Give what a record comes to from the first day of the rulebook on, where it changes."""
    found: list[ByEdition] = []
    before: tuple[date, Decision] | None = None
    for now in _decisions(decision):
        if before is None:
            found.append(ByEdition(*now))
        elif answers(before[1]) != answers(now[1]):
            found.append(ByEdition(*now, _causes(before, now)))
        before = now
    return tuple(_with_own(found, decision))


def _decisions(decision: Decision) -> Iterator[tuple[date, Decision]]:
    """Give the decision on each day on which it may be another than the day before."""
    turnings = TURNINGS.of(decision.book)
    day: date | None = turnings.first
    while day is not None:
        now = decide(decision.book, decision.incident, on=day, strict=decision.strict)
        yield day, now
        day = turnings.following(now, day)


def answers(decision: Decision) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Give what is to be done after each report, and about what: what tells editions apart."""
    return tuple(
        (report.report, tuple((about(decision.book, one), one.line) for one in report.actions))
        for report in decision.reports
    )


def _with_own(found: list[ByEdition], decision: Decision) -> Iterator[ByEdition]:
    own = {report.edition for report in decision.reports}
    ends = [one.since for one in found[1:]] + [date.max]
    for one, end in zip(found, ends, strict=True):
        is_own = any(one.since <= day < end for day in own)
        yield ByEdition(one.since, one.decision, one.differs_by, is_own)


@frozen(eq=False)
class _Worked:
    """What was worked out for one report."""

    actions: tuple[Action, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        found = (finding for one in self.actions for finding in one.findings.values())
        return tuple(dict.fromkeys(found))

    @property
    def rules(self) -> tuple[Rule, ...]:
        counted = (
            relation
            for one in self.actions
            for relation in (*one.relations, *(each.relation for each in one.includes))
        )
        return tuple(dict.fromkeys(relation.rule for relation in counted))


def _causes(before: tuple[date, Decision], now: tuple[date, Decision]) -> tuple[Turning, ...]:
    """Give what turned and made the difference between the decisions of two days."""
    old, new = before[1], now[1]
    turned = TURNINGS.of(new.book).between(before[0], now[0])
    rules = tuple(one for one in turned if one.what == RULE)
    others = tuple(one for one in turned if one.what != RULE)
    causes = Causes(old.book, new.book, rules, others)
    # Read both ways, since what ended made the difference as much as what began.
    named = {
        name
        for was, is_now in _unlike(old, new)
        for one, other in ((was, is_now), (is_now, was))
        for name in causes.of(_Worked(one.actions), _Worked(other.actions))
    }
    return tuple(one for one in turned if one.name in named or f"{one.what} {one.name}" in named)


def _unlike(old: Decision, new: Decision) -> Iterator[tuple[ReportDecision, ReportDecision]]:
    """Give the reports after which something else is to be done, each by both."""
    told = zip(answers(old), answers(new), strict=False)
    for number, (was, is_now) in enumerate(told):
        if was != is_now:
            yield old.reports[number], new.reports[number]
