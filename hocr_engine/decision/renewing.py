"""Courses of conduct that go on once recorded: only what is new is set against the record."""

from __future__ import annotations

from attrs import evolve

from hocr_engine.decision.acts import facts_of_acts
from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.entering import Outcome, outcome
from hocr_engine.decision.register import Register
from hocr_engine.incident.linked import Linked
from hocr_engine.incident.model import Element


def renewed(deliberation: Deliberation, one: Outcome, register: Register) -> Outcome:
    """
    Give a course that the register holds as a possible crime of its acts not yet in a record.

    A course not recorded so far, or without new acts, is given as it is.
    """
    known = register.acts_of(one.slot.id)
    new = [act for act in one.acts if act not in known]
    if not one.is_course or not known or not new:
        return one
    slot_id = f"{one.slot.id}+{len(known)}"
    candidates = tuple(
        _of_acts(deliberation, candidate, new, slot_id) for candidate in one.slot.candidates
    )
    slot = evolve(one.slot, id=slot_id, candidates=candidates)
    return evolve(outcome(deliberation, slot), is_course=True)


def _of_acts(
    deliberation: Deliberation, candidate: Linked, acts: list[str], slot_id: str
) -> Linked:
    role = deliberation.book.vocabulary.roles["allegation"]
    things = [deliberation.world.thing(role.kind, act) for act in acts]
    facts = facts_of_acts(deliberation, things, candidate)
    code = candidate.member("code")
    name = f"{slot_id}:{code}" if isinstance(code, str) else slot_id
    return deliberation.world.add(
        Element(candidate.kind, name, {**facts, "code": code}, deliberation.world.incident.at)
    )
