"""Types of the caller's own: in tests of types, in parameters, and for an expression's value."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hocr_engine.feel import DeclaredType, FeelError, Unknown, evaluate, is_undecided
from hocr_engine.feel.declared import Types

TABLE = Path(__file__).with_name("types.csv")
TYPES: Types = {
    "tAge": DeclaredType("number", "[0..130]"),
    "tSex": DeclaredType("string", '"female", "male"'),
    "tNumbers": "list<number>",
    "tPerson": "context<name: string, age: tAge>",
    "tPeople": "list<tPerson>",
    "given name": "string",
    "tNamed": "context<first of all: given name>",
}
NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)


def rows() -> list[tuple[str, str, str]]:
    """Give expression, the type asked for and the answer of each row of the table."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    found = [line.split(" ;") for line in lines if line.strip() and not line.startswith("#")]
    return [(row[0].strip(), row[1].strip(), row[2].strip()) for row in found]


@pytest.mark.parametrize("row", rows(), ids=" ; ".join)
def test_the_table_holds(row: tuple[str, str, str]) -> None:
    expression, of, answer = row

    assert evaluate(expression, types=TYPES, of=of) == evaluate(answer)


def test_what_is_not_known_is_of_no_type_yet() -> None:
    unknown = Unknown(frozenset({"age"}))

    assert is_undecided(evaluate("age instance of tAge", {"age": unknown}, types=TYPES))
    assert is_undecided(evaluate("age", {"age": unknown}, types=TYPES, of="tAge"))
    assert is_undecided(evaluate("[age]", {"age": unknown}, types=TYPES, of="tNumbers"))


@pytest.mark.parametrize(
    ("types", "place"),
    [
        ({"tree": "list<tree>"}, "tree"),
        ({"one": "context<of: other>", "other": "list<one>"}, "one"),
        ({"one": "list<"}, "list<"),
        ({"one": DeclaredType("number", "[0..")}, "[0.."),
    ],
)
def test_a_wrong_declaration_is_refused_at_its_place(types: Types, place: str) -> None:
    with pytest.raises(FeelError) as raised:
        evaluate("1 instance of one or 1 instance of tree", types=types)

    first = raised.value.diagnostics[0]
    assert place in first.at.source.text


def test_the_clock_is_the_callers() -> None:
    assert evaluate("now()", now=NOON) == NOON
    assert evaluate("today()", now=NOON) == NOON.date()
    assert evaluate("{now: function() 1, then: now()}.then", now=NOON) == evaluate("1")
    assert evaluate("now()") is None
