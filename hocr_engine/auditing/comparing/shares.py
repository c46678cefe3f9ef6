"""What of an audit can be set beside another one: its shares, each with what it was made from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

from attrs import frozen

from hocr_engine.auditing import words as say
from hocr_engine.auditing.figures.model import Cell, Report, Table, Withheld
from hocr_engine.estimating.intervals import printed
from hocr_engine.estimating.model import Count, Estimate, NotEstimable

RATE: Final = "rate"
_SHARES: Final = (RATE, "share", say.IN_TIME)

Shared: TypeAlias = Estimate | NotEstimable | Withheld


@frozen
class Share:
    """One share under the name of its cell; `count` is None where it is withheld."""

    name: str
    head: str
    count: Count | None
    figure: Shared

    @property
    def stream(self) -> str:
        """Give the name of what it is a share of, as `violence`."""
        return self.name.rpartition("/")[0]

    @property
    def is_rate(self) -> bool:
        """Say whether it is a rate of recording, which comes to a number of crimes in a year."""
        return self.name.rpartition("/")[2] == RATE


@frozen
class ShareTable:
    """The shares of one table, in its order."""

    id: str
    title: str
    shares: tuple[Share, ...]


@frozen
class Shares:
    """All shares of an audit, with what its tables leave out, and how they are to be read."""

    title: str
    tables: tuple[ShareTable, ...]
    left_out: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()

    def named(self) -> dict[str, Share]:
        """Give the shares by name; those of one name say the same."""
        return {one.name: one for table in self.tables for one in table.shares}


def shares_of(report: Report) -> Shares:
    """Give the shares of a report, without the tables that have none."""
    tables = (ShareTable(one.id, one.title, tuple(_of(one))) for one in report.tables)
    kept = tuple(one for one in tables if one.shares)
    return Shares(report.title, kept, report.left_out, report.caveats)


def share_of(head: str, cell: Cell) -> Share | None:
    """Give the share that a cell holds, or None where it holds none; times get an interval."""
    if cell.name.rpartition("/")[2] not in _SHARES:
        return None
    match cell.figure:
        case Count() as count:
            return Share(cell.name, head, count, printed(count))
        case Estimate() | NotEstimable() as figure if cell.of is not None:
            return Share(cell.name, head, cell.of, figure)
        case Estimate() | Withheld() as figure:
            return Share(cell.name, head, None, figure)
        case _:
            return None


def _of(table: Table) -> Iterator[Share]:
    found = (share_of(row.head, cell) for row in table.rows for cell in row.cells)
    yield from (one for one in found if one is not None)
