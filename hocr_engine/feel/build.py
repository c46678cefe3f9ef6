"""What the grammar found, made into the tree; one method for each rule of the grammar."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from attrs import evolve

from hocr_engine.feel import syntax
from hocr_engine.feel.literals import at_value
from hocr_engine.feel.syntax import Expression, TypeName
from hocr_engine.feel.tokens import Token, unquoted
from hocr_engine.feel.values import as_number
from hocr_engine.text import Span

Part = Any  # what Lark hands over: tokens and nodes, in the order of the rule
Made = TypeVar("Made")


def _whole(parts: list[Part]) -> Span:
    at: Span = parts[0].at.through(parts[-1].at)
    return at


def _nodes(parts: list[Part]) -> tuple[Expression, ...]:
    return tuple(part for part in parts if not isinstance(part, Token))


def _joined(kind: Callable[..., Made], parts: list[Part], *values: object) -> Made:
    return kind(*values, at=_whole(parts))


class Builder:
    """Gives the nodes of the tree, called by the parser as it recognises each rule."""

    def if_else(self, parts: list[Part]) -> syntax.If:
        return _joined(syntax.If, parts, parts[1], parts[3], parts[5])

    def for_return(self, parts: list[Part]) -> syntax.For:
        return _joined(syntax.For, parts, parts[1], parts[3])

    def quantified(self, parts: list[Part]) -> syntax.Quantified:
        return _joined(syntax.Quantified, parts, parts[0].text, parts[1], parts[3])

    def iterations(self, parts: list[Part]) -> tuple[Any, ...]:
        return _nodes(parts)

    def iteration(self, parts: list[Part]) -> syntax.Iteration:
        until = parts[4] if len(parts) > 3 else None  # noqa: PLR2004
        return _joined(syntax.Iteration, parts, parts[0].text, parts[2], until)

    def function(self, parts: list[Part]) -> syntax.FunctionLiteral:
        external = any(isinstance(part, Token) and part.type == "EXTERNAL" for part in parts)
        parameters = parts[2] if isinstance(parts[2], tuple) else ()
        return _joined(syntax.FunctionLiteral, parts, parameters, parts[-1], external)

    def parameters(self, parts: list[Part]) -> tuple[Any, ...]:
        return _nodes(parts)

    def parameter(self, parts: list[Part]) -> tuple[str, TypeName | None]:
        return parts[0].text, parts[2] if len(parts) > 1 else None

    def disjunction(self, parts: list[Part]) -> syntax.AnyOf:
        return _joined(syntax.AnyOf, parts, _nodes(parts))

    def conjunction(self, parts: list[Part]) -> syntax.AllOf:
        return _joined(syntax.AllOf, parts, _nodes(parts))

    def comparison(self, parts: list[Part]) -> syntax.Comparison:
        return _joined(syntax.Comparison, parts, parts[1].text, parts[0], parts[2])

    def between(self, parts: list[Part]) -> syntax.Between:
        return _joined(syntax.Between, parts, parts[0], parts[2], parts[4])

    def within(self, parts: list[Part]) -> syntax.In:
        return _joined(syntax.In, parts, parts[0], (parts[2],))

    def within_tests(self, parts: list[Part]) -> syntax.In:
        return _joined(syntax.In, parts, parts[0], (parts[3], *parts[5]))

    def instance_of(self, parts: list[Part]) -> syntax.InstanceOf:
        return _joined(syntax.InstanceOf, parts, parts[0], parts[3])

    def arithmetic(self, parts: list[Part]) -> syntax.Arithmetic:
        return _joined(syntax.Arithmetic, parts, parts[1].text, parts[0], parts[2])

    def negation(self, parts: list[Part]) -> syntax.Negation:
        return _joined(syntax.Negation, parts, parts[1])

    def path(self, parts: list[Part]) -> syntax.Path:
        return syntax.Path(parts[0], parts[2].text, member_at=parts[2].at, at=_whole(parts))

    def filter(self, parts: list[Part]) -> syntax.Filter:
        return _joined(syntax.Filter, parts, parts[0], parts[2])

    def call(self, parts: list[Part]) -> syntax.Call:
        arguments = parts[2] if isinstance(parts[2], tuple) else ()
        return _joined(syntax.Call, parts, parts[0], arguments)

    def arguments(self, parts: list[Part]) -> tuple[Any, ...]:
        return _nodes(parts)

    def argument(self, parts: list[Part]) -> syntax.Argument:
        name = parts[0].text if len(parts) > 1 else None
        return _joined(syntax.Argument, parts, name, parts[-1])

    def number(self, parts: list[Part]) -> syntax.Literal:
        return _joined(syntax.Literal, parts, as_number(parts[0].text))

    def string(self, parts: list[Part]) -> syntax.Literal:
        return _joined(syntax.Literal, parts, unquoted(parts[0].text))

    def at_literal(self, parts: list[Part]) -> syntax.Literal:
        return _joined(syntax.Literal, parts, at_value(unquoted(parts[0].text[1:])))

    def null(self, parts: list[Part]) -> syntax.Literal:
        return _joined(syntax.Literal, parts, None)

    def true(self, parts: list[Part]) -> syntax.Literal:
        return _joined(syntax.Literal, parts, True)

    def false(self, parts: list[Part]) -> syntax.Literal:
        return _joined(syntax.Literal, parts, False)

    def name(self, parts: list[Part]) -> syntax.Name:
        return _joined(syntax.Name, parts, parts[0].text)

    def bracketed(self, parts: list[Part]) -> Expression:
        # The place takes the brackets in: that is how `(a or b) and c` is told from `a or b and c`.
        inner: Expression = parts[1]
        return evolve(inner, at=_whole(parts))

    def list_literal(self, parts: list[Part]) -> syntax.ListLiteral:
        items = parts[1] if isinstance(parts[1], tuple) else ()
        return _joined(syntax.ListLiteral, parts, items)

    def context(self, parts: list[Part]) -> syntax.ContextLiteral:
        entries = parts[1] if isinstance(parts[1], tuple) else ()
        return _joined(syntax.ContextLiteral, parts, entries)

    def range(self, parts: list[Part]) -> syntax.RangeLiteral:
        low, high = parts[0].type == "LSQB", parts[4].type == "RSQB"
        return _joined(syntax.RangeLiteral, parts, parts[1], parts[3], low, high)

    def entries(self, parts: list[Part]) -> tuple[Any, ...]:
        return _nodes(parts)

    def entry(self, parts: list[Part]) -> syntax.Entry:
        key = parts[0]
        name = unquoted(key.text) if key.type == "STRING" else key.text
        return _joined(syntax.Entry, parts, name, parts[2])

    def half_open(self, parts: list[Part]) -> syntax.HalfOpen:
        return _joined(syntax.HalfOpen, parts, parts[0].text, parts[1])

    def tests(self, parts: list[Part]) -> tuple[Expression, ...]:
        return _nodes(parts)

    def unary_tests(self, parts: list[Part]) -> tuple[tuple[Expression, ...], bool]:
        tests = next((part for part in parts if isinstance(part, tuple)), ())
        return tests, len(parts) > 1

    def type(self, parts: list[Part]) -> TypeName:
        return _joined(TypeName, parts, parts[0].text, (), ())

    def type_of(self, parts: list[Part]) -> TypeName:
        inside = [part for part in parts if not isinstance(part, Token)]
        members = tuple(part[0] for part in inside if isinstance(part, tuple))
        types = tuple(part[1] if isinstance(part, tuple) else part for part in inside)
        return _joined(TypeName, parts, parts[0].text, types, members)

    def function_type(self, parts: list[Part]) -> TypeName:
        taken = parts[2] if isinstance(parts[2], tuple) else ()
        return _joined(TypeName, parts, "function", (*taken, parts[-1]), ())

    def types(self, parts: list[Part]) -> tuple[Any, ...]:
        return _nodes(parts)

    def member(self, parts: list[Part]) -> tuple[str, TypeName]:
        return parts[0].text, parts[2]
