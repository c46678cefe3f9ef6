"""Why an answer or a rule did not come about where something is to be done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Final

from attrs import evolve, frozen

from hocr_engine.decision.entering import making
from hocr_engine.decision.model import Action, Decision, Entered, Finding, Relation
from hocr_engine.decision.names import Names
from hocr_engine.feel.types import Period
from hocr_engine.incident.linked import facts_awaited
from hocr_engine.incident.model import FactRef
from hocr_engine.reconsidering.comparing import compared
from hocr_engine.reconsidering.falling_short import Obstacle, Short, falling_short
from hocr_engine.reconsidering.naming import Named, NamedRules
from hocr_engine.reconsidering.reaching import (
    Miss,
    misses,
    names_of,
    nearest_misses,
    subjects,
)
from hocr_engine.rulebook.model import DecisionDeclaration, DecisionKind

# What decisions make whose answers are entered, so that what is entered says how they stand.
ENTERED: Final = ("entry", "class", "candidates", "courses")


class State(Enum):
    """What became of what was asked about."""

    IS = "is"
    OPEN = "open"
    ELSEWHERE = "elsewhere"
    COUNTED = "counted"
    NOT_LISTED = "not listed"
    NOT_ASKED = "not asked"
    NO_RULE = "no rule"
    FAILED = "failed"


@frozen(eq=False)
class Why:
    """
    What became of a name where something is to be done, and the nearest that it missed by.

    `decision` is the one asked about; `found` its answer where there is one; `listed` when the list
    has the word; `relations` say what it was counted into; `others` are the things elsewhere that
    have it for their answer.
    """

    state: State
    names: Names
    decision: DecisionDeclaration | None = None
    found: Finding | None = None
    misses: tuple[Miss, ...] = ()
    awaits: tuple[FactRef, ...] = ()
    relations: tuple[Relation, ...] = ()
    others: tuple[Action, ...] = ()
    listed: Period = (None, None)


def why_not(decision: Decision, action: Action, named: Named) -> Why:
    """Give why what a name stands for did not come about where one thing is to be done."""
    names = action.subject.world.names(action.subject)
    assert isinstance(names, Names)
    if isinstance(named, NamedRules):
        return _of_rules(decision, action, names, named)
    found = [_of_answer(decision, action, names, one, named.word) for one in named.decisions]
    asked = [one for one in found if one.state is not State.NOT_ASKED]
    told = [one for one in asked if one.state not in (State.FAILED, State.NO_RULE)]
    failed = [one for one in asked if one.state is State.FAILED]
    return _together(told or failed or asked or found[:1])


def _together(found: list[Why]) -> Why:
    """Give why not of several decisions that answer the same words as one, the nearest first."""
    every = sorted((miss for one in found for miss in one.misses), key=lambda miss: miss.order)
    nearest = every[0].through[0].found if every and every[0].through else found[0].found
    return evolve(found[0], found=nearest, misses=tuple(every))


def _of_answer(
    decision: Decision,
    action: Action,
    names: Names,
    declared: DecisionDeclaration,
    word: str,
) -> Why:
    finding = _finding(action, names, declared)
    why = Why(State.FAILED, names, declared, finding)
    if finding is None:
        return evolve(why, state=State.NOT_ASKED)
    own = _own_state(action, finding, declared, word)
    if own is not None:
        own_awaits = () if declared.makes in ENTERED else facts_awaited(finding.awaits)
        return evolve(why, state=own, awaits=own_awaits or action.missing)
    into = tuple(_counted_into(action, word))
    if into:
        return evolve(why, state=State.COUNTED, relations=into)
    others = tuple(one for one in decision.actions if one is not action and _enters(one, word))
    if others and _makes_crime(declared):
        return evolve(why, state=State.ELSEWHERE, others=others)
    listed = decision.book.listed.get(declared.answers_of or "", {}).get(word, (None, None))
    if not _holds(listed, action.subject.world.on):
        return evolve(why, state=State.NOT_LISTED, listed=listed)
    found = misses(names, declared, frozenset({word}))
    return evolve(why, misses=found) if found else evolve(why, state=State.NO_RULE)


def _finding(action: Action, names: Names, declared: DecisionDeclaration) -> Finding | None:
    """Give the answer of a decision; of a request only of those that concern it."""
    if declared.kind is DecisionKind.REQUIREMENTS:
        return action.findings.get(declared.id)
    return next((names.ask(declared.id, subject) for subject in subjects(names, declared)), None)


def _makes_crime(declared: DecisionDeclaration) -> bool:
    return declared.answers_of is not None


def _holds(period: Period, on: date) -> bool:
    start, end = period
    return (start is None or start <= on) and (end is None or on < end)


def words_of(entered: Entered) -> tuple[str | None, ...]:
    """Give the words by which people may ask about what is entered."""
    return (entered.entry, entered.class_, entered.code)


def _enters(action: Action, word: str) -> bool:
    return any(word in words_of(entered) for entered in action.entered)


def _own_state(
    action: Action, finding: Finding, declared: DecisionDeclaration, word: str
) -> State | None:
    """Say whether a word is the answer, or may still be; None where it is neither."""
    if declared.makes == "flags" and action.flags is not None:
        own = next((flag for flag in action.flags if flag.word == word), None)
        return None if own is None else State.IS if own.is_sure else State.OPEN
    if declared.makes in ENTERED and action.entered:
        has = [word in words_of(entered) for entered in action.entered]
        into = action.relations and any(one.takes_away for one in action.relations)
        if any(has):
            return State.COUNTED if into and all(has) else State.IS if all(has) else State.OPEN
        return None
    return _found_state(finding, word)


def _found_state(finding: Finding, word: str) -> State | None:
    if finding.slots:
        has = [slot for slot in finding.slots if word in slot.options]
        sure = any(len(slot.options) == 1 and not slot.awaits for slot in has)
        return State.IS if sure else State.OPEN if has else None
    has_it = [_says(option, word) for option in finding.options]
    if not any(has_it):
        return None
    return State.IS if finding.is_settled else State.OPEN


def _says(option: object, word: str) -> bool:
    return word in option.values() if isinstance(option, dict) else option == word


def _counted_into(action: Action, word: str) -> Iterator[Relation]:
    for one in action.includes:
        if word in words_of(one.entered):
            yield one.relation


def _of_rules(decision: Decision, action: Action, names: Names, named: NamedRules) -> Why:
    """Give how each of some rules fell short, or that one of them applies."""
    topic = decision.book.topic_of_rule[named.rules[0].id]
    declared = decision.book.decisions[topic.decision]
    if declared.kind is DecisionKind.STEPS:
        return _of_relations(decision, action, names, named)
    if _finding(action, names, declared) is None:
        return Why(State.NOT_ASKED, names, declared)
    shorts = [
        falling_short(names.ask(declared.id, subject), rule, names_of(names, subject))
        for subject in subjects(names, declared)
        for rule in named.rules
    ]
    return _by_shorts(Why(State.FAILED, names, declared), shorts)


def _by_shorts(why: Why, shorts: list[Short]) -> Why:
    if not shorts:
        return evolve(why, state=State.NOT_ASKED)
    applies = [one for one in shorts if one.obstacle is Obstacle.NOTHING]
    if applies:
        return evolve(why, state=State.IS, found=applies[0].found, misses=(Miss(applies[0]),))
    found = sorted(map(Miss, shorts), key=lambda miss: miss.order)
    return evolve(why, found=found[0].short.found, misses=tuple(found))


def _of_relations(decision: Decision, action: Action, names: Names, named: NamedRules) -> Why:
    """Give how rules that set two crimes against each other fell short."""
    declared = decision.book.making["counting"]
    why = Why(State.FAILED, names, declared)
    told = (*action.relations, *(one.relation for one in action.includes))
    spoken = tuple(one for one in told if one.rule in named.rules)
    if spoken:
        return evolve(why, state=State.IS, relations=spoken)
    return _by_shorts(why, [one for rule in named.rules for one in compared(names, rule)])


def nearest_others(decision: Decision, action: Action, most: int) -> tuple[Why, ...]:
    """Give why not the answers that came nearest to being what is made out, the nearest first."""
    names = action.subject.world.names(action.subject)
    assert isinstance(names, Names)
    made = decision.book.making.get("candidates")
    if made is None or not subjects(names, made):
        return ()
    return tuple(_nearest(decision, action, names, most))


def _nearest(decision: Decision, action: Action, names: Names, most: int) -> Iterator[Why]:
    entry = making(decision.book, "entry", action.findings)
    left = most
    if entry is not None and entry.is_settled and not action.is_crime:
        declared = decision.book.making["entry"]
        crimes = frozenset(one.word for one in declared.answers if one.enters == "crime")
        found = misses(names, declared, crimes)
        if found and crimes:
            left -= 1
            yield Why(State.FAILED, names, declared, entry, found)
    yield from _nearest_codes(decision, action, names, left)


def _nearest_codes(decision: Decision, action: Action, names: Names, most: int) -> Iterator[Why]:
    """Give why not the nearest other codes, each once."""
    made_out = {entered.code for one in decision.actions for entered in one.entered}
    made_out |= {one.entered.code for one in action.includes}
    near: dict[str, list[Miss]] = {}
    for what in ("candidates", "courses"):
        declared = decision.book.making.get(what)
        for miss in () if declared is None else nearest_misses(names, declared):
            word = getattr(miss.short.rule.then, "word", None)
            if isinstance(word, str) and word not in made_out:
                near.setdefault(word, []).append(miss)
    for found in sorted(near.values(), key=lambda each: each[0].order)[:most]:
        first = found[0].short
        assert first.found is not None
        declared = decision.book.decisions[first.found.decision]
        yield Why(State.FAILED, names, declared, first.found, tuple(found))
