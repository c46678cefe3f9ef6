"""Work in several processes: in order, with few parts in hand, and never waited for in vain."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool

import pytest

from hocr_engine.in_processes import IN_HAND, in_turn

JOBS = 2
BAD = 13


def squares(given: int) -> Callable[[int], list[int]]:
    """Give what squares numbers and adds what was given; it fails at one of them."""

    def square(number: int) -> list[int]:
        if number == BAD:
            raise ArithmeticError(number)
        return [number * number + given]

    return square


def ending(_: int) -> Callable[[int], list[int]]:
    """Give what ends its process."""

    def end(_: int) -> list[int]:
        os.kill(os.getpid(), signal.SIGKILL)
        return []

    return end


@pytest.mark.parametrize("jobs", [1, JOBS])
def test_what_comes_of_parts_is_in_their_order(jobs: int) -> None:
    found = list(in_turn(squares, 100, range(BAD), jobs))

    assert found == [[number * number + 100] for number in range(BAD)]


@pytest.mark.parametrize("jobs", [1, JOBS])
def test_no_more_parts_are_taken_than_the_processes_have_in_hand(jobs: int) -> None:
    taken: list[int] = []

    def parts() -> Iterator[int]:
        for number in range(BAD + 1, 200):
            taken.append(number)
            yield number

    for done, _ in enumerate(in_turn(squares, 0, parts(), jobs)):
        assert len(taken) <= done + JOBS * IN_HAND
    assert len(taken) == 199 - BAD


@pytest.mark.parametrize("jobs", [1, JOBS])
def test_a_failure_is_raised_where_its_part_was_due(jobs: int) -> None:
    found = in_turn(squares, 0, range(100), jobs)

    assert [next(found)[0] for _ in range(BAD)] == [number * number for number in range(BAD)]
    with pytest.raises(ArithmeticError):
        next(found)


def test_a_process_that_is_ended_from_outside_is_not_waited_for() -> None:
    with pytest.raises(BrokenProcessPool):
        list(in_turn(ending, 0, range(100), JOBS))
