"""What the conditions of rules read, through definitions too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from attrs import field, frozen

from hocr_engine.feel.syntax import Expression, Name, Path, UnaryTests, walk
from hocr_engine.rulebook.graph import expressions
from hocr_engine.rulebook.model import Book, Rule


@frozen(slots=False, eq=False)
class Members:
    """The names and members that rules of some books read, by all their definitions."""

    books: tuple[Book, ...] = field(repr=False)

    def of(self, rules: Iterable[Rule]) -> frozenset[str]:
        """Give every name and member that some rules read."""
        found = {name for rule in rules for each in expressions(rule) for name in _read(each)}
        waiting = list(found)
        while waiting:
            more = self._defined.get(waiting.pop(), frozenset()) - found
            found |= more
            waiting += more
        return frozenset(found)

    @cached_property
    def _defined(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for book in self.books:
            for one in book.vocabulary.definitions:
                found[one.name] = found.get(one.name, frozenset()) | _read(one.expression)
        return found


def _read(expression: Expression | UnaryTests) -> frozenset[str]:
    nodes = [node for node, _ in walk(expression)]
    members = {node.member for node in nodes if isinstance(node, Path)}
    return frozenset(members | {node.name for node in nodes if isinstance(node, Name)})
