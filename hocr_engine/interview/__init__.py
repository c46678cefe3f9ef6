"""The interview: what is missing asked for one question at a time, until the decision is made."""

from hocr_engine.interview.asking import Asked, Choice
from hocr_engine.interview.interview import Interview, begin, first_question

__all__ = ["Asked", "Choice", "Interview", "begin", "first_question"]
