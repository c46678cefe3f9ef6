"""One moment of a record: what all that is reported by then leads to, and what is entered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from hocr_engine.decision.actions import action, request_action
from hocr_engine.decision.changing import changing, is_removed
from hocr_engine.decision.completing import outcomes
from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.entering import Outcome
from hocr_engine.decision.flagging import with_flags
from hocr_engine.decision.following import with_duties
from hocr_engine.decision.model import Action, Entered, Included
from hocr_engine.decision.names import Names
from hocr_engine.decision.placement import Placed
from hocr_engine.decision.placing import placed
from hocr_engine.decision.register import Register
from hocr_engine.decision.renewing import renewed
from hocr_engine.feel.trace import value_of
from hocr_engine.incident.linked import Linked
from hocr_engine.rulebook.model import DecisionDeclaration, DecisionKind
from hocr_engine.rulebook.steps import CONTINUES

# What a record takes over from the possible crime that it is made of.
RECORDED = ("allegation", "victim", "offenders", "event", "first_act")


def actions_at(
    deliberation: Deliberation, register: Register, *, supposed: int | None = None
) -> Iterator[Action]:
    """Give what is to be done about all that is reported by now, and enter it."""
    list(register.things(deliberation.world))
    ends = ends_at(deliberation, register, tuple(outcomes_at(deliberation, supposed=supposed)))
    records = changing(register, ends)
    for one in ends:
        own = register.own(one.found.slot.id, one.found.allegation)
        made = action(deliberation, one, own, records)
        if made is not None:
            made = evolve(made, includes=tuple(_included(one, ends)))
            yield with_flags(deliberation, one, with_duties(deliberation, one, made))
    enter(deliberation, register, ends)


def ends_at(
    deliberation: Deliberation, register: Register, all_of: Sequence[Outcome]
) -> tuple[Placed, ...]:
    """Give where some possible crimes end, those left out that a record or a course tells."""
    in_courses = {act for one in all_of if one.is_course for act in one.acts}
    found = tuple(renewed(deliberation, one, register) for one in all_of)
    fresh = [one for one in found if not _is_told(one, in_courses) and not register.has(one)]
    return placed(deliberation, fresh, register)


def enter(deliberation: Deliberation, register: Register, ends: Sequence[Placed]) -> None:
    """Enter in the register what is settled."""
    for one in ends:
        if one.is_settled and not _is_replaced(one, ends):
            _enter(deliberation, register, one)


def _is_replaced(one: Placed, ends: Sequence[Placed]) -> bool:
    """Say whether the record of a possible crime is taken over by another at this moment."""
    return any(
        placement.takes_over and placement.target == one.found.slot.id
        for other in ends
        if other.is_settled
        for placement in other.placements
    )


def outcomes_at(deliberation: Deliberation, *, supposed: int | None = None) -> Iterator[Outcome]:
    """
    Give what every allegation reported by now may come to, and every pair's conduct.

    With nothing `supposed` of what is missing, it stays as open as the rules alone leave it.
    """
    for decision, about in sources_at(deliberation):
        yield from outcomes(deliberation, decision, about, supposed=supposed)


def sources_at(deliberation: Deliberation) -> Iterator[tuple[str, Linked]]:
    """Give what possible crimes come of by now, each with the decision that says which."""
    book, world = deliberation.book, deliberation.world
    for what, role in (("candidates", "allegation"), ("courses", "pair")):
        decision = book.making.get(what)
        if decision is None:
            continue
        kind = book.vocabulary.roles[role].kind
        for element in sorted(world.incident.of_kind(kind), key=lambda known: known.id):
            about = world.thing(kind, element.id)
            if about.member("reports" if what == "candidates" else "acts"):
                yield decision.id, about


def _is_told(one: Outcome, in_courses: set[str]) -> bool:
    """Say whether an act that is no crime by itself is told with the course that it is part of."""
    codeless = all(c.member("code") is None for c in one.slot.candidates)
    return codeless and one.allegation in in_courses and not one.is_course


def _included(one: Placed, ends: Sequence[Placed]) -> Iterator[Included]:
    """Give the possible crimes that count with one, by the relation that each of them has."""
    for other in ends:
        for placement in other.placements:
            if placement.target == one.found.slot.id and placement.entered and placement.relation:
                yield Included(other.found.slot.id, placement.entered, placement.relation)


def _enter(deliberation: Deliberation, register: Register, one: Placed) -> None:
    placement, slot = one.placements[0], one.found.slot.id
    if one.found.is_course:
        register.acts[slot] = one.found.acts
    entered, relation = placement.entered, placement.relation
    if entered is None:
        return
    own = register.own(slot, one.found.allegation)
    if own is not None and is_removed(one, own):
        register.remove(own.id)
    if relation is None or placement.takes_over:
        place = placement.target if relation else _place(register, slot, one.found.allegation)
        register.enter(slot, entered, _facts(deliberation, entered), place, one.found.acts)
    else:
        last = entered.candidate.member("last_act") if relation.kind == CONTINUES else None
        register.include(slot, entered.line, placement.target, one.found.acts, last)


def _place(register: Register, slot: str, allegation: str) -> str:
    before = register.own(slot, allegation)
    return slot if before is None else before.id


def _facts(deliberation: Deliberation, entered: Entered) -> dict[str, object]:
    """Give what the register holds of a new record."""
    thing = entered.candidate
    facts = dict(thing.element.facts) if thing.element is not None else {}
    return {
        **{name: facts.get(name) for name in RECORDED},
        "entry": entered.class_ or entered.entry,
        "code": entered.code,
        "came_to_notice": deliberation.world.known_at,
        "last_incident": facts.get("last_act"),
    }


def requests_at(deliberation: Deliberation) -> Iterator[Action]:
    """Give what becomes of each request about a record, by every decision that it concerns."""
    book, world = deliberation.book, deliberation.world
    for decision in book.decisions.values():
        if decision.kind is not DecisionKind.REQUIREMENTS:
            continue
        kind = book.vocabulary.roles[decision.about].kind
        for element in sorted(world.incident.of_kind(kind), key=lambda known: known.id):
            request = world.thing(kind, element.id)
            if _is_asked(deliberation, decision, request):
                yield request_action(deliberation, request, decision.id)


def _is_asked(deliberation: Deliberation, decision: DecisionDeclaration, request: Linked) -> bool:
    """Say whether a decision concerns a request, or may do so for all that is known."""
    if decision.asked_when is None:
        return True
    role = deliberation.book.vocabulary.roles[decision.about]
    names = Names(deliberation.book, role, request, deliberation.ask)
    return value_of(decision.asked_when, names) is not False
