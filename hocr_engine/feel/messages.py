"""Every sentence the condition language can say about a mistake."""

from __future__ import annotations

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.text import Span

_SIGN_HELP = {
    "&&": "write `and`",
    "||": "write `or`",
    "!": "write `not(…)`, or `!=` for is not",
    "'": 'write texts between double quotes, as `"…"`',
    "\N{LEFT DOUBLE QUOTATION MARK}": 'write texts between straight quotes, as `"…"`',
    "\N{RIGHT DOUBLE QUOTATION MARK}": 'write texts between straight quotes, as `"…"`',
}


def unexpected_character(at: Span) -> Diagnostic:
    """A sign that conditions do not use."""
    return Diagnostic(
        "unexpected-text", f"`{at.text}` means nothing here", at, help=_SIGN_HELP.get(at.text, "")
    )


def unclosed_text(at: Span) -> Diagnostic:
    """A text without its closing quote."""
    return Diagnostic(
        "unclosed-text",
        "the text has no closing quote",
        at,
        help='end it with `"` on the same line',
    )


def unclosed_comment(at: Span) -> Diagnostic:
    """A comment without its end."""
    return Diagnostic("unclosed-comment", "the comment has no end", at, help="end it with `*/`")


def unclosed_bracket(at: Span, closing: str) -> Diagnostic:
    """A bracket that is not closed."""
    return Diagnostic(
        "unclosed-bracket", f"the bracket `{at.text}` is not closed", at, help=f"add `{closing}`"
    )


def unopened_bracket(at: Span) -> Diagnostic:
    """A closing bracket that closes nothing."""
    return Diagnostic(
        "unopened-bracket",
        f"the bracket `{at.text}` closes nothing",
        at,
        help="take it out, or open the bracket before",
    )


def stops_early(at: Span, wanted: str) -> Diagnostic:
    """The text ends where something more is needed."""
    return Diagnostic(
        "condition-stops-early", "the condition stops too early", at, help=f"add {wanted} here"
    )


def nothing_written(at: Span) -> Diagnostic:
    """An empty condition."""
    return Diagnostic(
        "condition-stops-early", "there is no condition here", at, help="write a condition"
    )


def unexpected_text(at: Span, wanted: str) -> Diagnostic:
    """A word or sign where another belongs."""
    if at.text in ("=", "==") and wanted == "a value":
        return Diagnostic(
            "unexpected-text", f"`{at.text}` does not belong here", at, help="write `=` once"
        )
    return Diagnostic(
        "unexpected-text",
        f"`{at.text}` does not belong here",
        at,
        help=_SIGN_HELP.get(at.text, f"{wanted} belongs here"),
    )


def unreadable_literal(at: Span) -> Diagnostic:
    """An at-literal that is no date, time or duration."""
    return Diagnostic(
        "unreadable-literal",
        f"`{at.text}` is not a date, a time or a duration",
        at,
        help='write it as `@"2024-12-31"`, `@"23:59:00"`, `@"P1Y6M"` or `@"P10DT12H"`',
    )


def number_too_large(at: Span) -> Diagnostic:
    """A number beyond what a decimal holds."""
    return Diagnostic("number-too-large", f"the number `{at.text}` is too large", at)


def text_too_long(at: Span, limit: int) -> Diagnostic:
    """A condition longer than a condition may be."""
    return Diagnostic(
        "condition-too-long",
        f"the condition is longer than {limit} characters",
        Span(at.source, at.start, at.start),
        help="divide it into definitions",
    )


def nested_too_deep(at: Span, limit: int) -> Diagnostic:
    """Brackets within brackets beyond the limit."""
    return Diagnostic(
        "nested-too-deep",
        f"the condition is nested more than {limit} levels deep",
        at,
        help="divide it into definitions",
    )


def bound_exceeded(at: Span, what: str) -> Diagnostic:
    """A limit passed while answering."""
    return Diagnostic("too-large", what, at, help="narrow what is gone through")
