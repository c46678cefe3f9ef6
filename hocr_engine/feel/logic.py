"""Truth, equality and order of values, with null and with what is not yet known."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from decimal import Decimal
from operator import eq, ge, gt, le, lt
from typing import Any, Final, TypeAlias

from hocr_engine.feel.far import (
    CLOCKS,
    DAYS,
    MOMENTS,
    NANOS,
    SPANS,
    Clock,
    Moment,
    nanos_in,
    nanos_of,
    offset_of,
)
from hocr_engine.feel.values import (
    UNDECIDED,
    Bounds,
    Function,
    Maybe,
    OneOf,
    Range,
    Unknown,
    YearsMonths,
    all_awaited,
    as_number,
    is_thing,
)

Truth: TypeAlias = bool | Unknown | None

ORDERS: Final[dict[str, Callable[[Any, Any], bool]]] = {"<": lt, "<=": le, ">": gt, ">=": ge}
_MIRRORED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
_ORDERED: Final = (Decimal, str, MOMENTS, DAYS, CLOCKS, SPANS, YearsMonths)
_WITH_CLOCKS: Final = (*MOMENTS, *CLOCKS)
TRUTHS: Final = (bool, Unknown)
_OPEN: Final = (Unknown, OneOf)


def truth_of(value: object) -> Truth:
    """Give a value as a truth: anything but true, false and the unknown counts as null."""
    if isinstance(value, TRUTHS):
        return value
    return Unknown(value.awaits) if isinstance(value, UNDECIDED) else None


def all_true(truths: Iterable[Truth]) -> Truth:
    """Give false if any is false, else unknown if any is, else null if any is, else true."""
    return _settled(list(truths), by=False)


def any_true(truths: Iterable[Truth]) -> Truth:
    """Give true if any is true, else unknown if any is, else null if any is, else false."""
    return _settled(list(truths), by=True)


def _settled(truths: list[Truth], *, by: bool) -> Truth:
    if any(truth is by for truth in truths):
        return by
    unknown = [truth for truth in truths if isinstance(truth, Unknown)]
    if unknown:
        return unknown[0] if len(unknown) == 1 else Unknown(all_awaited(unknown))
    return None if any(truth is None for truth in truths) else not by


def opposite(truth: Truth) -> Truth:
    """Give false for true and true for false; null and unknown stay."""
    return not truth if isinstance(truth, bool) else truth


def if_present(truth: Truth, awaits: frozenset[Hashable], *, neutral: bool) -> Truth:
    """Give the say of an element that may be absent: the neutral truth stands, others wait."""
    if truth is neutral or not awaits:
        return truth
    return Unknown(awaits | all_awaited((truth,)))


def compared(operator: str, left: object, right: object) -> Truth:
    """Give what a comparison of two values says."""
    if operator == "=":
        return equal(left, right)
    if operator == "!=":
        return opposite(equal(left, right))
    return _ordered(operator, left, right)


def equal(one: object, other: object) -> Truth:
    """Say whether two values are equal; null when they cannot be compared."""
    if isinstance(one, UNDECIDED) or isinstance(other, UNDECIDED):
        return _by_bounds("=", one, other)
    if one is None or other is None:
        return one is other
    if isinstance(one, list) and isinstance(other, list):
        return _equal_lists(one, other)
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and _all_equal((one[key], other[key]) for key in one)
    if isinstance(one, Range) and isinstance(other, Range):
        return _equal_ranges(one, other)
    if isinstance(one, Function) and isinstance(other, Function):
        return one is other or None
    if is_thing(one) and is_thing(other):
        return one == other
    pair = _comparable(one, other)
    return None if pair is None else eq(*pair)


def _all_equal(pairs: Iterable[tuple[object, object]]) -> Truth:
    """Say whether all pairs are equal; what cannot be compared is not equal."""
    return all_true(truth if (truth := equal(*pair)) is not None else False for pair in pairs)


def _equal_lists(one: list[object], other: list[object]) -> Truth:
    unsure = [part for part in (*one, *other) if isinstance(part, Maybe)]
    if not unsure:
        return len(one) == len(other) and _all_equal(zip(one, other, strict=True))
    low, high = count_bounds(one)
    other_low, other_high = count_bounds(other)
    if high < other_low or other_high < low:
        return False
    return Unknown(all_awaited((one, other)))


def count_bounds(items: list[object]) -> tuple[int, int]:
    """Give the least and the greatest number of elements that a list can turn out to hold."""
    unsure = list(map(type, items)).count(Maybe)
    return len(items) - unsure, len(items)


def _equal_ranges(one: Range, other: Range) -> Truth:
    edges = (one.low_included, one.high_included, one.negated)
    if edges != (other.low_included, other.high_included, other.negated):
        return False
    return _all_equal(((one.low, other.low), (one.high, other.high)))


def _by_bounds(operator: str, left: object, right: object) -> Truth:
    """Give what can be said of a count that is not yet known exactly."""
    if isinstance(left, _OPEN) or isinstance(right, _OPEN):
        return Unknown(all_awaited((left, right)))
    if not isinstance(left, Bounds):
        return _by_bounds(_MIRRORED[operator], right, left)
    if isinstance(right, Bounds):
        return Unknown(left.awaits | right.awaits)
    if not isinstance(right, Decimal):
        # Any count stands so to what is no number.
        return compared(operator, as_number(left.low), right)
    settled = _bounds_settle(operator, left, right)
    return Unknown(left.awaits) if settled is None else settled


def _bounds_settle(operator: str, bounds: Bounds, number: Decimal) -> bool | None:
    if operator == "=":
        return None if bounds.low <= number <= bounds.high else False
    ends = {ORDERS[operator](end, number) for end in (bounds.low, bounds.high)}
    return ends.pop() if len(ends) == 1 else None


def _ordered(operator: str, left: object, right: object) -> Truth:
    if isinstance(left, UNDECIDED) or isinstance(right, UNDECIDED):
        return _by_bounds(operator, left, right)
    left, right = _at_one_offset(left, right)
    pair = _comparable(left, right)
    if pair is None or isinstance(pair[0], bool):
        return None
    return ORDERS[operator](*pair)


def _comparable(one: object, other: object) -> tuple[Any, Any] | None:
    """Give two values in a form in which they compare, or None when they do not."""
    if isinstance(one, bool) and isinstance(other, bool):
        return one, other
    for kind in _ORDERED:
        if isinstance(one, kind) and isinstance(other, kind):
            return _same_footing(one, other)
        if isinstance(one, kind) or isinstance(other, kind):
            return None
    return None


def _same_footing(one: object, other: object) -> tuple[Any, Any] | None:
    if isinstance(one, _WITH_CLOCKS) and isinstance(other, _WITH_CLOCKS):
        if (one.utcoffset() is None) != (other.utcoffset() is None):
            return None
        return _in_seconds(one), _in_seconds(other)
    if isinstance(one, DAYS) and isinstance(other, DAYS):
        return one.toordinal(), other.toordinal()
    if isinstance(one, SPANS) and isinstance(other, SPANS):
        return nanos_in(one), nanos_in(other)
    return one, other


def _at_one_offset(left: object, right: object) -> tuple[object, object]:
    """Give two moments with the offset of the one that has one, as an order takes them."""
    if not isinstance(left, _WITH_CLOCKS) or not isinstance(right, _WITH_CLOCKS):
        return left, right
    if left.utcoffset() is None:
        return left.replace(tzinfo=right.tzinfo), right
    return left, right.replace(tzinfo=left.tzinfo) if right.utcoffset() is None else right


def _in_seconds(moment: Moment | Clock) -> int:
    # FEEL compares times by their value in whole seconds.
    days = moment.toordinal() if isinstance(moment, MOMENTS) else 0
    return days * 86400 + (nanos_of(moment) - offset_of(moment)) // NANOS


def within(value: object, bounds: Range) -> Truth:
    """Say whether a value lies in a range."""
    low = ">=" if bounds.low_included else ">"
    high = "<=" if bounds.high_included else "<"
    if bounds.negated:
        return opposite(equal(value, bounds.low))
    if bounds.low_included and bounds.high_included and bounds.low is bounds.high:
        return equal(value, bounds.low)
    return all_true(
        _ordered(operator, value, end)
        for operator, end in ((low, bounds.low), (high, bounds.high))
        if end is not None
    )


def meets(value: object, test: object) -> Truth:
    """Say whether a value meets a test: is in the range or the list, or is the same."""
    if isinstance(test, Range):
        return equal(value, test) if isinstance(value, Range) else within(value, test)
    if not isinstance(test, list):
        return equal(value, test)
    says = [_meets_element(value, element) for element in test]
    if isinstance(value, (list, *UNDECIDED)):
        says.append(equal(value, test))
    return any_true(says)


def _meets_element(value: object, element: object) -> Truth:
    if isinstance(element, Maybe):
        return if_present(_meets_element(value, element.value), element.awaits, neutral=False)
    if isinstance(element, Range):
        return meets(value, element)
    return equal(value, element)
