"""Batches of findings as tables tell them, and the tables that an audit makes of them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from hocr_engine.auditing.figures.model import Cell, Report
from hocr_engine.auditing.figures.tallying import Tally
from hocr_engine.auditing.model import Judged, Unit, Verdict
from hocr_engine.auditing.scheme.model import Frame, Scheme
from hocr_engine.auditing.scheme.read_frame import read_frame
from hocr_engine.auditing.scheme.read_scheme import bundled_scheme, read_scheme
from tests.decision.library import rulebook

HERE: Final = Path(__file__).parent


@cache
def scheme() -> Scheme:
    """Give the scheme that comes with the engine."""
    found, mistakes = read_scheme(bundled_scheme(), rulebook().book)
    assert mistakes == ()
    assert found is not None
    return found


def frame(name: str) -> Frame:
    """Give the frame of a batch."""
    found, mistakes = read_frame(HERE / f"{name}.frame.yaml", scheme())
    assert mistakes == ()
    assert found is not None
    return found


def table(name: str) -> list[dict[str, str]]:
    """Give the rows of a table beside this module."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def batch(name: str) -> Iterator[tuple[Judged, ...]]:
    """Give what was judged in each incident of a batch, one thing in each."""
    for line, row in enumerate(table(name), 2):
        for number in range(int(row["number"])):
            yield (_judged(row, f"{line}-{number}"),)


def _judged(row: dict[str, str], name: str) -> Judged:
    facts = dict(one.strip().split("=") for one in row["facts"].split(";") if one)
    labels = {"label.sample": row["sample"]} if row["sample"] else {}
    return Judged(
        id=f"{name}/finding",
        incident=name,
        unit=Unit(row["unit"]),
        verdict=Verdict(row["verdict"]),
        entry=row["entry"],
        found=row["found"],
        flags=frozenset(filter(None, [row["flags"]])),
        about={**facts, **labels},
        elapsed=int(row["minutes"]) if row["minutes"] else None,
        over=int(row["over"]) if row["over"] else None,
        later=row["later"],
    )


def tally_of(name: str) -> Tally:
    """Give what was counted in a batch."""
    tally = Tally(scheme())
    for one in batch(name):
        tally.add(one)
    return tally


def cells(report: Report) -> dict[str, Cell]:
    """Give the cells of a report by their names; cells of one name say the same."""
    found: dict[str, Cell] = {}
    for one in report.tables:
        for row in one.rows:
            for cell in row.cells:
                assert found.setdefault(cell.name, cell) == cell
    return found
