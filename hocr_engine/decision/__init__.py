"""From a record and a rulebook to a decision that carries its reasons."""

from hocr_engine.decision.decide import decide
from hocr_engine.decision.model import Action, Decision, Finding, ReportDecision

__all__ = ["Action", "Decision", "Finding", "ReportDecision", "decide"]
