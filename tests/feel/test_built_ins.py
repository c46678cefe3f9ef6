"""Each built-in function over its domain and beyond it, as the tables of the standard have it."""

from __future__ import annotations

from pathlib import Path

import pytest

from hocr_engine.feel import evaluate
from hocr_engine.feel.functions.registry import BUILT_INS
from hocr_engine.feel.parse import parse
from hocr_engine.feel.syntax import Call, Name, walk
from hocr_engine.feel.trace import trace, value_of
from hocr_engine.feel.values import identical
from hocr_engine.text import Source, whole

TABLE = Path(__file__).with_name("built-ins.csv")


def rows() -> list[tuple[str, str]]:
    """Give expression and answer of each row of the table."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    split = [line.rsplit(" ; ", 1) for line in lines if line.strip() and not line.startswith("#")]
    return [(expression, answer) for expression, answer in split]


@pytest.mark.parametrize("row", rows(), ids=" ; ".join)
def test_the_table_holds_by_both_evaluators(row: tuple[str, str]) -> None:
    expression, answer = row
    tree, mistakes = parse(whole(Source(expression)))
    assert tree is not None, mistakes
    value, expected = value_of(tree, {}), evaluate(answer)

    assert identical(value, trace(tree, {}).value)
    assert evaluate("a = b", {"a": value, "b": expected}) is True


def test_every_built_in_function_stands_in_the_table() -> None:
    called = set()
    for expression, _ in rows():
        tree, _ = parse(whole(Source(expression)))
        assert tree is not None
        functions = [node.function for node, _ in walk(tree) if isinstance(node, Call)]
        called |= {function.name for function in functions if isinstance(function, Name)}

    assert set(BUILT_INS) - called == set()
