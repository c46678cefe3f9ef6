"""The meaning of what stands for itself: literals, lists, contexts, functions, and their types."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, TypeAlias

from hocr_engine.feel import syntax
from hocr_engine.feel.bounds import checked_list
from hocr_engine.feel.far import CLOCKS, DAYS, MOMENTS, SPANS
from hocr_engine.feel.functions.registry import BuiltIn
from hocr_engine.feel.logic import Truth, all_true, truth_of
from hocr_engine.feel.run import Run, Scope, meaning_of
from hocr_engine.feel.steps import Step
from hocr_engine.feel.syntax import Expression, TypeName
from hocr_engine.feel.values import (
    UNDECIDED,
    Function,
    Maybe,
    Range,
    Unknown,
    YearsMonths,
    awaits_of,
)

Parameters: TypeAlias = tuple[tuple[str, TypeName | None], ...]

_KINDS: Final[dict[str, type | tuple[type, ...]]] = {
    "number": Decimal,
    "string": str,
    "boolean": bool,
    "date": DAYS,
    "time": CLOCKS,
    "date and time": MOMENTS,
    "days and time duration": SPANS,
    "years and months duration": YearsMonths,
    "list": list,
    "context": dict,
    "range": Range,
}

# Types that are none without what they hold.
_OF_PARTS: Final = frozenset(("list", "context", "range"))


@meaning_of(syntax.Literal)
def literal(_: Run, node: syntax.Literal, __: Scope) -> Step:
    """Give the value written out."""
    return Step(node, node.value)


@meaning_of(syntax.ListLiteral)
def list_literal(run: Run, node: syntax.ListLiteral, scope: Scope) -> Step:
    """Give the list of the items' values."""
    parts = tuple(run.step(item, scope) for item in node.items)
    return Step(node, checked_list([part.value for part in parts]), parts)


@meaning_of(syntax.ContextLiteral)
def context_literal(run: Run, node: syntax.ContextLiteral, scope: Scope) -> Step:
    """Give the context; each entry sees those before it, and a repeated key makes it null."""
    made: dict[str, object] = {}
    parts = []
    for entry in node.entries:
        step = run.step(entry.value, Scope(dict(made), scope))
        parts.append(step)
        if entry.name in made:
            return Step(node, None, tuple(parts))
        made[entry.name] = step.value
    return Step(node, made, tuple(parts))


@meaning_of(syntax.FunctionLiteral)
def function_literal(_: Run, node: syntax.FunctionLiteral, scope: Scope) -> Step:
    """Give the function; one written outside FEEL is refused, so it gives null."""
    return Step(node, function_of(node.parameters, node.body, scope, external=node.external))


def function_of(
    parameters: Parameters, body: Expression, scope: Scope, *, external: bool
) -> Function | None:
    """Give the function of a body in a scope; null for one written outside FEEL."""
    if external:
        return None
    names = tuple(name for name, _ in parameters)
    types = tuple(named for _, named in parameters)
    return Function(names, body, scope, types)


@meaning_of(syntax.InstanceOf)
def instance_of(run: Run, node: syntax.InstanceOf, scope: Scope) -> Step:
    """Give whether the value is of the type."""
    value = run.step(node.value, scope)
    return Step(node, is_instance(value.value, node.type), (value,))


def is_instance(value: object, named: TypeName) -> Truth:
    """Say whether a value is of a named type; null when there is no such type."""
    if isinstance(value, UNDECIDED):
        return Unknown(value.awaits)
    fits = _is_of(value, named)
    if named.allows is None or fits is False:
        return fits
    return all_true((fits, truth_of(named.allows(value))))


def _is_of(value: object, named: TypeName) -> Truth:
    if named.name == "Any":
        return value is not None
    if named.name == "Null":
        return value is None
    if named.name == "function":
        return isinstance(value, Function | BuiltIn) if named.parts else None
    kind = _KINDS.get(named.name)
    if kind is None or not _tells_its_parts(named):
        return None
    if not isinstance(value, kind) or (kind is DAYS and isinstance(value, MOMENTS)):
        return False
    return _parts_fit(value, named)


def _tells_its_parts(named: TypeName) -> bool:
    """Say whether a type tells as many parts as types of its name have, named where those are."""
    if named.name not in _OF_PARTS:
        return not named.parts
    if named.name == "context":
        return 0 < len(named.parts) == len(named.members)
    return len(named.parts) == 1 and not named.members


def _parts_fit(value: object, named: TypeName) -> Truth:
    if not named.parts:
        return True
    if isinstance(value, list):
        return all_true(_element_fits(element, named.parts[0]) for element in value)
    if isinstance(value, dict):
        return all_true(
            is_instance(value[name], part) if name in value else False
            for name, part in zip(named.members, named.parts, strict=True)
        )
    if isinstance(value, Range):
        ends = (end for end in (value.low, value.high) if end is not None)
        return all_true(is_instance(end, named.parts[0]) for end in ends)
    return True


def _element_fits(element: object, named: TypeName) -> Truth:
    if isinstance(element, Maybe):
        fits = is_instance(element.value, named)
        return fits if fits is True else truth_of(Unknown(awaits_of(element)))
    return is_instance(element, named)
