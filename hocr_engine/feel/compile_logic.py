"""Compiled comparisons: equality, order, `between`, `in`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from operator import eq, ne
from typing import Any, Final

from hocr_engine.feel import syntax
from hocr_engine.feel.compiler import (
    Around,
    Evaluation,
    Frame,
    Named,
    compiler_of,
    fixed,
    given_alone,
    is_constant,
)
from hocr_engine.feel.logic import ORDERS, any_true, compared
from hocr_engine.feel.operators import lies_between, passes, tested_part
from hocr_engine.feel.run import Run
from hocr_engine.feel.syntax import Expression, mentions_input
from hocr_engine.feel.values import UNDECIDED, Unknown

# Two values of one of these types are equal, and stand in order, as they are to Python.
_ORDERED: Final = frozenset((Decimal, str, date, timedelta))
_PLAIN: Final = _ORDERED | {bool}
_DIRECTLY: Final = {"=": eq, "!=": ne, **ORDERS}


@compiler_of(syntax.Comparison)
def comparison(node: syntax.Comparison, around: Around) -> Evaluation:
    """Give the function of a comparison; plain values are compared directly."""
    left, right, operator = around.compiled(node.left), around.compiled(node.right), node.operator
    if is_constant(node.right, around.bindings):
        other = given_alone(right)
        if other is None and operator not in ORDERS:
            return _with_null(left, operator)
        if type(other) in (_ORDERED if operator in ORDERS else _PLAIN):
            return _with_constant(left, operator, other)
    return _ordered(left, right, operator) if operator in ORDERS else _equal(left, right, operator)


def _ordered(left: Evaluation, right: Evaluation, operator: str) -> Evaluation:
    order = ORDERS[operator]

    def evaluation(run: Run, frame: Frame) -> object:
        one, other = left(run, frame), right(run, frame)
        kind = type(one)
        if kind is type(other) and kind in _ORDERED:
            return order(one, other)
        return compared(operator, one, other)

    return evaluation


def _equal(left: Evaluation, right: Evaluation, operator: str) -> Evaluation:
    same = operator == "="

    def evaluation(run: Run, frame: Frame) -> object:
        one, other = left(run, frame), right(run, frame)
        kind = type(one)
        if kind is type(other) and kind in _PLAIN:
            return (one == other) is same
        return compared(operator, one, other)

    return evaluation


def _with_constant(value: Evaluation, operator: str, other: Any) -> Evaluation:  # noqa: ANN401
    """Give the function of a comparison with a value of one of the types that compare directly."""
    kind, order = type(other), _DIRECTLY[operator]

    def evaluation(run: Run, frame: Frame) -> object:
        one = value(run, frame)
        if type(one) is kind:
            return order(one, other)
        return one if type(one) is Unknown else compared(operator, one, other)

    return evaluation


def _with_null(value: Evaluation, operator: str) -> Evaluation:
    """Give the function of `… = null` and `… != null`: whatever is settled is null or is not."""
    same = operator == "="

    def evaluation(run: Run, frame: Frame) -> object:
        one = value(run, frame)
        if one is None:
            return same
        return compared(operator, one, None) if isinstance(one, UNDECIDED) else not same

    return evaluation


@compiler_of(syntax.Between)
def between(node: syntax.Between, around: Around) -> Evaluation:
    """Give the function of a test between two ends; plain values are compared directly."""
    value, low, high = map(around.compiled, (node.value, node.low, node.high))

    def evaluation(run: Run, frame: Frame) -> object:
        one: Any = value(run, frame)
        least: Any = low(run, frame)
        most: Any = high(run, frame)
        kind = type(one)
        if kind in _ORDERED and kind is type(least) and kind is type(most):
            return least <= one <= most
        return lies_between(one, least, most)

    return evaluation


@compiler_of(syntax.In)
def is_in(node: syntax.In, around: Around) -> Evaluation:
    """Give the function of a test for membership; a text is looked up among listed words."""
    value, words = around.compiled(node.value), words_of(node.tests)
    tests = tuple((test, tested(test, around), mentions_input(test)) for test in node.tests)

    def evaluation(run: Run, frame: Frame) -> object:
        inner = value(run, frame)
        if words:
            if type(inner) is str:
                return inner in words
            if type(inner) is Unknown:
                return inner
        within = (inner, frame)
        says = [passes(inner, test, part(run, within), asks=asks) for test, part, asks in tests]
        return any_true(says)

    return evaluation


def tested(test: Expression, around: Around) -> Evaluation:
    """Give the function of a test's part with a value, in a frame that begins with the input."""
    part, within = tested_part(test), Named("?", around.bindings)
    evaluation = around.compiled(part, within)
    return fixed(given_alone(evaluation)) if is_constant(part, within) else evaluation


def words_of(tests: Iterable[Expression]) -> frozenset[str]:
    """Give the words that tests list; none where some test is anything else."""
    found: set[str] = set()
    for test in tests:
        for item in test.items if isinstance(test, syntax.ListLiteral) else (test,):
            if not isinstance(item, syntax.Literal) or not isinstance(item.value, str):
                return frozenset()
            found.add(item.value)
    return frozenset(found)
