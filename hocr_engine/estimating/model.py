"""What an estimate is made of: how many of how many, an interval, or why there is none."""

from __future__ import annotations

from enum import Enum

from attrs import field, frozen

from hocr_engine.estimating import messages as say


class Method(Enum):
    """How an interval was worked out; the value is its word in data."""

    NORMAL = "normal"
    CORRECTED = "normal, corrected for a finite population"
    WILSON = "Wilson"
    EXACT = "Clopper-Pearson"
    STRATIFIED = "stratified"
    CLUSTERED = "stratified, clustered by incident"
    DIFFERENCE = "difference of two estimates"
    CARRIED = "by way of the interval of the rate"


@frozen
class NotEstimable:
    """No figure, and why there is none; nothing takes its place."""

    why: str


@frozen
class Interval:
    """A stretch of values by a method; both ends belong to it."""

    low: float
    high: float
    method: Method

    @property
    def half_width(self) -> float:
        """Give half of its length."""
        return (self.high - self.low) / 2


@frozen
class Count:
    """So many of so many."""

    having: int
    total: int = field()

    @total.validator
    def _check(self, _: object, total: int) -> None:
        if not 0 <= self.having <= total:
            raise ValueError(f"{self.having} of {total} is no count")

    @property
    def rate(self) -> float | NotEstimable:
        """Give the share, where there is anything to share."""
        return self.having / self.total if self.total else NotEstimable(say.nothing_counted())


@frozen
class Estimate:
    """A value with its interval; the interval may be missing although the value is there."""

    value: float
    interval: Interval | NotEstimable
