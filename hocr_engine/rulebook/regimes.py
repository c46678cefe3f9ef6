"""What changes on which day: rules, definitions, steps and lines of lists that begin or end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum

from attrs import frozen

from hocr_engine.rulebook.model import Book, Rule
from hocr_engine.vocabulary.model import Fact, FactType, Kind


class Turn(Enum):
    """What happens on a day: whether something begins or ends, and which day counts."""

    BEGINS = "begins"
    ENDS = "ends"
    BEGINS_FOR_ACTS = "begins for acts"
    ENDS_FOR_ACTS = "ends for acts"


@frozen
class Change:
    """A rule, or rows of one table, that begin or end on a day."""

    on: date
    turn: Turn
    rules: tuple[Rule, ...]

    @property
    def id(self) -> str:
        """Give the id of the rule, or of the table."""
        return self.rules[0].id if len(self.rules) == 1 else self.rules[0].id.split("/")[0]


@frozen
class Named:
    """A definition or a step of counting that begins or ends on a day."""

    on: date
    turn: Turn
    label: str
    law: tuple[str, ...]
    is_inferred: bool = False


@frozen
class Listed:
    """Lines of an official list for which a day says the same: a kind, a fact and their keys."""

    on: date
    kind: Kind
    fact: Fact
    keys: tuple[str, ...]


def first_day(book: Book) -> date | None:
    """Give the day on which the rules of a book begin; what begins then is no change."""
    return min((rule.since for rule in book.rule.values() if rule.since), default=None)


def rule_changes(book: Book) -> tuple[Change, ...]:
    """Give each rule, or table, that begins or ends, in the order of the rules."""
    first = first_day(book)
    found: dict[tuple[date, Turn, str], list[Rule]] = {}
    for rule in book.rule.values():
        for on, turn in _turns(rule, first):
            found.setdefault((on, turn, rule.id.split("/")[0]), []).append(rule)
    return tuple(Change(on, turn, tuple(rules)) for (on, turn, _), rules in found.items())


def _turns(rule: Rule, first: date | None) -> Iterator[tuple[date, Turn]]:
    # Nothing is reported before it is done: where both days are one, that of the act says it all.
    once = rule.since in (first, rule.committed_from)
    yield from _ends_of(None if once else rule.since, rule.until)
    if rule.committed_from is not None:
        yield rule.committed_from, Turn.BEGINS_FOR_ACTS
    if rule.committed_until is not None:
        yield rule.committed_until, Turn.ENDS_FOR_ACTS


def _ends_of(since: date | None, until: date | None) -> Iterator[tuple[date, Turn]]:
    if since is not None:
        yield since, Turn.BEGINS
    if until is not None:
        yield until, Turn.ENDS


def named_changes(book: Book) -> tuple[Named, ...]:
    """Give each definition and each step of counting that begins or ends."""
    first = first_day(book)
    definitions = (
        Named(on, turn, one.label, one.law, one.certainty == "inferred")
        for one in book.vocabulary.definitions
        for on, turn in _ends_of(one.since if one.since != first else None, one.until)
    )
    steps = (
        Named(on, turn, step.label, step.law)
        for step in book.steps
        for on, turn in _ends_of(step.since if step.since != first else None, step.until)
    )
    return (*definitions, *steps)


def listed_changes(book: Book) -> tuple[Listed, ...]:
    """Give what the dates in the lists say, of lists whose lines begin or end, since the start."""
    first = first_day(book)
    return tuple(
        Listed(on, kind, fact, tuple(keys))
        for kind in _dated(book.vocabulary.kinds.values())
        for fact in kind.facts.values()
        if fact.type is FactType.DATE
        for on, keys in _by_day(book, kind, fact).items()
        if first is None or on > first
    )


def _dated(kinds: Iterable[Kind]) -> Iterator[Kind]:
    return (kind for kind in kinds if kind.listed_from or kind.listed_until)


def _by_day(book: Book, kind: Kind, fact: Fact) -> dict[date, list[str]]:
    found: dict[date, list[str]] = {}
    for key, row in book.rows.get(kind.name, {}).items():
        on = row.facts.get(fact.name)
        if isinstance(on, date):
            found.setdefault(on, []).append(key)
    return found
