"""Compiled values: literals, arithmetic, ranges, lists, contexts, functions, and their types."""

from __future__ import annotations

from hocr_engine.feel import making, syntax
from hocr_engine.feel.arithmetic import calculated, negated
from hocr_engine.feel.bounds import checked_list
from hocr_engine.feel.compiler import Around, Evaluation, Frame, Keyed, compiler_of, fixed
from hocr_engine.feel.operators import one_ended, range_between
from hocr_engine.feel.run import Run


@compiler_of(syntax.Literal)
def literal(node: syntax.Literal, _: Around) -> Evaluation:
    """Give the function of a value written out."""
    return fixed(node.value)


@compiler_of(syntax.Arithmetic)
def arithmetic(node: syntax.Arithmetic, around: Around) -> Evaluation:
    """Give the function of a sum, difference, product, quotient or power."""
    left, right, operator = around.compiled(node.left), around.compiled(node.right), node.operator
    return lambda run, frame: calculated(operator, left(run, frame), right(run, frame))


@compiler_of(syntax.Negation)
def negation(node: syntax.Negation, around: Around) -> Evaluation:
    """Give the function of an opposite."""
    operand = around.compiled(node.operand)
    return lambda run, frame: negated(operand(run, frame))


@compiler_of(syntax.RangeLiteral)
def range_literal(node: syntax.RangeLiteral, around: Around) -> Evaluation:
    """Give the function of a range with two ends."""
    low, high = around.compiled(node.low), around.compiled(node.high)
    edges = node.low_included, node.high_included
    return lambda run, frame: range_between(low(run, frame), high(run, frame), *edges)


@compiler_of(syntax.HalfOpen)
def half_open(node: syntax.HalfOpen, around: Around) -> Evaluation:
    """Give the function of a range with one end."""
    operand, operator = around.compiled(node.operand), node.operator
    return lambda run, frame: one_ended(operator, operand(run, frame))


@compiler_of(syntax.ListLiteral)
def list_literal(node: syntax.ListLiteral, around: Around) -> Evaluation:
    """Give the function of a list."""
    items = tuple(map(around.compiled, node.items))
    return lambda run, frame: checked_list([item(run, frame) for item in items])


@compiler_of(syntax.ContextLiteral)
def context_literal(node: syntax.ContextLiteral, around: Around) -> Evaluation:
    """Give the function of a context, whose entries see those before them."""
    names = [entry.name for entry in node.entries]
    entries = [
        (entry.name, around.compiled(entry.value, Keyed(frozenset(names[:at]), around.bindings)))
        for at, entry in enumerate(node.entries)
    ]

    def evaluation(run: Run, frame: Frame) -> object:
        made: dict[str, object] = {}
        for name, entry in entries:
            value = entry(run, (made, frame))
            if name in made:
                return None
            made[name] = value
        return made

    return evaluation


@compiler_of(syntax.FunctionLiteral)
def function_literal(node: syntax.FunctionLiteral, around: Around) -> Evaluation:
    """Give the function of a function that the author wrote; its body is evaluated with steps.

    Such functions may call themselves through what is in scope, and that is bounded step by step.
    """
    parameters, body, external = node.parameters, node.body, node.external
    scope = around.bindings.scope
    return lambda _, frame: making.function_of(parameters, body, scope(frame), external=external)


@compiler_of(syntax.InstanceOf)
def instance_of(node: syntax.InstanceOf, around: Around) -> Evaluation:
    """Give the function of a test of a value's type."""
    value, named = around.compiled(node.value), node.type
    return lambda run, frame: making.is_instance(value(run, frame), named)
