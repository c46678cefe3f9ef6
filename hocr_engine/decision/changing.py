"""What becomes of the records that there are, by all that is settled at one moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from hocr_engine.decision.entering import CRIME
from hocr_engine.decision.model import Entered
from hocr_engine.decision.placement import Placed
from hocr_engine.decision.register import Held, Register


@frozen(eq=False)
class Changing:
    """What each record is entered as now, and what those that change become."""

    now: Mapping[str, Entered]
    then: Mapping[str, Entered]


def changing(register: Register, ends: Sequence[Placed]) -> Changing:
    """Give the records of a register with what they become at this moment."""
    then: dict[str, Entered] = {}
    for one in ends:
        placement = one.placements[0]
        if not one.is_settled or placement.entered is None or placement.referral is not None:
            continue
        own = register.own(one.found.slot.id, one.found.allegation)
        if placement.takes_over:
            then[placement.target] = placement.entered
        elif placement.relation is None and own is not None:
            then.setdefault(own.id, placement.entered)
    return Changing({name: held.entered for name, held in register.held.items()}, then)


def is_removed(one: Placed, own: Held) -> bool:
    """Say whether the crime that a record is about has turned out to be part of another record."""
    placement = one.placements[0]
    return (
        one.is_settled
        and placement.relation is not None
        and not placement.takes_over
        and own.entered.enters == CRIME
        and (not one.found.is_course or own.id == one.found.slot.id)
        and placement.target != own.id
    )
