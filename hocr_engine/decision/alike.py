"""
Things that are alike but for few facts, and answers about one that hold for another.

An allegation of which much is unknown may be any of some hundred codes, each a possible crime of
its own. These differ in their code alone, and most rules say the same of many codes. So what was
answered for one holds for the next where it was worked out from what they share, from what
conditions say of both alike, and from answers that are the same for both.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, Final, cast

from attrs import evolve, field, frozen

from hocr_engine.bounds import MAX_ALIKE
from hocr_engine.decision.likening import about_other, awaits_told, chosen_about_other, told
from hocr_engine.decision.model import Finding, Referral, TopicResult, Voice
from hocr_engine.decision.names import Names
from hocr_engine.decision.parts import Part
from hocr_engine.decision.sieve import Head, Sieve
from hocr_engine.decision.topics import all_topics, left_by_facts, retold
from hocr_engine.incident.kept import Consulted, Kept, Place
from hocr_engine.incident.linked import Linked

_PLAIN: Final = (str, bool, Decimal, type(None), dict, Referral)


@frozen
class Answered:
    """What was answered about a thing, or only how many answers there may be."""

    decision: str
    alone: bool = False


@frozen(eq=False)
class Fork:
    """
    What is asked of a thing next, and what follows from each that it may say.

    Where that is worked out from no fact of the thing's own, `reads` are the answers about it that
    are read for that.
    """

    asked: object
    reads: tuple[str, ...] | None
    ways: dict[Hashable, Fork | Kept] = field(factory=dict)


# What was asked, the answers read for it where no fact of the thing's own was, and what was said.
Step = tuple[object, tuple[str, ...] | None, Hashable]


@frozen(eq=False)
class Family:
    """
    Things of one kind that are told the same, but for facts that each has of its own.

    For each decision what was asked of those already answered about stands in the order in which it
    was asked, forked where they said different things. A thing that goes the same way as one of
    them gets the same answer.
    """

    _forks: dict[str, Fork | Kept] = field(factory=dict, init=False)
    _noted: dict[str, int] = field(factory=dict, init=False)
    _number_of: dict[tuple[str, str], int] = field(factory=dict, init=False)
    _said: dict[tuple[object, tuple[int, ...]], Hashable] = field(factory=dict, init=False)

    def note(self, kept: Kept, answer: Callable[[str], Finding]) -> None:
        """Note an answer about one of the things, by what was asked of it and what it said."""
        found, consulted = kept.value, kept.consulted
        if consulted is None or consulted.facts & consulted.own():
            return
        if not isinstance(found, Finding) or not _may_hold(found):
            return
        noted = self._noted[found.decision] = self._noted.get(found.decision, 0) + 1
        if noted > MAX_ALIKE:
            return
        ways: dict[Any, Fork | Kept] = self._forks
        key: Hashable = found.decision
        for asked, reads, said in self._way(kept, consulted, found.subject, answer):
            fork = ways.setdefault(key, Fork(asked, reads))
            if isinstance(fork, Kept) or (fork.asked is not asked and fork.asked != asked):
                return
            ways, key = fork.ways, said
        ways.setdefault(key, kept)

    def _way(
        self, kept: Kept, consulted: Consulted, one: Linked, answer: Callable[[str], Finding]
    ) -> Sequence[Step]:
        """Give what was asked of a thing for an answer, with what it said, written out once."""
        known = cast("Sequence[Step] | None", consulted.way)
        if known is None or _reads_more(known, consulted):
            known = tuple(self._written(kept, consulted, one, answer))
            consulted.way = known
        return known

    def _written(
        self, kept: Kept, consulted: Consulted, one: Linked, answer: Callable[[str], Finding]
    ) -> Iterator[Step]:
        for asked, known in consulted.said.items():
            reads = None if known.facts & consulted.own() else _names(known.answers, one)
            said = told(known.value, one)
            if reads is not None:
                self._said[asked, tuple(self.number(answer(name)) for name in reads)] = said
            yield asked, reads, said
        # Which answers there may be makes a difference where each was gone through.
        for name in _names(consulted.answers, one):
            yield Answered(name), None, self.number(answer(name))
        for name in _names(consulted.behind, one):
            alone = not kept.followed
            yield Answered(name, alone), None, self._answered(answer(name), alone)

    def number(self, found: Finding) -> int:
        """Give a number that answers about two of the things share where they are the same."""
        key = (found.decision, found.subject.id)
        known = self._number_of.get(key)
        if known is None:
            one = found.subject
            options = tuple(told(option, one) for option in found.options)
            said = found.decision, options, awaits_told(found.awaits, one)
            numbers = one.world.reading.bits.numbers
            known = self._number_of[key] = numbers.setdefault(said, len(numbers))
        return known

    def _answered(self, found: Finding, alone: bool) -> Hashable:
        return (found.is_settled, len(found.options)) if alone else self.number(found)

    def answered(self, decision: str, names: Names) -> Kept | None:
        """Give the answer about a thing of which the same is told as of another."""
        found = self._forks.get(decision)
        while isinstance(found, Fork):
            found = found.ways.get(self._says(found, decision, names))
        return found

    def _says(self, fork: Fork, decision: str, names: Names) -> Hashable:
        """Give what the subject of some names says when it is asked as another was."""
        asked, one = fork.asked, names.subject
        match asked:
            case Sieve():
                return told(left_by_facts(decision, asked, names), one)
            case Answered(decision=name, alone=alone):
                return self._answered(names.ask(name, one), alone)
            case Part() | Head():
                return self._says_of(asked, fork.reads, names)
        return None

    def _says_of(self, asked: Part | Head, reads: Sequence[str] | None, names: Names) -> Hashable:
        one = names.subject
        if reads is None:
            return told(names.kept(asked).value, one)
        key = (asked, tuple(self.number(names.ask(name, one)) for name in reads))
        if key in self._said:
            return self._said[key]
        kept = names.kept(asked)
        said = told(kept.value, one)
        if set(_names(kept.answers, one)) <= set(reads) and not kept.facts & own_facts(one):
            self._said[key] = said
        return said


def _reads_more(way: Sequence[Step], consulted: Consulted) -> bool:
    """Say whether a fact was shared when a way was written out, and is the thing's own by now."""
    own, said = consulted.own(), consulted.said.values()
    return any(
        reads is not None and known.facts & own
        for (_, reads, _), known in zip(way, said, strict=False)
    )


def _names(answers: Iterable[Place], one: Linked) -> tuple[str, ...]:
    """Give the decisions among answers that are about a thing."""
    return tuple(name for name, kind, about in answers if (kind, about) == (one.kind, one.id))


def _may_hold(found: Finding) -> bool:
    """Say whether an answer is such that it can be told of another thing."""
    return all(isinstance(option, _PLAIN) for option in found.options)


def own_facts(one: Linked) -> int:
    """Give the facts that one of several things alike has of its own, as bits."""
    return one.world.reading.bits.own[one.kind, one.id]


def consulted_about(one: Linked) -> Consulted:
    """Give a note of what is consulted about one of several things, with nothing noted yet."""
    own, about = one.world.reading.bits.own, (one.kind, one.id)
    # What is kept of it outlasts the world of the thing, which it therefore does not hold.
    return Consulted(lambda: own[about])


def families(things: Sequence[Linked]) -> Mapping[tuple[str, str], Family]:
    """Give the family of some things of one kind by each of these, none where there is but one."""
    facts = [thing.element.facts for thing in things if thing.element is not None]
    if len(things) == 1 or len(facts) < len(things):
        return {}
    shared = frozenset(
        name
        for name, value in facts[0].items()
        if all(name in other and other[name] is value for other in facts)
    )
    said_of_all: dict[str, dict[int, Kept]] = {}
    for one in things:
        one.world.said_of_all[one.kind, one.id] = said_of_all
        names = one.world.vocabulary.kinds[one.kind].facts
        one.world.reading.bits.share((one.kind, one.id), names, shared)
    family = Family()
    return {(one.kind, one.id): family for one in things}


def told_of(found: Finding, subject: Linked, names: Names) -> Finding:
    """Give an answer about one thing as that about another, with its rules to be tried for that."""
    one = found.subject
    chosen = chosen_about_other(found.chosen, one, subject)
    names = evolve(names, choices=chosen, met={})
    return evolve(
        found,
        subject=subject,
        chosen=chosen,
        options=tuple(about_other(option, one.id, subject.id) for option in found.options),
        awaits=frozenset(about_other(wait, one.id, subject.id) for wait in found.awaits),
        hear=partial(all_topics, found.decision, names),
        retell=partial(_retold, found, names),
    )


def _retold(found: Finding, names: Names) -> tuple[TopicResult, ...]:
    """Give what topics say about another thing as what they say about the subject of some names."""
    return tuple(_heard(result, found.subject, names) for result in found.heard)


def _heard(result: TopicResult, one: Linked, names: Names) -> TopicResult:
    other = names.subject.id
    voices = tuple(
        Voice(about_other(said.value, one.id, other), said.rule) for said in result.voices
    )
    return evolve(retold(result, names), voices=voices)
