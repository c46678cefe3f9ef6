"""
Writing `docs/coverage.md` from the rules and the cases beside them, which takes some minutes.

Usage: python -m hocr_engine.cases.write_coverage
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from hocr_engine.cases.class_coverage import reach_of_classes
from hocr_engine.cases.coverage_page import coverage_page
from hocr_engine.cases.law_coverage import cover_law
from hocr_engine.cases.library import read_library
from hocr_engine.cases.model import FileResult
from hocr_engine.cases.run import run_file
from hocr_engine.diagnostic import Diagnostic, draw
from hocr_engine.rulebook.draft import read_law_index, read_left_out
from hocr_engine.rulebook.load import load
from hocr_engine.rulebook.model import Book

TREE: Final = Path(__file__).parents[2]
PAGE: Final = TREE / "docs" / "coverage.md"
COMMAND: Final = "python -m hocr_engine.cases.write_coverage"


def main(arguments: list[str]) -> None:
    """Write the page, unless a case cannot be read."""
    if arguments:
        sys.exit(__doc__)
    book = load(TREE / "rules")
    mistakes: list[Diagnostic] = []
    library = read_library(book, book.root, mistakes)
    if mistakes:
        sys.exit("\n".join(map(draw, mistakes)))
    files = [run_file(book, file) for file in library]
    PAGE.write_text(page_of(book, files), encoding="utf-8")


def page_of(book: Book, files: Iterable[FileResult]) -> str:
    """Give the text of the page for a rulebook and its cases as they have run."""
    ran = list(files)
    law = read_law_index(book.root, [])
    covers = cover_law(book, law, ran, read_left_out(book.root, []))
    return coverage_page(book, reach_of_classes(book, law, ran), covers, command=COMMAND)


if __name__ == "__main__":
    main(sys.argv[1:])
