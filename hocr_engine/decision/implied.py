"""What a condition implies: the conjuncts of the definitions that it asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hocr_engine.bounds import MAX_IMPLIED
from hocr_engine.feel.syntax import AllOf, Expression, Name, Node, Path, rewritten, walk
from hocr_engine.vocabulary.model import Definition, FactType, Vocabulary


def implied(expression: Expression, kind: str, vocabulary: Vocabulary) -> Iterator[Expression]:
    """
    Give conditions that are false only where another is, about the same thing of a kind.

    A definition that is asked for as such, `this.told and …`, is false where a part of it is. Only
    parts that all its versions have and that speak of nothing but their own thing are given.
    """
    waiting, left = [expression], MAX_IMPLIED
    while waiting and left:
        left -= 1
        current = waiting.pop()
        found = _of_definition(current, kind, vocabulary)
        yield from found
        waiting.extend(found)


def _of_definition(asked: Expression, kind: str, vocabulary: Vocabulary) -> Sequence[Expression]:
    if not isinstance(asked, Path):
        return ()
    of = _kind_of(asked.of, kind, vocabulary)
    if of is None or asked.member in vocabulary.kinds[of].facts:
        return ()
    versions = vocabulary.definitions_of(of, asked.member)
    if not versions:
        return ()
    parts = [{repr(part): part for part in _conjuncts(version)} for version in versions]
    shared = set.intersection(*(set(texts) for texts in parts))
    return [
        _about(part, asked.of)
        for text, part in parts[0].items()
        if text in shared and _is_about_this_alone(part)
    ]


def _conjuncts(definition: Definition) -> tuple[Expression, ...]:
    written = definition.expression
    return written.parts if isinstance(written, AllOf) else (written,)


def _kind_of(path: Expression, kind: str, vocabulary: Vocabulary) -> str | None:
    """Give the kind of what a path from `this` leads to by links; None for any other."""
    if isinstance(path, Name):
        return kind if path.name == "this" else None
    if not isinstance(path, Path):
        return None
    outer = _kind_of(path.of, kind, vocabulary)
    fact = None if outer is None else vocabulary.kinds[outer].facts.get(path.member)
    return None if fact is None or fact.type is FactType.LINKS else fact.kind


def _is_about_this_alone(part: Expression) -> bool:
    names = [node.name for node, _ in walk(part) if isinstance(node, Name)]
    return all(name in ("this", "not") for name in names)


def _about(part: Expression, thing: Expression) -> Expression:
    """Give a condition with something else in the place of `this`."""

    def changed(node: Node) -> Node:
        return thing if isinstance(node, Name) and node.name == "this" else node

    return rewritten(part, changed)
