"""The incidents that explanations are looked through for: examples, worked examples, cases."""

from __future__ import annotations

from collections.abc import Iterator

from hocr_engine.cases.library import read_library
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.incident.model import Incident
from hocr_engine.rulebook.model import Book
from hocr_engine.rulebook.read import CASES_SUFFIX
from tests.decision import library


def case_files(book: Book) -> list[str]:
    """Give the paths of the files of cases below the rules, without their ending."""
    found = sorted(book.root.rglob(f"*{CASES_SUFFIX}"))
    return [path.relative_to(book.root).as_posix() for path in found]


def some_cases(every: int, start: int = 0) -> Iterator[tuple[str, Incident]]:
    """Give one case of so many in the library, from each file in turn, by its file and name."""
    book = library.rulebook().book
    mistakes: list[Diagnostic] = []
    for number, file in enumerate(case_files(book)):
        (found,) = read_library(book, book.root, mistakes, topics=(file,))
        for case in found.cases[(start + number) % every :: every]:
            if case.incident is not None:
                yield f"{file}: {case.name}", case.incident
