"""
Whether an action remains when facts are forgotten, decided no further than that takes.

The answer is that of deciding the whole incident anew with `only`. What can have no part in the
action is left out, though, and nothing more is tried once something else may come of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import chain, combinations

from attrs import frozen

from hocr_engine.bounds import MAX_STEP_BRANCHES
from hocr_engine.decision.actions import action as made_of
from hocr_engine.decision.actions import request_action
from hocr_engine.decision.candidates import CandidateSlot, candidate_slots
from hocr_engine.decision.changing import changing
from hocr_engine.decision.completing import Outcomes, by_rules_alone, outcomes
from hocr_engine.decision.connected import Groups
from hocr_engine.decision.decide import Moment, moments
from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.model import Action, Decision, ReportDecision
from hocr_engine.decision.placing import may_count
from hocr_engine.decision.register import Register, register_of
from hocr_engine.decision.sharing import comparable
from hocr_engine.decision.stage import ends_at, enter, sources_at
from hocr_engine.incident.altering import altered
from hocr_engine.incident.carrying import over
from hocr_engine.incident.linked import Linked, World
from hocr_engine.incident.model import FactRef, Incident
from hocr_engine.rulebook.model import DecisionKind

RECORD = "record "


class OtherwiseError(Exception):
    """Something else than the action may come of what is known."""


class LeftOpenError(Exception):
    """So much else is open that it is not gone through what comes of it."""


@frozen(eq=False)
class Source:
    """What possible crimes come of, an allegation or a pair, and those that the rules give it."""

    decision: str
    about: Linked
    slots: tuple[CandidateSlot, ...]

    @property
    def things(self) -> tuple[Linked, ...]:
        """Give all that its possible crimes may be."""
        return tuple(candidate for slot in self.slots for candidate in slot.candidates)

    @property
    def is_wide(self) -> bool:
        """Say whether it may be so much that no way of counting it is tried through."""
        return len(self.things) > MAX_STEP_BRANCHES

    @property
    def acts(self) -> frozenset[str]:
        """Give the allegations that its possible crimes are made of."""
        elements = [thing.element for thing in self.things if thing.element is not None]
        acts = [element.facts.get("acts") for element in elements]
        return frozenset(str(act) for some in acts if isinstance(some, tuple) for act in some)


@frozen(eq=False)
class Remainder:
    """
    Whether an action remains, and what was seen at each moment up to that of its report.

    Where it `is_left_open`, so much is open beside it that it was not gone through.
    """

    is_same: bool
    worlds: tuple[World, ...]
    is_left_open: bool = False


def remains(
    before: Decision,
    report: ReportDecision,
    action: Action,
    only: frozenset[FactRef],
    nearer: Sequence[World] = (),
) -> Remainder:
    """
    Give whether an action of a report of a decision is the same with `only` some facts known.

    What was seen with few facts more, `nearer` than all that the decision saw, saves working out
    anew what is open with these as well.
    """
    return _remains(before, report, action, before.incident, partial(_forgotten, only, nearer))


def remains_with(
    before: Decision, report: ReportDecision, action: Action, fact: FactRef, value: object
) -> bool:
    """Say whether an action of a decision is the same where a plain fact has another value."""
    incident = altered(before.incident, {fact: value})

    def seen(_: int, world: World) -> World:
        return over(world, incident, world.only, (fact,))

    return _remains(before, report, action, incident, seen).is_same


def _forgotten(
    only: frozenset[FactRef], nearer: Sequence[World], number: int, world: World
) -> World:
    near = nearer[number] if number < len(nearer) else None
    return over(world, world.incident, only, (), nearer=near)


def _remains(
    before: Decision,
    report: ReportDecision,
    action: Action,
    incident: Incident,
    see: Callable[[int, World], World],
) -> Remainder:
    book = before.book
    register = register_of(book, incident, World(incident, book.vocabulary, book.rows, date.max))
    worlds: list[World] = []
    for moment, seen in zip(moments(book, incident), before.worlds, strict=True):
        worlds.append(see(len(worlds), seen))
        deliberation = Deliberation(book, worlds[-1], brief=True)
        list(register.things(worlds[-1]))
        if _is_of(moment, report):
            try:
                return Remainder(_comes_out(deliberation, register, action), tuple(worlds))
            except LeftOpenError:
                return Remainder(False, tuple(worlds), is_left_open=True)
        found = [one for source in _sources(deliberation) for one in _of(deliberation, source)]
        enter(deliberation, register, ends_at(deliberation, register, found))
    return Remainder(False, ())


def _is_of(moment: Moment, report: ReportDecision) -> bool:
    return (moment.report, moment.at) == (report.report, report.at)


def _comes_out(deliberation: Deliberation, register: Register, action: Action) -> bool:
    declared = deliberation.book.decisions
    for decision in action.findings:
        if declared[decision].kind is DecisionKind.REQUIREMENTS:
            request = deliberation.world.thing(action.subject.kind, action.subject.id)
            return _is_same(request_action(deliberation, request, decision), action)
    sources = list(_sources(deliberation))
    own = next((one for one in sources if one.about.id == action.id.rpartition("/")[0]), None)
    if own is None or own.is_wide:
        return False
    try:
        first = outcomes(deliberation, own.decision, own.about, see=partial(_see, action))
    except OtherwiseError:
        return False
    # What is sure to be no crime ends as if there were nothing else but conduct that tells it.
    is_told = any(own.about.id in one.acts for one in sources)
    is_apart = not is_told and not any(may_count(one) for one in first)
    among = [own] if is_apart else _among(deliberation, register, sources, own)
    if any(one.is_wide for one in among):
        raise LeftOpenError
    found = (first if one is own else _of(deliberation, one) for one in among)
    return _is_among(deliberation, register, tuple(chain.from_iterable(found)), action)


def _is_among(
    deliberation: Deliberation, register: Register, found: Outcomes, action: Action
) -> bool:
    ends = ends_at(deliberation, register, found)
    records = changing(register, ends)
    for one in ends:
        if one.found.slot.id == action.id:
            held = register.own(one.found.slot.id, one.found.allegation)
            made = made_of(deliberation, one, held, records)
            return made is not None and _is_same(made, action)
    return False


def _is_same(made: Action, action: Action) -> bool:
    """Say whether it is the same, and as settled: past a bound what is tried settles nothing."""
    settled = bool(action.bounds) or not made.bounds
    return settled and (made.kind, made.line) == (action.kind, action.line)


def _see(action: Action, found: Outcomes) -> None:
    """End it where the possible crime acted on may come to something else."""
    if action.referrals or len(action.entered) != 1 or "+" in action.id:
        return
    own = next((one for one in found if one.slot.id == action.id), None)
    if own is None or not own.is_settled or own.lines != (action.entered[0].line,):
        raise OtherwiseError


def _sources(deliberation: Deliberation) -> Iterator[Source]:
    for decision, about in sources_at(deliberation):
        yield Source(decision, about, candidate_slots(deliberation, decision, about))


def _of(deliberation: Deliberation, source: Source) -> Outcomes:
    """
    Give what a source comes to; where very much is open, only so much that it is seen to be so.

    Past as many ways as are tried in counting, neither it nor what it meets is entered.
    """
    if not source.is_wide:
        return outcomes(deliberation, source.decision, source.about)
    deliberation.renew()
    return by_rules_alone(deliberation, source.decision, source.slots, most=MAX_STEP_BRANCHES)


def _among(
    deliberation: Deliberation, register: Register, sources: Sequence[Source], own: Source
) -> list[Source]:
    """Give the sources of all that may bear on what comes of one."""
    things = {_name(one): one for one in sources}
    records = {RECORD + one.id: one for one in register.things(deliberation.world)}
    groups = Groups.apart((*things, *records))
    # Of what may be one of many, mostly the first of these shares with others what all share.
    for most in (1, MAX_STEP_BRANCHES):
        marks = {name: _marks(deliberation, one, most) for name, one in things.items()}
        marks |= {
            name: {(RECORD, *key) for key in comparable(deliberation, [one], recorded=True)}
            | {name}
            for name, one in records.items()
        }
        for one, other in combinations(marks, 2):
            if not marks[one].isdisjoint(marks[other]):
                groups.join(one, other)
        if len(groups.all()) == 1:
            break
    return [one for name, one in things.items() if groups.are_joined(name, _name(own))]


def _name(source: Source) -> str:
    return f"{source.decision} {source.about.id}"


def _marks(deliberation: Deliberation, source: Source, most: int) -> set[object]:
    """Give what a source has in common with all that may bear on what comes of it."""
    # What may be almost anything is compared by what it is linked to, whatever it may be.
    things = source.things[:1] if source.is_wide else source.things[:most]
    # As many branches may be followed for each source as when it is decided.
    deliberation.renew()
    found: set[object] = set(comparable(deliberation, things, recorded=False))
    found |= {(RECORD, *key) for key in comparable(deliberation, things, recorded=True)}
    found |= {f"act {act}" for act in source.acts}
    return found | {RECORD + name for name in (source.about.id, *source.acts, *_slots(source))}


def _slots(source: Source) -> list[str]:
    return [slot.id for slot in source.slots]
