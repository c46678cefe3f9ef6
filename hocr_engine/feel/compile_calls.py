"""Compiled calls: built-in functions, and functions that the author wrote."""

from __future__ import annotations

from collections.abc import Sequence

from hocr_engine.feel import syntax
from hocr_engine.feel.calling import applied
from hocr_engine.feel.compiler import Around, Evaluation, Frame, compiler_of
from hocr_engine.feel.functions.registry import BUILT_INS, BuiltIn
from hocr_engine.feel.run import Run


@compiler_of(syntax.Call)
def call(node: syntax.Call, around: Around) -> Evaluation:
    """Give the function of a call."""
    names = tuple(argument.name for argument in node.arguments)
    arguments = tuple(around.compiled(argument.value) for argument in node.arguments)
    built_in = _built_in(node, around)
    if built_in is None:
        return _called(around.compiled(node.function), arguments, names, around.depth)
    if len(arguments) == 1 and not any(names):
        kind = _only_kind(built_in)
        if kind is not None:
            return _of_one(built_in, kind, arguments[0], around.depth)
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
    def evaluation(run: Run, frame: Frame) -> object:
        values = [argument(run, frame) for argument in arguments]
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


def _only_kind(built_in: BuiltIn) -> type | None:
    """Give the type of argument that goes straight to a built-in with one form and parameter."""
    form = built_in.forms[0]
    if len(built_in.forms) > 1 or len(form.parameters) != 1 or not form.sees_unknown:
        return None
    return {"any": bool, "list": list}.get(form.parameters[0].kind)


def _of_one(built_in: BuiltIn, kind: type, argument: Evaluation, depth: int) -> Evaluation:
    """Give the function of a call such as `not(…)` and `count(…)`."""
    direct = built_in.forms[0].call

    def evaluation(run: Run, frame: Frame) -> object:
        value = argument(run, frame)
        if type(value) is kind:
            return direct(value)
        return _applied(run, built_in, [value], (None,), depth)

    return evaluation
