"""The unknown changes no answer of the standard: where all is known, and where one thing is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from hocr_engine.feel import FeelError, is_undecided
from hocr_engine.feel.clock import at_time
from hocr_engine.feel.coercion import coerced
from hocr_engine.feel.declared import type_named, with_types
from hocr_engine.feel.parse import parse
from hocr_engine.feel.syntax import Expression, TypeName
from hocr_engine.feel.trace import value_of
from hocr_engine.feel.values import Function, identical
from hocr_engine.text import Source, whole
from tests.feel.extract import DATA, NOW, Case, answer, cases, inputs, types_of
from tests.feel.holes import HOLE, UNKNOWN, opened

pytestmark = pytest.mark.skipif(not DATA.exists(), reason=f"the conformance data is not at {DATA}")


def answerable() -> Iterator[tuple[Case, dict[str, object], object]]:
    """Give each case that has an answer, with what it puts in and that answer."""
    for kind in ("literal", "decision_table"):
        for case in cases(kind):
            given = inputs(case)
            try:
                yield case, given, answer(case, given)
            except FeelError:
                continue


def same(one: object, other: object) -> bool:
    """Say whether two answers are the same; a function is no answer yet."""
    return identical(one, other) or (isinstance(one, Function) and isinstance(other, Function))


def test_where_all_is_known_nothing_is_left_open() -> None:
    undecided = [case["id"] for case, _, value in answerable() if is_undecided(value)]

    assert undecided == []


def test_with_one_input_unknown_a_definite_answer_is_the_same() -> None:
    tried = 0
    for case, given, value in answerable():
        for name in given:
            without = answer(case, {**given, name: UNKNOWN})
            tried += 1
            assert is_undecided(without) or same(without, value), (case["id"], name)
    assert tried > 200


def written_out() -> Iterator[tuple[Expression, dict[str, object], TypeName | None]]:
    """Give each expression of the suite with its names and the type that it is fitted to."""
    for case in cases("literal"):
        names, types = inputs(case), types_of(case.get("types") or {})
        for declared in case["decls"]:
            tree, _ = parse(whole(Source(declared["expr"])), (*names, *types))
            if tree is None:
                break
            of = declared.get("typeRef")
            named = type_named(of, types) if of else None
            tree = at_time(with_types(tree, types), NOW)
            yield tree, dict(names), named
            names[declared["name"]] = fitted(tree, names, named)


def fitted(tree: Expression, names: Mapping[str, object], of: TypeName | None) -> object:
    """Give the value of a tree as its type takes it."""
    value = value_of(tree, names)
    return value if of is None else coerced(value, of)


@pytest.mark.slow
def test_with_one_literal_unknown_a_definite_answer_is_the_same() -> None:
    tried = 0
    for tree, names, of in written_out():
        value = fitted(tree, names, of)
        for literal, with_hole in opened(tree):
            without = fitted(with_hole, {**names, HOLE: UNKNOWN}, of)
            tried += 1
            assert is_undecided(without) or same(without, value), (tree.at.text, literal)
    assert tried > 3_000
