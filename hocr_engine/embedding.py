"""What programs that embed the engine use: a rulebook, its decisions and their explanations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from attrs import field, frozen

from hocr_engine.decision import decide
from hocr_engine.decision.developments import check_developments
from hocr_engine.decision.model import Decision as Decided
from hocr_engine.decision.rulings import check_rulings
from hocr_engine.diagnostic import Severity
from hocr_engine.explanation import Explanation, explain
from hocr_engine.incident import Incident, IncidentError
from hocr_engine.incident.read import incident_of
from hocr_engine.keeping.record import record_json
from hocr_engine.rulebook import Book, load


class Decision(Decided):
    """The decision for a whole incident, which can give its reasons and its record."""

    __slots__ = ()

    def explain(self) -> Explanation:
        """Give why it was decided so, down to every rule that was tried."""
        return explain(self)

    def to_json(self) -> str:
        """Give the decision record as JSON on one line, valid against the decision schema."""
        return record_json(self)


@frozen
class Rejected:
    """One incident of several that could not be decided, and why."""

    number: int
    error: IncidentError


@frozen
class Rulebook:
    """The rules of one folder, ready to decide; safe to share between threads."""

    book: Book = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """Give the hash of everything in the rulebook that can change a decision."""
        return self.book.fingerprint

    def decide(
        self,
        incident: Mapping[str, object] | Incident,
        *,
        on: date | None = None,
        strict: bool = False,
    ) -> Decision:
        """
        Give the decision for an incident, with its reasons.

        `incident` is plain data valid against the incident schema, or an incident already read.
        `on` decides as the rules stood on a day; `strict` presumes nothing. Raises IncidentError
        with everything wrong with the incident.
        """
        found = decide(self.book, self.incident(incident), on=on, strict=strict)
        return Decision(
            found.incident, found.book, found.reports, found.register, strict, on, found.worlds
        )

    def decide_many(
        self, incidents: Iterable[Mapping[str, object] | Incident], *, on: date | None = None
    ) -> Iterator[Decision | Rejected]:
        """Give a decision for each incident in turn; a bad one gives a row that says why."""
        for number, incident in enumerate(incidents, 1):
            try:
                yield self.decide(incident, on=on)
            except IncidentError as error:
                yield Rejected(number, error)

    def incident(self, incident: Mapping[str, object] | Incident) -> Incident:
        """Give an incident as read from plain data; raises IncidentError."""
        if isinstance(incident, Incident):
            return incident
        read, mistakes = incident_of(incident, self.book.vocabulary)
        if read is not None:
            mistakes = (*check_rulings(self.book, read), *check_developments(self.book, read))
        errors = tuple(mistake for mistake in mistakes if mistake.severity is Severity.ERROR)
        if read is None or errors:
            raise IncidentError(errors)
        return read


def load_rulebook(path: str | Path | None = None) -> Rulebook:
    """Give the rulebook of a folder, the bundled one without a path; raises RulebookError."""
    return Rulebook(load(None if path is None else Path(path)))
