"""What happened when, and by when what was due: one line of time for the whole incident."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from hocr_engine.comparison import Compared, Comparison
from hocr_engine.decision.model import Action, Decision, ReportDecision
from hocr_engine.decision.when import began
from hocr_engine.explanation import timeline_messages as say
from hocr_engine.explanation.headline import headline
from hocr_engine.explanation.outline import Moment
from hocr_engine.explanation.recorded import entry_recorded, lead, timeliness
from hocr_engine.explanation.words import length
from hocr_engine.feel.values import OneOf


def timeline(decision: Decision, compared: Iterable[Comparison]) -> tuple[Moment, ...]:
    """Give all moments that a decision tells of, in their order; what is told twice once."""
    found = [*_done(decision), *_reported(decision)]
    found += [at for report in decision.reports for at in _due(decision, report)]
    found += _recorded(decision, compared)
    return tuple(dict.fromkeys(sorted(found, key=lambda one: one.at.timestamp())))


def _done(decision: Decision) -> Iterator[Moment]:
    """Give when what is alleged was done, or began, as far as that is known."""
    if not decision.reports:
        return
    vocabulary, world = decision.book.vocabulary, decision.reports[-1].world
    kind = vocabulary.roles["allegation"].kind
    allegations = decision.incident.by_kind.get(kind, {})
    for name in allegations:
        match began(vocabulary, world.thing(kind, name)):
            case datetime() as at:
                yield Moment(at, say.done(name))
            case OneOf(options=(datetime() as at, *_)):
                yield Moment(at, say.done(name), is_day=True)


def _reported(decision: Decision) -> Iterator[Moment]:
    for report in decision.reports:
        yield Moment(report.at, say.received(report.report))


def _due(decision: Decision, report: ReportDecision) -> Iterator[Moment]:
    """Give by when what follows from a report was due, and how long after the report that was."""
    for action in report.actions:
        if action.by is not None:
            # The clocks of one zone are set back every autumn, so that they tell no length.
            hours = timedelta(seconds=action.by.timestamp() - report.at.timestamp())
            yield Moment(action.by, say.due(_answer(decision, action)), say.after(length(hours)))


def _answer(decision: Decision, action: Action) -> str:
    head = headline(decision.book, action)
    return f"{head.verb} {head.what}".rstrip()


def _recorded(decision: Decision, compared: Iterable[Comparison]) -> Iterator[Moment]:
    """Give when the force recorded what, how that stands, and whether it was in time."""
    for one in compared:
        if one.record is None or one.record.at is None or one.kind is Compared.TOLD_ELSEWHERE:
            continue
        what = say.recorded(entry_recorded(decision.book, one.record))
        stands = say.MISSING if one.kind is Compared.MISSING else lead(one)
        yield Moment(one.record.at, what, ", ".join((stands, *timeliness(one))))
