"""Telling a decision: everything said about it as one outline, and the forms made from that."""

from hocr_engine.explanation.explain import Explanation, explain, outline
from hocr_engine.explanation.outline import Outline

__all__ = ["Explanation", "Outline", "explain", "outline"]
