"""Every sentence about the files of an audit, one function a mistake."""

from __future__ import annotations

from collections.abc import Iterable

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.field_messages import nearest
from hocr_engine.text import Span


def unknown_stream(name: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of naming a stream that the scheme does not have."""
    return Diagnostic("unknown-stream", f"there is no stream `{name}`", at, nearest(name, known))


def twice_named(name: str, at: Span, first: Span) -> Diagnostic:
    """Give the mistake of two streams or tables with one name."""
    return Diagnostic(
        "audit-name-twice",
        f"`{name}` is named twice",
        at,
        "give one of them another name",
        related=(("it is first named here", first),),
    )


def stream_outside_itself(name: str, at: Span) -> Diagnostic:
    """Give the mistake of a stream that leaves out what it is itself made of."""
    return Diagnostic(
        "stream-outside-itself",
        f"what is outside `{name}` leads back to `{name}`",
        at,
        "take out one of the streams named under `outside:`",
    )


def unknown_group(name: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of naming a group that the official list does not have."""
    return Diagnostic("unknown-group", f"the list has no group `{name}`", at, nearest(name, known))


def unknown_entry(name: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of naming a class or entry that the rulebook does not have."""
    return Diagnostic(
        "unknown-entry", f"there is no class and no entry `{name}`", at, nearest(name, known)
    )
