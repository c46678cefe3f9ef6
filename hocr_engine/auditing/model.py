"""What an audit counts: crimes that should have been recorded, records, requests; each judged."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Final

from attrs import field, frozen


class Unit(Enum):
    """What one judged thing is; the value is its word in files."""

    CRIME = "crime"
    REPORTED = "reported incident"
    RECORD = "record"
    REQUEST = "request"
    CHANGE = "change"
    NOTHING = "nothing due"
    OPEN = "undecided"


class Verdict(Enum):
    """As what it turns out; the value is its word in files."""

    RIGHT = "recorded right"
    WRONG_CLASS = "wrong class"
    WRONG_CODE = "wrong code"
    AS_REPORTED = "recorded as a reported incident"
    AS_CRIME = "recorded as a crime"
    MISSING = "missing"
    NOT_CHANGED = "not changed"
    WRONG_FORCE = "recorded for another force"
    NOT_A_CRIME = "recorded but not a crime"
    NOT_REPORTED = "should not be a reported incident"
    DUPLICATE = "duplicate"
    RIGHTLY_NONE = "rightly no record"
    VALID = "valid"
    INVALID = "invalid"
    OPEN = "cannot say yet"
    UNTOLD = "what was recorded is not told"


# What counts as recorded unless a stream says otherwise: a crime under whatever class.
RECORDED: Final = frozenset({Verdict.RIGHT, Verdict.WRONG_CLASS, Verdict.WRONG_CODE})


@frozen
class Judged:
    """
    One thing that an audit counts, with its verdict and all that streams select it by.

    `entry` and `code` are what should have been, of a request those of the record that it is about;
    `found` and `found_code` what was recorded, under the id `record`, and `matched` says by what
    that was taken for the answer. `elapsed` is the minutes from
    the report to the entry, `over` those past the deadline, below zero where it was in time.
    `later` is as what a reported incident was rightly recorded afterwards. `about` holds facts and
    labels by the names that streams use. `rules` decided it, `mistakes` are rules at work whose
    mistake leads to just what was recorded. `ruled_by` says who set the verdict in place of the
    rules, and `ruled_because` why; `by_rules` is then the verdict of the rules, and `cause` what
    the mistake came of in the eyes of the auditor. `carried` is the stream for which it was taken
    over from an earlier audit, `carried_from` the file of that.
    """

    id: str
    incident: str
    unit: Unit
    verdict: Verdict
    entry: str = ""
    code: str = ""
    record: str = ""
    found: str = ""
    found_code: str = ""
    matched: str = ""
    flags: frozenset[str] = frozenset()
    about: Mapping[str, str] = field(factory=dict)
    elapsed: int | None = None
    over: int | None = None
    later: str = ""
    rules: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()
    ruled_by: str = ""
    ruled_because: str = ""
    by_rules: str = ""
    cause: str = ""
    carried: str = ""
    carried_from: str = ""

    @property
    def is_late(self) -> bool:
        """Say whether it is certain that the entry was made after the deadline."""
        return self.over is not None and self.over > 0


def alone(incident: str, record: str) -> str:
    """Give the name of a finding that is about a record alone, with nothing that was due."""
    return f"{incident}/recorded/{record}"
