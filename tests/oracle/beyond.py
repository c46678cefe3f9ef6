"""The naive evaluator beyond the house style; built-ins and sums of moments are shared."""

# ruff: noqa: ANN401, PLR0912
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from hocr_engine.feel import syntax
from hocr_engine.feel.arithmetic import calculated
from hocr_engine.feel.calendar import property_of
from hocr_engine.feel.functions.registry import BUILT_INS, BuiltIn
from hocr_engine.feel.values import (
    NUMBERS,
    Bounds,
    Maybe,
    Range,
    Unknown,
    YearsMonths,
    awaits_of,
    identical,
    is_undecided,
)

Facts = dict[str, Any]
Naive = Callable[[Any, Facts], Any]

NUMERIC = {"+": NUMBERS.add, "-": NUMBERS.subtract, "*": NUMBERS.multiply}
TYPES: dict[str, Any] = {
    "number": Decimal,
    "string": str,
    "boolean": bool,
    "date": date,
    "time": time,
    "date and time": datetime,
    "days and time duration": timedelta,
    "years and months duration": YearsMonths,
}
HOLDING: dict[str, Any] = {"list": list, "context": dict, "range": Range}
ENDS = {
    "start": "low",
    "end": "high",
    "start included": "low_included",
    "end included": "high_included",
}
TRUTHS = (syntax.Comparison, syntax.AllOf, syntax.AnyOf, syntax.Between, syntax.In)
TRUTHS_TOO = (syntax.Quantified, syntax.InstanceOf)


def beyond(node: Any, facts: Facts, naive: Naive) -> Any:
    """Give the value of an expression; `naive` gives those of its parts."""
    match node:
        case syntax.If(condition=condition, then=then, otherwise=otherwise):
            says = naive(condition, facts)
            if not is_open(says):
                return naive(then if says is True else otherwise, facts)
            one, other = naive(then, facts), naive(otherwise, facts)
            settled = not is_undecided([one, other]) and identical(one, other)
            return one if settled else unknown(says, one, other)
        case syntax.Negation(operand=operand):
            value = naive(operand, facts)
            if is_open(value):
                return unknown(value)
            return calculated("-", type(value)(0), value) if is_amount(value) else None
        case syntax.Arithmetic(operator=operator, left=left, right=right):
            return sum_of(operator, naive(left, facts), naive(right, facts))
        case syntax.ContextLiteral(entries=entries):
            made: Facts = {}
            for entry in entries:
                if entry.name in made:
                    return None
                made[entry.name] = naive(entry.value, {**facts, **made})
            return made
        case syntax.InstanceOf(value=value, type=named):
            return is_of(naive(value, facts), named)
        case syntax.FunctionLiteral(parameters=parameters, body=body, external=external):
            return None if external else author_s(parameters, body, facts, naive)
        case syntax.Call(function=function, arguments=arguments):
            name = getattr(function, "name", "")
            called = facts[name] if callable(facts.get(name)) else BUILT_INS.get(name)
            called = naive(function, facts) if called is None else called
            values = {
                each.name or str(at): naive(each.value, facts) for at, each in numbered(arguments)
            }
            return of_call(called, values, bool(arguments and arguments[0].name))
        case syntax.For(iterations=iterations, result=result):
            partial: list[Any] = []
            stopped: list[Any] = []
            for inner, waits in turns(iterations, facts, naive, stopped):
                value = naive(result, {**inner, "partial": partial})
                partial.append(Maybe(value, waits) if waits else value)
            return stop(stopped) if stopped else partial
        case syntax.Name(name=name):
            return facts.get(name, BUILT_INS.get(name))
    raise NotImplementedError(type(node).__name__)


def is_open(value: Any) -> bool:
    return isinstance(value, Unknown | Bounds)


def unknown(*values: Any) -> Unknown:
    return Unknown(awaits_of(list(values)))


def numbered(items: Sequence[Any]) -> Iterator[tuple[int, Any]]:
    return zip(count(), items, strict=False)


def is_amount(value: Any) -> bool:
    return isinstance(value, Decimal | timedelta | YearsMonths)


def sum_of(operator: str, one: Any, other: Any) -> Any:
    if is_open(one) or is_open(other):
        ends = [ends_of(one), ends_of(other)]
        if operator == "+" and all(ends):
            low, high = (sum(end[side] for end in ends) for side in (0, 1))
            return Bounds(low, high, awaits_of([one, other]))
        return unknown(one, other)
    if isinstance(one, str) and isinstance(other, str):
        return one + other if operator == "+" else None
    if operator in NUMERIC and type(one) is Decimal and type(other) is Decimal:
        return NUMERIC[operator](one, other)
    return calculated(operator, one, other)


def ends_of(value: Any) -> tuple[int, ...]:
    if isinstance(value, Bounds):
        return value.low, value.high
    return (int(value),) * 2 if isinstance(value, Decimal) and value == int(value) else ()


def is_of(value: Any, named: syntax.TypeName) -> Any:
    if is_undecided(value):
        return of_undecided(value, named)
    if named.name in ("Any", "Null"):
        return (value is None) is (named.name == "Null")
    if named.name == "function":
        return callable(value) or isinstance(value, BuiltIn) if named.parts else None
    kind = TYPES.get(named.name) or (HOLDING.get(named.name) if named.parts else None)
    if kind is None or (named.parts and not tells_parts(named)):
        return None
    if type(value) is not kind:
        return False
    inside = [(value, named)] if not named.parts else held(value, named)
    return all(
        inner is not MISSING and (not named.parts or is_of(inner, of)) for inner, of in inside
    )


def tells_parts(named: syntax.TypeName) -> bool:
    """Say whether a type holds as many parts as it must: named ones in a context, else one."""
    if named.name == "context":
        return len(named.members) == len(named.parts)
    return named.name in HOLDING and len(named.parts) == 1 and not named.members


def of_undecided(value: Any, named: syntax.TypeName) -> Any:
    """Give what is sure of a list whose elements may be absent or unknown: one may be unfit."""
    if not isinstance(value, list) or named.name != "list" or not named.parts:
        return unknown(value)
    sure = [each for each in value if not is_undecided(each)]
    unfit = [each for each in sure if is_of(each, named.parts[0]) is False]
    return False if unfit else unknown(value)


MISSING = object()


def held(value: Any, named: syntax.TypeName) -> list[tuple[Any, syntax.TypeName]]:
    if isinstance(value, dict):
        pairs = zip(named.members, named.parts, strict=True)
        return [(value.get(name, MISSING), of) for name, of in pairs]
    if isinstance(value, Range):
        return [(end, named.parts[0]) for end in (value.low, value.high) if end is not None]
    return [(each, named.parts[0]) for each in value]


def author_s(parameters: Any, body: Any, facts: Facts, naive: Naive) -> Any:
    """Give an author's function as one of Python; None stands for arguments that do not fit."""
    names = [name for name, _ in parameters]

    def function(*values: Any, **named: Any) -> Any:
        if len(values) + len(named) != len(names) or (named and set(named) != set(names)):
            return None
        given = named or dict(zip(names, values, strict=True))
        for name, of in parameters:
            if of is not None and given[name] is not None and is_of(given[name], of) is False:
                single = (
                    given[name][0]
                    if isinstance(given[name], list) and len(given[name]) == 1
                    else None
                )
                if single is None or is_of(single, of) is False:
                    return None
                given[name] = single
        return naive(body, {**facts, **given})

    return function


def of_call(called: Any, values: Facts, by_name: bool) -> Any:
    if isinstance(called, Unknown):
        return called
    if isinstance(called, BuiltIn):
        values = {name: called_by_python(value) for name, value in values.items()}
        return called.on_named(values) if by_name else called.on(list(values.values()))
    if not callable(called):
        return None
    return called(**values) if by_name else called(*values.values())


def called_by_python(value: Any) -> Any:
    return (lambda *given: value.on(list(given))) if isinstance(value, BuiltIn) else value


def turns(
    iterations: Sequence[Any],
    facts: Facts,
    naive: Naive,
    stopped: list[Any],
    waits: Any = frozenset(),
) -> Iterator[tuple[Facts, Any]]:
    """Give the facts at each combination of elements; notes a source that is null or unknown."""
    if not iterations:
        yield facts, waits
        return
    first, *rest = iterations
    items = gone_through(naive(first.source, facts), first.until and [naive(first.until, facts)])
    if not isinstance(items, list):
        stopped.append(items)
        return
    for each in items:
        more = each.awaits if isinstance(each, Maybe) else frozenset()
        inner = {**facts, first.name: getattr(each, "value", each)}
        yield from turns(rest, inner, naive, stopped, waits | more)


def stop(stopped: list[Any]) -> Any:
    return unknown(*stopped) if any(isinstance(each, Unknown) for each in stopped) else None


def gone_through(source: Any, until: Any) -> Any:
    if until:
        return stretch(source, until[0])
    if isinstance(source, Range):
        if is_undecided(source) or source.low is None or source.high is None:
            return unknown(source) if is_undecided(source) else None
        ends: Any = (source.low, source.high)
        whole = stretch(*ends) if ends[0] <= ends[1] else None
        edges = [(source.low, source.low_included), (source.high, source.high_included)]
        dropped = [end for end, included in edges if not included]
        return whole and [each for each in whole if each not in dropped]
    return source if source is None or isinstance(source, list | Unknown) else [source]


def stretch(start: Any, end: Any) -> Any:
    if is_open(start) or is_open(end):
        return unknown(start, end)
    if type(start) is date and type(end) is date:
        return [date.fromordinal(int(day)) for day in stretch(*map(ordinal, (start, end)))]
    if type(start) is not Decimal or type(end) is not Decimal or start % 1 or end % 1:
        return None
    step = 1 if start <= end else -1
    return [Decimal(each) for each in range(int(start), int(end) + step, step)]


def ordinal(day: date) -> Decimal:
    return Decimal(day.toordinal())


def property_part(holder: Any, member: str) -> Any:
    """Give a part of what is neither a context nor a list."""
    if isinstance(holder, tuple):
        operator, end = holder
        upwards, included = operator in (">", ">="), operator.endswith("=")
        ends = (end, None, included, False) if upwards else (None, end, False, included)
        return dict(zip(ENDS, ends, strict=True)).get(member)
    if isinstance(holder, Range):
        return getattr(holder, ENDS[member]) if member in ENDS else None
    return property_of(holder, member)


def is_condition(where: Any, items: list[Any]) -> bool:
    """Say whether a filter is a condition on each element whatever it gives: else a position."""
    head = where
    while isinstance(head, syntax.Path):
        head = head.of
    if isinstance(where, (*TRUTHS, *TRUTHS_TOO)):
        return True
    if isinstance(head, syntax.Call):
        known = BUILT_INS.get(getattr(head.function, "name", ""))
        return known is not None and known.forms[0].gives == "boolean"
    first = getattr(items[0], "value", items[0]) if items else None
    own = isinstance(head, syntax.Name) and (
        head.name == "item" or (isinstance(first, dict) and head.name in first)
    )
    return own and bool(items)


def at_position(items: list[Any], position: Any) -> Any:
    if any(isinstance(each, Maybe) for each in items) or is_open(position):
        return unknown(items, position)
    index = int(position)
    if index != position or not 0 < abs(index) <= len(items):
        return None
    return items[index - (index > 0)]
