"""Every word that a coding sheet says besides what the vocabulary says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

GUIDE: Final = ("column", "question", "what it takes", "required")
WHICH_INCIDENT: Final = (
    "Which incident does the row belong to? Each allegation has a row of its own."
)
ITS_NUMBER: Final = "the number of the incident, and nothing that names a person"


def one_of(words: Iterable[str]) -> str:
    """Give the words that a column takes."""
    return f"one of: {'; '.join(words)}"


def or_word(word: str) -> str:
    """Give the word that a column takes besides its values."""
    return f", or: {word}"


def required(*, is_so: bool) -> str:
    """Give whether a column must be filled in."""
    return "yes" if is_so else "no"
