"""Trees as text: what is written reads back as the same tree, in one way, and lies well."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings

from hocr_engine.feel import syntax
from hocr_engine.feel.parse import parse, parse_tests
from hocr_engine.feel.syntax import Expression, Node
from hocr_engine.feel.tree_text import WRITERS, write_tree
from hocr_engine.text import Source, whole
from tests.feel.test_meaning import rows
from tests.feel.trees import AT, NAMES, expressions, unary_tests

HERE: Final = Path(__file__).parent
SUITE: Final = HERE.parents[2] / "shared" / "tck" / "literal.jsonl"
WIDTHS: Final = (None, 100, 30, 1)


def parsed(text: str, names: tuple[str, ...] = ()) -> Expression:
    tree, mistakes = parse(whole(Source(text)), names)
    assert tree is not None, (text, mistakes)
    return tree


def parsed_tests(text: str, names: tuple[str, ...] = ()) -> syntax.UnaryTests:
    tree, mistakes = parse_tests(whole(Source(text)), names)
    assert tree is not None, (text, mistakes)
    return tree


def test_every_node_has_its_writer() -> None:
    assert set(syntax.NODES) == set(WRITERS)


@given(expressions)
@settings(max_examples=300, deadline=None)
def test_what_is_written_reads_back_as_the_tree(tree: Expression) -> None:
    for width in WIDTHS:
        again = parsed(write_tree(tree, width), NAMES)

        assert again == tree
        assert write_tree(again, width) == write_tree(tree, width)


@given(unary_tests)
@settings(deadline=None)
def test_tests_that_are_written_read_back_as_they_were(tree: syntax.UnaryTests) -> None:
    assert parsed_tests(write_tree(tree), NAMES) == tree


@pytest.mark.parametrize("text", [row[0] for row in rows()])
def test_all_that_the_table_of_meanings_writes_reads_back(text: str) -> None:
    tree = parsed(text)

    for width in WIDTHS:
        assert parsed(write_tree(tree, width)) == tree


def of_the_suite() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the expressions of the conformance suite, with the names in scope."""
    for line in SUITE.read_text(encoding="utf-8").splitlines() if SUITE.exists() else ():
        case = json.loads(line)
        names = (*case["inputs"], *(declared["name"] for declared in case["decls"]))
        yield from ((declared["expr"], names) for declared in case["decls"])


@pytest.mark.skipif(not SUITE.exists(), reason=f"the conformance data is not at {SUITE.parent}")
def test_all_that_the_conformance_suite_writes_reads_back() -> None:
    seen: set[type[Node]] = set()
    for text, names in of_the_suite():
        tree, _ = parse(whole(Source(text)), names)
        if tree is None:
            continue
        seen.update(type(node) for node, _ in syntax.walk(tree))
        for width in WIDTHS:
            assert parsed(write_tree(tree, width), names) == tree, text

    assert len(seen) > len(syntax.NODES) / 2


def pairs() -> list[tuple[str, str]]:
    """Give what authors write with what the house writes, from the document."""
    blocks = re.findall(r"((?:^    .*\n)+)", (HERE / "written.md").read_text("utf-8"), re.MULTILINE)
    sides = [re.sub(r"^    ", "", block, flags=re.MULTILINE).split("=>\n") for block in blocks]
    return [(before.strip(), after.rstrip("\n")) for before, after in sides]


@pytest.mark.parametrize(("before", "after"), pairs(), ids=[pair[0] for pair in pairs()])
def test_a_condition_is_written_as_the_document_shows(before: str, after: str) -> None:
    assert write_tree(parsed(before), 40) == after
    assert write_tree(parsed(after), 40) == after


def test_a_sign_that_cannot_be_seen_is_written_by_its_number() -> None:
    tree = syntax.Literal("a\u00a0b\u202e", at=AT)

    assert write_tree(tree) == '"a\\u00A0b\\u202E"'
    assert parsed(write_tree(tree)) == tree
