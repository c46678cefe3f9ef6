"""When garbage is looked for: seldom where a process decides, and not while what stays is made."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec, TypeVar

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")

# A decision of which much is open makes some hundred thousand things that stay until it is told.
SELDOM: Final = (50_000, 10, 10)


def collect_seldom() -> None:
    """Let garbage be looked for less often in this process, for some megabytes more of memory."""
    gc.set_threshold(*SELDOM)


def without_collecting(make: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """Give a function during which the garbage collector rests, unless it rests anyway."""

    @wraps(make)
    def resting(*given: _Given.args, **named: _Given.kwargs) -> _Made:
        if not gc.isenabled():
            return make(*given, **named)
        gc.disable()
        try:
            return make(*given, **named)
        finally:
            gc.enable()

    return resting
