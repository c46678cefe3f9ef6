"""The beta distribution as far as exact intervals need it: its share below a point, its points."""

from __future__ import annotations

from math import exp, lgamma, log, log1p
from typing import Final

_STEPS: Final = 100_000
_CLOSE: Final = 1e-15
_TINY: Final = 1e-300
_HALVINGS: Final = 200


def beta_share(x: float, a: float, b: float) -> float:
    """Give the regularised incomplete beta function, by its continued fraction (DLMF 8.17.22)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def beta_point(share: float, a: float, b: float) -> float:
    """Give the point below which a share lies, by halving."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if beta_share(middle, a, b) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _fraction(x: float, a: float, b: float) -> float:
    """Give the continued fraction by Lentz's method, until it changes no more."""
    value, upper, lower = 1.0, 1.0, 1 / _away(1 - (a + b) * x / (a + 1))
    value = lower
    for m in range(1, _STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            lower = 1 / _away(1 + term * lower)
            upper = _away(1 + term / upper)
            value *= upper * lower
        if abs(upper * lower - 1) < _CLOSE:
            break
    return value


def _away(value: float) -> float:
    """Give a value that can be divided by."""
    return value if abs(value) > _TINY else _TINY
