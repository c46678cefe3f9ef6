"""Every word that a comparison of two audits says besides what their tables say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from hocr_engine.explanation.words import listed

COUNTED_BEFORE: Final = "counted before"
BEFORE: Final = "before"
COUNTED_AFTER: Final = "counted after"
AFTER: Final = "after"
DIFFERENCE: Final = "difference"
ADDITIONAL: Final = "recorded in addition a year"
NOT_BEFORE: Final = "the earlier audit does not have it"
NO_COUNT: Final = "the audit does not say how many were counted"
NO_INTERVAL: Final = "none is worked out for a number made of two rates"
TWO_MODES: Final = "one rate has its interval as inspectors print it, the other by design"
INDEPENDENT: Final = (
    "before is the earlier audit, after the later one; the interval of a difference is made of both"
    " intervals, each on its own side, and takes it that no incident is in both"
)
BY_CHANCE: Final = "where the interval of a difference has 0 in it, chance may have made it"


def title(before: str, after: str) -> str:
    """Give the title of a comparison."""
    return f"{after}, compared with {before}"


def of_before(note: str) -> str:
    """Give what the tables of the earlier audit leave out."""
    return f"{BEFORE}: {note}"


def of_after(note: str) -> str:
    """Give what the tables of the later audit leave out."""
    return f"{AFTER}: {note}"


def only_before(heads: Iterable[str]) -> str:
    """Give which shares the later audit does not have."""
    return f"the earlier audit alone has {listed(heads)}"


def in_both(incidents: str) -> str:
    """Give how many incidents are in both audits, which their intervals take for different ones."""
    return f"{incidents} in both audits: the intervals of the differences are wrong by that"
