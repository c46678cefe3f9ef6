"""Every word that is said of two judgements of the same findings."""

from __future__ import annotations

from typing import Final

from hocr_engine.explanation.words import counted

VERDICT: Final = "the verdict"
CLASS: Final = "the class due"
NOT_WHO_IS_RIGHT: Final = "agreement tells that two say the same, not that they are right"


def title(one: str, other: str) -> str:
    """Give whose judgements are set beside one another."""
    return f"Agreement of {one} and {other}"


def confusion(one: str, other: str) -> str:
    """Give what stands in the rows and the columns of the verdicts that met."""
    return f"Verdicts of {one}, by row, and of {other}, by column"


def unpaired(number: int, name: str) -> str:
    """Give how many findings one of the two alone judged."""
    return f"{counted(number, 'finding')} in {name} alone"


def torn(number: int, name: str) -> str:
    """Give how many findings one file judges in two ways."""
    return f"{counted(number, 'finding')} of which {name} says two things, left out"


def differing(number: int, total: int) -> str:
    """Give on how many findings the two differ."""
    return f"{number:,} of {counted(total, 'finding')} judged otherwise"
