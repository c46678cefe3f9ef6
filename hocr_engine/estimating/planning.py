"""How much must be looked at so that an interval comes out as narrow as wanted."""

from __future__ import annotations

from math import ceil

from attrs import frozen

from hocr_engine.estimating.intervals import CONFIDENCE, deviate


@frozen
class Wanted:
    """
    How narrow the interval of one stratum is to be, and what is supposed of it.

    `yield_` is how many crimes an incident brings, `effect` by how much clustering widens the
    variance, `population` how many crimes there are; None is any number.
    """

    half_width: float
    rate: float = 0.5
    population: int | None = None
    yield_: float = 1.0
    effect: float = 1.0
    confidence: float = CONFIDENCE


def crimes_needed(wanted: Wanted) -> float:
    """Give how many crimes must be expected, as if each stood by itself; not rounded."""
    z = deviate(wanted.confidence)
    endless = z * z * wanted.rate * (1 - wanted.rate) / wanted.half_width**2
    if wanted.population is None:
        return endless
    return endless / (1 + (endless - 1) / wanted.population)


def incidents_needed(wanted: Wanted) -> int:
    """Give how many incidents to draw, by what they bring and how crimes cluster in them."""
    return ceil(ceil(crimes_needed(wanted)) * wanted.effect / wanted.yield_)
