"""How much work something may take, counted in calls: time differs from machine to machine."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

MILLION = 1_000_000


class TooMuchWorkError(AssertionError):
    """Something took more calls than it may."""


@contextmanager
def at_most(calls: int) -> Iterator[None]:
    """Stop what is done inside as soon as it has taken more calls of functions than these."""
    left = calls

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal left
        if event.endswith("call"):
            left -= 1
            if left < 0:
                sys.setprofile(None)
                raise TooMuchWorkError(f"more than {calls:,} calls")

    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(None)
