"""How a record stands in an interview, worked out from how it stood before the last answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from attrs import evolve, field, frozen

from hocr_engine.decision import Decision
from hocr_engine.decision.again import is_plain
from hocr_engine.decision.decide import Moment, decided, moments
from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.incident.carrying import over
from hocr_engine.incident.linked import World
from hocr_engine.incident.model import Element, FactRef, Incident
from hocr_engine.interview.narrowing import Narrowing
from hocr_engine.rulebook.model import Book

Facts = frozenset[FactRef]
Elements = Mapping[tuple[str, str], Element]


@frozen(eq=False)
class Earlier:
    """An earlier standing of the same record, and the facts that alone differ since then."""

    standing: Standing
    facts: Facts = frozenset()


@frozen(eq=False, slots=False)
class Standing:
    """
    What is known, and what is decided on that, of a record at one point of an interview.

    What the answers since an earlier point cannot have changed is taken over from there.
    """

    book: Book
    incident: Incident
    on: date | None
    looked_at: Earlier | None = field(default=None, repr=False)
    decided_at: Earlier | None = field(default=None, repr=False)

    def then(self, incident: Incident) -> Standing:
        """Give how the record stands after an answer; what nobody knows changes nothing."""
        facts = _differing(self.incident, incident, self.book)
        if facts is None:
            return Standing(self.book, incident, self.on)
        looked = self._earlier("deliberation", self.looked_at, facts)
        return Standing(
            self.book, incident, self.on, looked, self._earlier("decision", self.decided_at, facts)
        )

    def _earlier(self, worked_out: str, before: Earlier | None, facts: Facts) -> Earlier | None:
        """Give the last standing at which something was worked out, with what differs since."""
        if worked_out in vars(self):
            return Earlier(self, facts)
        return before and Earlier(before.standing, before.facts | facts)

    @cached_property
    def deliberation(self) -> Deliberation | None:
        """Give the answers on the record after all that reached police; None with no report."""
        stages = moments(self.book, self.incident)
        if not stages:
            return None
        earlier = self.looked_at
        known = None if earlier is None else earlier.standing.deliberation
        if earlier is None or known is None:
            return Deliberation(self.book, self._fresh(stages[-1]), brief=True)
        if not earlier.facts:
            return known
        world = over(known.world, self.incident, None, earlier.facts)
        return Deliberation(self.book, world, brief=True)

    @cached_property
    def narrowing(self) -> Narrowing | None:
        """Give what the rules alone leave open, None with no report."""
        earlier = self.looked_at
        if earlier is not None and not earlier.facts:
            return earlier.standing.narrowing
        return None if self.deliberation is None else Narrowing(self.deliberation)

    @cached_property
    def idle(self) -> set[FactRef]:
        """Give the facts found to make no difference, nor as more are not known."""
        earlier = self.decided_at
        return set() if earlier is None or earlier.facts else earlier.standing.idle

    @cached_property
    def decision(self) -> Decision:
        """Give the decision on the record."""
        earlier = self.decided_at
        if earlier is not None and not earlier.facts:
            return evolve(earlier.standing.decision, incident=self.incident)
        return decided(self.book, self.incident, self._seen, on=self.on, strict=False)

    def _seen(self, moment: Moment) -> World:
        """Give what is known at a moment, with what holds of it from before."""
        stages = moments(self.book, self.incident)
        if moment == stages[-1] and self.deliberation is not None:
            return over(self.deliberation.world, self.incident, None, ())
        earlier = self.decided_at
        worlds = () if earlier is None else earlier.standing.decision.worlds
        if earlier is None or len(worlds) < len(stages):
            return self._fresh(moment)
        return over(worlds[stages.index(moment)], self.incident, None, earlier.facts)

    def _fresh(self, moment: Moment) -> World:
        on, book = self.on or moment.at.date(), self.book
        return World(self.incident, book.vocabulary, book.rows, on, moment.at)


def _differing(before: Incident, now: Incident, book: Book) -> Facts | None:
    """Give the facts that differ in a record; None where more than plain facts does."""
    one, other = _elements(before), _elements(now)
    if one.keys() != other.keys():
        return None
    facts = frozenset(
        FactRef(*key, name)
        for key, element in one.items()
        for name in {*element.facts, *other[key].facts}
        if _said(element, name) != _said(other[key], name)
    )
    return facts if all(is_plain(before, ref, book.vocabulary) for ref in facts) else None


def _elements(incident: Incident) -> Elements:
    return {(one.kind, one.id): one for one in incident.elements}


def _said(element: Element, name: str) -> tuple[bool, object, bool]:
    return name in element.facts, element.facts.get(name), name in element.days
