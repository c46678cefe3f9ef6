"""The meaning of names, paths and filters: what is picked out of what."""

from __future__ import annotations

from decimal import Decimal

from hocr_engine.feel import syntax
from hocr_engine.feel.bounds import checked_list
from hocr_engine.feel.calendar import property_of
from hocr_engine.feel.functions.registry import BUILT_INS
from hocr_engine.feel.logic import truth_of
from hocr_engine.feel.run import ABSENT, Run, Scope, meaning_of
from hocr_engine.feel.steps import Read, Step
from hocr_engine.feel.syntax import Expression
from hocr_engine.feel.values import UNDECIDED, Maybe, Range, Unknown, awaits_of, is_thing

TRUTHS = (
    syntax.Comparison,
    syntax.AllOf,
    syntax.AnyOf,
    syntax.Between,
    syntax.In,
    syntax.Quantified,
    syntax.InstanceOf,
)
POSITIONS = (Decimal, *UNDECIDED)


@meaning_of(syntax.Name)
def name(run: Run, node: syntax.Name, scope: Scope) -> Step:
    """Give what the name stands for; null for a name that is not in scope."""
    found = run.find(node.name, scope)
    if found is None:
        return Step(node, BUILT_INS.get(node.name))
    return Step(node, found.value, read=found.read)


@meaning_of(syntax.Path)
def path(run: Run, node: syntax.Path, scope: Scope) -> Step:
    """Give the member, or the list of the members of every element."""
    of = run.step(node.of, scope)
    if not isinstance(of.value, list):
        return _picked(run, node, of.value, (of,))
    parts, values = [of], []
    for element in of.value:
        unsure = isinstance(element, Maybe)
        step = _picked(run, node, element.value if unsure else element)
        values.append(Maybe(step.value, element.awaits) if unsure else step.value)
        if step.read is not None:
            parts.append(step)
    return Step(node, values, tuple(parts))


def _picked(run: Run, node: syntax.Path, value: object, parts: tuple[Step, ...] = ()) -> Step:
    said = member_of(run, value, node.member)
    if said is ABSENT:
        return Step(node, None, parts)
    return Step(node, said, parts, Read(value, node.member) if is_thing(value) else None)


def member_of(run: Run, value: object, member: str) -> object:
    """Give a member of a value, of a list those of its elements; ABSENT for none of a thing."""
    if isinstance(value, UNDECIDED):
        return Unknown(value.awaits)
    if isinstance(value, dict):
        return value.get(member)
    if isinstance(value, list):
        return [said_or_null(member_of(run, element, member)) for element in value]
    if isinstance(value, Range):
        return _range_property(value, member)
    if is_thing(value):
        return run.member(value, member)
    return property_of(value, member)


def said_or_null(said: object) -> object:
    """Give what was said, null where nothing was."""
    return None if said is ABSENT else said


def _range_property(value: Range, member: str) -> object:
    return {
        "start": value.low,
        "end": value.high,
        "start included": value.low_included,
        "end included": value.high_included,
    }.get(member)


@meaning_of(syntax.Filter)
def filtered(run: Run, node: syntax.Filter, scope: Scope) -> Step:
    """Give the elements that meet the condition, or the one at the position."""
    of = run.step(node.of, scope)
    items = filterable(of.value)
    if not isinstance(items, list):
        return Step(node, items, (of,))
    first = _perhaps_a_position(run, node, items, scope)
    if first is not None and isinstance(first.value, POSITIONS):
        return Step(node, element_at(items, first.value), (of, first))
    steps = [] if first is None else [first][: len(items)]
    steps += [_looked_at(run, node.where, item, scope) for item in items[len(steps) :]]
    pairs = zip(items, steps, strict=True)
    kept = [part for item, step in pairs for part in kept_of(item, step.value)]
    return Step(node, checked_list(kept), (of, *steps))


def filterable(value: object) -> object:
    """Give the elements to be filtered, one where there is no list; or null or Unknown."""
    if isinstance(value, UNDECIDED):
        return Unknown(value.awaits)
    return value if isinstance(value, list) or value is None else [value]


def _perhaps_a_position(
    run: Run, node: syntax.Filter, items: list[object], scope: Scope
) -> Step | None:
    """Give the step for the first element, or None where the filter is a condition on each.

    It gives a position where it is a number that does not come from the element itself.
    """
    if isinstance(node.where, TRUTHS):
        return None
    if _is_of_element(run, node.where, items, scope):
        return None
    return _looked_at(run, node.where, items[0] if items else None, scope)


def _is_of_element(run: Run, where: Expression, items: list[object], scope: Scope) -> bool:
    """Say whether the filter is a member of the element, as in `people[injured]`."""
    where = head_of(where)
    if isinstance(where, syntax.Call):
        return says_truth(where.function)
    if not isinstance(where, syntax.Name) or not items:
        return False
    found = run.find(where.name, _scope_of(items[0], scope))
    return found is not None and found.of_element and not isinstance(items[0], UNDECIDED)


def head_of(where: Expression) -> Expression:
    """Give what a path starts from."""
    while isinstance(where, syntax.Path):
        where = where.of
    return where


def says_truth(function: Expression) -> bool:
    """Say whether a call can only be a condition, as one of a built-in that gives a truth is."""
    known = BUILT_INS.get(function.name) if isinstance(function, syntax.Name) else None
    return known is not None and known.forms[0].gives == "boolean"


def _scope_of(item: object, scope: Scope) -> Scope:
    element = item.value if isinstance(item, Maybe) else item
    return Scope({}, scope, element, is_filter=True)


def _looked_at(run: Run, where: Expression, item: object, scope: Scope) -> Step:
    run.count_iterations()
    inner = _scope_of(item, scope)
    step = run.step(where, inner)
    return Step(step.expression, step.value, step.parts, step.read, (("item", inner.element),))


def kept_of(item: object, says: object) -> list[object]:
    """Give the element where its condition says so, marked where that is not known."""
    truth = truth_of(says)
    if isinstance(truth, Unknown):
        value, awaits = (item.value, item.awaits) if isinstance(item, Maybe) else (item, ())
        return [Maybe(value, truth.awaits.union(awaits))]
    return [item] if truth is True else []


def element_at(items: list[object], position: object) -> object:
    """Give the element at a position from 1, or from the end when negative; null beyond."""
    unsure = any(isinstance(item, Maybe) for item in items)
    if unsure or isinstance(position, UNDECIDED):
        return Unknown(awaits_of([*items, position]))
    assert isinstance(position, Decimal)
    index = int(position)
    if index != position or not 1 <= abs(index) <= len(items):
        return None
    return items[index - 1 if index > 0 else index]
