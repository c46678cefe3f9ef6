"""Charts beside tables: where each share lies between none and all, with its interval."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from hocr_engine.auditing import words as say
from hocr_engine.auditing.figures import Cell, Table
from hocr_engine.auditing.showing import shown
from hocr_engine.estimating.model import Count, Estimate, Interval, NotEstimable

WIDTH: Final = 600
LEFT: Final = 10
SPAN: Final = 400
ROW: Final = 44
FOOT: Final = 26
TICKS: Final = (0, 25, 50, 75, 100)


@frozen
class Mark:
    """One row of a chart: where its line and its point lie across, and how far down."""

    label: str
    shown: str
    at: float
    low: float
    high: float
    down: int


@frozen
class Chart:
    """A chart with what it shows in words; `ticks` are pairs of a place across and its per cent."""

    about: str
    marks: tuple[Mark, ...]
    height: int
    ticks: tuple[tuple[float, int], ...]


def chart_of(table: Table) -> Chart | None:
    """Give the chart of a table, where it has shares to draw; what is withheld is not drawn."""
    if table.drawn is None:
        return None
    marks = tuple(_marks(table, table.drawn))
    if not marks:
        return None
    return Chart(
        about=say.chart(table.title),
        marks=marks,
        height=len(marks) * ROW + FOOT,
        ticks=tuple((_across(tick / 100), tick) for tick in TICKS),
    )


def _marks(table: Table, place: int) -> Iterator[Mark]:
    down = 0
    for row in table.rows:
        found = _stretch(row.cells[place])
        if found is None:
            continue
        value, low, high = map(_across, found)
        yield Mark(row.head, shown(row.cells[place]), value, low, high, down)
        down += ROW


def _stretch(cell: Cell) -> tuple[float, float, float] | None:
    """Give a share with the ends of its interval; both are the share itself where there is none."""
    match cell.figure:
        case Count() as count:
            rate = count.rate
            return None if isinstance(rate, NotEstimable) else (rate, rate, rate)
        case Estimate(value=value, interval=Interval(low=low, high=high)):
            return value, max(0.0, low), min(1.0, high)
        case Estimate(value=value):
            return value, value, value
        case _:
            return None


def _across(share: float) -> float:
    return round(LEFT + share * SPAN, 1)
