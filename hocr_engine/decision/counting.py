"""
Counting: which possible crimes stand, which are part of another, and by which rule.

The steps of the rulebook are taken in order. In each, every two crimes that are the same in what
the step compares are set against each other; the first rule that speaks, in either direction,
says how they stand. A rule that is undecided is followed both ways, within a bound. Nothing is
sorted, and nothing is dropped without a relation and its rule.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations, islice, product
from math import prod

from attrs import evolve

from hocr_engine.bounds import MAX_STEP_BRANCHES
from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.items import Count, Item
from hocr_engine.decision.model import Bound, Referral, Relation
from hocr_engine.decision.relating import REFERRED, Speech, relate
from hocr_engine.decision.sharing import shared_key, takes_part, topics_of
from hocr_engine.decision.taking_over import taken_over_once, with_records
from hocr_engine.decision.when import latest
from hocr_engine.feel.values import NOTHING, awaits_of
from hocr_engine.incident.linked import Linked
from hocr_engine.rulebook.model import Rule, Topic
from hocr_engine.rulebook.steps import (
    AGAINST_REGISTER,
    APART,
    BESIDE,
    ONE_WITH,
    OUTRANKS,
    PART_OF,
    TAKES_IN,
    CountingStep,
)

UNRANKED = "unranked"
TOO_MANY = Bound("more ways of counting than are tried")


def count(
    deliberation: Deliberation, items: Sequence[Item], records: Sequence[Linked]
) -> tuple[Count, ...]:
    """Give every way in which the counting of some possible crimes may come out."""
    steps = [s for s in deliberation.book.steps if s.in_force(deliberation.world.on)]
    among = [step for step in steps if not step.against_register]
    found: list[Count] = []
    for one in _through(deliberation, steps, items, records):
        found += taken_over_once(
            with_records(one, items),
            items,
            lambda rivals: _through(deliberation, among, rivals, ()),
        )
    return _bounded(tuple(found))


def _through(
    deliberation: Deliberation,
    steps: Sequence[CountingStep],
    items: Sequence[Item],
    records: Sequence[Linked],
) -> tuple[Count, ...]:
    """Give every way in which possible crimes may come out of some steps."""
    counts: tuple[Count, ...] = (Count(tuple(sorted(items, key=lambda item: item.id))),)
    for step in steps:
        counts = tuple(
            after for before in counts for after in _taken(deliberation, step, before, records)
        )
        if len(counts) > MAX_STEP_BRANCHES:
            return _bounded(counts)
    return counts


def _bounded(counts: tuple[Count, ...]) -> tuple[Count, ...]:
    if len(counts) <= MAX_STEP_BRANCHES:
        return counts
    return tuple(evolve(c, awaits=c.awaits | {TOO_MANY}) for c in counts[:MAX_STEP_BRANCHES])


def _taken(
    deliberation: Deliberation, step: CountingStep, before: Count, records: Sequence[Linked]
) -> Iterator[Count]:
    """Give the ways in which a step may come out."""
    topics = topics_of(deliberation, step)
    taking, awaits = _taking_part(deliberation, step, before)
    before = evolve(before, awaits=before.awaits | awaits)
    if step.against_register:
        yield from _against(deliberation, step, topics, before, taking, records)
        return
    rules = tuple(rule for topic in topics for rule in topic.rules)
    speeches = [
        relate(deliberation, step, compared, one, other)
        for one, other in combinations(taking, 2)
        if (compared := _compared(deliberation, step, topics, one.thing, other.thing))
    ]
    speeches += [relate(deliberation, step, rules, one, one) for one in taking]
    yield from _ways(deliberation, speeches, before, step, taking)


def _taking_part(
    deliberation: Deliberation, step: CountingStep, before: Count
) -> tuple[list[Item], frozenset[Hashable]]:
    """Give the items that a step compares, and what is awaited where that is open."""
    taking: list[Item] = []
    awaits: frozenset[Hashable] = NOTHING
    for item in before.standing:
        if item.id in before.aside:
            continue
        takes = takes_part(deliberation, step, item.thing)
        if takes is True:
            taking.append(item)
        elif takes is not False:
            awaits |= awaits_of(takes)
    return taking, awaits


def _compared(
    deliberation: Deliberation,
    step: CountingStep,
    topics: Sequence[Topic],
    one: Linked,
    other: Linked,
) -> tuple[Rule, ...]:
    """Give the rules that compare two things: those of topics that look at what both share."""
    found: list[Rule] = []
    for topic in topics:
        same = topic.same or step.same
        key = shared_key(deliberation, same, one)
        if key is not None and key == shared_key(deliberation, same, other):
            found += topic.rules
    return tuple(found)


def _ways(
    deliberation: Deliberation,
    speeches: Sequence[Speech],
    before: Count,
    step: CountingStep,
    taking: Sequence[Item],
) -> Iterator[Count]:
    """Give a count for each way in which the undecided rules of a step may turn out."""
    groups = _groups(deliberation, step, taking) if step.ranks else []
    for relations, awaits in _chosen(speeches):
        after = _applied(relations, before, groups, step, taking)
        yield evolve(after, awaits=before.awaits | awaits)


def _chosen(
    speeches: Sequence[Speech],
) -> Iterator[tuple[list[Relation], frozenset[Hashable]]]:
    """Give each way in which undecided rules may turn out; past the bound this is awaited."""
    spoken = [speech for speech in speeches if any(r is not None for r in speech.relations)]
    open_ones = [speech for speech in spoken if len(speech.relations) > 1]
    awaits = frozenset[Hashable]().union(*(speech.awaits for speech in open_ones))
    if prod(len(speech.relations) for speech in spoken) > MAX_STEP_BRANCHES:
        awaits |= {TOO_MANY}
    ways = product(*(speech.relations for speech in spoken))
    for chosen in islice(ways, MAX_STEP_BRANCHES):
        yield [relation for relation in chosen if relation is not None], awaits


def _applied(
    relations: Sequence[Relation],
    before: Count,
    groups: Sequence[Sequence[Item]],
    step: CountingStep,
    taking: Sequence[Item],
) -> Count:
    """Give the count after a step's relations, all of which hold at once."""
    gone = [_turned(r) for r in relations if r.kind in (PART_OF, TAKES_IN)]
    gone += _made_one([r for r in relations if r.kind == ONE_WITH], taking)
    away = {relation.of for relation in gone}
    left = [[item for item in group if item.id not in away] for group in groups]
    ranked, referred = _outranked([r for r in relations if r.kind == OUTRANKS], step, left)
    gone += ranked
    aside = {relation.of for relation in relations if relation.kind == BESIDE}
    by_rule = [(item, r.referral) for r in relations if r.referral for item in (r.of, r.to)]
    told = {item for item, _ in by_rule}
    referred = [*by_rule, *((item, r) for item, r in referred if item not in told)]
    gone, circular = _without_circles(gone)
    referred += circular
    away = {relation.of for relation in gone}
    return evolve(
        before,
        standing=tuple(item for item in before.standing if item.id not in away),
        aside=before.aside | aside,
        relations=(*before.relations, *gone, *(r for r in relations if not _takes_away(r))),
        referred=(*before.referred, *((i, r) for i, r in referred if r is not None)),
    )


def _takes_away(relation: Relation) -> bool:
    return relation.kind not in (BESIDE, REFERRED)


def _turned(relation: Relation) -> Relation:
    """Give a relation in which the other is part of this, told from the other's side."""
    if relation.kind == PART_OF:
        return relation
    return evolve(relation, kind=PART_OF, of=relation.to, to=relation.of)


def _made_one(relations: Sequence[Relation], taking: Sequence[Item]) -> list[Relation]:
    """Give the relations by which like crimes are one with the first among them."""
    items = {item.id: item for item in taking}
    leader = {relation_end: relation_end for r in relations for relation_end in (r.of, r.to)}

    def first(item: str) -> str:
        while leader[item] != item:
            item = leader[item]
        return item

    for relation in relations:
        ends = sorted((first(relation.of), first(relation.to)), key=lambda i: items[i].order)
        leader[ends[1]] = ends[0]
    found = []
    for item in sorted(leader):
        if first(item) != item:
            told = next(r for r in relations if item in (r.of, r.to))
            found.append(evolve(told, of=item, to=first(item)))
    return found


def _outranked(
    relations: Sequence[Relation], step: CountingStep, groups: Sequence[Sequence[Item]]
) -> tuple[list[Relation], list[tuple[str, Referral | None]]]:
    """Keep in each scope the crime that outranks all others; without one the registrar rules."""
    found: list[Relation] = []
    referred: list[tuple[str, Referral | None]] = []
    over = {(relation.of, relation.to): relation for relation in relations}
    for group in groups:
        if len(group) < 2:  # noqa: PLR2004
            continue
        top = [i for i in group if all((i.id, o.id) in over for o in group if o is not i)]
        if top:
            found += [
                evolve(over[top[0].id, other.id], kind=PART_OF, of=other.id, to=top[0].id)
                for other in group
                if other is not top[0]
            ]
            continue
        told = Referral(step.id, "", UNRANKED, (step.id,))
        referred += [(item.id, told) for item in group]
    return found, referred


def _groups(
    deliberation: Deliberation, step: CountingStep, items: Sequence[Item]
) -> list[list[Item]]:
    """Give the scopes in which a step ranks crimes: those of what they share."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        key = shared_key(deliberation, step.same, item.thing)
        if key is not None:
            groups.setdefault(key, []).append(item)
    return list(groups.values())


def _without_circles(
    gone: list[Relation],
) -> tuple[list[Relation], list[tuple[str, Referral | None]]]:
    """Give the relations that end in a crime that stands; a circle goes to the registrar."""
    into = {relation.of: relation for relation in gone}
    circular: set[str] = set()
    for start in into:
        seen = [start]
        while seen[-1] in into and into[seen[-1]].to not in seen:
            seen.append(into[seen[-1]].to)
        if seen[-1] in into:
            circular.update(seen[seen.index(into[seen[-1]].to) :])
    referral = Referral("", "", "conflict", tuple(sorted({into[i].rule.id for i in circular})))
    kept = [relation for item, relation in into.items() if item not in circular]
    return kept, [(item, referral) for item in sorted(circular)]


def _against(
    deliberation: Deliberation,
    step: CountingStep,
    topics: tuple[Topic, ...],
    before: Count,
    taking: Sequence[Item],
    records: Sequence[Linked],
) -> Iterator[Count]:
    """
    Give the ways in which new crimes stand to the records that there are.

    One that would belong to several records belongs to that which first came to notice.
    """
    in_time = sorted(records, key=lambda r: (latest(r.member("came_to_notice")), r.id))
    speeches: list[Speech] = []
    for item in taking:
        if item.recorded:
            continue
        for record in in_time:
            rules = _compared(deliberation, step, topics, item.thing, record)
            if rules and record.id != item.id:
                speeches.append(relate(deliberation, step, rules, item, record))
    for relations, awaits in _chosen(speeches):
        first = _first(relations)
        gone = {of for of, relation in first.items() if relation.kind != APART}
        referred = tuple((r.of, r.referral) for r in relations if r.referral is not None)
        yield evolve(
            before,
            standing=tuple(item for item in before.standing if item.id not in gone),
            relations=(
                *before.relations,
                *first.values(),
                *(r for r in relations if r.kind == REFERRED),
            ),
            awaits=before.awaits | awaits,
            referred=(*before.referred, *referred),
        )


def _first(relations: Sequence[Relation]) -> dict[str, Relation]:
    """Give for each crime the first record that it belongs to, or else one that it is apart of."""
    found: dict[str, Relation] = {}
    for relation in relations:
        if relation.kind not in AGAINST_REGISTER:
            continue
        known = found.get(relation.of)
        if known is None or (known.kind == APART and relation.kind != APART):
            found[relation.of] = relation
    return found
