"""Soundness over small domains, operator by operator and function by function, and its price."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from attrs import frozen

from hocr_engine.feel import Unknown, evaluate, is_undecided
from hocr_engine.feel.functions.registry import BUILT_INS
from hocr_engine.feel.parse import parse
from hocr_engine.feel.syntax import Call, Expression, Name, Node, walk
from hocr_engine.feel.trace import value_of
from hocr_engine.feel.values import identical
from hocr_engine.text import Source, whole
from tests.feel.facts import Facts, completions, placed

TABLE = Path(__file__).with_name("domains.csv")
FIGURES = Path(__file__).with_name("needless-unknown.md")
UNKNOWN = Unknown(frozenset({"?"}))


@frozen
class Row:
    """A condition, and the values that each letter in it may have."""

    condition: str
    domains: Mapping[str, list[object]]

    @property
    def tree(self) -> Expression:
        """Give the condition's tree."""
        tree, mistakes = parse(whole(Source(self.condition)), self.domains)
        assert tree is not None, mistakes
        return tree

    def situations(self) -> Iterator[dict[str, object]]:
        """Give every combination of values, each letter known, in part known, or unknown."""
        choices = [[*values, UNKNOWN] for values in self.domains.values()]
        for chosen in product(*choices):
            facts = dict(zip(self.domains, chosen, strict=True))
            yield {letter: placed(value, letter) for letter, value in facts.items()}

    def completed(self, facts: dict[str, object]) -> Iterator[Facts]:
        """Give the facts with what is unknown filled in, from all values in the row and null."""
        values = [each for domain in self.domains.values() for each in domain]
        known = [each for each in [*values, 1, 2, True, False] if not is_undecided(each)]
        return completions(facts, [None, *known])


def rows() -> list[Row]:
    """Give the rows of the table."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        if line.strip() and not line.startswith("#"):
            condition, domains = line.split(" ; ")
            read = evaluate("{" + domains + "}", {"unknown": UNKNOWN})
            assert isinstance(read, dict)
            found.append(Row(condition.strip(), read))
    return found


ROWS = rows()


def nodes(row: Row) -> Iterator[Node]:
    """Give every part of a row's condition."""
    return (node for node, _ in walk(row.tree))


def called(row: Row) -> set[str]:
    """Give the names of the functions that a row calls."""
    functions = [node.function for node in nodes(row) if isinstance(node, Call)]
    return {function.name for function in functions if isinstance(function, Name)}


def test_every_built_in_function_stands_in_the_table() -> None:
    assert set(BUILT_INS) - set().union(*map(called, ROWS)) == set()


def test_every_kind_of_expression_stands_in_the_table() -> None:
    used = {type(node) for row in ROWS for node in nodes(row)}

    assert set(get_args(Expression)) - used == set()


@pytest.mark.parametrize("row", ROWS, ids=[row.condition for row in ROWS])
def test_what_is_answered_while_something_is_unknown_stays(row: Row) -> None:
    tree = row.tree
    for facts in row.situations():
        answer = value_of(tree, facts)
        values = [value_of(tree, complete) for complete in row.completed(facts)]
        assert not any(map(is_undecided, values))
        assert is_undecided(answer) or all(identical(answer, value) for value in values)


def price(row: Row) -> tuple[int, int]:
    """Give how many answers stay open, and how many of them every completion would agree on."""
    open_ones = needless = 0
    for facts in row.situations():
        if is_undecided(value_of(row.tree, facts)):
            first, *rest = (value_of(row.tree, complete) for complete in row.completed(facts))
            open_ones += 1
            needless += all(identical(first, value) for value in rest)
    return open_ones, needless


def test_what_is_left_open_for_nothing_is_as_the_page_says() -> None:
    """The rate cannot be nil for rules that look at one part at a time; it must not grow unseen."""
    prices = {row.condition: price(row) for row in ROWS}
    told = FIGURES.read_text(encoding="utf-8")
    total, needless = (sum(each[index] for each in prices.values()) for index in (0, 1))

    assert f"Of {total} answers left open, {needless} need not be" in told
    for condition, (open_ones, unneeded) in prices.items():
        assert (f"| `{condition}` | {open_ones} | {unneeded} |" in told) is (unneeded > 0)
