"""Charts beside tables: where each share lies between none and all, with its interval."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import Final

from attrs import frozen

from hocr_engine.auditing import words as say
from hocr_engine.auditing.figures.model import Cell, Row, Table
from hocr_engine.auditing.forms.showing import shown
from hocr_engine.estimating.model import Count, Estimate, Interval, NotEstimable

# Across in per cent of the chart, so that a narrow window does not make its words small; down in
# pixels. What lies at none or at all is not cut off.
EDGE: Final = 3.0
SPAN: Final = 100 - 2 * EDGE
LINE: Final = 20
TRACK: Final = 26
GAP: Final = 12
FOOT: Final = 24
TICKS: Final = (0, 50, 100)
# As many letters as the narrowest window shows in a line.
LONGEST: Final = 36


@frozen
class Mark:
    """One share: what is said of it, where its line and its point lie, and how far down."""

    words: tuple[str, ...]
    at: float
    low: float
    high: float
    top: int
    is_hollow: bool

    @property
    def track(self) -> int:
        """Give how far down its line lies, below its words."""
        return self.top + len(self.words) * LINE + TRACK // 2


@frozen
class Chart:
    """A chart with what it shows in words; `ticks` are pairs of a place across and its per cent."""

    id: str
    title: str
    about: str
    marks: tuple[Mark, ...]
    height: int
    ticks: tuple[tuple[float, int], ...]


def chart_of(table: Table) -> Chart | None:
    """Give the chart of a table, where it has shares to draw; what is withheld is not drawn."""
    marks = tuple(_marks(table))
    if not marks:
        return None
    return Chart(
        id=f"{table.id.replace(' ', '-')}-chart",
        title=say.chart(table.title),
        about=say.ABOUT_CHARTS,
        marks=marks,
        height=marks[-1].track + TRACK // 2 + FOOT,
        ticks=tuple((_across(tick / 100), tick) for tick in TICKS),
    )


def _marks(table: Table) -> Iterator[Mark]:
    top = 0
    for row in table.rows:
        for place in table.drawn:
            found = _stretch(row.cells[place])
            if found is None:
                continue
            value, low, high = map(_across, found)
            words = tuple(_words(table, row, place))
            mark = Mark(words, value, low, high, top, place != table.drawn[-1])
            yield mark
            top = mark.track + TRACK // 2 + GAP


def _words(table: Table, row: Row, place: int) -> Iterator[str]:
    """Give the lines above a mark: what it is of, and how it is written in the table."""
    number = shown(row.cells[place])
    is_one = len(table.drawn) == 1
    yield from wrap(row.head, LONGEST)
    yield number if is_one else f"{table.columns[place + 1]}: {number}"


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
    return round(EDGE + share * SPAN, 2)
