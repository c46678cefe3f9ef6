"""Crimes come in incidents: what must be kept of each to tell how much incidents vary."""

from __future__ import annotations

from attrs import define

from hocr_engine.estimating.model import Count


@define
class Clusters:
    """Sums over incidents that suffice for the variance of a ratio; of any number of incidents."""

    number: int = 0
    having: int = 0
    total: int = 0
    having_squared: int = 0
    total_squared: int = 0
    crossed: int = 0

    def add(self, count: Count) -> None:
        """Add one incident with so many of so many; one with nothing in it adds nothing."""
        if not count.total:
            return
        self.number += 1
        self.having += count.having
        self.total += count.total
        self.having_squared += count.having**2
        self.total_squared += count.total**2
        self.crossed += count.having * count.total

    @property
    def count(self) -> Count:
        """Give so many of so many over all incidents."""
        return Count(self.having, self.total)

    def variance(self) -> float:
        """
        Give the variance of having/total with incidents drawn at random, two of them at least.

        The ratio estimator by linearisation (Cochran, Sampling Techniques, 1977, 6.4), for
        a population without end.
        """
        rate = self.having / self.total
        squares = self.having_squared - 2 * rate * self.crossed + rate * rate * self.total_squared
        return max(0.0, squares) * self.number / (self.number - 1) / self.total**2
