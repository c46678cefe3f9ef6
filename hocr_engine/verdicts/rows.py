"""
Verdicts about the rows of an Arrow table, judged together.

A column is taken as its distinct values and as which of them each row has. So every distinct value
is looked up once, and what they settle is joined for all rows at once.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
from attrs import define, field

from hocr_engine.verdicts.bitmaps import Bitmaps, from_verdicts, read
from hocr_engine.verdicts.columns import Column, Row, check_names, columns_of, in_order
from hocr_engine.verdicts.joining import Joining
from hocr_engine.verdicts.judging import Judge, Verdict
from hocr_engine.verdicts.saying import NotThisFactError

# So many rows are judged at once.
ROWS = 16_384


@define(eq=False)
class Rows:
    """Judges rows of tables; safe to share."""

    judge: Judge
    _joining: Joining = field(init=False)
    _schema: pa.Schema = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Begin with nothing joined."""
        self._joining = Joining(self.judge.plan)
        self._schema = pa.schema([(one.rule.id, pa.bool_()) for one in self.judge.plan.rules])

    def verdicts(self, table: pa.Table | pa.RecordBatch) -> Iterator[Verdict]:
        """Give the verdict about each row in turn; IncidentError at the first that is wrong."""
        for before, batch in _batches(table):
            try:
                columns, found = self._judged(batch)
            except NotThisFactError:
                yield from self._one_by_one(batch, before)
                continue
            for at, said in enumerate(found.by_thing()):
                yield Verdict(self.judge, Row(columns, at), *said)

    def table(self, table: pa.Table | pa.RecordBatch) -> pa.Table:
        """Give a column for each rule, null where it is undecided; IncidentError."""
        found = (self._bitmaps(batch, before).by_rule() for before, batch in _batches(table))
        batches = [pa.RecordBatch.from_arrays(list(each), schema=self._schema) for each in found]
        return pa.Table.from_batches(batches, schema=self._schema)

    def _bitmaps(self, batch: pa.RecordBatch, before: int) -> Bitmaps:
        try:
            return self._judged(batch)[1]
        except NotThisFactError:
            said = (verdict[2:] for verdict in self._one_by_one(batch, before))
            return from_verdicts(self.judge.plan.layout, said)

    def _judged(self, batch: pa.RecordBatch) -> tuple[dict[str, Column], Bitmaps]:
        plan = self.judge.plan
        columns = columns_of(plan, batch)
        joined = self._joining.joined(in_order(plan, columns), len(batch))
        return columns, read(plan.layout, joined, len(batch))

    def _one_by_one(self, batch: pa.RecordBatch, before: int) -> Iterator[Verdict]:
        """Give the verdicts about rows that hold something unusual."""
        for number, row in enumerate(_written(batch).to_pylist(), before + 1):
            facts = {name: value for name, value in row.items() if value is not None}
            yield self.judge.verdict(facts, shown=f"<row {number}>")


def _written(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Give some rows with their days as texts, as a record has them: Python cannot hold all."""
    days = [pa.types.is_date(field.type) for field in batch.schema]
    columns = (
        column.cast(pa.string()) if is_day else column
        for column, is_day in zip(batch.columns, days, strict=True)
    )
    return pa.RecordBatch.from_arrays(list(columns), names=batch.schema.names)


def _batches(table: pa.Table | pa.RecordBatch) -> Iterator[tuple[int, pa.RecordBatch]]:
    """Give the rows of a table some at a time, with how many came before; IncidentError."""
    check_names(table.schema.names)
    whole = pa.Table.from_batches([table]) if isinstance(table, pa.RecordBatch) else table
    for before in range(0, len(whole), ROWS):
        for batch in whole.slice(before, ROWS).combine_chunks().to_batches():
            yield before, batch
