"""What is told besides the reasons: the options that ask for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

import click

from hocr_engine.explanation.more import More
from hocr_engine.explanation.words import harmless
from hocr_engine.reconsidering.naming import (
    NamedAnswer,
    is_ambiguous,
    named,
    near_names,
    qualified,
)
from hocr_engine.rulebook.model import Book


def more_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options on what else to tell, as its argument `more`."""

    @click.option(
        "--why-not",
        multiple=True,
        metavar="NAME",
        help="Tell why not this rule, answer, offence code or class; may be given more than once.",
    )
    @click.option(
        "--rests-on", is_flag=True, help="Tell the facts that alone give the same answer."
    )
    @click.option(
        "--what-if", is_flag=True, help="Tell which changes of facts would change the answer."
    )
    @click.option(
        "--editions",
        is_flag=True,
        help="Tell what it comes to by the rules of each day on which that changed.",
    )
    @click.option(
        "--timeline", is_flag=True, help="Tell what happened when, and by when what was due."
    )
    @wraps(command)
    def with_more(
        *,
        why_not: tuple[str, ...],
        rests_on: bool,
        what_if: bool,
        editions: bool,
        timeline: bool,
        **arguments: object,
    ) -> int:
        more = More(
            suffices=rests_on,
            why_not=why_not,
            what_if=what_if,
            editions=editions,
            timeline=timeline,
        )
        return command(more=more, **arguments)

    return with_more


def unknown_name(book: Book, more: More) -> str:
    """Give what is wrong with the first name that stands for nothing, or for several answers."""
    for name in more.why_not:
        meant = named(book, name)
        if meant is None:
            near = " or ".join(f"`{one}`" for one in near_names(book, name))
            fix = f"did you mean {near}?" if near else "`hocr show --list` lists the rules"
            return f"there is no rule, answer, code or class called `{harmless(name)}`; {fix}"
        if isinstance(meant, NamedAnswer) and is_ambiguous(meant):
            each = " or ".join(f"`{one}`" for one in qualified(meant))
            return f"`{harmless(name)}` is the answer to several questions; write {each}"
    return ""
