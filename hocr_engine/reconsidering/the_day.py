"""The conditions of a rulebook that read the day decided as at, and what they set against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import cached_property
from typing import Final

from attrs import field, frozen

from hocr_engine.feel.syntax import Comparison, Expression, Name, Path, UnaryTests, walk
from hocr_engine.rulebook.graph import expressions
from hocr_engine.rulebook.model import Book

AS_AT: Final = "as_at"
AT_ONCE: Final = timedelta(0)
THE_DAY_AFTER: Final = timedelta(days=1)
FROM_THE_DAY: Final = ("<", ">=")
PAST_THE_DAY: Final = ("<=", ">")
TURNED: Final = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


@frozen(slots=False, eq=False)
class TheDay:
    """Where a rulebook reads the day decided as at."""

    book: Book = field(repr=False)

    @cached_property
    def expressions(self) -> tuple[Expression | UnaryTests, ...]:
        """Give every expression that reads it."""
        rules = (one for rule in self.book.rule.values() for one in expressions(rule))
        defined = (one.expression for one in self.book.vocabulary.definitions)
        steps = (one for step in self.book.steps for one in (step.same, step.takes_part))
        found: Iterable[Expression | UnaryTests | None] = (*rules, *defined, *steps)
        return tuple(one for one in found if one is not None and any(_reads(one)))

    @cached_property
    def members(self) -> frozenset[str]:
        """Give the members in these expressions, whose dates may be set against it."""
        nodes = (node for one in self.expressions for node, _ in walk(one))
        return frozenset(node.member for node in nodes if isinstance(node, Path))

    @cached_property
    def lags(self) -> frozenset[timedelta]:
        """Give how long after a date that is read such an expression may turn."""
        sides = [side for one in self.expressions for side in _compared(one)]
        if len(sides) < sum(len(list(_reads(one))) for one in self.expressions):
            return frozenset((AT_ONCE, THE_DAY_AFTER))
        return frozenset(AT_ONCE if side in FROM_THE_DAY else THE_DAY_AFTER for side in sides)


def _reads(expression: Expression | UnaryTests) -> Iterator[Name]:
    nodes = (node for node, _ in walk(expression))
    return (node for node in nodes if isinstance(node, Name) and node.name == AS_AT)


def _compared(expression: Expression | UnaryTests) -> Iterator[str]:
    """Give by which operator the day stands before a date, wherever it is set against one."""
    for node, _ in walk(expression):
        if isinstance(node, Comparison) and node.operator in TURNED:
            if _is_the_day(node.left):
                yield node.operator
            if _is_the_day(node.right):
                yield TURNED[node.operator]


def _is_the_day(expression: Expression) -> bool:
    return isinstance(expression, Name) and expression.name == AS_AT
