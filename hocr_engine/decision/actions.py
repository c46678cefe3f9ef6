"""From what a possible crime comes to, and what the register holds, to what is to be done."""

from __future__ import annotations

from collections.abc import Hashable

from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.entering import CRIME, INCIDENT, Outcome
from hocr_engine.decision.grounds import Grounds
from hocr_engine.decision.model import (
    NOT_COVERED,
    Action,
    ActionKind,
    Bound,
    Entered,
    Finding,
    Referral,
)
from hocr_engine.decision.requirements import INVALID
from hocr_engine.incident.linked import Linked, facts_awaited
from hocr_engine.rulebook.model import Rule

SEPARATOR = " | "


def action(deliberation: Deliberation, found: Outcome, before: Entered | None) -> Action | None:
    """Give what is to be done about a possible crime, or None where nothing is new."""
    settled = found.entered[0] if found.is_settled else None
    if settled is not None and before is not None and _same(settled, before):
        return None
    kind, line = _line(found, settled, before)
    return _action(deliberation, found, kind, line, before)


def _same(now: Entered, before: Entered) -> bool:
    return now.line == before.line


def _line(
    found: Outcome, settled: Entered | None, before: Entered | None
) -> tuple[ActionKind, str]:
    if settled is not None:
        return _settled_line(settled, before)
    referrals = tuple(sorted(wait for wait in found.awaits if isinstance(wait, Referral)))
    facts = facts_awaited(found.awaits)
    crime = bool(found.entered) and all(one.enters == CRIME for one in found.entered)
    if crime and not found.slot.may_be_none:
        return _open_crime(found, referrals, refers=not facts)
    if referrals and (not facts or _is_uncovered(found, referrals)):
        return ActionKind.REFER, f"refer: {referral_name(referrals)}"
    return ActionKind.NEEDS_FACTS, f"needs facts: {SEPARATOR.join(found.lines)}"


def _is_uncovered(found: Outcome, referrals: tuple[Referral, ...]) -> bool:
    """Say whether the offence itself is beyond this rulebook, so that no fact would help."""
    uncovered = any(referral.reason == NOT_COVERED for referral in referrals)
    return uncovered and not facts_awaited(found.slot.awaits)


def _open_crime(
    found: Outcome, referrals: tuple[Referral, ...], *, refers: bool
) -> tuple[ActionKind, str]:
    """Give the line of a crime that is sure but whose class or code is open."""
    names = sorted({one.name for one in found.entered if one.class_ is not None})
    if refers and referrals:
        codes = sorted({one.code or "" for one in found.entered} - {""})
        what = " ".join(("record", SEPARATOR.join(codes))).strip()
        return ActionKind.RECORD, f"{what}, refer: {referral_name(referrals)}"
    return ActionKind.RECORD, f"record {SEPARATOR.join(names)}".strip()


def _settled_line(now: Entered, before: Entered | None) -> tuple[ActionKind, str]:
    if before is None or before.enters == INCIDENT:
        return (ActionKind.NONE if now.enters == INCIDENT else ActionKind.RECORD), now.line
    if now.enters == INCIDENT:
        return ActionKind.REMOVAL_DUE, f"removal due: {before.name}"
    if before.enters != CRIME and now.enters == CRIME:
        return ActionKind.PROMOTE, f"promote {before.name} to {now.name}"
    return ActionKind.RECLASSIFY, f"reclassify {before.name} to {now.name}"


def referral_name(referrals: tuple[Referral, ...]) -> str:
    """Give the short name of what is referred: not covered, a conflict, or the referring rules."""
    if any(referral.reason == NOT_COVERED for referral in referrals):
        return NOT_COVERED
    rules = dict.fromkeys(rule for referral in referrals for rule in referral.rules)
    return ", ".join(rules)


def _action(
    deliberation: Deliberation,
    found: Outcome,
    kind: ActionKind,
    line: str,
    before: Entered | None,
) -> Action:
    relevant = [f for f in found.findings.values() if f.decision not in _aside(deliberation)]
    first = found.slot.candidates[0]
    return Action(
        id=found.slot.id,
        kind=kind,
        line=line,
        subject=first,
        entered=found.entered,
        findings=found.findings,
        missing=facts_awaited(found.awaits),
        referrals=tuple(sorted(w for w in found.awaits if isinstance(w, Referral))),
        bounds=tuple(sorted(w for w in found.awaits if isinstance(w, Bound))),
        gather=lambda: Grounds(deliberation).add(relevant).rests_on(),
        by=None if kind is ActionKind.NONE else found.by,
        duties=found.duties,
        before=before,
    )


def _aside(deliberation: Deliberation) -> frozenset[str]:
    """Give the decisions whose answers follow from an entry and do not bear it."""
    makes = deliberation.book.making
    return frozenset(makes[what].id for what in ("deadline", "duties", "flags") if what in makes)


def request_action(deliberation: Deliberation, request: Linked, decision: str) -> Action:
    """Give whether a request to change a record is valid, and every requirement that it fails."""
    finding = deliberation.ask(decision, request)
    kind, line = _request_line(finding)
    return Action(
        id=request.id,
        kind=kind,
        line=line,
        subject=request,
        entered=(),
        findings={decision: finding},
        missing=facts_awaited(finding.awaits),
        referrals=tuple(sorted(w for w in finding.awaits if isinstance(w, Referral))),
        bounds=tuple(sorted(w for w in finding.awaits if isinstance(w, Bound))),
        gather=lambda: Grounds(deliberation).add((finding,)).rests_on(),
        by=None,
        duties=(),
        failures=finding.failures,
    )


def _request_line(finding: Finding) -> tuple[ActionKind, str]:
    failed: tuple[Rule, ...] = finding.failures
    if finding.is_settled and finding.options[0] == INVALID:
        return ActionKind.INVALID, f"invalid: {', '.join(rule.id for rule in failed)}"
    if finding.is_settled:
        return ActionKind.VALID, "valid"
    waits: frozenset[Hashable] = finding.awaits
    referrals = tuple(sorted(wait for wait in waits if isinstance(wait, Referral)))
    if referrals and not facts_awaited(waits):
        return ActionKind.REFER, f"refer: {referral_name(referrals)}"
    return ActionKind.NEEDS_FACTS, "needs facts: invalid | valid"
