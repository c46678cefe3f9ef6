"""What other programs ask of a rulebook: incidents read, and decisions that can be explained."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from hocr_engine.decision import decide
from hocr_engine.decision.developments import check_developments
from hocr_engine.decision.model import Decision as Decided
from hocr_engine.decision.rulings import check_rulings
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.incident.model import Incident
from hocr_engine.incident.read import incident_of
from hocr_engine.rulebook.model import Book

if TYPE_CHECKING:
    from hocr_engine.explanation import Explanation


class Decision(Decided):
    """The decision for a whole incident, which can give its reasons and its record."""

    __slots__ = ()

    def explain(self) -> Explanation:
        """Give why it was decided so, down to every rule that was tried."""
        from hocr_engine.explanation import explain  # noqa: PLC0415 -- few decisions are explained

        return explain(self)

    def to_json(self) -> str:
        """Give the decision record as JSON on one line, valid against the decision schema."""
        from hocr_engine.keeping.record import record_json  # noqa: PLC0415

        return record_json(self)


def decided(book: Book, incident: Incident, *, on: date | None, strict: bool) -> Decision:
    """Give the decision for an incident, as `decide` does."""
    found = decide(book, incident, on=on, strict=strict)
    return Decision(
        found.incident, found.book, found.reports, found.register, strict, on, found.worlds
    )


def read_incident(
    incident: Mapping[str, object], book: Book
) -> tuple[Incident | None, tuple[Diagnostic, ...]]:
    """Give an incident as read from plain data, with everything wrong with it."""
    read, mistakes = incident_of(incident, book.vocabulary)
    if read is None:
        return None, mistakes
    return read, (*check_rulings(book, read), *check_developments(book, read))
