"""What rules out the rules of a decision that do not apply, by as few new facts as is soon seen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_

from attrs import define

from hocr_engine.decision.gathered import Gathered
from hocr_engine.decision.model import Finding, Truth
from hocr_engine.decision.names import Names
from hocr_engine.decision.resting import Resting
from hocr_engine.decision.sieve import Head, Sieve
from hocr_engine.feel.steps import Read
from hocr_engine.incident.linked import Linked


@define(eq=False)
class Ruling:
    """A head that rules out some rules, the facts that suffice for that, and how to read them."""

    head: Head
    rules: int
    facts: int
    reads: tuple[Read, ...] = ()


@define(eq=False)
class RulingOut:
    """Finds what rules out the rules of one finding that do not apply; `left` are the others."""

    sieve: Sieve
    names: Names
    gathered: Gathered
    resting: Resting
    left: int

    def chosen(self) -> Iterator[Ruling]:
        """Give heads that rule out all they can together, those that need no new fact first."""
        for one in self._known():
            if one.facts and not self.gathered.new(one.facts):
                self.left &= ~one.rules
                yield one
        rest = [self._seen_through(one) for one in self._ruling(self.left)]
        while rest and self.left:
            best = min(rest, key=self._cost)
            best.rules &= self.left
            self.left &= ~best.rules
            yield best
            rest = [one for one in rest if one.rules & self.left]

    def _known(self) -> list[Ruling]:
        """Give the heads by which the decision was made, each with all that it rules out."""
        left, found = self.left, list[Ruling]()
        for head in self._heads():
            for one in self._of(head, self.left) if left & head.rules else ():
                found.append(one)
                left &= ~one.rules
        return found

    def _ruling(self, rules: int) -> list[Ruling]:
        """Give every head that rules out one of some rules."""
        return [
            one for head in self._heads() if rules & head.rules for one in self._of(head, rules)
        ]

    def _heads(self) -> Iterator[Head]:
        yield from self.sieve.by_facts
        yield from self.sieve.by_answers

    def _of(self, head: Head, rules: int) -> Iterator[Ruling]:
        out = head.ruled_out(self.names.says) & rules
        if out:
            facts = self.names.facts_of(head.asked)
            yield Ruling(head, out, 0 if facts is None else self.gathered.telling(facts))

    def _seen_through(self, one: Ruling) -> Ruling:
        """Give a head with the facts that suffice for what it says, of those read for it."""
        if one.facts.bit_count() != 1:
            one.reads = tuple(self.resting.of_head(one.head, one.rules & self.left, self.names))
            bits = (
                self.gathered.bit(read.thing, read.name)
                for read in one.reads
                if isinstance(read.thing, Linked)
            )
            one.facts = self.gathered.telling(reduce(or_, bits, 0))
        return one

    def _cost(self, one: Ruling) -> tuple[int, int]:
        new = self.gathered.new(one.facts).bit_count()
        return new, -(one.rules & self.left).bit_count()


def silent(finding: Finding, sieve: Sieve) -> int:
    """Give the rules in force that do not apply, but for those after one that does."""
    found = sieve.in_force(finding.subject.world.on)
    bits = {id(topic): own for topic, own in sieve.topics}
    for topic in finding.heard:
        first = bits[id(topic.topic)]
        live = {id(result.rule): result.truth for result in topic.live}
        settled = False
        for place, rule in enumerate(topic.topic.rules):
            truth = live.get(id(rule))
            if truth is not None or (settled and rule.then is not None):
                found &= ~((first & -first) << place)
            settled = settled or (truth is Truth.YES and rule.then is not None)
    return found
