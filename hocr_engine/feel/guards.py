"""Which parts of a condition another part guards: were they null, it would be false (or true)."""

from __future__ import annotations

from decimal import Decimal
from functools import reduce
from typing import TypeAlias

from hocr_engine.feel import syntax
from hocr_engine.feel.syntax import Expression

Guarded: TypeAlias = frozenset[Expression]
_NOTHING: Guarded = frozenset()


def guarded_when(node: Expression, truth: bool) -> Guarded:
    """
    Give the expressions without which this one would not be true (or false), and never null.

    An order guards nothing: `level > 3` is itself null without a level.
    """
    match node:
        case syntax.AllOf(parts=parts) | syntax.AnyOf(parts=parts):
            each = [guarded_when(part, truth) for part in parts]
            every_holds = isinstance(node, syntax.AllOf) is truth
            return _NOTHING.union(*each) if every_holds else reduce(frozenset.intersection, each)
        case syntax.Comparison(operator=operator, left=left, right=right):
            return _by_comparison(operator, left, right, truth)
        case syntax.In(value=value, tests=tests) if truth and all(map(_is_words, tests)):
            return _and_holders(value)
        case syntax.Call(
            function=syntax.Name(name="not"), arguments=(syntax.Argument(value=value),)
        ):
            return guarded_when(value, not truth)
        case _:
            return _NOTHING


def _by_comparison(operator: str, left: Expression, right: Expression, truth: bool) -> Guarded:
    if is_nought(right) and truth and operator in ("!=", ">", "<"):
        return frozenset({is_not_nought(left)})
    if operator not in ("=", "!="):
        return _NOTHING
    sides = [side for side in (left, right) if not is_null(side)]
    if len(sides) == 1:
        return _and_holders(sides[0]) if (operator == "!=") is truth else _NOTHING
    return _by_equality(sides) if (operator == "=") is truth else _NOTHING


def _is_words(test: Expression) -> bool:
    """Say whether a test is a value written out, or a list of such, without null."""
    if isinstance(test, syntax.ListLiteral):
        return all(map(_is_words, test.items))
    return isinstance(test, syntax.Literal) and not is_null(test)


def _by_equality(sides: list[Expression]) -> Guarded:
    """Give what is guarded when two things are equal, one of them a literal."""
    if any(isinstance(side, syntax.Literal) for side in sides):
        return _NOTHING.union(*map(_and_holders, sides))
    return _NOTHING


def _and_holders(node: Expression) -> Guarded:
    """Give an expression and what it is a member of: a member of null would be null."""
    guarded = {node}
    while isinstance(node, syntax.Path):
        node = node.of
        guarded.add(node)
    return frozenset(guarded)


def is_not_nought(node: Expression) -> Expression:
    """Give the comparison by which a number is guarded that something is divided by."""
    return syntax.Comparison("!=", node, syntax.Literal(Decimal(0), at=node.at), at=node.at)


def is_nought(node: Expression) -> bool:
    """Say whether an expression is the literal nought."""
    return isinstance(node, syntax.Literal) and node.value == 0 and node.value is not False


def is_null(node: Expression) -> bool:
    """Say whether an expression is the literal null."""
    return isinstance(node, syntax.Literal) and node.value is None
