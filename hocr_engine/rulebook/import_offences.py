"""
Writing the lists of offences and their lines from the official list as published.

Usage: python -m hocr_engine.rulebook.import_offences [--rules DIR] [--check | --against DIR]

`--rules` names the rulebook, the one of this tree where left out. With `--check` nothing is
written; a table that is not as the published list makes it is an error. With `--against` nothing is
written either, and it is told what that rulebook's list says otherwise.
"""

from __future__ import annotations

import csv
import io
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from hocr_engine.diagnostic import draw
from hocr_engine.read_text import read_file
from hocr_engine.rulebook.import_report import report
from hocr_engine.rulebook.list_changes import changes_report
from hocr_engine.rulebook.offence_list import (
    LINE_HEAD,
    OFFENCE_HEAD,
    STATUTE_HEAD,
    Row,
    Tables,
    read_list,
    statutes,
)

RULES: Final = Path(__file__).parents[2] / "rules"
LIST: Final = "offences"
PRINTED: Final = "notifiable-offences-*.csv"


def main(arguments: list[str]) -> None:
    """Write the tables and the report, or say what is not up to date, or what is otherwise."""
    parser = ArgumentParser(usage=__doc__, add_help=False)
    parser.add_argument("--rules", type=Path, default=RULES)
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--check", action="store_true")
    way.add_argument("--against", type=Path)
    asked = parser.parse_args(arguments)
    folder = asked.rules / LIST
    if asked.against is not None:
        sys.stdout.write(differences(asked.against / LIST, folder))
        return
    for path, text in written(folder):
        if not asked.check:
            path.write_text(text, encoding="utf-8", newline="")
        elif _text(path) != text:
            sys.exit(f"{path.name} is not as the published list makes it: write it anew")


def differences(old: Path, new: Path) -> str:
    """Give what the list of one folder says otherwise than that of another, as Markdown."""
    tables = _tables(new)
    classes = (row["class"] for row in _rows(new / "classes.csv"))
    named = (row["line"] for row in tables.mended)
    return changes_report(read_list(_tables(old)), read_list(tables), classes, named)


def written(folder: Path) -> Iterator[tuple[Path, str]]:
    """Give each file that is made from the list as published, with its text."""
    tables = _tables(folder)
    reading = read_list(tables)
    yield folder / "lines.csv", _csv(LINE_HEAD, (line.cells for line in reading.lines))
    yield folder / "notifiable.csv", _csv(OFFENCE_HEAD, reading.offences)
    yield folder / "statutes.csv", _csv(STATUTE_HEAD, statutes(reading.lines))
    yield folder / "import-report.md", report(tables, reading)


def _tables(folder: Path) -> Tables:
    source = folder / "source"
    return Tables(
        printed=_rows(_printed(source)),
        spellings=_rows(source / "spellings.csv"),
        mended=_rows(source / "mended.csv"),
        class_dates=_rows(source / "class-dates.csv"),
        codes=_rows(source / "codes.csv"),
        groups=_rows(folder / "groups.csv"),
        doubts=_rows(source / "doubts.csv"),
    )


def _printed(source: Path) -> Path:
    """Give the list as published, of which there is one: that of the edition followed."""
    found = sorted(source.glob(PRINTED))
    if len(found) != 1:
        names = ", ".join(path.name for path in found) or "none"
        sys.exit(f"{source}: one list is read, `{PRINTED}`, and here stand: {names}")
    return found[0]


def _rows(path: Path) -> Sequence[Row]:
    return tuple(csv.DictReader(io.StringIO(_text(path)), strict=True))


def _text(path: Path) -> str:
    source, mistakes = read_file(path)
    if source is None:
        sys.exit("\n".join(map(draw, mistakes)))
    return source.text


def _csv(head: Sequence[str], rows: Iterable[Row]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, head, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


if __name__ == "__main__":
    main(sys.argv[1:])
