"""One record taken over by one crime: several that would each become it are counted first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from attrs import evolve

from hocr_engine.decision.items import Count, Item
from hocr_engine.decision.model import Referral, Relation
from hocr_engine.rulebook.steps import RECLASSIFIES, TAKES_OVER

Counted = Callable[[Sequence[Item]], tuple[Count, ...]]


def taken_over_once(count: Count, items: Sequence[Item], counted: Counted) -> Iterator[Count]:
    """
    Give the ways in which each record is taken over by no more than one crime.

    The crimes that would take it over are counted among themselves: the record becomes the first
    of those that stand, the others stand beside it or are part of one. Where the registrar must
    say which of them stands, the record stays as it is.
    """
    rivals = _rivals(count)
    if not rivals:
        yield count
        return
    among = [item for item in items if item.id in {relation.of for relation in rivals}]
    for result in counted(among):
        yield from taken_over_once(_joined(count, rivals, result), items, counted)


def with_records(count: Count, items: Sequence[Item]) -> Count:
    """Give a count in which a crime that stands takes over the records of what is part of it."""
    by_id = {item.id: item for item in items}
    standing = {item.id for item in count.standing if not item.recorded}
    over = [
        evolve(r, kind=RECLASSIFIES, of=r.to, to=by_id[r.of].record, this=r.other, other=r.this)
        for r in count.relations
        if r.takes_away and r.to in standing and r.of in by_id and by_id[r.of].recorded
    ]
    first = {relation.of: relation for relation in reversed(over)}
    return evolve(count, relations=(*count.relations, *first.values()))


def _rivals(count: Count) -> list[Relation]:
    """Give the relations by which two or more crimes take over the same record."""
    over: dict[str, list[Relation]] = {}
    for relation in count.relations:
        if relation.kind in TAKES_OVER:
            over.setdefault(relation.to, []).append(relation)
    return next((relations for relations in over.values() if len(relations) > 1), [])


def _joined(count: Count, rivals: Sequence[Relation], result: Count) -> Count:
    """Give a count with the crimes that rival for a record placed as counted among themselves."""
    first = None if result.referred else min(result.standing, key=lambda item: item.order)
    dropped = [r for r in rivals if first is None or r.of != first.id]
    return evolve(
        count,
        standing=(*count.standing, *(item for item in result.standing if item is not first)),
        relations=(*(r for r in count.relations if r not in dropped), *result.relations),
        awaits=count.awaits | result.awaits,
        referred=(*count.referred, *_all_referred(result)),
    )


def _all_referred(result: Count) -> Iterator[tuple[str, Referral]]:
    """Give the referral of each crime that stands, of which none can be told to be the first."""
    told = dict(reversed(result.referred))
    for item in result.standing:
        if told:
            yield item.id, told.get(item.id, result.referred[0][1])
