"""Whether a condition can be meant: names, types, words, and the style of rule files."""

from __future__ import annotations

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.feel import check_calls, check_logic, check_selection, syntax
from hocr_engine.feel.checker import Checker, Surroundings
from hocr_engine.feel.syntax import Expression, UnaryTests
from hocr_engine.feel.types import FeelType, Period, Scope

PASSES = (check_calls, check_logic, check_selection)

Mistakes = tuple[Diagnostic, ...]
ALWAYS: Period = (None, None)


def check(
    expression: Expression, scope: Scope, *, house: bool = False, period: Period = ALWAYS
) -> tuple[FeelType, Mistakes]:
    """Give the type of an expression, and what is wrong with it; `house` as in rule files."""
    checker = Checker(scope, house, period)
    of = checker.type_of(expression, Surroundings(scope.names))
    return of, checker.told()


def check_condition(expression: Expression, scope: Scope, period: Period = ALWAYS) -> Mistakes:
    """
    Give what is wrong with the condition of a rule: it must come out true or false.

    `period` is when the rule holds, from a day until before another.
    """
    checker = Checker(scope, True, period)
    check_logic.condition(checker, expression, Surroundings(scope.names))
    return checker.told()


def check_tests(
    tests: UnaryTests,
    scope: Scope,
    input: FeelType,
    subject: Expression | None = None,
    period: Period = ALWAYS,
) -> Mistakes:
    """Give what is wrong with the unary tests of an input; `subject` is the input as written."""
    checker = Checker(scope, True, period)
    around = Surroundings({**scope.names, check_logic.INPUT: input})
    for test in tests.tests:
        if not isinstance(test, syntax.HalfOpen) and syntax.mentions_input(test):
            check_logic.condition(checker, test, around)
        else:
            check_logic.tested(checker, subject, input, test, around)
    return checker.told()
