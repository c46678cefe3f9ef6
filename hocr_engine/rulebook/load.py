"""From a folder to a rulebook: everything read and checked, or every mistake at once."""

from __future__ import annotations

from pathlib import Path

from hocr_engine.diagnostic import Diagnostic, Severity, draw
from hocr_engine.rulebook.model import Book


class RulebookError(ValueError):
    """A rulebook that cannot be used; `diagnostics` holds all that is wrong with it."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("\n".join(draw(diagnostic) for diagnostic in diagnostics))
        self.diagnostics = diagnostics


def load(root: Path | None = None) -> Book:
    """Give the rulebook of a folder (the bundled one without); raises RulebookError."""
    book, mistakes = read_book(root)
    errors = tuple(m for m in mistakes if m.severity is Severity.ERROR)
    if book is None or errors:
        raise RulebookError(errors)
    return book


def read_book(root: Path | None = None) -> tuple[Book | None, tuple[Diagnostic, ...]]:
    """Give the rulebook of a folder with every mistake in it; no book where there are errors."""
    from hocr_engine.rulebook.draft import read_draft  # noqa: PLC0415 -- what is kept needs none

    draft = read_draft(root)
    wrong = any(mistake.severity is Severity.ERROR for mistake in draft.mistakes)
    return None if wrong else draft.book, draft.mistakes
