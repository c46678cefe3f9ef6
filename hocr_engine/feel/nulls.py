"""Why parts of a condition came out null: told afterwards, from the steps that were kept.

FEEL gives null where it finds an error, and goes on. What is told here are the first causes: a null
that was written, or was given as a fact, is no error, and what null makes null is not told again.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.feel import messages as say
from hocr_engine.feel import syntax
from hocr_engine.feel.far import CLOCKS, DAYS, MOMENTS, SPANS
from hocr_engine.feel.functions.registry import BuiltIn
from hocr_engine.feel.steps import Step
from hocr_engine.feel.values import UNDECIDED, Function, Range, YearsMonths

_KINDS: Final[tuple[tuple[type | tuple[type, ...], str], ...]] = (
    (bool, "a truth"),
    (Decimal, "a number"),
    (str, "a text"),
    (MOMENTS, "a date and time"),
    (DAYS, "a date"),
    (CLOCKS, "a time"),
    (SPANS, "a duration of days"),
    (YearsMonths, "a duration of months"),
    (list, "a list"),
    (dict, "a context"),
    (Range, "a range"),
)
_OPERATIONS: Final = (syntax.Arithmetic, syntax.Comparison, syntax.Between, syntax.RangeLiteral)
_TRUTHS: Final = (bool, *UNDECIDED)


def why_null(step: Step) -> tuple[Diagnostic, ...]:
    """Give why parts of an evaluation came out null, a warning for each cause, in its order."""
    return tuple(dict.fromkeys(_causes(step, _brought_in(step.expression))))


def _brought_in(expression: syntax.Node) -> frozenset[str]:
    """Give the names that an expression itself brings in, or may: as members of what it filters."""
    found = {"item", "partial", "?"}
    for node, _ in syntax.walk(expression):
        match node:
            case syntax.Iteration(name=name) | syntax.Entry(name=name):
                found.add(name)
            case syntax.FunctionLiteral(parameters=parameters):
                found.update(name for name, _ in parameters)
            case syntax.Filter(where=where):
                inner = (each for each, _ in syntax.walk(where))
                found.update(each.name for each in inner if isinstance(each, syntax.Name))
            case _:
                pass
    return frozenset(found)


def _causes(step: Step, known: frozenset[str]) -> Iterator[Diagnostic]:
    below = [cause for part in step.parts for cause in _causes(part, known)]
    yield from below
    why = None if below else _why(step, known)
    if why is not None:
        yield say.gives_null(step.expression.at, why)


def _why(step: Step, known: frozenset[str]) -> str | None:
    """Give why this very part is null, or leaves a truth untold; None where it does not."""
    node = step.expression
    if isinstance(node, syntax.AllOf | syntax.AnyOf):
        return _untold(step.parts)
    if isinstance(node, syntax.If):
        return _untold(step.parts[:1])
    if step.value is not None or step.is_choice:
        return None
    return _why_null(node, step.parts, known, is_read=step.read is not None)


def _why_null(
    node: syntax.Expression | syntax.UnaryTests,
    parts: tuple[Step, ...],
    known: frozenset[str],
    *,
    is_read: bool,
) -> str | None:
    match node:
        case syntax.Name(name=name):
            return None if is_read or name in known else say.no_such_name(name)
        case syntax.Path(member=member):
            return _no_member(parts[0], member)
        case syntax.InstanceOf(type=named):
            return say.no_such_type(named.at)
        case syntax.ContextLiteral():
            return say.key_twice()
        case syntax.FunctionLiteral():
            return say.written_elsewhere()
        case syntax.Literal() | syntax.ListLiteral():
            return None
        case syntax.For() | syntax.Quantified():
            return _not_gone_through(parts)
        case _:
            return _of_null(parts) or _no_answer(node, parts)


def _of_null(parts: tuple[Step, ...]) -> str | None:
    null = [part for part in parts if part.value is None]
    return say.null_within(null[0].expression.at) if null else None


def _no_answer(node: syntax.Expression | syntax.UnaryTests, parts: tuple[Step, ...]) -> str | None:
    """Give why an operation on values that are there has no answer."""
    kinds = [_kind(part.value) for part in parts]
    match node:
        case syntax.Arithmetic(operator="/") if kinds[1] == "a number" and parts[1].value == 0:
            return say.divided_by_nothing()
        case syntax.Arithmetic(operator=operator):
            return say.no_operation(operator, *kinds[:2])
        case syntax.Negation():
            return say.no_operation("-", *kinds)
        case syntax.Filter():
            return say.no_such_place(kinds[0])
        case syntax.Call(function=function, arguments=arguments):
            called = parts[0].value if len(parts) > len(arguments) else None
            if called is None or isinstance(called, Function | BuiltIn):
                return say.nothing_for_these(function.at.text)
            return say.no_function(function.at, kinds[0])
        case syntax.Between():
            return say.unlike_kinds(kinds[0], next((k for k in kinds if k != kinds[0]), kinds[0]))
        case _:
            return say.unlike_kinds(*kinds[:2]) if len(kinds) > 1 else None


def _no_member(of: Step, member: str) -> str | None:
    if of.value is None:
        return say.null_within(of.expression.at)
    if isinstance(of.value, dict) and member in of.value:
        return None
    return say.no_such_member(member, _kind(of.value))


def _not_gone_through(parts: tuple[Step, ...]) -> str | None:
    null = [part for part in parts if not isinstance(part.value, list)]
    return say.not_gone_through(null[0].expression.at) if null else None


def _untold(parts: tuple[Step, ...]) -> str | None:
    """Give the part that ought to be a truth and is none."""
    for part in parts:
        if not isinstance(part.value, _TRUTHS):
            return say.no_truth(part.expression.at, _kind(part.value))
    return None


def _kind(value: object) -> str:
    """Give what kind of value this is, in words."""
    if value is None:
        return "null"
    return next((word for kind, word in _KINDS if isinstance(value, kind)), "this")
