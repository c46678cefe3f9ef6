"""Which record answers which action: tier by tier as many pairs as there can be."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from hocr_engine.bounds import MAX_COMPARED
from hocr_engine.comparison.closeness import Tier, tier
from hocr_engine.comparison.due import Due
from hocr_engine.comparison.model import Recorded

Pairs = Mapping[Due, Recorded]
Near = Mapping[Due, Sequence[Recorded]]


def matched(records: Sequence[Recorded], dues: Sequence[Due]) -> Pairs | None:
    """
    Give the record that answers each action, where one does; None past the bound.

    What is recorded counts first (the same code, the same class, another code of it, another class,
    another register, no entry), then what the record is about (the allegation itself, one that
    counts with it, the same people, nothing said), then whether it was made after the report. In
    each of these tiers, nearest first, as many as possible of the records and actions still free
    are paired, so none is left alone that could have had a partner there. Records go by time and
    content and actions by the order of the decision; how the file orders them changes nothing.
    At most `MAX_COMPARED` pairs are looked at.
    """
    tiers = _tiers(records, dues)
    if tiers is None:
        return None
    found: dict[Due, Recorded] = {}
    for _, near in sorted(tiers.items()):
        _pair(near, found)
    return found


def _tiers(records: Sequence[Recorded], dues: Sequence[Due]) -> dict[Tier, Near] | None:
    about: dict[str, list[int]] = {}
    for place, record in enumerate(records):
        about.setdefault(record.allegation, []).append(place)
    tiers: dict[Tier, dict[Due, list[Recorded]]] = {}
    tried = 0
    for due in dues:
        for place in _places(due, about):
            tried += 1
            if tried > MAX_COMPARED:
                return None
            found = tier(records[place], due)
            if found is not None:
                tiers.setdefault(found, {}).setdefault(due, []).append(records[place])
    return dict(tiers)


def _places(due: Due, about: Mapping[str, Sequence[int]]) -> Iterator[int]:
    """Give the places of the records that may belong to an action, in order."""
    yield from sorted(
        place for name in ("", *due.acts, *due.counted) for place in about.get(name, ())
    )


def _pair(near: Near, found: dict[Due, Recorded]) -> None:
    """Pair as many as possible of those that are free, and add them to what was found."""
    taken = set(found.values())
    free = {
        due: [record for record in records if record not in taken]
        for due, records in near.items()
        if due not in found
    }
    holder: dict[Recorded, Due] = {}
    for due in free:
        _make_room(due, free, holder)
    found.update({due: record for record, due in holder.items()})


def _make_room(start: Due, free: Near, holder: dict[Recorded, Due]) -> None:
    """Pair one action, those paired before giving way to another record where they can."""
    came: dict[Recorded, Due] = {}
    waiting = deque([start])
    while waiting:
        due = waiting.popleft()
        for record in free[due]:
            if record in came:
                continue
            came[record] = due
            if record not in holder:
                _shift(record, start, came, holder)
                return
            waiting.append(holder[record])


def _shift(
    last: Recorded, start: Due, came: Mapping[Recorded, Due], holder: dict[Recorded, Due]
) -> None:
    """Hand records on along the way that led to a free one."""
    had = {due: record for record, due in holder.items()}
    record = last
    while True:
        due = came[record]
        holder[record] = due
        if due is start:
            return
        record = had[due]
