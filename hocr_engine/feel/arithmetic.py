"""Sums, differences, products, quotients and powers of numbers, texts, moments and durations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal, DecimalException
from typing import Any, Final

from hocr_engine.feel.bounds import checked_text
from hocr_engine.feel.calendar import later, seconds_of, span_of
from hocr_engine.feel.values import (
    NUMBERS,
    UNDECIDED,
    Bounds,
    Unknown,
    YearsMonths,
    all_awaited,
)

Operation = Callable[[Any, Any], object]


def calculated(operator: str, left: object, right: object) -> object:
    """Give what an arithmetic operator makes of two values; null where it makes nothing."""
    if isinstance(left, UNDECIDED) or isinstance(right, UNDECIDED):
        return _of_bounds(operator, left, right)
    if isinstance(left, bool) or isinstance(right, bool):
        return None
    for (left_kind, right_kind), operation in _OPERATIONS[operator]:
        if _is(left, left_kind) and _is(right, right_kind):
            return _tried(operation, left, right)
    return None


def _is(value: object, kind: type) -> bool:
    return isinstance(value, kind) and not (kind is date and isinstance(value, datetime))


def _tried(operation: Operation, left: object, right: object) -> object:
    try:
        return operation(left, right)
    except (ArithmeticError, DecimalException, ValueError):
        return None


def negated(value: object) -> object:
    """Give the opposite number or duration."""
    if isinstance(value, UNDECIDED):
        return Unknown(value.awaits)
    if isinstance(value, Decimal):
        return NUMBERS.minus(value)
    if isinstance(value, YearsMonths):
        return YearsMonths(-value.total)
    return -value if isinstance(value, timedelta) else None


def _of_bounds(operator: str, left: object, right: object) -> object:
    """Give the sum of counts with their bounds; anything else of the unknown is unknown."""
    awaits = all_awaited((left, right))
    ends = [_ends(side) for side in (left, right)]
    if operator == "+" and ends[0] and ends[1]:
        return Bounds(ends[0][0] + ends[1][0], ends[0][1] + ends[1][1], awaits)
    return Unknown(awaits)


def _ends(value: object) -> tuple[int, int] | None:
    if isinstance(value, Bounds):
        return value.low, value.high
    whole = isinstance(value, Decimal) and value == value.to_integral_value()
    return (int(value), int(value)) if isinstance(value, Decimal) and whole else None


def _power(base: Decimal, exponent: Decimal) -> Decimal:
    return NUMBERS.power(base, exponent)


def _texts(left: str, right: str) -> str:
    return checked_text(left + right)


def _later(moment: date | datetime | time, by: timedelta | YearsMonths) -> object:
    return later(moment, by)


def _earlier(moment: date | datetime | time, by: timedelta | YearsMonths) -> object:
    return later(moment, YearsMonths(-by.total) if isinstance(by, YearsMonths) else -by)


def _swapped(operation: Operation) -> Operation:
    return lambda left, right: operation(right, left)


def _months(total: Decimal) -> YearsMonths:
    return YearsMonths(int(total))


def _seconds(total: Decimal) -> timedelta:
    return timedelta(microseconds=int(NUMBERS.multiply(total, Decimal(1_000_000))))


def _scaled_months(span: YearsMonths, by: Decimal) -> YearsMonths:
    return _months(NUMBERS.multiply(Decimal(span.total), by))


def _scaled_days(span: timedelta, by: Decimal) -> timedelta:
    return _seconds(NUMBERS.multiply(seconds_of(span), by))


_MOMENTS: Final = (date, datetime, time)
_ADD: Final[list[tuple[tuple[type, type], Operation]]] = [
    ((Decimal, Decimal), NUMBERS.add),
    ((str, str), _texts),
    ((timedelta, timedelta), lambda left, right: left + right),
    ((YearsMonths, YearsMonths), lambda left, right: YearsMonths(left.total + right.total)),
]
_SUBTRACT: Final[list[tuple[tuple[type, type], Operation]]] = [
    ((Decimal, Decimal), NUMBERS.subtract),
    ((timedelta, timedelta), lambda left, right: left - right),
    ((YearsMonths, YearsMonths), lambda left, right: YearsMonths(left.total - right.total)),
]
for _moment in _MOMENTS:
    for _span in (timedelta, YearsMonths):
        _ADD.append(((_moment, _span), _later))
        _ADD.append(((_span, _moment), _swapped(_later)))
        _SUBTRACT.append(((_moment, _span), _earlier))
    for _other in _MOMENTS:
        _SUBTRACT.append(((_moment, _other), span_of))

_OPERATIONS: Final[dict[str, list[tuple[tuple[type, type], Operation]]]] = {
    "+": _ADD,
    "-": _SUBTRACT,
    "*": [
        ((Decimal, Decimal), NUMBERS.multiply),
        ((YearsMonths, Decimal), _scaled_months),
        ((Decimal, YearsMonths), _swapped(_scaled_months)),
        ((timedelta, Decimal), _scaled_days),
        ((Decimal, timedelta), _swapped(_scaled_days)),
    ],
    "/": [
        ((Decimal, Decimal), NUMBERS.divide),
        ((YearsMonths, Decimal), lambda left, right: _months(NUMBERS.divide(left.total, right))),
        (
            (YearsMonths, YearsMonths),
            lambda left, right: NUMBERS.divide(left.total, right.total),
        ),
        (
            (timedelta, Decimal),
            lambda left, right: _seconds(NUMBERS.divide(seconds_of(left), right)),
        ),
        (
            (timedelta, timedelta),
            lambda left, right: NUMBERS.divide(seconds_of(left), seconds_of(right)),
        ),
    ],
    "**": [((Decimal, Decimal), _power)],
}
