"""A row of a table as text, with the places of its cells, so that a mistake names its column."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.text import Source, Span

GAP = " | "


@frozen
class SheetRow:
    """
    One row of a table: where it stands, and its cells by the names of their columns.

    Rows count from 1, as spreadsheets do, with the head as the first.
    """

    file: str
    number: int
    cells: Mapping[str, str] = field(eq=False)


@frozen
class Cells:
    """The cells of one row as a text of their own, on the line with the number of the row."""

    row: SheetRow
    places: Mapping[str, Span]
    nowhere: Span

    def text(self, column: str) -> str:
        """Give what stands in a column, without spaces around it."""
        return self.row.cells.get(column, "").strip()

    def at(self, column: str) -> Span:
        """Give the place of a column."""
        return self.places.get(column, self.nowhere)

    def column(self, at: Span) -> str:
        """Give the column at a place, or nothing where it is at none."""
        found = (name for name, span in self.places.items() if span.start <= at.start < span.end)
        return next(found, "")


def cells_of(row: SheetRow, columns: tuple[str, ...]) -> Cells:
    """Give the cells of those columns alone: what nobody asked for is in no text of ours."""
    texts = [" ".join(row.cells.get(name, "").split()) for name in columns]
    source = Source(GAP.join(texts), row.file, row.number - 1)
    places, start = {}, 0
    for name, text in zip(columns, texts, strict=True):
        places[name] = Span(source, start, start + max(1, len(text)))
        start += len(text) + len(GAP)
    return Cells(row, places, Span(source, 0, 0))


def place_of(at: Span, cells: Cells | None = None) -> str:
    """Give a place as people look it up: file and row of a table, else file, line and column."""
    if cells is not None:
        return f"{cells.row.file}: row {cells.row.number}"
    return f"{at.source.name}:{at.line}:{at.column}"


def told(mistake: Diagnostic, cells: Cells | None = None) -> str:
    """Give a mistake on one line: file, row, column, what is wrong, and the way to mend it."""
    column = "" if cells is None else cells.column(mistake.at)
    place = place_of(mistake.at, cells)
    where = f"{place}, column `{column}`" if column else place
    fix = f"; {mistake.help}" if mistake.help else ""
    return f"{where}: {mistake.code}: {mistake.message}{fix}"
