"""From counts to tables, one function a kind of table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve, field, frozen

from hocr_engine.auditing import words as say
from hocr_engine.auditing.figures.banding import banded
from hocr_engine.auditing.figures.model import Cell, Report, Row, Table
from hocr_engine.auditing.figures.noting import reasons
from hocr_engine.auditing.figures.tallying import StreamTally, Tally
from hocr_engine.auditing.model import Verdict
from hocr_engine.auditing.scheme.bands import Bands
from hocr_engine.auditing.scheme.model import Frame, TableKind, TableSpec
from hocr_engine.estimating.intervals import CONFIDENCE, SMALL, printed
from hocr_engine.estimating.model import Count, Estimate, NotEstimable
from hocr_engine.estimating.strata import Mode, Stratum, weighted
from hocr_engine.estimating.yearly import unrecorded

MOST_MISTAKES: Final = 20


@frozen
class Settings:
    """
    How to estimate: the mode, how sure, and the frame.

    `mistakes` gives the words of a mistake by the rule that corrects it; `bands` are those that
    rates of recording are put into.
    """

    mode: Mode = Mode.HMICFRS
    confidence: float = CONFIDENCE
    frame: Frame = field(factory=Frame)
    mistakes: Mapping[str, str] = field(factory=dict)
    bands: Bands | None = None


@frozen
class Counted:
    """What was counted, and how to estimate from it."""

    tally: Tally
    settings: Settings

    def title(self, name: str) -> str:
        """Give the title of a stream, with a mark where it is carried over."""
        title = self.tally.scheme.streams[name].title
        return say.carried_over(title) if name in self.tally.carried else title

    def stream(self, name: str) -> StreamTally:
        """Give what was counted in a stream."""
        return self.tally.streams[name]

    def stratum(self, name: str) -> Stratum:
        """Give a stream as a stratum, with what the frame knows of it."""
        known, tally = self.settings.frame.stratum(name), self.stream(name)
        return Stratum(
            name=self.title(name),
            count=tally.count,
            weight=None if known is None else known.weight,
            population=None if known is None else known.population,
            clusters=tally.clusters,
        )

    def rate(self, name: str) -> Estimate | NotEstimable:
        """Give the rate of a stream with its interval in the mode wanted."""
        one = self.stratum(name)
        plain = printed(one.count, one.population, self.settings.confidence)
        is_small = one.count.total < SMALL or one.count.having in (0, one.count.total)
        if self.settings.mode is Mode.HMICFRS or is_small:
            return plain
        alone = Stratum(one.name, one.count, 1.0, one.population, one.clusters)
        return weighted((alone,), Mode.DESIGN, confidence=self.settings.confidence)


Filled = tuple[tuple[str, ...], Iterator[Row]]


def report(
    tally: Tally, settings: Settings, left_out: Sequence[str] = (), title: str = ""
) -> Report:
    """Give all tables of a scheme, filled with what was counted."""
    counted = Counted(tally, settings)
    return Report(
        title=" – ".join(filter(None, (tally.scheme.title, title or settings.frame.title))),
        tables=tuple(table(spec, counted) for spec in tally.scheme.tables),
        left_out=tuple(left_out),
        caveats=(*tally.scheme.caveats, say.mode(settings.mode, settings.confidence)),
    )


def table(spec: TableSpec, counted: Counted) -> Table:
    """Give one table with its notes."""
    columns, rows = _KINDS[spec.kind](spec, counted)
    filled, bands = tuple(rows), counted.settings.bands
    notes = [*spec.notes, *reasons(filled)]
    if bands is not None and spec.kind in _BANDED:
        columns, filled = (*columns, say.BAND), tuple(banded(row, bands) for row in filled)
        notes.append(say.bands_of(bands.title))
    about = _ABOUT.get(spec.kind, ("", ""))[not filled]
    notes += [about] if about else []
    notes += _carried(spec, counted.tally)
    return Table(spec.id, spec.title, columns, filled, tuple(notes), _DRAWN.get(spec.kind, ()))


def _carried(spec: TableSpec, tally: Tally) -> Iterator[str]:
    """Give from where streams are carried over, and how many of their own are not counted."""
    for name in spec.streams:
        if name in tally.carried:
            title, aside = tally.scheme.streams[name].title, tally.set_aside[name]
            yield say.carried_from(title, tally.carried[name], aside)


def _overall(spec: TableSpec, counted: Counted) -> Filled:
    columns = (say.STREAM, say.WEIGHT, say.RECORDED, say.RATE, say.A_YEAR)
    return columns, _overall_rows(spec, counted)


def _overall_rows(spec: TableSpec, counted: Counted) -> Iterator[Row]:
    strata = [counted.stratum(name) for name in spec.streams]
    for name, one in zip(spec.streams, strata, strict=True):
        weight = NotEstimable(say.NO_WEIGHT) if one.weight is None else one.weight
        yield Row(one.name, (Cell(f"{name}/weight", weight), *_rate_cells(name, counted)))
    frame, settings = counted.settings.frame, counted.settings
    found = weighted(
        strata, settings.mode, population=frame.population, confidence=settings.confidence
    )
    pooled = Count(sum(s.count.having for s in strata), sum(s.count.total for s in strata))
    name = f"{spec.id}/{say.WEIGHTED}"
    yield Row(
        say.WEIGHTED,
        (
            Cell(f"{name}/weight", _all_weights(strata)),
            Cell(f"{name}/recorded", pooled),
            Cell(f"{name}/rate", found, pooled, frame.population),
            Cell(f"{name}/yearly", _yearly(found, frame.recorded_a_year), pooled, is_yearly=True),
        ),
    )


def _all_weights(strata: Sequence[Stratum]) -> float | NotEstimable:
    weights = [one.weight for one in strata if one.weight is not None]
    return sum(weights) if len(weights) == len(strata) else NotEstimable(say.NO_WEIGHT)


def _rate_cells(name: str, counted: Counted) -> tuple[Cell, ...]:
    count, found = counted.stream(name).count, counted.rate(name)
    known = counted.settings.frame.stratum(name)
    population = None if known is None else known.population
    yearly = _yearly(found, None if known is None else known.recorded_a_year)
    return (
        Cell(f"{name}/recorded", count),
        Cell(f"{name}/rate", found, count, population),
        Cell(f"{name}/yearly", yearly, count, is_yearly=True),
    )


def _yearly(rate: Estimate | NotEstimable, recorded: float | None) -> Estimate | NotEstimable:
    if isinstance(rate, NotEstimable):
        return rate
    return NotEstimable(say.NO_YEAR) if recorded is None else unrecorded(recorded, rate)


def _rates(spec: TableSpec, counted: Counted) -> Filled:
    def row(name: str) -> Row:
        count = counted.stream(name).count
        recorded, *rest = _rate_cells(name, counted)
        missed = Cell(f"{name}/not recorded", count.total - count.having)
        return Row(counted.title(name), (recorded, missed, *rest))

    columns = (say.STREAM, say.RECORDED, say.NOT_RECORDED, say.RATE, say.A_YEAR)
    return columns, map(row, spec.streams)


def _groups(spec: TableSpec, counted: Counted) -> Filled:
    def row(name: str) -> Row:
        count, found = counted.stream(name).count, counted.rate(name)
        if isinstance(found, Estimate) and count.total < SMALL:
            found = evolve(found, interval=NotEstimable(say.few(SMALL)))
        return Row(
            counted.title(name),
            (Cell(f"{name}/recorded", count), Cell(f"{name}/rate", found, count)),
        )

    return (say.STREAM, say.RECORDED, say.RATE), map(row, spec.streams)


def _shares(spec: TableSpec, counted: Counted) -> Filled:
    def row(name: str) -> Row:
        count = counted.stream(name).count
        share = Cell(f"{name}/share", printed(count, None, counted.settings.confidence), count)
        return Row(counted.title(name), (Cell(f"{name}/recorded", count), share))

    return (say.STREAM, say.AS_IT_SHOULD_BE, say.SHARE), map(row, spec.streams)


def _verdicts(spec: TableSpec, counted: Counted) -> Filled:
    found = [counted.stream(name).verdicts for name in spec.streams]
    there = [verdict for verdict in Verdict if any(one[verdict] for one in found)]

    def row(name: str) -> Row:
        verdicts = counted.stream(name).verdicts
        cells = (Cell(f"{name}/{one.value}", verdicts[one]) for one in there)
        return Row(counted.title(name), (Cell(f"{name}/all", verdicts.total()), *cells))

    return (say.STREAM, say.ALL, *(one.value for one in there)), map(row, spec.streams)


def _timeliness(spec: TableSpec, counted: Counted) -> Filled:
    hours = counted.tally.scheme.hours

    def row(name: str) -> Row:
        tally = counted.stream(name)
        in_time = Cell(f"{name}/{say.IN_TIME}", Count(tally.in_time, tally.timed))
        bounds = (Cell(f"{name}/{say.within(one)}", tally.by[one]) for one in hours)
        later = Cell(f"{name}/{say.LATER}", tally.by[None])
        untimed = Cell(f"{name}/{say.UNTIMED}", tally.untimed)
        return Row(counted.title(name), (in_time, *bounds, later, untimed))

    heads = (say.within(one) for one in hours)
    columns = (say.STREAM, say.IN_TIME, *heads, say.LATER, say.UNTIMED)
    return columns, map(row, spec.streams)


def _causes(spec: TableSpec, counted: Counted) -> Filled:
    """Give what auditors say that mistakes came of, a column a stream; nothing where none does."""
    found = [counted.stream(name).causes for name in spec.streams]
    named = {cause: cause for one in found for cause in one if cause}
    titles = {**named, **counted.tally.scheme.causes, "": say.CAUSE_NOT_GIVEN}

    def row(cause: str) -> Row:
        cells = (
            Cell(f"{name}/cause {cause or say.NOT_NAMED}", one[cause])
            for name, one in zip(spec.streams, found, strict=True)
        )
        return Row(titles[cause], tuple(cells))

    columns = (say.CAUSE, *map(counted.title, spec.streams))
    return columns, map(row, titles if named else ())


def _mistakes(spec: TableSpec, counted: Counted) -> Filled:
    def rows() -> Iterator[Row]:
        for name in spec.streams:
            found = counted.stream(name).mistakes
            ordered = sorted(found.items(), key=lambda one: (-one[1], one[0]))
            for rule, times in ordered[:MOST_MISTAKES]:
                words = counted.settings.mistakes.get(rule) or rule
                yield Row(words, (Cell(f"{name}/mistake {rule}", times),))

    return (say.MISTAKE, say.TIMES), rows()


_KINDS: Final[Mapping[TableKind, Callable[[TableSpec, Counted], Filled]]] = {
    TableKind.OVERALL: _overall,
    TableKind.RATES: _rates,
    TableKind.GROUPS: _groups,
    TableKind.SHARES: _shares,
    TableKind.VERDICTS: _verdicts,
    TableKind.TIMELINESS: _timeliness,
    TableKind.MISTAKES: _mistakes,
    TableKind.CAUSES: _causes,
}

# The kinds of tables whose rates are put into bands, where there are any.
_BANDED: Final = (TableKind.OVERALL, TableKind.RATES)

# What is said of a kind of table, with rows in it and without.
_ABOUT: Final = {
    TableKind.TIMELINESS: (say.BASE_OF_TIMES, say.BASE_OF_TIMES),
    TableKind.GROUPS: (say.MANY_GROUPS, ""),
    TableKind.MISTAKES: ("", say.NO_MISTAKE),
    TableKind.CAUSES: (say.BASE_OF_CAUSES, say.NO_CAUSE),
}

# Which cell of its rows a chart of a table shows: the rate, the share, those in time.
_DRAWN: Final = {
    TableKind.OVERALL: (2,),
    TableKind.RATES: (2,),
    TableKind.GROUPS: (1,),
    TableKind.SHARES: (1,),
    TableKind.TIMELINESS: (0,),
}
