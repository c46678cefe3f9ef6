"""A decision record read again, and how it stands to what is decided now."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Any

from attrs import field, frozen

from hocr_engine.text import Span

Data = dict[str, Any]


@frozen
class Kept:
    """
    A decision record as it was kept, with what a replay takes from it.

    `incident_hash` is empty in records made before it was kept; `at` is where the incident's id
    stands, `by` where the fingerprint does.
    """

    data: Data = field(repr=False)
    incident: str
    incident_hash: str
    engine: str
    edition: str
    fingerprint: str
    on: date | None
    strict: bool
    at: Span = field(eq=False, repr=False)
    by: Span = field(eq=False, repr=False)

    @property
    def is_earlier(self) -> bool:
        """Say whether it was made before records kept the incident's hash and their words."""
        return not self.incident_hash


class Cause(Enum):
    """Why a record does not come out the same."""

    OTHER_INCIDENT = "it is of another incident"
    INCIDENT = "the incident has changed"
    RULEBOOK = "it was made by another rulebook"
    ENGINE = "it was made by another version of the engine"
    RECORD = "nothing that decides differs, so the record has changed"
    INCIDENT_OR_RECORD = "it does not say of which incident it was made"


@frozen
class Change:
    """An action that comes out otherwise: after which report, and the answer then and now."""

    about: str
    was: str
    now: str


@frozen
class Reading:
    """A fact that both rest on and that is not the same."""

    pointer: str
    was: str
    now: str


@frozen
class Unlike:
    """What else is not the same: where, and which parts of the record, by their keys."""

    about: str
    parts: tuple[str, ...]


@frozen
class Behind:
    """The rules that make the difference between two rulebooks, and in what."""

    about: str
    rules: tuple[str, ...]


@frozen
class Replay:
    """A record set against what is decided now; `lacks` are the keys that it was made without."""

    kept: Kept
    incident: str
    fingerprint: str
    edition: str
    incident_hash: str
    lacks: tuple[str, ...] = ()
    causes: tuple[Cause, ...] = ()
    changes: tuple[Change, ...] = ()
    readings: tuple[Reading, ...] = ()
    others: tuple[Unlike, ...] = ()
    behind: tuple[Behind, ...] = ()

    @property
    def is_same(self) -> bool:
        """Say whether both are the same, to the byte."""
        return not self.causes
