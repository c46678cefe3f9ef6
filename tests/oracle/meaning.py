"""A second evaluator for the house style: naive, short, and written apart from the first."""

# ruff: noqa: ANN401, PLR0912
from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from operator import eq, ge, gt, le, lt
from typing import Any

from hocr_engine.feel import syntax
from hocr_engine.feel.values import Bounds, Maybe, Range, Unknown, YearsMonths

SIGNS: dict[str, Any] = {"=": eq, "<": lt, "<=": le, ">": gt, ">=": ge}
KINDS = (bool, Decimal, str, datetime, date, time, timedelta, YearsMonths)


def oracle(node: Any, facts: dict[str, Any]) -> Any:
    """Give the value of an expression; NotImplementedError where it is not in the house style."""
    match node:
        case syntax.Literal(value=value):
            return value
        case syntax.Name(name=name) if name != "?":
            return facts.get(name)
        case syntax.ListLiteral(items=items):
            return [oracle(item, facts) for item in items]
        case syntax.RangeLiteral(low=low, high=high):
            edges, ends = (node.low_included, node.high_included), (low, high)
            least_end, greatest = (oracle(end, facts) for end in ends)
            if None not in (least_end, greatest) and compare("<=", least_end, greatest) is None:
                return None
            return Range(least_end, greatest, *edges)
        case syntax.Path(of=of, member=member):
            return part(oracle(of, facts), member)
        case syntax.AllOf(parts=parts):
            return least([oracle(each, facts) for each in parts])
        case syntax.AnyOf(parts=parts):
            return turned(least([turned(oracle(each, facts)) for each in parts]))
        case syntax.Call(function=syntax.Name(name="not"), arguments=(only,)):
            return turned(oracle(only.value, facts))
        case syntax.Call(function=syntax.Name(name="count"), arguments=(only,)):
            return counted(listed(oracle(only.value, facts)))
        case syntax.Comparison(operator=operator, left=left, right=right):
            return compare(operator, oracle(left, facts), oracle(right, facts))
        case syntax.Between(value=value, low=low, high=high):
            return fits(oracle(value, facts), Range(oracle(low, facts), oracle(high, facts)))
        case syntax.In(value=value, tests=tests):
            inner = oracle(value, facts)
            return turned(least(turned(fits(inner, oracle(test, facts))) for test in tests))
        case syntax.HalfOpen(operator=operator, operand=operand):
            return operator, oracle(operand, facts)
        case syntax.Quantified(quantifier=quantifier, iterations=(only,), condition=condition):
            source, every = listed(oracle(only.source, facts)), quantifier == "every"
            if not isinstance(source, list):
                return source
            bound = [(each, {**facts, only.name: getattr(each, "value", each)}) for each in source]
            says = [present(oracle(condition, inner), each, every) for each, inner in bound]
            return least(says) if every else turned(least(map(turned, says)))
        case syntax.Filter(of=of, where=where) if not isinstance(where, syntax.Literal):
            source = listed(oracle(of, facts))
            if not isinstance(source, list):
                return source
            return [part for each in source for part in chosen(each, where, facts)]
    raise NotImplementedError(type(node).__name__)


def turned(value: Any) -> Any:
    """Give the opposite truth; what is neither true, false nor unknown counts as null."""
    return not value if isinstance(value, bool) else value if isinstance(value, Unknown) else None


def least(truths: Iterable[Any]) -> Any:
    """Give the least truth, in the order false, unknown, null, true."""
    told = [turned(turned(each)) for each in truths]
    return min(told, key=lambda each: {False: 0, None: 2, True: 3}.get(each, 1), default=True)


def compare(sign: str, one: Any, other: Any) -> Any:
    if sign == "!=":
        return turned(compare("=", one, other))
    if isinstance(one, Bounds):
        says = {compare(sign, Decimal(n), other) for n in range(one.low, one.high + 1)}
        return says.pop() if len(says) == 1 else Unknown(frozenset({"count"}))
    if isinstance(other, Bounds):
        return compare({"<": ">", ">": "<", "<=": ">=", ">=": "<="}.get(sign, sign), other, one)
    if isinstance(one, Unknown) or isinstance(other, Unknown):
        return one if isinstance(one, Unknown) else other
    if sign == "=" and (one is None or other is None):
        return one is other
    if isinstance(one, Range | tuple) or isinstance(other, Range | tuple):
        raise NotImplementedError("comparison of ranges")
    if sign == "=" and isinstance(one, list) and isinstance(other, list):
        if any(isinstance(each, Maybe) for each in one + other):
            raise NotImplementedError("equality of undecided lists")
        pairs = zip(one, other, strict=False)
        return least([len(one) == len(other), *(compare("=", *pair) or False for pair in pairs)])
    kind = next((kind for kind in KINDS if isinstance(one, kind) or isinstance(other, kind)), None)
    fitting = kind is not None and isinstance(one, kind) and isinstance(other, kind)
    if fitting and isinstance(one, datetime | time) and one.tzinfo != other.tzinfo:
        raise NotImplementedError("moments of unlike time zones")
    return SIGNS[sign](one, other) if fitting and (kind is not bool or sign == "=") else None


def fits(value: Any, tested: Any) -> Any:
    if isinstance(tested, tuple):
        return compare(tested[0], value, tested[1])
    if isinstance(tested, Range):
        low, high = ">="[: 1 + tested.low_included], "<="[: 1 + tested.high_included]
        return least([compare(low, value, tested.low), compare(high, value, tested.high)])
    if isinstance(value, list):
        raise NotImplementedError("a list among lists")
    if isinstance(value, Unknown) or not isinstance(tested, list):
        return compare("=", value, tested)
    says = [present(fits(value, getattr(each, "value", each)), each, False) for each in tested]
    return turned(least(map(turned, says)))


def counted(items: Any) -> Any:
    if not isinstance(items, list):
        return items
    sure = sum(not isinstance(each, Maybe) for each in items)
    return Decimal(sure) if sure == len(items) else Bounds(sure, len(items), frozenset())


def present(says: Any, element: Any, neutral: bool) -> Any:
    return says if says is neutral or not isinstance(element, Maybe) else Unknown(element.awaits)


def listed(value: Any) -> Any:
    if isinstance(value, Range):
        raise NotImplementedError("going through a range")
    return value if value is None or isinstance(value, list | Unknown) else [value]


def chosen(each: Any, where: Any, facts: dict[str, Any]) -> list[Any]:
    """Give the element if it meets the condition of a filter, marked where it only may."""
    inner = getattr(each, "value", each)
    says = oracle(where, {**facts, "item": inner, **(inner if isinstance(inner, dict) else {})})
    if isinstance(says, Decimal) or isinstance(inner, Unknown):
        raise NotImplementedError("a position, or an unknown element")
    return [Maybe(inner, says.awaits)] if isinstance(says, Unknown) else [each] * (says is True)


def part(holder: Any, member: str) -> Any:
    if isinstance(holder, list):
        return [part(each, member) for each in holder]
    if isinstance(holder, Maybe):
        return Maybe(part(holder.value, member), holder.awaits)
    if holder is not None and not isinstance(holder, dict | Unknown):
        raise NotImplementedError("a part of a plain value")
    return holder.get(member) if isinstance(holder, dict) else holder
