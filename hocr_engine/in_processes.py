"""Working on the parts of something large in several processes, with as many in hand as needed."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from itertools import chain, islice
from multiprocessing.connection import wait
from threading import Thread
from typing import Any, Final, TypeVar

from hocr_engine.collecting import collect_seldom

_Part = TypeVar("_Part")
_Result = TypeVar("_Result")
_Given = TypeVar("_Given")

# Parts given out ahead of the one that is waited for, for each process.
IN_HAND: Final = 3
FEW: Final = 2
_WORK: Final[list[Callable[..., Sequence[Any]]]] = []


def in_turn(
    prepare: Callable[[_Given], Callable[[_Part], Sequence[_Result]]],
    given: _Given,
    parts: Iterable[_Part],
    jobs: int,
) -> Iterator[Sequence[_Result]]:
    """
    Give what comes of each part, in the order of the parts, for any number of jobs the same.

    `prepare` is called once in each process and gives what works on a part. As much is held at a
    time whatever the number of parts. BrokenProcessPool where a process is ended from outside.
    """
    waiting = iter(parts)
    first = list(islice(waiting, FEW))
    if jobs <= 1 or len(first) < FEW:
        yield from map(prepare(given), chain(first, waiting))
        return
    pool = ProcessPoolExecutor(jobs, initializer=partial(_take, prepare, given))
    try:
        yield from _spread(pool, chain(first, waiting), jobs * IN_HAND)
    finally:
        pool.shutdown(cancel_futures=True)


def _spread(
    pool: ProcessPoolExecutor, parts: Iterable[_Part], most: int
) -> Iterator[Sequence[_Result]]:
    in_hand: deque[Future[Sequence[_Result]]] = deque()
    for part in parts:
        in_hand.append(pool.submit(_work, part))
        if len(in_hand) == most:
            yield in_hand.popleft().result()
    while in_hand:
        yield in_hand.popleft().result()


def _take(prepare: Callable[[_Given], Callable[[_Part], Sequence[_Result]]], given: _Given) -> None:
    # Whoever ends the work ends it in the first process, which then ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_first, daemon=True).start()
    collect_seldom()
    _WORK[:] = [prepare(given)]


def _end_with_the_first() -> None:
    """End this process when the first one is gone, however that was ended."""
    first = multiprocessing.parent_process()
    if first is not None:
        wait([first.sentinel])
        os._exit(1)


def _work(part: _Part) -> Sequence[Any]:
    return _WORK[0](part)
