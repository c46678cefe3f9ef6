"""The meaning of calls: built-in functions, and functions that the author wrote."""

from __future__ import annotations

from typing import cast

from hocr_engine.feel import syntax
from hocr_engine.feel.coercion import UNFIT, fitted
from hocr_engine.feel.functions.registry import BUILT_INS, BuiltIn
from hocr_engine.feel.run import Run, Scope, meaning_of
from hocr_engine.feel.steps import Step
from hocr_engine.feel.syntax import Expression, TypeName
from hocr_engine.feel.values import UNDECIDED, Function, Unknown


@meaning_of(syntax.Call)
def call(run: Run, node: syntax.Call, scope: Scope) -> Step:
    """Give what the function makes of its arguments."""
    function, before = _called(run, node.function, scope)
    steps = tuple(run.step(argument.value, scope) for argument in node.arguments)
    names = tuple(argument.name for argument in node.arguments)
    values = [step.value for step in steps]
    return Step(node, applied(run, function, values, names), (*before, *steps))


def _called(run: Run, node: Expression, scope: Scope) -> tuple[object, tuple[Step, ...]]:
    """Give the function called; a built-in gives way only to a name bound in the expression."""
    if isinstance(node, syntax.Name) and node.name in BUILT_INS:
        bound = any(node.name in each.names for each in scope.outwards() if each.outer)
        if not bound:
            return BUILT_INS[node.name], ()
    step = run.step(node, scope)
    return step.value, (step,)


def applied(
    run: Run, function: object, values: list[object], names: tuple[str | None, ...]
) -> object:
    """Give what a function makes of some values, each handed over by its name where it has one."""
    if isinstance(function, UNDECIDED):
        return Unknown(function.awaits)
    if isinstance(function, BuiltIn):
        callables = [_callable(run, value) for value in values]
        if not any(names):
            return function.on(callables)
        return function.on_named(_named(names, callables))
    if not isinstance(function, Function):
        return None
    if any(names):
        return _by_name(run, function, _named(names, values))
    return _invoked(run, function, values)


def _callable(run: Run, value: object) -> object:
    """Give an author's function as one that a built-in can call."""
    if isinstance(value, Function):
        return lambda *arguments: _invoked(run, value, list(arguments))
    if isinstance(value, BuiltIn):
        return lambda *arguments: value.on(list(arguments))
    return value


def _named(names: tuple[str | None, ...], values: list[object]) -> dict[str, object]:
    return {name or "": value for name, value in zip(names, values, strict=True)}


def _by_name(run: Run, function: Function, given: dict[str, object]) -> object:
    if set(given) != set(function.parameters):
        return None
    return _invoked(run, function, [given[name] for name in function.parameters])


def _invoked(run: Run, function: Function, values: list[object]) -> object:
    if len(values) != len(function.parameters):
        return None
    run.count_iterations()
    types = cast("tuple[TypeName | None, ...]", function.types)
    taken = [
        value if named is None else fitted(value, named)
        for value, named in zip(values, types, strict=True)
    ]
    if any(value is UNFIT for value in taken):
        return None
    outer = cast("Scope", function.scope)
    scope = Scope(dict(zip(function.parameters, taken, strict=True)), outer)
    return run.step(cast("Expression", function.body), scope).value
