"""Two audits side by side: by how much each share rose, and what that comes to in a year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import evolve, frozen

from hocr_engine.auditing.comparing import words as say
from hocr_engine.auditing.comparing.shares import Share, Shared, Shares, ShareTable
from hocr_engine.auditing.figures.model import Cell, Figure, Report, Row, Table, Withheld
from hocr_engine.auditing.figures.noting import reasons
from hocr_engine.auditing.figures.withholding import published as withheld_alone
from hocr_engine.auditing.scheme.model import Frame
from hocr_engine.auditing.words import NO_YEAR, STREAM, WEIGHTED
from hocr_engine.estimating.model import Estimate, Interval, Method, NotEstimable
from hocr_engine.estimating.yearly import additional, difference

# The shares of both audits, which a chart shows.
DRAWN: Final = (1, 3)
_MODES: Final = (
    frozenset({Method.NORMAL, Method.CORRECTED}),
    frozenset({Method.STRATIFIED, Method.CLUSTERED}),
)


def compared(before: Shares, after: Shares, frame: Frame) -> Report:
    """
    Give two audits as one report, in the order of the later one.

    `frame` tells how many are recorded in a year at the time of the later audit. A share that one
    of them alone has is not estimable in the other, and named.
    """
    pair = _Pair(before.named(), after.named(), frame)
    return Report(
        title=say.title(before.title, after.title),
        tables=tuple(map(pair.table, after.tables)),
        left_out=(
            *(say.of_before(note) for note in before.left_out),
            *(say.of_after(note) for note in after.left_out),
        ),
        caveats=tuple(dict.fromkeys((*after.caveats, *before.caveats, *pair.caveats()))),
    )


@frozen
class _Pair:
    """The shares of both audits by name."""

    before: Mapping[str, Share]
    after: Mapping[str, Share]
    frame: Frame

    def table(self, table: ShareTable) -> Table:
        """Give a table of the later audit with the earlier one beside it."""
        is_yearly = any(one.is_rate for one in table.shares)
        columns = (STREAM, say.COUNTED_BEFORE, say.BEFORE, say.COUNTED_AFTER, say.AFTER)
        more = (say.DIFFERENCE, *([say.ADDITIONAL] if is_yearly else []))
        rows = tuple(self._row(one, is_yearly) for one in table.shares)
        return Table(table.id, table.title, (*columns, *more), rows, tuple(reasons(rows)), DRAWN)

    def caveats(self) -> Iterator[str]:
        """Give how to read the report, and which shares the earlier audit alone has."""
        yield say.INDEPENDENT
        yield say.BY_CHANCE
        gone = [one.head for name, one in self.before.items() if name not in self.after]
        if gone:
            yield say.only_before(dict.fromkeys(gone))

    def _row(self, after: Share, is_yearly: bool) -> Row:
        before = self.before.get(after.name) or _missing(after)
        rise = _rise(before.figure, after.figure)
        cells = (*_side(before, say.BEFORE), *_side(after, say.AFTER))
        more = [Cell(f"{after.name}/{say.DIFFERENCE}", rise, is_difference=True)]
        if is_yearly:
            number = self._additional(before.figure, after)
            more.append(Cell(f"{after.name}/{say.ADDITIONAL}", number, is_yearly=True))
        return Row(after.head, (*cells, *more))

    def _additional(self, before: Shared, after: Share) -> Figure:
        if isinstance(before, Withheld) or isinstance(after.figure, Withheld):
            return Withheld.SMALL
        for figure in (before, after.figure):
            if isinstance(figure, NotEstimable):
                return figure
        assert isinstance(before, Estimate)
        assert isinstance(after.figure, Estimate)
        recorded = self._recorded_a_year(after.stream)
        if recorded is None:
            return NotEstimable(NO_YEAR)
        found = additional(recorded, before.value, after.figure.value)
        if isinstance(found, NotEstimable):
            return found
        return Estimate(found, NotEstimable(say.NO_INTERVAL))

    def _recorded_a_year(self, stream: str) -> float | None:
        known = self.frame.stratum(stream)
        if known is not None:
            return known.recorded_a_year
        return self.frame.recorded_a_year if stream.endswith(f"/{WEIGHTED}") else None


def published(report: Report) -> Report:
    """
    Give a comparison without what tells of few, nor what would give that away.

    Where anything of one audit is withheld in a row, so is all of it there, and what is made of it.
    """
    found = withheld_alone(report)
    return evolve(found, tables=tuple(evolve(one, rows=_hidden(one)) for one in found.tables))


def _hidden(table: Table) -> tuple[Row, ...]:
    return tuple(Row(row.head, tuple(_without(row.cells))) for row in table.rows)


def _without(cells: tuple[Cell, ...]) -> Iterator[Cell]:
    before, after, more = cells[:2], cells[2:4], cells[4:]
    gone = [_is_withheld(side) for side in (before, after)]
    for side, is_gone in ((before, gone[0]), (after, gone[1]), (more, any(gone))):
        yield from (_withheld(cell) if is_gone else cell for cell in side)


def _is_withheld(side: tuple[Cell, ...]) -> bool:
    return any(cell.figure is Withheld.SMALL for cell in side)


def _withheld(cell: Cell) -> Cell:
    return evolve(cell, figure=Withheld.SMALL, of=None)


def _missing(other: Share) -> Share:
    return Share(other.name, other.head, None, NotEstimable(say.NOT_BEFORE))


def _side(share: Share, which: str) -> Iterator[Cell]:
    """Give what was counted in one audit, and the share."""
    lacking = share.figure if not isinstance(share.figure, Estimate) else None
    count = share.count or lacking or NotEstimable(say.NO_COUNT)
    yield Cell(f"{share.name}/{which} counted", count)
    yield Cell(f"{share.name}/{which}", share.figure, share.count)


def _rise(before: Shared, after: Shared) -> Shared:
    if isinstance(before, Withheld) or isinstance(after, Withheld):
        return Withheld.SMALL
    if isinstance(before, NotEstimable):
        return before
    if isinstance(after, NotEstimable):
        return after
    found = difference(before, after)
    is_mixed = len({_mode(before), _mode(after)} - {None}) > 1
    return Estimate(found.value, NotEstimable(say.TWO_MODES)) if is_mixed else found


def _mode(found: Estimate) -> int | None:
    """Give which mode an interval is of, or None where it is the same in each."""
    if not isinstance(found.interval, Interval):
        return None
    method = found.interval.method
    return next((number for number, mode in enumerate(_MODES) if method in mode), None)
