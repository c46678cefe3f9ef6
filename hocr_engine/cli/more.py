"""What is told besides the reasons: the options that ask for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

import click

from hocr_engine.explanation.more import More


def more_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options on what else to tell, as its argument `more`."""

    @click.option(
        "--what-if", is_flag=True, help="Tell which changes of facts would change the answer."
    )
    @click.option(
        "--editions",
        is_flag=True,
        help="Tell what it comes to by the rules of each day on which that changed.",
    )
    @wraps(command)
    def with_more(*, what_if: bool, editions: bool, **arguments: object) -> int:
        return command(more=More(what_if=what_if, editions=editions), **arguments)

    return with_more
