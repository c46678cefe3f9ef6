"""The meaning of operators: and, or, comparisons, arithmetic, if, in, between."""

from __future__ import annotations

from collections.abc import Sequence

from hocr_engine.feel import syntax
from hocr_engine.feel.arithmetic import calculated, negated
from hocr_engine.feel.logic import (
    TRUTHS,
    Truth,
    all_true,
    any_true,
    compared,
    meets,
    opposite,
    truth_of,
)
from hocr_engine.feel.run import Run, Scope, meaning_of
from hocr_engine.feel.steps import Step
from hocr_engine.feel.values import (
    UNDECIDED,
    Range,
    Unknown,
    all_awaited,
    identical,
    is_undecided,
)


@meaning_of(syntax.AllOf)
def all_of(run: Run, node: syntax.AllOf, scope: Scope) -> Step:
    """Give the conjunction; every part is evaluated, an explanation needs them all."""
    parts = tuple(run.step(part, scope) for part in node.parts)
    return Step(node, all_true(truth_of(part.value) for part in parts), parts)


@meaning_of(syntax.AnyOf)
def any_of(run: Run, node: syntax.AnyOf, scope: Scope) -> Step:
    """Give the disjunction; every part is evaluated, an explanation needs them all."""
    parts = tuple(run.step(part, scope) for part in node.parts)
    return Step(node, any_true(truth_of(part.value) for part in parts), parts)


@meaning_of(syntax.Comparison)
def comparison(run: Run, node: syntax.Comparison, scope: Scope) -> Step:
    """Give what the comparison says."""
    left, right = run.step(node.left, scope), run.step(node.right, scope)
    return Step(node, compared(node.operator, left.value, right.value), (left, right))


@meaning_of(syntax.Between)
def between(run: Run, node: syntax.Between, scope: Scope) -> Step:
    """Give whether the value lies between the ends, both included."""
    value, low, high = (run.step(part, scope) for part in (node.value, node.low, node.high))
    return Step(node, lies_between(value.value, low.value, high.value), (value, low, high))


def lies_between(value: object, low: object, high: object) -> Truth:
    """Give whether a value lies between two ends, both included."""
    return all_true((compared(">=", value, low), compared("<=", value, high)))


@meaning_of(syntax.In)
def is_in(run: Run, node: syntax.In, scope: Scope) -> Step:
    """Give whether the value meets one of the tests."""
    value = run.step(node.value, scope)
    inner = scope.binding(**{"?": value.value})
    tests = tuple(run.step(tested_part(test), inner) for test in node.tests)
    says = (
        passes(value.value, test, step.value, asks=syntax.mentions_input(test))
        for test, step in zip(node.tests, tests, strict=True)
    )
    return Step(node, any_true(says), (value, *tests))


def tested_part(test: syntax.Expression) -> syntax.Expression:
    """Give the part of a test that has a value: the end of a test with one end, else all of it."""
    return test.operand if isinstance(test, syntax.HalfOpen) else test


def passes(value: object, test: syntax.Expression, tested: object, *, asks: bool) -> Truth:
    """Give whether a value passes a test, evaluated; `asks` where it speaks of the value itself."""
    if isinstance(test, syntax.HalfOpen):
        return compared(test.operator, value, tested)
    if asks and isinstance(tested, TRUTHS):
        return tested
    if isinstance(test, syntax.RangeLiteral) and tested is None:
        return None
    return meets(value, tested)


def test_says(value: object, test: syntax.Expression, against: object, is_condition: bool) -> Truth:
    """Give what a unary test says of a value; `is_condition` where the test speaks of it itself."""
    return truth_of(against) if is_condition else passes(value, test, against, asks=False)


def verdict(says: Sequence[Truth], *, negated: bool) -> Truth:
    """Give what unary tests come to, of which one must pass; without tests anything passes."""
    if not says:
        return True
    return opposite(any_true(says)) if negated else any_true(says)


@meaning_of(syntax.If)
def if_else(run: Run, node: syntax.If, scope: Scope) -> Step:
    """Give the branch that the condition picks; while unknown, what both branches agree on."""
    condition = run.step(node.condition, scope)
    truth = truth_of(condition.value)
    if not isinstance(truth, Unknown):
        chosen = run.step(node.then if truth is True else node.otherwise, scope)
        return Step(node, chosen.value, (condition, chosen))
    branches = run.step(node.then, scope), run.step(node.otherwise, scope)
    agreed = agreed_on(truth, *(branch.value for branch in branches))
    return Step(node, agreed, (condition, *branches))


def agreed_on(condition: Unknown, one: object, other: object) -> object:
    """Give what two branches agree on while it is not known which of them is picked."""
    if is_undecided(one) or is_undecided(other) or not identical(one, other):
        return Unknown(condition.awaits | all_awaited((one, other)))
    return one


@meaning_of(syntax.Arithmetic)
def arithmetic(run: Run, node: syntax.Arithmetic, scope: Scope) -> Step:
    """Give the sum, difference, product, quotient or power."""
    left, right = run.step(node.left, scope), run.step(node.right, scope)
    return Step(node, calculated(node.operator, left.value, right.value), (left, right))


@meaning_of(syntax.Negation)
def negation(run: Run, node: syntax.Negation, scope: Scope) -> Step:
    """Give the opposite number or duration."""
    operand = run.step(node.operand, scope)
    return Step(node, negated(operand.value), (operand,))


@meaning_of(syntax.RangeLiteral)
def range_literal(run: Run, node: syntax.RangeLiteral, scope: Scope) -> Step:
    """Give the range between two ends; null where the ends do not compare."""
    low, high = run.step(node.low, scope), run.step(node.high, scope)
    value = range_between(low.value, high.value, node.low_included, node.high_included)
    return Step(node, value, (low, high))


def range_between(low: object, high: object, low_included: bool, high_included: bool) -> object:
    """Give the range between two ends; null where the ends do not compare."""
    if isinstance(low, UNDECIDED) or isinstance(high, UNDECIDED):
        return Unknown(all_awaited((low, high)))
    if low is None or high is None or compared("<=", low, high) is None:
        return None
    return Range(low, high, low_included, high_included)


@meaning_of(syntax.HalfOpen)
def half_open(run: Run, node: syntax.HalfOpen, scope: Scope) -> Step:
    """Give the range of the values that pass a test with one end."""
    operand = run.step(node.operand, scope)
    return Step(node, one_ended(node.operator, operand.value), (operand,))


def one_ended(operator: str, end: object) -> object:
    """Give the range of the values that stand so to an end."""
    if isinstance(end, UNDECIDED):
        return Unknown(end.awaits)
    if end is None:
        return None
    match operator:
        case "<" | "<=":
            return Range(None, end, False, operator == "<=")
        case ">" | ">=":
            return Range(end, None, operator == ">=", False)
        case _:
            return Range(end, end, negated=operator == "!=")
