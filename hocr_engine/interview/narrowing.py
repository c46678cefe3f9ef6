"""
What to ask next, told by the rules alone.

A whole decision supposes each answer of what is missing, many times over, before it says what makes
no difference. To find one question it is enough to see that one fact makes one: its answers are
supposed in turn until two of them leave open different things.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import cached_property

from attrs import define, field, frozen

from hocr_engine.decision.completing import answers_of
from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.stage import sources_at
from hocr_engine.incident.carrying import supposing
from hocr_engine.incident.linked import Linked, World
from hocr_engine.incident.model import FactRef
from hocr_engine.interview.filling import OF_THINGS, things_answered, with_fact
from hocr_engine.interview.of_crimes import OfCrimes
from hocr_engine.interview.of_requests import OfRequest, concerned
from hocr_engine.rulebook.model import Rule

Source = OfCrimes | OfRequest
May = Callable[[FactRef], bool]


@frozen(eq=False)
class Waited:
    """A fact worth asking for: of what, the rules that wait for it, how many others may matter."""

    ref: FactRef
    subject: Linked
    rules: tuple[Rule, ...]
    further: int


@define(eq=False, slots=False)
class Narrowing:
    """What the rules alone leave open of a record: of each allegation in turn, then of requests."""

    deliberation: Deliberation
    _mattering: dict[tuple[str, str, FactRef], bool] = field(factory=dict, init=False)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Give all that possible crimes come of, and the requests with what is decided on them."""
        return tuple(self._sources(self.deliberation))

    @property
    def known(self) -> Deliberation:
        """Give the answers, with the possible crimes that come of all sources."""
        list(self.sources)
        return self.deliberation

    def _sources(self, deliberation: Deliberation) -> Iterator[Source]:
        for decision, about in list(sources_at(deliberation)):
            yield OfCrimes.at(deliberation, decision, about)
        yield from concerned(deliberation)

    def next_fact(
        self, may_ask: May, not_known: Collection[str], untold: Collection[str] = ()
    ) -> Waited | None:
        """
        Give the fact to ask for first: what the act would be, then whatever most rules wait for.

        One allegation is gone through after the other. A rule that waits for something that nobody
        knows can no longer be seen to apply; what only such rules wait for is left to the whole
        decision. Nothing is asked about the `untold`, of which nobody knows what was done.
        """
        asked = [one for one in self.sources if not untold or one.is_told(untold)]
        left = [(one, one.opened(not_known)) for one in asked]
        further = {ref for _, opened in left for ref in opened if may_ask(ref)}
        for source, opened in left:
            for ref, one in opened.items():
                if ref in further and self._matters(source, ref):
                    return Waited(ref, one.subject, one.rules, len(further) - 1)
        return None

    def _matters(self, source: Source, ref: FactRef) -> bool:
        key = (source.decision, source.about.id, ref)
        if key not in self._mattering:
            self._mattering[key] = self._parts(source, ref)
        return self._mattering[key]

    def _parts(self, source: Source, ref: FactRef) -> bool:
        """Say whether two answers to a fact leave open different things; one without a list may."""
        first: object = None
        number = 0
        for number, world in enumerate(self._answered(ref), 1):
            left = source.left(Deliberation(self.deliberation.book, world, brief=True))
            if number > 1 and left != first:
                return True
            first = left
        return number == 0

    def _answered(self, ref: FactRef) -> Iterator[World]:
        """Give the record with one answer after the other, as far as there is a list of them."""
        world, vocabulary = self.deliberation.world, self.deliberation.book.vocabulary
        fact = vocabulary.kinds[ref.kind].facts[ref.name]
        if fact.type not in OF_THINGS:
            for answer in answers_of(ref, vocabulary):
                yield supposing(world, ref, answer)
            return
        for answer in things_answered(world.incident, fact):
            incident = with_fact(world.incident, ref, answer, vocabulary)
            yield World(incident, vocabulary, world.rows, world.on, world.known_at)
