"""Compiled names, paths and filters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from hocr_engine.feel import syntax
from hocr_engine.feel.bounds import checked_list
from hocr_engine.feel.compiler import Around, Evaluation, Filtering, Frame, compiler_of
from hocr_engine.feel.run import READY, Run
from hocr_engine.feel.selection import (
    POSITIONS,
    TRUTHS,
    element_at,
    filterable,
    head_of,
    kept_of,
    member_of,
    said_or_null,
    says_truth,
)
from hocr_engine.feel.values import LINKED, UNDECIDED, Maybe, Unknown

Items: TypeAlias = list[object]


@compiler_of(syntax.Name)
def name(node: syntax.Name, around: Around) -> Evaluation:
    """Give the function of a name."""
    return around.bindings.find(node.name)


@compiler_of(syntax.Path)
def path(node: syntax.Path, around: Around) -> Evaluation:
    """Give the function of a member, or of the members of every element."""
    of, member = around.compiled(node.of), node.member

    def evaluation(run: Run, frame: Frame) -> object:
        value: Any = of(run, frame)
        kind = type(value)
        if kind is dict:
            return value.get(member)
        if kind is Unknown:
            return value
        if LINKED[kind]:
            try:
                said = value.member(member)
            except KeyError:
                return None
            return said if type(said) in READY else run.taken(said)
        if kind is list:
            return [_of_element(run, element, member) for element in value]
        return said_or_null(member_of(run, value, member))

    return evaluation


def _of_element(run: Run, element: object, member: str) -> object:
    if isinstance(element, Maybe):
        said = said_or_null(member_of(run, element.value, member))
        return Maybe(said, element.awaits)
    return said_or_null(member_of(run, element, member))


@compiler_of(syntax.Filter)
def filtered(node: syntax.Filter, around: Around) -> Evaluation:
    """Give the function of a filter, or of a position."""
    of, inner = around.compiled(node.of), Filtering(around.bindings)
    where = around.compiled(node.where, inner)
    is_condition = _is_condition(node.where, inner)

    def evaluation(run: Run, frame: Frame) -> object:
        items = filterable(of(run, frame))
        if not isinstance(items, list):
            return items
        first = (_present(items[0]) if items else None, frame)
        kept: list[object] = []
        looked_at = 0
        if not is_condition(run, items, first):
            run.count_iterations()
            position = where(run, first)
            if isinstance(position, POSITIONS):
                return element_at(items, position)
            # What is no position is what the condition says of the first element.
            looked_at = 1
            kept += kept_of(items[0], position) if items else []
        run.count_iterations(len(items) - looked_at)
        for item in items[looked_at:] if looked_at else items:
            says = where(run, (_present(item), frame))
            if says is True:
                kept.append(item)
            elif says is not False and says is not None:
                kept += kept_of(item, says)
        return checked_list(kept)

    return evaluation


def _present(item: object) -> object:
    return item.value if type(item) is Maybe else item


def _is_condition(
    where: syntax.Expression, inner: Filtering
) -> Callable[[Run, Items, Frame], bool]:
    """Give what says whether a filter can only be a condition on each element.

    It says so of the elements and of the frame of the first.
    """
    head = head_of(where)
    if isinstance(where, TRUTHS):
        return lambda _, __, ___: True
    if isinstance(head, syntax.Call):
        always = says_truth(head.function)
        return lambda _, __, ___: always
    if not isinstance(head, syntax.Name):
        return lambda _, __, ___: False
    asked = inner.is_of_element(head.name)

    def of_element(run: Run, items: Items, first: Frame) -> bool:
        return bool(items) and not isinstance(items[0], UNDECIDED) and asked(run, first)

    return of_element
