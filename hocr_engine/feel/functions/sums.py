"""Built-in functions that make one value of many: least, greatest, sum, mean and the like."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import reduce

from hocr_engine.feel.arithmetic import calculated
from hocr_engine.feel.far import FarSpan
from hocr_engine.feel.functions.registry import UnfitError, built_in
from hocr_engine.feel.logic import compared
from hocr_engine.feel.values import NUMBERS, YearsMonths, as_number

Summary = Callable[[list[object]], object]


def _summary(gives: str, name: str) -> Callable[[Summary], Summary]:
    """Give a decorator for a built-in that takes one list or several elements."""

    def enter(summary: Summary) -> Summary:
        def of_list(items: list[object]) -> object:
            """Give the summary of a list."""
            return summary(items)

        def of_elements(*items: object) -> object:
            """Give the summary of the arguments."""
            if len(items) <= 1:
                raise UnfitError
            return summary(list(items))

        built_in(gives, name, "list: list")(of_list)
        built_in(gives, name, "list: any...")(of_elements)
        return summary

    return enter


def _numbers(items: list[object]) -> list[Decimal]:
    numbers = [item for item in items if isinstance(item, Decimal)]
    if len(numbers) < len(items):
        raise UnfitError
    return numbers


def _extreme(items: list[object], operator: str) -> object:
    """Give the element that stands so to all others; null where they do not compare."""
    if not items:
        return None
    if any(compared(operator, items[0], item) is None for item in items):
        return None
    return reduce(lambda one, item: item if compared(operator, item, one) else one, items)


@_summary("any", "min")
def least(items: list[object]) -> object:
    """Give the least element."""
    return _extreme(items, "<")


@_summary("any", "max")
def greatest(items: list[object]) -> object:
    """Give the greatest element."""
    return _extreme(items, ">")


def _total(items: list[object]) -> object:
    if not items or not isinstance(items[0], Decimal | timedelta | FarSpan | YearsMonths):
        return None
    return reduce(lambda one, other: calculated("+", one, other), items)


@_summary("any", "sum")
def total(items: list[object]) -> object:
    """Give the sum of numbers or durations."""
    return _total(items)


@_summary("any", "mean")
def mean(items: list[object]) -> object:
    """Give the average of numbers or durations."""
    return calculated("/", _total(items), as_number(len(items)))


@_summary("number", "product")
def product(items: list[object]) -> object:
    """Give the product of numbers."""
    return reduce(NUMBERS.multiply, _numbers(items)) if items else None


@_summary("number", "median")
def median(items: list[object]) -> object:
    """Give the middle number, or the average of the two in the middle."""
    ordered = sorted(_numbers(items))
    if not ordered:
        return None
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return NUMBERS.divide(NUMBERS.add(ordered[middle - 1], ordered[middle]), Decimal(2))


@_summary("number", "stddev")
def stddev(items: list[object]) -> object:
    """Give the standard deviation of a sample."""
    numbers = _numbers(items)
    if len(numbers) < 2:  # noqa: PLR2004
        return None
    average = NUMBERS.divide(reduce(NUMBERS.add, numbers), Decimal(len(numbers)))
    squares = [NUMBERS.power(NUMBERS.subtract(each, average), 2) for each in numbers]
    return NUMBERS.sqrt(NUMBERS.divide(reduce(NUMBERS.add, squares), Decimal(len(numbers) - 1)))


@_summary("list", "mode")
def mode(items: list[object]) -> object:
    """Give the numbers that stand in a list most often, in ascending order."""
    numbers = _numbers(items)
    most = max((numbers.count(each) for each in numbers), default=0)
    return sorted({each for each in numbers if numbers.count(each) == most})
