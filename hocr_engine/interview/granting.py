"""What a decision takes for granted, so that whoever knows better can say so."""

from __future__ import annotations

from collections.abc import Iterator

from hocr_engine.decision.model import Action, Truth
from hocr_engine.decision.resting import Resting
from hocr_engine.incident.linked import Assumed, Linked


def taken_for_granted(action: Action) -> Iterator[Assumed]:
    """Give the presumptions that an action rests on, and what rows and worked answers read."""
    yield from action.assumed
    world = action.subject.world
    resting = Resting(world)
    results = (
        result
        for finding in action.findings.values()
        for topic in finding.topics
        for result in topic.results
        if result.truth is Truth.YES
    )
    for read in (read for result in results for read in resting.beside(result)):
        if isinstance(read.thing, Linked):
            assumed = world.assumed.get((read.thing.kind, read.thing.id, read.name))
            if assumed is not None:
                yield assumed
