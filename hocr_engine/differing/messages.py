"""Every sentence about changes that are meant, one function a mistake."""

from __future__ import annotations

from collections.abc import Iterable

from hocr_engine.diagnostic import Diagnostic, Severity
from hocr_engine.field_messages import nearest
from hocr_engine.text import Span


def accepted_twice(name: str, at: Span, first: Span) -> Diagnostic:
    """Give the mistake of one change that is accepted in two places."""
    return Diagnostic(
        "accepted-twice",
        f"this change of `{name}` is accepted twice",
        at,
        "take one of them out",
        related=(("it is first accepted here", first),),
    )


def stale_acceptance(name: str, now: Iterable[str], known: Iterable[str], at: Span) -> Diagnostic:
    """Give the remark on an accepted change that there is not, or that is another by now."""
    listed = ", ".join(f"`{one}`" for one in now)
    if listed:
        message, fix = f"`{name}` comes out otherwise than accepted here", f"it is now {listed}"
    else:
        message = f"no such change of `{name}` was found"
        fix = "take it out" if name in known else nearest(name, known)
    return Diagnostic("stale-acceptance", message, at, fix, Severity.WARNING)
