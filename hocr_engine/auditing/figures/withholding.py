"""Tables fit to be published: small counts withheld, and whatever would give them away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import evolve

from hocr_engine.auditing import words as say
from hocr_engine.auditing.figures.model import Cell, Report, Row, Table, Withheld
from hocr_engine.estimating.model import Count, NotEstimable

LEAST: Final = 5

Place = tuple[int, int]


def published(report: Report) -> Report:
    """
    Give a report without counts from 1 to 4, without shares of which they are a part or the rest.

    Where one cell alone is withheld in a row or a column of a table, the next smallest is as well,
    so that no sum tells it; and so is every share of such a row, since what it was made from would.
    """
    tables = tuple(_published(table) for table in report.tables)
    return evolve(report, tables=tables, caveats=(*report.caveats, say.withheld(LEAST)))


def _published(table: Table) -> Table:
    grid = [list(row.cells) for row in table.rows]
    hidden = {place for place, cell in _cells(grid) if _is_small(cell)}
    while more := {*_given_away(grid, hidden), *_telling(grid, hidden)} - hidden:
        hidden |= more
    rows = tuple(
        Row(
            row.head,
            tuple(_cell(cell, (down, right) in hidden) for right, cell in enumerate(row.cells)),
        )
        for down, row in enumerate(table.rows)
    )
    return evolve(table, rows=rows)


def _cells(grid: Sequence[Sequence[Cell]]) -> Iterator[tuple[Place, Cell]]:
    for down, row in enumerate(grid):
        for right, cell in enumerate(row):
            yield (down, right), cell


def _cell(cell: Cell, is_hidden: bool) -> Cell:
    return evolve(cell, figure=Withheld.SMALL, of=None) if is_hidden else cell


def _is_small(cell: Cell) -> bool:
    """Say whether a cell tells of few: by itself, by its parts, or by what it was made from."""
    return any(0 < part < LEAST for part in _parts(cell))


def _parts(cell: Cell) -> tuple[int, ...]:
    found = cell.figure if isinstance(cell.figure, Count) else cell.of
    if isinstance(cell.figure, NotEstimable):
        return ()
    if isinstance(found, Count):
        return (found.having, found.total - found.having, found.total)
    return (cell.figure,) if _is_count(cell) and isinstance(cell.figure, int) else ()


def _is_count(cell: Cell) -> bool:
    return isinstance(cell.figure, int | Count)


def _given_away(grid: Sequence[Sequence[Cell]], hidden: set[Place]) -> Iterator[Place]:
    """Give the cells to withhold beside one that stands alone in its row or column."""
    width = max((len(row) for row in grid), default=0)
    lines = [[(down, right) for right in range(len(row))] for down, row in enumerate(grid)]
    lines += [[(down, right) for down in range(len(grid))] for right in range(width)]
    for line in lines:
        counts = [place for place in line if _is_count(grid[place[0]][place[1]])]
        if sum(place in hidden for place in counts) == 1:
            yield from _smallest(grid, [place for place in counts if place not in hidden])


def _telling(grid: Sequence[Sequence[Cell]], hidden: set[Place]) -> Iterator[Place]:
    """Give the shares in the rows of what is withheld, whose parts may be that."""
    rows = {down for down, _ in hidden}
    for place, cell in _cells(grid):
        if place[0] in rows and (cell.of is not None or isinstance(cell.figure, Count)):
            yield place


def _smallest(grid: Sequence[Sequence[Cell]], places: Iterable[Place]) -> Iterator[Place]:
    """Give the place of the smallest count above none, where there is one."""
    sized = [(max(_parts(grid[down][right])), (down, right)) for down, right in places]
    yield from (place for _, place in sorted(one for one in sized if one[0])[:1])
