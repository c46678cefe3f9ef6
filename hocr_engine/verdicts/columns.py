"""The columns of an Arrow table, each as its distinct values and as which of them each row has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final, TypeAlias

import numpy as np
import pyarrow as pa
from attrs import define, frozen
from numpy.typing import NDArray

from hocr_engine.bounds import MAX_KEPT_FOR_VALUES
from hocr_engine.incident.model import IncidentError
from hocr_engine.text import Source, Span
from hocr_engine.verdicts.planning import Plan
from hocr_engine.verdicts.saying import NotThisFactError
from hocr_engine.verdicts.tables import MISSING
from hocr_engine.vocabulary.model import Fact, FactType
from hocr_engine.yaml_messages import duplicate_key

Numbers: TypeAlias = NDArray[Any]
_FLAGS: Final = (False, True)
# Arrow numbers days from here.
_FIRST: Final = date(1970, 1, 1)


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


def check_names(names: Sequence[str]) -> None:
    """Raise IncidentError where two columns have one name, since neither may be picked."""
    source, at = Source("\n".join(names), "<columns>"), 0
    places: dict[str, Span] = {}
    for name in names:
        place = Span(source, at, at + len(name))
        if places.setdefault(name, place) is not place:
            raise IncidentError((duplicate_key(name, place, places[name]),))
        at = place.end + 1


def columns_of(plan: Plan, batch: pa.RecordBatch) -> dict[str, Column]:
    """Give the column of each fact; NotThisFactError for what is no fact, or not of its type."""
    names = batch.schema.names
    if not plan.kind.facts.keys() | {"id"} >= set(names):
        raise NotThisFactError
    there = {fact.name for fact, _ in plan.facts}.intersection(names)
    none = Column((MISSING,), np.zeros(len(batch), dtype=np.int8))
    return {
        fact.name: _column(fact, batch.column(fact.name)) if fact.name in there else none
        for fact, _ in plan.facts
    }


def _column(fact: Fact, array: pa.Array) -> Column:
    if pa.types.is_dictionary(array.type) and not _has_few_values(array):
        array = array.dictionary_decode()
    if pa.types.is_null(array.type):
        return Column((MISSING,), np.zeros(len(array), dtype=np.int8))
    if pa.types.is_boolean(array.type):
        return _flags(fact, array)
    is_coded = pa.types.is_dictionary(array.type)
    if not _is_of(fact.type, array.type.value_type if is_coded else array.type):
        raise NotThisFactError
    coded = array if is_coded else array.dictionary_encode()
    distinct, rows = coded.dictionary, coded.indices
    values = _days(distinct) if pa.types.is_date(distinct.type) else _listed(distinct)
    if rows.null_count:
        rows, values = rows.cast(pa.int32()).fill_null(len(values)), [*values, MISSING]
    return Column(values, rows.to_numpy())


def _listed(array: pa.Array) -> list[object]:
    values: list[object] = array.to_numpy(zero_copy_only=False).tolist()
    return values


def _days(array: pa.Array) -> list[object]:
    """Give days as texts, each written once; NotThisFactError for one of no calendar."""
    numbers = array.cast(pa.date32()).cast(pa.int32())
    try:
        return [_day(number) for number in numbers.to_numpy().tolist()]
    except OverflowError:
        raise NotThisFactError from None


@lru_cache(maxsize=MAX_KEPT_FOR_VALUES)
def _day(number: int) -> str:
    return (_FIRST + timedelta(days=number)).isoformat()


def _has_few_values(array: pa.DictionaryArray) -> bool:
    """Say whether the values that rows are numbered by are worth looking up one by one."""
    return not array.dictionary.null_count and len(array.dictionary) <= len(array)


def _flags(fact: Fact, array: pa.Array) -> Column:
    if fact.type is not FactType.YES_OR_NO:
        raise NotThisFactError
    if not array.null_count:
        return Column(_FLAGS, array.to_numpy(zero_copy_only=False).view(np.int8))
    rows = array.cast(pa.int8()).fill_null(len(_FLAGS))
    return Column((*_FLAGS, MISSING), rows.to_numpy())


def _is_of(kind: FactType, of_column: pa.DataType) -> bool:
    match kind:
        case FactType.YES_OR_NO:
            return False
        case FactType.NUMBER:
            return bool(pa.types.is_integer(of_column) or pa.types.is_floating(of_column))
        case _:
            is_text = pa.types.is_string(of_column) or pa.types.is_large_string(of_column)
            return bool(is_text or pa.types.is_date(of_column))


def in_order(plan: Plan, columns: Mapping[str, Column]) -> list[Column]:
    """Give the columns in the order of the plan's tables: of each fact, then of several at once."""
    of_facts = (columns[fact.name] for fact, _ in plan.facts)
    of_several = (_together([columns[name] for name in names]) for names, _ in plan.several)
    return [*of_facts, *of_several]


def _together(columns: Sequence[Column]) -> Column:
    """Give the values that several columns have in the same row, and which of them each has."""
    read = np.stack([column.rows for column in columns], axis=1)
    distinct, rows = np.unique(read, axis=0, return_inverse=True)
    values = [
        tuple(column.values[at] for column, at in zip(columns, each, strict=True))
        for each in distinct.tolist()
    ]
    return Column(values, rows.reshape(-1))
