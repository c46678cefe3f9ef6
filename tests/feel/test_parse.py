"""From text to tree: names, places and what is refused."""

from __future__ import annotations

import subprocess
import sys

import pytest

from hocr_engine.feel import FeelError, OneOf, Unknown, evaluate, syntax, unary_test
from hocr_engine.feel.parse import parse, parse_tests
from hocr_engine.feel.syntax import Expression
from hocr_engine.text import Source, Span, whole


def parsed(text: str, *names: str) -> Expression:
    tree, mistakes = parse(whole(Source(text)), names)
    assert tree is not None, mistakes
    return tree


def test_nothing_of_the_parser_is_loaded_before_something_is_parsed() -> None:
    code = "import sys, hocr_engine.feel; sys.exit('lark' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_places_count_from_the_start_of_the_file_not_of_the_condition() -> None:
    source = Source("rules:\n  when: |\n    victim.age >= limit\n  then: x\n", "a.yaml")
    start = source.text.index("victim")
    tree, _ = parse(Span(source, start, start + len("victim.age >= limit")))

    assert isinstance(tree, syntax.Comparison)
    assert tree.at.text == "victim.age >= limit"
    assert tree.right.at.text == "limit"
    assert (tree.right.at.line, tree.right.at.column) == (3, 19)


def test_only_the_slice_is_read() -> None:
    source = Source("a and b or (")
    tree, mistakes = parse(Span(source, 0, 7))

    assert mistakes == ()
    assert tree == parsed("a and b")


def test_a_mistake_at_the_end_is_placed_at_the_end_of_the_slice() -> None:
    source = Source("x: a >= \ny: 1")
    _, (mistake,) = parse(Span(source, 3, 8))

    assert (mistake.at.start, mistake.at.end) == (8, 8)


@pytest.mark.parametrize("text", ["a + b", " a+b ", "(a + b)", "a /* x */ + // y\n b"])
def test_equality_of_trees_ignores_places_spaces_and_brackets(text: str) -> None:
    assert parsed(text) == parsed("a + b")


def test_the_place_of_a_bracketed_part_takes_its_brackets_in() -> None:
    tree = parsed("(a or b) and c")

    assert isinstance(tree, syntax.AllOf)
    assert [part.at.text for part in tree.parts] == ["(a or b)", "c"]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("full name", (), "full name"),
        ("heard  at", (), "heard at"),
        ("risk-level", ("risk-level",), "risk-level"),
        ("days in weekend", ("days in weekend",), "days in weekend"),
        ("a.b/c", ("a.b/c",), "a.b/c"),
        ("driver's age", ("driver's age",), "driver's age"),
    ],
)
def test_a_name_may_hold_spaces_and_signs_when_it_is_in_scope(
    text: str, names: tuple[str, ...], expected: str
) -> None:
    assert parsed(text, *names) == parsed(expected, expected)
    assert isinstance(parsed(text, *names), syntax.Name)


def test_the_same_signs_are_operators_when_no_name_in_scope_has_them() -> None:
    assert isinstance(parsed("risk-level"), syntax.Arithmetic)
    assert isinstance(parsed("risk-level", "risk"), syntax.Arithmetic)


def test_a_key_with_signs_is_a_name_in_the_rest_of_the_text() -> None:
    assert evaluate("{foo+bar: 1, b: foo+bar + 1}.b") == 2


def test_a_longer_name_prevails_over_a_shorter_one_and_a_keyword() -> None:
    assert evaluate("for i in days in week return i", {"days in week": ["a"]}) == ["a"]


@pytest.mark.parametrize(
    ("tests", "value", "answer"),
    [
        ("-", 3, True),
        ("1, 2, 3", 3, True),
        ("not(1, 2)", 3, True),
        ("not(1, 3)", 3, False),
        ("< 5", 3, True),
        ("[1..2], >= 3", 3, True),
        ("[1, 3]", 3, True),
        ("? > 2 and ? < 4", 3, True),
        ("? > limit", 3, False),
        ("limit", 10, True),
        ("not(? > 2) or ? = 3", 3, True),
        ('"a"', 3, None),
        ("< 5", None, None),
        ("null", None, True),
    ],
)
def test_unary_tests_are_met_as_the_standard_says(
    tests: str, value: object, answer: bool | None
) -> None:
    assert unary_test(tests, value, {"limit": 10}) is answer


def test_a_test_of_an_undecided_value_is_unknown_unless_all_possibilities_agree() -> None:
    code = OneOf(("8N", "9A"), frozenset({"injury"}), "class")

    assert unary_test('"8N", "9A"', code) is True
    assert unary_test('"8N"', code) == Unknown(frozenset({"injury"}))
    assert unary_test("< 5", Unknown(frozenset({"age"}))) == Unknown(frozenset({"age"}))


def test_the_place_of_unary_tests_leaves_out_the_space_around_them() -> None:
    tests, _ = parse_tests(whole(Source("  < 5, 7 ")))

    assert tests is not None
    assert tests.at.text == "< 5, 7"


def test_a_refused_text_says_where_it_is_wrong() -> None:
    with pytest.raises(FeelError) as refused:
        evaluate("1 +\n+ 2")

    assert refused.value.position == (2, 1)
    assert [each.code for each in refused.value.diagnostics] == ["unexpected-text"]


def test_every_unreadable_literal_is_reported() -> None:
    _, mistakes = parse(whole(Source('@"x" = @"y"')))

    assert [each.code for each in mistakes] == ["unreadable-literal"] * 2
