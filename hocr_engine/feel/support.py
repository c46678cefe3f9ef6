"""Which facts suffice for an answer: the reads that alone would give the same value."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from hocr_engine.feel import syntax
from hocr_engine.feel.logic import truth_of
from hocr_engine.feel.steps import Read, Step
from hocr_engine.feel.values import Unknown, is_undecided

Open: TypeAlias = Callable[[Read], Step | None]
Reads: TypeAlias = frozenset[Read]


def support(step: Step, open: Open | None = None) -> Reads:
    """Give reads that suffice for the step's value; for an undecided value, the unknown reads.

    `open` may give the step of a read that stands for a definition, which is then followed.
    """
    opened = open or _closed
    return _awaited(step, opened) if is_undecided(step.value) else _grounds(step, opened)


def _closed(_: Read) -> Step | None:
    return None


def _awaited(step: Step, opened: Open) -> Reads:
    """Give the reads for which an undecided value waits."""
    if step.read is not None and is_undecided(step.value):
        inner = opened(step.read)
        return frozenset((step.read,)) if inner is None else _awaited(inner, opened)
    return _union(_awaited(part, opened) for part in step.parts if is_undecided(part.value))


def _grounds(step: Step, opened: Open) -> Reads:
    """Give the reads that make the value as definite as it is."""
    if isinstance(step.value, Unknown):
        return frozenset()
    below = _union(_grounds(part, opened) for part in _settling(step, opened))
    if step.read is None:
        return below
    inner = opened(step.read)
    own = frozenset((step.read,)) if inner is None else _grounds(inner, opened)
    return own | below


def _settling(step: Step, opened: Open) -> Iterable[Step]:
    """Give the parts that settle the value."""
    if step.is_choice:
        return step.parts
    match step.expression:
        case syntax.AllOf() if step.value is False:
            return _cheapest(step.parts, False, opened)
        case syntax.AnyOf() if step.value is True:
            return _cheapest(step.parts, True, opened)
        case syntax.Quantified(quantifier=quantifier) if step.value is (quantifier == "some"):
            return _settling_element(step, opened)
        case syntax.If() if isinstance(truth_of(step.parts[0].value), Unknown):
            return step.parts[1:]
        case _:
            return step.parts


def _cheapest(parts: Iterable[Step], value: bool, opened: Open) -> tuple[Step, ...]:
    settling = [part for part in parts if part.value is value]
    return (min(settling, key=lambda part: len(_grounds(part, opened))),)


def _settling_element(step: Step, opened: Open) -> tuple[Step, ...]:
    """Give the sources and the one element that settles a quantifier."""
    assert isinstance(step.expression, syntax.Quantified)
    condition = step.expression.condition
    sources = tuple(part for part in step.parts if part.expression is not condition)
    turns = [part for part in step.parts if part.expression is condition]
    return (*sources, *_cheapest(turns, step.value is True, opened))


def _union(groups: Iterable[Reads]) -> Reads:
    return frozenset().union(*groups)
