"""What programs that embed the engine use: a rulebook, its decisions and their explanations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field, frozen

from hocr_engine.diagnostic import Severity
from hocr_engine.incident import Incident, IncidentError
from hocr_engine.rulebook import Book, load

if TYPE_CHECKING:
    from pyarrow import RecordBatch

    from hocr_engine.reasoned import Decision
    from hocr_engine.verdicts.judging import Judge


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
        from hocr_engine.reasoned import decided  # noqa: PLC0415 -- loading a rulebook decides nothing

        return decided(self.book, self.incident(incident), on=on, strict=strict)

    def decide_many(
        self,
        incidents: Iterable[Mapping[str, object] | Incident],
        *,
        on: date | None = None,
        strict: bool = False,
    ) -> Iterator[Decision | Rejected]:
        """Give a decision for each incident in turn; a bad one gives a row that says why."""
        for number, incident in enumerate(incidents, 1):
            try:
                yield self.decide(incident, on=on, strict=strict)
            except IncidentError as error:
                yield Rejected(number, error)

    def decide_batches(
        self,
        batches: Iterable[RecordBatch],
        *,
        on: date | None = None,
        strict: bool = False,
    ) -> Iterator[RecordBatch]:
        """
        Give a batch of decisions for each Arrow record batch of incidents, a row for each of them.

        The incidents stand as JSON in the column `record`; what comes out are the columns that
        `hocr decide --out` keeps. ImportError without `pyarrow`, ValueError without the column
        or with several of one name.
        """
        from hocr_engine.batching.deciding import Desk  # noqa: PLC0415 as above
        from hocr_engine.batching.tables import decided  # noqa: PLC0415 as above

        desk = Desk(self.book, on, strict)
        return (decided(batch, desk) for batch in batches)

    def judge(self, decision: str, *, on: date | None = None, strict: bool = False) -> Judge:
        """
        Give what judges a thing by all rules of a decision at once, from the thing's facts alone.

        `Judge.verdict` tells which rules apply and which are left open, some ten thousand things in
        a second; `Judge.plan.left` are the rules that read more than that, of which nothing is
        told. `on` is the day whose rules are used, that of the edition where left out.
        """
        from hocr_engine.verdicts.judging import Judge  # noqa: PLC0415 as above
        from hocr_engine.verdicts.planning import plan_of  # noqa: PLC0415 as above

        return Judge(plan_of(self.book, decision, on or self.book.edition, strict=strict))

    def incident(self, incident: Mapping[str, object] | Incident) -> Incident:
        """Give an incident as read from plain data; raises IncidentError."""
        if isinstance(incident, Incident):
            return incident
        from hocr_engine.reasoned import read_incident  # noqa: PLC0415

        read, mistakes = read_incident(incident, self.book)
        errors = tuple(mistake for mistake in mistakes if mistake.severity is Severity.ERROR)
        if read is None or errors:
            raise IncidentError(errors)
        return read


def load_rulebook(path: str | Path | None = None, *, keep: bool = True) -> Rulebook:
    """
    Give the rulebook of a folder, the bundled one without a path; raises RulebookError.

    What is read is kept for the next start, in a folder of the user's own, unless `keep` is false.
    """
    return Rulebook(load(None if path is None else Path(path), keep=keep))
