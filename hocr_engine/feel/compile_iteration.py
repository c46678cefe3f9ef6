"""Compiled `for`, `some` and `every`."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from attrs import frozen

from hocr_engine.feel import syntax
from hocr_engine.feel.compiler import (
    Around,
    Bindings,
    Evaluation,
    Frame,
    Named,
    compiler_of,
)
from hocr_engine.feel.iteration import (
    collect,
    elements_of,
    quantified_by,
    stretch_between,
    unless_stopped,
)
from hocr_engine.feel.logic import if_present, truth_of
from hocr_engine.feel.run import Run
from hocr_engine.feel.syntax import Iteration
from hocr_engine.feel.values import NOTHING, Maybe

Turns = Iterator[tuple[Frame, frozenset[Hashable]]]


@frozen(eq=False)
class Walk:
    """A walk through one or more iterations, all combinations of their elements."""

    sources: tuple[Evaluation, ...]

    def turns(
        self,
        run: Run,
        frame: Frame,
        stopped: list[object],
        index: int = 0,
        awaits: frozenset[Hashable] = NOTHING,
    ) -> Turns:
        """Give the frame of each combination, and what its elements await; notes what has none."""
        items = self.sources[index](run, frame)
        if not isinstance(items, list):
            stopped.append(items)
            return
        run.count_iterations(len(items))
        is_last = index + 1 == len(self.sources)
        for item in items:
            unsure = isinstance(item, Maybe)
            inner = (item.value if unsure else item, frame)
            waits = awaits | item.awaits if unsure else awaits
            if is_last:
                yield inner, waits
            else:
                yield from self.turns(run, inner, stopped, index + 1, waits)


def _walk(iterations: Sequence[Iteration], around: Around) -> tuple[Walk, Bindings]:
    """Give the walk, and what is in scope at each turn of it."""
    bindings, sources = around.bindings, []
    for iteration in iterations:
        sources.append(_source(iteration, around, bindings))
        bindings = Named(iteration.name, bindings)
    return Walk(tuple(sources)), bindings


def _source(iteration: Iteration, around: Around, bindings: Bindings) -> Evaluation:
    source = around.compiled(iteration.source, bindings)
    if iteration.until is None:
        return lambda run, frame: elements_of(source(run, frame))
    until = around.compiled(iteration.until, bindings)
    return lambda run, frame: stretch_between(source(run, frame), until(run, frame))


@compiler_of(syntax.For)
def for_return(node: syntax.For, around: Around) -> Evaluation:
    """Give the function of a list of results, each of which sees those before it."""
    walk, bindings = _walk(node.iterations, around)
    result = around.compiled(node.result, Named("partial", bindings))

    def evaluation(run: Run, frame: Frame) -> object:
        stopped: list[object] = []
        partial: list[object] = []
        for inner, awaits in walk.turns(run, frame, stopped):
            collect(partial, result(run, (partial, inner)), awaits)
        return unless_stopped(stopped, partial)

    return evaluation


@compiler_of(syntax.Quantified)
def quantified(node: syntax.Quantified, around: Around) -> Evaluation:
    """Give the function of a quantifier; every turn is evaluated, as where steps are kept."""
    walk, bindings = _walk(node.iterations, around)
    condition = around.compiled(node.condition, bindings)
    quantifier, neutral = node.quantifier, node.quantifier == "every"
    if len(walk.sources) == 1:
        return _of_each(walk.sources[0], condition, quantifier)

    def evaluation(run: Run, frame: Frame) -> object:
        stopped: list[object] = []
        says = [
            if_present(truth_of(condition(run, inner)), awaits, neutral=neutral)
            for inner, awaits in walk.turns(run, frame, stopped)
        ]
        return quantified_by(quantifier, [*says, *stopped])

    return evaluation


def _of_each(source: Evaluation, condition: Evaluation, quantifier: str) -> Evaluation:
    """Give the function of a quantifier over one list."""
    neutral = quantifier == "every"
    settles = not neutral

    def evaluation(run: Run, frame: Frame) -> object:
        items = source(run, frame)
        if not isinstance(items, list):
            return truth_of(items)
        run.count_iterations(len(items))
        settled, open_says = False, []
        for item in items:
            is_sure = type(item) is not Maybe
            says = condition(run, (item if is_sure else item.value, frame))
            if not is_sure:
                says = if_present(truth_of(says), item.awaits, neutral=neutral)
            if says is settles:
                settled = True
            elif says is not neutral:
                open_says.append(says)
        if settled:
            return settles
        return quantified_by(quantifier, open_says) if open_says else neutral

    return evaluation
