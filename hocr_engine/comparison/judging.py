"""As what a record that answers an action turns out, and why."""

from __future__ import annotations

from hocr_engine.comparison.closeness import About, What, about, likeness
from hocr_engine.comparison.due import Asks, Due
from hocr_engine.comparison.model import Compared, Comparison, Recorded
from hocr_engine.comparison.reasons import why, why_not
from hocr_engine.decision.model import Decision

_CRIME_FOR_CRIME = {
    What.SAME: Compared.RIGHT,
    What.SAME_CLASS: Compared.RIGHT,
    What.OTHER_CODE: Compared.WRONG_CODE,
    What.SAME_CODE: Compared.WRONG_CLASS,
    What.OTHER_CLASS: Compared.WRONG_CLASS,
}


def judged(decision: Decision, record: Recorded, due: Due) -> Comparison:
    """Give the finding for a record and the action that it answers."""
    kind = _kind(decision, record, due)
    wrong = kind in (Compared.WRONG_CLASS, Compared.WRONG_CODE, Compared.DUPLICATE)
    return Comparison(
        kind=kind,
        action=due.action,
        record=record,
        why=why(decision.book, due.action),
        why_not=why_not(decision.book, due, record) if wrong else None,
    )


def _kind(decision: Decision, record: Recorded, due: Due) -> Compared:
    what = likeness(record, due)
    unsaid = about(record, due) is About.UNSAID and what > What.OTHER_CODE
    if what is What.UNSAID or unsaid:
        return Compared.CANNOT_SAY
    if record.force and record.force != decision.incident.force:
        return Compared.WRONG_FORCE if due.asks is Asks.ENTRY else Compared.NOTHING_DUE
    match due.asks:
        case Asks.ENTRY:
            return _of_entry(record, due, what)
        case Asks.PART:
            return Compared.DUPLICATE if record.is_entered else Compared.NOTHING_DUE
        case Asks.NOTHING:
            return _of_nothing(record)
        case Asks.REMOVAL:
            return Compared.CANNOT_SAY if record.is_entered else Compared.RIGHT
        case Asks.OPEN:
            return Compared.CONSISTENT if what <= What.SAME_CLASS else Compared.CANNOT_SAY


def _of_nothing(record: Recorded) -> Compared:
    if not record.is_entered:
        return Compared.NOTHING_DUE
    return Compared.NOT_A_CRIME if record.is_crime else Compared.SHOULD_NOT_BE_REPORTED


def _of_entry(record: Recorded, due: Due, what: What) -> Compared:
    """Give how a record stands to an entry that is due, its class perhaps still open."""
    if not due.is_crime:
        return _of_reported(record, what)
    if not record.is_entered:
        return Compared.MISSING
    if not record.is_crime:
        return Compared.SHOULD_NOT_BE_REPORTED
    if due.is_settled:
        return _CRIME_FOR_CRIME[what]
    if what <= What.SAME_CLASS:
        return Compared.CONSISTENT
    return _CRIME_FOR_CRIME[what] if due.is_bounded else Compared.CANNOT_SAY


def _of_reported(record: Recorded, what: What) -> Compared:
    if record.is_crime or not record.is_entered:
        return Compared.SHOULD_BE_REPORTED
    return Compared.RIGHT if what is What.SAME else Compared.WRONG_CODE
