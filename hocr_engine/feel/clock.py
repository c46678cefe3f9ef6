"""The time at which a text is evaluated, where a caller gives one: the language reads no clock."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from hocr_engine.feel import syntax
from hocr_engine.feel.syntax import Expression, Node, rewritten, walk

NOW: Final = "now"
TODAY: Final = "today"


def at_time(tree: Expression, now: datetime) -> Expression:
    """Give a tree in which `now()` and `today()` are a moment and its day."""
    bound = {name for node, _ in walk(tree) for name in _brought_in(node)}
    times = {NOW: now, TODAY: now.date()}
    told = {name: value for name, value in times.items() if name not in bound}

    def change(node: Node) -> Node:
        match node:
            case syntax.Call(function=syntax.Name(name=name), arguments=()) if name in told:
                return syntax.Literal(told[name], at=node.at)
            case _:
                return node

    return rewritten(tree, change)


def _brought_in(node: Node) -> tuple[str, ...]:
    """Give the names that a part of a text brings in."""
    match node:
        case syntax.Entry(name=name) | syntax.Iteration(name=name):
            return (name,)
        case syntax.FunctionLiteral(parameters=parameters):
            return tuple(name for name, _ in parameters)
        case _:
            return ()
