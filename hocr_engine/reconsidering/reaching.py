"""
From an answer that was not given to the rules that could have led to it, the nearest first.

A rule may fail because an earlier decision was answered otherwise; then the rules are sought that
could have given that one the answer needed, and so on back to conditions that read facts. What a
decision reads is decided before it, so the way back ends; it is bounded nonetheless.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import evolve, frozen

from hocr_engine.decision.model import Finding
from hocr_engine.decision.names import Names
from hocr_engine.decision.requirements import VALID
from hocr_engine.feel.trace import trace
from hocr_engine.incident.linked import Linked
from hocr_engine.reconsidering.falling_short import Obstacle, Short, falling_short
from hocr_engine.reconsidering.giving import (
    COPYING,
    OUTRIGHT,
    REFERRING,
    Needed,
    codes_of,
    implying,
    may_give,
    needed_before,
    needed_instead,
    rules_of,
    towards,
)
from hocr_engine.reconsidering.unmet import unmet
from hocr_engine.rulebook.model import Computed, DecisionDeclaration, Rule, Word
from hocr_engine.vocabulary.model import Role

MAX_DEPTH: Final = 6
MAX_TRIED: Final = 16
MAX_LED_ON: Final = 6


@frozen(eq=False)
class Station:
    """A decision on the way back: what was found, and which answers would have been needed."""

    found: Finding
    needed: tuple[str, ...]


@frozen(eq=False)
class Miss:
    """A rule that could have led to an answer, how it fell short, and the way back to it."""

    short: Short
    through: tuple[Station, ...] = ()
    rank: int = 0
    before: tuple[int, int] = (0, 0)

    @property
    def order(self) -> tuple[int, int, bool, int, str]:
        """Give what makes one miss nearer than another: how much it lacks, then its id."""
        lacking, facts, apart = self.short.distance
        more, again = self.before
        return self.rank, lacking + more, apart, facts + again, self.short.rule.id


def misses(
    names: Names, decision: DecisionDeclaration, words: frozenset[str], depth: int = 0
) -> tuple[Miss, ...]:
    """Give the rules that could have answered one of some words, the nearest first."""
    found = [
        miss
        for subject in subjects(names, decision)
        for miss in _about(names_of(names, subject), decision, words, depth)
    ]
    best: dict[tuple[str, str], Miss] = {}
    for miss in sorted(found, key=lambda one: one.order):
        best.setdefault((miss.short.rule.id, miss.short.subject.id), miss)
    outright = tuple(miss for miss in best.values() if miss.rank < COPYING)
    return outright or tuple(best.values())


def _about(
    names: Names, decision: DecisionDeclaration, words: frozenset[str], depth: int
) -> Iterator[Miss]:
    """Give the misses of a decision about one thing, each led on to what it waits upon."""
    found = names.ask(decision.id, names.subject)
    station = Station(found, tuple(sorted(words)))
    if VALID in words:
        yield from (Miss(_failing(found, rule, names), (station,)) for rule in found.failures)
    given = _nearest(names, decision, words, found)
    for rule, rank in given:
        miss = Miss(_as_answer(falling_short(found, rule, names), words), (), rank)
        if miss.short.obstacle is not Obstacle.NOTHING:
            yield from _led_on(miss, station, names, depth)
    if depth < MAX_DEPTH:
        outright = any(rank == OUTRIGHT for _, rank in given)
        yield from _by_list(
            names, decision, words, station, depth, REFERRING if outright else OUTRIGHT
        )


def _nearest(
    names: Names, decision: DecisionDeclaration, words: frozenset[str], found: Finding
) -> list[tuple[Rule, int]]:
    """Give the rules that may answer one of some words, those that lack least, with their rank."""
    sought, given = implying(decision, words), []
    for rule in rules_of(names.book, decision):
        rank = may_give(names.book, decision, rule, sought)
        if rank is not None:
            given.append((rule, rank))
    given.sort(key=lambda pair: (pair[1], *_lacks(pair[0], names, found)))
    return given[:MAX_TRIED]


def nearest_misses(names: Names, decision: DecisionDeclaration) -> tuple[Miss, ...]:
    """Give the rules of a decision that say a word outright and came nearest to applying."""
    found = []
    for subject in subjects(names, decision):
        own = names_of(names, subject)
        finding = own.ask(decision.id, subject)
        rules = (one for one in rules_of(names.book, decision) if isinstance(one.then, Word))
        near = sorted(rules, key=lambda rule: _lacks(rule, own, finding))[:MAX_TRIED]
        found += [Miss(falling_short(finding, rule, own)) for rule in near]
    missed = (one for one in found if one.short.obstacle is not Obstacle.NOTHING)
    return tuple(sorted(missed, key=lambda one: one.order))


def subjects(names: Names, decision: DecisionDeclaration) -> tuple[Linked, ...]:
    """Give the things that a decision is about, seen from one: itself, or what it is part of."""
    role: Role | None = names.role
    while role is not None:
        if role.name == decision.about:
            subject = names.subject_of(role.name)
            return (subject,) if isinstance(subject, Linked) else ()
        role = names.book.vocabulary.roles.get(role.within or "")
    return tuple(_whose_act_it_is(names, decision))


def _whose_act_it_is(names: Names, decision: DecisionDeclaration) -> Iterator[Linked]:
    """Give the things of a kind whose acts the thing, or what it is part of, is one of."""
    world, kind = names.subject.world, names.book.vocabulary.roles[decision.about].kind
    if decision.makes != "courses":
        return
    own = subjects(names, names.book.making["candidates"])
    for element in sorted(world.incident.of_kind(kind), key=lambda one: one.id):
        thing = world.thing(kind, element.id)
        acts = thing.member("acts")
        if thing in own or (isinstance(acts, list) and any(act in own for act in acts)):
            yield thing


def names_of(names: Names, subject: Linked) -> Names:
    """Give the names that conditions about a thing read, with the same answers."""
    if subject == names.subject:
        return names
    role = names.book.vocabulary.role_of_kind[subject.kind]
    return Names(names.book, role, subject, names.ask)


def _lacks(rule: Rule, names: Names, found: Finding) -> tuple[int, bool, int, str]:
    """Give how many parts of a rule's condition are false, and then not true, without steps."""
    topics = names.book.topic_of_rule
    apart = not any(topics[one.id] is topics[rule.id] for one in found.deciding)
    out = int(not rule.in_force(names.subject.world.on))
    if rule.when is None:
        return out, apart, 0, rule.id
    says = [names.says(part) for part in names.parts(rule.when).all_of]
    return out + says.count(False), apart, len(says) - says.count(True), rule.id


def _as_answer(short: Short, words: frozenset[str]) -> Short:
    """Give a miss of a rule that applies but works out another answer than wanted."""
    then = short.rule.then
    if short.obstacle is Obstacle.NOTHING and isinstance(then, Computed):
        parts = towards(short.names, then.expression, words)
        return evolve(short, obstacle=Obstacle.OTHER_ANSWER, parts=parts)
    return short


def _led_on(miss: Miss, station: Station, names: Names, depth: int) -> Iterator[Miss]:
    """Give a miss, or in its stead those of the earlier answer that it fails for."""
    parts, led = miss.short.parts, False
    if parts and depth < MAX_DEPTH:
        for decision, words in _needed(miss.short, names):
            for inner in misses(names, decision, words, depth + 1)[:MAX_LED_ON]:
                led = True
                yield _before(inner, station, miss.rank, len(parts) - 1)
    if not led:
        yield evolve(miss, through=(station,))


def _needed(short: Short, names: Names) -> tuple[Needed, ...]:
    """Give the earlier answers without which a rule falls short, or another comes before it."""
    rule, first = short.rule, short.parts[0]
    if short.obstacle is Obstacle.CONDITION:
        return needed_before(names, first)
    if short.obstacle is not Obstacle.EARLIER:
        return ()
    rules = names.book.topic_of_rule[rule.id].rules
    return needed_instead(names, first, rules[: rules.index(rule)])


def _before(inner: Miss, station: Station, rank: int, lacking: int) -> Miss:
    """Give a miss further back with the decision before it and what else that lacks."""
    return evolve(
        inner,
        through=(station, *inner.through),
        rank=max(rank, inner.rank),
        before=(inner.before[0] + lacking, inner.before[1]),
    )


def _by_list(
    names: Names,
    decision: DecisionDeclaration,
    words: frozenset[str],
    station: Station,
    depth: int,
    rank: int,
) -> Iterator[Miss]:
    """
    Give the misses of the codes that a list has beside an answer, as the codes of a class.

    They rank behind those of the codes that the rules of the class name.
    """
    codes = codes_of(names.book, decision, words)
    made = (names.book.making.get(what) for what in ("candidates", "courses"))
    for earlier in filter(None, made) if codes else ():
        for inner in misses(names, earlier, codes, depth + 1)[:MAX_LED_ON]:
            yield _before(inner, station, rank, 0)


def _failing(found: Finding, rule: Rule, names: Names) -> Short:
    """Give what a requirement that is not met asks for."""
    step = None if rule.require is None else trace(rule.require, names)
    parts = () if step is None else unmet(names.subject.world, step, wanted=True)
    return Short(rule, names, Obstacle.REQUIRED_FAILS, found, parts)
