"""
The facts that alone give an action, everything else forgotten, none of which can be left out.

What was read for the answer mostly suffices; where it does not, what was read for others of the
report is taken with it. What is definite stays so whatever becomes known. So a fact of which
another value gives something else is in every set that suffices; of the rest one after the other
is left out where that does no harm. What is left is decided anew, from nothing, before it is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from hocr_engine.bounds import MAX_DECIDED_ANEW, MAX_FORGOTTEN, MAX_FORGOTTEN_OF_MANY
from hocr_engine.decision.model import Action, ActionKind, Decision, ReportDecision
from hocr_engine.incident.model import FactRef
from hocr_engine.reconsidering.forgetting import (
    DecidedAnew,
    Facts,
    Forgetting,
    given_facts,
    presumed_facts,
)
from hocr_engine.vocabulary.model import FactType

FEW = 4
Refs = Sequence[FactRef]


@frozen
class Sufficing:
    """Facts that alone give an action; `is_minimal` where none of them can be left out."""

    facts: tuple[FactRef, ...]
    assumed: tuple[FactRef, ...]
    is_minimal: bool


def is_definite(action: Action) -> bool:
    """Say whether an action is settled, so that nothing more that becomes known changes it."""
    return action.kind is not ActionKind.NEEDS_FACTS and not action.missing and not action.bounds


def sufficing(decision: Decision) -> Mapping[Action, Sufficing]:
    """Give for each definite action of a decision the facts that alone give it."""
    given = given_facts(decision)
    return {
        action: _of(Forgetting(decision, report, action), given)
        for report in decision.reports
        for action in report.actions
        if is_definite(action)
    }


def are_few(report: ReportDecision) -> bool:
    """Say whether so few possible crimes stand in a report that no fact too many is named."""
    crimes = {action.id for action in report.actions}
    return len(crimes | {one.slot for a in report.actions for one in a.includes}) <= FEW


def _of(tried: Forgetting, given: Facts) -> Sufficing:
    few = are_few(tried.report)
    tried.tries = MAX_FORGOTTEN if few else MAX_FORGOTTEN_OF_MANY
    found = _fewest(tried, given) if few else _fewer(tried, given)
    if few and tried.may_be_added_to:
        found = _fewest_of(tried, found)
    proved = _proved(tried, found, given)
    facts, assumed = sorted(proved & given), sorted(proved - given)
    is_sure = not tried.is_spent and tried.kept_in_doubt.isdisjoint(found)
    return Sufficing(tuple(facts), tuple(assumed), few and is_sure and proved == found)


def _proved(tried: Forgetting, found: Facts, given: Facts) -> Facts:
    """
    Give facts with which alone the whole record, decided anew, comes to the action.

    Where very much is open, deciding anew meets bounds that deciding no further than need be does
    not; then more facts are taken with them.
    """
    anew = DecidedAnew(tried.decision, tried.report, tried.action, MAX_DECIDED_ANEW)
    left = found
    for group in _groups(tried, given):
        if anew.suffice(left):
            break
        left |= group
    return _left(anew, left, sorted(left - found))


def _groups(tried: Forgetting, given: Facts) -> Iterator[Facts]:
    """Give what may be wanted, group by group, what was read for the answer itself first."""
    # Least is open, and so least to be gone through, while what their conduct rests on is kept.
    yield _read_for((tried.action,), given) | _conduct(tried.action, given)
    yield _read_for(tried.report.actions, given) | _dates(tried.decision, given)
    yield given | presumed_facts(tried.decision)


def _read_for(actions: Iterable[Action], given: Facts) -> Facts:
    """Give the facts, given or presumed, that were read for some actions."""
    told = (ref for action in actions for ref in action.facts if ref in given)
    return frozenset((*told, *(one.fact for action in actions for one in action.assumed)))


def _conduct(action: Action, given: Facts) -> Facts:
    """Give what was read for whether the conduct of its two ends is a crime."""
    assumed = (one.fact for one in action.conduct.assumed)
    return frozenset((*given.intersection(action.conduct.facts), *assumed))


def _dates(decision: Decision, given: Facts) -> Facts:
    """Give the days and times that the record gives, on which hangs what rules reach an act."""
    kinds = decision.book.vocabulary.kinds
    dated = (FactType.DATE, FactType.DATE_AND_TIME)
    return frozenset(ref for ref in given if kinds[ref.kind].facts[ref.name].type in dated)


def _fewest(tried: Forgetting, given: Facts) -> Facts:
    """Give facts that suffice and of which none can be left out, unless it takes too long."""
    first, *others = _enough(tried, given)
    own = first & _read_for((tried.action,), given)
    left = _without(tried, others, first)
    for ref in sorted(own):
        if not tried.is_wanted(ref) and tried.suffices_without(left, ref):
            left -= {ref}
    return _left(tried, left, sorted(first - own))


def _fewest_of(tried: Forgetting, facts: Facts) -> Facts:
    """
    Give facts that suffice and of which none can be left out, trying each by itself.

    Of what may be added to, some may suffice where with more something else is said.
    """
    left, more = facts, True
    while more:
        more = False
        for ref in sorted(left):
            if tried.suffices_without(left, ref):
                left, more = left - {ref}, True
    return left


def _fewer(tried: Forgetting, given: Facts) -> Facts:
    """Give facts that suffice, without many that can be left out together."""
    own, *others = _enough(tried, given)
    return _without(tried, others, own)


def _enough(tried: Forgetting, given: Facts) -> list[Facts]:
    """Give groups of facts that suffice together, the fewest at the front that do."""
    found: list[Facts] = []
    for group in _groups(tried, given):
        found.append(group.difference(*found))
        if tried.suffice(frozenset().union(*found)):
            break
    return found


def _without(tried: Forgetting, groups: Sequence[Facts], kept: Facts) -> Facts:
    """Give what suffices of what is kept and of some groups, of the last as little as can be."""
    left = kept.union(*groups)
    for group in reversed(groups):
        left = _left(tried, left, sorted(group))
    return left


def _left(tried: Forgetting, known: Facts, doubtful: Refs) -> Facts:
    """Give what suffices of what is known, without those doubtful facts that can be left out."""
    if not doubtful:
        return known
    less = known.difference(doubtful)
    if len(doubtful) == 1:
        return less if tried.suffices_without(known, doubtful[0]) else known
    if tried.suffice(less):
        return less
    if tried.is_spent:
        return known
    half = len(doubtful) // 2
    return _left(tried, _left(tried, known, doubtful[half:]), doubtful[:half])
