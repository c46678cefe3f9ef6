"""
What is worked out once and kept, with the facts and the answers that it was worked out from.

So that a record which differs in few facts need not be thought through anew: what was worked out
from other facts alone holds there as well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple, Protocol

from attrs import define, field

Place = tuple[str, str, str]
Answers = Mapping[Place, None]
NO_ANSWERS: Final[Answers] = {}


class Kept(NamedTuple):
    """
    A value, the facts read for it as bits of one number, and the answers asked for it.

    `followed` are how many possible earlier answers were gone through for it; where there were more
    than might be, `left` is how many might.
    """

    value: object
    facts: int
    answers: Answers
    followed: int = 0
    left: int | None = None

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
    more than one value in a world.
    """

    of: dict[Place, int] = field(factory=dict)
    made: int = 0
    mixed: int = 0

    def bit(self, fact: Place, *, made: bool = False) -> int:
        """Give the bit of a fact, a new one where it was never read before."""
        known = self.of.get(fact)
        if known is None:
            known = self.of[fact] = 1 << len(self.of)
        if made:
            self.made |= known
        return known


@define(eq=False)
class Reading:
    """Notes which facts and which answers are read while something is worked out."""

    bits: Bits = field(factory=Bits)
    facts: int = 0
    answers: dict[Place, None] = field(factory=dict)

    def note(self, kept: Kept) -> object:
        """Give a value kept, and note what it was worked out from."""
        self.facts |= kept.facts
        if kept.answers:
            self.answers.update(kept.answers)
        return kept.value

    def keep(self, work: Callable[[], object]) -> Kept:
        """Give what something comes to, to be kept; what it reads is read by whoever asked."""
        facts, answers = self.facts, self.answers
        self.facts, self.answers = 0, {}
        try:
            return Kept(work(), self.facts, self.answers or NO_ANSWERS)
        finally:
            self.facts |= facts
            answers.update(self.answers)
            self.answers = answers

    def apart(self, work: Callable[[], object]) -> Kept:
        """Give what something comes to, to be kept; whoever asked has read none of its facts."""
        facts, answers = self.facts, self.answers
        self.facts, self.answers = 0, {}
        try:
            return Kept(work(), self.facts, self.answers or NO_ANSWERS)
        finally:
            self.facts, self.answers = facts, answers
