"""Working through the parts of a batch in several processes, as many in hand as is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

from attrs import evolve

from hocr_engine.auditing.batch.crimes import Crimes
from hocr_engine.auditing.batch.desk import Desk, Outcome, Part, Rows
from hocr_engine.auditing.sheets.rows import told
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.in_processes import in_turn

Given = Part | Diagnostic


def run(desk: Desk, parts: Iterable[Given], jobs: int = 1) -> Iterator[Outcome]:
    """
    Give what became of each incident of a batch, in its order, for any number of jobs the same.

    What could not be read is an outcome of its own. A table that the mapping does not fit is given
    up, once, with what it lacks. As much is held at a time whatever the batch.
    """
    path = None if desk.crimes is None else desk.crimes.path
    given = (evolve(desk, crimes=None), path)
    return chain.from_iterable(in_turn(_working, given, _checked(desk, parts), jobs))


def _working(given: tuple[Desk, Path | None]) -> Callable[[Given], list[Outcome]]:
    """Give what works on a part, with a connection of its own to the crimes."""
    desk, path = given
    own = evolve(desk, crimes=None if path is None else Crimes(path))
    return lambda part: list(_worked(own, part))


def _checked(desk: Desk, parts: Iterable[Given]) -> Iterator[Given]:
    """Give the parts, without tables that the mapping does not fit."""
    fits: dict[str, bool] = {}
    for part in parts:
        if not isinstance(part, Rows):
            yield part
            continue
        first = part.rows[0]
        if first.file not in fits:
            missing = desk.lacking(first)
            fits[first.file] = not missing
            yield from missing
        if fits[first.file]:
            yield part


def _worked(desk: Desk, part: Given) -> Iterator[Outcome]:
    if isinstance(part, Diagnostic):
        yield Outcome("", (), (told(part),), is_bad=True)
    else:
        yield from desk.outcomes(part)
