"""Every sentence about a condition that reads well but cannot be meant."""

from __future__ import annotations

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.text import Span

_MAX_WORDS = 8


def _meant(word: str | None) -> str:
    return f"did you mean `{word}`" if word else ""


def unknown_fact(at: Span, meant: str | None) -> Diagnostic:
    """A name that nothing in scope has."""
    return Diagnostic("unknown-fact", f"there is no fact `{at.text}`", at, help=_meant(meant))


def unquoted_word(at: Span) -> Diagnostic:
    """A word of a list, written without its quotes."""
    return Diagnostic(
        "unknown-fact", f"there is no fact `{at.text}`", at, help=f'did you mean `"{at.text}"`'
    )


def no_members(at: Span, holder: str) -> Diagnostic:
    """A member asked of something that has none."""
    return Diagnostic("unknown-fact", f"{holder} has no `{at.text}`", at)


def unknown_function(at: Span, meant: str | None) -> Diagnostic:
    """A function that the language does not have."""
    return Diagnostic(
        "unknown-function", f"there is no function `{at.text}`", at, help=_meant(meant)
    )


def wrong_arguments(at: Span, name: str, takes: str) -> Diagnostic:
    """A function called with what it does not take."""
    return Diagnostic(
        "wrong-arguments", f"`{name}` does not take this", at, help=f"it takes {takes}"
    )


def types_differ(at: Span, left: str, right: str) -> Diagnostic:
    """Two operands that never go together."""
    return Diagnostic(
        "type-mismatch",
        f"`{at.text}` sets {left} against {right}",
        at,
        help="both sides have to be of the same kind",
    )


def list_against_one(at: Span, listed: Span) -> Diagnostic:
    """A list compared with something single."""
    return Diagnostic(
        "list-against-one",
        f"`{listed.text}` is a list, and is compared with something single",
        at,
        help=f"write `some x in {listed.text} satisfies x …`, or `count({listed.text})`",
    )


def not_calculable(at: Span, left: str, right: str) -> Diagnostic:
    """Arithmetic on what cannot be reckoned with."""
    return Diagnostic("type-mismatch", f"`{at.text}` reckons with {left} and {right}", at)


def wants(at: Span, wanted: str, got: str) -> Diagnostic:
    """A part that is of another kind than its place needs."""
    return Diagnostic("type-mismatch", f"`{at.text}` is {got}", at, help=f"{wanted} belongs here")


def unknown_word(at: Span, word: str, allowed: tuple[str, ...], meant: str | None) -> Diagnostic:
    """A word that is not in the fact's list."""
    shown = ", ".join(f'`"{each}"`' for each in allowed[:_MAX_WORDS])
    more = " …" if len(allowed) > _MAX_WORDS else ""
    return Diagnostic(
        "unknown-word",
        f'`"{word}"` is not one of the words of this fact',
        at,
        help=f'did you mean `"{meant}"`' if meant else f"its words are {shown}{more}",
    )


def may_be_absent(at: Span) -> Diagnostic:
    """An operand that can be null and is not guarded."""
    return Diagnostic(
        "may-be-absent",
        f"`{at.text}` can be absent, and the condition would then have no answer",
        at,
        help=f"guard it, as in `{at.text} != null and …`",
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
    return Diagnostic("external-function", "functions from outside are refused", at)


def unreadable_moment(at: Span) -> Diagnostic:
    """A call that writes a date, time or duration which does not exist."""
    return Diagnostic(
        "unreadable-literal",
        f"`{at.text}` is not a date, a time or a duration",
        at,
        help='write it as `"2024-12-31"`, `"23:59:00"`, `"P1Y6M"` or `"P10DT12H"`',
    )
