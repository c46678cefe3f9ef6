"""What a comparison is made of: the record that was, the action that should have been, and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from enum import Enum

from attrs import field, frozen

from hocr_engine.decision.entering import CRIME, INCIDENT
from hocr_engine.decision.model import Action, Bound, Relation
from hocr_engine.incident.model import FactRef
from hocr_engine.rulebook.model import Rule


class Compared(Enum):
    """As what a record, or an action without one, turns out; the value is its word in data."""

    RIGHT = "right"
    WRONG_CLASS = "wrong class"
    WRONG_CODE = "wrong code"
    SHOULD_BE_REPORTED = "should be a reported incident"
    SHOULD_NOT_BE_REPORTED = "should not be a reported incident"
    MISSING = "missing"
    NOT_CHANGED = "not changed"
    NOT_A_CRIME = "not a crime"
    DUPLICATE = "duplicate"
    WRONG_FORCE = "wrong force"
    CONSISTENT = "consistent so far"
    CANNOT_SAY = "cannot say yet"
    NOTHING_DUE = "rightly no record"
    TOLD_ELSEWHERE = "told with another action"


@frozen(eq=False)
class Recorded:
    """
    One record as the force wrote it; a text is empty and a time None where the file does not say.

    `enters` is a crime, a reported incident or an incident, and `links` what else the record names,
    each id under its fact.
    """

    id: str
    allegation: str
    entry: str
    code: str
    enters: str
    force: str
    at: datetime | None
    links: Mapping[str, str] = field(factory=dict)

    @property
    def is_entered(self) -> bool:
        """Say whether it stands in the register as a crime or a reported incident."""
        return self.enters not in ("", INCIDENT)

    @property
    def is_crime(self) -> bool:
        """Say whether it stands in the register as a crime."""
        return self.enters == CRIME

    @property
    def order(self) -> tuple[object, ...]:
        """Give its place among records: by time, then by what it says; ids part only equals."""
        when = (self.at is None, 0.0 if self.at is None else self.at.timestamp())
        links = tuple(sorted(self.links.items()))
        return (*when, self.allegation, self.entry, self.code, self.force, links, self.id)


@frozen(eq=False)
class WhyNot:
    """
    Why a crime was not to be recorded as it was, as far as can be said now.

    `listed` says whether the class stands in the list on that day (None where there is no list),
    `merged` how the crime recorded counts with another, `not_applying` are rules that would have
    led to it and do not apply, `overridden` those that apply and gave way.
    """

    listed: bool | None = None
    merged: Relation | None = None
    not_applying: tuple[Rule, ...] = ()
    overridden: tuple[Rule, ...] = ()


@frozen(eq=False)
class Comparison:
    """
    One finding: a record, an action, or both, and how they stand to each other.

    `action` and `record` are what ends in this finding; each ends in one. `against` is the action
    by which a record is judged that another record answers, or with which an action is told;
    `other` the record that one repeats, came before, or that stands unchanged. `mistakes` are the
    rules at work whose mistake leads to just what was recorded.
    """

    kind: Compared
    action: Action | None = None
    record: Recorded | None = None
    against: Action | None = None
    other: Recorded | None = None
    why: tuple[Rule, ...] = ()
    why_not: WhyNot | None = None
    bound: Bound | None = None
    mistakes: tuple[Rule, ...] = ()

    @property
    def should(self) -> Action | None:
        """Give the action that should have been, be it told in another finding."""
        return self.action or self.against

    @property
    def questions(self) -> tuple[FactRef, ...]:
        """Give the facts on which it waits."""
        if self.should is None or self.kind not in (Compared.CONSISTENT, Compared.CANNOT_SAY):
            return ()
        return self.should.missing

    @property
    def over(self) -> timedelta | None:
        """
        Give by how much an entry passed the deadline, below zero where it was in time.

        Hours are real, whatever the clocks did; None where either time is not known.
        """
        by = None if self.action is None else self.action.by
        if self.record is None or self.record.at is None or by is None:
            return None
        if not self.record.is_entered:
            return None
        return self.record.at.astimezone(UTC) - by.astimezone(UTC)

    @property
    def is_late(self) -> bool:
        """Say whether it is certain that the entry was made after the deadline."""
        return self.over is not None and self.over > timedelta(0)
