"""Decisions that collect: each topic that speaks adds its answer, unless another overrides it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from functools import partial

from attrs import evolve

from hocr_engine.decision.model import (
    Finding,
    Referral,
    Slot,
    TopicResult,
    Truth,
    Voice,
)
from hocr_engine.decision.names import Names
from hocr_engine.decision.topics import all_topics, heard
from hocr_engine.feel.values import NOTHING, Maybe, OneOf, Unknown, identical
from hocr_engine.rulebook.model import DecisionDeclaration, Rule


def find_every(decision: DecisionDeclaration, names: Names) -> Finding:
    """Give the answers of a decision of the kind every, one slot for each topic that may speak."""
    results = heard(decision.id, names)
    speaking = [result for result in results if not result.is_silent]
    slots = _overridden([_slot(result) for result in speaking], speaking)
    slots = [slot for slot in slots if slot.options != (None,)]
    slots = _merged([*slots, *_implied(decision, slots)])
    awaits = frozenset[Hashable]().union(*(slot.awaits for slot in slots))
    deciding = tuple(dict.fromkeys(rule for slot in slots for rule in slot.rules))
    return Finding(
        decision.id,
        names.subject,
        (_list(decision, slots, names),),
        awaits,
        deciding,
        said=results,
        hear=partial(all_topics, decision.id, names),
        slots=tuple(slots),
    )


def _slot(result: TopicResult) -> Slot:
    options: list[object] = []
    for value in (value for voice in result.voices for value in _values(voice.value)):
        if not any(identical(value, known) for known in options):
            options.append(value)
    referrals = frozenset(v.value for v in result.voices if isinstance(v.value, Referral))
    is_open = len(options) > 1 or isinstance(options[0], Unknown)
    awaits = (result.awaits if is_open else NOTHING) | referrals
    rules = tuple(voice.rule for voice in result.voices if voice.rule is not None)
    return Slot(result.topic.id, tuple(options), awaits, rules)


def _values(value: object) -> tuple[object, ...]:
    """Give what a voice may come to; a referral that names no alternatives may come to anything."""
    if not isinstance(value, Referral):
        return (value,)
    if value.between:
        return value.between
    anything = Unknown(frozenset({value}))
    return (value.suggests, anything) if value.suggests else (anything,)


def _overridden(slots: list[Slot], results: Sequence[TopicResult]) -> list[Slot]:
    """Take away what a rule that applies overrides; what one that may apply overrides may go."""
    found = []
    for slot in slots:
        names = {slot.id, *(rule.id for rule in slot.rules)}
        names |= {rule.id.split("/")[0] for rule in slot.rules}
        over = [
            result
            for other in results
            if other.topic.id != slot.id
            for result in other.live
            if names & set(result.rule.overrides) and _speaks(result.rule, other.voices)
        ]
        if any(result.truth is Truth.YES for result in over):
            continue
        maybe = [result for result in over if result.truth is Truth.MAYBE]
        if maybe:
            waits = frozenset[Hashable]().union(*(result.awaits for result in maybe))
            options = (*slot.options, None)
            found.append(evolve(slot, options=options, awaits=slot.awaits | waits))
        else:
            found.append(slot)
    return found


def _speaks(rule: Rule, voices: Sequence[Voice]) -> bool:
    return any(voice.rule is rule for voice in voices)


def _implied(decision: DecisionDeclaration, slots: Sequence[Slot]) -> Iterator[Slot]:
    """Give a slot for each answer that another implies, borne by the rules of that other."""
    for slot in slots if decision.implied else ():
        follows = [decision.implied.get(str(option), frozenset()) for option in slot.options]
        for word in sorted(frozenset[str]().union(*follows)):
            sure = all(word in words for words in follows)
            options: tuple[object, ...] = (word,) if sure else (word, None)
            awaits = NOTHING if sure else slot.awaits
            if sure or not any(_says(known, word, awaits) for known in slots):
                yield Slot(f"{slot.id}/{word}", options, awaits, slot.rules)


def _says(known: Slot, word: str, awaits: frozenset[Hashable]) -> bool:
    """Say whether a slot says for sure what another may say, or may say it for the same facts."""
    if _is_sure(known):
        return known.options[0] == word
    return known.awaits == awaits and set(known.options) == {word, None}


def _is_sure(slot: Slot) -> bool:
    return len(slot.options) == 1 and not slot.awaits


def _merged(slots: Sequence[Slot]) -> list[Slot]:
    """Give the slots with those of one and the same sure answer made into one."""
    found: list[Slot] = []
    for slot in slots:
        same = next((known for known in found if _same(known, slot)), None)
        if same is None:
            found.append(slot)
        else:
            found[found.index(same)] = evolve(same, rules=(*same.rules, *slot.rules))
    return found


def _same(one: Slot, other: Slot) -> bool:
    sure = _is_sure(one) and _is_sure(other)
    return sure and identical(one.options[0], other.options[0])


def _list(decision: DecisionDeclaration, slots: Sequence[Slot], names: Names) -> list[object]:
    found: list[object] = []
    for slot in slots:
        sure = tuple(option for option in slot.options if option is not None)
        key = (decision.id, names.subject.kind, names.subject.id, slot.id)
        value = sure[0] if len(sure) == 1 else OneOf(sure, slot.awaits, key)
        found.append(Maybe(value, slot.awaits) if None in slot.options else value)
    return found
