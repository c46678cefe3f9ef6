"""One incident out of a batch, joined with what was recorded, as an audit reads it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import click
from attrs import evolve, field, frozen

from hocr_engine.auditing.batch.crimes import Crimes
from hocr_engine.auditing.batch.desk import Desk, Joined, Rows
from hocr_engine.auditing.batch.read_crimes import read_crimes
from hocr_engine.auditing.batch.read_parts import read_parts
from hocr_engine.auditing.sheets.mapping import Mappings, crimes_as_they_stand
from hocr_engine.auditing.sheets.read_mapping import read_mapping
from hocr_engine.auditing.sheets.read_sheet import TableLibraryError
from hocr_engine.cli.rules import show_mistakes
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.incident.model import Incident
from hocr_engine.nodes import plain
from hocr_engine.rulebook.model import Book


@frozen
class Picked:
    """An incident, where it stood where that is a file of its own, and its record as data."""

    incident: Incident
    file: str = ""
    data: object = field(default=None, repr=False)


def picked(
    path: Path, incident: str, mapping: Path | None, crimes: Iterable[Path], book: Book
) -> Picked | None:
    """
    Give an incident of a batch by its id, or None after showing what is wrong with it.

    UsageError where the batch does not have it.
    """
    mappings: Mappings | None = Mappings()
    if mapping is not None:
        mappings, mistakes = read_mapping(mapping)
        show_mistakes(mistakes)
    if mappings is None:
        return None
    columns = mappings.crimes or crimes_as_they_stand(book.vocabulary)
    with (
        tempfile.TemporaryDirectory(prefix="hocr-audit-") as folder,
        closing(Crimes(Path(folder) / "crimes.sqlite")) as kept,
    ):
        given = tuple(crimes)
        desk = Desk(book, (), evolve(mappings, crimes=columns), kept if given else None)
        try:
            for one in given:
                for line in read_crimes(one, columns, kept):
                    click.echo(line, err=True)
            found = next((one for one in _joined(desk, path) if one.id == incident), None)
        except TableLibraryError as error:
            raise click.UsageError(str(error)) from None
        if found is None:
            raise click.UsageError(f"`{path}` has no incident `{incident}`")
        read, lines = desk.read(found)
    for line in lines:
        click.echo(line, err=True)
    return None if read is None else Picked(read, data=plain(found.node))


def _joined(desk: Desk, path: Path) -> Iterator[Joined]:
    """Give each record of a file; what cannot be read as one is shown."""
    for part in read_parts([(path, "")]):
        if isinstance(part, Diagnostic):
            show_mistakes([part])
            continue
        missing = desk.lacking(part.rows[0]) if isinstance(part, Rows) else ()
        if show_mistakes(missing):
            return
        yield from (one for one in desk.joined(part) if isinstance(one, Joined))
