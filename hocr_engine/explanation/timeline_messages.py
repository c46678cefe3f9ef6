"""Every sentence of the timeline, one function each."""

from __future__ import annotations

TITLE = "Timeline"
MISSING = "what was due is missing"


def done(allegation: str) -> str:
    """Say that what is alleged was done then, or began."""
    return f"what is alleged in {allegation} was done or began"


def received(report: str) -> str:
    """Say that a report was received, or that without one something became known."""
    return f"report {report} received" if report else "something became known"


def due(what: str) -> str:
    """Say that something was due by then."""
    return f"due: {what}"


def after(length: str) -> str:
    """Say how long after its report something was due."""
    return f"{length} after the report"


def recorded(entry: str) -> str:
    """Say that the force recorded something then."""
    return f"the force recorded {entry}"
