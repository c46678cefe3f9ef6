"""Compiled calls: built-in functions, and functions that the author wrote."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from hocr_engine.feel import syntax
from hocr_engine.feel.calling import applied
from hocr_engine.feel.compiler import Around, Evaluation, Frame, compiler_of
from hocr_engine.feel.functions.registry import BUILT_INS, NO_RESULT, BuiltIn, UnfitError
from hocr_engine.feel.run import Run
from hocr_engine.feel.values import Unknown, YearsMonths

_SINGLE: Final = frozenset(
    (Decimal, str, bool, type(None), date, datetime, time, timedelta, YearsMonths)
)
# What a function that is sound over the unknown may be given as it is, by what it takes.
_SEEN_THROUGH: Final = {"any": Unknown, "list": list}
_NOT_THIS: Final = (UnfitError, *NO_RESULT)


@compiler_of(syntax.Call)
def call(node: syntax.Call, around: Around) -> Evaluation:
    """Give the function of a call."""
    names = tuple(argument.name for argument in node.arguments)
    arguments = tuple(around.compiled(argument.value) for argument in node.arguments)
    built_in = _built_in(node, around)
    if built_in is None:
        return _called(around.compiled(node.function), arguments, names, around.depth)
    if len(arguments) == 1 and not any(names):
        return _of_one(built_in, arguments[0], around.depth)
    return _of(built_in, arguments, names, around.depth)


def _built_in(node: syntax.Call, around: Around) -> BuiltIn | None:
    """Give the built-in called; one gives way only to a name bound in the expression."""
    function = node.function
    if not isinstance(function, syntax.Name) or around.bindings.binds(function.name):
        return None
    return BUILT_INS.get(function.name)


def _called(
    function: Evaluation, arguments: Sequence[Evaluation], names: tuple[str | None, ...], depth: int
) -> Evaluation:
    def evaluation(run: Run, frame: Frame) -> object:
        called = function(run, frame)
        values = [argument(run, frame) for argument in arguments]
        return _applied(run, called, values, names, depth)

    return evaluation


def _of(
    built_in: BuiltIn, arguments: Sequence[Evaluation], names: tuple[str | None, ...], depth: int
) -> Evaluation:
    in_order = not any(names)
    known: dict[tuple[type, ...], Callable[..., object] | None] = {}

    def evaluation(run: Run, frame: Frame) -> object:
        values = [argument(run, frame) for argument in arguments]
        kinds = tuple(map(type, values))
        if kinds not in known:
            single = in_order and _SINGLE.issuperset(kinds)
            known[kinds] = built_in.directly(values) if single else None
        direct = known[kinds]
        if direct is not None:
            try:
                return direct(*values)
            except _NOT_THIS:
                pass
        return _applied(run, built_in, values, names, depth)

    return evaluation


def _applied(
    run: Run, function: object, values: list[object], names: tuple[str | None, ...], depth: int
) -> object:
    """Give the result; what an author's function nests is counted from the depth of the call."""
    run.depth, before = depth, run.depth
    try:
        return applied(run, function, values, names)
    finally:
        run.depth = before


def _of_one(built_in: BuiltIn, argument: Evaluation, depth: int) -> Evaluation:
    """Give the function of a call such as `not(…)`, `count(…)` and `date(…)`."""
    known = _known_of(built_in)

    def evaluation(run: Run, frame: Frame) -> object:
        value = argument(run, frame)
        kind = type(value)
        if kind not in known:
            known[kind] = built_in.directly([value]) if kind in _SINGLE else None
        direct = known[kind]
        if direct is not None:
            try:
                return direct(value)
            except _NOT_THIS:
                pass
        return _applied(run, built_in, [value], (None,), depth)

    return evaluation


def _known_of(built_in: BuiltIn) -> dict[type, Callable[..., object] | None]:
    """Give what a built-in makes of one value that is a list or is unknown, by its type."""
    known: dict[type, Callable[..., object] | None] = {}
    if built_in.awaits(1):
        known[Unknown] = _itself
    form = built_in.forms[0]
    if len(built_in.forms) == 1 and len(form.parameters) == 1 and form.sees_unknown:
        kind = _SEEN_THROUGH.get(form.parameters[0].kind)
        known |= {} if kind is None else {kind: form.call}
    return known


def _itself(value: object) -> object:
    return value
