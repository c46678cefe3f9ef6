"""A short run of the texts made to break the language; the long one is a command of its own."""

from __future__ import annotations

import pytest

from tests.feel.fuzzing import LONG, broken_by, failures, made

INPUTS = 4_000


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, INPUTS, INPUTS // 4))
def test_no_text_breaks_the_language(first: int) -> None:
    assert failures(first, INPUTS // 4) == []


def test_a_seed_makes_the_same_text_again() -> None:
    assert [made(seed) for seed in range(50)] == [made(seed) for seed in range(50)]
    assert len({made(seed) for seed in range(50)}) > 40


@pytest.mark.parametrize(
    "shape",
    [
        *("({})", "[{}]", "not({})", "-{}", "{{a: {}}}", "{}.b", "count({}) = null", "{} = b"),
        *("people[{}]", "people[item = {}]", "if {} then 1 else 2", "some x in {} satisfies x"),
        *("{} in (1, 2)", "{} between 1 and 2", "{} instance of number", "f({})"),
        *("(function(x) {})(1)", "for x in {} return x", "{} and ok", "string({})", "{} ** 2"),
    ],
)
def test_nesting_takes_no_more_than_it_should(shape: str) -> None:
    # Of two people, twelve filters within one another are gone through in four thousand ways.
    text = "x"
    for _ in range(12 if "people" in shape else 90):
        text = shape.replace("{}", text)

    assert broken_by(text) == ""


@pytest.mark.parametrize("sign", ["(", "[", "{a:", "1+", "a.", '"', "-", "\n", "\x00", "x "])
def test_a_megabyte_is_answered_at_once(sign: str) -> None:
    assert broken_by((sign * LONG)[:LONG]) == ""
