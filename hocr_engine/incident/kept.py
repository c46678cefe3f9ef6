"""
What is worked out once and kept, with the facts and the answers that it was worked out from.

So that a record which differs in few facts need not be thought through anew: what was worked out
from other facts alone holds there as well.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Final, Protocol

from attrs import define, field

Place = tuple[str, str, str]
Answers = Mapping[Place, None]
NO_ANSWERS: Final[Answers] = {}


@define(eq=False)
class Consulted:
    """
    What was read for an answer about one of several things that are alike.

    `said` is what came of what was asked of the thing as a whole, by who asked; `facts` and
    `answers` are what else was read, `own` gives the facts that the thing has of its own. The
    answer holds for another thing of which all that says the same. `behind` are the answers about
    the thing that what it said was worked out from, `way` is all this written so that it can be
    compared, once it was.
    """

    own: Callable[[], int]
    facts: int = 0
    answers: dict[Place, None] = field(factory=dict)
    said: dict[object, Kept] = field(factory=dict)
    behind: dict[Place, None] = field(factory=dict)
    way: Sequence[object] | None = None

    def note(self, kept: Kept) -> None:
        """Note what a value was worked out from."""
        self.facts |= kept.facts
        if kept.answers:
            self.answers.update(kept.answers)


@define(eq=False)
class Kept:
    """
    A value, the facts read for it as bits of one number, and the answers asked for it.

    `followed` are how many possible earlier answers were gone through for it; where there were more
    than might be, `left` is how many might. `consulted` is told of answers about what is one of
    several alike.
    """

    value: object
    facts: int
    answers: Answers
    followed: int = 0
    left: int | None = None
    consulted: Consulted | None = None

    def holds_with(self, left: int) -> bool:
        """Say whether as much would be gone through where so many answers may be."""
        return self.followed <= left if self.left is None else self.left == left


class Carrying(Protocol):
    """What another world has kept, as far as it holds in this one."""

    def member(self, place: Place) -> Kept | None:
        """Give what a thing says under a name; None where it must be worked out."""
        ...

    def said(self, about: Place, number: int) -> Kept | None:
        """Give what a part of a condition says about a thing; None where it must be worked out."""
        ...

    def heard(self, about: Place, decision: str) -> Kept | None:
        """Give which rules facts leave of a decision; None where it must be worked out."""
        ...

    def answered(self, place: Place, left: int) -> Kept | None:
        """
        Give the answer of a decision about a thing; None where it must be worked out.

        `left` is how many possible earlier answers may be gone through for it.
        """
        ...

    def added(self, kind: str, element_id: str) -> None:
        """Note that the decision made a thing."""
        ...


@define(eq=False)
class Bits:
    """
    The bits of facts, by which many facts are one number.

    `made` are the bits of what decisions made, as possible crimes, `mixed` of such facts as had
    more than one value in a world. Of a thing that is one of several alike, `own` are those of the
    facts that it does not share with the others, and `numbers` tell answers about them apart.
    """

    of: dict[Place, int] = field(factory=dict)
    made: int = 0
    mixed: int = 0
    own: dict[tuple[str, str], int] = field(factory=dict)
    numbers: dict[Hashable, int] = field(factory=dict)
    _shared: dict[tuple[str, str], frozenset[str]] = field(factory=dict)

    def bit(self, fact: Place, *, made: bool = False) -> int:
        """Give the bit of a fact, a new one where it was never read before."""
        known = self.of.get(fact)
        if known is None:
            known = self.of[fact] = 1 << len(self.of)
            shared = self._shared.get(fact[:2])
            if shared is not None and fact[2] not in shared:
                self.own[fact[:2]] |= known
        if made:
            self.made |= known
        return known

    def share(self, about: tuple[str, str], names: Iterable[str], shared: frozenset[str]) -> None:
        """Note which of the facts of a thing it shares with others that are alike."""
        self._shared[about] = shared
        own = (self.of.get((*about, name), 0) for name in names if name not in shared)
        self.own[about] = reduce(or_, own, 0)


@define(eq=False)
class Reading:
    """Notes which facts and which answers are read while something is worked out."""

    bits: Bits = field(factory=Bits)
    facts: int = 0
    answers: dict[Place, None] = field(factory=dict)
    consulted: Consulted | None = None

    def note(self, kept: Kept) -> object:
        """Give a value kept, and note what it was worked out from."""
        self.facts |= kept.facts
        if kept.answers:
            self.answers.update(kept.answers)
        if self.consulted is not None:
            self.consulted.note(kept)
        return kept.value

    def note_fact(self, bit: int) -> None:
        """Note that a fact is read."""
        self.facts |= bit
        if self.consulted is not None:
            self.consulted.facts |= bit

    def note_answer(self, answer: Place) -> None:
        """Note that an answer is asked for."""
        self.answers[answer] = None
        if self.consulted is not None:
            self.consulted.answers[answer] = None

    def note_said(self, kept: Kept, asked: object, own: Collection[Place]) -> object:
        """Give what a thing said as a whole, by who asked, from its `own` answers among others."""
        consulted = self.consulted
        assert consulted is not None
        self.consulted = None
        self.note(kept)
        self.consulted = consulted
        consulted.said[asked] = kept
        consulted.facts |= kept.facts & ~consulted.own()
        for answer in kept.answers:
            (consulted.behind if answer in own else consulted.answers)[answer] = None
        return kept.value

    def keep(self, work: Callable[..., object], *given: object) -> Kept:
        """Give what something comes to, to be kept; what it reads is read by whoever asked."""
        facts, answers = self.facts, self.answers
        self.facts, self.answers = 0, {}
        try:
            return Kept(work(*given), self.facts, self.answers or NO_ANSWERS)
        finally:
            self.facts |= facts
            answers.update(self.answers)
            self.answers = answers

    def apart(
        self, work: Callable[..., object], *given: object, consulted: Consulted | None = None
    ) -> Kept:
        """Give what something comes to, to be kept; whoever asked has read none of its facts."""
        outside = self.facts, self.answers, self.consulted
        self.facts, self.answers, self.consulted = 0, {}, consulted
        try:
            value = work(*given)
            return Kept(value, self.facts, self.answers or NO_ANSWERS, consulted=consulted)
        finally:
            self.facts, self.answers, self.consulted = outside
