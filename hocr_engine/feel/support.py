"""Which facts suffice for an answer: the reads that alone would give the same value."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from attrs import define, field

from hocr_engine.feel import syntax
from hocr_engine.feel.logic import truth_of
from hocr_engine.feel.steps import Read, Step
from hocr_engine.feel.values import Unknown, is_undecided

Open: TypeAlias = Callable[[Read], Step | None]
Reads: TypeAlias = frozenset[Read]


def _closed(_: Read) -> Step | None:
    return None


@define(eq=False)
class Support:
    """
    Gives the reads that suffice for the values of steps.

    `opening` may give the step of a read that stands for a definition, which is then followed; what
    a definition rests on is kept for all steps that read it.
    """

    opening: Open = _closed
    _opened: dict[Step, Reads] = field(factory=dict, init=False)
    _known: dict[Step, Reads] = field(factory=dict, init=False)

    def of(self, step: Step) -> Reads:
        """Give reads that suffice for the step's value; if undecided, the unknown reads."""
        self._known.clear()
        return self._awaited(step) if is_undecided(step.value) else self._grounds(step)

    def beside(self, step: Step) -> Reads:
        """Give the reads that leave an undecided value so: with others it might be settled."""
        self._known.clear()
        return self._beside(step)

    def _beside(self, step: Step) -> Reads:
        inner = None if step.read is None else self.opening(step.read)
        if inner is not None:
            return self._beside(inner)
        return _union(
            self._beside(part) if is_undecided(part.value) else self._grounds(part)
            for part in step.parts
        )

    def _awaited(self, step: Step) -> Reads:
        """Give the reads for which an undecided value waits."""
        if step.read is not None and is_undecided(step.value):
            inner = self.opening(step.read)
            return frozenset((step.read,)) if inner is None else self._awaited(inner)
        return _union(self._awaited(part) for part in step.parts if is_undecided(part.value))

    def _grounds(self, step: Step) -> Reads:
        """Give the reads that make the value as definite as it is."""
        if isinstance(step.value, Unknown):
            return frozenset()
        if step not in self._known:
            below = _union([self._grounds(part) for part in self._settling(step)])
            self._known[step] = below if step.read is None else below | self._own(step.read)
        return self._known[step]

    def _own(self, read: Read) -> Reads:
        inner = self.opening(read)
        if inner is None:
            return frozenset((read,))
        if inner not in self._opened:
            self._opened[inner] = self._grounds(inner)
        return self._opened[inner]

    def _settling(self, step: Step) -> Iterable[Step]:
        """Give the parts that settle the value."""
        if step.is_choice:
            return step.parts
        match step.expression:
            case syntax.AllOf() if step.value is False:
                return self._cheapest(step.parts, False)
            case syntax.AnyOf() if step.value is True:
                return self._cheapest(step.parts, True)
            case syntax.Quantified(quantifier=quantifier) if step.value is (quantifier == "some"):
                return self._settling_element(step)
            case syntax.If() if isinstance(truth_of(step.parts[0].value), Unknown):
                return step.parts[1:]
            case _:
                return step.parts

    def _cheapest(self, parts: Iterable[Step], value: bool) -> tuple[Step, ...]:
        settling = [part for part in parts if part.value is value]
        return (min(settling, key=lambda part: len(self._grounds(part))),)

    def _settling_element(self, step: Step) -> tuple[Step, ...]:
        """Give the sources and the one element that settles a quantifier."""
        assert isinstance(step.expression, syntax.Quantified)
        condition = step.expression.condition
        sources = tuple(part for part in step.parts if part.expression is not condition)
        turns = [part for part in step.parts if part.expression is condition]
        return (*sources, *self._cheapest(turns, step.value is True))


def support(step: Step, open: Open | None = None) -> Reads:
    """Give reads that suffice for the step's value; for an undecided value, the unknown reads."""
    return Support(open or _closed).of(step)


def _union(groups: Iterable[Reads]) -> Reads:
    return frozenset().union(*groups)
