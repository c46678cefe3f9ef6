"""Deciding an incident: its reports in order of receipt, over the register that they make."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime

from attrs import field, frozen

from hocr_engine.decision.asking import most_decisive_first
from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.model import Decision, ReportDecision
from hocr_engine.decision.register import Register, register_of
from hocr_engine.decision.stage import actions_at, requests_at
from hocr_engine.incident.linked import World
from hocr_engine.incident.model import Element, FactRef, Incident, moment_of
from hocr_engine.rulebook.model import Book


@frozen(order=True)
class Moment:
    """A time at which something reached police; `report` is empty where it was no report."""

    # Two times of one zone are set against each other by their clocks, which go back every autumn.
    at: datetime = field(eq=datetime.timestamp, order=datetime.timestamp)
    report: str


Sight = Callable[[Moment], World]


def decide(
    book: Book,
    incident: Incident,
    *,
    on: date | None = None,
    strict: bool = False,
    only: frozenset[FactRef] | None = None,
    supposed: int | None = None,
) -> Decision:
    """
    Give the decision for an incident.

    `on` replaces the edition date of every report, not the clock or the order of reports; `strict`
    turns presumptions off; with `only` every other fact is forgotten, given or presumed. With
    nothing `supposed` of what is missing, an open answer stays as open as the rules leave it, and
    a settled one is the same. Nothing outside the arguments is read, and none is changed.
    """
    seen = sight(book, incident, on=on, strict=strict, only=only)
    return decided(book, incident, seen, on=on, strict=strict, supposed=supposed)


def sight(
    book: Book,
    incident: Incident,
    *,
    on: date | None,
    strict: bool,
    only: frozenset[FactRef] | None = None,
) -> Sight:
    """Give what is known at each moment; with `only`, every other fact is forgotten."""

    def seen(moment: Moment) -> World:
        edition = on or moment.at.date()
        return World(incident, book.vocabulary, book.rows, edition, moment.at, strict, only=only)

    return seen


def decided(
    book: Book,
    incident: Incident,
    seen: Sight,
    *,
    on: date | None,
    strict: bool,
    supposed: int | None = None,
) -> Decision:
    """Give the decision for an incident, of which `seen` gives what is known at each moment."""
    register = _register(book, incident)
    every = tuple(_in_turn(book, incident, register, seen, supposed))
    reports = tuple(one for one in every if one.actions or one.report)
    held = {name: one.entered for name, one in register.held.items()}
    worlds = tuple(one.world for one in every)
    return Decision(incident, book, reports, held, strict, on, worlds)


def in_turn(book: Book, incident: Incident, seen: Sight) -> Iterator[ReportDecision]:
    """Give what each moment leads to, one after the other, each decided when it is asked for."""
    return _in_turn(book, incident, _register(book, incident), seen)


def _in_turn(
    book: Book,
    incident: Incident,
    register: Register,
    seen: Sight,
    supposed: int | None = None,
) -> Iterator[ReportDecision]:
    stages = moments(book, incident)
    for moment in stages:
        world = seen(moment)
        deliberation = Deliberation(book, world)
        actions = tuple(actions_at(deliberation, register, supposed=supposed))
        if moment == stages[-1]:
            actions = (*actions, *requests_at(deliberation))
        asked = most_decisive_first(actions)
        yield ReportDecision(moment.report, moment.at, world.on, asked, world)


def _register(book: Book, incident: Incident) -> Register:
    return register_of(book, incident, World(incident, book.vocabulary, book.rows, date.max))


def moments(book: Book, incident: Incident) -> tuple[Moment, ...]:
    """Give the times of receipt, and those after the first at which something became known."""
    role = book.vocabulary.roles["allegation"]
    reports = [
        Moment(at, element.id)
        for element in incident.elements
        if _carries(book, element, role.kind) and (at := _known(book, element)) is not None
    ]
    if not reports:
        return ()
    received = {moment.at.timestamp() for moment in reports}
    times = filter(None, (_known(book, element) for element in incident.elements))
    later = {
        Moment(at, "")
        for at in times
        if at.timestamp() > min(received) and at.timestamp() not in received
    }
    return tuple(sorted((*reports, *later)))


def _known(book: Book, element: Element) -> datetime | None:
    return moment_of(element, book.vocabulary.kinds[element.kind].known)


def _carries(book: Book, element: Element, kind: str) -> bool:
    """Say whether an element is a report: one that must say when, and carries allegations."""
    facts = book.vocabulary.kinds[element.kind].facts.values()
    return any(f.required for f in facts) and any(f.kind == kind and f.is_given for f in facts)
