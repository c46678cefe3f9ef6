"""Types of the caller's own, written in FEEL's words for types, and put where a text names them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TypeAlias

from attrs import evolve, frozen

from hocr_engine.feel import messages
from hocr_engine.feel.errors import FeelError
from hocr_engine.feel.parse import parse_tests, parse_type
from hocr_engine.feel.syntax import Node, TypeName, Written, rewritten
from hocr_engine.feel.trace import passes_tests
from hocr_engine.text import Source, whole


@frozen
class DeclaredType:
    """
    A type: as FEEL writes types, and the unary tests that its values pass.

    `of` may name built-in types, `list<…>`, `context<name: …>` and other declared types.
    """

    of: str
    allowed: str = ""


Types: TypeAlias = Mapping[str, str | DeclaredType]


def type_named(text: str, types: Types) -> TypeName:
    """Give the type that a text writes, declared ones put in; raises FeelError."""
    found, mistakes = parse_type(whole(Source(text)), types)
    if found is None:
        raise FeelError(mistakes)
    return with_types(found, types)


def with_types(tree: Written, types: Types, within: tuple[str, ...] = ()) -> Written:
    """
    Give a tree with each declared type that it names put in.

    Raises FeelError where a declaration is no type, or is made of itself.
    """
    if not types:
        return tree
    return rewritten(tree, lambda node: _put_in(node, types, within))


def _put_in(node: Node, types: Types, within: tuple[str, ...]) -> Node:
    if not isinstance(node, TypeName) or node.parts or node.name not in types:
        return node
    if node.name in within:
        raise FeelError((messages.type_of_itself(node.at),))
    written = types[node.name]
    declared = DeclaredType(written) if isinstance(written, str) else written
    found, mistakes = parse_type(whole(Source(declared.of)), types)
    if found is None:
        raise FeelError(mistakes)
    inner = with_types(found, types, (*within, node.name))
    if not declared.allowed:
        return inner
    tests, mistakes = parse_tests(whole(Source(declared.allowed)))
    if tests is None:
        raise FeelError(mistakes)
    return evolve(inner, allows=partial(passes_tests, tests, names={}))
