"""A figure as people read it: counts, shares to one decimal, intervals to two."""

from __future__ import annotations

from typing import Final

from hocr_engine.auditing import words as say
from hocr_engine.auditing.figures.model import Banded, Cell
from hocr_engine.estimating.model import Count, Estimate, Interval, Method, NotEstimable

# Intervals that reach as far down as up, so that half of their length says it all.
_EVEN: Final = (Method.NORMAL, Method.CORRECTED)


MINUS: Final = "−"


def shown(cell: Cell) -> str:
    """Give the figure of a cell in a few signs, as 478 of 531 or 90.0 % ± 2.50."""
    figure = cell.figure
    match figure:
        case Count():
            return f"{figure.having:,} of {figure.total:,}"
        case int():
            return f"{figure:,}"
        case float():
            return f"{figure:.3f}"
        case Estimate():
            return _estimate(figure, cell)
        case Banded():
            return _banded(figure)
        case NotEstimable():
            return say.NOT_ESTIMABLE
        case _:
            return say.WITHHELD


def _banded(figure: Banded) -> str:
    if not figure.lowest:
        return f"{figure.name} ({say.NO_INTERVAL})"
    if figure.lowest == figure.highest:
        return figure.name
    return f"{figure.name} ({figure.lowest} to {figure.highest})"


def _estimate(figure: Estimate, cell: Cell) -> str:
    if cell.is_yearly:
        return _yearly(figure)
    return _difference(figure) if cell.is_difference else _share(figure)


def _difference(found: Estimate) -> str:
    points = f"{_signed(found.value)} points"
    if not isinstance(found.interval, Interval):
        return points
    return f"{points} ({_signed(found.interval.low)} to {_signed(found.interval.high)})"


def _signed(share: float) -> str:
    return f"{share * 100:+.1f}".replace("-", MINUS)


def _share(found: Estimate) -> str:
    rate = f"{found.value * 100:.1f} %"
    if not isinstance(found.interval, Interval):
        return rate
    low, high = found.interval.low, found.interval.high
    if found.interval.method in _EVEN:
        return f"{rate} ± {found.interval.half_width * 100:.2f}"
    return f"{rate} ({low * 100:.1f} to {high * 100:.1f})"


def _yearly(found: Estimate) -> str:
    number = f"{found.value:,.0f}"
    if not isinstance(found.interval, Interval):
        return number
    return f"{number} ({found.interval.low:,.0f} to {found.interval.high:,.0f})"
