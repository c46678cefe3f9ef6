"""Deciding an incident: its reports in order of receipt, over the register that they make."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from attrs import frozen

from hocr_engine.decision.actions import action, request_action
from hocr_engine.decision.completing import outcomes
from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.entering import CRIME, INCIDENT
from hocr_engine.decision.model import Action, Decision, Entered, ReportDecision
from hocr_engine.incident.linked import World
from hocr_engine.incident.model import Element, Incident, moment_of
from hocr_engine.rulebook.model import Book

RECORD = "record"


@frozen(order=True)
class Moment:
    """A time at which something reached police; `report` is empty where it was no report."""

    at: datetime
    report: str


def decide(
    book: Book, incident: Incident, *, on: date | None = None, strict: bool = False
) -> Decision:
    """
    Give the decision for an incident.

    `on` replaces the edition date of every report, not the clock or the order of reports; `strict`
    turns presumptions off. Nothing outside the two arguments is read, and neither is changed.
    """
    register = _register(book, incident)
    reports = []
    stages = moments(book, incident)
    for moment in stages:
        edition = on or moment.at.date()
        world = World(incident, book.vocabulary, book.rows, edition, moment.at, strict)
        deliberation = Deliberation(book, world)
        actions = tuple(_actions(deliberation, register))
        if moment == stages[-1]:
            actions = (*actions, *_requests(deliberation))
        if actions or moment.report:
            reports.append(ReportDecision(moment.report, moment.at, edition, actions, world))
    return Decision(incident, book, tuple(reports), register, strict)


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
    received = {moment.at for moment in reports}
    later = {
        Moment(at, "")
        for element in incident.elements
        if (at := _known(book, element)) is not None and at > min(received) and at not in received
    }
    return tuple(sorted((*reports, *later)))


def _known(book: Book, element: Element) -> datetime | None:
    return moment_of(element, book.vocabulary.kinds[element.kind].known)


def _carries(book: Book, element: Element, kind: str) -> bool:
    """Say whether an element is a report: one that must say when, and carries allegations."""
    facts = book.vocabulary.kinds[element.kind].facts.values()
    return any(f.required for f in facts) and any(f.kind == kind and f.is_given for f in facts)


def _actions(deliberation: Deliberation, register: dict[str, Entered]) -> Iterator[Action]:
    """Give what is to be done about every allegation reported by now, and enter it."""
    book, world = deliberation.book, deliberation.world
    role = book.vocabulary.roles["allegation"]
    for element in sorted(world.incident.of_kind(role.kind), key=lambda known: known.id):
        allegation = world.thing(role.kind, element.id)
        if not allegation.member("reports"):
            continue
        for found in outcomes(deliberation, allegation):
            place = _place(register, found.slot.id, element.id)
            made = action(deliberation, found, register.get(place))
            if made is not None:
                yield made
            if found.is_settled:
                register.pop(place, None)
                register[found.slot.id] = found.entered[0]


def _place(register: dict[str, Entered], slot: str, allegation: str) -> str:
    """Give under what the register holds this possible crime, be it without a code so far."""
    if slot in register:
        return slot
    for earlier in (f"{allegation}/none", allegation):
        if earlier in register:
            return earlier
    return slot


def _register(book: Book, incident: Incident) -> dict[str, Entered]:
    """Give the entries that stood before these reports, by the allegation that they are about."""
    found: dict[str, Entered] = {}
    world = World(incident, book.vocabulary, book.rows, date.max)
    for element in sorted(incident.of_kind(RECORD), key=lambda known: known.id):
        about, entry = element.facts.get("allegation"), element.facts.get("entry")
        if isinstance(about, str) and isinstance(entry, str):
            found[about] = _entered(book, element, entry, world)
    return found


def _entered(book: Book, element: Element, entry: str, world: World) -> Entered:
    answer = book.making["entry"].answer(entry)
    code = element.facts.get("code")
    thing = world.thing(element.kind, element.id)
    if answer is None:
        return Entered(CRIME, CRIME, entry, code if isinstance(code, str) else None, thing)
    return Entered(entry, answer.enters or INCIDENT, None, None, thing)


def _requests(deliberation: Deliberation) -> Iterator[Action]:
    book, world = deliberation.book, deliberation.world
    decision = book.making.get("removal")
    if decision is None:
        return
    kind = book.vocabulary.roles[decision.about].kind
    for element in sorted(world.incident.of_kind(kind), key=lambda known: known.id):
        yield request_action(deliberation, world.thing(kind, element.id), decision.id)
