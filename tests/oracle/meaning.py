"""A naive evaluator, short and written apart from the others; the house style stands here."""

# ruff: noqa: ANN401, PLR0912
from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from operator import eq, ge, gt, le, lt
from typing import Any

from hocr_engine.feel import syntax
from hocr_engine.feel.logic import compared, equal
from hocr_engine.feel.values import Bounds, Maybe, Range, Unknown, YearsMonths, awaits_of
from tests.oracle.beyond import at_position, beyond, is_condition, property_part, turns

SIGNS: dict[str, Any] = {"=": eq, "<": lt, "<=": le, ">": gt, ">=": ge}
KINDS = (bool, Decimal, str, datetime, date, time, timedelta, YearsMonths)


def oracle(node: Any, facts: dict[str, Any]) -> Any:
    """Give the value of an expression."""
    match node:
        case syntax.Literal(value=value):
            return value
        case syntax.Name(name=name) if name in facts:
            return facts[name]
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
            around = {**facts, "?": inner}
            says = [(test, oracle(test, around)) for test in tests]
            return turned(least(turned(tested(inner, test, told)) for test, told in says))
        case syntax.HalfOpen(operator=operator, operand=operand):
            return operator, oracle(operand, facts)
        case syntax.Quantified(quantifier=quantifier, iterations=iterations, condition=condition):
            every, stopped = quantifier == "every", list[Any]()
            bound = turns(iterations, facts, oracle, stopped)
            says = [present(oracle(condition, inner), awaits, every) for inner, awaits in bound]
            says += stopped
            return least(says) if every else turned(least(map(turned, says)))
        case syntax.Filter(of=of, where=where):
            source = listed(oracle(of, facts))
            if not isinstance(source, list):
                return source
            if not is_condition(where, source):
                first = getattr(source[0], "value", source[0]) if source else None
                position = oracle(where, looking_at(first, facts))
                if isinstance(position, Decimal | Unknown | Bounds):
                    return at_position(source, position)
            return [part for each in source for part in chosen(each, where, facts)]
    return beyond(node, facts, oracle)


def tested(value: Any, test: Any, told: Any) -> Any:
    if isinstance(told, bool | Unknown) and syntax.mentions_input(test):
        return told
    return None if isinstance(test, syntax.RangeLiteral) and told is None else fits(value, told)


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
        return one == other if sign == "=" and type(one) is type(other) else None
    if sign == "=" and isinstance(one, dict) and isinstance(other, dict):
        both = [(one[name], other[name]) for name in one if name in other]
        return least([one.keys() == other.keys(), *(compare("=", *p) or False for p in both)])
    if sign == "=" and isinstance(one, list) and isinstance(other, list):
        if any(isinstance(each, Maybe) for each in one + other):
            lengths = [{sum(waits(e) is None for e in side), len(side)} for side in (one, other)]
            apart = max(lengths[0]) < min(lengths[1]) or max(lengths[1]) < min(lengths[0])
            return False if apart else Unknown(awaits_of([*one, *other]))
        pairs = zip(one, other, strict=False)
        return least([len(one) == len(other), *(compare("=", *pair) or False for pair in pairs)])
    kind = next((kind for kind in KINDS if isinstance(one, kind) or isinstance(other, kind)), None)
    fitting = kind is not None and isinstance(one, kind) and isinstance(other, kind)
    if fitting and isinstance(one, datetime | time) and one.tzinfo != other.tzinfo:
        return equal(one, other) if sign == "=" else compared(sign, one, other)
    return SIGNS[sign](one, other) if fitting and (kind is not bool or sign == "=") else None


def fits(value: Any, tested: Any) -> Any:
    if isinstance(tested, tuple):
        return compare(tested[0], value, tested[1])
    if isinstance(tested, Range):
        low, high = ">="[: 1 + tested.low_included], "<="[: 1 + tested.high_included]
        return least([compare(low, value, tested.low), compare(high, value, tested.high)])
    if isinstance(value, list) and isinstance(tested, list):
        same = [compare("=", value, tested), *(compare("=", value, each) for each in tested)]
        return turned(least(map(turned, same)))
    if isinstance(value, Unknown) or not isinstance(tested, list):
        return compare("=", value, tested)
    says = [
        present(fits(value, getattr(each, "value", each)), waits(each), False) for each in tested
    ]
    return turned(least(map(turned, says)))


def counted(items: Any) -> Any:
    if not isinstance(items, list):
        return items
    sure = sum(not isinstance(each, Maybe) for each in items)
    return Decimal(sure) if sure == len(items) else Bounds(sure, len(items), frozenset())


def present(says: Any, awaits: Any, neutral: bool) -> Any:
    return says if says is neutral or not awaits else Unknown(awaits)


def waits(element: Any) -> Any:
    return element.awaits if isinstance(element, Maybe) else None


def listed(value: Any) -> Any:
    return value if value is None or isinstance(value, list | Unknown) else [value]


def chosen(each: Any, where: Any, facts: dict[str, Any]) -> list[Any]:
    """Give the element if it meets the condition of a filter, marked where it only may."""
    inner = getattr(each, "value", each)
    says = oracle(where, looking_at(inner, facts))
    if isinstance(says, Unknown | Bounds):
        return [Maybe(inner, says.awaits.union(waits(each) or ()))]
    return [each] * (says is True)


def looking_at(element: Any, facts: dict[str, Any]) -> dict[str, Any]:
    """Give the facts as a filter sees them; of an unknown element every name is unknown."""
    if isinstance(element, Unknown):
        return dict.fromkeys((*facts, "item"), element)
    return {**facts, "item": element, **(element if isinstance(element, dict) else {})}


def part(holder: Any, member: str) -> Any:
    if isinstance(holder, list):
        return [part(each, member) for each in holder]
    if isinstance(holder, Maybe):
        return Maybe(part(holder.value, member), holder.awaits)
    if holder is not None and not isinstance(holder, dict | Unknown):
        return property_part(holder, member)
    return holder.get(member) if isinstance(holder, dict) else holder
