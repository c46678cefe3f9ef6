"""
The two ways of evaluating: by the compiled form for the value alone, or keeping every step.

Both have one meaning, and await the same facts; the compiled one stops where a part of `and` or
`or` settles it.

An undecided earlier answer (OneOf) is gone through at the level of the whole expression: it is
evaluated once for each combination of the choices actually met, at most MAX_WORLDS of them. Where
all agree, that is the answer; where they differ, the answer is a OneOf of the different results,
or Unknown when one of the results is itself undecided or there are too many combinations.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import TypeAlias, TypeVar

from attrs import frozen

from hocr_engine.feel import calling, iteration, making, messages, operators, selection
from hocr_engine.feel.bounds import MAX_DEPTH, BoundExceededError
from hocr_engine.feel.compile import compiled, compiled_tests
from hocr_engine.feel.compiler import Evaluation, Frame
from hocr_engine.feel.errors import FeelError
from hocr_engine.feel.operators import test_says, tested_part, verdict
from hocr_engine.feel.run import Choices, Run, Scope
from hocr_engine.feel.steps import Read, Step
from hocr_engine.feel.support import support
from hocr_engine.feel.syntax import Expression, UnaryTests, mentions_input
from hocr_engine.feel.values import OneOf, Unknown, all_awaited, identical, is_undecided

__all__ = [
    "Read",
    "Step",
    "choices_of",
    "passes_tests",
    "support",
    "trace",
    "trace_tests",
    "value_of",
]

PASSES = (calling, iteration, making, operators, selection)
Result = TypeVar("Result")
Way: TypeAlias = tuple[tuple[Hashable, int], ...]


@frozen(cache_hash=True)
class Derived:
    """
    The choice that choices among earlier answers lead to, so that equal ones go together.

    They are equal where the same choices lead to the same. Which choices are met depends on those
    made before, so each way is told with its own, by their numbers among the keys.
    """

    keys: tuple[Hashable, ...]
    ways: tuple[tuple[tuple[tuple[int, int], ...], str], ...]


def choices_of(value: object) -> frozenset[Hashable] | None:
    """
    Give the undecided answers on which it rests whether a condition is true or false.

    Unknown facts are none of these. None for a value that is settled, or may be something else.
    """
    if isinstance(value, Unknown):
        return frozenset()
    if isinstance(value, OneOf) and all(isinstance(option, bool) for option in value.options):
        return frozenset(_roots(value.key))
    return None


def _roots(key: Hashable) -> Iterator[Hashable]:
    if not isinstance(key, Derived):
        yield key
        return
    for inner in key.keys:
        yield from _roots(inner)


def value_of(expression: Expression, names: Mapping[str, object]) -> object:
    """Give the value of an expression, by its compiled form."""
    evaluation, run = compiled(expression), Run()
    try:
        value = evaluation(run, names)
        # Most conditions meet no undecided answer.
        return value if run.choices is None else _every_way(value, run, evaluation, names)
    except BoundExceededError:
        # Steps tell where a limit was passed.
        return trace(expression, names).value
    except RecursionError:
        raise _too_deep(expression) from None


def passes_tests(tests: UnaryTests, value: object, names: Mapping[str, object]) -> object:
    """Give whether a value passes unary tests, by their compiled form."""
    evaluation, run, frame = compiled_tests(tests), Run(), (value, names)
    try:
        passes = evaluation(run, frame)
        return passes if run.choices is None else _every_way(passes, run, evaluation, frame)
    except BoundExceededError:
        return trace_tests(tests, value, names).value
    except RecursionError:
        raise _too_deep(tests) from None


def trace(expression: Expression, names: Mapping[str, object]) -> Step:
    """Give the value of an expression and each step towards it."""
    return _traced(expression, lambda run: run.step(expression, Scope(names)))


def trace_tests(tests: UnaryTests, value: object, names: Mapping[str, object]) -> Step:
    """Give whether a value passes unary tests, and each step towards it."""
    return _traced(tests, lambda run: _tested(run, tests, value, names))


def _tested(run: Run, tests: UnaryTests, value: object, names: Mapping[str, object]) -> Step:
    taken = run.taken(value)
    scope = Scope({"?": taken}, Scope(names))
    steps = tuple(run.step(tested_part(test), scope) for test in tests.tests)
    says = [
        test_says(taken, test, step.value, mentions_input(test))
        for test, step in zip(tests.tests, steps, strict=True)
    ]
    return Step(tests, verdict(says, negated=tests.negated), steps)


def _traced(expression: Expression | UnaryTests, evaluated: Callable[[Run], Step]) -> Step:
    """Give the step; where undecided answers were met, one of the steps for each way they go."""
    run = Run()
    try:
        step = evaluated(run)
        if run.choices is None:
            return step
        ways, steps = _each_way(step, run.choices, evaluated)
    except RecursionError:
        raise _too_deep(expression) from None
    value = _put_together([step.value for step in steps], run.choices, ways)
    return step if len(steps) == 1 else Step(expression, value, tuple(steps))


def _every_way(first: object, run: Run, evaluation: Evaluation, frame: Frame) -> object:
    """Give the value where undecided answers were met, from the value for the first way they go."""
    assert run.choices is not None
    ways, values = _each_way(first, run.choices, lambda again: evaluation(again, frame))
    return _put_together(values, run.choices, ways)


def _too_deep(expression: Expression | UnaryTests) -> FeelError:
    return FeelError((messages.nested_too_deep(expression.at, MAX_DEPTH),))


def _each_way(
    first: Result, choices: Choices, evaluated: Callable[[Run], Result]
) -> tuple[list[Way], list[Result]]:
    """Give the result for every combination of undecided answers, as far as they are tried."""
    ways, results = [tuple(choices.chosen.items())], [first]
    while choices.advance() and not choices.too_many:
        results.append(evaluated(Run.under(choices)))
        ways.append(tuple(choices.chosen.items()))
    return ways, results


def _put_together(values: list[object], choices: Choices, ways: Sequence[Way]) -> object:
    """Give what the values of all combinations come to."""
    if choices.too_many:
        return Unknown(frozenset(choices.awaits))
    if len(values) == 1:
        return values[0]
    awaits = frozenset(choices.awaits | all_awaited(values))
    if any(is_undecided(value) for value in values):
        return Unknown(awaits)
    different: list[object] = []
    for value in values:
        if not any(identical(value, other) for other in different):
            different.append(value)
    if len(different) == 1:
        return different[0]
    return OneOf(tuple(different), awaits, _derived(values, ways))


def _derived(values: Sequence[object], ways: Sequence[Way]) -> Derived:
    """Give the choice among the values of all ways, each key of which is held once."""
    numbers: dict[Hashable, int] = {}
    told = tuple(
        (
            tuple((numbers.setdefault(key, len(numbers)), option) for key, option in way),
            repr(value),
        )
        for way, value in zip(ways, values, strict=True)
    )
    return Derived(tuple(numbers), told)
