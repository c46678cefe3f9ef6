"""Bands that a force puts rates into, as a file of its own says them; the engine has none."""

from __future__ import annotations

from attrs import frozen


@frozen
class Band:
    """A band of rates: its name and where it begins, with that rate in it or above it."""

    name: str
    start: float
    is_above: bool = False

    def reached(self, rate: float) -> bool:
        """Say whether a rate is in this band or a higher one; it is not rounded before."""
        return rate > self.start if self.is_above else rate >= self.start

    @property
    def order(self) -> tuple[float, bool]:
        """Give its place among bands, the lowest first."""
        return self.start, self.is_above


@frozen
class Bands:
    """Bands from the lowest to the highest, and whose they are."""

    title: str
    bands: tuple[Band, ...]

    def of(self, rate: float) -> Band | None:
        """Give the band of a rate, or None where it is below all of them."""
        return next((band for band in reversed(self.bands) if band.reached(rate)), None)
