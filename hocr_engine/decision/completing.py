"""
What an allegation may come to, exactly where few facts with few answers are missing.

Rule by rule, an unknown fact leaves open more than it should: that some rule of a ladder applies
whatever the injury is cannot be seen from any one of its rules. So each answer of a missing fact is
supposed in turn and the whole allegation decided again; what comes out the same every time is
settled, and a fact that makes no difference is not asked for. Past `MAX_SUPPOSED` deliberations,
or where more than `MAX_FACTS_SUPPOSED` facts are missing, the answer stays as open as the rules
alone leave it, which is safe. It is never more open: what the rules alone rule out stays ruled out,
though a bound is met while something is supposed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf

from attrs import evolve, frozen

from hocr_engine.bounds import MAX_FACTS_SUPPOSED, MAX_SUPPOSED
from hocr_engine.decision.candidates import CandidateSlot, candidate_slots
from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.entering import Outcome, outcome
from hocr_engine.decision.model import Bound, Entered
from hocr_engine.incident.linked import Linked, facts_awaited
from hocr_engine.incident.model import FactRef
from hocr_engine.vocabulary.model import FactType, Vocabulary

Outcomes = tuple[Outcome, ...]
See = Callable[[Outcomes], None]


@frozen
class Left:
    """How many deliberations may still be held; `see` is shown what each of the last comes to."""

    count: list[int]
    see: See | None = None

    def take(self, number: int) -> bool:
        """Say whether so many more may be held, and count them."""
        if self.count[0] < number:
            return False
        self.count[0] -= number
        return True


def outcomes(
    deliberation: Deliberation,
    decision: str,
    about: Linked,
    *,
    supposed: int | None = None,
    see: See | None = None,
) -> Outcomes:
    """
    Give what each possible crime of an allegation, or of a pair's conduct, may come to.

    `see` is shown each way in which what is missing was supposed, and may raise to end it there.
    """
    deliberation.renew()
    bound = MAX_SUPPOSED if supposed is None else supposed
    return _explored(deliberation, decision, about, Left([bound], see))


def by_rules_alone(
    deliberation: Deliberation,
    decision: str,
    slots: Sequence[CandidateSlot],
    *,
    most: float = inf,
) -> Outcomes:
    """Give what some possible crimes may come to with nothing supposed, `most` ways or few more."""
    course = deliberation.book.decisions[decision].makes == "courses"
    found = (outcome(deliberation, slot, most=most) for slot in slots)
    return tuple(evolve(one, is_course=course) for one in found)


def _explored(deliberation: Deliberation, decision: str, about: Linked, left: Left) -> Outcomes:
    slots = candidate_slots(deliberation, decision, about)
    found = by_rules_alone(deliberation, decision, slots)
    fact, answers = _most_decisive(found, deliberation.book.vocabulary)
    if fact is None or not deliberation.branches_left[0] or not left.take(len(answers)):
        if left.see is not None:
            left.see(found)
        return found
    branches = []
    for answer in answers:
        supposed = deliberation.supposing(fact, answer)
        same = supposed.world.thing(about.kind, about.id)
        branches.append(_explored(supposed, decision, same, left))
    return _together(found, branches, fact)


def _most_decisive(found: Outcomes, vocabulary: Vocabulary) -> tuple[FactRef | None, list[object]]:
    """Give the missing fact with the fewest answers, and these; None where none has a list."""
    best: tuple[FactRef | None, list[object]] = (None, [])
    missing = _missing(found)
    if len(missing) > MAX_FACTS_SUPPOSED:
        return best
    for fact in sorted(missing):
        answers = answers_of(fact, vocabulary)
        if answers and (best[0] is None or len(answers) < len(best[1])):
            best = (fact, answers)
    return best


def _missing(found: Outcomes) -> set[FactRef]:
    """Give the facts missing, but for what no fact would help with."""
    return {ref for one in found if not one.is_uncovered for ref in facts_awaited(one.awaits)}


def answers_of(ref: FactRef, vocabulary: Vocabulary) -> list[object]:
    """Give every value that a fact can have, where these are listed."""
    fact = vocabulary.kinds[ref.kind].facts.get(ref.name)
    if fact is None:
        return []
    absent: list[object] = [None] if fact.nullable or fact.not_established else []
    if fact.type is FactType.YES_OR_NO:
        return [True, False, *absent]
    if fact.type is FactType.ONE_OF:
        return [*(answer.word for answer in fact.answers), *absent]
    return []


def _together(found: Outcomes, branches: Sequence[Outcomes], fact: FactRef) -> Outcomes:
    """
    Give what several suppositions lead to; the fact is awaited where it makes a difference.

    Findings stay those without the supposition, so that nothing supposed is told as known.
    """
    shapes = {tuple(one.slot.id for one in branch) for branch in branches}
    if len(shapes) > 1:
        return _within((_one(found, [one for branch in branches for one in branch], fact),), found)
    known = {one.slot.id: one for one in found}
    merged = (_merged(column, fact) for column in zip(*branches, strict=True))
    return _within(tuple(_as_found(one, known.get(one.slot.id, found[0])) for one in merged), found)


def _within(merged: Outcomes, found: Outcomes) -> Outcomes:
    """Give what is possible by suppositions that met a bound and by the rules alone as well."""
    if not _bounds(merged) - _bounds(found):
        return merged
    known = [entered for one in found for entered in one.entered]
    both = tuple(
        evolve(one, entered=tuple(new for new in one.entered if _is_among(new, known)))
        for one in merged
    )
    return found if _lines(both) == _lines(found) else both


def _bounds(found: Outcomes) -> set[Bound]:
    return {wait for one in found for wait in one.awaits if isinstance(wait, Bound)}


def _lines(found: Outcomes) -> set[str]:
    return {line for one in found for line in one.lines}


def _is_among(new: Entered, known: Sequence[Entered]) -> bool:
    """Say whether an entry is among some, of which the class or the code may be open."""
    return any(
        one.entry == new.entry and one.class_ in (None, new.class_) and one.code in (None, new.code)
        for one in known
    )


def _as_found(one: Outcome, base: Outcome) -> Outcome:
    same = base.slot.id == one.slot.id
    return evolve(one, findings=base.findings, slot=base.slot if same else one.slot)


def _merged(column: Sequence[Outcome], fact: FactRef) -> Outcome:
    first = column[0]
    if all(_signature(one) == _signature(first) for one in column):
        return first
    return evolve(
        first,
        entered=_entered(column),
        awaits=frozenset({fact}).union(*(one.awaits for one in column)),
        by=first.by if all(one.by == first.by for one in column) else None,
        duties=tuple(d for d in first.duties if all(d in one.duties for one in column)),
    )


def _one(found: Outcomes, all_of: Sequence[Outcome], fact: FactRef) -> Outcome:
    """Give one outcome of all that may come of an allegation whose very crimes are not sure."""
    slot = evolve(found[0].slot, id=f"{found[0].slot.id.rsplit('/', 1)[0]}/none")
    merged = _merged([evolve(one, slot=slot) for one in all_of], fact)
    return evolve(merged, awaits=merged.awaits | {fact}, findings=found[0].findings)


def _signature(one: Outcome) -> tuple[object, ...]:
    return (one.lines, one.awaits, one.slot.may_be_none)


def _entered(column: Sequence[Outcome]) -> tuple[Entered, ...]:
    known: dict[str, Entered] = {}
    for one in column:
        for entered in one.entered:
            known.setdefault(entered.line, entered)
    return tuple(known.values())
