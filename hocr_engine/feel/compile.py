"""Conditions compiled once and kept for as long as their trees are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar
from weakref import ref

from hocr_engine.feel import (
    compile_calls,
    compile_iteration,
    compile_logic,
    compile_making,
    compile_selection,
    compile_truths,
)
from hocr_engine.feel.compile_logic import tested, words_of
from hocr_engine.feel.compiler import Around, Evaluation, Frame, Given
from hocr_engine.feel.operators import test_says, verdict
from hocr_engine.feel.run import Run
from hocr_engine.feel.syntax import Expression, UnaryTests, mentions_input

PASSES = (
    *(compile_calls, compile_iteration, compile_logic),
    *(compile_making, compile_selection, compile_truths),
)

Tree = TypeVar("Tree", Expression, UnaryTests)

_OF_NAMES: Final = Around(Given()).compiled

# Trees are compared by value, which takes longer than evaluating most of them; so by identity.
_KEPT: Final[dict[int, tuple[ref[object], Evaluation]]] = {}


def compiled(expression: Expression) -> Evaluation:
    """Give the function of an expression; its frame is the mapping of the caller's names."""
    known = _KEPT.get(id(expression))
    if known is not None and known[0]() is expression:
        return known[1]
    return _keep(expression, _OF_NAMES)


def compiled_tests(tests: UnaryTests) -> Evaluation:
    """Give the function of unary tests; its frame is the value under test and the names."""
    known = _KEPT.get(id(tests))
    if known is not None and known[0]() is tests:
        return known[1]
    return _keep(tests, _tests)


def _keep(tree: Tree, compile: Callable[[Tree], Evaluation]) -> Evaluation:
    evaluation, key = compile(tree), id(tree)
    _KEPT[key] = (ref(tree, lambda _: _KEPT.pop(key, None)), evaluation)
    return evaluation


def _tests(tests: UnaryTests) -> Evaluation:
    around, negated = Around(Given()), tests.negated
    words = words_of(tests.tests)
    parts = tuple((test, tested(test, around), mentions_input(test)) for test in tests.tests)

    def evaluation(run: Run, frame: Frame) -> object:
        value = run.taken(frame[0])
        if type(value) is str and words:
            return (value in words) is not negated
        within = (value, frame[1])
        says = [test_says(value, test, part(run, within), asks) for test, part, asks in parts]
        return verdict(says, negated=negated)

    return evaluation
