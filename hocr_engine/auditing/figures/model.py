"""What tables are made of: each cell a figure with what it was made from, or why there is none."""

from __future__ import annotations

from enum import Enum
from typing import TypeAlias

from attrs import field, frozen

from hocr_engine.estimating.model import Count, Estimate, NotEstimable


class Withheld(Enum):
    """A figure that is not published, since it would tell of few people."""

    SMALL = "withheld"


@frozen
class Banded:
    """The band of a rate, and the lowest and highest that its interval reaches, if it has one."""

    name: str
    lowest: str = ""
    highest: str = ""


# A count of a count, a plain count, a weight, an estimate, its band, or why there is none.
Figure: TypeAlias = Count | int | float | Estimate | Banded | NotEstimable | Withheld


@frozen
class Cell:
    """
    One figure under the name by which its records are found, as `rape/missing`.

    `of` is what an estimate was made from, `population` what its interval was corrected for;
    `is_yearly` says that it is a number and no share, `is_difference` that it is one of two shares.
    """

    name: str
    figure: Figure
    of: Count | None = None
    population: int | None = None
    is_yearly: bool = False
    is_difference: bool = False


@frozen
class Row:
    """One row: what it is about, and its cells."""

    head: str
    cells: tuple[Cell, ...]


@frozen
class Table:
    """
    One table with its columns, the first of which names the rows, and what is noted below.

    `drawn` are the places of the cells that a chart shows of each row.
    """

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    drawn: tuple[int, ...] = ()


@frozen
class Report:
    """All tables of an audit, with what each of them must say: what was left out, and caveats."""

    title: str
    tables: tuple[Table, ...]
    left_out: tuple[str, ...] = field(default=())
    caveats: tuple[str, ...] = field(default=())
