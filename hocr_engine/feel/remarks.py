"""Every sentence about the style of conditions: remarks, which never stop a file."""

from __future__ import annotations

from hocr_engine.diagnostic import Diagnostic, Severity
from hocr_engine.text import Span

_REMARK = Severity.WARNING


def needless_brackets(at: Span, written: str) -> Diagnostic:
    """Brackets that change nothing."""
    return Diagnostic(
        "needless-brackets", "these brackets change nothing", at, f"write `{written}`", _REMARK
    )


def negated_comparison(at: Span, written: str) -> Diagnostic:
    """`not(…)` around a comparison that has an opposite."""
    return Diagnostic(
        "negated-comparison",
        "a comparison is denied that has a sign for its opposite",
        at,
        f"write `{written}`",
        _REMARK,
    )


def double_negation(at: Span, written: str) -> Diagnostic:
    """`not(…)` within `not(…)`."""
    return Diagnostic("double-negation", "this is denied twice", at, f"write `{written}`", _REMARK)


def compared_with_true(at: Span, written: str) -> Diagnostic:
    """A yes-or-no fact compared with `true`."""
    return Diagnostic(
        "compared-with-true",
        "what is true or false need not be compared with `true`",
        at,
        f"write `{written}`; where it can be absent, `{written} != null and {written}`",
        _REMARK,
    )


def words_one_by_one(at: Span, written: str) -> Diagnostic:
    """One thing compared with several words in turn."""
    return Diagnostic(
        "words-one-by-one",
        "the same is compared with several values in turn",
        at,
        f"write `{written}`",
        _REMARK,
    )


def one_value_list(at: Span, written: str) -> Diagnostic:
    """`in` with a single value."""
    return Diagnostic(
        "one-value-list", "`in` stands before a single value", at, f"write `{written}`", _REMARK
    )


def two_bounds(at: Span, written: str) -> Diagnostic:
    """Two comparisons that say between which ends something lies."""
    return Diagnostic(
        "two-bounds",
        "two comparisons say between which ends this lies",
        at,
        f"write `{written}`",
        _REMARK,
    )


def counted_to_find_one(at: Span, written: str) -> Diagnostic:
    """Elements counted only to see whether there is one."""
    return Diagnostic(
        "counted-to-find-one",
        "elements are counted only to see whether there is one",
        at,
        f"write `{written}`",
        _REMARK,
    )


def value_first(at: Span, written: str) -> Diagnostic:
    """A comparison that begins with the value written out."""
    return Diagnostic(
        "value-first", "the fact belongs before the value", at, f"write `{written}`", _REMARK
    )


def outside_house_style(at: Span, what: str, instead: str) -> Diagnostic:
    """A construct of the language that rule files do without."""
    return Diagnostic("outside-house-style", f"rule files do without {what}", at, instead, _REMARK)


def many_parts(at: Span, parts: int, most: int) -> Diagnostic:
    """A condition of more parts than a reader can hold together."""
    return Diagnostic(
        "condition-of-many-parts",
        f"the condition has {parts} parts, more than the {most} that can be held together",
        Span(at.source, at.start, at.start),
        "give some of them a name of their own in a definition",
        _REMARK,
    )
