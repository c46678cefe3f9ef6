"""What was reported, as linked facts that are each given, absent or unknown."""

from hocr_engine.incident.linked import Linked, World
from hocr_engine.incident.model import Element, FactRef, Incident, IncidentError

__all__ = ["Element", "FactRef", "Incident", "IncidentError", "Linked", "World"]
