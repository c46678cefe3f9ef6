"""Compiled conditions: and, or, comparisons, `between`, `in`, `if`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Final

from hocr_engine.feel import syntax
from hocr_engine.feel.compiler import (
    Around,
    Evaluation,
    Frame,
    Named,
    compiler_of,
    fixed,
    given_alone,
)
from hocr_engine.feel.logic import ORDERS, Truth, all_true, any_true, compared, equal, truth_of
from hocr_engine.feel.operators import agreed_on, lies_between, passes, tested_part
from hocr_engine.feel.run import Run
from hocr_engine.feel.syntax import Expression, mentions_input
from hocr_engine.feel.values import Unknown

# Two values of one of these types are equal as they are to Python.
_PLAIN: Final = frozenset((str, bool))


@compiler_of(syntax.AllOf)
def all_of(node: syntax.AllOf, around: Around) -> Evaluation:
    """Give the function of a conjunction."""
    return _joined(node.parts, around, all_true, settles=False)


@compiler_of(syntax.AnyOf)
def any_of(node: syntax.AnyOf, around: Around) -> Evaluation:
    """Give the function of a disjunction."""
    return _joined(node.parts, around, any_true, settles=True)


def _joined(
    nodes: Sequence[Expression],
    around: Around,
    join: Callable[[Iterable[Truth]], Truth],
    *,
    settles: bool,
) -> Evaluation:
    """Give the function of parts joined; every part is evaluated, as where steps are kept.

    So the same names are read whichever evaluator is at work, and the same facts awaited.
    """
    parts = tuple(map(around.compiled, nodes))
    otherwise = not settles

    def evaluation(run: Run, frame: Frame) -> object:
        says = [part(run, frame) for part in parts]
        plain = True
        for said in says:
            if said is settles:
                return settles
            plain = plain and said is otherwise
        return otherwise if plain else join(map(truth_of, says))

    return evaluation


@compiler_of(syntax.Comparison)
def comparison(node: syntax.Comparison, around: Around) -> Evaluation:
    """Give the function of a comparison; plain values are compared directly."""
    left, right = around.compiled(node.left), around.compiled(node.right)
    operator = node.operator
    if operator not in ORDERS:
        return _equality(left, right, operator)
    order = ORDERS[operator]

    def evaluation(run: Run, frame: Frame) -> object:
        one, other = left(run, frame), right(run, frame)
        if type(one) is Decimal and type(other) is Decimal:
            return order(one, other)
        return compared(operator, one, other)

    return evaluation


def _equality(left: Evaluation, right: Evaluation, operator: str) -> Evaluation:
    same = operator == "="

    def evaluation(run: Run, frame: Frame) -> object:
        one, other = left(run, frame), right(run, frame)
        if type(one) is type(other) and type(one) in _PLAIN:
            return (one == other) is same
        return equal(one, other) if same else compared(operator, one, other)

    return evaluation


@compiler_of(syntax.Between)
def between(node: syntax.Between, around: Around) -> Evaluation:
    """Give the function of a test between two ends."""
    value, low, high = map(around.compiled, (node.value, node.low, node.high))
    return lambda run, frame: lies_between(value(run, frame), low(run, frame), high(run, frame))


@compiler_of(syntax.In)
def is_in(node: syntax.In, around: Around) -> Evaluation:
    """Give the function of a test for membership; a text is looked up among listed words."""
    value = around.compiled(node.value)
    words = words_of(node.tests)
    tests = tuple((test, tested(test, around), mentions_input(test)) for test in node.tests)

    def evaluation(run: Run, frame: Frame) -> object:
        inner = value(run, frame)
        if type(inner) is str and words:
            return inner in words
        within = (inner, frame)
        says = [passes(inner, test, part(run, within), asks=asks) for test, part, asks in tests]
        return any_true(says)

    return evaluation


def tested(test: Expression, around: Around) -> Evaluation:
    """Give the function of a test's part with a value, in a frame that begins with the input."""
    evaluation = around.compiled(tested_part(test), Named("?", around.bindings))
    return fixed(given_alone(evaluation)) if _is_constant(tested_part(test)) else evaluation


def _is_constant(node: Expression) -> bool:
    match node:
        case syntax.Literal():
            return True
        case syntax.ListLiteral(items=items):
            return all(map(_is_constant, items))
        case syntax.RangeLiteral(low=low, high=high):
            return _is_constant(low) and _is_constant(high)
        case _:
            return False


def words_of(tests: Iterable[Expression]) -> frozenset[str]:
    """Give the words that tests list; none where some test is anything else."""
    found: set[str] = set()
    for test in tests:
        for item in test.items if isinstance(test, syntax.ListLiteral) else (test,):
            if not isinstance(item, syntax.Literal) or not isinstance(item.value, str):
                return frozenset()
            found.add(item.value)
    return frozenset(found)


@compiler_of(syntax.If)
def if_else(node: syntax.If, around: Around) -> Evaluation:
    """Give the function of a choice between two branches."""
    condition, then, otherwise = map(around.compiled, (node.condition, node.then, node.otherwise))

    def evaluation(run: Run, frame: Frame) -> object:
        truth = truth_of(condition(run, frame))
        if isinstance(truth, Unknown):
            return agreed_on(truth, then(run, frame), otherwise(run, frame))
        return then(run, frame) if truth is True else otherwise(run, frame)

    return evaluation
