"""The table of meanings: the evaluator agrees with it, and so does the oracle where it can."""

from __future__ import annotations

from pathlib import Path

import pytest

from hocr_engine.feel import OneOf, Unknown, evaluate, is_undecided
from hocr_engine.feel.parse import parse
from hocr_engine.feel.scoping import member_names
from hocr_engine.feel.trace import value_of
from hocr_engine.feel.values import identical, plain
from hocr_engine.text import Source, whole
from tests.feel.facts import completions, holes, read_facts
from tests.oracle.meaning import oracle

TABLE = Path(__file__).with_name("meaning.csv")
DOMAIN = [None, True, False, *map(plain, (1, 12, 18)), "rape", [plain(1)]]

Row = tuple[str, str, str]


def rows() -> list[Row]:
    """Give condition, facts and answer of each row of the table."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    found = [line.split(" ;") for line in lines if line.strip() and not line.startswith("#")]
    return [(row[0].strip(), row[1].strip(), row[2].strip()) for row in found]


def agrees(value: object, answer: str) -> bool:
    """Say whether a value is what the table's answer says."""
    expected = read_facts(f"x: {answer}")["x"]
    match expected:
        case Unknown():
            return is_undecided(value) and not isinstance(value, OneOf)
        case OneOf(options=options):
            return isinstance(value, OneOf) and identical(list(value.options), list(options))
        case _:
            return identical(value, expected)


def test_the_table_is_large_enough_to_be_a_definition() -> None:
    assert len(rows()) >= 1_200


@pytest.mark.parametrize("row", rows(), ids=" ; ".join)
def test_a_condition_means_what_the_table_says(row: Row) -> None:
    condition, facts, answer = row

    assert agrees(evaluate(condition, read_facts(facts)), answer)


# The oracle knows nothing of undecided earlier answers.
TOLD_TWICE = [row for row in rows() if "one of" not in row[1]]


def test_nearly_all_of_the_table_is_told_twice() -> None:
    assert len(TOLD_TWICE) >= len(rows()) - 11


@pytest.mark.parametrize("row", TOLD_TWICE, ids=" ; ".join)
def test_the_oracle_reads_the_table_in_the_same_way(row: Row) -> None:
    facts = read_facts(row[1])
    tree, mistakes = parse(whole(Source(row[0])), facts, member_names(facts.values()))
    assert tree is not None, mistakes

    assert agrees(oracle(tree, facts), row[2])


def is_final(row: Row) -> bool:
    """Say whether a row has something unknown, and a definite answer all the same."""
    return bool(holes(read_facts(row[1]))) and not is_undecided(read_facts(f"x: {row[2]}")["x"])


@pytest.mark.parametrize("row", [row for row in rows() if is_final(row)], ids=" ; ".join)
def test_a_definite_answer_stays_whatever_the_unknown_turns_out_to_be(row: Row) -> None:
    condition, written, _ = row
    facts = read_facts(written)
    tree, _ = parse(whole(Source(condition)), facts)
    assert tree is not None
    answer = value_of(tree, facts)

    for complete in completions(facts, DOMAIN):
        assert identical(value_of(tree, complete), answer)
