"""
When acts began and ended, as far as is known.

A moment is a date and time; where the day alone is given it is one of two, the first and the last
of that day, so that a comparison which both settle alike is settled, and any other awaits the time.
None is that it was asked and not to be had, and Unknown that nothing is said.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date, datetime, time

from hocr_engine.feel.steps import Read
from hocr_engine.feel.support import support
from hocr_engine.feel.syntax import Expression
from hocr_engine.feel.trace import trace
from hocr_engine.feel.values import OneOf, Unknown, all_awaited, awaits_of
from hocr_engine.incident.linked import REPORTS, Linked, facts_awaited
from hocr_engine.incident.model import FactRef, moment_of
from hocr_engine.vocabulary.model import Role, Vocabulary
from hocr_engine.vocabulary.values import LONDON


def began(vocabulary: Vocabulary, act: Linked) -> object:
    """Give when an act was done, or began."""
    return _moment(vocabulary.roles["allegation"].happened, act)


def ended(vocabulary: Vocabulary, act: Linked) -> object:
    """Give when an act ended: where nothing is said of its end, when it was done."""
    end = _moment(vocabulary.roles["allegation"].ended, act)
    return began(vocabulary, act) if isinstance(end, Unknown) else end


def act_dates(act: Linked) -> tuple[FactRef, ...]:
    """Give the facts that would tell when an act, or what a possible crime is made of, was done."""
    role, thing = _done(act)
    return () if role is None else facts_awaited(awaits_of(_moment(role.happened, thing)))


def act_ends(act: Linked) -> tuple[FactRef, ...]:
    """Give the facts that would tell when such an act ended, where only its beginning is known."""
    role, thing = _done(act)
    if role is None or isinstance(_moment(role.happened, thing), Unknown):
        return ()
    return facts_awaited(awaits_of(_moment(role.ended, thing)))


def _done(act: Linked) -> tuple[Role | None, Linked]:
    """Give what was done, for an act or a possible crime made of it, with its role."""
    vocabulary = act.world.vocabulary
    role, thing = vocabulary.role_of_kind.get(act.kind), act
    while role is not None and role.happened is None and role.by:
        made_of = thing.member(role.by)
        if not isinstance(made_of, Linked):
            return None, thing
        thing, role = made_of, vocabulary.roles.get(role.within or "")
    return role, thing


def last_of(moments: Sequence[object]) -> object:
    """Give the last of some moments, which is open as long as any of them is."""
    known = [_stretch(moment) for moment in moments]
    stretches = [one for one in known if one is not None]
    if len(stretches) < len(moments):
        return next(m for m, one in zip(moments, known, strict=True) if one is None)
    low, high = (max(ends, key=datetime.timestamp) for ends in zip(*stretches, strict=True))
    key = tuple(moment.key for moment in moments if isinstance(moment, OneOf))
    return _between(low, high, all_awaited(moments), key)


def earliest(moment: object) -> float:
    """Give the instant before which something was not, 0 where nothing is known."""
    stretch = _stretch(moment)
    return 0.0 if stretch is None else stretch[0].timestamp()


def latest(moment: object) -> float:
    """Give the instant after which something was not, 0 where nothing is known."""
    stretch = _stretch(moment)
    return 0.0 if stretch is None else stretch[1].timestamp()


def _stretch(moment: object) -> tuple[datetime, datetime] | None:
    match moment:
        case datetime():
            return moment, moment
        case OneOf(options=(datetime() as low, datetime() as high)):
            return low, high
        case _:
            return None


def _between(
    low: datetime, high: datetime, awaits: frozenset[Hashable], key: Hashable
) -> datetime | OneOf:
    return low if low == high else OneOf((low, high), awaits, key)


def _moment(written: Expression | None, act: Linked) -> object:
    """Give the moment that an expression about an act comes to."""
    if written is None:
        return Unknown(frozenset())
    step = trace(written, {"this": act})
    if not isinstance(step.value, date):
        return step.value
    if not isinstance(step.value, datetime):
        return datetime.combine(step.value, time(), LONDON)
    day = next((ref for read in support(step) if (ref := _day_alone(read)) is not None), None)
    return step.value if day is None else _of_day(step.value, day, act)


def _day_alone(read: Read) -> FactRef | None:
    """Give the fact that was read, where the record has the day of it alone."""
    thing = read.thing
    if not isinstance(thing, Linked) or thing.element is None:
        return None
    return thing.ref(read.name) if read.name in thing.element.days else None


def _of_day(start: datetime, day: FactRef, act: Linked) -> datetime | OneOf:
    """Give the first and the last moment of a day; nothing was done after it was reported."""
    end = datetime.combine(start.date(), time.max, LONDON)
    reported = [at for at in _received(act) if start <= at < end]
    return _between(start, min((*reported, end)), frozenset({day}), (day, act.id))


def _received(act: Linked) -> list[datetime]:
    """Give when an act was reported, each time that it was."""
    kind = act.world.vocabulary.kinds[act.kind]
    reports = act.member(REPORTS) if REPORTS in kind.facts else []
    listed = (
        [one for one in reports if isinstance(one, Linked)] if isinstance(reports, list) else []
    )
    known = [(one.element, act.world.vocabulary.kinds[one.kind].known) for one in listed]
    found = (moment_of(element, name) for element, name in known if element is not None)
    return [at for at in found if at is not None]
