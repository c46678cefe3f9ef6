"""Built-in functions on numbers."""

from __future__ import annotations

from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)

from hocr_engine.feel.far import Span, nanos_in, span_of_nanos
from hocr_engine.feel.functions.registry import built_in
from hocr_engine.feel.values import NUMBERS, YearsMonths

_LEAST_SCALE = -6111
_GREATEST_SCALE = 6176


def rounded(number: Decimal, scale: Decimal, way: str) -> Decimal | None:
    """Give a number rounded to so many decimals; null for a scale that decimals do not have."""
    places = int(scale)
    if places != scale or not _LEAST_SCALE <= places <= _GREATEST_SCALE:
        return None
    if -int(number.as_tuple().exponent) <= places:
        return number
    return number.quantize(Decimal(1).scaleb(-places), rounding=way, context=NUMBERS)


def _declare_rounding(name: str, way: str, *, scale: str) -> None:
    def rounding(number: Decimal, places: Decimal = Decimal()) -> Decimal | None:
        """Give a number rounded."""
        return rounded(number, places, way)

    built_in("number", name, "n: number", scale)(rounding)


for _name, _way in (
    ("decimal", ROUND_HALF_EVEN),
    ("round up", ROUND_UP),
    ("round down", ROUND_DOWN),
    ("round half up", ROUND_HALF_UP),
    ("round half down", ROUND_HALF_DOWN),
):
    _declare_rounding(_name, _way, scale="scale: number")


@built_in("number", "floor", "n: number")
@built_in("number", "floor", "n: number", "scale: number")
def floor(number: Decimal, scale: Decimal = Decimal()) -> Decimal | None:
    """Give the greatest number of so many decimals that is not above."""
    return rounded(number, scale, ROUND_FLOOR)


@built_in("number", "ceiling", "n: number")
@built_in("number", "ceiling", "n: number", "scale: number")
def ceiling(number: Decimal, scale: Decimal = Decimal()) -> Decimal | None:
    """Give the least number of so many decimals that is not below."""
    return rounded(number, scale, ROUND_CEILING)


@built_in("number", "abs", "n: number")
def absolute(number: Decimal) -> Decimal:
    """Give a number without its sign."""
    return NUMBERS.abs(number)


@built_in("days", "abs", "n: days")
def absolute_days(span: Span) -> Span:
    """Give a duration without its sign."""
    return span_of_nanos(abs(nanos_in(span)))


@built_in("months", "abs", "n: months")
def absolute_months(span: YearsMonths) -> YearsMonths:
    """Give a duration without its sign."""
    return YearsMonths(abs(span.total))


@built_in("number", "modulo", "dividend: number", "divisor: number")
def modulo(dividend: Decimal, divisor: Decimal) -> Decimal:
    """Give what is left by whole division, with the sign of the divisor."""
    rest = NUMBERS.remainder(dividend, divisor)
    return NUMBERS.add(rest, divisor) if rest and (rest < 0) != (divisor < 0) else rest


@built_in("number", "sqrt", "number: number")
def sqrt(number: Decimal) -> Decimal:
    """Give the square root."""
    return NUMBERS.sqrt(number)


@built_in("number", "log", "number: number")
def log(number: Decimal) -> Decimal | None:
    """Give the natural logarithm."""
    return NUMBERS.ln(number) if number > 0 else None


@built_in("number", "exp", "number: number")
def exp(number: Decimal) -> Decimal:
    """Give the power of e."""
    return NUMBERS.exp(number)


@built_in("boolean", "odd", "number: number")
def odd(number: Decimal) -> bool:
    """Say whether a number is whole and odd."""
    return abs(NUMBERS.remainder(number, Decimal(2))) == 1


@built_in("boolean", "even", "number: number")
def even(number: Decimal) -> bool:
    """Say whether a number is whole and even."""
    return NUMBERS.remainder(number, Decimal(2)) == 0
