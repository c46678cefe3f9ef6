"""
The parts into which conditions fall, each known by a number that all conditions share.

A condition is false as soon as one part of its conjunction is, and many rules have parts in common:
every rule on theft asks whether what is told is theft. Parts that say the same have one number, so
that each is looked at once for each thing and not once for each rule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from attrs import field, frozen

from hocr_engine.feel.syntax import AllOf, Expression, Name, Node, UnaryTests, walk
from hocr_engine.rulebook.model import Condition, RowCondition


@frozen(eq=False)
class Part:
    """One part of a condition: an expression, or the head of a table with the tests of a cell."""

    number: int
    expression: Expression
    tests: UnaryTests | None
    reads_answers: bool


@frozen(eq=False)
class Parts:
    """The parts of one condition; of a row they are looked at in turn, up to one that fails."""

    all_of: tuple[Part, ...]
    reading_answers: tuple[Part, ...]
    in_turn: bool


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
    _texts: dict[int, tuple[Expression, str]] = field(factory=dict, init=False)

    def parts(self, condition: Condition) -> Parts:
        """Give the parts of a condition."""
        found = tuple(self.part(expression, tests) for expression, tests in _written(condition))
        reading = tuple(part for part in found if part.reads_answers)
        return Parts(found, reading, isinstance(condition, RowCondition))

    def part(self, expression: Expression, tests: UnaryTests | None) -> Part:
        """Give the part of an expression, or of a head and a cell, as first written."""
        # Unlike two trees that are equal, two that are written out alike have literals of one type.
        key = (self._text(expression), "" if tests is None else repr(tests))
        if key not in self._known:
            nodes = (expression,) if tests is None else (expression, tests)
            reads = any(self._reads(node) for top in nodes for node, _ in walk(top))
            self._known[key] = Part(len(self._known), expression, tests, reads)
        return self._known[key]

    def __iter__(self) -> Iterator[Part]:
        """Give every part that has a number, in their order."""
        return iter(self._known.values())

    def _text(self, expression: Expression) -> str:
        """Give an expression written out; the rows of a table have their heads in common."""
        if id(expression) not in self._texts:
            # The expression is kept as well, lest another take its identity over.
            self._texts[id(expression)] = expression, repr(expression)
        return self._texts[id(expression)][1]

    def _reads(self, node: Node) -> bool:
        return isinstance(node, Name) and node.name in self.decisions
