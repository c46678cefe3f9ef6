"""All cases of a rulebook's folder, and those that stand beside incidents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from hocr_engine.cases.expected import EXPECTED_SUFFIX, read_expected
from hocr_engine.cases.model import CaseFile
from hocr_engine.cases.read import read_cases
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.rulebook.law import Statement
from hocr_engine.rulebook.model import Book
from hocr_engine.rulebook.read import CASES_SUFFIX, folder_of, read_nodes


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


def read_cases_at(
    path: Path, book: Book, law: Mapping[str, Statement], mistakes: list[Diagnostic]
) -> tuple[CaseFile, ...]:
    """Give the cases of a file, or of all files in a folder, with the answers beside incidents."""
    if not path.is_dir():
        return (_read_one(path, book, law, mistakes),)
    found = sorted(
        file
        for file in path.rglob("*.yaml")
        if file.name.endswith((CASES_SUFFIX, EXPECTED_SUFFIX)) and file.is_file()
    )
    return tuple(_read_one(file, book, law, mistakes) for file in found)


def _read_one(
    path: Path, book: Book, law: Mapping[str, Statement], mistakes: list[Diagnostic]
) -> CaseFile:
    if path.name.endswith(EXPECTED_SUFFIX):
        return read_expected(path, path.as_posix(), book, law, mistakes)
    read = read_nodes(path, path.as_posix(), mistakes)
    if read is None:
        return CaseFile(path.as_posix(), ())
    return read_cases(*read, book, mistakes)
