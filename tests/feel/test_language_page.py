"""The page on the language: each example comes out as the page says, and nothing is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from hocr_engine.feel import bounds, evaluate
from hocr_engine.feel.functions.registry import BUILT_INS
from hocr_engine.feel.parse import parse, parse_tests
from hocr_engine.feel.reading import read
from hocr_engine.feel.style import style
from hocr_engine.feel.trace import trace_tests
from hocr_engine.feel.tree_text import write_tree
from hocr_engine.text import Source, whole
from tests.feel.facts import read_facts
from tests.feel.test_meaning import agrees
from tests.feel.test_mistakes import mistakes_in

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
TABLE: Final = re.compile(r"^\| ([^`\n]+) \|\n\|[ -|]+\|\n((?:^\|.*\n)+)", re.MULTILINE)
CELL: Final = re.compile(r"\[?`([^`]*)`")
CODE: Final = re.compile(r'^    return Diagnostic\(\s*"([a-z-]+)"', re.MULTILINE)


def rows(*columns: str) -> list[tuple[str, ...]]:
    """Give the rows of the tables with these columns, without the marks of Markdown."""
    head = " | ".join(columns)
    found = [body for heads, body in TABLE.findall(PAGE) if heads == head]
    assert found, f"the page has no table of {head}"
    return [cells(line) for body in found for line in body.splitlines()]


def cells(line: str) -> tuple[str, ...]:
    """Give the cells of a line; what stands in code without its marks."""
    parts = [part.strip() for part in line.strip("|").split(" | ")]
    marked = [(CELL.match(part), part) for part in parts]
    return tuple(found[1] if found else part for found, part in marked)


@pytest.mark.parametrize("row", rows("condition", "facts", "result"), ids=" ; ".join)
def test_a_condition_comes_out_as_the_page_says(row: tuple[str, str, str]) -> None:
    condition, facts, result = row

    assert agrees(evaluate(condition, read_facts(facts)), result)


@pytest.mark.parametrize("row", rows("test", "value", "passes"), ids=" ; ".join)
def test_a_cell_passes_as_the_page_says(row: tuple[str, str, str]) -> None:
    written, value, passes = row
    tests, mistakes = parse_tests(whole(Source(written)))
    assert tests is not None, mistakes

    assert agrees(trace_tests(tests, read_facts(f"x: {value}")["x"], {}).value, passes)


def test_the_limits_are_those_that_are_kept() -> None:
    told = [int(most.replace(",", "")) for _, most in rows("what", "at most")]
    kept = (
        *(bounds.MAX_TEXT, bounds.MAX_NESTING, bounds.MAX_LIST, bounds.MAX_ITERATIONS),
        *(bounds.MAX_MADE_TEXT, bounds.MAX_PATTERN, bounds.MAX_MATCHED, bounds.MAX_WORLDS),
    )

    assert told == list(kept)


@pytest.mark.parametrize("word", ["and", "or"])
def test_the_tables_of_three_values_hold(word: str) -> None:
    (body,) = (body for head, body in _truth_tables() if head == word)
    columns = ("true", "false", "unknown")
    for line in body.splitlines():
        left, *results = (cell.strip(" *") for cell in line.strip("|").split("|"))
        for right, result in zip(columns, results, strict=True):
            facts = read_facts(f"a: {left}, b: {right}")
            assert agrees(evaluate(f"a {word} b", facts), result)


def _truth_tables() -> Iterator[tuple[str, str]]:
    yield from re.findall(r"^\| `(and|or)` \|.*\n\|.*\n((?:^\|.*\n){3})", PAGE, re.MULTILINE)


@pytest.mark.parametrize("row", rows("instead of", "the house writes", "code"), ids=" ; ".join)
def test_the_house_style_is_as_the_page_says(row: tuple[str, str, str]) -> None:
    instead_of, written, code = row
    tree, _ = parse(whole(Source(instead_of)), ["list contains"])
    assert tree is not None

    (remark,) = style(tree)
    assert remark.code == code
    assert f"`{written}`" in remark.help


def test_every_remark_on_conditions_is_on_the_page() -> None:
    module = ROOT / "hocr_engine" / "feel" / "remarks.py"
    codes = set(CODE.findall(module.read_text(encoding="utf-8")))

    assert len(codes) > 8
    assert {code for code in codes if f"[`{code}`](diagnostics/{code}.md)" not in PAGE} == set()


@pytest.mark.parametrize("row", rows("condition", "code", "what helps"), ids=" ; ".join)
def test_a_mistake_is_told_as_the_page_says(row: tuple[str, str, str]) -> None:
    condition, code, helps = row
    _, in_text = read(whole(Source(condition)))
    mistakes = in_text or mistakes_in(condition)

    assert [mistake.code for mistake in mistakes] == [code]
    assert helps in mistakes[0].help


@pytest.mark.parametrize("row", rows("function", "gives", "example", "result"), ids=" ; ".join)
def test_a_function_gives_what_the_page_says(row: tuple[str, str, str, str]) -> None:
    name, gives, example, result = row

    assert gives
    assert f"{name}(" in example
    assert agrees(evaluate(example), result)


def test_no_function_is_missing_on_the_page() -> None:
    told = [name for name, *_ in rows("function", "gives", "example", "result")]

    assert sorted(told) == sorted(BUILT_INS)


def test_a_long_condition_stands_as_the_page_shows() -> None:
    found = re.findall(r"((?:^    .*\n)+)", PAGE, re.MULTILINE)
    blocks = [block for block in found if "||" not in block]  # a table is no condition
    texts = [re.sub(r"^    ", "", block, flags=re.MULTILINE).strip() for block in blocks]

    assert len(texts) == 2
    for text in texts:
        tree, mistakes = parse(whole(Source(text)))
        assert tree is not None, mistakes
        assert write_tree(tree, 94) == text
        assert list(style(tree)) == []
