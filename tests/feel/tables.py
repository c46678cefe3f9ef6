"""A test bench of decision tables: DMN's hit policies over the language's unary tests.

The engine knows *first* and *collect* alone; the rest stands here to try the tests in their cells.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product
from typing import Any

from attrs import frozen

from hocr_engine.feel import Unknown, evaluate, is_undecided, unary_test
from hocr_engine.feel.values import all_awaited, identical

Names = Mapping[str, object]
MAX_WAYS = 256


@frozen
class Row:
    """One rule of a table: what its cells say of the inputs, and what it puts out."""

    hit: bool | Unknown
    output: object


def table_answer(table: Mapping[str, Any], names: Names) -> object:
    """Give what a table of the extract answers; Unknown where rows that are undecided matter."""
    inputs = [evaluate(column["expr"], names) for column in table["inputs"]]
    if not all(map(_allowed, table["inputs"], inputs)):
        return None
    rows = [_row(table, rule, inputs, names) for rule in table["rules"]]
    open_hits = [row.hit for row in rows if isinstance(row.hit, Unknown)]
    awaits = frozenset(fact for hit in open_hits for fact in hit.awaits)
    if 2 ** len(open_hits) > MAX_WAYS:
        return Unknown(awaits)
    hits = [(True, False) if isinstance(row.hit, Unknown) else (row.hit,) for row in rows]
    answers = [_settled(table, rows, way, names) for way in product(*hits)]
    if all(identical(answers[0], each) for each in answers) and not is_undecided(answers[0]):
        return answers[0]
    return Unknown(awaits | all_awaited(answers))


def _settled(
    table: Mapping[str, Any], rows: list[Row], way: tuple[bool, ...], names: Names
) -> object:
    """Give the answer when the undecided rows turn out in one way."""
    hits = [row.output for hit, row in zip(way, rows, strict=True) if hit]
    if not hits:
        return _default(table, names)
    return POLICIES[table["hitPolicy"]](hits, table)


def _allowed(column: Mapping[str, Any], value: object) -> bool:
    values = column.get("inputValues")
    return value is None or not values or unary_test(values, value) is not False


def _row(
    table: Mapping[str, Any], rule: Mapping[str, Any], inputs: list[object], names: Names
) -> Row:
    says = [unary_test(test, value, names) for test, value in zip(rule["in"], inputs, strict=True)]
    hit: bool | Unknown = all(each is True for each in says)
    unknown = [each for each in says if isinstance(each, Unknown)]
    if unknown and all(each is True or isinstance(each, Unknown) for each in says):
        hit = Unknown(frozenset(fact for each in unknown for fact in each.awaits))
    return Row(hit, _output(table, [evaluate(cell, names) for cell in rule["out"]]))


def _output(table: Mapping[str, Any], values: list[object]) -> object:
    if len(values) == 1:
        return values[0]
    return dict(zip((column["name"] for column in table["outputs"]), values, strict=True))


def _default(table: Mapping[str, Any], names: Names) -> object:
    cells = [column.get("defaultOutputEntry") for column in table["outputs"]]
    if not all(cells):
        return None
    return _output(table, [evaluate(cell, names) for cell in cells])


def _unique(hits: list[object], _: Mapping[str, Any]) -> object:
    return hits[0] if len(hits) == 1 else None


def _any(hits: list[object], _: Mapping[str, Any]) -> object:
    return hits[0] if all(identical(hits[0], each) for each in hits) else None


def _first(hits: list[object], _: Mapping[str, Any]) -> object:
    return hits[0]


def _all(hits: list[object], _: Mapping[str, Any]) -> object:
    return hits


def _by_priority(hits: list[object], table: Mapping[str, Any]) -> list[object]:
    def rank(hit: object) -> tuple[int, ...]:
        parts = list(hit.values()) if isinstance(hit, dict) else [hit]
        return tuple(map(_place, table["outputs"], parts))

    return sorted(hits, key=rank)


def _place(column: Mapping[str, Any], value: object) -> int:
    values = evaluate(f"[{column.get('outputValues', '')}]")
    assert isinstance(values, list)
    return values.index(value) if value in values else len(values)


def _collected(hits: list[object], table: Mapping[str, Any]) -> object:
    aggregation = table["aggregation"]
    if aggregation is None:
        return hits
    return evaluate(f"{aggregation.lower()}(hits)", {"hits": hits})


POLICIES: dict[str, Callable[[list[object], Mapping[str, Any]], object]] = {
    "UNIQUE": _unique,
    "ANY": _any,
    "FIRST": _first,
    "RULE ORDER": _all,
    "PRIORITY": lambda hits, table: _by_priority(hits, table)[0],
    "OUTPUT ORDER": _by_priority,
    "COLLECT": _collected,
}
