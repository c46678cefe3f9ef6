"""From a row of a force's own table to the record that the engine reads, as a mapping says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Final, TypeAlias

from attrs import field, frozen

from hocr_engine.auditing import messages as say
from hocr_engine.auditing.sheets.rows import Cells
from hocr_engine.comparison.records import RECORDED
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.nodes import Entry, Node, Scalar, Sequence
from hocr_engine.nodes import Mapping as Group
from hocr_engine.text import Span
from hocr_engine.vocabulary.model import Vocabulary

NULL: Final = "null"
_SIGNS: Final = {"YYYY": "%Y", "MM": "%m", "DD": "%d", "hh": "%H", "mm": "%M", "ss": "%S"}
_SIGN: Final = re.compile("|".join(_SIGNS))

Parts: TypeAlias = dict[str, "Parts | Node"]


@frozen
class Column:
    """
    Where a fact comes from: a column, with its words for ours, or the same in every row.

    `written` is how dates and times stand in it, as DD/MM/YYYY hh:mm. What is not among the words
    of one that is `partial` says nothing of the fact. A table may lack a column that is `optional`.
    """

    fact: str
    column: str = ""
    always: str = ""
    values: Mapping[str, str] = field(factory=dict)
    written: str = ""
    partial: bool = False
    optional: bool = False
    at: Span | None = field(default=None, kw_only=True, eq=False, repr=False)


@frozen(slots=False)
class Columns:
    """How one table is read: its key, the key of the incident, the facts and the labels."""

    key: str
    incident: str
    facts: tuple[Column, ...]
    labels: tuple[Column, ...] = ()

    @cached_property
    def used(self) -> tuple[str, ...]:
        """Give the columns that are read, each once."""
        named = (self.key, self.incident, *(one.column for one in (*self.facts, *self.labels)))
        return tuple(dict.fromkeys(name for name in named if name))

    @cached_property
    def needed(self) -> tuple[str, ...]:
        """Give the columns that a table must have."""
        optional = {one.column for one in (*self.facts, *self.labels) if one.optional}
        return tuple(name for name in self.used if name not in optional)


@frozen
class Mappings:
    """What a mapping file says of both tables."""

    incidents: Columns | None = None
    crimes: Columns | None = None


def crimes_as_they_stand(vocabulary: Vocabulary) -> Columns:
    """Give how recorded crimes are read whose columns have the names of our facts."""
    facts = vocabulary.kinds[RECORDED].facts
    columns = tuple(Column(name, name, optional=True) for name in facts)
    return Columns("id", "incident", columns)


def value_of(column: Column, cells: Cells, mistakes: list[Diagnostic]) -> Scalar | None:
    """Give what a column says of its fact, or None where it says nothing or something unread."""
    if not column.column:
        return _scalar(column.always, cells.nowhere)
    text, at = cells.text(column.column), cells.at(column.column)
    if column.values:
        known = {" ".join(word.casefold().split()): ours for word, ours in column.values.items()}
        ours = known.get(" ".join(text.casefold().split()))
        if not ours and text and not column.partial:
            mistakes.append(say.unmapped_value(text, column.fact, column.values, at))
        return _scalar(ours, at) if ours else None
    if not text:
        return None
    if column.written:
        return _moment(text, column, at, mistakes)
    return Scalar(text, at, "double")


def _scalar(text: str, at: Span) -> Scalar:
    """Give a word of ours; `null` says that there is none."""
    return Scalar(text, at, "plain" if text == NULL else "double")


def _moment(text: str, column: Column, at: Span, mistakes: list[Diagnostic]) -> Scalar | None:
    pattern = _SIGN.sub(lambda sign: _SIGNS[sign[0]], column.written)
    try:
        read = datetime.strptime(text, pattern)
    except ValueError:
        mistakes.append(say.not_so_written(text, column.written, at))
        return None
    has_time = "%H" in pattern
    shown = read.isoformat(sep=" ", timespec="seconds") if has_time else read.date().isoformat()
    return Scalar(shown, at, "double")


def record_of(
    columns: Columns, cells: Cells, head: Mapping[str, str], mistakes: list[Diagnostic]
) -> Group:
    """
    Give the group of keys that a row stands for, each value at the place of its cell.

    `head` is what each record begins with. A fact's path parts groups by points; a number among
    its parts counts the entries of a list from 1.
    """
    parts: Parts = {name: Scalar(text, cells.nowhere, "double") for name, text in head.items()}
    if columns.key and cells.text(columns.key):
        parts["id"] = Scalar(cells.text(columns.key), cells.at(columns.key), "double")
    for column in columns.facts:
        found = value_of(column, cells, mistakes)
        if found is not None:
            _put(parts, column.fact.split("."), found)
    return _group(parts, cells.nowhere)


def _put(parts: Parts, path: list[str], value: Node) -> None:
    inner = parts
    for name in path[:-1]:
        below = inner.setdefault(name, {})
        assert isinstance(below, dict)
        inner = below
    inner[path[-1]] = value


def _group(parts: Parts, at: Span) -> Group:
    return Group(tuple(Entry(Scalar(k, at), _node(v, at)) for k, v in parts.items()), at)


def _node(part: Parts | Node, at: Span) -> Node:
    if not isinstance(part, dict):
        return part
    if all(name.isdigit() for name in part):
        ordered = sorted(part.items(), key=lambda one: int(one[0]))
        return Sequence(tuple(_node(value, at) for _, value in ordered), at)
    return _group(part, at)


def labels_of(columns: Columns, cells: Cells, mistakes: list[Diagnostic]) -> dict[str, str]:
    """Give what a row says of an incident besides its facts, by the names that streams use."""
    found = ((one.fact, value_of(one, cells, mistakes)) for one in columns.labels)
    return {name: value.text for name, value in found if value is not None}
