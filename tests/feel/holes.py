"""Texts of which one value is not known: each literal of a tree in turn gives way to a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, cast

from attrs import evolve, fields

from hocr_engine.feel import Unknown
from hocr_engine.feel.syntax import NODES, Expression, Literal, Name, Node, walk

HOLE: Final = "what is not known"
UNKNOWN: Final = Unknown(frozenset({HOLE}))


def opened(tree: Expression) -> Iterator[tuple[Literal, Expression]]:
    """Give each literal of a tree, with the tree in which a name stands in its place."""
    for node, _ in walk(tree):
        if isinstance(node, Literal):
            yield node, cast("Expression", _with_hole(tree, node))


def _with_hole(node: Node, hole: Literal) -> Node:
    if node is hole:
        return Name(HOLE, at=hole.at)
    changes: dict[str, Any] = {}
    for attribute in fields(type(node)):
        held = getattr(node, attribute.name)
        if isinstance(held, NODES):
            changes[attribute.name] = _with_hole(held, hole)
        elif isinstance(held, tuple):
            parts = (_with_hole(part, hole) if isinstance(part, NODES) else part for part in held)
            changes[attribute.name] = tuple(parts)
    return evolve(node, **changes) if changes else node
