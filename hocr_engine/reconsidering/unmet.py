"""Which parts of a condition keep it from coming out as wanted, the nearest way to it first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from attrs import evolve, frozen

from hocr_engine.feel import syntax
from hocr_engine.feel.logic import truth_of
from hocr_engine.feel.steps import Read, Step
from hocr_engine.feel.values import is_undecided
from hocr_engine.incident.linked import Linked, World

MAX_OPENED: Final = 12


@frozen(eq=False)
class Unmet:
    """
    A part of a condition that came out otherwise than wanted.

    `within` are the definitions and elements gone into to find it, the outermost first; `tests` is
    the cell of a table that the value of the step does not pass; `or_else` are the first parts of
    the other ways that would do as well.
    """

    step: Step
    wanted: bool
    within: tuple[Step, ...] = ()
    tests: syntax.UnaryTests | None = None
    or_else: tuple[Unmet, ...] = ()

    @property
    def reads(self) -> frozenset[Read]:
        """Give the facts and answers that the part read."""
        found: set[Read] = set()
        waiting = [self.step]
        while waiting:
            one = waiting.pop()
            if one.read is not None:
                found.add(one.read)
            waiting += one.parts
        return frozenset(found)


Parts = tuple[Unmet, ...]


def unmet(world: World, step: Step, wanted: bool, within: tuple[Step, ...] = ()) -> Parts:
    """
    Give the parts that would have to come out otherwise for a step to be as wanted.

    Where one of several would do it is the nearest; none where the step is as wanted, or where it
    is not known.
    """
    if is_undecided(step.value) or truth_of(step.value) is wanted:
        return ()
    if step.is_choice:
        return _first(unmet(world, part, wanted, within) for part in step.parts)
    match step.expression:
        case syntax.AllOf():
            each = [unmet(world, part, wanted, within) for part in step.parts]
            return _joined(each, all_of=wanted)
        case syntax.AnyOf():
            each = [unmet(world, part, wanted, within) for part in step.parts]
            return _joined(each, all_of=not wanted)
        case syntax.Quantified():
            return _of_elements(world, step, wanted, within)
        case syntax.Call(function=syntax.Name(name="not")) if step.parts:
            return unmet(world, step.parts[-1], not wanted, within)
        case syntax.If():
            return _of_branch(world, step, wanted, within)
    return _opened(world, step, wanted, within) or (Unmet(step, wanted, within),)


def _first(found: Iterable[Parts]) -> Parts:
    return next(filter(None, found), ())


def _joined(each: Sequence[Parts], *, all_of: bool) -> Parts:
    """Give what all parts lack, or what the nearest of them does."""
    lacking = [parts for parts in each if parts]
    return tuple(one for parts in lacking for one in parts) if all_of else nearest(lacking)


def nearest(ways: Sequence[Parts]) -> Parts:
    """Give the way with the fewest parts that read the fewest facts; its first names the others."""
    if not ways:
        return ()
    best = min(ways, key=lambda parts: (len(parts), facts_read(parts)))
    others = tuple(parts[0] for parts in ways if parts is not best)
    first, *rest = best
    return (evolve(first, or_else=(*first.or_else, *others)), *rest)


def facts_read(parts: Parts) -> int:
    """Give how many facts and answers some parts read."""
    return len(frozenset[Read]().union(*(one.reads for one in parts)))


def _of_elements(world: World, step: Step, wanted: bool, within: tuple[Step, ...]) -> Parts:
    """Give what the elements lack that were gone through; the whole where there are none."""
    node = step.expression
    assert isinstance(node, syntax.Quantified)
    turns = [part for part in step.parts if part.expression is node.condition]
    each = [unmet(world, turn, wanted, (*within, turn)) for turn in turns]
    all_of = (node.quantifier == "every") is wanted
    return _joined(each, all_of=all_of) or (Unmet(step, wanted, within),)


def _of_branch(world: World, step: Step, wanted: bool, within: tuple[Step, ...]) -> Parts:
    """Give what the branch lacks that was taken, or that another was not taken."""
    condition, *branches = step.parts
    if len(branches) == 1 and not isinstance(branches[0].expression, syntax.Literal):
        return unmet(world, branches[0], wanted, within)
    taken = truth_of(condition.value)
    if not isinstance(taken, bool):
        return (Unmet(step, wanted, within),)
    return unmet(world, condition, not taken, within)


def _opened(world: World, step: Step, wanted: bool, within: tuple[Step, ...]) -> Parts:
    """Give what a definition lacks that a step is the name of; nothing where it says no more."""
    read = step.read
    if read is None or not isinstance(read.thing, Linked) or len(within) >= MAX_OPENED:
        return ()
    if any(one.read == read for one in within):
        return ()
    definition = world.definition_step(read.thing, read.name)
    if definition is None or isinstance(definition.expression, syntax.Literal):
        return ()
    return unmet(world, definition, wanted, (*within, step))
