"""The tables of an audit as text, Markdown, CSV and data; every form says the same."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final

from hocr_engine.auditing.figures.model import Cell, Report, Table, Withheld
from hocr_engine.auditing.forms.showing import shown
from hocr_engine.estimating.model import Count, Estimate, Interval, NotEstimable
from hocr_engine.explanation.markdown import escaped

AUDIT_FORMAT: Final = "hocr.audit-tables.v1"
CSV_HEAD: Final = (
    *("table", "row", "column", "cell", "shown", "numerator", "denominator"),
    *("value", "low", "high", "method", "population", "why"),
)
GAP: Final = "   "

Data = dict[str, object]


def as_text(report: Report) -> str:
    """Give a report as text: aligned columns, notes below, what was left out at each table."""
    parts = [_underlined(report.title, "=")]
    for table in report.tables:
        notes = (*table.notes, *report.left_out)
        below = "\n".join(f"  {note}" for note in notes)
        parts.append(f"{_underlined(table.title, '-')}\n{_aligned(table)}\n{below}".rstrip())
    parts.append("\n".join(report.caveats))
    return "\n\n".join(parts) + "\n"


def as_markdown(report: Report) -> str:
    """Give a report as Markdown."""
    parts = [f"# {escaped(report.title)}"]
    for table in report.tables:
        notes = [f"* {escaped(note)}" for note in (*table.notes, *report.left_out)]
        parts += [f"## {escaped(table.title)}", "\n".join(_piped(table)), "\n".join(notes)]
    parts.append("\n".join(f"* {escaped(caveat)}" for caveat in report.caveats))
    return "\n\n".join(part for part in parts if part) + "\n"


def as_csv(report: Report) -> str:
    """Give a report as CSV with one line a cell, its numerator, denominator and method in it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CSV_HEAD)
    for line in figure_lines(report):
        writer.writerow([_written(value) for value in line])
    for note in (*report.left_out, *report.caveats):
        writer.writerow(["note", safe(note)])
    return out.getvalue()


def figure_lines(report: Report) -> Iterator[list[object]]:
    """Give a line for each cell with all that is known of its figure, under `CSV_HEAD`."""
    for table in report.tables:
        for row in table.rows:
            for column, cell in zip(table.columns[1:], row.cells, strict=True):
                data = {**_cell(cell), "table": table.title, "row": row.head, "column": column}
                yield [data[name] for name in CSV_HEAD]


def report_data(report: Report) -> Data:
    """Give a report as data ready for JSON."""
    return {
        "format": AUDIT_FORMAT,
        "title": report.title,
        "left_out": list(report.left_out),
        "caveats": list(report.caveats),
        "tables": [_table(table) for table in report.tables],
    }


def _table(table: Table) -> Data:
    return {
        "id": table.id,
        "title": table.title,
        "columns": list(table.columns),
        "rows": [
            {"head": row.head, "cells": [_cell(cell) for cell in row.cells]} for row in table.rows
        ],
        "notes": list(table.notes),
    }


def _cell(cell: Cell) -> Data:
    figure = cell.figure
    of = None if isinstance(figure, Withheld) else cell.of
    count = figure if isinstance(figure, Count) else of
    interval = figure.interval if isinstance(figure, Estimate) else None
    bounds = interval if isinstance(interval, Interval) else None
    lacking = figure if isinstance(figure, NotEstimable) else interval
    value = figure.value if isinstance(figure, Estimate) else figure
    return {
        "cell": cell.name,
        "shown": shown(cell),
        "numerator": None if count is None else count.having,
        "denominator": None if count is None else count.total,
        "value": value if isinstance(value, int | float) else None,
        "low": None if bounds is None else bounds.low,
        "high": None if bounds is None else bounds.high,
        "method": None if bounds is None else bounds.method.value,
        "population": cell.population,
        "why": lacking.why if isinstance(lacking, NotEstimable) else None,
    }


def _underlined(text: str, sign: str) -> str:
    return f"{text}\n{sign * len(text)}"


def _grid(table: Table) -> list[list[str]]:
    return [list(table.columns), *([row.head, *map(shown, row.cells)] for row in table.rows)]


def _aligned(table: Table) -> str:
    grid = _grid(table)
    widths = [max(map(len, column)) for column in zip(*grid, strict=True)]
    return "\n".join(_line(row, widths) for row in grid)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    head, *cells = (
        text.rjust(width) if number else text.ljust(width)
        for number, (text, width) in enumerate(zip(row, widths, strict=True))
    )
    return GAP.join((head, *cells)).rstrip()


def _piped(table: Table) -> Iterator[str]:
    head, *rows = _grid(table)
    yield f"| {' | '.join(map(_in_cell, head))} |"
    yield f"| --- |{' ---: |' * (len(head) - 1)}"
    yield from (f"| {' | '.join(map(_in_cell, row))} |" for row in rows)


def _in_cell(text: str) -> str:
    return escaped(text).replace("|", "\\|")


def _written(value: object) -> str:
    return "" if value is None else safe(value) if isinstance(value, str) else str(value)


def safe(text: str) -> str:
    """Give a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text
