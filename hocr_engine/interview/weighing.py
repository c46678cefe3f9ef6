"""Whether an answer would still make a difference to the whole decision."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator
from datetime import date, timedelta
from typing import Final

from attrs import define, field

from hocr_engine.decision import Decision
from hocr_engine.decision.model import Flag
from hocr_engine.incident.altering import altered
from hocr_engine.incident.model import FactRef, Incident, IncidentError
from hocr_engine.interview.filling import OF_THINGS, things_answered, with_fact
from hocr_engine.interview.standing import Standing
from hocr_engine.reconsidering.values import LISTED, VALUES
from hocr_engine.vocabulary.model import Fact, FactType

MOST_WEIGHED: Final = 24
A_DAY: Final = timedelta(days=1)
May = Callable[[FactRef], bool]


@define(eq=False)
class Weighing:
    """
    Decides a record with one answer after the other, until one comes to something else than now.

    Whatever has no list of answers to be tried is taken to make a difference, as is what is left
    once `MOST_WEIGHED` decisions were made.
    """

    standing: Standing
    may_ask: May
    _left: int = field(default=MOST_WEIGHED, init=False)

    def matters(self, ref: FactRef) -> bool:
        """Say whether an answer to a fact leads to other actions, or leaves other facts to ask."""
        answers = VALUES.of(self.standing.book).apart(ref)
        if self._fact(ref).type in OF_THINGS:
            answers = tuple(things_answered(self.standing.incident, self._fact(ref)))
        return answers is None or self._parts(ref, answers)

    def day_matters(self, ref: FactRef) -> bool:
        """Say whether rules that reach acts from or up to some day make a difference."""
        return self._parts(ref, list(self._days()))

    def _parts(self, ref: FactRef, answers: Collection[object]) -> bool:
        if ref in self.standing.idle:
            return False
        if len(answers) > self._left:
            return True
        now = self._come_to(self.standing.decision, ref)
        for answer in answers:
            self._left -= 1
            if self._come_to(self._told(ref, answer).decision, ref) != now:
                return True
        self.standing.idle.add(ref)
        return False

    def _told(self, ref: FactRef, answer: object) -> Standing:
        return self.standing.then(self._with(ref, answer))

    def _with(self, ref: FactRef, answer: object) -> Incident:
        incident = self.standing.incident
        is_plain = self._fact(ref).type in (*LISTED, FactType.NUMBER)
        if is_plain and incident.find(ref.kind, ref.id) is not None:
            return altered(incident, {ref: answer})
        try:
            return with_fact(incident, ref, answer, self.standing.book.vocabulary)
        except IncidentError:
            return incident

    def _fact(self, ref: FactRef) -> Fact:
        return self.standing.book.vocabulary.kinds[ref.kind].facts[ref.name]

    def _come_to(self, decision: Decision, ref: FactRef) -> Hashable:
        actions = [action for report in decision.reports for action in report.actions]
        missing = {one for action in actions for one in action.missing} - {ref}
        done = ((a.id, a.line, a.by, a.duties, _flags(a.flags)) for a in actions)
        return tuple(done), frozenset(one for one in missing if self.may_ask(one))

    def _days(self) -> Iterator[date]:
        """Give the day of the last report, and of each stretch between days of rules its last."""
        reports = self.standing.decision.reports
        last, editions = reports[-1].at.date(), {report.edition for report in reports}
        rules = [r for r in self.standing.book.rule.values() if any(map(r.in_force, editions))]
        named = {day for rule in rules for day in (rule.committed_from, rule.committed_until)}
        yield last
        yield from sorted(day - A_DAY for day in named if day is not None and day <= last)


def _flags(flags: Collection[Flag] | None) -> Hashable:
    return None if flags is None else tuple((flag.word, flag.is_sure) for flag in flags)
