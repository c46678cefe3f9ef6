"""What a possible crime comes to: its entry, and the class and code under which a crime stands."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from datetime import datetime
from math import inf

from attrs import frozen

from hocr_engine.decision.candidates import CandidateSlot
from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.model import NOT_COVERED, Entered, Finding, Referral
from hocr_engine.feel.values import Unknown
from hocr_engine.incident.linked import Linked, facts_awaited
from hocr_engine.rulebook.model import Book, DecisionKind

CRIME = "crime"
INCIDENT = "incident"
FLAGS = "flags"


@frozen(eq=False)
class Outcome:
    """All that a slot may come to, what that waits for, and the findings that say so."""

    slot: CandidateSlot
    entered: tuple[Entered, ...]
    awaits: frozenset[Hashable]
    findings: Mapping[str, Finding]
    by: datetime | None
    duties: tuple[str, ...]

    is_course: bool = False

    @property
    def is_uncovered(self) -> bool:
        """Say whether the offence itself is beyond this rulebook, so that no fact would help."""
        uncovered = any(
            isinstance(wait, Referral) and wait.reason == NOT_COVERED for wait in self.awaits
        )
        return uncovered and not facts_awaited(self.slot.awaits)

    @property
    def allegation(self) -> str:
        """Give the id of the allegation that it belongs to; of a course, that of its last act."""
        thing = self.slot.candidates[0].member("allegation")
        return thing.id if isinstance(thing, Linked) else ""

    @property
    def acts(self) -> tuple[str, ...]:
        """Give the ids of the allegations that make it out."""
        element = self.slot.candidates[0].element
        acts = element.facts.get("acts") if element is not None else None
        return tuple(map(str, acts)) if isinstance(acts, tuple) else ()

    @property
    def lines(self) -> tuple[str, ...]:
        """Give the short forms of all that the slot may come to, in order."""
        return tuple(sorted({one.line for one in self.entered}))

    @property
    def is_settled(self) -> bool:
        """Say whether the slot comes to one thing and nothing could change it."""
        return len(self.entered) == 1 and not self.awaits


def outcome(deliberation: Deliberation, slot: CandidateSlot, *, most: float = inf) -> Outcome:
    """Give what a slot may come to; past the `most` that is of use, no more is sought."""
    entered: dict[str, Entered] = {}
    awaits: set[Hashable] = set()
    for candidate in slot.candidates:
        if len(entered) > most:
            break
        for one, waits in _entries(deliberation, candidate):
            awaits |= waits
            entered.setdefault(one.line, one)
    if len(entered) > 1 or slot.may_be_none:
        awaits |= slot.awaits
    findings = _findings(deliberation, slot)
    by, duties = _deadline(deliberation.book, findings), _duties(deliberation.book, findings)
    return Outcome(slot, tuple(entered.values()), frozenset(awaits), findings, by, duties)


def _deadline(book: Book, findings: Mapping[str, Finding]) -> datetime | None:
    finding = making(book, "deadline", findings)
    if finding is None or not finding.is_settled:
        return None
    return finding.options[0] if isinstance(finding.options[0], datetime) else None


def _duties(book: Book, findings: Mapping[str, Finding]) -> tuple[str, ...]:
    finding = making(book, "duties", findings)
    slots = () if finding is None else finding.slots
    return tuple(str(s.options[0]) for s in slots if len(s.options) == 1 and not s.awaits)


def _entries(
    deliberation: Deliberation, candidate: Linked
) -> Iterator[tuple[Entered, frozenset[Hashable]]]:
    """Give each entry that a candidate may have, for a crime with each class it may have."""
    book = deliberation.book
    finding = deliberation.ask(book.making["entry"].id, candidate)
    code = candidate.member("code")
    for word in finding.options:
        answer = book.making["entry"].answer(str(word))
        enters = (answer.enters if answer else None) or INCIDENT
        if enters != CRIME:
            yield Entered(str(word), enters, None, None, candidate), finding.awaits
            continue
        classes = deliberation.ask(book.making["class"].id, candidate)
        known_code = code if isinstance(code, str) else None
        # Of a code that is itself open no class is sought out, nor asked for what would tell it.
        sought = code.awaits if isinstance(code, Unknown) and not classes.options else None
        awaits = finding.awaits | (classes.awaits if sought is None else sought)
        for class_ in classes.options or (None,):
            name = class_ if isinstance(class_, str) else None
            yield Entered(str(word), enters, name, known_code, candidate), awaits


def _findings(deliberation: Deliberation, slot: CandidateSlot) -> dict[str, Finding]:
    """Give every decision about the slot's first candidate and about its allegation."""
    if deliberation.brief:
        return {slot.offence.decision: slot.offence}
    book, first = deliberation.book, slot.candidates[0]
    role = book.vocabulary.role_of_kind[first.kind]
    found = {slot.offence.decision: slot.offence}
    above = first.member(role.by) if role.by else None
    for decision in book.decisions.values():
        if decision.kind is DecisionKind.STEPS or decision.makes == FLAGS:
            continue
        if decision.about == role.name:
            found[decision.id] = deliberation.ask(decision.id, first)
        elif decision.about == role.within and isinstance(above, Linked):
            found[decision.id] = deliberation.ask(decision.id, above)
    return found


def making(book: Book, what: str, findings: Mapping[str, Finding]) -> Finding | None:
    """Give the finding of the decision that makes something, where the book has one."""
    decision = book.making.get(what)
    return None if decision is None else findings.get(decision.id)
