"""How much of each stratum to look at for intervals as narrow as wanted, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Final

from attrs import frozen

from hocr_engine.auditing.figures.model import Cell, Report, Row, Table
from hocr_engine.auditing.sampling import words as say
from hocr_engine.estimating.intervals import CONFIDENCE
from hocr_engine.estimating.model import Count, Estimate, Interval, NotEstimable
from hocr_engine.estimating.planning import Wanted, crimes_needed, incidents_needed
from hocr_engine.estimating.strata import Mode, Stratum, weighted

MINUTES: Final = 60


@frozen
class Planned:
    """
    What is wanted of one stratum, under the name that the table of incidents has for it.

    `weight` is its share of what is recorded, None where it is not known.
    """

    stratum: str
    wanted: Wanted
    weight: float | None = None

    @property
    def alone(self) -> int:
        """Give how many crimes would do if each stood by itself."""
        return ceil(crimes_needed(self.wanted))

    @property
    def crimes(self) -> int:
        """Give how many crimes must be expected, clustered as they are."""
        return ceil(self.alone * self.wanted.effect)

    @property
    def incidents(self) -> int:
        """Give how many incidents to draw."""
        return incidents_needed(self.wanted)


@frozen
class Plan:
    """A plan of a sample; `minutes` is how long one incident takes, where that is known."""

    title: str
    strata: tuple[Planned, ...]
    minutes: float | None = None
    confidence: float = CONFIDENCE

    @property
    def sizes(self) -> dict[str, int]:
        """Give how many incidents to draw of each stratum."""
        return {one.stratum: one.incidents for one in self.strata}


def plan_report(plan: Plan) -> Report:
    """Give a plan as tables: what each stratum needs, and what comes of all together."""
    counts = (say.CRIMES, say.INCIDENTS, *(() if plan.minutes is None else (say.HOURS,)))
    columns, altogether = (say.STRATUM, *say.SUPPOSED, *counts), (say.STRATUM, *counts, say.RATE)
    rows = tuple(_row(one, plan.minutes) for one in plan.strata)
    total = _total(plan)
    return Report(
        plan.title,
        (
            Table("plan", say.PLAN, columns, rows, tuple(_notes(plan))),
            Table("altogether", say.ALTOGETHER, altogether, (total,), _why(total)),
        ),
        caveats=(say.AT_MOST_AS_GOOD,),
    )


def _row(one: Planned, minutes: float | None) -> Row:
    wanted, name = one.wanted, f"plan/{one.stratum}"
    population = wanted.population
    cells = [
        Cell(f"{name}/{say.HALF_WIDTH}", wanted.half_width),
        Cell(f"{name}/{say.RATE}", wanted.rate),
        Cell(f"{name}/{say.YIELD}", wanted.yield_),
        Cell(f"{name}/{say.EFFECT}", wanted.effect),
        Cell(f"{name}/{say.CRIMES}", one.crimes, population=population),
        Cell(f"{name}/{say.INCIDENTS}", one.incidents),
    ]
    if minutes is not None:
        cells.append(Cell(f"{name}/{say.HOURS}", _hours(one.incidents, minutes)))
    return Row(one.stratum, tuple(cells))


def _total(plan: Plan) -> Row:
    crimes = sum(one.crimes for one in plan.strata)
    incidents = sum(one.incidents for one in plan.strata)
    cells = [
        Cell(f"{say.ALL}/{say.CRIMES}", crimes),
        Cell(f"{say.ALL}/{say.INCIDENTS}", incidents),
    ]
    if plan.minutes is not None:
        cells.append(Cell(f"{say.ALL}/{say.HOURS}", _hours(incidents, plan.minutes)))
    cells.append(Cell(f"{say.ALL}/{say.RATE}", expected(plan.strata, plan.confidence)))
    return Row(say.ALL, tuple(cells))


def expected(strata: Sequence[Planned], confidence: float) -> Estimate | NotEstimable:
    """Give the weighted rate that comes out if all is as supposed, with the interval by design."""
    supposed = [
        Stratum(
            one.stratum,
            Count(round(one.alone * one.wanted.rate), one.alone),
            one.weight,
            one.wanted.population,
        )
        for one in strata
    ]
    return weighted(supposed, Mode.DESIGN, confidence=confidence)


def _hours(incidents: int, minutes: float) -> int:
    return ceil(incidents * minutes / MINUTES)


def _notes(plan: Plan) -> Sequence[str]:
    corrected = [one for one in plan.strata if one.wanted.population is not None]
    return (
        say.sure(plan.confidence),
        *(say.corrected(one.stratum, one.wanted.population or 0) for one in corrected),
    )


def _why(total: Row) -> tuple[str, ...]:
    figure = total.cells[-1].figure
    if isinstance(figure, Estimate) and not isinstance(figure.interval, Interval):
        return (say.no_interval(figure.interval.why),)
    return (say.no_rate(figure.why),) if isinstance(figure, NotEstimable) else ()
