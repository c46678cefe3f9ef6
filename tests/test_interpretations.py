"""Every conflict that the law index marks has a note on how it is read, and rules name the note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.rulebook.draft import read_law_index
from hocr_engine.rulebook.law import Statement
from hocr_engine.rulebook.load import load
from hocr_engine.rulebook.model import Book

ROOT: Final = Path(__file__).parent.parent
NOTES: Final = tuple(sorted((ROOT / "docs" / "interpretations").glob("*.md")))
TEXT: Final = re.compile(r"^\*\*Text\.\*\*(.+)$", re.MULTILINE)
STATEMENT: Final = re.compile(r"\b[A-Z]+\d*-\w+-\d+\b")
FROM_TO: Final = re.compile(r"\b([A-Z]+\d*-\w+)-(\d+) to \1-(\d+)\b")


@pytest.fixture(scope="module")
def law() -> Mapping[str, Statement]:
    """Give the law index of the project."""
    mistakes: list[Diagnostic] = []
    found = read_law_index(ROOT / "rules", mistakes)
    assert not mistakes
    return found


@pytest.fixture(scope="module")
def book() -> Book:
    """Give the rules of the project."""
    return load(ROOT / "rules")


@pytest.fixture(scope="module")
def notes() -> Mapping[str, set[str]]:
    """Give the statements that each note is about, by its number."""
    return {note.name[:3]: set(about(note.read_text("utf-8"))) for note in NOTES}


def about(note: str) -> Iterator[str]:
    """Give the statements that a note names as its text, those between two ends included."""
    text = "".join(TEXT.findall(note))
    yield from STATEMENT.findall(text)
    for page, first, last in FROM_TO.findall(text):
        yield from (f"{page}-{number:02}" for number in range(int(first), int(last) + 1))


def conflicts(law: Mapping[str, Statement]) -> set[str]:
    """Give the statements that the index marks with a conflict."""
    return {statement.id for statement in law.values() if statement.conflict}


def test_every_conflict_of_the_law_has_a_note(
    law: Mapping[str, Statement], notes: Mapping[str, set[str]]
) -> None:
    noted = set().union(*notes.values())

    assert len(conflicts(law)) > 250
    assert sorted(conflicts(law) - noted) == []


def test_a_note_is_about_statements_that_there_are(
    law: Mapping[str, Statement], notes: Mapping[str, set[str]]
) -> None:
    for number, statements in notes.items():
        assert sorted(statements - law.keys()) == [], number


def test_a_conflict_that_rules_state_is_named_with_its_note_by_one_of_them(
    law: Mapping[str, Statement], notes: Mapping[str, set[str]], book: Book
) -> None:
    citing: dict[str, list[tuple[str, ...]]] = {}
    for rule in book.rule.values():
        for cited in rule.law:
            citing.setdefault(cited, []).append(rule.readings)
    unnamed = [
        statement
        for statement in sorted(conflicts(law) & citing.keys())
        if not any(statement in notes.get(one, ()) for each in citing[statement] for one in each)
    ]

    assert unnamed == []
