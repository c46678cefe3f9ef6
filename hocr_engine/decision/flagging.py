"""The flags that the record of a crime carries: they follow from the crime and change nothing."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Final

from attrs import evolve

from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.entering import FLAGS
from hocr_engine.decision.following import as_counted
from hocr_engine.decision.model import Action, ActionKind, Finding, Flag
from hocr_engine.decision.placement import Placed
from hocr_engine.feel.values import NOTHING
from hocr_engine.incident.linked import Linked

_WITHOUT: Final = (ActionKind.NEEDS_FACTS, ActionKind.REMOVAL_DUE)


def with_flags(deliberation: Deliberation, one: Placed, made: Action) -> Action:
    """
    Give an action with the flags of the crime that it enters.

    Where it is open which crime that is, or which others are part of it, a flag is sure that is
    sure whichever it is. What enters no crime has no flags.
    """
    decision = deliberation.book.making.get(FLAGS)
    if decision is None or made.kind in _WITHOUT or not made.is_crime:
        return made
    crimes = tuple(_crimes(deliberation, one, made))
    found = [deliberation.ask(decision.id, crime) for crime in crimes]
    flags = _joined([_flags(finding) for finding in found], one.awaits)
    order = [answer.word for answer in decision.answers]
    return evolve(
        made,
        findings={**made.findings, decision.id: found[0]},
        flags=tuple(sorted(flags, key=lambda flag: order.index(flag.word))),
    )


def _crimes(deliberation: Deliberation, one: Placed, made: Action) -> Iterator[Linked]:
    """Give each crime that it may be, by itself and with those that are, or may be, part of it."""
    for entered in made.entered:
        if not (one.is_settled and made.includes):
            yield entered.candidate
        if made.includes:
            yield as_counted(deliberation, one, made, entered.candidate)


def _flags(finding: Finding) -> tuple[Flag, ...]:
    """Give each flag that a finding names once."""
    found: dict[str, Flag] = {}
    for slot in finding.slots:
        sure = len(slot.options) == 1 and not slot.awaits
        for word in (option for option in slot.options if isinstance(option, str)):
            flag = Flag(word, sure, NOTHING if sure else slot.awaits, slot.rules)
            found[word] = _either(found[word], flag) if word in found else flag
    return tuple(found.values())


def _either(one: Flag, other: Flag) -> Flag:
    """Give a flag for which two rules speak: one that is sure is enough."""
    if one.is_sure != other.is_sure:
        return one if one.is_sure else other
    return evolve(one, awaits=one.awaits | other.awaits, rules=(*one.rules, *other.rules))


def _joined(branches: Sequence[tuple[Flag, ...]], awaits: frozenset[Hashable]) -> Iterator[Flag]:
    """Give the flags of all that a crime may be; one not sure of each awaits what parts them."""
    for word in dict.fromkeys(flag.word for flags in branches for flag in flags):
        found = [flag for flags in branches for flag in flags if flag.word == word]
        own = frozenset[Hashable]().union(*(flag.awaits for flag in found))
        sure = len(found) == len(branches) and all(flag.is_sure for flag in found)
        parted = len(found) < len(branches) or len({flag.is_sure for flag in found}) > 1
        rules = tuple(dict.fromkeys(rule for flag in found for rule in flag.rules))
        yield Flag(word, sure, own | awaits if parted else own, rules)
