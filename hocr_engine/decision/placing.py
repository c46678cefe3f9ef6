"""Where each possible crime ends after counting: it stands, is part of another, or is referred."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations, product
from math import prod

from hocr_engine.bounds import MAX_STEP_BRANCHES
from hocr_engine.decision.connected import Groups
from hocr_engine.decision.counting import TOO_MANY, count
from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.entering import INCIDENT, Outcome
from hocr_engine.decision.items import Count, Item
from hocr_engine.decision.model import Entered, Relation
from hocr_engine.decision.placement import Placed, Placement, Way
from hocr_engine.decision.register import Held, Register
from hocr_engine.decision.sharing import Compared
from hocr_engine.decision.sure_crime import told_together
from hocr_engine.decision.when import earliest
from hocr_engine.feel.values import NOTHING
from hocr_engine.incident.linked import Linked
from hocr_engine.rulebook.steps import TAKES_OVER

# What stands before the id of a record where possible crimes and records are named together.
RECORD = "record "


def placed(
    deliberation: Deliberation, outcomes: Sequence[Outcome], register: Register
) -> tuple[Placed, ...]:
    """
    Give where each of some possible crimes ends, among themselves and over the register.

    One that nothing else bears on ends as if there were nothing else.
    """
    counted = [one for one in outcomes if may_count(one)]
    records = list(register.things(deliberation.world))
    if not deliberation.book.steps or (len(counted) < 2 and not records):  # noqa: PLR2004
        return tuple(_alone(one) for one in outcomes)
    ends = {one.found.slot.id: one for one in map(_alone, outcomes)}
    for group in _meeting(deliberation, counted, register, records):
        if len(group) == 1:
            continue
        among = [one for one in counted if one.slot.id in group]
        ways = list(_ways(deliberation, among, register, records))
        placed_so = tuple(_over(one, ways) for one in among)
        ends.update((one.found.slot.id, one) for one in told_together(placed_so, ways))
    return tuple(ends[one.slot.id] for one in outcomes)


def _meeting(
    deliberation: Deliberation,
    counted: Sequence[Outcome],
    register: Register,
    records: Sequence[Linked],
) -> list[list[str]]:
    """Give in groups what may bear on one another: possible crimes, each by its id, and records."""
    groups = Groups.apart((*(one.slot.id for one in counted), *(RECORD + r.id for r in records)))
    for one in counted:
        own = _own(one, register)
        if own is not None:
            groups.join(one.slot.id, RECORD + own.id)
    compared = Compared(deliberation)
    pairs = [*_pairs(counted, records)]
    # Of what may be one of many, mostly the first of these shares with others what all share.
    for most in (1, None):
        for crime, other, things, others in pairs:
            is_recorded = other.startswith(RECORD)
            if not groups.are_joined(crime, other) and compared.are_compared(
                things[:most], others[:most], recorded=is_recorded
            ):
                groups.join(crime, other)
    return groups.all()


def _pairs(
    counted: Sequence[Outcome], records: Sequence[Linked]
) -> Iterator[tuple[str, str, Sequence[Linked], Sequence[Linked]]]:
    """Give every two that may be compared by their names, each with what it may be."""
    for one, other in combinations(counted, 2):
        yield one.slot.id, other.slot.id, one.slot.candidates, other.slot.candidates
    for one, record in product(counted, records):
        yield one.slot.id, RECORD + record.id, one.slot.candidates, (record,)


def _own(one: Outcome, register: Register) -> Held | None:
    slot = one.slot.id
    return register.held.get(slot) if one.is_course else register.own(slot, one.allegation)


def may_count(one: Outcome) -> bool:
    """Say whether a possible crime may be one, or is sure to be an incident and no crime."""
    return any(entered.enters != INCIDENT for entered in one.entered)


def _alone(one: Outcome) -> Placed:
    options = (*one.entered, *([None] if one.slot.may_be_none else []))
    return Placed(one, tuple(Placement(entered) for entered in options), one.awaits)


def _ways(
    deliberation: Deliberation,
    counted: Sequence[Outcome],
    register: Register,
    records: Sequence[Linked],
) -> Iterator[Way]:
    options = [_options(one) for one in counted]
    bounded = prod(map(len, options)) > MAX_STEP_BRANCHES
    chosen_ways = [tuple(o[0] for o in options)] if bounded else product(*options)
    for chosen in chosen_ways:
        by_slot = {one.slot.id: e for one, e in zip(counted, chosen, strict=True)}
        items = [
            _item(by_slot[one.slot.id], one, register)
            for one in counted
            if _counts(by_slot[one.slot.id])
        ]
        for result in count(deliberation, items, records):
            yield Way(by_slot, _bounded(result) if bounded else result)


def _bounded(result: Count) -> Count:
    return Count(
        result.standing,
        result.aside,
        result.relations,
        result.awaits | {TOO_MANY},
        result.referred,
    )


def _options(one: Outcome) -> tuple[Entered | None, ...]:
    return (*one.entered, *([None] if one.slot.may_be_none else []))


def _counts(entered: Entered | None) -> bool:
    return entered is not None and entered.enters != INCIDENT


def _item(entered: Entered | None, one: Outcome, register: Register) -> Item:
    thing = entered.candidate if entered is not None else one.slot.candidates[0]
    instant = earliest(thing.member("first_act"))
    slot = one.slot.id
    held = _own(one, register)
    # What came to no crime so far is in no record, so the register is open to what it now is.
    if held is None or held.entered.enters == INCIDENT:
        return Item(slot, thing, "", instant)
    return Item(slot, thing, held.id, instant)


def _over(one: Outcome, ways: Sequence[Way]) -> Placed:
    """Give the placements of a possible crime over all ways; past a bound, all it may have."""
    found: dict[str, Placement] = {}
    spoken: dict[tuple[str, str], Relation] = {}
    awaits: frozenset[Hashable] = NOTHING
    for way in ways:
        for relation in way.count.relations:
            if relation.of == one.slot.id or (relation.referral and relation.to == one.slot.id):
                spoken.setdefault((relation.rule.id, relation.to), relation)
        placement = _placement(one.slot.id, way)
        found.setdefault(placement.name, placement)
        awaits |= way.count.awaits
    if TOO_MANY in awaits:
        untried = [Placement(entered) for entered in _options(one)]
        untried.append(Placement(one.entered[0], untried=True))
        found.update((placement.name, placement) for placement in untried)
    is_open = len(found) > 1
    # Past a bound not every way was tried, so that all those tried agree settles nothing.
    waits = one.awaits | (awaits if is_open else awaits & {TOO_MANY})
    return Placed(one, tuple(found.values()), waits, tuple(spoken.values()))


def _placement(slot: str, way: Way) -> Placement:
    entered = way.chosen[slot]
    if entered is None:
        return Placement(None)
    referral = next((r for of, r in way.count.referred if of == slot), None)
    if referral is not None:
        return Placement(entered, referral=referral)
    relation = way.count.relation_of(slot)
    if relation is None:
        return Placement(entered)
    return Placement(entered, relation, _end(relation, way.count))


def _end(relation: Relation, result: Count) -> str:
    """Give what a crime has gone into in the end, through all that this went into itself."""
    seen = {relation.of}
    while relation.to not in seen and relation.kind not in TAKES_OVER:
        seen.add(relation.to)
        further = result.relation_of(relation.to)
        if further is None:
            return relation.to
        relation = further
    return relation.to
