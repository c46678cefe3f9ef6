"""Which answers of a fact the rules can tell apart: of those alike it is enough to try one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from attrs import field, frozen

from hocr_engine.feel.syntax import (
    Comparison,
    Expression,
    In,
    Literal,
    Name,
    Node,
    Path,
    UnaryTests,
    walk,
)
from hocr_engine.rulebook.graph import expressions
from hocr_engine.rulebook.model import Book, RowCondition

EQUALITY = ("=", "!=")
Set = tuple[str, frozenset[object]]


@frozen(slots=False, eq=False)
class TellingApart:
    """Knows the words that the conditions of a rulebook set against each of its facts."""

    book: Book = field(repr=False)

    def apart(self, name: str, answers: Iterable[object], now: object) -> Iterator[object]:
        """Give the answers that rules tell from the one that a fact has, of those alike one."""
        words = self._words.get(name)
        alike = words is not None and now is not None and now not in words
        for answer in answers:
            if words is None or answer is None or answer in words:
                yield answer
            elif not alike:
                alike = True
                yield answer

    @cached_property
    def _words(self) -> Mapping[str, frozenset[object]]:
        """Give the words set against each fact that is nowhere read but to be set against words."""
        read: Counter[str] = Counter()
        words: dict[str, set[object]] = {}
        told: Counter[str] = Counter()
        for expression in self._expressions():
            for node, _ in walk(expression):
                read.update(_called(node))
                for name, found in _set_against(node):
                    told[name] += 1
                    words.setdefault(name, set()).update(found)
        for name, found in self._in_cells():
            told[name] += 1
            words.setdefault(name, set()).update(found)
        keys = self._keys()
        return {
            name: frozenset(found)
            for name, found in words.items()
            if told[name] == read[name] and name not in keys
        }

    def _expressions(self) -> Iterator[Expression | UnaryTests]:
        """Give everything by which anything is decided."""
        book, words = self.book, self.book.vocabulary
        for rule in book.rule.values():
            yield from expressions(rule)
        yield from (one.expression for one in words.definitions)
        yield from (name.path for role in words.roles.values() for name in role.names)
        facts = [fact for kind in words.kinds.values() for fact in kind.facts.values()]
        others = [
            *(fact.presume.where for fact in facts if fact.presume is not None),
            *(one for step in book.steps for one in (step.same, step.takes_part)),
            *(one for asked in book.decisions.values() for one in (asked.acts, asked.asked_when)),
            *(one for role in words.roles.values() for one in (role.happened, role.ended)),
        ]
        yield from (one for one in others if one is not None)

    def _in_cells(self) -> Iterator[Set]:
        for rule in self.book.rule.values():
            for condition in (rule.when, rule.unless, rule.require):
                if isinstance(condition, RowCondition):
                    for head, cell in zip(condition.inputs, condition.cells, strict=True):
                        found = _literals(cell.tests)
                        if found is not None:
                            yield from ((name, found) for name in _called(head))

    def _keys(self) -> frozenset[str]:
        """Give the facts by whose words lines of lists, or other things, are found."""
        facts = [f for kind in self.book.vocabulary.kinds.values() for f in kind.facts.values()]
        found = (name for f in facts for name in (f.by_key, f.through, f.by, *f.matching))
        return frozenset(name for name in found if name is not None)


def _called(node: Node) -> tuple[str, ...]:
    match node:
        case Path(member=name) | Name(name=name):
            return (name,)
    return ()


def _set_against(node: Node) -> Iterator[Set]:
    """Give what is set against words alone, with the words."""
    match node:
        case Comparison(operator=operator, left=left, right=right) if operator in EQUALITY:
            for side, other in ((left, right), (right, left)):
                if isinstance(other, Literal):
                    yield from ((name, frozenset({other.value})) for name in _called(side))
        case In(value=value, tests=tests):
            found = _literals(tests)
            if found is not None:
                yield from ((name, found) for name in _called(value))


def _literals(tests: Iterable[Expression]) -> frozenset[object] | None:
    """Give the words of some tests; None where one of them is no word."""
    found = list(tests)
    if not all(isinstance(one, Literal) for one in found):
        return None
    return frozenset(one.value for one in found if isinstance(one, Literal))
