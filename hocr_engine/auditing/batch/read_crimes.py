"""Reading recorded crimes from a table or from JSON Lines, and keeping them by their incident."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from hocr_engine import file_messages
from hocr_engine.auditing import messages as say
from hocr_engine.auditing.batch.crimes import Crimes
from hocr_engine.auditing.batch.desk import lacking
from hocr_engine.auditing.sheets.mapping import Columns
from hocr_engine.auditing.sheets.read_sheet import read_sheet
from hocr_engine.auditing.sheets.rows import SheetRow, cells_of, told
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.nodes import Mapping, Scalar
from hocr_engine.read_incident_files import LINES
from hocr_engine.text import Source, Span
from hocr_engine.yaml_nodes import read_json_lines

AT_ONCE: Final = 1_000_000


def read_crimes(path: Path, columns: Columns | None, crimes: Crimes) -> Iterator[str]:
    """
    Keep the recorded crimes of a file, and give what is wrong with those that are not kept.

    TableLibraryError.
    """
    first = True
    for row in _lines(path) if path.suffix in LINES else read_sheet(path):
        if isinstance(row, Diagnostic):
            yield told(row)
            continue
        missing = lacking(columns, row) if first and path.suffix not in LINES else ()
        first = False
        if missing or columns is None:
            yield from map(told, missing or (say.no_mapping(row.file, _nowhere(path)),))
            return
        incident = row.cells.get(columns.incident, "").strip()
        if incident:
            crimes.add(incident, row)
        else:
            cells = cells_of(row, columns.used)
            yield told(say.without_key("incident", cells.at(columns.incident)), cells)
    crimes.settle()


def _lines(path: Path) -> Iterator[SheetRow | Diagnostic]:
    """Give the objects of a file of JSON Lines as rows; what is no text in them is left out."""
    try:
        with path.open("rb") as file:
            before = 0
            while lines := file.readlines(AT_ONCE):
                text = b"".join(lines).decode("utf-8", "replace")
                source = Source(text, str(path), before)
                for node, mistakes in read_json_lines(source):
                    yield from mistakes
                    if isinstance(node, Mapping):
                        yield SheetRow(str(path), node.at.line, _cells(node))
                before += len(lines)
    except FileNotFoundError:
        yield file_messages.not_found(_nowhere(path))
    except OSError:
        yield file_messages.not_allowed(_nowhere(path))


def _cells(node: Mapping) -> dict[str, str]:
    texts = ((one.key.text, one.value) for one in node.entries)
    return {name: value.text for name, value in texts if isinstance(value, Scalar)}


def _nowhere(path: Path) -> Span:
    return Span(Source("", str(path)), 0, 0)
