"""Case files are read strictly, and run so that what falls short is shown at its place."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from hocr_engine.cases.library import read_cases_at, read_library
from hocr_engine.cases.run import run_file
from hocr_engine.diagnostic import Diagnostic, draw, in_reading_order
from hocr_engine.rulebook import Book, load

HERE: Final = Path(__file__).parent
SMALL: Final = HERE / "small"
UNREADABLE: Final = tuple(sorted((HERE / "unreadable").glob("*.cases.yaml")))
FAILING: Final = tuple(sorted((HERE / "failing").glob("*.cases.yaml")))


@pytest.fixture(scope="module")
def book() -> Book:
    """Give the small rulebook, read once."""
    return load(SMALL)


def name_of(path: Path) -> str:
    """Name a test after its file."""
    return path.name.removesuffix(".cases.yaml")


def expected_beside(path: Path) -> list[str]:
    """Give the lines of the file that says what is wrong in a case file."""
    beside = path.with_name(f"{name_of(path)}.expected")
    return beside.read_text(encoding="utf-8").splitlines()


def in_short(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    """Give place, code and message of each mistake."""
    return [f"{d.at.line}:{d.at.column} {d.code}: {d.message}" for d in diagnostics]


def test_the_cases_of_the_small_rulebook_are_read_without_a_mistake_and_pass(book: Book) -> None:
    mistakes: list[Diagnostic] = []
    files = read_library(book, SMALL, mistakes)
    failed = [
        draw(shortfall.diagnostic)
        for file in files
        for result in run_file(book, file).results
        for shortfall in result.shortfalls
    ]

    assert [draw(mistake) for mistake in mistakes] == []
    assert failed == []


@pytest.mark.parametrize("path", UNREADABLE, ids=name_of)
def test_every_mistake_in_a_case_file_is_shown_at_its_place(book: Book, path: Path) -> None:
    mistakes: list[Diagnostic] = []
    read_cases_at(path, book, {}, mistakes)

    assert in_short(in_reading_order(mistakes)) == expected_beside(path)
    assert all(mistake.help for mistake in mistakes)


@pytest.mark.parametrize("path", FAILING, ids=name_of)
def test_what_comes_out_otherwise_is_shown_where_it_is_expected(book: Book, path: Path) -> None:
    mistakes: list[Diagnostic] = []
    (file,) = read_cases_at(path, book, {}, mistakes)
    results = run_file(book, file).results
    shortfalls = [shortfall.diagnostic for result in results for shortfall in result.shortfalls]

    assert mistakes == []
    assert [result.case.name for result in results if result.passed] == []
    assert in_short(tuple(shortfalls)) == expected_beside(path)
    assert all(shortfall.help for shortfall in shortfalls)
