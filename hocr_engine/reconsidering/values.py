"""The other values that a fact could have: its answers, or those on either side of a boundary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Final

from attrs import field, frozen

from hocr_engine.decision.completing import answers_of
from hocr_engine.feel.syntax import (
    Between,
    Comparison,
    Expression,
    In,
    Literal,
    Node,
    Path,
    UnaryTests,
    walk,
)
from hocr_engine.incident.model import FactRef, Incident
from hocr_engine.reconsidering.telling_apart import TellingApart
from hocr_engine.rulebook.graph import expressions
from hocr_engine.rulebook.latest import Latest
from hocr_engine.rulebook.model import Book, RowCondition, Rule
from hocr_engine.vocabulary.model import Fact, FactType

LISTED: Final = (FactType.YES_OR_NO, FactType.ONE_OF)
MEASURED: Final = (FactType.NUMBER, FactType.DATE, FactType.DATE_AND_TIME)
ONE: Final = Decimal(1)
A_DAY: Final = timedelta(days=1)
A_MINUTE: Final = timedelta(minutes=1)


@frozen(slots=False, eq=False)
class Values:
    """Gives the values of a fact that conditions could tell from the one that it has."""

    book: Book = field(repr=False)

    def of(self, ref: FactRef, incident: Incident, now: object) -> tuple[object, ...]:
        """Give the other values that a fact could have in a record; none if it may not change."""
        fact = self.book.vocabulary.kinds[ref.kind].facts.get(ref.name)
        if fact is None or not fact.changeable or fact.required or not fact.is_given:
            return ()
        found: Iterable[object] = ()
        if fact.type in LISTED:
            found = self._apart.apart(ref.name, answers_of(ref, self.book.vocabulary), now)
        elif fact.type in MEASURED:
            found = _measured(fact, self._boundaries(ref, incident))
        return tuple(value for value in dict.fromkeys(found) if value != now)

    @cached_property
    def _apart(self) -> TellingApart:
        return TellingApart(self.book)

    def apart(self, ref: FactRef) -> tuple[object, ...] | None:
        """Give values of which conditions tell each from the others; None where none are listed."""
        fact = self.book.vocabulary.kinds[ref.kind].facts[ref.name]
        if fact.type in LISTED:
            answers = answers_of(ref, self.book.vocabulary)
            return tuple(self._apart.apart(ref.name, answers, None))
        numbers = [one for one in self._beside.get(ref.name, ()) if not isinstance(one, str)]
        if fact.type is not FactType.NUMBER or not numbers:
            return None
        return tuple(dict.fromkeys(_measured(fact, sorted(numbers, key=str))))

    def _boundaries(self, ref: FactRef, incident: Incident) -> Iterator[object]:
        """Give what conditions set against a fact: numbers, and other facts of the record."""
        for other in self._beside.get(ref.name, ()):
            if not isinstance(other, str):
                yield other
                continue
            for element in incident.elements:
                if other in element.facts:
                    yield element.facts[other]

    @cached_property
    def _beside(self) -> Mapping[str, tuple[object, ...]]:
        """Give for each member the numbers, and the members, that stand beside it."""
        found: dict[str, dict[object, None]] = {}
        rules = self.book.rule.values()
        defined = (one.expression for one in self.book.vocabulary.definitions)
        nodes = (
            node
            for expression in (*(one for rule in rules for one in expressions(rule)), *defined)
            for node, _ in walk(expression)
        )
        told = [each for node in nodes for each in _set_against(node)]
        for member, others in (*told, *(each for rule in rules for each in _in_cells(rule))):
            found.setdefault(member, {}).update(dict.fromkeys(others))
        return {member: tuple(others) for member, others in found.items()}


VALUES: Final = Latest(Values)


def _set_against(node: Node) -> Iterator[tuple[str, list[object]]]:
    """Give the members that a comparison is about, each with all that stands beside it."""
    match node:
        case Comparison(left=left, right=right):
            sides: tuple[Expression, ...] = (left, right)
        case Between(value=value, low=low, high=high):
            sides = (value, low, high)
        case In(value=value, tests=tests):
            sides = (value, *tests)
        case _:
            return
    members = [side.member for side in sides if isinstance(side, Path)]
    ends = [end for side in sides for end in _ends(side)]
    for member in members:
        yield member, [*ends, *(other for other in members if other != member)]


def _in_cells(rule: Rule) -> Iterator[tuple[str, list[object]]]:
    """Give the members that head a table, each with what its row sets against it."""
    if isinstance(rule.when, RowCondition):
        for head, cell in zip(rule.when.inputs, rule.when.cells, strict=True):
            if isinstance(head, Path):
                yield head.member, list(_ends(cell))


def _ends(side: Expression | UnaryTests) -> Iterator[object]:
    """Give the numbers in one side of a comparison."""
    for node, _ in walk(side):
        if isinstance(node, Literal) and isinstance(node.value, Decimal):
            yield node.value


def _measured(fact: Fact, boundaries: Iterable[object]) -> Iterator[object]:
    """Give the values at each boundary, just below it and just above, within a fact's bounds."""
    for end in boundaries:
        match end:
            case Decimal() if fact.type is FactType.NUMBER:
                yield from (n for n in (end - ONE, end, end + ONE) if _is_within(n, fact))
            case datetime() if fact.type is FactType.DATE_AND_TIME:
                yield from (end - A_MINUTE, end, end + A_MINUTE)
            case date() if fact.type is FactType.DATE and not isinstance(end, datetime):
                yield from (end - A_DAY, end, end + A_DAY)
    if fact.nullable or fact.not_established:
        yield None


def _is_within(number: Decimal, fact: Fact) -> bool:
    above = fact.at_least is None or number >= fact.at_least
    return above and (fact.at_most is None or number <= fact.at_most)
