"""Sums, differences, products, quotients and powers of numbers, texts, moments and durations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal, DecimalException
from operator import sub
from typing import Any, Final

from hocr_engine.feel.bounds import checked_text
from hocr_engine.feel.calendar import later, seconds_of, span_of, span_of_seconds
from hocr_engine.feel.far import (
    Clock,
    Day,
    FarDay,
    FarMoment,
    FarSpan,
    FarTime,
    Span,
    nanos_in,
    span_of_nanos,
)
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
    operation = _OPERATIONS[operator].get((type(left), type(right)))
    if operation is not None:
        return _tried(operation, left, right)
    if isinstance(left, UNDECIDED) or isinstance(right, UNDECIDED):
        return _of_bounds(operator, left, right)
    return None


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
    return span_of_nanos(-nanos_in(value)) if isinstance(value, timedelta | FarSpan) else None


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


def _earlier(moment: Day | Clock, by: Span | YearsMonths) -> object:
    if isinstance(by, YearsMonths):
        return later(moment, YearsMonths(-by.total))
    return later(moment, span_of_nanos(-nanos_in(by)))


def _together(left: Span, right: Span) -> Span:
    return span_of_nanos(nanos_in(left) + nanos_in(right))


def _apart(left: Span, right: Span) -> Span:
    return span_of_nanos(nanos_in(left) - nanos_in(right))


def _swapped(operation: Operation) -> Operation:
    return lambda left, right: operation(right, left)


def _months(total: Decimal) -> YearsMonths:
    return YearsMonths(int(total))


def _scaled_months(span: YearsMonths, by: Decimal) -> YearsMonths:
    return _months(NUMBERS.multiply(Decimal(span.total), by))


def _scaled_days(span: Span, by: Decimal) -> Span:
    return span_of_seconds(NUMBERS.multiply(seconds_of(span), by))


def _shared_days(span: Span, by: Decimal) -> Span:
    return span_of_seconds(NUMBERS.divide(seconds_of(span), by))


_MOMENTS: Final = (date, datetime, time, FarDay, FarMoment, FarTime)
_SPANS: Final = (timedelta, FarSpan)
Operations = dict[tuple[type, type], Operation]


def _of_spans(operation: Operation) -> Operations:
    return {(left, right): operation for left in _SPANS for right in _SPANS}


def _of_spans_and_numbers(operation: Operation) -> Operations:
    return {(span, Decimal): operation for span in _SPANS}


_ADD: Final[Operations] = {
    (Decimal, Decimal): NUMBERS.add,
    (str, str): _texts,
    (YearsMonths, YearsMonths): lambda left, right: YearsMonths(left.total + right.total),
    **_of_spans(_together),
}
_SUBTRACT: Final[Operations] = {
    (Decimal, Decimal): NUMBERS.subtract,
    (YearsMonths, YearsMonths): lambda left, right: YearsMonths(left.total - right.total),
    **_of_spans(_apart),
}
for _moment in _MOMENTS:
    for _span in (*_SPANS, YearsMonths):
        _ADD[_moment, _span] = later
        _ADD[_span, _moment] = _swapped(later)
        _SUBTRACT[_moment, _span] = _earlier
    for _other in _MOMENTS:
        _SUBTRACT[_moment, _other] = span_of
_SUBTRACT[date, date] = sub

_OPERATIONS: Final[dict[str, Operations]] = {
    "+": _ADD,
    "-": _SUBTRACT,
    "*": {
        (Decimal, Decimal): NUMBERS.multiply,
        (YearsMonths, Decimal): _scaled_months,
        (Decimal, YearsMonths): _swapped(_scaled_months),
        **_of_spans_and_numbers(_scaled_days),
        **{(Decimal, span): _swapped(_scaled_days) for span in _SPANS},
    },
    "/": {
        (Decimal, Decimal): NUMBERS.divide,
        (YearsMonths, Decimal): lambda left, right: _months(NUMBERS.divide(left.total, right)),
        (YearsMonths, YearsMonths): lambda left, right: NUMBERS.divide(left.total, right.total),
        **_of_spans_and_numbers(_shared_days),
        **_of_spans(lambda left, right: NUMBERS.divide(seconds_of(left), seconds_of(right))),
    },
    "**": {(Decimal, Decimal): _power},
}
