"""Reading a coding sheet back: the rows of each incident as one record, or what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from attrs import define, field, frozen

from hocr_engine.auditing import messages
from hocr_engine.auditing.coding import messages as say
from hocr_engine.auditing.coding.sheet import INCIDENT, Sheet
from hocr_engine.auditing.sheets.mapping import Column, Columns, record_of
from hocr_engine.auditing.sheets.read_sheet import read_sheet
from hocr_engine.auditing.sheets.rows import Cells, cells_of, told
from hocr_engine.comparison.records import ALLEGATION
from hocr_engine.diagnostic import Diagnostic, Severity
from hocr_engine.incident.read import INCIDENT_FORMAT, read_incident
from hocr_engine.nodes import Entry, Node, Scalar
from hocr_engine.nodes import Mapping as Group
from hocr_engine.nodes import Sequence as Listed
from hocr_engine.text import Span
from hocr_engine.vocabulary.model import Vocabulary

SECTION: Final = "allegations"
HEAD: Final = ("format", "id", ALLEGATION)

Data: TypeAlias = dict[str, object]


@frozen
class _Row:
    cells: Cells
    record: Group


@define
class _Rows:
    """The rows of one incident, and whether one of them is wrong."""

    rows: list[_Row] = field(factory=list)
    is_bad: bool = False


def read_coded(path: Path, sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Data | str]:
    """
    Give each incident of a sheet as data ready for JSON, or a line on what is wrong.

    Each row is an allegation. An incident of which any row is wrong is left out whole, since an
    allegation would be lost otherwise. TableLibraryError.
    """
    incidents: dict[str, _Rows] = {}
    yield from _read(path, sheet, incidents)
    for name, found in incidents.items():
        if found.is_bad:
            if found.rows:
                cells = found.rows[0].cells
                yield told(say.incident_left_out(name, cells.at(INCIDENT)), cells)
            continue
        mistakes: list[Diagnostic] = []
        record = _joined(name, found.rows, mistakes)
        if not mistakes:
            mistakes += read_incident(record, vocabulary)[1]
        yield from (_told(one, found.rows) for one in mistakes)
        if not any(one.severity is Severity.ERROR for one in mistakes):
            data = _data(record)
            assert isinstance(data, dict)
            yield data


def _read(path: Path, sheet: Sheet, incidents: dict[str, _Rows]) -> Iterator[str]:
    """Take the rows of a table, and give what is wrong with them."""
    facts = tuple(Column(one.path, one.path, values=one.values) for one in sheet.columns)
    columns = Columns(INCIDENT, "", facts)
    for row in read_sheet(path):
        if isinstance(row, Diagnostic):
            yield told(row)
            continue
        cells, mistakes = cells_of(row, columns.used), list[Diagnostic]()
        odd = [name for name in row.cells if name and name not in columns.used]
        lacking = [name for name in columns.used if name not in row.cells]
        if odd or lacking:
            yield from (told(say.not_codable(name, columns.used, cells.nowhere)) for name in odd)
            missing = (messages.no_such_column(name, row.cells, cells.nowhere) for name in lacking)
            yield from map(told, missing)
            return
        for name in (INCIDENT, *(one.path for one in sheet.columns if one.required)):
            if not cells.text(name):
                mistakes.append(messages.without_key(name, cells.at(name)))
        record = record_of(columns, cells, {}, mistakes)
        found = incidents.setdefault(cells.text(INCIDENT), _Rows())
        if mistakes:
            found.is_bad = True
            yield from (told(one, cells) for one in mistakes)
        else:
            found.rows.append(_Row(cells, record))


def _joined(name: str, rows: Sequence[_Row], mistakes: list[Diagnostic]) -> Group:
    """Give the rows of an incident as one record: an allegation each, and what they share."""
    at = rows[0].cells.nowhere
    head = (
        Entry(Scalar("format", at), Scalar(INCIDENT_FORMAT, at, "double")),
        Entry(Scalar("id", at), Scalar(name, rows[0].cells.at(INCIDENT), "double")),
    )
    shared: dict[str, Entry] = {}
    for entry in (entry for row in rows for entry in row.record.entries):
        if entry.key.text not in HEAD:
            there = shared.get(entry.key.text)
            shared[entry.key.text] = (
                entry if there is None else _merged(there, entry, entry.key.text, name, mistakes)
            )
    items = tuple(_of(row, ALLEGATION) for row in rows)
    allegations = Entry(Scalar(SECTION, at), Listed(items, at))
    return Group((*head, *shared.values(), allegations), at)


def _of(row: _Row, key: str) -> Node:
    found = row.record.get(key)
    return Group((), row.cells.nowhere) if found is None else found


def _merged(
    there: Entry, other: Entry, path: str, incident: str, mistakes: list[Diagnostic]
) -> Entry:
    """Give what two rows say together of the same thing, which must not be two things."""
    one, two = there.value, other.value
    if not (isinstance(one, Group) and isinstance(two, Group)):
        if _data(one) != _data(two):
            mistakes.append(say.rows_differ(path, incident, two.at))
        return there
    entries = {entry.key.text: entry for entry in one.entries}
    for entry in two.entries:
        name = entry.key.text
        found = entries.get(name)
        entries[name] = (
            entry if found is None else _merged(found, entry, f"{path}.{name}", incident, mistakes)
        )
    return Entry(there.key, Group(tuple(entries.values()), one.at))


def _told(mistake: Diagnostic, rows: Sequence[_Row]) -> str:
    """Give a mistake with the row and the column at which it is."""
    return told(
        mistake, next((one.cells for one in rows if _is_in(mistake.at, one)), rows[0].cells)
    )


def _is_in(at: Span, row: _Row) -> bool:
    return at.source is row.cells.nowhere.source


def _data(node: Node) -> object:
    match node:
        case Group():
            return {entry.key.text: _data(entry.value) for entry in node.entries}
        case Listed():
            return [_data(item) for item in node.items]
        case _:
            return node.text
