"""Reading what auditors say of findings, from a table with a row for each ruling."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from hocr_engine.auditing import messages as say
from hocr_engine.auditing.judging.rulings import Ruling, Rulings
from hocr_engine.auditing.model import Unit, Verdict
from hocr_engine.auditing.sheets.read_sheet import read_sheet
from hocr_engine.auditing.sheets.rows import Cells, cells_of, told
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.field_messages import not_one_of

# The columns that every ruling fills in, as messages call them.
NEEDED: Final = {
    "finding": "finding",
    "verdict": "verdict",
    "by": "auditor",
    "because": "reason",
}
OPTIONAL: Final = ("unit", "entry", "record", "cause")
_VERDICTS: Final = {verdict.value: verdict for verdict in Verdict if verdict is not Verdict.UNTOLD}
_UNITS: Final = {unit.value: unit for unit in Unit}


def read_rulings(
    path: Path, rulings: Rulings, causes: Collection[str] | None = None
) -> Iterator[str]:
    """
    Keep the rulings of a table, and give what is wrong with those that are not kept.

    Its columns are `finding`, `verdict`, `by` and `because`, `unit` and `entry` where an auditor
    takes the thing for something else, `record` where another record answers it, and `cause`, one
    of `causes` where those are given. TableLibraryError.
    """
    for row in read_sheet(path):
        if isinstance(row, Diagnostic):
            yield told(row)
            continue
        missing = [name for name in NEEDED if name not in row.cells]
        cells = cells_of(row, (*NEEDED, *(name for name in OPTIONAL if name in row.cells)))
        if missing:
            yield from (told(say.no_such_column(n, row.cells, cells.nowhere)) for n in missing)
            return
        mistakes: list[Diagnostic] = []
        ruling = _ruling(cells, causes, mistakes)
        if mistakes:
            yield from (told(one, cells) for one in mistakes)
        else:
            rulings.add(ruling)


def _ruling(cells: Cells, causes: Collection[str] | None, mistakes: list[Diagnostic]) -> Ruling:
    for name, called in NEEDED.items():
        if not cells.text(name):
            mistakes.append(say.without_key(called, cells.at(name)))
    verdict, unit = cells.text("verdict"), cells.text("unit")
    if verdict and verdict not in _VERDICTS:
        mistakes.append(not_one_of("verdict", verdict, _VERDICTS, cells.at("verdict")))
    if unit and unit not in _UNITS:
        mistakes.append(not_one_of("unit", unit, _UNITS, cells.at("unit")))
    cause = cells.text("cause")
    if cause and causes is not None and cause not in causes:
        mistakes.append(not_one_of("cause", cause, causes, cells.at("cause")))
    return Ruling(
        finding=cells.text("finding"),
        verdict=_VERDICTS.get(verdict, Verdict.OPEN),
        by=cells.text("by"),
        because=cells.text("because"),
        unit=_UNITS.get(unit),
        entry=cells.text("entry"),
        record=cells.text("record"),
        cause=cause,
        place=f"{cells.row.file}: row {cells.row.number}",
    )
