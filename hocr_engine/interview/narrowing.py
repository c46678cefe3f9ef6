"""
What to ask next, told by the rules alone.

A whole decision supposes each answer of what is missing, many times over, before it says what makes
no difference. To find one question it is enough to see that one fact makes one: its answers are
supposed in turn until two of them leave open different things.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date

from attrs import frozen

from hocr_engine.decision.asking import undecided
from hocr_engine.decision.completing import answers_of
from hocr_engine.decision.decide import moments
from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.entering import Outcome
from hocr_engine.decision.model import Finding, RuleResult
from hocr_engine.decision.stage import outcomes_at
from hocr_engine.incident.linked import Linked, World, facts_awaited
from hocr_engine.incident.model import FactRef, Incident
from hocr_engine.rulebook.model import Book, Rule

OFFENCES = ("candidates", "courses")


@frozen(eq=False)
class Waited:
    """A fact worth asking for: of what, the rules that wait for it, how many others may matter."""

    ref: FactRef
    subject: Linked
    rules: tuple[Rule, ...]
    further: int


@frozen(eq=False)
class Open:
    """A fact that some possible crime waits for, with the rules that may still apply."""

    ref: FactRef
    of: Outcome
    results: tuple[RuleResult, ...]
    is_of_offence: bool


def next_fact(
    book: Book, incident: Incident, on: date | None, may_ask: Callable[[FactRef], bool]
) -> Waited | None:
    """
    Give the fact to ask for first: what the act would be, then whatever most rules wait for.

    A rule that waits for something that nobody knows can no longer be seen to apply; what only
    such rules wait for is left to the whole decision.
    """
    deliberation = _deliberation(book, incident, on)
    if deliberation is None:
        return None
    found = _open(book, outcomes_at(deliberation, supposed=0), incident.not_known)
    left = [one for one in found if may_ask(one.ref)]
    for one in left:
        if _matters(deliberation, one.ref):
            rules = tuple(dict.fromkeys(result.rule for result in one.results))
            return Waited(one.ref, one.of.slot.candidates[0], rules, len(left) - 1)
    return None


def _deliberation(book: Book, incident: Incident, on: date | None) -> Deliberation | None:
    """Give the answers about the record as known after all that reached police."""
    stages = moments(book, incident)
    if not stages:
        return None
    last = stages[-1]
    world = World(incident, book.vocabulary, book.rows, on or last.at.date(), last.at)
    return Deliberation(book, world)


def _open(book: Book, outcomes: Iterator[Outcome], not_known: Collection[str]) -> Sequence[Open]:
    """Give what the outcomes of one allegation after the other wait for, in order of asking."""
    offences = {book.making[what].id for what in OFFENCES if what in book.making}
    found: dict[FactRef, Open] = {}
    for one in outcomes:
        if one.is_uncovered:
            continue
        first = _waiting([one.slot.offence], not_known)
        then = _waiting([f for f in one.findings.values() if f.decision not in offences], not_known)
        refs = [ref for ref in facts_awaited(one.awaits) if ref in first or ref in then]
        waits = {ref: (-len(first.get(ref, ())), -len(then.get(ref, ()))) for ref in refs}
        for ref in sorted(refs, key=lambda r: (*waits[r], *_declared(book, r), r)):
            results = (*first.get(ref, ()), *then.get(ref, ()))
            found.setdefault(ref, Open(ref, one, results, ref in first))
    return tuple(found.values())


def _declared(book: Book, ref: FactRef) -> tuple[bool, int]:
    """Give where a fact comes among those for which as many rules wait: lists first, details last.

    Vocabularies declare what a thing is before the details that only some such things have.
    """
    facts = book.vocabulary.kinds[ref.kind].facts
    return not facts[ref.name].answers, list(facts).index(ref.name)


def _waiting(
    findings: Sequence[Finding], not_known: Collection[str]
) -> dict[FactRef, list[RuleResult]]:
    """Give the rules that wait for each fact and may still be seen to apply."""
    found: dict[FactRef, list[RuleResult]] = {}
    for finding in findings:
        for result in undecided(finding):
            refs = facts_awaited(result.awaits)
            if not any(ref.pointer in not_known for ref in refs):
                for ref in refs:
                    found.setdefault(ref, []).append(result)
    return found


def _matters(deliberation: Deliberation, ref: FactRef) -> bool:
    """Say whether two answers to a fact leave open different things; one without a list may."""
    answers = answers_of(ref, deliberation.book.vocabulary)
    first: Counter[object] | None = None
    for answer in answers:
        left = _left(deliberation.supposing(ref, answer))
        if first is not None and left != first:
            return True
        first = left
    return not answers


def _left(deliberation: Deliberation) -> Counter[object]:
    """Give what is possible, and what that waits for."""
    return Counter(
        (one.slot.id, one.lines, facts_awaited(one.awaits), one.slot.may_be_none)
        for one in outcomes_at(deliberation, supposed=0)
    )
