"""In which order to ask for what is missing: first what the most rules wait for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import evolve

from hocr_engine.decision.model import Action, Finding, RuleResult, Truth
from hocr_engine.incident.model import FactRef
from hocr_engine.rulebook.model import Rule


def most_decisive_first(actions: Sequence[Action]) -> tuple[Action, ...]:
    """Give actions with what each of them misses in the order in which to ask for it."""
    if not any(action.missing for action in actions):
        return tuple(actions)
    findings = {f.key: f for action in actions for f in action.findings.values()}
    waiting = Counter(ref for finding in findings.values() for ref in _waited_for(finding))
    return tuple(
        evolve(action, missing=tuple(sorted(action.missing, key=lambda r: (-waiting[r], r))))
        for action in actions
    )


def waiting_rules(action: Action, ref: FactRef) -> Iterator[Rule]:
    """Give the rules that are undecided for want of a fact, which is why it is asked for."""
    for finding in action.findings.values():
        yield from (result.rule for result in undecided(finding) if ref in result.awaits)


def _waited_for(finding: Finding) -> Iterator[FactRef]:
    """Give each fact once for every rule that is undecided for want of it."""
    for result in undecided(finding):
        yield from (wait for wait in result.awaits if isinstance(wait, FactRef))


def undecided(finding: Finding) -> Iterator[RuleResult]:
    """Give how those rules of a finding came out of which it is open whether they apply."""
    for topic in finding.heard:
        results = topic.live if topic.awaits else ()
        yield from (result for result in results if result.truth is Truth.MAYBE)
