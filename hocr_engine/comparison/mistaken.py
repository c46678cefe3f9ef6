"""Which mistakes lead to what was recorded: those that rules at work name, and no guess beyond."""

from __future__ import annotations

from collections.abc import Iterator

from hocr_engine.comparison.model import Compared, Comparison
from hocr_engine.decision.model import Action, Finding, Truth
from hocr_engine.rulebook.model import LATE_RECORD, NO_RECORD, SECOND_RECORD, Rule

_WRONG = (
    *(Compared.WRONG_CLASS, Compared.WRONG_CODE, Compared.DUPLICATE, Compared.NOT_A_CRIME),
    *(Compared.SHOULD_BE_REPORTED, Compared.SHOULD_NOT_BE_REPORTED, Compared.MISSING),
)


def mistaken(one: Comparison) -> tuple[Rule, ...]:
    """
    Give the rules whose mistake would lead to just what was recorded, each once.

    They are rules that bore the action, whichever other may have borne it as well, or remarked on
    it, and say what their mistake leads to; nothing where the record is right and in time, or where
    nothing can be said yet.
    """
    if one.should is None:
        return ()
    led = frozenset(_led_to(one))
    found = (rule for rule in _at_work(one.should) if led.intersection(rule.mistake_leads_to))
    return tuple({rule.mistake: rule for rule in found}.values())


def _led_to(one: Comparison) -> Iterator[str]:
    """Give what became of it, in the words in which rules say what a mistake leads to."""
    if one.is_late:
        yield LATE_RECORD
    if one.kind not in _WRONG:
        return
    if one.record is not None:
        yield from filter(None, (one.record.entry, one.record.code))
    if one.kind is Compared.DUPLICATE:
        yield SECOND_RECORD
    elif one.record is None or not one.record.is_entered:
        yield NO_RECORD


def _at_work(action: Action) -> Iterator[Rule]:
    for found in action.findings.values():
        yield from found.deciding if found.is_settled else _sure(found)
        yield from found.notes
    yield from (relation.rule for relation in action.relations)
    yield from (included.relation.rule for included in action.includes)


def _sure(found: Finding) -> Iterator[Rule]:
    """Give the rules that apply for sure among those of which one decides an open answer."""
    for topic in found.topics:
        for result in topic.results:
            if result.rule in found.deciding and result.truth is Truth.YES:
                yield result.rule
