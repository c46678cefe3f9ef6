"""Deciding the incidents of a batch, each told as a record and as a row of a table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import field, frozen

from hocr_engine.batching.rows import Part, Row, rows_of
from hocr_engine.decision import decide
from hocr_engine.decision.model import Decision
from hocr_engine.keeping.record import canonical, kept_record
from hocr_engine.rulebook.model import Book

REJECTED_FORMAT: Final = "hocr.rejected.v1"
Cells = dict[str, object]


@frozen
class Desk:
    """What is needed to decide: the rules, the day as at which they are taken, what is presumed."""

    book: Book = field(repr=False)
    on: date | None = None
    strict: bool = False

    def decisions(self, part: Part) -> Iterator[tuple[Row, Decision | None]]:
        """Give each incident of a part with its decision, or with none where it is bad."""
        for row in rows_of(part, self.book):
            yield row, self.decision(row)

    def decision(self, row: Row) -> Decision | None:
        """Give the decision for an incident, or None where it is bad."""
        if row.incident is None:
            return None
        return decide(self.book, row.incident, on=self.on, strict=self.strict)


def record_of(row: Row, decision: Decision | None) -> dict[str, object]:
    """Give the decision record as data, or the record of what keeps an incident from a decision."""
    if decision is not None:
        return kept_record(decision)
    return {
        "format": REJECTED_FORMAT,
        "file": row.file,
        "number": row.number,
        "mistakes": [
            {
                "code": mistake.code,
                "message": mistake.message,
                "line": mistake.at.line,
                "column": mistake.at.column,
                "help": mistake.help,
            }
            for mistake in row.errors
        ],
    }


def cells_of(row: Row, decision: Decision | None, *, short: bool = False) -> Cells:
    """
    Give the cells of a row by their columns, those of `tables.COLUMNS`.

    A decided one has its actions and, unless it is `short`, its decision record, a bad one its
    first mistake; the others are None.
    """
    place: Cells = {"file": row.file, "number": row.number, "line": row.line}
    told: Cells = dict.fromkeys(("incident", "actions", "decision", "mistake", "message", "fix"))
    if decision is not None:
        told["incident"] = decision.incident.id
        told["actions"] = [action.line for action in decision.actions]
        told["decision"] = None if short else canonical(kept_record(decision))
        return {**place, **told}
    first = row.errors[0]
    told |= {"mistake": first.code, "message": first.message, "fix": first.help}
    return {**place, "line": first.at.line, **told}
