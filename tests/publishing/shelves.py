"""The bundled rulebook with its law and its cases, read once for all tests."""

from __future__ import annotations

from functools import cache

from hocr_engine.cases.library import read_library
from hocr_engine.publishing.shelf import Shelf
from hocr_engine.rulebook.load import read_law_index, read_left_out
from tests.decision.library import rulebook


@cache
def bundled_shelf() -> Shelf:
    """Give all that there is to tell about the bundled rulebook."""
    book = rulebook().book
    left_out = {one.law: one.because for one in read_left_out(book.root, [])}
    files = read_library(book, book.root, [])
    return Shelf(
        book,
        read_law_index(book.root, []),
        left_out,
        files,
        book.edition,
        book.root.as_posix(),
    )
