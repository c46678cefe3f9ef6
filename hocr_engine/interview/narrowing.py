"""
What to ask next, told by the rules alone.

A whole decision supposes each answer of what is missing, many times over, before it says what makes
no difference. To find one question it is enough to see that one fact makes one: its answers are
supposed in turn until two of them leave open different things.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property

from attrs import define, field, frozen

from hocr_engine.decision.asking import undecided
from hocr_engine.decision.completing import Outcomes, answers_of, outcomes
from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.entering import Outcome
from hocr_engine.decision.model import Finding, RuleResult
from hocr_engine.decision.stage import sources_at
from hocr_engine.incident.carrying import supposing
from hocr_engine.incident.linked import Linked, facts_awaited
from hocr_engine.incident.model import FactRef
from hocr_engine.rulebook.model import Book, Rule

OFFENCES = ("candidates", "courses")
May = Callable[[FactRef], bool]


@frozen(eq=False)
class Waited:
    """A fact worth asking for: of what, the rules that wait for it, how many others may matter."""

    ref: FactRef
    subject: Linked
    rules: tuple[Rule, ...]
    further: int


@frozen(eq=False)
class Source:
    """An allegation, or the conduct of a pair, and what the rules alone leave open of it."""

    decision: str
    about: Linked
    found: Outcomes


@frozen(eq=False)
class Open:
    """A fact that some possible crime waits for, with the rules that may still apply."""

    ref: FactRef
    of: Outcome
    results: tuple[RuleResult, ...]


@define(eq=False, slots=False)
class Narrowing:
    """What the rules alone leave open of a record, one allegation after the other."""

    deliberation: Deliberation
    _mattering: dict[tuple[str, FactRef], bool] = field(factory=dict, init=False)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Give all that possible crimes come of."""
        found = list(sources_at(self.deliberation))
        return tuple(
            Source(decision, about, outcomes(self.deliberation, decision, about, supposed=0))
            for decision, about in found
        )

    def next_fact(self, may_ask: May, not_known: Collection[str]) -> Waited | None:
        """
        Give the fact to ask for first: what the act would be, then whatever most rules wait for.

        One allegation is gone through after the other. A rule that waits for something that nobody
        knows can no longer be seen to apply; what only such rules wait for is left to the whole
        decision.
        """
        left = [(one, self._open(one, not_known)) for one in self.sources]
        further = {ref for _, found in left for ref in found if may_ask(ref)}
        for source, found in left:
            for one in found.values():
                if one.ref in further and self._matters(source, one.ref):
                    rules = tuple(dict.fromkeys(result.rule for result in one.results))
                    return Waited(one.ref, one.of.slot.candidates[0], rules, len(further) - 1)
        return None

    def _open(self, source: Source, not_known: Collection[str]) -> Mapping[FactRef, Open]:
        """Give what a source waits for, in order of asking."""
        book = self.deliberation.book
        opened: dict[FactRef, Open] = {}
        for one in source.found:
            if one.is_uncovered:
                continue
            first = _waiting([one.slot.offence], not_known)
            then = _waiting(self._about(one.slot.candidates[0]), not_known)
            refs = [ref for ref in facts_awaited(one.awaits) if ref in first or ref in then]
            waits = {ref: (-len(first.get(ref, ())), -len(then.get(ref, ()))) for ref in refs}
            for ref in sorted(refs, key=lambda r: (*waits[r], *_declared(book, r), r)):
                results = (*first.get(ref, ()), *then.get(ref, ()))
                opened.setdefault(ref, Open(ref, one, results))
        return opened

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

    def _matters(self, source: Source, ref: FactRef) -> bool:
        key = (source.about.id, ref)
        if key not in self._mattering:
            self._mattering[key] = self._parts(source, ref)
        return self._mattering[key]

    def _parts(self, source: Source, ref: FactRef) -> bool:
        """Say whether two answers to a fact leave open different things; one without a list may."""
        book = self.deliberation.book
        answers = answers_of(ref, book.vocabulary)
        first: Counter[object] | None = None
        for answer in answers:
            world = supposing(self.deliberation.world, ref, answer)
            about = world.thing(source.about.kind, source.about.id)
            then = Deliberation(book, world, brief=True)
            left = _left(outcomes(then, source.decision, about, supposed=0))
            if first is not None and left != first:
                return True
            first = left
        return not answers


def _declared(book: Book, ref: FactRef) -> tuple[bool, int]:
    """Give where a fact comes among those for which as many rules wait: lists first, details last.

    Vocabularies declare what a thing is before the details that only some such things have.
    """
    facts = book.vocabulary.kinds[ref.kind].facts
    return not facts[ref.name].answers, list(facts).index(ref.name)


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


def _left(found: Outcomes) -> Counter[object]:
    """Give what is possible, and what that waits for."""
    return Counter(
        (one.slot.id, one.lines, facts_awaited(one.awaits), one.slot.may_be_none) for one in found
    )
