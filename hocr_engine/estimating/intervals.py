"""Intervals of one rate: the plain normal one that inspectors print, and those for small counts."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist
from typing import Final

from hocr_engine.estimating import messages as say
from hocr_engine.estimating.beta import beta_point
from hocr_engine.estimating.model import Count, Estimate, Interval, Method, NotEstimable

CONFIDENCE: Final = 0.95
SMALL: Final = 30


def deviate(confidence: float = CONFIDENCE) -> float:
    """Give how many standard errors lie to each side, as 1.96 for 95 per cent."""
    return NormalDist().inv_cdf((1 + confidence) / 2)


def finite(n: int, population: int | None) -> float:
    """Give what a variance is multiplied by since `n` of a finite population were looked at."""
    return 1.0 if population is None else 1 - n / population


def normal(
    rate: float, n: int, population: int | None = None, confidence: float = CONFIDENCE
) -> Interval:
    """
    Give the plain normal interval around a rate, not cut off at 0 or 1.

    With a population the variance is corrected for its being finite; `n` is at least 1 and no more
    than the population.
    """
    width = deviate(confidence) * sqrt(rate * (1 - rate) / n * finite(n, population))
    method = Method.NORMAL if population is None else Method.CORRECTED
    return Interval(rate - width, rate + width, method)


def wilson(count: Count, confidence: float = CONFIDENCE) -> Interval:
    """Give the score interval of Wilson (1927); `count` is of at least one."""
    z, n = deviate(confidence), count.total
    rate = count.having / n
    middle = (rate + z * z / (2 * n)) / (1 + z * z / n)
    width = z / (1 + z * z / n) * sqrt(rate * (1 - rate) / n + z * z / (4 * n * n))
    low = 0.0 if count.having == 0 else middle - width
    high = 1.0 if count.having == n else middle + width
    return Interval(low, high, Method.WILSON)


def exact(count: Count, confidence: float = CONFIDENCE) -> Interval:
    """Give the interval of Clopper and Pearson (1934); `count` is of at least one."""
    tail = (1 - confidence) / 2
    k, n = count.having, count.total
    low = 0.0 if k == 0 else beta_point(tail, k, n - k + 1)
    high = 1.0 if k == n else beta_point(1 - tail, k + 1, n - k)
    return Interval(low, high, Method.EXACT)


def printed(
    count: Count, population: int | None = None, confidence: float = CONFIDENCE
) -> Estimate | NotEstimable:
    """
    Give a rate with the interval that inspectors print, where it says something.

    That is the normal one. Under `SMALL` counted, or where it would have no width or reach past 0
    or 1, the exact one takes its place, which its method says.
    """
    rate = count.rate
    if isinstance(rate, NotEstimable):
        return rate
    if population is not None and population < count.total:
        return Estimate(rate, NotEstimable(say.overdrawn(("the population",))))
    plain = normal(rate, count.total, population, confidence)
    is_plain = count.total >= SMALL and 0 < count.having < count.total
    if is_plain and plain.low >= 0 and plain.high <= 1:
        return Estimate(rate, plain)
    return Estimate(rate, exact(count, confidence))
