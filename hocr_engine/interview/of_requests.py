"""What the rules alone leave open of a request to change a record, or to give it an outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from attrs import frozen

from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.model import RuleResult, Truth
from hocr_engine.decision.names import Names
from hocr_engine.feel.trace import value_of
from hocr_engine.feel.values import awaits_of
from hocr_engine.incident.linked import Linked, facts_awaited
from hocr_engine.incident.model import FactRef
from hocr_engine.interview.opened import Open, declared
from hocr_engine.rulebook.model import DecisionKind, Refer

MOST_STUCK: Final = 20
Waiting = dict[FactRef, list[RuleResult]]


@frozen(eq=False)
class Unsatisfied:
    """A requirement that is not met, or not seen to be: what it depends on, and what tells that."""

    result: RuleResult
    guards: tuple[FactRef, ...]
    holding: tuple[FactRef, ...]

    def is_stuck(self, not_known: Collection[str]) -> bool:
        """Say whether nobody knows whether it is a requirement at all."""
        return any(ref.pointer in not_known for ref in self.guards)


@frozen(eq=False)
class OfRequest:
    """A request, and a decision that concerns it or may do so."""

    deliberation: Deliberation
    decision: str
    about: Linked

    def opened(self, not_known: Collection[str]) -> Mapping[FactRef, Open]:
        """
        Give the facts waited for: what is asked, which requirements there are, whether each holds.

        Every requirement that fails is told, so that one which does so ends nothing. Where nobody
        knows what very many depend on, as which outcome is asked for, it is not asked whether they
        hold, which would help only if all of them did.
        """
        concerns = self._concerns(self.deliberation)
        if concerns is not True:
            return {ref: Open(self.about, ()) for ref in facts_awaited(awaits_of(concerns))}
        open_ones = list(self._unsatisfied(self.deliberation))
        stuck = [one for one in open_ones if one.is_stuck(not_known)]
        first: Waiting = {}
        then: Waiting = {}
        for one in open_ones:
            if one not in stuck:
                _note(first, one.guards, one.result)
            if not one.guards or (one in stuck and len(stuck) <= MOST_STUCK):
                _note(then, one.holding, one.result)
        return self._in_order(first, then)

    def is_told(self, untold: Collection[str]) -> bool:
        """Say whether it is known what it is about: a request is about a record."""
        return self.about.id not in untold

    def _in_order(self, first: Waiting, then: Waiting) -> Mapping[FactRef, Open]:
        vocabulary = self.deliberation.book.vocabulary
        found: dict[FactRef, Open] = {}
        for waiting in (first, then):
            order = sorted(waiting, key=lambda r: (-len(waiting[r]), *declared(vocabulary, r), r))
            for ref in order:
                found.setdefault(ref, Open.by(self.about, waiting[ref]))
        return found

    def left(self, deliberation: Deliberation) -> Counter[object]:
        """Give the requirements not seen to be met where a fact is supposed."""
        if self._concerns(deliberation) is False:
            return Counter()
        unsatisfied = self._unsatisfied(deliberation)
        return Counter((one.result.rule.id, one.guards, one.holding) for one in unsatisfied)

    def _concerns(self, deliberation: Deliberation) -> object:
        """Give whether the decision concerns the request, as far as is known."""
        declaration = deliberation.book.decisions[self.decision]
        if declaration.asked_when is None:
            return True
        return value_of(declaration.asked_when, self._names(deliberation))

    def _unsatisfied(self, deliberation: Deliberation) -> Iterator[Unsatisfied]:
        """Give the requirements that there may be and that are not seen to be met."""
        names = self._names(deliberation)
        for topic in deliberation.ask(self.decision, names.subject).topics:
            for result in topic.results:
                require, refers = result.rule.require, isinstance(result.rule.then, Refer)
                if result.truth is Truth.NO or (require is None and not refers):
                    continue
                holds = None if require is None else value_of(require, names)
                if holds is not True:
                    guards = facts_awaited(result.awaits)
                    yield Unsatisfied(result, guards, facts_awaited(awaits_of(holds)))

    def _names(self, deliberation: Deliberation) -> Names:
        book = deliberation.book
        role = book.vocabulary.roles[book.decisions[self.decision].about]
        about = deliberation.world.thing(self.about.kind, self.about.id)
        return Names(book, role, about, deliberation.ask)


def concerned(deliberation: Deliberation) -> Iterator[OfRequest]:
    """Give each request with each decision on it."""
    book, world = deliberation.book, deliberation.world
    declared_ones = [d for d in book.decisions.values() if d.kind is DecisionKind.REQUIREMENTS]
    kinds = {book.vocabulary.roles[decision.about].kind for decision in declared_ones}
    for kind in sorted(kinds):
        for element in sorted(world.incident.of_kind(kind), key=lambda known: known.id):
            for decision in declared_ones:
                if book.vocabulary.roles[decision.about].kind == kind:
                    yield OfRequest(deliberation, decision.id, world.thing(kind, element.id))


def _note(waiting: Waiting, refs: Collection[FactRef], result: RuleResult) -> None:
    for ref in refs:
        waiting.setdefault(ref, []).append(result)
