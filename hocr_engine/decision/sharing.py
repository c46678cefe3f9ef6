"""What a step of counting compares: the crimes that take part in it, and what two must share."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import field, frozen

from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.feel.syntax import Expression
from hocr_engine.feel.trace import value_of
from hocr_engine.feel.values import is_undecided
from hocr_engine.incident.linked import Linked
from hocr_engine.rulebook.model import Topic
from hocr_engine.rulebook.steps import CountingStep


@frozen(eq=False)
class Compared:
    """Says of several things which a step compares, and works out once by what each is compared."""

    deliberation: Deliberation
    _keys: dict[tuple[object, ...], frozenset[tuple[str, str, str]]] = field(
        factory=dict, init=False
    )

    def are_compared(
        self, things: Sequence[Linked], others: Sequence[Linked], *, recorded: bool
    ) -> bool:
        """Say whether a step compares one of some things with one of others, recorded or not."""
        return not self._of(things, recorded).isdisjoint(self._of(others, recorded))

    def _of(self, things: Sequence[Linked], recorded: bool) -> frozenset[tuple[str, str, str]]:
        about = (*((thing.kind, thing.id) for thing in things), recorded)
        if about not in self._keys:
            self._keys[about] = comparable(self.deliberation, things, recorded=recorded)
        return self._keys[about]


def comparable(
    deliberation: Deliberation, things: Sequence[Linked], *, recorded: bool
) -> frozenset[tuple[str, str, str]]:
    """Give what things are set against others by: step, topic and what both must share."""
    steps = [s for s in deliberation.book.steps if s.in_force(deliberation.world.on)]
    return frozenset(
        (step.id, name, key)
        for step in steps
        if step.against_register == recorded and (topics := topics_of(deliberation, step))
        for name, same in _shared(step, topics).items()
        for thing in things
        if (key := shared_key(deliberation, same, thing)) is not None
    )


def _shared(step: CountingStep, topics: Sequence[Topic]) -> dict[str, Expression | None]:
    """Give what two things must share by each topic of a step, and where it ranks by the step."""
    shared = {topic.id: topic.same or step.same for topic in topics}
    return shared | ({"": step.same} if step.ranks else {})


def topics_of(deliberation: Deliberation, step: CountingStep) -> tuple[Topic, ...]:
    """Give the topics whose rules stand in a step."""
    decision = deliberation.book.making["counting"].id
    topics = deliberation.book.topics_of.get(decision, ())
    return tuple(topic for topic in topics if topic.step == step.id)


def takes_part(deliberation: Deliberation, step: CountingStep, thing: Linked) -> object:
    """Give whether a step compares a thing."""
    return True if step.takes_part is None else _says(deliberation, step.takes_part, thing)


def shared_key(deliberation: Deliberation, same: Expression | None, thing: Linked) -> str | None:
    """Give what makes a thing comparable; None where it is comparable to nothing."""
    if same is None:
        return ""
    value = _says(deliberation, same, thing)
    if value is None or is_undecided(value):
        return None
    parts = value if isinstance(value, list) else [value]
    if any(part is None for part in parts):
        return None
    return "|".join(part.id if isinstance(part, Linked) else str(part) for part in parts)


def _says(deliberation: Deliberation, asked: Expression, thing: Linked) -> object:
    """Give what an expression of a step comes to, worked out once for all ways of counting."""
    about = (id(asked), thing.kind, thing.id)
    known = deliberation.said.get(about)
    if known is None or known[0] is not thing.element:
        found = value_of(asked, {"this": thing, "as_at": thing.world.on})
        known = deliberation.said[about] = (thing.element, found)
    return known[1]
