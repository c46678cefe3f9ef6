"""Working through the parts of a batch in several processes, as many in hand as is needed."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from threading import Semaphore
from typing import Final

from attrs import evolve

from hocr_engine.auditing.batch.crimes import Crimes
from hocr_engine.auditing.batch.desk import Desk, Outcome, Part, Rows
from hocr_engine.auditing.sheets.rows import told
from hocr_engine.diagnostic import Diagnostic

IN_HAND: Final = 4
FEW: Final = 2

Given = Part | Diagnostic


def run(desk: Desk, parts: Iterable[Given], jobs: int = 1) -> Iterator[Outcome]:
    """
    Give what became of each incident of a batch, in its order, for any number of jobs the same.

    What could not be read is an outcome of its own. A table that the mapping does not fit is given
    up, once, with what it lacks. As much is held at a time whatever the batch.
    """
    checked = _checked(desk, parts)
    first = list(islice(checked, FEW))
    if jobs <= 1 or len(first) < FEW:
        for part in chain(first, checked):
            yield from _worked(desk, part)
        return
    path = None if desk.crimes is None else desk.crimes.path
    given, room = evolve(desk, crimes=None), Semaphore(jobs * IN_HAND)
    with multiprocessing.Pool(jobs, _take, (given, path)) as pool:
        for outcomes in pool.imap(_work, _held(chain(first, checked), room)):
            room.release()
            yield from outcomes


def _held(parts: Iterable[Given], room: Semaphore) -> Iterator[Given]:
    for part in parts:
        room.acquire()
        yield part


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


_DESK: list[Desk] = []


def _take(desk: Desk, crimes: Path | None) -> None:
    # Whoever ends the work ends it in the first process, which then ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _DESK[:] = [evolve(desk, crimes=None if crimes is None else Crimes(crimes))]


def _work(part: Given) -> list[Outcome]:
    return list(_worked(_DESK[0], part))
