"""Arrow record batches in and out, in this process and under other engines."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest

from hocr_engine.batching import tables
from hocr_engine.batching.tables import COLUMNS, ArrowError, Decider
from tests.batching.garden_days import GARDEN, garden, incident

arrow = pytest.importorskip("pyarrow")


def batch(*records: str | None, **columns: list[Any]) -> Any:  # noqa: ANN401 -- Arrow's own class
    """Give a batch of incidents."""
    return arrow.RecordBatch.from_pydict(
        {"record": arrow.array(records, arrow.string()), **columns}
    )


def test_a_batch_of_decisions_is_as_one_by_one_to_the_byte() -> None:
    rulebook = garden()
    records = [json.dumps(incident(number)) for number in (1, 2, 3)]
    (found,) = rulebook.decide_batches([batch(*records)])

    one_by_one = [rulebook.decide(incident(number)).to_json() for number in (1, 2, 3)]
    assert found.column("decision").to_pylist() == one_by_one
    assert found.schema.names == list(COLUMNS)


def test_a_bad_record_is_a_row_at_the_place_that_came_with_it() -> None:
    given = batch("{", json.dumps(incident(7)), None, file=["a.csv"] * 3, line=[12, 13, 14])
    (found,) = garden().decide_batches([given])

    told = [(row["file"], row["line"], row["number"], row["mistake"]) for row in found.to_pylist()]
    assert told == [
        ("a.csv", 12, 1, "json-key"),
        ("a.csv", 13, 2, "not-an-answer"),
        ("a.csv", 14, 3, "no-record"),
    ]
    assert [bool(row["message"] and row["fix"]) for row in found.to_pylist()] == [True] * 3


def test_a_batch_without_records_is_refused() -> None:
    with pytest.raises(ValueError, match="in its column `record`; its columns are `told`"):
        list(garden().decide_batches([arrow.RecordBatch.from_pydict({"told": ["x"]})]))


@pytest.mark.parametrize("name", ["record", "number"])
def test_a_batch_is_refused_where_columns_that_are_read_share_a_name(name: str) -> None:
    columns = {"record": [json.dumps(incident(1))], "number": [1], "told": ["x"]}
    given = [(of, columns[of]) for of in ("record", "number", "told", "told", name)]
    twice = arrow.RecordBatch.from_arrays(
        [arrow.array(values) for _, values in given], names=[of for of, _ in given]
    )
    with pytest.raises(ValueError, match=f"more than one column `{name}`; keep one"):
        list(garden().decide_batches([twice]))


def test_what_decides_can_be_sent_to_another_process() -> None:
    decider = pickle.loads(pickle.dumps(Decider(str(GARDEN))))
    (found,) = decider([batch(json.dumps(incident(1)))])

    assert found.column("incident").to_pylist() == ["G-1"]


def test_without_the_library_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(tables, "import_module", missing)
    with pytest.raises(ArrowError, match=r"hocr_engine\[tables\]"):
        tables.schema()
