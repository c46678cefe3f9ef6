"""The interview: what is missing asked for one question at a time, until the decision is made."""

from hocr_engine.interview.asking import Asked, Choice
from hocr_engine.interview.interview import Interview, Presumed
from hocr_engine.interview.starting import begin, carried, first_question, with_report

__all__ = [
    "Asked",
    "Choice",
    "Interview",
    "Presumed",
    "begin",
    "carried",
    "first_question",
    "with_report",
]
