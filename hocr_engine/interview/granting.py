"""What a decision takes for granted, so that whoever knows better can say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.grounds import Grounds
from hocr_engine.decision.model import Action, ActionKind, Decision
from hocr_engine.decision.resting import Resting
from hocr_engine.decision.stage import sources_at
from hocr_engine.feel.steps import Read
from hocr_engine.incident.linked import Assumed, Linked
from hocr_engine.interview.apart import counted_apart, presumption

Granted = tuple[Linked, Assumed]


def taken_for_granted(decision: Decision, known: Deliberation | None) -> Iterator[Granted]:
    """
    Give the presumptions that a decision rests on, each with what it is told about.

    After those of the actions, the latest first, come those for which rules that are open are not
    settled, those by which crimes are compared or not, those of crimes that count with another,
    those by which the acts of a pair, as they are `known`, are a course of conduct or none, and
    those by which crimes that are compared count apart.
    """
    latest = [action for report in reversed(decision.reports) for action in report.actions]
    for action in latest:
        yield from ((action.subject, one) for one in action.assumed)
    for action in latest:
        yield from _of_open(action)
    crimes = _compared(latest)
    for crime in crimes:
        reads = _reads(crime, decision)
        yield from ((crime, one) for one in map(presumption, reads) if one is not None)
    if known is not None:
        yield from _of_included(latest, known)
        yield from _of_conduct(known)
        yield from counted_apart(crimes, known)


def _of_open(action: Action) -> Iterator[Granted]:
    """Give the presumptions but for which rules about what is open might be settled."""
    resting = Resting(action.subject.world)
    findings = action.findings.values() if action.kind is ActionKind.NEEDS_FACTS else ()
    for result in (r for one in findings for topic in one.heard for r in topic.live):
        reads = resting.of_open(result)
        yield from ((action.subject, one) for one in map(presumption, reads) if one is not None)


def _compared(actions: Sequence[Action]) -> list[Linked]:
    """Give the crimes that may count with another: none where there is one alone."""
    found = {
        (entered.candidate.kind, entered.candidate.id): entered.candidate
        for action in actions
        for entered in (*action.entered, *(one.entered for one in action.includes))
    }
    of = {action.id for action in actions} | {one.slot for a in actions for one in a.includes}
    related = any(action.relations for action in actions)
    return list(found.values()) if related or len(of) > 1 else []


def _reads(crime: Linked, decision: Decision) -> Iterator[Read]:
    """Give what says with which others a crime is compared."""
    resting = Resting(crime.world)
    names = {"this": crime, "as_at": crime.world.on}
    for step in decision.book.steps:
        if step.in_force(crime.world.on):
            for written in (step.takes_part, step.same):
                yield from () if written is None else resting.of_written(written, names)


def _of_included(actions: Sequence[Action], known: Deliberation) -> Iterator[Granted]:
    making = known.book.making
    for included in (one for action in actions for one in action.includes):
        crime = known.world.own(included.entered.candidate)
        of = crime.member("allegation")
        found = [known.ask(making[what].id, crime) for what in ("entry", "class")]
        if isinstance(of, Linked):
            found.append(known.ask(making["candidates"].id, of))
        grounds = Grounds(known).add(found)
        yield from ((crime, one) for one in grounds.rests_on().assumed)


def _of_conduct(known: Deliberation) -> Iterator[Granted]:
    courses = known.book.making.get("courses")
    for decision, about in list(sources_at(known)):
        if courses is not None and decision == courses.id:
            grounds = Grounds(known).add([known.ask(decision, about)])
            yield from ((about, one) for one in grounds.rests_on().assumed)
