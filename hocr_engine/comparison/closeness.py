"""How near a record is to an action: in what it says, in what it is about, and in time."""

from __future__ import annotations

from enum import IntEnum

from hocr_engine.comparison.due import Asks, Due
from hocr_engine.comparison.model import Recorded
from hocr_engine.decision.entering import INCIDENT
from hocr_engine.decision.model import Entered

Tier = tuple[int, int, int]


class What(IntEnum):
    """How near what is recorded is to what is to be; nearer is less."""

    SAME = 0
    SAME_CLASS = 1
    OTHER_CODE = 2
    SAME_CODE = 3
    OTHER_CLASS = 4
    OTHER_REGISTER = 5
    NO_ENTRY = 6
    PART = 7
    UNSAID = 8


class About(IntEnum):
    """How near what the record is about is to what the action is about."""

    OWN = 0
    COUNTED = 1
    SAME_PEOPLE = 2
    UNSAID = 3


def tier(record: Recorded, due: Due) -> Tier | None:
    """Give how near they are, the least first; None where the record is about something else."""
    place = about(record, due)
    if place is None:
        return None
    what = likeness(record, due)
    early = record.at is not None and record.at.timestamp() < due.at.timestamp()
    if early and due.is_change and what >= What.OTHER_CLASS:
        return None
    return what, place, int(early)


def about(record: Recorded, due: Due) -> About | None:
    """Give how a record belongs to what an action is about; None where it belongs elsewhere."""
    shared = [name for name in record.links if name in due.links]
    if record.allegation:
        if record.allegation in due.acts:
            return About.OWN
        return About.COUNTED if record.allegation in due.counted else None
    if any(record.links[name] != due.links[name] for name in shared):
        return None
    return About.SAME_PEOPLE if shared else About.UNSAID


def likeness(record: Recorded, due: Due) -> What:
    """Give how near what is recorded is to what an action asks."""
    if not record.enters:
        return What.UNSAID
    if due.asks is Asks.PART or (due.asks is Asks.REMOVAL and record.is_entered):
        return What.PART
    if due.asks is Asks.REMOVAL:
        return What.SAME
    return min((_to(record, entered) for entered in due.action.entered), default=What.UNSAID)


def _to(record: Recorded, entered: Entered) -> What:
    if record.enters != entered.enters:
        return What.NO_ENTRY if INCIDENT in (record.enters, entered.enters) else What.OTHER_REGISTER
    if not record.is_entered or (not record.is_crime and record.entry == entered.entry):
        return What.SAME
    if not record.is_crime:
        return What.OTHER_CODE
    return _to_crime(record, entered)


def _to_crime(record: Recorded, entered: Entered) -> What:
    same_code = bool(record.code) and record.code == entered.code
    if record.entry != entered.class_:
        return What.SAME_CODE if same_code else What.OTHER_CLASS
    if same_code:
        return What.SAME
    return What.OTHER_CODE if record.code and entered.code else What.SAME_CLASS
