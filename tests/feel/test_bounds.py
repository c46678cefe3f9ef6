"""What is too much is refused with a sentence: never a crash, never a long wait."""

from __future__ import annotations

import pytest

from hocr_engine.feel import FeelError, evaluate, run, write, write_tree
from hocr_engine.feel.parse import parse
from hocr_engine.text import Source, whole
from tests.effort import MILLION, at_most

LONG: list[object] = list(range(5000))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("(" * 5000 + "1" + ")" * 5000, None),
        ("-" * 5000 + "1", "nested-too-deep"),
        ("1" + " + 1" * 5000, "nested-too-deep"),
        ("[" * 500 + "]" * 500, "nested-too-deep"),
        ("if a then " * 500 + "1" + " else 1" * 500, "nested-too-deep"),
        ("not(" * 500 + "a" + ")" * 500, "nested-too-deep"),
        ("a" + ".b" * 5000, "nested-too-deep"),
        ("x" * 200_000, "condition-too-long"),
        ("count(for i in 1..10**9 return i)", "too-large"),
        ("some i in [1..10**12] satisfies i > 3", "too-large"),
        ("every i in 10**9..1 satisfies i > 3", "too-large"),
        ("for x in xs, y in xs return 1", "too-large"),
        ("count(concatenate(xs, xs, xs))", "too-large"),
        ("{f: function(n) f(n)}.f(1)", None),
        ("for i in 1..3000 return [partial[-1]]", None),
        ('for i in 1..9000 return if i = 1 then "ab" else partial[-1] + partial[-1]', "too-large"),
        ("10 ** 10 ** 10", None),
        ("10 ** 999999999999", None),
        ('matches(string join(for i in 1..9000 return "aaaa"), "a")', "too-large"),
        ("round up(1 / 3, 6000)", None),
        ('matches("a", string join(for i in 1..1000 return "a"))', None),
        ('matches("a", string join(for i in 1..1001 return "a"))', "too-large"),
        ('matches(long, "(a+)+$")', None),
        ('matches(long, "(a|aa)*c")', None),
        ('replace(long, "(a*)*(a*)*c", "")', None),
        ('split(long, "(.*a){30}c")', None),
        ('matches("a", "((((a{100}){100}){100}){100}){100}")', None),
    ],
    ids=range(27),
)
def test_what_is_too_much_is_refused_or_answered(text: str, code: str | None) -> None:
    try:
        with at_most(20 * MILLION):
            evaluate(text, {"xs": LONG, "long": "a" * 9_999 + "b"})
        found = None
    except FeelError as error:
        found = error.diagnostics[0].code

    assert found == code


def test_combinations_are_counted_over_the_whole_condition(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(run, "MAX_ITERATIONS", 1000)

    with pytest.raises(FeelError, match="more than 1000 combinations"):
        evaluate("some x in xs satisfies some y in xs satisfies x + y < 0", {"xs": LONG[:40]})


def test_a_value_nested_beyond_measure_is_not_written() -> None:
    nested = evaluate("for i in 1..5000 return [partial[-1]]")

    with pytest.raises(ValueError, match="cannot be written"):
        write(nested)


def test_a_long_chain_of_and_is_no_nesting() -> None:
    assert evaluate(" and ".join(["true"] * 2000)) is True


@pytest.mark.parametrize(
    "nested",
    ["function(x) {}", "(function(x) {})(1)", "for i in [{}] return i", "if a then {} else [{}]"],
)
def test_what_is_nested_in_itself_is_written_in_bounded_time(nested: str) -> None:
    text, levels = "1", 8 if nested.count("{}") > 1 else 30
    for _ in range(levels):
        text = nested.replace("{}", text)
    tree, mistakes = parse(whole(Source(text)), ("a",))
    assert tree is not None, mistakes

    with at_most(5 * MILLION):
        written = write_tree(tree)

    assert parse(whole(Source(written)), ("a",))[0] == tree
