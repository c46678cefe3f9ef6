"""The plan of a decision: which bits each condition sets, and a table for each fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from attrs import frozen

from hocr_engine.feel.values import Unknown
from hocr_engine.rulebook.model import Book, Rule
from hocr_engine.verdicts.flat import Asked, FlatRule, flat_rules, plain_facts
from hocr_engine.verdicts.model import Judged, Layout, Names, names_of
from hocr_engine.verdicts.saying import Sayings
from hocr_engine.verdicts.tables import Column, FactTable, SeveralTable, Sorting, sorting_of
from hocr_engine.vocabulary.model import Fact, FactType, Kind


@frozen(eq=False)
class Plan:
    """
    All that a decision asks of the facts of a thing of a kind.

    `start` has the bits that are set whatever is known; `left` are the rules that read more than
    the thing's own facts, of which nothing is said.
    """

    kind: Kind
    layout: Layout
    names: Names
    rules: tuple[Judged, ...]
    left: tuple[Rule, ...]
    start: int
    facts: tuple[tuple[Fact, FactTable], ...]
    several: tuple[tuple[tuple[str, ...], SeveralTable], ...]
    sayings: Sayings


def plan_of(book: Book, decision: str, on: date, *, strict: bool) -> Plan:
    """Give the plan of a decision in the edition of a day."""
    kind = book.vocabulary.kinds[book.vocabulary.roles[book.decisions[decision].about].kind]
    sayings = Sayings(book, kind.name, on, strict)
    found = list(flat_rules(book, decision))
    flat = [one for one in found if isinstance(one, FlatRule)]
    flat.sort(key=lambda one: not one.choice)
    choosing = sum(bool(one.choice) for one in flat)
    layout = Layout(len(flat), choosing, max((len(one.choice) for one in flat), default=0))
    columns, names = _columns(flat, layout), names_of(plain_facts(kind))
    start = _start(flat, layout, on)
    for column in columns:
        if not column.asked.facts:
            start |= column.bits(sayings.says(column.asked, {}))
    return Plan(
        kind,
        layout,
        names,
        tuple(_judged(one, sayings, names) for one in flat),
        tuple(one for one in found if isinstance(one, Rule)),
        start,
        tuple(_tables(kind, columns, sayings)),
        tuple(_several(kind, columns, sayings)),
        sayings,
    )


def _judged(flat: FlatRule, sayings: Sayings, names: Names) -> Judged:
    reads = dict.fromkeys(fact for one in (*flat.asked, *flat.choice) for fact in one.facts)
    several = tuple(one for one in flat.asked if len(one.facts) > 1)
    own = {one.facts[0] for one in flat.asked if len(one.facts) == 1 and _waits(one, sayings)}
    chosen = {one.facts[0] for one in flat.choice if _waits(one, sayings)}
    return Judged(flat.rule, tuple(reads), names.bits(own), names.bits(own | chosen), several)


def _waits(asked: Asked, sayings: Sayings) -> bool:
    """Say whether a part is open as long as its fact is missing."""
    return isinstance(sayings.says(asked, {}), Unknown)


def _start(flat: Sequence[FlatRule], layout: Layout, on: date) -> int:
    bits = 0
    for at, one in enumerate(flat):
        if not one.rule.in_force(on):
            bits |= layout.ruled_out(at)
        if one.choice:
            for number in range(len(one.choice), layout.alternatives):
                bits |= layout.false(at, number)
    return bits


def _columns(flat: Sequence[FlatRule], layout: Layout) -> list[Column]:
    """Give each distinct part with the bits of all rules that ask it."""
    found: dict[tuple[int, bool], tuple[Asked, int, int]] = {}
    for asked, false, left_open in _bits(flat, layout):
        key = (asked.part.number, asked.excepts)
        first, others, others_open = found.get(key, (asked, 0, 0))
        found[key] = (first, others | false, others_open | left_open)
    return [Column(*each) for each in found.values()]


def _bits(flat: Sequence[FlatRule], layout: Layout) -> Iterator[tuple[Asked, int, int]]:
    for at, one in enumerate(flat):
        for asked in one.asked:
            yield asked, layout.ruled_out(at), layout.left_open(at)
        for number, asked in enumerate(one.choice):
            yield asked, layout.false(at, number), layout.alternative_open(at, number)


def _tables(
    kind: Kind, columns: Sequence[Column], sayings: Sayings
) -> Iterator[tuple[Fact, FactTable]]:
    """
    Give the plain facts with their tables: texts, then numbers, then yes or no.

    Those that no rule reads have one as well, so that what is wrong in them is found as quickly.
    """
    by_fact: dict[str, list[Column]] = {}
    for column in columns:
        if len(column.asked.facts) == 1:
            by_fact.setdefault(column.asked.facts[0], []).append(column)
    for fact in sorted(plain_facts(kind).values(), key=lambda one: _ORDER.get(one.type, 0)):
        own = by_fact.get(fact.name, [])
        yield fact, FactTable(sorting_of(fact, own), own, sayings)


def _several(
    kind: Kind, columns: Sequence[Column], sayings: Sayings
) -> Iterator[tuple[tuple[str, ...], SeveralTable]]:
    by_facts: dict[tuple[str, ...], list[Column]] = {}
    for column in columns:
        if len(column.asked.facts) > 1:
            by_facts.setdefault(tuple(sorted(column.asked.facts)), []).append(column)
    for names, own in by_facts.items():
        sortings = [Sorting(kind.facts[name], None) for name in names]
        yield names, SeveralTable(sortings, own, sayings)


_ORDER: Final = {FactType.NUMBER: 1, FactType.YES_OR_NO: 2}
