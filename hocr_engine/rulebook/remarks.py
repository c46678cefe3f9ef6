"""Every sentence about how the files of a rulebook are laid out; none stops a file."""

from __future__ import annotations

from hocr_engine.diagnostic import Diagnostic, Severity
from hocr_engine.text import Span

_FIX = "`hocr check --fix` does it"
_REMARK = Severity.WARNING


def not_laid_out(what: str, at: Span) -> Diagnostic:
    """A condition or a table that is right, and written otherwise than the house does."""
    return Diagnostic(
        "not-laid-out", f"{what} is not laid out as the house does it", at, _FIX, _REMARK
    )


def trailing_spaces(at: Span) -> Diagnostic:
    """Spaces at the end of a line."""
    return Diagnostic("trailing-spaces", "spaces stand at the end of the line", at, _FIX, _REMARK)


def line_ends(at: Span, why: str) -> Diagnostic:
    """Lines that end otherwise than they should."""
    return Diagnostic("line-ends", why, at, _FIX, _REMARK)


def key_order(key: str, before: str, at: Span) -> Diagnostic:
    """A key that stands below one which the house writes later."""
    return Diagnostic("key-order", f"`{key}` belongs above `{before}`", at, _FIX, _REMARK)
