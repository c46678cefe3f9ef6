"""Records to which no rule that differs applies, so that both rulebooks decide them alike."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from attrs import field, frozen

from hocr_engine.cases.model import Case, Expectation
from hocr_engine.cases.stage import stage_at
from hocr_engine.decision.applying import applies
from hocr_engine.decision.decide import moments
from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.model import Truth
from hocr_engine.decision.names import Names
from hocr_engine.incident.linked import Linked
from hocr_engine.rulebook.members import Members
from hocr_engine.rulebook.model import Book, DecisionKind, Rule

FIRST_THAT_APPLIES: Final = (DecisionKind.ONE, DecisionKind.TABLE, DecisionKind.EVERY)


@frozen(slots=False, eq=False)
class Silence:
    """
    The rules of one book that are not in the other alike, and whether they apply to a record.

    A rule whose condition certainly does not hold, whatever else becomes known, says nothing: its
    topic answers as if it were not written. That is asked of rules about allegations only, in
    records of one report and without records of before, since all that these rules can read is
    there from the beginning.
    """

    book: Book = field(repr=False)
    rules: tuple[Rule, ...]

    def keeps(self, case: Case) -> bool:
        """Say whether none of the rules applies to anything in a record."""
        if not self._are_fit or case.incident is None:
            return False
        first, *later = moments(self.book, case.incident) or (None,)
        role = self.book.vocabulary.roles.get("record")
        if first is None or later or (role and case.incident.of_kind(role.kind)):
            return False
        nothing = Expectation((), case.at)
        found = stage_at(self.book, case, case.incident, first, nothing).deliberation
        return all(
            self._is_silent(found, rule, found.world.thing(self._kind, element.id))
            for element in case.incident.of_kind(self._kind)
            for rule in self.rules
        )

    def _is_silent(self, deliberation: Deliberation, rule: Rule, subject: Linked) -> bool:
        role = self.book.vocabulary.roles[self._about]
        names = Names(self.book, role, subject, deliberation.ask)
        # Where an undecided answer was read, the decision is gone through for each it may be.
        return applies(rule, names).truth is Truth.NO and not names.met

    @cached_property
    def _are_fit(self) -> bool:
        """Say whether all rules are about allegations, and read nothing that deciding makes."""
        homes = (self.book.decisions[self.book.topic_of_rule[r.id].decision] for r in self.rules)
        about = all(h.about == self._about and h.kind in FIRST_THAT_APPLIES for h in homes)
        read = Members((self.book,)).of(self.rules)
        return about and read.isdisjoint(self._made) and read.isdisjoint(self.book.decisions)

    @property
    def _about(self) -> str:
        return self.book.making["candidates"].about

    @property
    def _kind(self) -> str:
        return self.book.vocabulary.roles[self._about].kind

    @cached_property
    def _made(self) -> frozenset[str]:
        """Give the facts that gather things by what they are linked to, made ones among them."""
        kinds = self.book.vocabulary.kinds.values()
        return frozenset(f.name for kind in kinds for f in kind.facts.values() if f.matching)
