"""What an incident's record holds that can be forgotten, and what remains of a decision then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import define, field

from hocr_engine.bounds import MAX_FORGOTTEN
from hocr_engine.decision.decide import decide
from hocr_engine.decision.model import Action, Decision, ReportDecision
from hocr_engine.decision.remaining import remains
from hocr_engine.incident.linked import may_be_forgotten
from hocr_engine.incident.model import FactRef

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
    """Tries whether an action remains with only some facts known, so often and no more."""

    decision: Decision
    report: ReportDecision
    action: Action
    tries: int = MAX_FORGOTTEN
    _tried: dict[Facts, bool] = field(factory=dict, init=False)

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
            self._tried[only] = remains(self.decision, self.report, self.action, only)
        return self._tried[only]
