"""From what a possible crime comes to, and what the register holds, to what is to be done."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from hocr_engine.decision.changing import Changing, is_removed
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
    referrals_among,
)
from hocr_engine.decision.placement import Placed, Placement
from hocr_engine.decision.register import Held
from hocr_engine.decision.requirements import INVALID
from hocr_engine.incident.linked import Linked, facts_awaited
from hocr_engine.rulebook.model import Rule
from hocr_engine.rulebook.steps import CONTINUES, RECLASSIFIES, REPLACES

SEPARATOR = " | "


def action(
    deliberation: Deliberation, one: Placed, own: Held | None, records: Changing
) -> Action | None:
    """
    Give what is to be done about a possible crime.

    None is given where nothing is new, and where the crime that it is part of, or that takes its
    record over, tells it.
    """
    if one.told_with:
        return None
    before = own.entered if own is not None else None
    placement = one.placements[0] if one.is_settled else None
    if placement is None or placement.entered is None:
        kind, line = _open_line(one)
        return _action(deliberation, one, kind, line, before)
    if placement.referral is not None:
        line = f"{placement.entered.line}, refer: {referral_name((placement.referral,))}"
        return _action(deliberation, one, ActionKind.REFER, line, before)
    if placement.relation is not None:
        if own is not None and is_removed(one, own):
            line = f"removal due: {own.entered.name}"
            return _action(deliberation, one, ActionKind.REMOVAL_DUE, line, before)
        if own is not None and own.id == placement.target != placement.relation.to:
            return None
        made = _related_line(placement, records)
        taken = records.now.get(placement.target) if placement.takes_over else before
        return None if made is None else _action(deliberation, one, *made, taken)
    if before is not None and before.line == placement.entered.line:
        return None
    return _action(deliberation, one, *_settled_line(placement.entered, before), before)


def _related_line(placement: Placement, records: Changing) -> tuple[ActionKind, str] | None:
    """Give the line of a crime that counts with a record; None where it counts with another."""
    relation, now = placement.relation, placement.entered
    held = records.now.get(placement.target)
    if held is None or relation is None or now is None:
        return None
    becomes = records.then.get(placement.target, held).name
    if relation.kind == CONTINUES:
        return ActionKind.ADD_TO, f"add to {becomes}: {now.name}"
    if relation.kind == RECLASSIFIES:
        return ActionKind.RECLASSIFY, f"reclassify {held.name} to {now.name}"
    if relation.kind == REPLACES:
        return ActionKind.PROMOTE, f"promote {held.name} to {now.name}"
    return ActionKind.NONE, f"no new crime: {now.name} is part of {becomes}"


def _open_line(one: Placed) -> tuple[ActionKind, str]:
    found = one.found
    referrals = referrals_among(one.awaits)
    facts = facts_awaited(one.awaits)
    crime = bool(found.entered) and all(entered.enters == CRIME for entered in found.entered)
    if crime and all(placement.stands for placement in one.placements):
        return _open_crime(found, referrals, refers=not facts)
    told = tuple(p.referral for p in one.placements if p.referral is not None)
    if (referrals or told) and (not facts or found.is_uncovered):
        return ActionKind.REFER, f"refer: {referral_name((*referrals, *told))}"
    lines = sorted({_placement_line(placement) for placement in one.placements})
    return ActionKind.NEEDS_FACTS, f"needs facts: {SEPARATOR.join(lines)}"


def _placement_line(placement: Placement) -> str:
    if placement.entered is None:
        return "no further crime"
    if placement.untried:
        return "counted with another, or referred"
    if placement.referral is not None:
        return f"refer: {referral_name((placement.referral,))}"
    if placement.relation is not None:
        return f"{placement.entered.name} counted with another"
    return placement.entered.line


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
    one: Placed,
    kind: ActionKind,
    line: str,
    before: Entered | None,
) -> Action:
    found, awaits = one.found, one.awaits
    told = {p.referral for p in one.placements if p.referral is not None}
    first = found.slot.candidates[0]
    relevant = [f for f in found.findings.values() if f.decision not in _aside(deliberation)]
    return Action(
        id=found.slot.id,
        kind=kind,
        line=line,
        subject=first,
        entered=found.entered,
        findings=found.findings,
        missing=facts_awaited(awaits),
        referrals=referrals_among((*awaits, *told)),
        bounds=tuple(sorted(w for w in awaits if isinstance(w, Bound))),
        gather=lambda: (
            Grounds(deliberation)
            .add(relevant)
            .add(_conduct(deliberation, first, least=2))
            .add_relations(one.relations)
            .rests_on()
        ),
        by=None if kind is ActionKind.NONE else found.by,
        duties=found.duties,
        before=before,
        relations=one.relations,
        gather_conduct=lambda: Grounds(deliberation).add(_conduct(deliberation, first)).rests_on(),
    )


def _conduct(deliberation: Deliberation, thing: Linked, *, least: int = 1) -> Iterator[Finding]:
    """Give whether all that its two ends did, of so many acts at least, is a crime by itself."""
    courses = deliberation.book.making.get("courses")
    pair = thing.member("pair") if courses is not None else None
    acts = pair.member("acts") if isinstance(pair, Linked) else None
    if courses is None or not isinstance(pair, Linked) or not isinstance(acts, list):
        return
    if len(acts) >= least:
        yield deliberation.ask(courses.id, pair)


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
        referrals=referrals_among(finding.awaits),
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
    referrals = referrals_among(waits)
    if referrals and not facts_awaited(waits):
        return ActionKind.REFER, f"refer: {referral_name(referrals)}"
    return ActionKind.NEEDS_FACTS, "needs facts: invalid | valid"
