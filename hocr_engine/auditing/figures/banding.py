"""Rates put into bands, with what their intervals leave open."""

from __future__ import annotations

from attrs import evolve

from hocr_engine.auditing import words as say
from hocr_engine.auditing.figures.model import Banded, Cell, Figure, Row
from hocr_engine.auditing.scheme.bands import Bands
from hocr_engine.estimating.model import Estimate, Interval, NotEstimable


def banded(row: Row, bands: Bands) -> Row:
    """Give a row with the band of its rate in a cell of its own at the end."""
    rate = next(cell for cell in row.cells if cell.name.rpartition("/")[2] == say.RATE)
    name = f"{rate.name.rpartition('/')[0]}/{say.BAND}"
    return evolve(row, cells=(*row.cells, Cell(name, _band(rate.figure, bands), rate.of)))


def _band(rate: Figure, bands: Bands) -> Figure:
    if not isinstance(rate, Estimate):
        return rate if isinstance(rate, NotEstimable) else NotEstimable(say.NOT_TOLD)
    name = _name(rate.value, bands)
    if not isinstance(rate.interval, Interval):
        return Banded(name)
    return Banded(name, _name(rate.interval.low, bands), _name(rate.interval.high, bands))


def _name(rate: float, bands: Bands) -> str:
    found = bands.of(rate)
    return say.below(bands.bands[0].name) if found is None else found.name
