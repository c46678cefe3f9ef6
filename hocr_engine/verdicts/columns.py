"""
Verdicts about the rows of an Arrow table, a whole column looked up at a time.

A column is taken as its distinct values and as which of them each row has. So every distinct value
is looked up once, and the bits of all rows are joined by words of 64, of which numpy goes through
very many for what Python takes to join one number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

import numpy as np
import pyarrow as pa
from attrs import define, frozen
from numpy.typing import NDArray

from hocr_engine.verdicts.judging import Judge, Verdict
from hocr_engine.verdicts.planning import Plan
from hocr_engine.verdicts.saying import NotThisFactError
from hocr_engine.verdicts.tables import MISSING
from hocr_engine.vocabulary.model import Fact, FactType

Numbers: TypeAlias = NDArray[np.int64]
# So many rows are judged at once; what they take then fits a processor's cache.
ROWS: Final = 8_192
_WORD: Final = 8


@frozen(eq=False)
class Column:
    """The distinct values of a fact in some rows, MISSING among them, and which each row has."""

    values: Sequence[object]
    rows: Numbers


@define(eq=False)
class Row(Mapping[str, object]):
    """The facts of a row that rules may read, made out when something asks for them."""

    columns: Mapping[str, Column]
    at: int

    def __getitem__(self, name: str) -> object:
        """Give the value of a fact; KeyError where the row leaves it out."""
        column = self.columns[name]
        value = column.values[column.rows[self.at]]
        if value is MISSING:
            raise KeyError(name)
        return value

    def __iter__(self) -> Iterator[str]:
        """Give the facts that the row has."""
        for name, column in self.columns.items():
            if column.values[column.rows[self.at]] is not MISSING:
                yield name

    def __len__(self) -> int:
        """Give how many facts the row has."""
        return sum(1 for _ in self)


def verdicts(judge: Judge, table: pa.Table | pa.RecordBatch) -> Iterator[Verdict]:
    """Give the verdicts about each row in turn; IncidentError at the first that is wrong."""
    whole = pa.Table.from_batches([table]) if isinstance(table, pa.RecordBatch) else table
    done = 0
    for batch in whole.to_batches(max_chunksize=ROWS):
        yield from _of_batch(judge, batch, done)
        done += len(batch)


def _of_batch(judge: Judge, batch: pa.RecordBatch, before: int) -> Iterator[Verdict]:
    try:
        columns = _columns(judge.plan, batch)
        found = _joined(judge.plan, columns, len(batch))
    except NotThisFactError:
        yield from _one_by_one(judge, batch, before)
        return
    read = judge.plan.layout.read
    for at, bits in enumerate(found):
        yield Verdict(judge, Row(columns, at), *read(bits))


def _one_by_one(judge: Judge, batch: pa.RecordBatch, before: int) -> Iterator[Verdict]:
    """Give the verdicts about rows that hold something unusual."""
    for number, row in enumerate(batch.to_pylist(), before + 1):
        facts = {name: value for name, value in row.items() if value is not None}
        yield judge.verdict(facts, shown=f"<row {number}>")


def _columns(plan: Plan, batch: pa.RecordBatch) -> dict[str, Column]:
    """Give the column of each fact; NotThisFactError for what is no fact, or not of its type."""
    names = batch.schema.names
    if len(set(names)) < len(names) or not plan.kind.facts.keys() | {"id"} >= set(names):
        raise NotThisFactError
    there = {fact.name for fact, _ in plan.facts}.intersection(names)
    none = Column((MISSING,), np.zeros(len(batch), dtype=np.int64))
    return {
        fact.name: _column(fact, batch.column(fact.name)) if fact.name in there else none
        for fact, _ in plan.facts
    }


def _column(fact: Fact, array: pa.Array) -> Column:
    kind = array.type
    if pa.types.is_dictionary(kind):
        array = array.dictionary_decode()
    elif pa.types.is_date(kind):
        array = array.cast(pa.string())
    if pa.types.is_null(kind):
        return Column((MISSING,), np.zeros(len(array), dtype=np.int64))
    if not _is_of(fact.type, array.type):
        raise NotThisFactError
    coded = array.dictionary_encode()
    values = coded.dictionary.to_numpy(zero_copy_only=False).tolist()
    rows = coded.indices
    if rows.null_count:
        rows, values = rows.fill_null(len(values)), [*values, MISSING]
    return Column(values, rows.to_numpy().astype(np.int64))


def _is_of(kind: FactType, of_column: pa.DataType) -> bool:
    match kind:
        case FactType.YES_OR_NO:
            return bool(pa.types.is_boolean(of_column))
        case FactType.NUMBER:
            return bool(pa.types.is_integer(of_column) or pa.types.is_floating(of_column))
        case _:
            return bool(pa.types.is_string(of_column) or pa.types.is_large_string(of_column))


def _joined(plan: Plan, columns: Mapping[str, Column], count: int) -> Iterator[int]:
    """Give the bits of each row; NotThisFactError for a value that its fact cannot have."""
    looked_up = list(_looked_up(plan, columns))
    most = max((bits for found, _ in looked_up for bits in found), default=0)
    words = max(1, -(-max(most, plan.start).bit_length() // (_WORD * 8)))
    joined = np.zeros((count, words), dtype="<u8")
    joined |= _as_words((plan.start,), words)
    for found, rows in looked_up:
        joined |= _as_words(found, words)[rows]
    written, size = joined.tobytes(), words * _WORD
    return (
        int.from_bytes(written[start : start + size], "little")
        for start in range(0, len(written), size)
    )


def _looked_up(
    plan: Plan, columns: Mapping[str, Column]
) -> Iterator[tuple[Sequence[int], Numbers]]:
    """Give the bits of the distinct values of each column, and of several that are read at once."""
    for fact, table in plan.facts:
        column = columns[fact.name]
        yield [table[value] for value in column.values], column.rows
    for names, several in plan.several:
        values, rows = _together([columns[name] for name in names])
        yield [several[each] for each in values], rows


def _together(columns: Sequence[Column]) -> tuple[Sequence[tuple[object, ...]], Numbers]:
    """Give the values that several columns have in the same row, and which of them each has."""
    read = np.stack([column.rows for column in columns], axis=1)
    distinct, rows = np.unique(read, axis=0, return_inverse=True)
    values = [
        tuple(column.values[at] for column, at in zip(columns, each, strict=True))
        for each in distinct.tolist()
    ]
    return values, rows.reshape(-1)


def _as_words(numbers: Iterable[int], words: int) -> NDArray[Any]:
    """Give numbers as rows of so many words."""
    written = b"".join(number.to_bytes(words * _WORD, "little") for number in numbers)
    return np.frombuffer(written, dtype="<u8").reshape(-1, words)
