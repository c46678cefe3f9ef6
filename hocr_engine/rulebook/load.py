"""From a folder to a rulebook: everything read and checked, or every mistake at once."""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

from hocr_engine.diagnostic import Diagnostic, Severity, draw
from hocr_engine.rulebook.compiled.kept_book import kept_book
from hocr_engine.rulebook.compiled.read_state import read_state
from hocr_engine.rulebook.model import Book
from hocr_engine.rulebook.read import bundled


class RulebookError(ValueError):
    """A rulebook that cannot be used; `diagnostics` holds all that is wrong with it."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("\n".join(draw(diagnostic) for diagnostic in diagnostics))
        self.diagnostics = diagnostics


@frozen
class Draft:
    """
    A rulebook as far as it can be read, which serves to find what else is wrong with it.

    `declared` says that nothing is wrong with what is declared, and `whole` that every file of
    rules could be read.
    """

    book: Book | None
    mistakes: tuple[Diagnostic, ...]
    declared: bool = False
    whole: bool = False


def load(root: Path | None = None, *, keep: bool = True) -> Book:
    """
    Give the rulebook of a folder (the bundled one without); raises RulebookError.

    What is read is kept for the next start where `keep` says so and the environment allows it.
    """
    book, mistakes = read_book(root, keep=keep)
    errors = tuple(m for m in mistakes if m.severity is Severity.ERROR)
    if book is None or errors:
        raise RulebookError(errors)
    return book


def read_book(
    root: Path | None = None, *, keep: bool = True
) -> tuple[Book | None, tuple[Diagnostic, ...]]:
    """Give the rulebook of a folder with every mistake in it; no book where there are errors."""
    draft = read_draft(root, keep=keep)
    wrong = any(mistake.severity is Severity.ERROR for mistake in draft.mistakes)
    return None if wrong else draft.book, draft.mistakes


def read_draft(root: Path | None = None, *, keep: bool = True) -> Draft:
    """Give a folder's rulebook as far as it can be read, with every mistake in it."""
    path = bundled() if root is None else root
    state = read_state(path) if keep else None
    if state is not None and state.pack is not None and state.is_kept:
        return Draft(kept_book(state.pack, state.texts, state.base), (), declared=True, whole=True)
    # What is kept needs neither the parser nor any check.
    from hocr_engine.rulebook.draft import drafted  # noqa: PLC0415
    from hocr_engine.rulebook.redraft import redrafted  # noqa: PLC0415

    return drafted(path) if state is None else redrafted(path, state)
