"""Rulebooks with their law and their cases, read once for all tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hocr_engine.cases.library import read_library
from hocr_engine.publishing.shelf import Shelf
from hocr_engine.rulebook import Book, load
from hocr_engine.rulebook.draft import read_law_index, read_left_out
from tests.decision.library import rulebook


@cache
def bundled_shelf() -> Shelf:
    """Give all that there is to tell about the bundled rulebook."""
    return _shelf(rulebook().book)


@cache
def shelf_of(root: Path) -> Shelf:
    """Give all that there is to tell about a small rulebook."""
    return _shelf(load(root))


def _shelf(book: Book) -> Shelf:
    root = book.root
    left_out = {one.law: one.because for one in read_left_out(root, [])}
    files = read_library(book, root, [])
    law = read_law_index(root, [])
    return Shelf(book, law, left_out, files, book.edition, root.as_posix())
