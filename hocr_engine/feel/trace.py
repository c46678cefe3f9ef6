"""The evaluator: answers an expression and keeps every step of the way.

An undecided earlier answer (OneOf) is gone through at the level of the whole expression: it is
evaluated once for each combination of the choices actually met, at most MAX_WORLDS of them. Where
all agree, that is the answer; where they differ, the answer is a OneOf of the different results,
or Unknown when one of the results is itself undecided or there are too many combinations.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping

from attrs import frozen

from hocr_engine.feel import calling, iteration, making, messages, operators, selection, syntax
from hocr_engine.feel.bounds import MAX_DEPTH
from hocr_engine.feel.errors import FeelError
from hocr_engine.feel.logic import any_true, opposite, truth_of
from hocr_engine.feel.operators import passes
from hocr_engine.feel.run import Choices, Run, Scope
from hocr_engine.feel.steps import Read, Step
from hocr_engine.feel.support import support
from hocr_engine.feel.syntax import Expression, UnaryTests, mentions_input
from hocr_engine.feel.values import OneOf, Unknown, all_awaited, identical, is_undecided

__all__ = ["Read", "Step", "support", "trace", "trace_tests", "value_of"]

PASSES = (calling, iteration, making, operators, selection)


@frozen
class Derived:
    """The choice that a choice among earlier answers leads to, so that equal ones go together."""

    keys: tuple[Hashable, ...]
    outcomes: tuple[str, ...]


def value_of(expression: Expression, names: Mapping[str, object]) -> object:
    """Give the value of an expression."""
    return trace(expression, names).value


def trace(expression: Expression, names: Mapping[str, object]) -> Step:
    """Give the value of an expression and each step towards it."""
    return _through_choices(expression, lambda run: run.step(expression, Scope(names)))


def trace_tests(tests: UnaryTests, value: object, names: Mapping[str, object]) -> Step:
    """Give whether a value passes unary tests, and each step towards it."""
    return _through_choices(tests, lambda run: _tested(run, tests, value, names))


def _tested(run: Run, tests: UnaryTests, value: object, names: Mapping[str, object]) -> Step:
    taken = run.taken(value)
    scope = Scope({"?": taken}, Scope(names))
    steps = tuple(_test_step(run, test, scope) for test in tests.tests)
    says = any_true(
        truth_of(step.value) if mentions_input(test) else passes(taken, test, step.value)
        for test, step in zip(tests.tests, steps, strict=True)
    )
    answer = opposite(says) if tests.negated else says
    return Step(tests, answer if tests.tests else True, steps)


def _test_step(run: Run, test: Expression, scope: Scope) -> Step:
    return run.step(test.operand if isinstance(test, syntax.HalfOpen) else test, scope)


def _through_choices(expression: Expression | UnaryTests, evaluated: Callable[[Run], Step]) -> Step:
    """Give the step for every combination of undecided answers, put together."""
    choices = Choices()
    try:
        steps = [evaluated(Run(choices))]
        keys = tuple(choices.keys)
        while choices.advance():
            if choices.too_many:
                return Step(expression, Unknown(frozenset(choices.awaits)), tuple(steps))
            steps.append(evaluated(Run(choices)))
    except RecursionError:
        raise FeelError((messages.nested_too_deep(expression.at, MAX_DEPTH),)) from None
    if len(steps) == 1:
        return steps[0]
    return Step(expression, _put_together(steps, choices, keys), tuple(steps))


def _put_together(steps: list[Step], choices: Choices, keys: tuple[Hashable, ...]) -> object:
    values = [step.value for step in steps]
    awaits = frozenset(choices.awaits | all_awaited(values))
    if any(is_undecided(value) for value in values):
        return Unknown(awaits)
    different: list[object] = []
    for value in values:
        if not any(identical(value, other) for other in different):
            different.append(value)
    if len(different) == 1:
        return different[0]
    outcomes = tuple(repr(value) for value in values)
    return OneOf(tuple(different), awaits, Derived(keys, outcomes))
