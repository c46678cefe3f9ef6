"""What the rules alone leave open of an allegation, or of the conduct of a pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from attrs import frozen

from hocr_engine.decision.asking import undecided
from hocr_engine.decision.completing import Outcomes, outcomes
from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.model import Finding, RuleResult
from hocr_engine.incident.linked import Linked, facts_awaited
from hocr_engine.incident.model import FactRef
from hocr_engine.interview.opened import Open, declared

OFFENCES = ("candidates", "courses")


@frozen(eq=False)
class OfCrimes:
    """An allegation, or the conduct of a pair, with the possible crimes that come of it."""

    deliberation: Deliberation
    decision: str
    about: Linked
    found: Outcomes

    @classmethod
    def at(cls, deliberation: Deliberation, decision: str, about: Linked) -> OfCrimes:
        """Give what comes of an allegation by the rules alone."""
        found = outcomes(deliberation, decision, about, supposed=0)
        return cls(deliberation, decision, about, found)

    def opened(self, not_known: Collection[str]) -> Mapping[FactRef, Open]:
        """Give the facts waited for, in order of asking."""
        vocabulary = self.deliberation.book.vocabulary
        opened: dict[FactRef, Open] = {}
        for one in self.found:
            if one.is_uncovered:
                continue
            candidate = one.slot.candidates[0]
            first = _waiting([one.slot.offence], not_known)
            then = _waiting(self._about(candidate), not_known)
            refs = [ref for ref in facts_awaited(one.awaits) if ref in first or ref in then]
            waits = {ref: (-len(first.get(ref, ())), -len(then.get(ref, ()))) for ref in refs}
            for ref in sorted(refs, key=lambda r: (*waits[r], *declared(vocabulary, r), r)):
                results = (*first.get(ref, ()), *then.get(ref, ()))
                opened.setdefault(ref, Open.by(candidate, results))
        return opened

    def is_told(self, untold: Collection[str]) -> bool:
        """Say whether it is known what was done, of a pair by all of its acts."""
        if self.about.kind == self.deliberation.book.vocabulary.roles["allegation"].kind:
            return self.about.id not in untold
        acts = self.about.member("acts")
        listed = acts if isinstance(acts, list) else []
        return all(act.id not in untold for act in listed if isinstance(act, Linked))

    def left(self, deliberation: Deliberation) -> Counter[object]:
        """Give what is possible where a fact is supposed, and what that waits for."""
        about = deliberation.world.thing(self.about.kind, self.about.id)
        return Counter(
            (one.slot.id, one.lines, facts_awaited(one.awaits), one.slot.may_be_none)
            for one in outcomes(deliberation, self.decision, about, supposed=0)
        )

    def _about(self, candidate: Linked) -> Iterator[Finding]:
        """Give what was answered of a possible crime, and of the allegation that it comes of."""
        book = self.deliberation.book
        role = book.vocabulary.role_of_kind[candidate.kind]
        above = candidate.member(role.by) if role.by else None
        things = [candidate, *([above] if isinstance(above, Linked) else [])]
        about = {(thing.kind, thing.id) for thing in things}
        for decision in book.decisions.values():
            if decision.makes not in OFFENCES:
                found = self.deliberation.found(decision.id)
                yield from (f for f in found if (f.subject.kind, f.subject.id) in about)


def _waiting(
    findings: Iterable[Finding], not_known: Collection[str]
) -> dict[FactRef, list[RuleResult]]:
    """Give the rules that wait for each fact and may still be seen to apply."""
    found: dict[FactRef, list[RuleResult]] = {}
    for finding in findings:
        for result in undecided(finding):
            refs = facts_awaited(result.awaits)
            if not any(ref.pointer in not_known for ref in refs):
                for ref in refs:
                    found.setdefault(ref, []).append(result)
    return found
