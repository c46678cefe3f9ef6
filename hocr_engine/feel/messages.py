"""Every sentence the condition language can say about a mistake."""

from __future__ import annotations

from typing import Final

from hocr_engine.diagnostic import Diagnostic, Severity
from hocr_engine.text import Span

UNCLOSED_TEXT: Final = "unclosed-text"
UNCLOSED_COMMENT: Final = "unclosed-comment"
_INSTEAD: Final = {
    **dict.fromkeys(("==", "==="), "write `=` once"),
    **dict.fromkeys(("is", "equals"), "write `=`"),
    **dict.fromkeys(("<>", "!==", "\N{NOT EQUAL TO}", "is not"), "write `!=`"),
    **dict.fromkeys(("=<", "\N{LESS-THAN OR EQUAL TO}"), "write `<=`"),
    **dict.fromkeys(("=>", "\N{GREATER-THAN OR EQUAL TO}"), "write `>=`"),
    **dict.fromkeys(("&", "&&"), "write `and`"),
    **dict.fromkeys(("|", "||"), "write `or`"),
    **dict.fromkeys(
        ("\N{EN DASH}", "\N{EM DASH}", "\N{MINUS SIGN}", "\N{NON-BREAKING HYPHEN}"), "write `-`"
    ),
    **dict.fromkeys(("None", "nil", "Nil", "NIL", "undefined"), "write `null`"),
    **dict.fromkeys(("elif", "elsif", "elseif"), "write `else if`"),
    **dict.fromkeys(("\N{POUND SIGN}", "$", "\N{EURO SIGN}"), "write the number alone"),
    "\N{MULTIPLICATION SIGN}": "write `*`",
    "\N{DIVISION SIGN}": "write `/`",
    "not in": "write `not(… in …)`",
    "contains": "write `list contains(…, …)` or `… in …`",
    "!": "write `not(…)`, or `!=` for is not",
    ";": "take it out",
    "%": "write the number alone",
    "#": "write a remark after `//`",
    "'": 'write texts between double quotes, as `"…"`',
    "\N{LEFT DOUBLE QUOTATION MARK}": 'write texts between straight quotes, as `"…"`',
    "\N{RIGHT DOUBLE QUOTATION MARK}": 'write texts between straight quotes, as `"…"`',
}


def unexpected_character(at: Span) -> Diagnostic:
    """A sign that conditions do not use."""
    return Diagnostic(
        "unexpected-text", f"`{at.text}` means nothing here", at, help=_INSTEAD.get(at.text, "")
    )


def other_sign(at: Span, right: str = "", *, name: str = "") -> Diagnostic:
    """A sign or word of another language; `right` is how this one writes it."""
    return Diagnostic(
        "unexpected-text",
        f"`{at.text}` means nothing here",
        at,
        help=f"write `{right}`" if right else _INSTEAD[name or at.text],
    )


def wrong_quotes(at: Span, sign: str, inner: str) -> Diagnostic:
    """A text between single, curly or backward quotes; `sign` is the `@` before it, if any."""
    return Diagnostic(
        "wrong-quotes",
        f"`{at.text}` stands between the wrong quotes",
        at,
        help=f'write `{sign}"{inner}"`',
    )


def bare_moment(at: Span, *, is_moment: bool) -> Diagnostic:
    """An `@` without quotes behind it, be it a date, time or duration or not."""
    if is_moment:
        fix = f'write `@"{at.text[1:]}"`'
        return Diagnostic("wrong-quotes", f"`{at.text}` stands without its quotes", at, help=fix)
    return Diagnostic(
        "unexpected-text",
        f"`{at.text}` means nothing here",
        at,
        help='write a date as `@"2024-12-31"`',
    )


def no_test_for_unknown(at: Span, tested: Span) -> Diagnostic:
    """`x is known`: a question that the language does not have."""
    return Diagnostic(
        "no-test-for-unknown",
        f"there is no test for whether `{tested.text}` is known",
        at,
        help="leave it out: a fact that is not known is asked for, and never counts as false",
    )


def sign_to_take_out(at: Span) -> Diagnostic:
    """A sign after which nothing follows, and nothing could."""
    return Diagnostic(
        "unexpected-text", f"`{at.text}` does not belong here", at, help="take it out"
    )


def comma_between(at: Span, *, in_number: bool) -> Diagnostic:
    """A comma between two conditions, or within a number."""
    fix = "write the number without a comma" if in_number else "write `and`, or `or`"
    return Diagnostic("unexpected-text", f"`{at.text}` does not belong here", at, help=fix)


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
        help=_INSTEAD.get(at.text, f"{wanted} belongs here"),
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
    return Diagnostic(
        "number-too-large", f"the number `{at.text}` is too large", at, help="write the number out"
    )


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


def gives_null(at: Span, why: str) -> Diagnostic:
    """A part that comes out null, and not because null was written or given."""
    return Diagnostic(
        "gives-null",
        why,
        at,
        help="where that can happen, ask for it first, as in `… != null and …`",
        severity=Severity.WARNING,
    )


def null_within(part: Span) -> str:
    """Why an operation on null gives null."""
    return f"`{part.text}` is null, and nothing can be made of it"


def unlike_kinds(one: str, other: str) -> str:
    """Why a comparison gives null."""
    return f"{one} and {other} do not compare"


def no_operation(operator: str, *kinds: str) -> str:
    """Why a sum or the like gives null."""
    return f"`{operator}` makes nothing of {' and '.join(kinds)}"


def no_truth(part: Span, kind: str) -> str:
    """Why a conjunction, a disjunction or a condition cannot be told."""
    return f"`{part.text}` is {kind}, and neither true nor false"


def no_such_name(name: str) -> str:
    """Why a name gives null."""
    return f"nothing is called `{name}` here"


def no_such_member(member: str, kind: str) -> str:
    """Why a path gives null."""
    return f"{kind} has no `{member}`"


def no_such_place(kind: str) -> str:
    """Why a position in a list gives null."""
    return f"{kind} has no element at this place"


def nothing_for_these(function: str) -> str:
    """Why a call gives null."""
    return f"`{function}` gives nothing for these values"


def divided_by_nothing() -> str:
    """Why a division gives null."""
    return "nothing can be divided by 0"


def no_function(called: Span, kind: str) -> str:
    """Why a call of what is no function gives null."""
    return f"`{called.text}` is {kind}, and no function"


def written_elsewhere() -> str:
    """Why an external function gives null."""
    return "a function written in another language is not called"


def not_gone_through(source: Span) -> str:
    """Why an iteration gives null."""
    return f"`{source.text}` cannot be gone through"


def type_of_itself(at: Span) -> Diagnostic:
    """A type that is declared by itself."""
    return Diagnostic(
        "type-of-itself",
        f"the type `{at.text}` is made of itself",
        at,
        help="declare it by types that are declared without it",
    )


def no_such_type(named: Span) -> str:
    """Why a test of a type gives null."""
    return f"there is no type `{named.text}`"


def key_twice() -> str:
    """Why a context gives null."""
    return "the context has the same key twice"
