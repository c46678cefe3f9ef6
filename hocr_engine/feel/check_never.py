"""Comparisons that are settled before anything is known: never true, always true, never null."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import evolve

from hocr_engine.feel import settled, syntax
from hocr_engine.feel.checker import Checker, Surroundings
from hocr_engine.feel.functions.registry import BUILT_INS
from hocr_engine.feel.guards import is_null
from hocr_engine.feel.logic import compared
from hocr_engine.feel.syntax import Expression
from hocr_engine.feel.types import (
    ANY,
    NULL,
    FeelType,
    Limits,
    ListOf,
    ThingType,
    Words,
    bare,
    may_be_null,
)

_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_PARSERS = ("date", "date and time", "time")


def never_null(
    checker: Checker,
    node: Expression,
    subject: Expression | None,
    of: FeelType,
    around: Surroundings,
) -> None:
    """Note that something which is never null is set against null at a node."""
    if not checker.house or subject is None or may_be_null(of) or bare(of) in (ANY, NULL):
        return
    if isinstance(of, ListOf):
        checker.note(settled.never_null_list(node.at, subject.at))
        return
    limits = limits_of(checker, subject, around)
    if isinstance(of, Words) and settled.NOT_ESTABLISHED in of.allowed:
        checker.note(settled.never_null_words(node.at, subject.at))
    elif limits is not None and limits.presumed is not None:
        checker.note(settled.never_null_presumed(node.at, subject.at, limits.presumed))
    else:
        checker.note(settled.never_null(node.at, subject.at))


def limits_of(checker: Checker, node: Expression, around: Surroundings) -> Limits | None:
    """Give what the vocabulary says of a fact beyond its type; None where this is no fact."""
    if isinstance(node, syntax.Path):
        holder, member = checker.quietly(node.of, around), node.member
    elif isinstance(node, syntax.Name) and around.element is not None:
        holder, member = around.element, node.name
    else:
        return None
    kind = bare(holder)
    if not isinstance(kind, ThingType):
        return None
    return checker.scope.limits.get(kind.kind, {}).get(member)


def out_of_reach(checker: Checker, node: syntax.Comparison, around: Surroundings) -> None:
    """Note a number that a fact never reaches by what the vocabulary says of it."""
    fact, operator, number = node.left, node.operator, written(node.right)
    if written(node.left) is not None:
        fact, operator, number = node.right, _TURNED.get(operator, operator), written(node.left)
    if not checker.house or not isinstance(number, Decimal):
        return
    limits = limits_of(checker, fact, around)
    if limits is not None and _is_beyond(operator, number, limits):
        checker.note(settled.out_of_reach(node.at, fact.at, operator, number, limits))


def _is_beyond(operator: str, number: Decimal, limits: Limits) -> bool:
    low, high = limits.at_least, limits.at_most
    match operator:
        case ">":
            return high is not None and number >= high
        case ">=":
            return high is not None and number > high
        case "<":
            return low is not None and number <= low
        case "<=":
            return low is not None and number < low
        case "=":
            return (high is not None and number > high) or (low is not None and number < low)
        case _:
            return False


def wrong_way_round(checker: Checker, low: Expression, high: Expression, node: Expression) -> None:
    """Note a stretch that ends before it begins."""
    ends = written(low), written(high)
    if checker.house and None not in ends and compared(">", *ends) is True:
        checker.note(settled.nothing_between(node.at, low.at, high.at))


def nothing_in_common(
    checker: Checker, node: syntax.Comparison, one: FeelType, other: FeelType
) -> None:
    """Note two facts whose lists share no word; a literal is told of by its own."""
    if not isinstance(one, Words) or not isinstance(other, Words):
        return
    if checker.house and one.allowed and not set(one.allowed) & set(other.allowed):
        checker.note(settled.nothing_in_common(node.at, node.left.at, node.right.at))


def contradictions(checker: Checker, node: syntax.AllOf | syntax.AnyOf) -> None:
    """Note one fact that equals two values at once, or is not one or not another."""
    together = isinstance(node, syntax.AllOf)
    first: dict[Expression, syntax.Literal] = {}
    for part, fact, value in _equalities(node, "=" if together else "!="):
        if fact not in first:
            first[fact] = value
        elif first[fact] != value:
            values = first[fact].at.text, value.at.text
            say = settled.both_at_once if together else settled.one_or_the_other
            checker.note(say(part.at, fact.at, values))


def _equalities(
    node: syntax.AllOf | syntax.AnyOf, operator: str
) -> Iterator[tuple[syntax.Comparison, Expression, syntax.Literal]]:
    for part in node.parts:
        if isinstance(part, syntax.Comparison) and part.operator == operator:
            literal = isinstance(part.right, syntax.Literal)
            fact, value = (part.left, part.right) if literal else (part.right, part.left)
            if isinstance(value, syntax.Literal) and isinstance(fact, syntax.Path | syntax.Name):
                yield part, fact, value


def written(node: Expression) -> Any:  # noqa: ANN401 - any value that can be written out
    """Give the value that is written out, or None where it depends on the record, or is null."""
    match node:
        case syntax.Literal(value=Decimal() | date() as value):
            return value
        case syntax.Negation(operand=syntax.Literal(value=Decimal() as value)):
            return -value
        case syntax.Call(
            function=syntax.Name(name=name),
            arguments=(syntax.Argument(value=syntax.Literal(value=str() as text)),),
        ) if name in _PARSERS:
            return BUILT_INS[name].on([text])
        case _:
            return None


def set_against_null(checker: Checker, node: syntax.Comparison, around: Surroundings) -> None:
    """Note a comparison with null of what is never null, whatever guards it elsewhere."""
    for subject, other in ((node.left, node.right), (node.right, node.left)):
        is_named = isinstance(subject, syntax.Name | syntax.Path | syntax.Call | syntax.ListLiteral)
        if checker.house and is_named and is_null(other):
            unguarded = evolve(around, guarded=frozenset())
            of = checker.quietly(subject, unguarded)
            never_null(checker, node, subject, of, around)
