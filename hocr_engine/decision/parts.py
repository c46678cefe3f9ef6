"""
The parts into which conditions fall, each known by a number that all conditions share.

A condition is false as soon as one part of its conjunction is, and many rules have parts in common:
every rule on theft asks whether what is told is theft. Parts that say the same have one number, so
that each is looked at once for each thing and not once for each rule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final, TypeAlias
from weakref import ref

from attrs import field, frozen

from hocr_engine.feel.syntax import AllOf, Expression, Name, Node, UnaryTests, walk
from hocr_engine.rulebook.model import Book, Condition, RowCondition


@frozen(eq=False)
class Part:
    """One part of a condition: an expression, or the head of a table with the tests of a cell."""

    number: int
    expression: Expression
    tests: UnaryTests | None
    reads_answers: bool


Parts: TypeAlias = tuple[Part, ...]

# A condition is told by its identity, which lasts as long as the book that holds it.
_KEPT: Final[dict[int, tuple[ref[Book], Mapping[int, Parts]]]] = {}


def parts_of(book: Book) -> Mapping[int, Parts]:
    """Give the parts of every condition of a rulebook, by the identity of the condition."""
    known = _KEPT.get(id(book))
    if known is not None and known[0]() is book:
        return known[1]
    found, key = _parts(book), id(book)
    _KEPT[key] = (ref(book, lambda _: _KEPT.pop(key, None)), found)
    return found


def _parts(book: Book) -> Mapping[int, Parts]:
    numbering = Numbering(book.decisions)
    return {
        id(rule.when): tuple(
            numbering.part(expression, tests) for expression, tests in _written(rule.when)
        )
        for topic in book.topics
        for rule in topic.rules
        if rule.when is not None
    }


def _written(condition: Condition) -> Iterator[tuple[Expression, UnaryTests | None]]:
    match condition:
        case RowCondition(inputs=inputs, cells=cells):
            yield from zip(inputs, cells, strict=True)
        case AllOf(parts=parts):
            yield from ((part, None) for part in parts)
        case _:
            yield condition, None


@frozen(eq=False)
class Numbering:
    """Gives each part its number, and whether it reads one of some decisions."""

    decisions: Collection[str]
    _known: dict[tuple[str, str], Part] = field(factory=dict, init=False)
    _texts: dict[int, str] = field(factory=dict, init=False)

    def part(self, expression: Expression, tests: UnaryTests | None) -> Part:
        """Give the part of an expression, or of a head and a cell, as first written."""
        # Unlike two trees that are equal, two that are written out alike have literals of one type.
        key = (self._text(expression), "" if tests is None else repr(tests))
        if key not in self._known:
            nodes = (expression,) if tests is None else (expression, tests)
            reads = any(self._reads(node) for top in nodes for node, _ in walk(top))
            self._known[key] = Part(len(self._known), expression, tests, reads)
        return self._known[key]

    def _text(self, expression: Expression) -> str:
        """Give an expression written out; the rows of a table have their heads in common."""
        if id(expression) not in self._texts:
            self._texts[id(expression)] = repr(expression)
        return self._texts[id(expression)]

    def _reads(self, node: Node) -> bool:
        return isinstance(node, Name) and node.name in self.decisions
