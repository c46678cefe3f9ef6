"""Decisions with one answer: layers and overrides settle which topic prevails in each world."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from functools import partial
from itertools import product
from math import prod

from attrs import frozen

from hocr_engine.bounds import MAX_WORLDS
from hocr_engine.decision.model import (
    CONFLICT,
    NOT_COVERED,
    Bound,
    Finding,
    Referral,
    TopicResult,
    Voice,
)
from hocr_engine.decision.names import Names
from hocr_engine.decision.topics import all_topics, heard
from hocr_engine.feel.values import NOTHING, Unknown, identical
from hocr_engine.rulebook.model import DecisionDeclaration, Rule, Topic

TOO_MANY_WORLDS = Bound("more combinations of undecided rules than are tried")


@frozen(eq=False)
class World:
    """One way in which undecided rules may turn out: its answer, who prevailed and over whom."""

    value: object
    prevailing: tuple[Rule, ...]
    overridden: tuple[Rule, ...]


def find_one(decision: DecisionDeclaration, names: Names) -> Finding:
    """Give the answer of a decision of the kind one or table."""
    results = heard(decision.id, names)
    if prod(len(result.voices) for result in results) > MAX_WORLDS:
        return Finding(
            decision.id,
            names.subject,
            all_answers(decision),
            _awaited(results) | {TOO_MANY_WORLDS},
            (),
            said=results,
            hear=partial(all_topics, decision.id, names),
        )
    speaking = [result for result in results if not result.is_silent]
    worlds = [_world(decision, chosen, names) for chosen in _chosen(speaking)]
    return _finding(decision, worlds, results, names)


def _chosen(results: Sequence[TopicResult]) -> Iterator[tuple[tuple[TopicResult, Voice], ...]]:
    voices = [[(result, voice) for voice in result.voices] for result in results]
    return product(*voices)


def _world(
    decision: DecisionDeclaration, chosen: tuple[tuple[TopicResult, Voice], ...], names: Names
) -> World:
    alive = [(result.topic, voice) for result, voice in chosen if voice.rule is not None]
    if not alive:
        return World(Referral(decision.id, names.subject.id, NOT_COVERED), (), ())
    top = max(names.book.layer_rank(topic.layer) for topic, _ in alive)
    highest = [(t, v) for t, v in alive if names.book.layer_rank(t.layer) == top]
    kept = [pair for pair in highest if not _is_overridden(pair, highest)] or highest
    prevailing = tuple(voice.rule for _, voice in kept if voice.rule is not None)
    first = kept[0][1].value
    overridden = tuple(
        voice.rule
        for _, voice in alive
        if voice.rule is not None
        and voice.rule not in prevailing
        and not identical(first, voice.value)
    )
    if all(identical(first, voice.value) for _, voice in kept):
        return World(first, prevailing, overridden)
    ids = tuple(sorted(rule.id for rule in prevailing))
    referral = Referral(decision.id, names.subject.id, CONFLICT, ids)
    return World(referral, prevailing, overridden)


def _is_overridden(pair: tuple[Topic, Voice], others: Sequence[tuple[Topic, Voice]]) -> bool:
    topic, voice = pair
    if voice.rule is None:
        return False
    names = {voice.rule.id, topic.id, voice.rule.id.split("/")[0]}
    return any(
        other is not voice and other.rule is not None and names & set(other.rule.overrides)
        for _, other in others
    )


def _finding(
    decision: DecisionDeclaration,
    worlds: Sequence[World],
    results: tuple[TopicResult, ...],
    names: Names,
) -> Finding:
    options: list[object] = []
    awaits: set[Hashable] = set()
    words: set[str] = set()
    for world in worlds:
        awaits |= _add(options, words, world.value, decision)
    same = all(identical(worlds[0].value, world.value) for world in worlds)
    if not same:
        awaits |= _awaited(results)
    deciding = dict.fromkeys(rule for world in worlds for rule in world.prevailing)
    overridden = dict.fromkeys(rule for world in worlds for rule in world.overridden)
    return Finding(
        decision.id,
        names.subject,
        tuple(options),
        frozenset(awaits),
        tuple(deciding),
        tuple(rule for rule in overridden if rule not in deciding),
        results,
        partial(all_topics, decision.id, names),
    )


def _add(
    options: list[object], words: set[str], value: object, decision: DecisionDeclaration
) -> frozenset[Hashable]:
    """Add what a world answers to the options; a referral leaves all answers open."""
    if isinstance(value, Unknown):
        return value.awaits
    found: tuple[object, ...] = (value,)
    waits: frozenset[Hashable] = NOTHING
    if isinstance(value, Referral):
        found, waits = value.between or all_answers(decision), frozenset({value})
    for one in found:
        if type(one) is str and one in words:
            continue
        if type(one) is str:
            words.add(one)
            options.append(one)
        elif not any(identical(one, known) for known in options):
            options.append(one)
    return waits


def all_answers(decision: DecisionDeclaration) -> tuple[object, ...]:
    """Give every answer that a decision can have; none where they are not listed."""
    if decision.outputs:
        listed = ([answer.word for answer in output.answers] for output in decision.outputs)
        names = [output.name for output in decision.outputs]
        return tuple(dict(zip(names, words, strict=True)) for words in product(*listed))
    return tuple(answer.word for answer in decision.answers)


def _awaited(results: Sequence[TopicResult]) -> frozenset[Hashable]:
    return frozenset().union(*(result.awaits for result in results))
