"""Every sentence that the JSON reader can say, one function a mistake."""

from __future__ import annotations

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.text import Span
from hocr_engine.yaml_messages import shown


def value_expected(at: Span) -> Diagnostic:
    """Give the mistake of something that is no JSON value."""
    found = f"{shown(at.text)} is not a value" if at.text else "a value is missing here"
    return Diagnostic(
        "json-value",
        found,
        at,
        help="write a quoted text, a number, `true`, `false`, `null`, `[…]` or `{…}`",
    )


def key_expected(at: Span) -> Diagnostic:
    """Give the mistake of an object entry that does not begin with a quoted key."""
    return Diagnostic(
        "json-key",
        "a key in double quotes is missing here",
        at,
        help='write `"key": value`, and no `,` before the closing `}`',
    )


def sign_expected(sign: str, at: Span, opened: Span) -> Diagnostic:
    """Give the mistake of a missing comma, colon or closing bracket."""
    return Diagnostic(
        "json-sign",
        f"{sign} is missing here",
        at,
        help="add it",
        related=((f"this {shown(opened.text)} is still open", opened),),
    )


def more_follows(at: Span) -> Diagnostic:
    """Give the mistake of text after the end of the value."""
    return Diagnostic(
        "json-more",
        "more follows here although the value has ended",
        at,
        help="delete it, or write one value a line in a file that ends in `.jsonl`",
    )


def unclosed_text(at: Span) -> Diagnostic:
    """Give the mistake of a quoted text without its closing quote on the same line."""
    return Diagnostic(
        "json-unclosed-text",
        "this text is not closed on its line",
        at,
        help='close it with `"`; write a line end inside a text as `\\n`',
    )


def bad_text(at: Span) -> Diagnostic:
    """Give the mistake of an escape or half character inside a text."""
    return Diagnostic(
        "json-text",
        "this text holds an escape that stands for no character",
        at,
        help="write a backslash as `\\\\`, and a character beyond the escapes as itself",
    )
