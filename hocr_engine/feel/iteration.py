"""The meaning of `for`, `some` and `every`: going through lists and stretches."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from decimal import Decimal
from typing import TypeGuard

from attrs import evolve, field, frozen

from hocr_engine.feel import syntax
from hocr_engine.feel.bounds import MAX_LIST, BoundExceededError, checked_list
from hocr_engine.feel.far import DAYS, MOMENTS, Day, day_at
from hocr_engine.feel.logic import Truth, all_true, any_true, compared, if_present, truth_of
from hocr_engine.feel.run import Run, Scope, meaning_of
from hocr_engine.feel.steps import Step
from hocr_engine.feel.syntax import Expression, Iteration
from hocr_engine.feel.values import (
    NOTHING,
    UNDECIDED,
    Maybe,
    Range,
    Unknown,
    all_awaited,
    as_number,
    is_undecided,
)

Bound = tuple[tuple[str, object], ...]


@frozen(eq=False)
class Turn:
    """One combination of elements: what was evaluated for it, and whether it may be absent."""

    step: Step
    awaits: frozenset[Hashable]


@frozen(eq=False)
class Rounds:
    """A walk through one or more iterations, which collects turns and the sources' steps."""

    run: Run
    iterations: tuple[Iteration, ...]
    result: Expression
    sources: list[Step] = field(factory=list)
    turns: list[Turn] = field(factory=list)
    partial: list[object] = field(factory=list)
    stopped: list[object] = field(factory=list)

    def go(
        self, scope: Scope, index: int = 0, bound: Bound = (), awaits: frozenset[Hashable] = NOTHING
    ) -> None:
        """Go through the iterations from one on, all their combinations."""
        if index == len(self.iterations):
            self._turn(scope, bound, awaits)
            return
        iteration = self.iterations[index]
        items = self._items(iteration, scope)
        if not isinstance(items, list):
            self.stopped.append(items)
            return
        for item in items:
            self.run.count_iterations()
            element = item.value if isinstance(item, Maybe) else item
            more = item.awaits if isinstance(item, Maybe) else NOTHING
            inner = Scope({iteration.name: element}, scope)
            self.go(inner, index + 1, (*bound, (iteration.name, element)), awaits | more)

    def _turn(self, scope: Scope, bound: Bound, awaits: frozenset[Hashable]) -> None:
        step = self.run.step(self.result, scope)
        self.turns.append(
            Turn(Step(step.expression, step.value, step.parts, step.read, bound), awaits)
        )

    def _items(self, iteration: Iteration, scope: Scope) -> object:
        """Give the elements, or null or Unknown where there is nothing to go through."""
        source = self.run.step(iteration.source, scope)
        self.sources.append(source)
        if iteration.until is None:
            return elements_of(source.value)
        until = self.run.step(iteration.until, scope)
        self.sources.append(until)
        return stretch_between(source.value, until.value)


def stretch_between(start: object, end: object) -> object:
    """Give what is gone through from a start to an end; null or Unknown where there is nothing."""
    if isinstance(start, UNDECIDED) or isinstance(end, UNDECIDED):
        return Unknown(all_awaited((start, end)))
    return _stretch(start, end)


def elements_of(source: object) -> object:
    """Give what is gone through of a source; null or Unknown where there is nothing."""
    if isinstance(source, UNDECIDED):
        return Unknown(source.awaits)
    if isinstance(source, Range):
        return _within(source)
    return source if isinstance(source, list) or source is None else [source]


def _within(source: Range) -> list[object] | None:
    """Give the whole numbers or days in a range, upwards; null for any other range."""
    if (
        source.low is None
        or source.high is None
        or compared("<=", source.low, source.high) is not True
    ):
        return None
    items = _stretch(source.low, source.high)
    if items and not source.low_included:
        items = items[1:]
    return items if not items or source.high_included else items[:-1]


def _stretch(start: object, end: object) -> list[object] | None:
    """Give the whole numbers or days from one to another, up or down; null for other ends."""
    if _is_day(start) and _is_day(end):
        first = start.toordinal()
        return [day_at(first + shift) for shift in _shifts(end.toordinal() - first)]
    if not isinstance(start, Decimal) or not isinstance(end, Decimal):
        return None
    if start != start.to_integral_value() or end != end.to_integral_value():
        return None
    return [as_number(int(start) + shift) for shift in _shifts(int(end) - int(start))]


def _is_day(value: object) -> TypeGuard[Day]:
    return isinstance(value, DAYS) and not isinstance(value, MOMENTS)


def _shifts(distance: int) -> range:
    if abs(distance) >= MAX_LIST:
        raise BoundExceededError(f"no more than {MAX_LIST} steps may be gone through")
    return range(distance + 1) if distance >= 0 else range(0, distance - 1, -1)


@meaning_of(syntax.For)
def for_return(run: Run, node: syntax.For, scope: Scope) -> Step:
    """Give the list of the results, one for each combination of elements."""
    rounds = _Collecting(run, node.iterations, node.result)
    rounds.go(scope)
    parts = (*rounds.sources, *(turn.step for turn in rounds.turns))
    return Step(node, unless_stopped(rounds.stopped, rounds.partial), parts)


class _Collecting(Rounds):
    """Rounds whose results so far can be seen as `partial`."""

    def _turn(self, scope: Scope, bound: Bound, awaits: frozenset[Hashable]) -> None:
        super()._turn(Scope({"partial": self.partial}, scope), bound, awaits)
        collect(self.partial, self.turns[-1].step.value, awaits)


def collect(partial: list[object], value: object, awaits: frozenset[Hashable]) -> None:
    """Add the result of a turn, marked where its elements may be absent."""
    partial.append(Maybe(value, awaits) if awaits else value)
    checked_list(partial)


def unless_stopped(stopped: list[object], otherwise: object) -> object:
    """Give the result, unless a source was null or unknown."""
    if any(isinstance(stop, Unknown) for stop in stopped):
        return Unknown(all_awaited(stopped))
    return None if stopped else otherwise


@meaning_of(syntax.Quantified)
def quantified(run: Run, node: syntax.Quantified, scope: Scope) -> Step:
    """Give whether some or every combination satisfies the condition, as far as it is settled."""
    rounds = Rounds(run, node.iterations, node.condition)
    rounds.go(scope)
    neutral = node.quantifier == "every"
    turns = [_as_far_as_present(turn, neutral=neutral) for turn in rounds.turns]
    says = [*(turn.value for turn in turns), *rounds.stopped]
    return Step(node, quantified_by(node.quantifier, says), (*rounds.sources, *turns))


def quantified_by(quantifier: str, says: Iterable[object]) -> Truth:
    """Give what a quantifier makes of what its turns say."""
    truths = map(truth_of, says)
    return any_true(truths) if quantifier == "some" else all_true(truths)


def _as_far_as_present(turn: Turn, *, neutral: bool) -> Step:
    """Give the step of a turn with what it says, given that its elements may be absent."""
    says = if_present(truth_of(turn.step.value), turn.awaits, neutral=neutral)
    # What was read is known; it is the element that may be absent.
    waits_for_element = is_undecided(says) and not is_undecided(turn.step.value)
    return evolve(turn.step, value=says, read=None if waits_for_element else turn.step.read)
