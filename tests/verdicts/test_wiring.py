"""Bitmaps of many things come to what is set of each by itself."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Final

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hocr_engine.verdicts import wiring
from hocr_engine.verdicts.bitmaps import Bitmaps, from_verdicts, turned
from hocr_engine.verdicts.model import Layout
from hocr_engine.verdicts.wiring import narrow, wiring_of

SIZE: Final = 40
BITS: Final = st.one_of(st.just(0), st.integers(0, 2**SIZE - 1), st.sampled_from((1, 2, 3)))
FACTS: Final = st.lists(st.lists(BITS, min_size=1, max_size=8, unique=True), max_size=4)


@settings(max_examples=300, deadline=None)
@given(FACTS, BITS, st.integers(1, 140), st.data())
def test_what_is_joined_for_many_things_is_what_each_comes_to(
    facts: list[list[int]], start: int, count: int, data: st.DataObject
) -> None:
    one_of = [st.integers(0, len(groups) - 1) for groups in facts]
    things = data.draw(st.lists(st.tuples(*one_of), min_size=count, max_size=count))
    groups = [{bits: number for number, bits in enumerate(each)} for each in facts]
    numbered = [narrow([thing[at] for thing in things]) for at in range(len(facts))]

    joined = wiring_of(groups, start, SIZE).join(numbered, count)

    expected = [
        reduce(or_, (facts[at][group] for at, group in enumerate(thing)), start) for thing in things
    ]
    assert list(turned(joined, count)) == expected


def test_as_many_groups_and_things_as_are_gone_through_a_part_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(wiring, "GROUPS", 7)
    monkeypatch.setattr(wiring, "WORDS", 2)
    groups = {1 << number: number for number in range(300)}
    numbers = [number * 7 % 300 for number in range(500)]

    joined = wiring_of([groups], 0, 300).join([narrow(numbers)], len(numbers))

    assert list(turned(joined, len(numbers))) == [1 << number for number in numbers]


def test_a_group_of_higher_bits_than_are_asked_for_is_left_out() -> None:
    joined = wiring_of([{1 << 9: 0, 0b101: 1, 0: 2}], 0b010, 8).join([narrow([1, 2, 1])], 3)

    assert list(turned(joined, 3)) == [0b111, 0b010, 0b111]


@given(st.lists(st.tuples(*[st.integers(0, 2**11 - 1)] * 2, st.integers(0, 7)), max_size=70))
def test_what_is_said_of_things_one_by_one_is_said_of_them_as_bitmaps(
    verdicts: list[tuple[int, int, int]],
) -> None:
    bitmaps = from_verdicts(Layout(11, 3, 2), verdicts)

    assert list(bitmaps.by_thing()) == verdicts
    rules = [column.to_pylist() for column in bitmaps.by_rule()]
    assert rules == [
        [
            None if undecided >> at & 1 else bool(applying >> at & 1)
            for applying, undecided, _ in verdicts
        ]
        for at in range(11)
    ]


def test_what_is_open_of_nothing_is_told_as_nothing() -> None:
    applying = np.array([[0b01], [0b11]], dtype=np.uint64)
    bitmaps = Bitmaps(2, applying, None, None)

    assert list(bitmaps.by_thing()) == [(0b11, 0, 0), (0b10, 0, 0)]
    assert [column.to_pylist() for column in bitmaps.by_rule()] == [[True, False], [True, True]]
