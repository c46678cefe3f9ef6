"""What the force recorded, set beside the decision; it never changes one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from hocr_engine.decision.entering import INCIDENT
from hocr_engine.decision.model import Action, ActionKind, Decision
from hocr_engine.decision.record import about
from hocr_engine.explanation import messages as say
from hocr_engine.explanation.headline import NO_CRIME
from hocr_engine.explanation.words import harmless, length
from hocr_engine.incident.model import Element, moment_of
from hocr_engine.rulebook.model import Book

Written = Mapping[Action, tuple[str, ...]]

RECORDED = "recorded"
RECORDED_AT = "recorded_at"


def recorded(decision: Decision) -> Written:
    """Give for each action what the force recorded about it, where the record says so at all."""
    if RECORDED not in decision.incident.sections:
        return {}
    found: dict[Action, tuple[str, ...]] = {}
    elements = decision.incident.of_kind(RECORDED)
    for element in elements:
        action = _action_for(decision, element)
        if action is not None:
            found[action] = (*found.get(action, ()), _told(decision.book, action, element))
    for action in decision.actions:
        if action.entered and action.kind is not ActionKind.NONE and action not in found:
            found[action] = (say.NOTHING_RECORDED,)
    return found


def _action_for(decision: Decision, element: Element) -> Action | None:
    """Give the action that an entry belongs to: one that it agrees with, or the last about it."""
    allegation = element.facts.get("allegation")
    own = [action for action in decision.actions if about(decision.book, action) == allegation]
    agreeing = [action for action in own if _agrees(action, element)]
    return next(reversed(agreeing or own), None)


def _agrees(action: Action, element: Element) -> bool:
    entry, code = element.facts.get("entry"), element.facts.get("code")
    if len(action.entered) != 1 or (action.kind is ActionKind.NONE and action.relations):
        return False
    one = action.entered[0]
    same = entry in (one.class_, one.entry)
    return same and (one.code is None or code is None or code == one.code)


def _told(book: Book, action: Action, element: Element) -> str:
    entry, code = element.facts.get("entry"), element.facts.get("code")
    name = _named(book, entry) if isinstance(entry, str) else "something not given"
    name += f" ({harmless(code)})" if isinstance(code, str) else ""
    at = moment_of(element, RECORDED_AT)
    when = f" on {at:%Y-%m-%d %H:%M}" if at else ""
    agrees = _agrees(action, element)
    return ", ".join((f"{say.recorded_as(name, agrees)}{when}", *_lateness(action, at, agrees)))


def _named(book: Book, entry: str) -> str:
    """Give what the force entered, in words where it is no crime."""
    answer = book.making["entry"].answer(entry)
    if answer is None or answer.enters != INCIDENT:
        return harmless(entry)
    return answer.label.removesuffix(f", {NO_CRIME}")


def _lateness(action: Action, at: datetime | None, agrees: bool) -> Iterator[str]:
    """Give whether a time lies after the deadline; hours are real, whatever the clocks did."""
    if action.by is None or at is None:
        return
    over = at.astimezone(UTC) - action.by.astimezone(UTC)
    if over.total_seconds() > 0:
        yield say.late_by(length(over))
    elif agrees:
        yield say.IN_TIME
