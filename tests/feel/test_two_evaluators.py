"""The compiled evaluator and the tracing one: one value, the same facts awaited, no more read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hocr_engine.feel import FeelError, OneOf, Unknown, evaluate
from hocr_engine.feel.parse import parse, parse_tests
from hocr_engine.feel.syntax import AllOf, AnyOf, Expression, walk
from hocr_engine.feel.trace import passes_tests, trace, trace_tests, value_of
from hocr_engine.feel.values import Function, identical, plain
from hocr_engine.text import Source, whole
from tests.feel.extract import DATA, cases, inputs
from tests.feel.facts import Watched, read_facts
from tests.feel.test_laws import BINARY, OF_ROWS, OPERANDS, ROWS
from tests.feel.test_meaning import rows
from tests.feel.test_properties import Facts, facts_about, texts, tree_of

EARLIER = OneOf((True, False, plain(1), plain(2)), frozenset({"earlier"}), "earlier")
FUNCTIONS = (
    "(function(x) x + n)(m)",
    "{f: function(x) x + n, y: f(m)}.y",
    "sort(people, function(x, y) x.age < y.age).age",
    "for x in people return {count: x.age, twice: count * 2}",
    "some count in [1, 2], y in [count, m] satisfies count(people) = y",
    "for x in 1..3 return x + sum(partial)",
    "people[people[ok].age[1] = age]",
    "people[item.ok][-1].age",
    "people.age[item > m]",
    "[[1, 2], [3, m]][item[1] = 1]",
    "{a: 1, a: 2}",
    "m in (< n, ? = 3)",
    "1 / 0 = m",
    "count(for x in 1..3 return x) + count(people.none)",
    "nothing[1] = null",
    '[date("2024-03-01") - date("2024-02-01") > @"P28D", date("2024-02-30") = null, 2 ** m]',
    '{number: function(x) 3, y: number("1"), z: for date in [1] return date("2024-01-01")}.y',
    "some number in people satisfies number.age = - 1 * - m",
    '[m in (number("1"), -1 + 3), n between 1 and 1 + 1, substring("xy", m) = "xy"]',
    '[a != null, people[1].ok = null, "x" != a, m <= 2, count(people) != 2, people[1] = null]',
    "[not(m), not(people), number(m), string(n), abs(people[1].age), floor(m, n), even(a)]",
)
DEEP = (
    "{f: function(g, n) g(g, n), y: f(f, 1)}.y",
    "for x in 1..200, y in 1..200, z in 1..200 return x",
    "count(for x in 1..20000 return x)",
)


def alike(value: object, other: object) -> bool:
    """Say whether two values are the same to the last choice awaited; functions by their text."""
    if isinstance(value, Function) and isinstance(other, Function):
        return (value.parameters, value.body) == (other.parameters, other.body)
    if isinstance(value, list) and isinstance(other, list):
        return len(value) == len(other) and all(map(alike, value, other))
    if isinstance(value, dict) and isinstance(other, dict):
        return list(value) == list(other) and all(alike(value[key], other[key]) for key in value)
    return identical(value, other)


def assert_same(tree: Expression, facts: Facts) -> None:
    """
    Check that both evaluators answer alike, wait for the same and read the same.

    Of `and` and `or` the compiled one reads no more, once a part has settled them.
    """
    compiled, traced = Watched(facts), Watched(facts)
    one, other = told(lambda: value_of(tree, compiled)), told(lambda: trace(tree, traced).value)

    assert alike(one, other), (one, other)
    assert set(compiled.looked_up) <= set(traced.looked_up)
    if not any(isinstance(node, AllOf | AnyOf) for node, _ in walk(tree)):
        assert set(compiled.looked_up) == set(traced.looked_up)


def told(answer: Callable[[], object]) -> object:
    """Give the answer, or what is said where a bound is passed."""
    try:
        return answer()
    except FeelError as error:
        return [(one.message, one.at) for one in error.diagnostics]


@settings(max_examples=400, deadline=None)
@given(texts, facts_about)
def test_both_answer_alike(text: str, facts: Facts) -> None:
    assert_same(tree_of(text), facts)


@settings(max_examples=200, deadline=None)
@given(texts, facts_about, st.sampled_from("abmn"))
def test_both_go_through_undecided_answers_alike(text: str, facts: Facts, name: str) -> None:
    assert_same(tree_of(text), {**facts, name: EARLIER})


@pytest.mark.parametrize("row", rows(), ids=" ; ".join)
def test_both_read_the_table_alike(row: tuple[str, str, str]) -> None:
    facts = read_facts(row[1])
    tree, mistakes = parse(whole(Source(row[0])), facts)
    assert tree is not None, mistakes

    assert_same(tree, facts)


@pytest.mark.parametrize("text", FUNCTIONS)
@settings(max_examples=25, deadline=None)
@given(facts=facts_about)
def test_both_call_and_filter_alike(text: str, facts: Facts) -> None:
    assert_same(tree_of(text), facts)


@pytest.mark.parametrize("text", DEEP)
def test_both_stop_at_the_same_bound_and_place(text: str) -> None:
    tree = tree_of(text)

    with pytest.raises(FeelError) as stopped:
        value_of(tree, {})
    with pytest.raises(FeelError) as traced:
        trace(tree, {})

    assert stopped.value.diagnostics == traced.value.diagnostics


@pytest.mark.parametrize("text", [*BINARY, *OF_ROWS])
def test_both_answer_alike_about_every_pair_of_operands(text: str) -> None:
    tree = tree_of(text)

    for a in OPERANDS:
        for b in OPERANDS:
            assert_same(tree, {"a": a, "b": b, "r": ROWS[-1]})


@pytest.mark.parametrize(
    "text",
    [
        *("-", "1", "1, 2", "not(1, 2)", "< n", "[1..n]", '"x"', '"x", "y"', 'not("x", "y")'),
        *("? > 1 and a", "not(? = n)", "people.age", "null", "true, a", "not(a)"),
    ],
)
@settings(max_examples=40, deadline=None)
@given(facts=facts_about)
def test_both_put_a_value_to_unary_tests_alike(text: str, facts: Facts) -> None:
    tests, mistakes = parse_tests(whole(Source(text)))
    assert tests is not None, mistakes

    for value in [*OPERANDS, "x", "z", EARLIER, Unknown(frozenset({"v"}))]:
        says = passes_tests(tests, value, facts)
        assert identical(says, trace_tests(tests, value, facts).value)


def test_a_function_that_calls_itself_is_bounded_alike() -> None:
    names: Facts = {}
    names["f"] = evaluate("function(n) if n = 0 then 0 else f(n - 1) + 1", names)

    assert_same(tree_of("f(3)"), names)
    for levels in range(30, 60):
        assert_same(tree_of(f"f({levels})"), names)


@pytest.mark.skipif(not DATA.exists(), reason=f"the conformance data is not at {DATA}")
def test_both_answer_the_conformance_suite_alike() -> None:
    for case in cases("literal"):
        names = inputs(case)
        for declared in case["decls"]:
            tree, _ = parse(whole(Source(declared["expr"])), names)
            if tree is None:
                break
            one = told(partial(value_of, tree, names))
            assert alike(one, told(partial(_traced, tree, names))), case["id"]
            names[declared["name"]] = one


def _traced(tree: Expression, names: Facts) -> object:
    return trace(tree, names).value
