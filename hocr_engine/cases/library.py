"""All cases of a rulebook's folder, and those that stand beside incidents."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from hocr_engine.cases.model import CaseFile
from hocr_engine.cases.read import read_cases
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.rulebook.model import Book
from hocr_engine.rulebook.read import folder_of, read_nodes


def read_library(
    book: Book, root: Path, mistakes: list[Diagnostic], *, topics: Iterable[str] = ()
) -> tuple[CaseFile, ...]:
    """
    Give the cases beside the rules of a folder, file by file.

    `topics` keeps the files whose path below the folder begins with one of them.
    """
    folder = folder_of(root)
    kept = tuple(topics)
    found = []
    for path in folder.cases:
        relative = path.relative_to(folder.root).as_posix()
        if kept and not relative.startswith(kept):
            continue
        read = read_nodes(path, folder.name(path), mistakes)
        if read is not None:
            found.append(read_cases(*read, book, mistakes))
    return tuple(found)
