"""Every sentence about a comparison that is settled before anything is known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.feel.types import Limits
from hocr_engine.text import Span

NOT_ESTABLISHED: Final = "not established"


def never_null(at: Span, subject: Span) -> Diagnostic:
    """Null set against what is never null."""
    return _never_null(
        at,
        subject,
        "what a record leaves out is unknown and is asked for; take this comparison out",
    )


def never_null_list(at: Span, subject: Span) -> Diagnostic:
    """Null set against a list."""
    return _never_null(at, subject, f"a list may be empty; write `count({subject.text}) = 0`")


def never_null_words(at: Span, subject: Span) -> Diagnostic:
    """Null set against a fact that has a word for what cannot be found out."""
    known = f'"{NOT_ESTABLISHED}"'
    written = known if at.text == "null" else f"{subject.text} = {known}"
    return _never_null(at, subject, f"what could not be found out is `{known}`; write `{written}`")


def never_null_presumed(at: Span, subject: Span, presumed: str) -> Diagnostic:
    """Null set against a fact that is presumed where the record is silent."""
    fix = f"where the record is silent it is presumed to be `{presumed}`; take this comparison out"
    return _never_null(at, subject, fix)


def _never_null(at: Span, subject: Span, fix: str) -> Diagnostic:
    return Diagnostic("never-null", f"`{subject.text}` is never null", at, help=fix)


def out_of_reach(
    at: Span, fact: Span, operator: str, number: Decimal, limits: Limits
) -> Diagnostic:
    """A number that the fact never reaches."""
    than = {"<": "less than ", "<=": "less than ", ">": "more than ", ">=": "more than "}
    shown = f"{number:f}"
    return Diagnostic(
        "never-true",
        f"`{fact.text}` is never {than.get(operator, '')}`{shown}`",
        at,
        help=f"it is a number {_stretch(limits)}",
    )


def _stretch(limits: Limits) -> str:
    parts = (
        (limits.at_least, "from"),
        (limits.at_most, "up to" if limits.at_least is None else "to"),
    )
    return " ".join(f"{word} {end:f}" for end, word in parts if end is not None)


def nothing_between(at: Span, low: Span, high: Span) -> Diagnostic:
    """A stretch that ends before it begins."""
    return Diagnostic(
        "never-true",
        f"nothing lies between `{low.text}` and `{high.text}`",
        at,
        help="write the smaller one first",
    )


def nothing_to_be_in(at: Span) -> Diagnostic:
    """Something looked for in an empty list."""
    return Diagnostic(
        "never-true",
        "nothing is in an empty list",
        at,
        help="write what it may be, as in `in (…, …)`",
    )


def nothing_in_common(at: Span, left: Span, right: Span) -> Diagnostic:
    """Two facts whose lists share no word."""
    return Diagnostic(
        "never-true",
        f"`{left.text}` and `{right.text}` have no word in common",
        at,
        help="compare each with one of its own words",
    )


def both_at_once(at: Span, fact: Span, values: tuple[str, str]) -> Diagnostic:
    """One fact that is to be two values at once."""
    one, other = values
    return Diagnostic(
        "never-true",
        f"`{fact.text}` cannot be `{one}` and `{other}` at once",
        at,
        help=f"write `or`, or `{fact.text} in ({one}, {other})`",
    )


def one_or_the_other(at: Span, fact: Span, values: tuple[str, str]) -> Diagnostic:
    """One fact that is not to be one value, or not another: always so."""
    one, other = values
    return Diagnostic(
        "always-true",
        f"one of the two is true whatever `{fact.text}` is",
        at,
        help=f"write `and`, or `not({fact.text} in ({one}, {other}))`",
    )


def never_listed(at: Span, word: str, start: date | None, end: date | None) -> Diagnostic:
    """A code that is in its list on no day on which the rule holds."""
    since = f" from {start}" if start else ""
    until = f" until {end}" if end else ""
    return Diagnostic(
        "code-not-in-force",
        f"`{word}` is not in the list on any day of this rule",
        at,
        help=f"the list has it{since}{until}",
    )
