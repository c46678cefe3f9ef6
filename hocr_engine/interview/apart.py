"""The presumptions by which crimes count apart: what rules that would join them are silent for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement

from hocr_engine.decision.applying import Retrial
from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.model import RuleResult, Truth
from hocr_engine.decision.relating import tried
from hocr_engine.decision.resting import Resting
from hocr_engine.decision.sharing import comparable
from hocr_engine.feel.steps import Read
from hocr_engine.incident.linked import Assumed, Linked
from hocr_engine.rulebook.model import RowCondition, Topic


def counted_apart(
    crimes: Sequence[Linked], known: Deliberation
) -> Iterator[tuple[Linked, Assumed]]:
    """
    Give the presumptions without which a rule of counting might speak of some crimes.

    A rule that is silent by what the record tells is left out, whatever else it reads.
    """
    own = [known.world.own(crime) for crime in crimes]
    keys = {crime.id: comparable(known, [crime], recorded=False) for crime in own}
    resting = Resting(known.world)
    for one, other in combinations_with_replacement(own, 2):
        shared = {(step, topic) for step, topic, _ in keys[one.id] & keys[other.id]}
        for topic in _topics(known):
            if (topic.step, topic.id) in shared:
                for this, result in _silent(known, topic, one, other):
                    yield from ((this, assumed) for assumed in _presumptions(result, resting))


def _topics(known: Deliberation) -> Sequence[Topic]:
    counting = known.book.making.get("counting")
    return () if counting is None else known.book.topics_of.get(counting.id, ())


def _silent(
    known: Deliberation, topic: Topic, one: Linked, other: Linked
) -> Iterator[tuple[Linked, RuleResult]]:
    step = next(step for step in known.book.steps if step.id == topic.step)
    for this, _, result in tried(known, step, topic.rules, one, other):
        if result.truth is Truth.NO and isinstance(this, Linked):
            yield this, result


def _presumptions(result: RuleResult, resting: Resting) -> list[Assumed]:
    """Give the presumptions for which a rule does not apply; none where anything else does it."""
    found: list[Assumed] = []
    for reads in _failing(result, resting):
        presumed = [one for one in map(presumption, reads) if one is not None]
        if not presumed:
            return []
        found += presumed
    return found


def _failing(result: RuleResult, resting: Resting) -> Iterator[tuple[Read, ...]]:
    """Give what each part of a condition that fails rests on, or of a row what the first does."""
    again = result.retrace
    if not isinstance(again, Retrial):
        return
    condition, names = again.condition, again.names
    if condition is None or isinstance(condition, RowCondition) or result.excepted:
        yield tuple(resting.of(result))
        return
    for part in names.parts(condition).all_of:
        if names.says(part) is False:
            yield tuple(resting.of_written(part.expression, names))


def presumption(read: Read) -> Assumed | None:
    """Give the presumption that stood in for what was read."""
    if not isinstance(read.thing, Linked):
        return None
    return read.thing.world.assumed.get((read.thing.kind, read.thing.id, read.name))
