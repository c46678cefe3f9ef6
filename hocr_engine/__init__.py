"""A declarative rules engine for the Home Office Counting Rules."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hocr_engine.embedding import Rejected, Rulebook, load_rulebook
    from hocr_engine.incident import Incident, IncidentError
    from hocr_engine.reasoned import Decision
    from hocr_engine.rulebook import RulebookError

__version__ = "0.1.0"

__all__ = [
    "Decision",
    "Incident",
    "IncidentError",
    "Rejected",
    "Rulebook",
    "RulebookError",
    "__version__",
    "load_rulebook",
]

_HOME = {
    "Decision": "hocr_engine.reasoned",
    "Incident": "hocr_engine.incident",
    "IncidentError": "hocr_engine.incident",
    "Rejected": "hocr_engine.embedding",
    "Rulebook": "hocr_engine.embedding",
    "RulebookError": "hocr_engine.rulebook",
    "load_rulebook": "hocr_engine.embedding",
}


def __getattr__(name: str) -> object:
    """Load what is asked for when it is asked for, so that importing the package costs nothing."""
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"hocr_engine has no {name!r}")
    return getattr(import_module(home), name)
