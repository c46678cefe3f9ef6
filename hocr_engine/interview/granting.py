"""What a decision takes for granted, so that whoever knows better can say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hocr_engine.decision.model import Action, Relation
from hocr_engine.decision.resting import Resting
from hocr_engine.feel.steps import Read
from hocr_engine.incident.linked import Assumed, Linked
from hocr_engine.rulebook.steps import CountingStep


def taken_for_granted(action: Action, steps: Sequence[CountingStep]) -> Iterator[Assumed]:
    """Give the presumptions that an action rests on, and how it is counted with others."""
    yield from action.assumed
    world = action.subject.world
    counted = (*action.relations, *(one.relation for one in action.includes))
    for read in (read for relation in counted for read in _reads(relation, steps)):
        if isinstance(read.thing, Linked):
            assumed = world.assumed.get((read.thing.kind, read.thing.id, read.name))
            if assumed is not None:
                yield assumed


def _reads(relation: Relation, steps: Sequence[CountingStep]) -> Iterator[Read]:
    """Give what says that one crime stands to another so, and that the two are compared at all."""
    resting = Resting(relation.this.world)
    yield from resting.of(relation.result)
    takes_part = next((step.takes_part for step in steps if step.id == relation.step), None)
    if takes_part is not None:
        compared = [
            one for one in (relation.this, relation.other) if one.kind == relation.this.kind
        ]
        for thing in compared:
            names = {"this": thing, "as_at": thing.world.on}
            yield from resting.of_written(takes_part, names)
