"""Verdicts about the rows of an Arrow table are those about each row by itself."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.flat_book import records
from hocr_engine import IncidentError, load_rulebook
from hocr_engine.verdicts import rows as judging_rows
from hocr_engine.verdicts.judging import Judge, Verdict
from tests.verdicts.books import FACTS, Books

# A table without any column has no rows.
DROPPED: Final = st.sets(st.sampled_from(sorted(FACTS)), max_size=len(FACTS) - 1)
# The first of January of the year 10000, which Arrow can hold and Python cannot.
AFTER_THE_CALENDAR: Final = pa.array([None, 2_932_897], pa.int32()).cast(pa.date32())
TEXTS: Final = (pa.string(), pa.large_string(), pa.dictionary(pa.int8(), pa.string()))
DAYS: Final = (*TEXTS, pa.date32())


def types_of(name: str, values: Sequence[object]) -> tuple[pa.DataType, ...]:
    """Give the types that a column of a fact may have."""
    if name.startswith("day"):
        return DAYS
    if any(type(value) is bool for value in values):
        return (pa.bool_(),)
    if any(isinstance(value, int | float) for value in values):
        return (pa.float64(),) if 59.5 in values else (pa.int64(), pa.int16(), pa.float64())
    return TEXTS


def of_type(values: Sequence[object]) -> tuple[object, ...]:
    """Give the values that can stand in one column, where null is what is not known."""
    first = next(type(value) for value in values if value is not None)
    kinds = (int, float) if first is int else (first,)
    return tuple(value for value in values if type(value) in kinds)


COLUMNS: Final = {name: of_type(values) for name, values in FACTS.items()}
ROW: Final = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(values) for name, values in COLUMNS.items()}
)
SCHEMA: Final = st.fixed_dictionaries(
    {name: st.sampled_from(types_of(name, values)) for name, values in COLUMNS.items()}
)


def table_of(rows: Sequence[Mapping[str, Any]], schema: Mapping[str, pa.DataType]) -> pa.Table:
    """Give rows as a table; what a row leaves out is null."""
    found = {}
    for name, kind in schema.items():
        values = pa.array([row.get(name) for row in rows], from_pandas=False)
        text = pa.types.is_null(values.type) or not pa.types.is_date(kind)
        found[name] = values.cast(kind) if text else values.cast(pa.string()).cast(kind)
    return pa.table(found)


def told(verdicts: Iterable[Verdict]) -> list[Any]:
    """Give what is said of each row, the trace by the ids of its rules."""
    return [
        (
            one.applying,
            one.undecided,
            one.open_choices,
            [(said.rule.id, *said[1:]) for said in trace],
        )
        for one, trace in ((one, one.trace()) for one in verdicts)
    ]


def one_by_one(judge: Judge, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
    """Give what is said of each row by itself."""
    return told(judge.verdict(row) for row in rows)


def by_rule(verdict: Verdict) -> dict[str, bool | None]:
    """Give what is said of a row by the ids of all rules, None where that is open."""
    found: dict[str, bool | None] = {one.rule.id: False for one in verdict.judge.plan.rules}
    found |= {rule.id: True for rule in verdict.applying_rules}
    return found | {rule.id: None for rule in verdict.undecided_rules}


@settings(max_examples=200, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=9), SCHEMA, DROPPED)
def test_verdicts_of_a_table_are_those_of_its_rows(
    books: Books, rows: list[dict[str, Any]], schema: dict[str, pa.DataType], dropped: set[str]
) -> None:
    kept = [{name: row[name] for name in row.keys() - dropped} for row in rows]
    table = table_of(kept, {name: schema[name] for name in schema.keys() - dropped})
    for judge in (books.judge, books.strict):
        found = list(judge.verdicts(table))

        looked_up = {fact.name for fact, _ in judge.plan.facts}
        assert [set(one.facts) for one in found] == [row.keys() & looked_up for row in kept]
        assert told(found) == one_by_one(judge, kept)
        assert judge.verdict_table(table).to_pylist() == [*map(by_rule, found)]


def test_verdicts_of_more_rows_than_are_judged_at_once(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = [record["allegation"] for record in records(50, left_out=0.1)]
    rows = [one for one in given if isinstance(one, dict)]
    monkeypatch.setattr(judging_rows, "ROWS", 7)
    names = {name for row in rows for name in row}
    batch = pa.RecordBatch.from_pydict({name: [row.get(name) for row in rows] for name in names})

    assert told(books.judge.verdicts(batch)) == one_by_one(books.judge, rows)
    assert books.judge.verdict_table(batch).to_pylist() == [
        by_rule(books.judge.verdict(row)) for row in rows
    ]


def test_many_threads_judge_rows_by_one_judge(books: Books) -> None:
    given = [record["allegation"] for record in records(120, left_out=0.1)]
    rows = [one for one in given if isinstance(one, dict)]
    names = {name for row in rows for name in row}
    tables = [
        pa.table({name: [row.get(name) for row in some] for name in names})
        for some in (rows[at : at + 5] for at in range(0, len(rows), 5))
    ]
    judge = Judge(books.judge.plan)
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(judge.verdict_table, tables))

    said = [row for table in found for row in table.to_pylist()]
    assert said == [by_rule(books.judge.verdict(row)) for row in rows]


def test_a_judge_that_has_judged_a_table_can_be_sent_to_another_process(books: Books) -> None:
    table = pa.table({"age": [18, None], "degree_of_part_01": ["none", "severe"]})
    here = Judge(books.judge.plan)
    said = here.verdict_table(table)
    there = pickle.loads(pickle.dumps(here))

    assert there.verdict_table(table) == said
    later = table.slice(1).append_column("height", pa.array([151]))
    assert there.verdict_table(later) == here.verdict_table(later)


def test_a_table_without_a_fact_leaves_open_what_each_row_would(books: Books) -> None:
    found = list(books.judge.verdicts(pa.table({"id": ["A", "B"], "age": pa.nulls(2)})))

    assert told(found) == one_by_one(books.judge, [{}, {}])
    none = pa.table({"age": pa.array([], pa.int64())})
    assert list(books.judge.verdicts(none)) == []
    of_none = books.judge.verdict_table(none)
    assert of_none.num_rows == 0
    assert of_none.schema.names == [one.rule.id for one in books.judge.plan.rules]


def test_a_decision_without_flat_rules_says_nothing_of_any_row() -> None:
    judge = load_rulebook().judge("entry")
    found = list(judge.verdicts(pa.table({"id": ["A", "B"]})))

    assert not judge.plan.rules
    assert [one[2:] for one in found] == [(0, 0, 0), (0, 0, 0)]


@pytest.mark.parametrize(
    ("numbers", "words", "rows"),
    [
        ([0, 1, None], ["none", "slight", "serious", "severe"], ["none", "slight", None]),
        ([0, 1, 2], ["none", "slight", None], ["none", "slight", None]),
        ([2, 1, None], ["none", "slight", "none"], ["none", "slight", None]),
    ],
    ids=["more values than rows", "null among the values", "one value twice"],
)
def test_however_words_are_numbered_rows_are_judged_alike(
    books: Books, numbers: list[int | None], words: list[str | None], rows: list[str | None]
) -> None:
    name = "degree_of_part_01"
    column = pa.DictionaryArray.from_arrays(pa.array(numbers, pa.int8()), pa.array(words))
    given = [{} if word is None else {name: word} for word in rows]

    assert told(books.judge.verdicts(pa.table({name: column}))) == one_by_one(books.judge, given)
    later = books.judge.verdicts(pa.table({name: column[1:]}))
    assert told(later) == one_by_one(books.judge, given[1:])


def test_what_is_written_otherwise_in_a_table_is_judged_alike(books: Books) -> None:
    table = pa.table({"told_of_part_01": ["true", None], "age": ["18", "60"], "size": [None, 151]})
    usual = [{"told_of_part_01": True, "age": 18}, {"age": 60, "height": 151}]

    assert told(books.judge.verdicts(table)) == one_by_one(books.judge, usual)


@pytest.mark.parametrize(
    ("columns_of_it", "codes", "row"),
    [
        ({"age": [True, False]}, ["not-a-number"], 1),
        ({"told_of_part_01": [None, 1]}, ["not-true-or-false"], 2),
        ({"degree_of_part_01": ["none", "grave"]}, ["not-an-answer"], 2),
        ({"agee": [None, 12]}, ["unknown-key"], 2),
        ({"age": [18.0, float("nan")]}, ["json-value"], 2),
        ({"age": [[3], None]}, ["not-one-value"], 1),
        ({"day_of_part_01": AFTER_THE_CALENDAR}, ["not-a-date"], 2),
    ],
)
def test_what_is_wrong_in_a_table_is_told_with_its_row(
    books: Books, columns_of_it: dict[str, Any], codes: list[str], row: int
) -> None:
    with pytest.raises(IncidentError) as caught:
        list(books.judge.verdicts(pa.table(columns_of_it)))

    assert [found.code for found in caught.value.diagnostics] == codes
    assert {found.at.source.name for found in caught.value.diagnostics} == {f"<row {row}>"}


def test_no_column_is_picked_where_two_have_one_name(books: Books) -> None:
    whole = pa.table([[18], ["none"], [60]], ["age", "degree_of_part_01", "age"])
    for judge in (books.judge.verdict_table, books.judge.verdicts):
        for table in (whole, whole.slice(1)):
            with pytest.raises(IncidentError) as caught:
                list(judge(table))

            [found] = caught.value.diagnostics
            assert (found.code, found.at.source.name) == ("duplicate-key", "<columns>")
            assert (found.at.line, found.related[0][1].line) == (3, 1)
