"""
Conditions that turn out one way or the other however another does.

Where two conditions rest on no undecided answer in common, nothing is gained by going through the
possible answers of both together: both together are open, and await what each of them awaits. The
ways in which they may turn out are gone through here one by one.
"""

from __future__ import annotations

from itertools import combinations, product

import pytest

from hocr_engine.feel import evaluate
from hocr_engine.feel.trace import choices_of
from hocr_engine.feel.values import OneOf, Unknown, awaits_of, is_undecided

CLASS = OneOf(("5D", "8L", "105A"), frozenset({"the injury"}), "class")
PLACE = OneOf(("own force", "another force"), frozenset({"where it was"}), "place")
FACT = Unknown(frozenset({"the age"}))
OPEN = {"class": CLASS, "place": PLACE, "aged": FACT}

OF_ANSWERS = (
    'class = "8L"',
    'class in ("5D", "8L")',
    'not(class = "105A")',
    'place = "own force"',
    'place != "own force"',
    'class = "8L" or place = "own force"',
    'class = "8L" and place = "own force"',
    'if class = "8L" then place = "own force" else false',
)
OF_FACTS = ("aged", "not(aged)")


def both(one: str, other: str) -> str:
    """Give the condition that two conditions hold."""
    return f"({one}) and ({other})"


def comes_to(condition: str) -> set[object]:
    """Give all that a condition may come to, by every way in which what is open may turn out."""
    ways = product(CLASS.options, PLACE.options, (True, False))
    return {evaluate(condition, dict(zip(OPEN, way, strict=True))) for way in ways}


@pytest.mark.parametrize(("one", "other"), [*combinations((*OF_ANSWERS, *OF_FACTS), 2)])
def test_what_rests_on_nothing_in_common_is_open_together(one: str, other: str) -> None:
    says = [evaluate(condition, OPEN) for condition in (one, other)]
    rest_on = [choices_of(said) for said in says]

    assert None not in rest_on
    apart = frozenset.isdisjoint(*(found for found in rest_on if found is not None))
    shared = sum("class" in condition for condition in (one, other)) == 2
    shared = shared or sum("place" in condition for condition in (one, other)) == 2
    assert apart is not shared
    if not shared:
        together = evaluate(both(one, other), OPEN)
        assert is_undecided(together)
        if not {one, other} <= set(OF_FACTS):
            assert comes_to(both(one, other)) == {True, False}
        assert awaits_of(together) == awaits_of(says[0]) | awaits_of(says[1])


def test_what_is_settled_or_no_condition_rests_on_no_choice_that_is_told() -> None:
    assert choices_of(True) is None
    assert choices_of("8L") is None
    assert choices_of(CLASS) is None
    assert choices_of(FACT) == frozenset()
    assert choices_of(evaluate('class = "8L"', OPEN)) == frozenset({"class"})
    assert choices_of(evaluate('class = "8L" or place = "own force"', OPEN)) == frozenset(
        {"class", "place"}
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('if class = "8L" then p else false', 'if class = "8L" then q else false'),
        ('if class = "8L" then p else false', 'if class = "8L" then not(p) else false'),
        ('if class = "8L" then p else false', 'if class = "8L" then false else p'),
        ("if p then q else false", "if q then p else false"),
    ],
)
def test_what_only_comes_out_alike_is_not_the_same(one: str, other: str) -> None:
    is_open = {name: OneOf((False, True), frozenset({name}), name) for name in ("p", "q")}
    names = {"class": OneOf(("5D", "8L"), frozenset({"the injury"}), "class"), **is_open}
    says = {"one": evaluate(one, names), "other": evaluate(other, names)}
    ways = product(("5D", "8L"), (False, True), (False, True))
    settled = [dict(zip(("class", "p", "q"), way, strict=True)) for way in ways]

    for condition in ("one and not(other)", "other and not(one)", "one and other"):
        together = evaluate(condition, says)
        told = together.options if isinstance(together, OneOf) else (together,)
        assert set(told) >= {
            evaluate(condition, {"one": evaluate(one, way), "other": evaluate(other, way)})
            for way in settled
        }


def test_conditions_that_rest_on_one_answer_may_shut_each_other_out() -> None:
    assert evaluate(both('class = "8L"', 'class = "5D"'), OPEN) is False
