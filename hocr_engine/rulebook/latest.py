"""What is made of a rulebook once and used for as long as the same rulebook is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from attrs import define, field

from hocr_engine.rulebook.model import Book

Made = TypeVar("Made")


@define(eq=False)
class Latest(Generic[Made]):
    """Gives what is made of a rulebook, made anew only where it was last given for another."""

    make: Callable[[Book], Made]
    _kept: tuple[Book, Made] | None = field(default=None, init=False)

    def of(self, book: Book) -> Made:
        """Give what is made of a rulebook; threads may ask for several of them at once."""
        kept = self._kept
        if kept is None or kept[0] is not book:
            kept = self._kept = (book, self.make(book))
        return kept[1]
