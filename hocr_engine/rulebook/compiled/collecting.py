"""Making many things that stay, without looking for garbage among them again and again."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


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
