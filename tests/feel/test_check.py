"""The types that the check finds, and what it says of unary tests."""

from __future__ import annotations

import pytest

from hocr_engine.feel import types
from hocr_engine.feel.check import check, check_tests
from hocr_engine.feel.parse import parse, parse_tests
from hocr_engine.feel.types import FeelType, ListOf, Nullable, Words
from hocr_engine.text import Source, whole
from tests.feel.test_mistakes import PERSON, SCOPE

SEXES = Words(("female", "male"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2", types.NUMBER),
        ('"a" + victim.sex', types.TEXT),
        ("victim.age > 3", types.BOOLEAN),
        ("level > 3", Nullable(types.BOOLEAN)),
        ("level != null and level > 3", types.BOOLEAN),
        ("victim", PERSON),
        ("victim.sex", SEXES),
        ("suspect.age", Nullable(types.NUMBER)),
        ("people", ListOf(PERSON)),
        ("people.sex", ListOf(SEXES)),
        ("people[age > 3]", ListOf(PERSON)),
        ("people[1]", Nullable(PERSON)),
        ("people.friends", ListOf(ListOf(PERSON))),
        ("count(people)", types.NUMBER),
        ("min(ages)", Nullable(types.NUMBER)),
        ('victim.born + duration("P1D")', types.DATE),
        ("victim.born - conduct.first", types.DAYS_DURATION),
        ('conduct.heard_at - duration("P1M")', types.DATE_AND_TIME),
        ("conduct.first.year", types.NUMBER),
        ("if loud then 1 else null", Nullable(types.NUMBER)),
        (
            "if loud then victim.sex else place",
            Nullable(Words(("female", "male", "home", "street", "school"))),
        ),
        ("for p in people return p.age", ListOf(types.NUMBER)),
        ("{a: 1, b: a}.b", types.NUMBER),
        ("[1, null]", ListOf(Nullable(types.NUMBER))),
        ("append(people, victim)", ListOf(PERSON)),
        ('date("2024-01-01")', types.DATE),
        ("date(victim.name)", Nullable(types.DATE)),
        ("null", types.NULL),
        ("victim instance of string", types.BOOLEAN),
    ],
)
def test_an_expression_has_the_type_that_its_parts_give_it(text: str, expected: FeelType) -> None:
    tree, _ = parse(whole(Source(text)), SCOPE.names)
    assert tree is not None

    assert check(tree, SCOPE) == (expected, ())


@pytest.mark.parametrize(
    ("tests", "input_type", "codes"),
    [
        ("-", types.NUMBER, []),
        ("< 5, [7..9]", types.NUMBER, []),
        ('"female", "male"', SEXES, []),
        ('"femal"', SEXES, ["unknown-word"]),
        ('not("femal")', SEXES, ["unknown-word"]),
        ('"a"', types.NUMBER, ["type-mismatch"]),
        ("? > 3 and victim.age > ?", types.NUMBER, []),
        ("? + 1", types.NUMBER, ["not-a-condition"]),
        ("true", types.BOOLEAN, []),
        ("null", Nullable(types.NUMBER), []),
        ("victin.age", types.NUMBER, ["unknown-fact"]),
    ],
)
def test_unary_tests_have_to_fit_their_input(
    tests: str, input_type: FeelType, codes: list[str]
) -> None:
    tree, _ = parse_tests(whole(Source(tests)), SCOPE.names)
    assert tree is not None

    assert [each.code for each in check_tests(tree, SCOPE, input_type)] == codes
