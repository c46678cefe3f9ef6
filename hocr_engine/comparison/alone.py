"""What is left over: an action that no record answers, and a record that answers no action."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from hocr_engine.comparison.closeness import about
from hocr_engine.comparison.due import Asks, Due
from hocr_engine.comparison.model import Compared, Comparison, Recorded
from hocr_engine.comparison.reasons import merged, why, why_not
from hocr_engine.decision.model import ActionKind, Decision
from hocr_engine.rulebook.model import Book

Found = Mapping[Due, Comparison]


def later(due: Due, dues: Sequence[Due]) -> Iterator[Due]:
    """Give the actions that change what an action entered, or settle it later, in order."""
    chain = [due]
    for one in dues[dues.index(due) + 1 :]:
        if any(one.follows(before) for before in chain):
            chain.append(one)
            yield one


def superseded(dues: Sequence[Due]) -> dict[Due, Due]:
    """Give the actions left open that a later one settles or asks again, each with the last."""
    found: dict[Due, Due] = {}
    for due in dues:
        if due.asks is Asks.OPEN or (due.asks is Asks.ENTRY and not due.is_settled):
            *_, last = (due, *later(due, dues))
            if last is not due:
                found[due] = last
    return found


def action_alone(book: Book, due: Due, dues: Sequence[Due], found: Found) -> Comparison:
    """Give the finding for an action that no record answers; `found` are those there are."""
    kind, against, other = _unanswered(due, dues, found)
    return Comparison(
        kind=kind,
        action=due.action,
        against=None if against is None else against.action,
        other=other,
        why=why(book, due.action),
    )


def _unanswered(
    due: Due, dues: Sequence[Due], found: Found
) -> tuple[Compared, Due | None, Recorded | None]:
    match due.asks:
        case Asks.OPEN:
            return Compared.CANNOT_SAY, None, None
        case Asks.NOTHING | Asks.PART:
            return Compared.NOTHING_DUE, None, None
        case Asks.REMOVAL:
            return Compared.CANNOT_SAY, None, _standing(due, dues, found)
        case Asks.ENTRY:
            return _without_entry(due, dues, found)


def _without_entry(
    due: Due, dues: Sequence[Due], found: Found
) -> tuple[Compared, Due | None, Recorded | None]:
    """Give what an entry that is due and was not made comes to: missing, unless told elsewhere."""
    for after in later(due, dues):
        if _is_overtaken(due, _record(after, found)):
            return Compared.TOLD_ELSEWHERE, after, None
    standing = _standing(due, dues, found)
    before = [one for one in _earlier(due, dues) if one in found]
    if due.action.kind is ActionKind.RECLASSIFY and (standing is not None or not before):
        return Compared.NOT_CHANGED, None, standing
    for one in before:
        if found[one].kind is Compared.MISSING and one.is_crime:
            return Compared.TOLD_ELSEWHERE, one, None
    return Compared.MISSING, None, standing


def _is_overtaken(due: Due, record: Recorded | None) -> bool:
    """Say whether a later entry stands for this one: of a crime always, else if made in time."""
    if record is None or not record.is_entered:
        return False
    by, at = due.action.by, record.at
    in_time = by is None or at is None or at.timestamp() <= by.timestamp()
    return due.is_crime or in_time


def _earlier(due: Due, dues: Sequence[Due]) -> Iterator[Due]:
    return (one for one in dues[: dues.index(due)] if due in later(one, dues))


def _standing(due: Due, dues: Sequence[Due], found: Found) -> Recorded | None:
    """Give the record that an action asks to be changed, as the force wrote it before."""
    known = [_record(one, found) for one in _earlier(due, dues)]
    entered = [one for one in known if one is not None and one.is_entered]
    return entered[-1] if entered else None


def _record(due: Due, found: Found) -> Recorded | None:
    return found[due].record if due in found else None


def record_alone(
    decision: Decision, record: Recorded, dues: Sequence[Due], found: Found
) -> Comparison:
    """Give the finding for a record that answers no action."""
    near = [due for due in dues if about(record, due) is not None]
    kind, against, other = _unasked(decision, record, near, found)
    book = decision.book
    return Comparison(
        kind=kind,
        record=record,
        against=None if against is None else against.action,
        other=other,
        why=() if against is None else why(book, against.action),
        why_not=None if against is None else why_not(book, against, record),
    )


def _unasked(
    decision: Decision, record: Recorded, near: Sequence[Due], found: Found
) -> tuple[Compared, Due | None, Recorded | None]:
    first = near[0] if near else None
    if not record.enters or not record.allegation or first is None:
        return Compared.CANNOT_SAY, first, None
    if not record.is_entered:
        return Compared.NOTHING_DUE, first, None
    if record.force and record.force != decision.incident.force:
        return Compared.WRONG_FORCE, first, None
    for due in near:
        other = _record(due, found)
        if other is not None and _repeats(record, other):
            return Compared.DUPLICATE, due, other
    return _superfluous(record, near, found)


def _repeats(record: Recorded, other: Recorded) -> bool:
    same_code = not (record.code and other.code) or record.code == other.code
    return record.entry == other.entry and same_code


def _superfluous(
    record: Recorded, near: Sequence[Due], found: Found
) -> tuple[Compared, Due | None, Recorded | None]:
    """Give what a crime or reported incident comes to that no action is left for."""
    open_one = next((due for due in near if found[due].kind is Compared.CANNOT_SAY), None)
    if open_one is not None:
        return Compared.CANNOT_SAY, open_one, None
    if not record.is_crime:
        crime = next((due for due in near if due.is_crime), near[0])
        return Compared.SHOULD_NOT_BE_REPORTED, crime, _record(crime, found)
    for due in near:
        other = _record(due, found)
        if merged(due, record) is not None:
            return Compared.DUPLICATE, due, other
        if other is None or not other.is_crime or not due.is_crime:
            continue
        put_right = record.order < other.order
        return (Compared.WRONG_CLASS if put_right else Compared.DUPLICATE), due, other
    reported = next((due for due in near if due.asks is Asks.ENTRY), None)
    if reported is not None:
        return Compared.SHOULD_BE_REPORTED, reported, _record(reported, found)
    return Compared.NOT_A_CRIME, near[0], None
