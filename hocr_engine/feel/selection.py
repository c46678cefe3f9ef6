"""The meaning of names, paths and filters: what is picked out of what."""

from __future__ import annotations

from decimal import Decimal

from hocr_engine.feel import syntax
from hocr_engine.feel.bounds import checked_list
from hocr_engine.feel.calendar import property_of
from hocr_engine.feel.functions.registry import BUILT_INS
from hocr_engine.feel.logic import truth_of
from hocr_engine.feel.run import Found, Run, Scope, meaning_of
from hocr_engine.feel.steps import Step
from hocr_engine.feel.syntax import Expression
from hocr_engine.feel.values import UNDECIDED, Maybe, Range, Unknown, awaits_of, is_thing

_TRUTHS = (
    syntax.Comparison,
    syntax.AllOf,
    syntax.AnyOf,
    syntax.Between,
    syntax.In,
    syntax.Quantified,
    syntax.InstanceOf,
)


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
        found = _member(run, of.value, node.member)
        return Step(node, found.value, (of,), found.read)
    parts, values = [of], []
    for element in of.value:
        inner = element.value if isinstance(element, Maybe) else element
        found = _member(run, inner, node.member)
        unsure = isinstance(element, Maybe)
        values.append(Maybe(found.value, element.awaits) if unsure else found.value)
        if found.read is not None:
            parts.append(Step(node, found.value, (), found.read))
    return Step(node, values, tuple(parts))


def _member(run: Run, value: object, member: str) -> Found:
    if isinstance(value, UNDECIDED):
        return Found(Unknown(value.awaits))
    if isinstance(value, dict):
        return Found(value.get(member))
    if isinstance(value, list):
        return Found([_member(run, element, member).value for element in value])
    if isinstance(value, Range):
        return Found(_range_property(value, member))
    if is_thing(value):
        return run.member(value, member) or Found(None)
    return Found(property_of(value, member))


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
    if isinstance(of.value, UNDECIDED):
        return Step(node, Unknown(of.value.awaits), (of,))
    items = of.value if isinstance(of.value, list) else [] if of.value is None else [of.value]
    position = _position(run, node, items, scope)
    if position is not None:
        return Step(node, _at(items, position), (of, position))
    steps = [_looked_at(run, node.where, item, scope) for item in items]
    kept = [part for item, step in zip(items, steps, strict=True) for part in _kept(item, step)]
    return Step(node, checked_list(kept), (of, *steps))


def _position(run: Run, node: syntax.Filter, items: list[object], scope: Scope) -> Step | None:
    """Give the step of a position, or None where the filter is a condition on each element.

    A position is a number that does not come from the element itself.
    """
    if isinstance(node.where, _TRUTHS):
        return None
    if _is_of_element(run, node.where, items, scope):
        return None
    step = _looked_at(run, node.where, items[0] if items else None, scope)
    decided = isinstance(step.value, (Decimal, *UNDECIDED))
    return step if decided else None


def _is_of_element(run: Run, where: Expression, items: list[object], scope: Scope) -> bool:
    """Say whether the filter is a member of the element, as in `people[injured]`."""
    while isinstance(where, syntax.Path):
        where = where.of
    if isinstance(where, syntax.Call):
        return _says_truth(where.function)
    if not isinstance(where, syntax.Name) or not items:
        return False
    found = run.find(where.name, _scope_of(items[0], scope))
    return found is not None and found.of_element and not isinstance(items[0], UNDECIDED)


def _says_truth(function: Expression) -> bool:
    """Say whether a call can only be a condition, as one of a built-in that gives a truth is."""
    known = BUILT_INS.get(function.name) if isinstance(function, syntax.Name) else None
    return known is not None and known.forms[0].gives == "boolean"


def _scope_of(item: object, scope: Scope) -> Scope:
    element = item.value if isinstance(item, Maybe) else item
    return Scope({}, scope, element, is_filter=True)


def _looked_at(run: Run, where: Expression, item: object, scope: Scope) -> Step:
    run.count_iteration()
    inner = _scope_of(item, scope)
    step = run.step(where, inner)
    return Step(step.expression, step.value, step.parts, step.read, (("item", inner.element),))


def _kept(item: object, step: Step) -> list[object]:
    truth = truth_of(step.value)
    if isinstance(truth, Unknown):
        value, awaits = (item.value, item.awaits) if isinstance(item, Maybe) else (item, ())
        return [Maybe(value, truth.awaits.union(awaits))]
    return [item] if truth is True else []


def _at(items: list[object], position: Step) -> object:
    """Give the element at a position from 1, or from the end when negative; null beyond."""
    unsure = any(isinstance(item, Maybe) for item in items)
    if unsure or isinstance(position.value, UNDECIDED):
        return Unknown(awaits_of([*items, position.value]))
    assert isinstance(position.value, Decimal)
    index = int(position.value)
    if index != position.value or not 1 <= abs(index) <= len(items):
        return None
    return items[index - 1 if index > 0 else index]
