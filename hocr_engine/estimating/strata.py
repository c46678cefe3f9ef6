"""A rate over strata that were not sampled alike: weighted, in the two modes, never pooled."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from math import isclose, sqrt
from typing import Final

from attrs import field, frozen

from hocr_engine.estimating import messages as say
from hocr_engine.estimating.clusters import Clusters
from hocr_engine.estimating.intervals import CONFIDENCE, SMALL, deviate, finite, normal
from hocr_engine.estimating.model import Count, Estimate, Interval, Method, NotEstimable

TOLERANCE: Final = 0.001


class Mode(Enum):
    """Which interval a weighted rate has; the value is its word in data."""

    HMICFRS = "hmicfrs"
    DESIGN = "design"


@frozen
class Stratum:
    """
    A part of the population with its share of it, and what was counted in the sample of it.

    `weight` and `population` are None where they are not known; without `clusters` each thing
    counted stands by itself.
    """

    name: str
    count: Count
    weight: float | None
    population: int | None = None
    clusters: Clusters | None = field(default=None, eq=False)


def weighted_rate(strata: Sequence[Stratum]) -> float | NotEstimable:
    """Give the rate over strata by their weights; nothing where one has no weight or no count."""
    if not strata:
        return NotEstimable(say.no_strata())
    if without := [one.name for one in strata if one.weight is None]:
        return NotEstimable(say.missing_weight(without))
    if empty := [one.name for one in strata if not one.count.total]:
        return NotEstimable(say.empty_stratum(empty))
    total = sum(one.weight or 0 for one in strata)
    if not isclose(total, 1, abs_tol=TOLERANCE):
        return NotEstimable(say.weights_not_one(total))
    return sum((one.weight or 0) * one.count.having / one.count.total for one in strata) / total


def weighted(
    strata: Sequence[Stratum],
    mode: Mode,
    *,
    population: int | None = None,
    confidence: float = CONFIDENCE,
) -> Estimate | NotEstimable:
    """
    Give the weighted rate with its interval in one of the modes.

    `hmicfrs` puts the plain formula for the pooled number around the weighted rate, corrected for
    the `population` where it is given; that is how the printed intervals come out, and it
    understates the error. `design` adds up the variances of the strata, each corrected for its own
    population, between incidents where they are known.
    """
    rate = weighted_rate(strata)
    if isinstance(rate, NotEstimable):
        return rate
    pooled = sum(one.count.total for one in strata)
    if pooled < SMALL:
        return Estimate(rate, NotEstimable(say.too_few(SMALL)))
    if mode is Mode.DESIGN:
        return Estimate(rate, _by_design(rate, strata, confidence))
    if population is not None and population < pooled:
        return Estimate(rate, NotEstimable(say.overdrawn(("the population",))))
    if rate in (0, 1):
        return Estimate(rate, NotEstimable(say.no_variation()))
    plain = normal(rate, pooled, population, confidence)
    is_inside = plain.low >= 0 and plain.high <= 1
    return Estimate(rate, plain if is_inside else NotEstimable(say.past_the_ends()))


def _by_design(
    rate: float, strata: Sequence[Stratum], confidence: float
) -> Interval | NotEstimable:
    over = [one.name for one in strata if (one.population or one.count.total) < one.count.total]
    if over:
        return NotEstimable(say.overdrawn(over))
    clustered = [one for one in strata if one.clusters is not None]
    if few := [one.name for one in clustered if one.clusters and one.clusters.number <= 1]:
        return NotEstimable(say.too_few_clusters(few))
    variance = sum((one.weight or 0) ** 2 * _variance(one) for one in strata)
    if not variance:
        return NotEstimable(say.no_variation())
    width = deviate(confidence) * sqrt(variance)
    method = Method.CLUSTERED if clustered else Method.STRATIFIED
    return Interval(max(0.0, rate - width), min(1.0, rate + width), method)


def _variance(one: Stratum) -> float:
    """Give the variance of a stratum's rate: with n and not n - 1, as the printed ones have it."""
    correction = finite(one.count.total, one.population)
    if one.clusters is not None:
        return correction * one.clusters.variance()
    rate = one.count.having / one.count.total
    return correction * rate * (1 - rate) / one.count.total
