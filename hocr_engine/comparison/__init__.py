"""Comparing: what a force recorded, set against what should have been, each thing once."""

from hocr_engine.comparison.compare import compare
from hocr_engine.comparison.model import Compared, Comparison, Recorded, WhyNot

__all__ = ["Compared", "Comparison", "Recorded", "WhyNot", "compare"]
