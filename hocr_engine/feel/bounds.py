"""The limits of the condition language; what exceeds one is a clear error."""

from __future__ import annotations

from typing import Final

MAX_ALIKE: Final = 1_024
MAX_NESTING: Final = 100
MAX_DEPTH: Final = 150
MAX_TEXT: Final = 100_000
MAX_MADE_TEXT: Final = 1_000_000
MAX_LIST: Final = 10_000
MAX_ITERATIONS: Final = 40_000
MAX_WORLDS: Final = 256
MAX_PATTERN: Final = 1_000
MAX_MATCHED: Final = 10_000


class BoundExceededError(Exception):
    """A limit was passed; the text says which, for the place to be added by the caller."""


def checked_list(items: list[object]) -> list[object]:
    """Give the list back, or say that it is longer than a list may be."""
    if len(items) > MAX_LIST:
        raise BoundExceededError(f"a list may hold no more than {MAX_LIST} elements")
    return items


def checked_text(text: str) -> str:
    """Give the text back, or say that it is longer than a text may be."""
    if len(text) > MAX_MADE_TEXT:
        raise BoundExceededError(f"a text may hold no more than {MAX_MADE_TEXT} characters")
    return text
