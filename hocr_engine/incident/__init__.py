"""What was reported, as linked facts that are each given, absent or unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocr_engine.incident.model import Element, FactRef, Incident, IncidentError

if TYPE_CHECKING:
    from hocr_engine.incident.linked import Linked, World

__all__ = ["Element", "FactRef", "Incident", "IncidentError", "Linked", "World"]


def __getattr__(name: str) -> object:
    """Load what conditions see of a record when it is asked for: a rulebook needs no evaluator."""
    if name not in __all__:
        raise AttributeError(f"hocr_engine.incident has no {name!r}")
    from hocr_engine.incident import linked  # noqa: PLC0415

    return getattr(linked, name)
