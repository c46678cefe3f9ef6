"""Every sentence about a condition that reads well but cannot be meant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.feel.messages import bound_exceeded, other_sign
from hocr_engine.near_words import did_you_mean
from hocr_engine.text import Span

UNKNOWN_FACT: Final = "unknown-fact"
MAY_BE_ABSENT: Final = "may-be-absent"
TRUE_OR_FALSE: Final = "write `true` or `false`"
AS_DURATION: Final = 'write how long, as in `@"P30D"`'
CLOSE_BRACKETS: Final = "close each bracket, and write `\\\\` before a sign that stands for itself"
NO_BACK_REFERENCE: Final = (
    "nothing can stand for what a group has matched; write out what it may be"
)
REPEATED_TOO_OFTEN: Final = "a part may be repeated 1000 times at most"
_MAX_WORDS: Final = 8
_MAX_NAMES: Final = 12


def _meant(word: str | None, label: str = "") -> str:
    return did_you_mean(word, label) if word else ""


def _listed(names: Iterable[str]) -> str:
    known = sorted(set(names))
    more = ", …" if len(known) > _MAX_NAMES else ""
    shown = ", ".join(f"`{name}`" for name in known[:_MAX_NAMES])
    return f"known here: {shown}{more}" if known else ""


def unknown_fact(
    at: Span, meant: str | None, known: Iterable[str] = (), label: str = ""
) -> Diagnostic:
    """A name that nothing in scope has; without one that is like it, those that are known."""
    return Diagnostic(
        "unknown-fact",
        f"there is no fact `{at.text}`",
        at,
        help=_meant(meant, label) or _listed(known),
    )


def yes_or_no(at: Span, right: str) -> Diagnostic:
    """`yes` for true, `no` for false."""
    return other_sign(at, right)


def unquoted_word(at: Span, label: str) -> Diagnostic:
    """A word of a list, written without its quotes."""
    return Diagnostic(
        "unknown-fact",
        f"there is no fact `{at.text}`",
        at,
        help=did_you_mean(f'"{at.text}"', label),
    )


def no_members(at: Span, holder: str, meant: str | None = None) -> Diagnostic:
    """A member asked of something that has none, or not this one."""
    return Diagnostic("unknown-fact", f"{holder} has no `{at.text}`", at, help=_meant(meant))


def unknown_function(at: Span, meant: str | None) -> Diagnostic:
    """A function that the language does not have."""
    return Diagnostic(
        "unknown-function", f"there is no function `{at.text}`", at, help=_meant(meant)
    )


def no_function(at: Span) -> Diagnostic:
    """A fact with brackets behind it."""
    return Diagnostic(
        "unknown-function", f"`{at.text}` is no function", at, help="write `=` between the two"
    )


def unknown_type(at: Span, meant: str | None) -> Diagnostic:
    """A type after `instance of` that the language does not have."""
    return Diagnostic("unknown-type", f"there is no type `{at.text}`", at, help=_meant(meant))


def wrong_number(
    at: Span, name: str, counts: tuple[int, int], given: int, takes: str
) -> Diagnostic:
    """A function called with more or fewer values than it takes."""
    least, most = counts
    wanted = f"{least}" if least == most else f"{least} to {most}"
    return Diagnostic(
        "wrong-arguments",
        f"`{name}` takes {wanted} {'value' if wanted == '1' else 'values'} and is given {given}",
        at,
        help=f"it takes {takes}",
    )


def wrong_parameter(at: Span, name: str, takes: str) -> Diagnostic:
    """A value given by a name that the function does not have."""
    return Diagnostic(
        "wrong-arguments",
        f"`{name}` takes nothing called `{at.text}`",
        at,
        help=f"it takes {takes}",
    )


def wrong_argument(at: Span, name: str, got: str, takes: str) -> Diagnostic:
    """A value of a kind that the function does not take there."""
    return Diagnostic(
        "wrong-arguments",
        f"`{name}` cannot take `{at.text}`, which is {got}",
        at,
        help=f"it takes {takes}",
    )


def unreadable_pattern(at: Span, fix: str) -> Diagnostic:
    """A regular expression that is none, or that could take too long."""
    return Diagnostic(
        "unreadable-pattern", f"`{at.text}` is no pattern that can be read", at, help=fix
    )


def unknown_flags(at: Span) -> Diagnostic:
    """Flags of a pattern that mean nothing."""
    return Diagnostic(
        "unreadable-pattern",
        f"`{at.text}` are no flags of a pattern",
        at,
        help='write `"i"` where capitals make no difference, or leave this out',
    )


def found_anywhere(at: Span) -> Diagnostic:
    """A pattern to replace or divide by that nothing at all matches."""
    return Diagnostic(
        "unreadable-pattern",
        f"`{at.text}` is found where there is nothing, and cannot be replaced or divided by",
        at,
        help="ask for one sign at least, as `+` does where `*` does not",
    )


def unreadable_replacement(at: Span) -> Diagnostic:
    """A replacement with a `$` or `\\` that stands for nothing."""
    return Diagnostic(
        "unreadable-pattern",
        f"`{at.text}` cannot be put in the place of what is found",
        at,
        help="write `\\\\$` for the sign itself, or `$1` for the first group",
    )


def types_differ(at: Span, left: str, right: str, fix: str = "") -> Diagnostic:
    """Two operands that never go together."""
    return Diagnostic(
        "type-mismatch",
        f"`{at.text}` sets {left} against {right}",
        at,
        help=fix or "both sides have to be of the same kind",
    )


def as_date(text: str) -> str:
    """How a date is written."""
    return f'write the date as `@"{text}"`'


def day_of(at: Span) -> str:
    """How the day of a date and time is taken."""
    return f"take the day of it, as in `date({at.text})`"


def list_against_one(at: Span, listed: Span) -> Diagnostic:
    """A list compared with something single."""
    return Diagnostic(
        "list-against-one",
        f"`{listed.text}` is a list, and is compared with something single",
        at,
        help=f"write `some x in {listed.text} satisfies x …`, or `count({listed.text})`",
    )


def not_calculable(at: Span, left: str, right: str, fix: str = "") -> Diagnostic:
    """Arithmetic on what cannot be reckoned with."""
    return Diagnostic("type-mismatch", f"`{at.text}` reckons with {left} and {right}", at, help=fix)


def wants(at: Span, wanted: str, got: str) -> Diagnostic:
    """A part that is of another kind than its place needs."""
    return Diagnostic("type-mismatch", f"`{at.text}` is {got}", at, help=f"{wanted} belongs here")


def unknown_word(
    at: Span, word: str, allowed: tuple[str, ...], meant: str | None, label: str = ""
) -> Diagnostic:
    """A word that is not in the fact's list."""
    shown = ", ".join(f'`"{each}"`' for each in allowed[:_MAX_WORDS])
    more = " …" if len(allowed) > _MAX_WORDS else ""
    return Diagnostic(
        "unknown-word",
        f'`"{word}"` is not one of the words of this fact',
        at,
        help=_meant(meant and f'"{meant}"', label) or f"its words are {shown}{more}",
    )


def may_be_absent(at: Span) -> Diagnostic:
    """An operand that can be null and is not guarded."""
    return Diagnostic(
        "may-be-absent",
        f"`{at.text}` can be absent, and the condition would then have no answer",
        at,
        help=f"guard it, as in `{at.text} != null and …`",
    )


def cell_may_be_absent(at: Span, subject: Span, condition: str) -> Diagnostic:
    """A cell that asks for an order of what can be null."""
    return Diagnostic(
        "may-be-absent",
        f"`{subject.text}` can be absent, and the row would then have no answer",
        at,
        help=f"write `? != null and {condition}`",
    )


def divided_by_nought(at: Span, by: Span) -> Diagnostic:
    """A division by what may be nought, which then has no answer."""
    return Diagnostic(
        "may-be-absent",
        f"`{at.text}` can be absent, and the condition would then have no answer",
        at,
        help=f"guard it, as in `{by.text} != 0 and …`",
    )


def word_alone(at: Span, got: str) -> Diagnostic:
    """A word after `or` that was meant to be compared like the one before."""
    return Diagnostic(
        "not-a-condition",
        f"`{at.text}` is {got}, not true or false",
        at,
        help="repeat what it is compared with, or write `in (…, …)`",
    )


def not_a_condition(at: Span, got: str) -> Diagnostic:
    """A condition that does not come out true or false."""
    return Diagnostic(
        "not-a-condition",
        f"`{at.text}` is {got}, not true or false",
        at,
        help="compare it with something",
    )


def mixed_and_or(at: Span) -> Diagnostic:
    """`and` beside `or` without brackets."""
    return Diagnostic(
        "mixed-and-or",
        f"`{at.text}` stands beside `or` without brackets",
        at,
        help=f"write `({at.text})`, or put the brackets where they are meant",
    )


def compared_with_itself(at: Span) -> Diagnostic:
    """The same on both sides of a comparison."""
    return Diagnostic(
        "compared-with-itself",
        f"`{at.text}` compares something with itself",
        at,
        help="one of the two is a slip",
    )


def clock_read(at: Span) -> Diagnostic:
    """`now()` or `today()` in a rule."""
    return Diagnostic(
        "clock-read",
        f"`{at.text}` would make the answer depend on the day it is asked",
        at,
        help="use a date from the record",
    )


def function_written(at: Span) -> Diagnostic:
    """A function defined within a condition."""
    return Diagnostic(
        "function-in-condition",
        "a condition cannot define a function of its own",
        at,
        help="put it into a definition of the vocabulary",
    )


def external_function(at: Span) -> Diagnostic:
    """A function from outside the language."""
    return Diagnostic(
        "external-function",
        "functions from outside are refused",
        at,
        help="write the condition in the rule's own words",
    )


def unreadable_moment(at: Span) -> Diagnostic:
    """A call that writes a date, time or duration which does not exist."""
    return Diagnostic(
        "unreadable-literal",
        f"`{at.text}` is not a date, a time or a duration",
        at,
        help='write it as `"2024-12-31"`, `"23:59:00"`, `"P1Y6M"` or `"P10DT12H"`',
    )


def no_zone(at: Span) -> Diagnostic:
    """A date and time written without saying where its clock stands."""
    return Diagnostic(
        "no-time-zone",
        f"`{at.text}` does not say by which clock",
        at,
        help=f'write `{at.text[:-1]}@Europe/London"`',
    )


def too_many_rounds(at: Span, limit: int) -> Diagnostic:
    """A stretch written out that is longer than may be gone through."""
    return bound_exceeded(at, f"no more than {limit} steps may be gone through")
