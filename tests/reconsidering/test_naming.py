"""What people may ask about by name; names.csv has the names, and no name means two things."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

import pytest

from hocr_engine import load_rulebook
from hocr_engine.reconsidering.naming import (
    NamedAnswer,
    NamedRules,
    is_ambiguous,
    named,
    near_names,
    qualified,
    words_of,
)
from hocr_engine.rulebook.model import Book

ROOT: Final = Path(__file__).parents[2]
TABLE: Final = Path(__file__).parent / "names.csv"
ROWS: Final = tuple(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))


@pytest.fixture(scope="module")
def book() -> Book:
    """Give the rulebook as it stands in the tree."""
    return load_rulebook(ROOT / "rules").book


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_a_name_stands_for_a_rule_or_for_an_answer(row: dict[str, str], book: Book) -> None:
    meant = named(book, row["name"])

    if not row["meant"]:
        assert isinstance(meant, NamedRules)
        return
    assert isinstance(meant, NamedAnswer)
    assert not is_ambiguous(meant)
    assert meant.word == row["meant"]
    assert [one.id for one in meant.decisions] == row["decisions"].split()


def test_every_rule_is_named_by_its_id(book: Book) -> None:
    for rule in book.rule.values():
        meant = named(book, rule.id)
        assert isinstance(meant, NamedRules)
        assert rule in meant.rules


def test_a_table_stands_for_all_its_rows(book: Book) -> None:
    meant = named(book, "recording-gates")

    assert isinstance(meant, NamedRules)
    assert len(meant.rules) > 1
    assert all(rule.id.startswith("recording-gates/") for rule in meant.rules)


def test_every_answer_is_named_by_its_word_after_its_decision(book: Book) -> None:
    for decision in book.decisions.values():
        for word in {*words_of(book, decision).values()}:
            meant = named(book, f"{decision.id}: {word}")
            assert isinstance(meant, NamedAnswer)
            assert (meant.word, meant.decisions) == (word, (decision,))


def test_an_answer_to_several_questions_says_how_to_name_each(book: Book) -> None:
    meant = named(book, "none")

    assert isinstance(meant, NamedAnswer)
    assert is_ambiguous(meant)
    assert qualified(meant) == ("contrary_evidence: none", "in_law: none", "bar: none")


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("8QQ", "8Q"),
        ("195-12", "195/12"),
        ("stalkin", "Stalking"),
        ("second-teir", "second-tier"),
        ("entry: record a crim", "record a crime"),
    ],
)
def test_an_unknown_name_is_answered_with_the_likest(written: str, near: str, book: Book) -> None:
    assert named(book, written) is None
    found = near_names(book, written)
    assert 1 <= len(found) <= 3
    assert found[0] == near


@pytest.mark.parametrize("written", ["", "  ", "entry:", "xyzzyplughfrotz"])
def test_what_is_like_nothing_stands_for_nothing(written: str, book: Book) -> None:
    assert named(book, written) is None
    assert near_names(book, written) == ()
