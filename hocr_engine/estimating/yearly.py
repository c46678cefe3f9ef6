"""What a rate comes to in a year, and what two audits differ by."""

from __future__ import annotations

from math import hypot

from hocr_engine.estimating import messages as say
from hocr_engine.estimating.model import Estimate, Interval, Method, NotEstimable


def unrecorded(recorded: float, rate: Estimate) -> Estimate | NotEstimable:
    """Give how many were not recorded beside so many that were: R (1 - r) / r."""
    if rate.value <= 0:
        return NotEstimable(say.nothing_recorded())
    bounds = rate.interval
    if isinstance(bounds, Interval) and bounds.low > 0:
        low, high = (_missing(recorded, min(1.0, one)) for one in (bounds.high, bounds.low))
        return Estimate(_missing(recorded, rate.value), Interval(low, high, Method.CARRIED))
    lacking = NotEstimable(say.nothing_recorded()) if isinstance(bounds, Interval) else bounds
    return Estimate(_missing(recorded, rate.value), lacking)


def additional(recorded: float, before: float, after: float) -> float | NotEstimable:
    """Give how many of those recorded are so since the rate rose: R (r2 - r1) / r2."""
    if after <= 0:
        return NotEstimable(say.nothing_recorded())
    return recorded * (after - before) / after


def difference(before: Estimate, after: Estimate) -> Estimate:
    """
    Give by how much a rate rose between two audits that know nothing of each other.

    The interval is made of both intervals, each on its own side (Zou and Donner 2008); of two
    normal ones comes the normal one, of two Wilson ones that of Newcombe (1998).
    """
    value = after.value - before.value
    if isinstance(before.interval, NotEstimable):
        return Estimate(value, before.interval)
    if isinstance(after.interval, NotEstimable):
        return Estimate(value, after.interval)
    down = hypot(after.value - after.interval.low, before.interval.high - before.value)
    up = hypot(after.interval.high - after.value, before.value - before.interval.low)
    return Estimate(value, Interval(value - down, value + up, Method.DIFFERENCE))


def _missing(recorded: float, rate: float) -> float:
    return recorded * (1 - rate) / rate
