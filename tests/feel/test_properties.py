"""Conditions made at random: the laws hold for them, and the oracle agrees."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from hocr_engine.feel import OneOf, Unknown, evaluate, is_undecided, write
from hocr_engine.feel.parse import parse
from hocr_engine.feel.syntax import Expression
from hocr_engine.feel.trace import Read, support, trace, value_of
from hocr_engine.feel.values import identical, plain
from hocr_engine.text import Source, whole
from tests.feel.facts import completions, placed
from tests.oracle.meaning import oracle

Facts = dict[str, object]

UNKNOWN = Unknown(frozenset({"?"}))
NUMBERS = [None, *map(plain, (1, 2, 3))]
TRUTHS = [None, True, False]
DOMAIN = [None, True, False, *map(plain, (1, 2, 3)), "x"]

numbers = st.sampled_from(["m", "n", "1", "2", "null"])
booleans = st.sampled_from(["a", "b", "true", "false", "null"])


def conditions(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Give conditions made of smaller ones."""
    joined = st.tuples(inner, st.sampled_from(["and", "or", "=", "!="]), inner)
    going = st.tuples(st.sampled_from(["some", "every"]), lists, st.one_of(inner, of_element("x.")))
    return st.one_of(
        joined.map(lambda parts: f"({parts[0]} {parts[1]} {parts[2]})"),
        inner.map(lambda part: f"not({part})"),
        going.map(lambda parts: f"({parts[0]} x in {parts[1]} satisfies {parts[2]})"),
    )


def of_element(prefix: str) -> st.SearchStrategy[str]:
    """Give conditions on one element of the list."""
    order = st.tuples(st.sampled_from(["<", ">=", "=", "!="]), numbers)
    return st.one_of(
        st.just(f"{prefix}ok"), order.map(lambda parts: f"({prefix}age {parts[0]} {parts[1]})")
    )


lists = st.one_of(
    st.just("people"),
    of_element("").map(lambda where: f"people[{where}]"),
    st.tuples(of_element(""), of_element("")).map(lambda two: f"people[{two[0]}][{two[1]}]"),
)
simple = st.one_of(
    booleans,
    st.tuples(numbers, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), numbers)
    .map(" ".join)
    .map("({})".format),
    st.tuples(lists, st.sampled_from(["=", "<", ">="]), numbers).map(
        lambda parts: f"(count({parts[0]}) {parts[1]} {parts[2]})"
    ),
    st.tuples(numbers, numbers, numbers).map(lambda n: f"({n[0]} between {n[1]} and {n[2]})"),
    st.tuples(numbers, numbers, numbers).map(lambda n: f"({n[0]} in ({n[1]}, < {n[2]}))"),
    st.tuples(numbers, lists).map(lambda parts: f"({parts[0]} in {parts[1]}.age)"),
)
texts = st.recursive(simple, conditions, max_leaves=6)

people = st.lists(
    st.fixed_dictionaries(
        {
            "age": st.sampled_from([*NUMBERS, UNKNOWN]),
            "ok": st.sampled_from([*TRUTHS, UNKNOWN]),
        }
    ),
    max_size=3,
)
facts_about = st.fixed_dictionaries(
    {
        "a": st.sampled_from([*TRUTHS, UNKNOWN]),
        "b": st.sampled_from([*TRUTHS, UNKNOWN]),
        "m": st.sampled_from([*NUMBERS, UNKNOWN]),
        "n": st.sampled_from([*NUMBERS, UNKNOWN]),
        "people": people,
    }
).map(lambda facts: {name: placed(value, name) for name, value in facts.items()})


def tree_of(text: str) -> Expression:
    tree, mistakes = parse(whole(Source(text)))
    assert tree is not None, mistakes
    return tree


@settings(max_examples=400, deadline=None)
@example("(m in people.age)", {"m": Unknown(frozenset({"m"})), "people": []})
@given(texts, facts_about)
def test_the_evaluator_and_the_oracle_agree(text: str, facts: Facts) -> None:
    tree = tree_of(text)
    value, other = value_of(tree, facts), oracle(tree, facts)

    assert is_undecided(value) == is_undecided(other)
    assert is_undecided(value) or identical(value, other)


@settings(max_examples=150, deadline=None)
@given(texts, facts_about)
def test_a_definite_answer_is_the_same_for_every_completion(text: str, facts: Facts) -> None:
    tree = tree_of(text)
    answer = value_of(tree, facts)

    for count, complete in enumerate(completions(facts, DOMAIN)):
        value = value_of(tree, complete)
        assert not is_undecided(value)
        assert is_undecided(answer) or identical(value, answer)
        if count > 60:
            break


@settings(max_examples=150, deadline=None)
@example(
    "(some x in people[(age < m)] satisfies a)",
    {"a": None, "m": None, "people": [{"age": Unknown(frozenset({"age"}))}]},
)
@given(texts, facts_about)
def test_the_facts_that_support_an_answer_suffice_for_it(text: str, facts: Facts) -> None:
    tree = tree_of(text)
    step = trace(tree, facts)
    reads = support(step)
    kept = {
        name: value if Read(None, name) in reads else Unknown(frozenset({name}))
        for name, value in facts.items()
    }

    if is_undecided(step.value):
        assert all(is_undecided(facts[read.name]) for read in reads)
        assert reads
    else:
        assert identical(value_of(tree, kept), step.value)


@settings(max_examples=150, deadline=None)
@given(texts, facts_about, st.sampled_from("abmn"))
def test_an_undecided_answer_comes_out_as_each_of_its_possibilities_would(
    text: str, facts: Facts, name: str
) -> None:
    tree = tree_of(text)
    options = (True, False, plain(1), plain(2))
    undecided = OneOf(options, frozenset({"earlier"}), "earlier")
    answer = value_of(tree, {**facts, name: undecided})

    for option in options:
        value = value_of(tree, {**facts, name: option})
        if isinstance(answer, OneOf):
            assert any(identical(value, each) for each in answer.options)
        elif not is_undecided(answer):
            assert identical(value, answer)


values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**20), 10**20).map(plain),
        st.decimals(-1000, 1000, places=4).map(plain),
        st.text(max_size=8),
        st.dates(),
        st.datetimes(),
        st.times(),
        st.timedeltas(),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.text(min_size=1, max_size=5), inner, max_size=3),
    ),
    max_leaves=6,
)


def without_surrogates(value: object) -> bool:
    return write(value).isascii() or write(value).encode("utf-8", "ignore").decode() == write(value)


@settings(max_examples=300, deadline=None)
@given(values.filter(without_surrogates))
def test_a_value_written_out_reads_back_as_itself(value: object) -> None:
    assert identical(evaluate(write(value)), value)
