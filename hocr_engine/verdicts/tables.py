"""
Of each fact a table from its value to what that settles of all rules at once.

What a value settles is one number. Its bits are, rule by rule, that the rule is ruled out, then
that it is left open; then, for the rules that have a choice, the same of each alternative.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeAlias

from attrs import frozen

from hocr_engine.bounds import MAX_KEPT_FOR_VALUES
from hocr_engine.feel import syntax
from hocr_engine.feel.syntax import Call, Literal, Name, Node, Path
from hocr_engine.verdicts.flat import Asked
from hocr_engine.verdicts.saying import NotThisFactError, Sayings, as_read
from hocr_engine.vocabulary.model import Fact, FactType


class Missing:
    """What stands for a fact left out."""


MISSING: Final = Missing()
# In conditions of these alone a number or a date counts by how it compares with what is written.
_COMPARING: Final = (
    *(syntax.Comparison, syntax.Between, syntax.In, syntax.HalfOpen, syntax.RangeLiteral),
    *(syntax.UnaryTests, syntax.AllOf, syntax.AnyOf, syntax.Literal, syntax.Name, syntax.Path),
    syntax.Argument,
)
_ORDERED: Final[dict[FactType, type]] = {FactType.NUMBER: Decimal, FactType.DATE: date}
Limits: TypeAlias = tuple[Any, ...]


@frozen(eq=False)
class Column:
    """A part with the bits that it sets: those where it is false, and those where it is open."""

    asked: Asked
    ruled_out: int
    left_open: int

    def bits(self, says: object) -> int:
        """Give the bits that are set by what the part says."""
        if says is self.asked.excepts:
            return self.ruled_out
        return 0 if says is (not self.asked.excepts) else self.left_open


@frozen(eq=False)
class Sorting:
    """How the values of a fact are told apart, as far as its columns can tell them apart."""

    fact: Fact
    limits: Limits | None

    def sort(self, value: object) -> tuple[Hashable, object]:
        """Give the sort of a value as parsed, and the value as the fact has it."""
        if value is MISSING:
            return value, value
        read = as_read(self.fact, value)
        if self.limits is None or read is None:
            return (type(read), read), read
        at = bisect_left(self.limits, read)
        return (at, at < len(self.limits) and self.limits[at] == read), read


class FactTable(dict[object, int]):
    """From a value of a fact, as parsed, to the bits that its columns set; worked out once."""

    def __init__(self, sorting: Sorting, columns: Sequence[Column], sayings: Sayings) -> None:
        super().__init__()
        self._sorting, self._columns, self._sayings = sorting, columns, sayings
        self._by_sort: dict[Hashable, int] = {}
        self.is_of_texts = sorting.fact.type not in (FactType.YES_OR_NO, FactType.NUMBER)

    def __missing__(self, value: object) -> int:
        """Give the bits for a value that was not met before; NotThisFactError."""
        if self.is_of_texts and not isinstance(value, str | Missing | None):
            # Python takes `true` and 1 for the same key, which as texts are two.
            raise NotThisFactError
        kind, read = self._sorting.sort(value)
        known = self._by_sort.get(kind)
        if known is None:
            facts = {} if read is MISSING else {self._sorting.fact.name: read}
            known = _bits(self._columns, self._sayings, facts)
            if len(self._by_sort) < MAX_KEPT_FOR_VALUES:
                self._by_sort[kind] = known
        if len(self) < MAX_KEPT_FOR_VALUES:
            self[value] = known
        return known


class TogetherTable(dict[tuple[object, ...], int]):
    """The bits for the values of several facts of few values each, looked up together."""

    def __init__(self, tables: Sequence[FactTable]) -> None:
        super().__init__()
        self._tables = tables

    def __missing__(self, values: tuple[object, ...]) -> int:
        """Give the bits for values that were not met together before; NotThisFactError."""
        found = 0
        for table, value in zip(self._tables, values, strict=True):
            found |= table[value]
        if len(self) < MAX_KEPT_FOR_VALUES:
            self[values] = found
        return found


class SeveralTable(dict[tuple[object, ...], int]):
    """The same for parts that read several facts, from the values of all of these."""

    def __init__(
        self, sortings: Sequence[Sorting], columns: Sequence[Column], sayings: Sayings
    ) -> None:
        super().__init__()
        self._sortings, self._columns, self._sayings = sortings, columns, sayings

    def __missing__(self, values: tuple[object, ...]) -> int:
        """Give the bits for values that were not met together before; NotThisFactError."""
        facts: dict[str, object] = {}
        for sorting, value in zip(self._sortings, values, strict=True):
            if value is not MISSING:
                facts[sorting.fact.name] = as_read(sorting.fact, value)
        found = _bits(self._columns, self._sayings, facts)
        if len(self) < MAX_KEPT_FOR_VALUES:
            self[values] = found
        return found


def _bits(columns: Sequence[Column], sayings: Sayings, facts: Mapping[str, object]) -> int:
    found = 0
    for column in columns:
        found |= column.bits(sayings.says(column.asked, facts))
    return found


def sorting_of(fact: Fact, columns: Sequence[Column]) -> Sorting:
    """Give how the values of a fact are told apart by parts that read no other."""
    ordered = _ORDERED.get(fact.type)
    limits: set[Any] = set()
    for node in _nodes(columns):
        if ordered is None or not (isinstance(node, _COMPARING) or _is_not(node)):
            return Sorting(fact, None)
        if isinstance(node, Path) and not isinstance(node.of, Name):
            return Sorting(fact, None)
        if isinstance(node, Literal):
            if type(node.value) is not ordered:
                return Sorting(fact, None)
            limits.add(node.value)
    return Sorting(fact, tuple(sorted(limits)))


def _nodes(columns: Sequence[Column]) -> Sequence[Node]:
    tops = [
        top
        for column in columns
        for top in (column.asked.part.expression, column.asked.part.tests)
        if top is not None
    ]
    return [node for top in tops for node, _ in syntax.walk(top)]


def _is_not(node: Node) -> bool:
    match node:
        case Call(function=Name(name="not")):
            return True
        case _:
            return False
