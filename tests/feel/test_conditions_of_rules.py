"""Every condition of the rules has one meaning, whichever of the three evaluators is at work."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hocr_engine import load_rulebook
from hocr_engine.feel import Unknown, is_undecided, syntax
from hocr_engine.feel.syntax import Expression, UnaryTests, walk
from hocr_engine.feel.trace import passes_tests, trace, trace_tests, value_of
from hocr_engine.feel.values import identical, plain
from hocr_engine.rulebook.model import RowCondition, Rule
from tests.feel.test_two_evaluators import alike
from tests.oracle.meaning import oracle

Facts = dict[str, object]
MORE = [None, True, False, plain(0), plain(13), "x"]
DEPTH = 3


def of_rule(rule: Rule) -> Iterator[Expression | UnaryTests]:
    """Give the conditions of a rule, of a row its inputs and its cells."""
    if isinstance(rule.when, RowCondition):
        yield from (*rule.when.inputs, *rule.when.cells)
    elif rule.when is not None:
        yield rule.when
    yield from (part for part in (rule.unless, rule.require) if part is not None)


@cache
def conditions() -> tuple[Expression | UnaryTests, ...]:
    """Give the distinct conditions of the rules."""
    book = load_rulebook().book
    found = (one for rule in book.rule.values() for one in of_rule(rule))
    return tuple({(type(one), one.at.text): one for one in found}.values())


def names_in(tree: Expression | UnaryTests) -> tuple[str, ...]:
    """Give every name and member that a condition speaks of."""
    found: dict[str, None] = {}
    for node, _ in walk(tree):
        if isinstance(node, syntax.Name | syntax.Path):
            found[node.name if isinstance(node, syntax.Name) else node.member] = None
    return tuple(found)


def facts_for(tree: Expression | UnaryTests, random: Random) -> Facts:
    """Give facts in which every name may stand for anything: a value, a thing, a list, nothing."""
    names = names_in(tree)
    listed = [node.value for node, _ in walk(tree) if isinstance(node, syntax.Literal)]

    def made(place: str, depth: int) -> object:
        kind = random.random()
        if kind < 0.15:
            return Unknown(frozenset({place}))
        if depth < DEPTH and kind < 0.5:
            return thing(place, depth + 1)
        if depth < DEPTH and kind < 0.65:
            return [thing(f"{place}.{at}", depth + 1) for at in range(random.randrange(3))]
        return random.choice([*listed, *MORE])

    def thing(place: str, depth: int) -> Facts:
        return {name: made(f"{place}.{name}", depth) for name in names}

    return thing("", 0)


def test_there_are_conditions_to_go_through() -> None:
    assert len(conditions()) > 400


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32))
def test_a_condition_of_the_rules_has_one_meaning(seed: int) -> None:
    random = Random(seed)
    for tree in conditions():
        facts = facts_for(tree, random)
        if isinstance(tree, UnaryTests):
            tested = random.choice([*facts.values(), *MORE, Unknown(frozenset({"tested"}))])
            says = passes_tests(tree, tested, facts)
            assert alike(says, trace_tests(tree, tested, facts).value), tree.at.text
            continue
        value, naive = value_of(tree, facts), oracle(tree, facts)

        assert alike(value, trace(tree, facts).value), (tree.at.text, facts)
        assert is_undecided(value) == is_undecided(naive), (tree.at.text, facts, value, naive)
        assert is_undecided(value) or identical(value, naive), (tree.at.text, facts, value, naive)
