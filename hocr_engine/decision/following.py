"""The duties that follow from counting: what is asked because crimes went where they went."""

from __future__ import annotations

from attrs import evolve

from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.model import Action, ActionKind, Finding
from hocr_engine.decision.placement import Placed
from hocr_engine.incident.linked import Linked
from hocr_engine.incident.model import Element

_COUNTED = "counted"


def with_duties(deliberation: Deliberation, one: Placed, made: Action) -> Action:
    """
    Give an action with the duties that hold after counting.

    Until it is counted, a possible crime has the duties of one that is recorded by itself; these
    stay where that is what comes of it, and where the counting is open.
    """
    decision = deliberation.book.making.get("duties")
    entered = one.placements[0].entered
    by_itself = made.kind is ActionKind.RECORD and not made.includes
    if decision is None or entered is None or by_itself or not one.is_settled:
        return made
    thing = as_counted(deliberation, one, made, entered.candidate)
    finding = deliberation.ask(decision.id, thing)
    findings = {**made.findings, decision.id: finding}
    return evolve(made, findings=findings, duties=_told(finding, made.duties))


def as_counted(deliberation: Deliberation, one: Placed, made: Action, candidate: Linked) -> Linked:
    """Give a possible crime as conditions see it once it is counted."""
    facts = candidate.element.facts if candidate.element is not None else {}
    counted = {
        "action": made.kind.value,
        "takes_in": tuple(included.entered.candidate.id for included in made.includes),
        "goes_into": one.placements[0].target or None,
    }
    name = f"{candidate.id}/{_COUNTED}"
    at = deliberation.world.incident.at
    return deliberation.world.add(Element(candidate.kind, name, {**facts, **counted}, at))


def _told(finding: Finding, before: tuple[str, ...]) -> tuple[str, ...]:
    """Give the sure duties, and those that were sure before and still may be."""
    found = []
    for slot in finding.slots:
        sure = len(slot.options) == 1 and not slot.awaits
        found += [str(word) for word in slot.options if sure or word in before]
    return tuple(dict.fromkeys(found))
