"""Which parts of a condition are known not to be null once another part is true, or false."""

from __future__ import annotations

from decimal import Decimal
from functools import reduce
from typing import TypeAlias

from hocr_engine.feel import syntax
from hocr_engine.feel.syntax import Expression

Guarded: TypeAlias = frozenset[Expression]
_NOTHING: Guarded = frozenset()


def guarded_when(node: Expression, truth: bool) -> Guarded:
    """Give the expressions that cannot be null when this one is true (or false)."""
    match node:
        case syntax.AllOf(parts=parts) | syntax.AnyOf(parts=parts):
            each = [guarded_when(part, truth) for part in parts]
            every_holds = isinstance(node, syntax.AllOf) is truth
            return _NOTHING.union(*each) if every_holds else reduce(frozenset.intersection, each)
        case syntax.Comparison(operator=operator, left=left, right=right):
            return _by_comparison(operator, left, right, truth)
        case syntax.Between(value=value) | syntax.In(value=value):
            return _and_holders(value) if truth else _NOTHING
        case syntax.Call(
            function=syntax.Name(name="not"), arguments=(syntax.Argument(value=value),)
        ):
            return guarded_when(value, not truth)
        case syntax.Name() | syntax.Path():
            return _and_holders(node)
        case _:
            return _NOTHING


def _by_comparison(operator: str, left: Expression, right: Expression, truth: bool) -> Guarded:
    sides = [side for side in (left, right) if not is_null(side)]
    nought = is_nought(right) and truth and operator in ("!=", ">", "<")
    above: Guarded = frozenset({is_not_nought(left)}) if nought else _NOTHING
    if len(sides) == 1:
        present = (operator == "!=") is truth
        return _and_holders(sides[0]) if present and operator in ("=", "!=") else _NOTHING
    if operator in ("=", "!="):
        return above | _by_equality(sides) if (operator == "=") is truth else _NOTHING | above
    return above.union(*map(_and_holders, sides))


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
