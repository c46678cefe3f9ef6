"""Whatever part of the tables' expressions is not known: what is definite even so stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from hocr_engine.feel import FeelError, is_undecided
from hocr_engine.feel.clock import at_time
from hocr_engine.feel.coercion import coerced
from hocr_engine.feel.declared import type_named, with_types
from hocr_engine.feel.parse import parse
from hocr_engine.feel.scoping import member_names
from hocr_engine.feel.syntax import Expression
from hocr_engine.feel.trace import value_of
from hocr_engine.feel.values import Function, identical
from hocr_engine.text import Source, whole
from tests.feel import test_built_ins, test_far, test_meaning, test_types
from tests.feel.facts import Facts, read_facts
from tests.feel.holes import HOLE, UNKNOWN, opened
from tests.feel.test_types import TYPES

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)
# The expression, the facts and the type that its value is fitted to.
Asked = tuple[str, Facts, str]


def of_meaning() -> Iterator[Asked]:
    yield from ((text, read_facts(facts), "") for text, facts, _ in test_meaning.rows())


def of_types() -> Iterator[Asked]:
    yield from ((text, {}, of) for text, of, _ in test_types.rows())


def of_built_ins() -> Iterator[Asked]:
    yield from ((text, {}, "") for text, _ in test_built_ins.rows())


def of_far() -> Iterator[Asked]:
    yield from ((text, {}, "") for text, _ in test_far.rows())


def read(text: str, names: Facts) -> Expression | None:
    """Give the tree of an expression, with the types and the time that the caller gives."""
    known = (*names, *TYPES)
    tree, _ = parse(whole(Source(text)), known, member_names(names.values()))
    return None if tree is None else at_time(with_types(tree, TYPES), NOON)


def fitted(tree: Expression, names: Facts, of: str) -> object:
    """Give the value of a tree as its type takes it."""
    value = value_of(tree, names)
    return coerced(value, type_named(of, TYPES)) if of else value


@pytest.mark.parametrize("asked", [of_meaning, of_types, of_built_ins, of_far])
def test_with_a_value_unknown_an_answer_is_open_or_the_same(
    asked: Callable[[], Iterator[Asked]],
) -> None:
    tried, changed = 0, []
    for text, names, of in asked():
        tree = read(text, names)
        if tree is None:
            continue
        try:
            value = fitted(tree, names, of)
        except FeelError:
            continue
        for literal, with_hole in opened(tree):
            without = fitted(with_hole, {**names, HOLE: UNKNOWN}, of)
            tried += 1
            same = identical(without, value) or isinstance(without, Function)
            if not is_undecided(without) and not same:
                changed.append((text, literal.at.text, without))
    assert tried > 50
    assert changed == []
