"""The table of unary tests: what a cell says of a value, also while something is unknown."""

from __future__ import annotations

from pathlib import Path

import pytest

from hocr_engine.feel import Unknown, is_undecided, unary_test
from tests.feel.facts import completions, read_facts

TABLE = Path(__file__).with_name("unary.csv")
DOMAIN = [None, True, 0, 1, 2, 3, "a", [1], [1, 2]]

Row = tuple[str, str, str, str]


def rows() -> list[Row]:
    """Give tests, value, facts and answer of each row of the table."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    found = [line.split(" ;") for line in lines if line.strip() and not line.startswith("#")]
    return [(row[0].strip(), row[1].strip(), row[2].strip(), row[3].strip()) for row in found]


def situation(row: Row) -> dict[str, object]:
    """Give the facts of a row, with the value tested under a name of its own."""
    return {**read_facts(row[2]), **read_facts(f"tested: {row[1]}")}


def said(row: Row, facts: dict[str, object]) -> object:
    """Give what the tests of a row say where the facts are these."""
    names = {name: value for name, value in facts.items() if name != "tested"}
    return unary_test(row[0], facts["tested"], names)


@pytest.mark.parametrize("row", rows(), ids=" ; ".join)
def test_a_cell_says_what_the_table_says(row: Row) -> None:
    answer = said(row, situation(row))
    expected = read_facts(f"answer: {row[3]}")["answer"]

    assert isinstance(answer, Unknown) if is_undecided(expected) else answer is expected


@pytest.mark.parametrize("row", [row for row in rows() if "unknown" in row[1] + row[2]])
def test_what_a_cell_says_stays_whatever_the_unknown_turns_out_to_be(row: Row) -> None:
    answer = said(row, situation(row))

    for complete in completions(situation(row), DOMAIN):
        assert isinstance(answer, Unknown) or said(row, complete) is answer
