"""
Writing the lists of offences and their lines from the official list as published.

Usage: python -m hocr_engine.rulebook.import_offences [--check]

With `--check` nothing is written; a table that is not as the published list makes it is an error.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from hocr_engine.diagnostic import draw
from hocr_engine.read_text import read_file
from hocr_engine.rulebook.import_report import report
from hocr_engine.rulebook.offence_list import (
    LINE_HEAD,
    OFFENCE_HEAD,
    STATUTE_HEAD,
    Row,
    Tables,
    read_list,
    statutes,
)

OFFENCES: Final = Path(__file__).parents[2] / "rules" / "offences"
PRINTED: Final = "notifiable-offences-2026-27.csv"


def main(arguments: list[str]) -> None:
    """Write the tables and the report, or with `--check` say whether they are up to date."""
    if arguments not in ([], ["--check"]):
        sys.exit(__doc__)
    for path, text in written(OFFENCES):
        if not arguments:
            path.write_text(text, encoding="utf-8", newline="")
        elif _text(path) != text:
            sys.exit(f"{path.name} is not as the published list makes it: write it anew")


def written(folder: Path) -> Iterator[tuple[Path, str]]:
    """Give each file that is made from the list as published, with its text."""
    source = folder / "source"
    tables = Tables(
        printed=_rows(source / PRINTED),
        spellings=_rows(source / "spellings.csv"),
        mended=_rows(source / "mended.csv"),
        class_dates=_rows(source / "class-dates.csv"),
        codes=_rows(source / "codes.csv"),
        groups=_rows(folder / "groups.csv"),
        doubts=_rows(source / "doubts.csv"),
    )
    reading = read_list(tables)
    yield folder / "lines.csv", _csv(LINE_HEAD, (line.cells for line in reading.lines))
    yield folder / "notifiable.csv", _csv(OFFENCE_HEAD, reading.offences)
    yield folder / "statutes.csv", _csv(STATUTE_HEAD, statutes(reading.lines))
    yield folder / "import-report.md", report(tables, reading)


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
