"""The unknown changes no answer of the standard: where all is known, and where one thing is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import pytest
from attrs import evolve, fields

from hocr_engine.feel import FeelError, Unknown, evaluate, is_undecided
from hocr_engine.feel.parse import parse
from hocr_engine.feel.syntax import NODES, Expression, Literal, Name, Node, walk
from hocr_engine.feel.trace import value_of
from hocr_engine.feel.values import Function, identical
from hocr_engine.text import Source, whole
from tests.feel.extract import DATA, Case, answer, cases, inputs

HOLE = "what is not known"
UNKNOWN = Unknown(frozenset({HOLE}))

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


def with_hole(node: Node, hole: Literal) -> Node:
    """Give a tree in which a name stands in the place of one literal."""
    if node is hole:
        return Name(HOLE, at=hole.at)
    changes: dict[str, Any] = {}
    for attribute in fields(type(node)):
        held = getattr(node, attribute.name)
        if isinstance(held, NODES):
            changes[attribute.name] = with_hole(held, hole)
        elif isinstance(held, tuple):
            parts = (with_hole(part, hole) if isinstance(part, NODES) else part for part in held)
            changes[attribute.name] = tuple(parts)
    return evolve(node, **changes) if changes else node


def written_out() -> Iterator[tuple[str, Expression, dict[str, object]]]:
    """Give the text, tree and names of each expression of the suite that holds a literal."""
    for case in cases("literal"):
        names = inputs(case)
        for declared in case["decls"]:
            tree, _ = parse(whole(Source(declared["expr"])), names)
            if tree is None:
                break
            yield declared["expr"], tree, dict(names)
            names[declared["name"]] = evaluate(declared["expr"], names)


@pytest.mark.slow
def test_with_one_literal_unknown_a_definite_answer_is_the_same() -> None:
    tried = 0
    for text, tree, names in written_out():
        value = value_of(tree, names)
        for literal in [node for node, _ in walk(tree) if isinstance(node, Literal)]:
            open_tree = cast("Expression", with_hole(tree, literal))
            without = value_of(open_tree, {**names, HOLE: UNKNOWN})
            tried += 1
            assert is_undecided(without) or same(without, value), (text, literal)
    assert tried > 3_000
