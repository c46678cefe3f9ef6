"""What an incident's record holds that can be forgotten, and what remains of a decision then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from attrs import define, field

from hocr_engine.bounds import MAX_FORGOTTEN
from hocr_engine.decision.again import is_plain
from hocr_engine.decision.decide import decide, in_turn, sight
from hocr_engine.decision.model import Action, ActionKind, Decision, ReportDecision
from hocr_engine.decision.remaining import Remainder, remains, remains_with
from hocr_engine.incident.linked import World, may_be_forgotten
from hocr_engine.incident.model import FactRef
from hocr_engine.rulebook.model import Book, DecisionKind
from hocr_engine.vocabulary.model import FactType

Facts = frozenset[FactRef]


def given_facts(decision: Decision) -> Facts:
    """Give the facts that the record holds and that can be forgotten, those judged among them."""
    incident, words = decision.incident, decision.book.vocabulary
    told = {
        FactRef(element.kind, element.id, name)
        for element in incident.elements
        for name in element.facts
        if may_be_forgotten(words.kinds[element.kind], words.kinds[element.kind].facts[name])
    }
    return frozenset(told.union(_judged(decision)))


def _judged(decision: Decision) -> Iterator[FactRef]:
    for element in decision.incident.of_kind("judgement"):
        about = decision.incident.find_any(str(element.facts.get("about")))
        if about is not None:
            yield FactRef(about.kind, about.id, str(element.facts.get("question")))


def presumed_facts(decision: Decision) -> Facts:
    """Give the facts for which a presumption stood in."""
    # Telling why reads more than deciding did, and what is presumed is noted when it is read.
    afresh = _afresh(decision)
    return frozenset(
        assumed.fact for report in afresh.reports for assumed in report.world.assumed.values()
    )


def _afresh(decision: Decision) -> Decision:
    return decide(decision.book, decision.incident, on=decision.on, strict=decision.strict)


@define(eq=False)
class Forgetting:
    """
    Tries whether an action remains with only some facts known, so often and no more.

    `kept_in_doubt` are facts that were kept where without them too much was open to be tried.
    """

    decision: Decision
    report: ReportDecision
    action: Action
    tries: int = MAX_FORGOTTEN
    _tried: dict[Facts, bool] = field(factory=dict, init=False)
    _last: tuple[World, ...] = field(default=(), init=False)
    _wanted: dict[FactRef, bool] = field(factory=dict, init=False)
    kept_in_doubt: set[FactRef] = field(factory=set, init=False)
    _left_open: set[Facts] = field(factory=set, init=False)

    @property
    def is_spent(self) -> bool:
        """Say whether no more is tried."""
        return len(self._tried) >= self.tries

    def suffice(self, facts: Iterable[FactRef]) -> bool:
        """Say whether these alone give the action; what is not tried any more does not."""
        only = frozenset(facts)
        if only not in self._tried:
            if self.is_spent:
                return False
            found = self._remainder(only)
            self._tried[only] = found.is_same
            if found.is_left_open:
                self._left_open.add(only)
            if found.is_same:
                self._last = found.worlds
        return self._tried[only]

    def _remainder(self, only: Facts) -> Remainder:
        return remains(self.decision, self.report, self.action, only, self._last)

    def suffices_without(self, facts: Facts, ref: FactRef) -> bool:
        """Say whether facts give the action without one of them; where it stays, note a doubt."""
        suffices = self.suffice(facts - {ref})
        if facts - {ref} in self._left_open:
            self.kept_in_doubt.add(ref)
        return suffices

    def is_wanted(self, ref: FactRef) -> bool:
        """
        Say whether another value of a fact gives something else, all other facts as they are.

        A fact of which that is so is in all that suffices: what is definite stays so whatever the
        others are. Where it is not so, or no other value is at hand, nothing is said of it. Nor is
        it of a request that falls short, or of what is referred: that it does so for one reason
        stays so, but others may be added.
        """
        if ref not in self._wanted:
            self._wanted[ref] = not self.may_be_added_to and self._gives_another(ref)
        return self._wanted[ref]

    @property
    def may_be_added_to(self) -> bool:
        """Say whether with more facts more may be said of the action than is said now."""
        if self.action.kind is ActionKind.REFER:
            return True
        declared = self.decision.book.decisions
        kinds = (declared[name].kind for name in self.action.findings)
        return any(kind is DecisionKind.REQUIREMENTS for kind in kinds)

    def _gives_another(self, ref: FactRef) -> bool:
        decision = self.decision
        words = decision.book.vocabulary
        is_code = words.kinds[ref.kind].facts[ref.name].type is FactType.CODE
        if not is_code and not is_plain(decision.incident, ref, words):
            return False
        now = self.action.subject.world.thing(ref.kind, ref.id).member(ref.name)
        others = [one for one in _values(decision.book, ref) if one != now]
        return bool(others) and not remains_with(decision, self.report, self.action, ref, others[0])


@define(eq=False)
class DecidedAnew(Forgetting):
    """
    Tries it by deciding the record from nothing, up to its report, which takes longer.

    What comes after that report has no part in what the report leads to.
    """

    def _remainder(self, only: Facts) -> Remainder:
        before = self.decision
        seen = sight(before.book, before.incident, on=before.on, strict=before.strict, only=only)
        alone = in_turn(before.book, before.incident, seen)
        own = next(known for known in alone if _moment(known) == _moment(self.report))
        said = _said(self.action)
        return Remainder(any(_said(one) == said and not one.bounds for one in own.actions), ())


def _moment(report: ReportDecision) -> tuple[str, datetime]:
    return report.report, report.at


def _said(action: Action) -> tuple[str, ActionKind, str]:
    return action.id, action.kind, action.line


def _values(book: Book, ref: FactRef) -> Iterator[object]:
    """Give values that a fact may have, where these are listed."""
    fact = book.vocabulary.kinds[ref.kind].facts[ref.name]
    if fact.type is FactType.ONE_OF:
        yield from (answer.word for answer in fact.answers)
    elif fact.type is FactType.YES_OR_NO:
        yield from (True, False)
    elif fact.type is FactType.CODE:
        yield from book.rows.get(fact.kind or "", {})
