"""
Decisions as Arrow record batches: the contract between the engine and whatever holds the tables.

What comes in has a column `record`, each cell an incident as JSON; columns `file`, `number` and
`line` say where it stood. What goes out has a row for each of them in the same order, of COLUMNS.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from hocr_engine.batching import messages as say
from hocr_engine.batching.deciding import Cells, Desk, cells_of
from hocr_engine.batching.rows import Row, row_of
from hocr_engine.rulebook import load
from hocr_engine.rulebook.model import Book
from hocr_engine.text import Source, Span
from hocr_engine.yaml_nodes import read_json

if TYPE_CHECKING:
    from pyarrow import RecordBatch, Schema

RECORD: Final = "record"
COLUMNS: Final = {
    "file": "string",
    "number": "bigint",
    "line": "bigint",
    "incident": "string",
    "actions": "array<string>",
    "decision": "string",
    "mistake": "string",
    "message": "string",
    "fix": "string",
}
# The columns as an engine that plans queries wants to be told them.
SCHEMA: Final = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())


class ArrowError(ImportError):
    """The library for Arrow is not installed; the message says how to get it."""


@frozen
class Decider:
    """Decides batches in whatever process it is sent to: it holds no rules, only where they are."""

    rules: str | None = None
    on: date | None = None
    strict: bool = False

    def __call__(self, batches: Iterable[RecordBatch]) -> Iterator[RecordBatch]:
        """Give a batch of decisions for each batch of incidents. ArrowError, RulebookError."""
        desk = Desk(_book(self.rules), self.on, self.strict)
        return (decided(batch, desk) for batch in batches)


@cache
def _book(rules: str | None) -> Book:
    return load(None if rules is None else Path(rules))


def decided(batch: RecordBatch, desk: Desk) -> RecordBatch:
    """Give the decisions for a batch of incidents, a row each in their order; ValueError."""
    names = batch.schema.names
    if RECORD not in names:
        raise ValueError(say.no_records(names))
    known = [name for name in ("file", "number", "line") if name in names]
    for name in (RECORD, *known):
        if names.count(name) > 1:
            raise ValueError(say.named_twice(name))
    columns = {name: batch.column(name).to_pylist() for name in (RECORD, *known)}
    rows = (dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True))
    return batch_of([_cells(row, number, desk) for number, row in enumerate(rows, 1)])


def batch_of(rows: Iterable[Cells]) -> RecordBatch:
    """Give rows as a record batch of COLUMNS."""
    return arrow().RecordBatch.from_pylist(list(rows), schema=schema())


def schema() -> Schema:
    """Give the columns of decisions as Arrow knows them."""
    library = arrow()
    kinds = {
        "string": library.string(),
        "bigint": library.int64(),
        "array<string>": library.list_(library.string()),
    }
    return library.schema([(name, kinds[kind]) for name, kind in COLUMNS.items()])


def arrow(module: str = "pyarrow") -> Any:  # noqa: ANN401 -- a library that may not be installed
    """Give the library for Arrow, or one of its modules; ArrowError."""
    try:
        return import_module(module)
    except ImportError:
        raise ArrowError(say.NO_ARROW) from None


def _cells(given: Cells, number: int, desk: Desk) -> Cells:
    text, at = given[RECORD], given.get("number")
    source = Source(text if isinstance(text, str) else "", str(given.get("file") or "<record>"))
    row = _row(source, at if isinstance(at, int) else number, desk)
    cells = cells_of(row, desk.decision(row))
    line = given.get("line")
    return {**cells, "line": line} if isinstance(line, int) else cells


def _row(source: Source, number: int, desk: Desk) -> Row:
    if not source.text.strip():
        nothing = say.no_record(Span(source, 0, 0))
        return Row(source.name, number, None, (nothing,), is_one_of_many=True)
    node, mistakes = read_json(source)
    place = Row(source.name, number, None, mistakes, is_one_of_many=True)
    return place if node is None else row_of(place, node, desk.book)
