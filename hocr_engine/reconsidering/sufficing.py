"""
The facts that alone give an action, everything else forgotten, none of which can be left out.

What is definite stays so whatever becomes known. So a fact without which the action is not settled,
though all else is known, is in every set that suffices. Mostly these suffice together; where two
reasons lead to the same answer they do not, and what is wanted besides is found by halving: what
was read for the answer is kept before anything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from hocr_engine.bounds import MAX_FORGOTTEN, MAX_FORGOTTEN_OF_MANY
from hocr_engine.decision.model import Action, ActionKind, Decision, ReportDecision
from hocr_engine.incident.model import FactRef
from hocr_engine.reconsidering.forgetting import Facts, Forgetting, given_facts, presumed_facts
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
    known = given | presumed_facts(decision)
    return {
        action: _of(Forgetting(decision, report, action), known, given)
        for report in decision.reports
        for action in report.actions
        if is_definite(action)
    }


def are_few(report: ReportDecision) -> bool:
    """Say whether so few possible crimes stand in a report that no fact too many is named."""
    crimes = {action.id for action in report.actions}
    return len(crimes | {one.slot for a in report.actions for one in a.includes}) <= FEW


def _of(tried: Forgetting, known: Facts, given: Facts) -> Sufficing:
    action, few = tried.action, are_few(tried.report)
    tried.tries = MAX_FORGOTTEN if few else MAX_FORGOTTEN_OF_MANY
    read = _read_for((action,)) & known
    beside = (_read_for(tried.report.actions) & known | _dates(tried.decision, given)) - read
    ordered = (sorted(read), sorted(beside), sorted(known - read - beside))
    found = _fewest(tried, ordered, known) if few else _fewer(tried, ordered, known)
    facts, assumed = sorted(found & given), sorted(found - given)
    return Sufficing(tuple(facts), tuple(assumed), few and not tried.is_spent)


def _read_for(actions: Iterable[Action]) -> Facts:
    """Give the facts, given or presumed, that were read for some actions."""
    return frozenset(
        ref for action in actions for ref in (*action.facts, *(one.fact for one in action.assumed))
    )


def _dates(decision: Decision, given: Facts) -> Facts:
    """Give the days and times that the record gives, on which hangs what rules reach an act."""
    kinds = decision.book.vocabulary.kinds
    dated = (FactType.DATE, FactType.DATE_AND_TIME)
    return frozenset(ref for ref in given if kinds[ref.kind].facts[ref.name].type in dated)


def _fewest(tried: Forgetting, ordered: Sequence[Refs], known: Facts) -> Facts:
    """Give facts that suffice and of which none can be left out, unless it takes too long."""
    read, *others = ordered
    needed = frozenset(ref for ref in read if not tried.suffice(known - {ref}))
    if tried.suffice(needed):
        return needed
    found = needed | _wanted(tried, needed, [ref for ref in read if ref not in needed], others)
    return found if tried.suffice(found) else known


def _wanted(tried: Forgetting, needed: Facts, read: Refs, others: Sequence[Refs]) -> Facts:
    """Give what is wanted besides the facts needed, of others none that what was read spares."""
    if not others or tried.suffice(needed.union(read)):
        return _halved(tried, needed, read)
    besides = _wanted(tried, needed.union(read), others[0], others[1:])
    return besides | _halved(tried, needed | besides, read, is_new=True)


def _halved(tried: Forgetting, known: Facts, doubtful: Refs, *, is_new: bool = False) -> Facts:
    """Give the fewest of some doubtful facts that suffice with what is known."""
    if not doubtful or (is_new and tried.suffice(known)):
        return frozenset()
    if len(doubtful) == 1:
        return frozenset(doubtful)
    half = len(doubtful) // 2
    first, second = doubtful[:half], doubtful[half:]
    later = _halved(tried, known.union(first), second, is_new=True)
    return later | _halved(tried, known | later, first, is_new=bool(later))


def _fewer(tried: Forgetting, ordered: Sequence[Refs], known: Facts) -> Facts:
    """Give facts that suffice, without many that can be left out together."""
    read, beside, others = ordered
    if tried.suffice(read):
        return frozenset(read)
    return _left(tried, _left(tried, known, others), beside)


def _left(tried: Forgetting, known: Facts, doubtful: Refs) -> Facts:
    """Give what suffices of what is known, without those doubtful facts that go together."""
    if not doubtful:
        return known
    less = known.difference(doubtful)
    if tried.suffice(less):
        return less
    if len(doubtful) == 1 or tried.is_spent:
        return known
    half = len(doubtful) // 2
    return _left(tried, _left(tried, known, doubtful[half:]), doubtful[:half])
