"""The files that decisions of a batch are written to, by how their names end."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from attrs import frozen

from hocr_engine.batching.deciding import Cells, Desk, cells_of, record_of
from hocr_engine.batching.read_unfinished import Finish, Lines, writing
from hocr_engine.batching.rows import Part, Row
from hocr_engine.batching.tables import COLUMNS, arrow, batch_of, schema
from hocr_engine.decision.model import Decision
from hocr_engine.keeping.record import canonical

# So many rows of decisions are held at once, and make a group of a Parquet file.
ROWS_AT_ONCE: Final = 1_000

Told = Callable[[Row, Decision | None], dict[str, object]]


@frozen
class Form:
    """What a decision is told as on a line, and what makes the file of those lines, if anything."""

    told: Told
    finish: Finish | None
    library: str | None = None

    def needs(self) -> None:
        """Raise ArrowError where a library that the file is made with is not there."""
        if self.library is not None:
            arrow(self.library)


@frozen
class Clerk:
    """Decides the incidents of parts, and tells each on a line."""

    desk: Desk
    suffix: str
    short: bool = False

    def __call__(self, part: Part) -> tuple[Lines, ...]:
        """Give the lines of a part."""
        told = partial(cells_of, short=True) if self.short else FORMS[self.suffix].told
        lines, bad = list[str](), 0
        # A decision holds all that was thought of: none is kept beside the next.
        for row, decision in self.desk.decisions(part):
            lines.append(canonical(told(row, decision)))
            bad += decision is None
        return (Lines(tuple(lines), bad),)


def clerk(given: tuple[Desk, str, bool]) -> Clerk:
    """Give what works on parts, for a process of its own."""
    return Clerk(*given)


def _csv(lines: Iterator[str], path: Path) -> None:
    with writing(path) as file:
        rows = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        rows.writeheader()
        for cells in map(json.loads, lines):
            rows.writerow({**cells, "actions": "; ".join(cells["actions"] or ())})


def _parquet(lines: Iterator[str], path: Path) -> None:
    library = arrow("pyarrow.parquet")
    with library.ParquetWriter(path, schema(), compression="zstd") as file:
        while rows := _rows(islice(lines, ROWS_AT_ONCE)):
            file.write_batch(batch_of(rows))


def _rows(lines: Iterable[str]) -> list[Cells]:
    return [json.loads(line) for line in lines]


FORMS: Final = {
    ".jsonl": Form(record_of, None),
    ".csv": Form(cells_of, _csv),
    ".parquet": Form(cells_of, _parquet, "pyarrow.parquet"),
}
