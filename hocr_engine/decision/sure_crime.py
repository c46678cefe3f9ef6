"""
One crime that is sure, although it is open which of several possible crimes it is.

Two messages may be two of a kind or a course of conduct: each of the possible crimes may count
with another, so that none of them is settled, but one of them stands whatever becomes known. That
crime is told as one to be recorded, with all that it may be and all that this waits for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from hocr_engine.decision.connected import connected
from hocr_engine.decision.entering import CRIME
from hocr_engine.decision.model import Bound, Entered, Relation
from hocr_engine.decision.placement import Placed, Placement, Way
from hocr_engine.feel.values import NOTHING


def told_together(ends: Sequence[Placed], ways: Sequence[Way]) -> Iterator[Placed]:
    """Give the ends of possible crimes, those of which one is sure told as that one crime."""
    told: dict[str, Placed] = {}
    for group in _groups(ends, ways):
        told.update((one.found.slot.id, one) for one in _as_one(group, ways))
    for end in ends:
        yield told.get(end.found.slot.id, end)


def _groups(ends: Sequence[Placed], ways: Sequence[Way]) -> list[list[Placed]]:
    """Give the open possible crimes that may count with one another, those linked together."""
    open_ones = {end.found.slot.id: end for end in ends if not end.is_settled}
    links = [(r.of, r.to) for way in ways for r in way.count.relations if r.takes_away]
    groups = connected(open_ones, links)
    return [[open_ones[name] for name in names] for names in groups if len(names) > 1]


def _as_one(group: Sequence[Placed], ways: Sequence[Way]) -> Iterator[Placed]:
    """Give a group as the one crime that stands in every way, and the others as told with it."""
    names = [one.found.slot.id for one in group]
    standing = [_standing(names, way) for way in ways]
    awaits = NOTHING.union(*(one.awaits for one in group))
    if any(len(crimes) != 1 for crimes in standing) or any(isinstance(w, Bound) for w in awaits):
        yield from group
        return
    may_be = {entered.line: entered for crimes in standing for entered in crimes}
    entered = tuple(may_be[line] for line in sorted(may_be))
    first = min(group, key=lambda one: (not one.found.is_settled, one.found.slot.id))
    by = {one.found.by for one in group}
    found = evolve(
        first.found,
        entered=entered,
        awaits=awaits,
        by=first.found.by if len(by) == 1 else None,
        duties=tuple(d for d in first.found.duties if all(d in o.found.duties for o in group)),
    )
    for one in group:
        if one is first:
            yield Placed(found, tuple(map(Placement, entered)), awaits, _relations(group))
        else:
            yield evolve(one, told_with=first.found.slot.id)


def _standing(names: Sequence[str], way: Way) -> list[Entered]:
    """Give the crimes of a group that stand in one way; none where one is referred."""
    if any(name in names for name, _ in way.count.referred):
        return []
    chosen = ((name, way.chosen[name]) for name in names)
    return [
        entered
        for name, entered in chosen
        if entered is not None and entered.enters == CRIME and way.count.relation_of(name) is None
    ]


def _relations(group: Sequence[Placed]) -> tuple[Relation, ...]:
    found = {(r.rule.id, r.of, r.to): r for one in group for r in one.relations}
    return tuple(found.values())
