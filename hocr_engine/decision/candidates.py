"""The possible crimes: what each allegation makes out, one for each answer of the offence rules."""

from __future__ import annotations

from collections.abc import Hashable

from attrs import frozen

from hocr_engine.decision.acts import candidate_facts
from hocr_engine.decision.alike import families
from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.model import Finding, Slot
from hocr_engine.decision.planning import plan_of
from hocr_engine.feel.values import NOTHING
from hocr_engine.incident.linked import Linked
from hocr_engine.incident.model import Element

CANDIDATE = "candidate"


@frozen(eq=False)
class CandidateSlot:
    """One possible crime; several candidates where its code is open; `may_be_none`: or nothing."""

    id: str
    candidates: tuple[Linked, ...]
    may_be_none: bool
    awaits: frozenset[Hashable]
    offence: Finding


def candidate_slots(
    deliberation: Deliberation, decision: str, allegation: Linked
) -> tuple[CandidateSlot, ...]:
    """Give the possible crimes of an allegation; one without a code where no rule speaks."""
    finding = deliberation.ask(decision, allegation)
    slots = finding.slots or _given(finding)
    if _is_course(deliberation, decision):
        return tuple(_candidates(deliberation, allegation, s, True, finding) for s in slots)
    sure = any(None not in slot.options for slot in slots)
    if not sure:
        slots = (_together(slots),)
    return tuple(_candidates(deliberation, allegation, slot, sure, finding) for slot in slots)


def _together(slots: tuple[Slot, ...]) -> Slot:
    """Give one slot of all that an allegation may be where it is not sure to be any of it."""
    options = dict.fromkeys(option for slot in slots for option in slot.options)
    awaits = frozenset[Hashable]().union(*(slot.awaits for slot in slots))
    rules = tuple(rule for slot in slots for rule in slot.rules)
    return Slot("none", (*(o for o in options if o is not None), None), awaits, rules)


def _given(finding: Finding) -> tuple[Slot, ...]:
    """Give the slots of answers that were given or ruled, and not worked out by rules."""
    if finding.is_by_rules:
        return ()
    values = finding.options[0] if finding.options else []
    listed = values if isinstance(values, list) else [values]
    return tuple(
        Slot(f"{finding.decision}-{number}", (value,), NOTHING, ())
        for number, value in enumerate(listed, 1)
    )


def _candidates(
    deliberation: Deliberation, allegation: Linked, slot: Slot, sure: bool, finding: Finding
) -> CandidateSlot:
    slot_id = f"{allegation.id}/{slot.id.rsplit('/', 1)[-1]}"
    options = tuple(option for option in slot.options if option is not None or not sure)
    facts = candidate_facts(deliberation, finding.decision, allegation)
    candidates = tuple(
        deliberation.world.add(
            Element(
                CANDIDATE,
                slot_id if len(options) == 1 else f"{slot_id}:{_named(option)}",
                {**facts, "code": option},
                deliberation.world.incident.at,
            )
        )
        for option in options
    )
    if not plan_of(deliberation.book).asks_which:
        deliberation.families.update(families(candidates))
    may_be_none = sure and None in slot.options
    return CandidateSlot(slot_id, candidates, may_be_none, slot.awaits, finding)


def _is_course(deliberation: Deliberation, decision: str) -> bool:
    making = deliberation.book.making.get("courses")
    return making is not None and making.id == decision


def _named(option: object) -> str:
    if isinstance(option, str):
        return option
    return "no-code" if option is None else "any-code"
