"""The rules on both sides: those that make an entry right, and why not what was recorded."""

from __future__ import annotations

from collections.abc import Iterator

from hocr_engine.comparison.due import Asks, Due
from hocr_engine.comparison.model import Recorded, WhyNot
from hocr_engine.decision.entering import making
from hocr_engine.decision.model import Action, Finding, Relation, Truth
from hocr_engine.rulebook.model import Book, Rule, Word

BEARING = ("candidates", "courses", "gate", "entry", "class")


def why(book: Book, action: Action) -> tuple[Rule, ...]:
    """Give the rules that made the action what it is, in the order of the way to it, then those
    by which it counts with another."""
    found: dict[str, Rule] = {}
    for what in BEARING:
        finding = making(book, what, action.findings)
        if finding is not None:
            found |= {rule.id: rule for rule in _bearing(finding, action)}
    found |= {relation.rule.id: relation.rule for relation in action.relations}
    return tuple(found.values())


def _bearing(finding: Finding, action: Action) -> tuple[Rule, ...]:
    own = action.id.rsplit("/", 1)[-1]
    slots = [slot for slot in finding.slots if slot.id.rsplit("/", 1)[-1] == own]
    return tuple(rule for slot in slots for rule in slot.rules) if slots else finding.deciding


def why_not(book: Book, due: Due, record: Recorded) -> WhyNot:
    """Give why what was recorded is not what was to be, as far as can be said now."""
    results = [
        (result, finding)
        for finding in due.action.findings.values()
        for topic in finding.topics
        for result in topic.results
        if _leads_to(result.rule, record)
    ]
    on = due.action.subject.world.on
    failed = (r.rule for r, _ in results if r.truth is Truth.NO and r.rule.in_force(on))
    gave_way = (r.rule for r, finding in results if r.rule in finding.overridden)
    return WhyNot(
        listed=_listed(book, due, record),
        merged=merged(due, record),
        not_applying=tuple(dict.fromkeys(failed)),
        overridden=tuple(dict.fromkeys(gave_way)),
    )


def _leads_to(rule: Rule, record: Recorded) -> bool:
    words = {record.code, record.entry} - {""}
    return isinstance(rule.then, Word) and rule.then.word in words


def _listed(book: Book, due: Due, record: Recorded) -> bool | None:
    """Say whether the class recorded stands in the list on the day decided as at."""
    kind = book.making["class"].answers_of
    if kind is None or not record.is_crime:
        return None
    if record.entry not in book.listed.get(kind, {}):
        return False
    start, end = book.listed[kind][record.entry]
    on = due.action.subject.world.on
    return (start is None or start <= on) and (end is None or on < end)


def merged(due: Due, record: Recorded) -> Relation | None:
    """Give how the crime that was recorded counts with another, where it does."""
    return next(_merging(due, record), None)


def _merging(due: Due, record: Recorded) -> Iterator[Relation]:
    for included in due.action.includes:
        entered = included.entered
        if record.entry == entered.class_ or (record.code and record.code == entered.code):
            yield included.relation
    if due.asks is Asks.PART:
        yield from (relation for relation in due.action.relations if relation.takes_away)
