"""The days on which what is decided of one record may change; on no other day can it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Final

from attrs import field, frozen

from hocr_engine.decision.applying import act_day
from hocr_engine.decision.model import Decision, Finding
from hocr_engine.decision.names import Names
from hocr_engine.incident.linked import Linked, World
from hocr_engine.incident.model import Element
from hocr_engine.reconsidering.the_day import TheDay
from hocr_engine.rulebook.model import Book
from hocr_engine.rulebook.regimes import first_day
from hocr_engine.vocabulary.model import Fact, FactType

RULE: Final = "rule"
DEFINITION: Final = "definition"
STEP: Final = "step"
Row = tuple[str, str]
Link = tuple[Fact, str, Mapping[object, list[str]]]


@frozen
class Turning:
    """A rule, a definition or a step of counting that begins or ends on a day."""

    on: date
    what: str
    name: str
    label: str
    law: tuple[str, ...]
    begins: bool

    @property
    def bears(self) -> bool:
        """Say that a decision could come out otherwise for it."""
        return True


@frozen(slots=False, eq=False)
class Turnings:
    """What turns in a rulebook, and when a record must be decided anew for it."""

    book: Book = field(repr=False)

    @property
    def first(self) -> date:
        """Give the day on which the rulebook begins."""
        return first_day(self.book) or self.book.edition

    @cached_property
    def all(self) -> tuple[Turning, ...]:
        """Give everything that begins or ends after the first day, in order of days."""
        found = (*self._rules(), *self._definitions(), *self._steps())
        return tuple(sorted((one for one in found if one.on > self.first), key=lambda t: t.on))

    def _rules(self) -> Iterator[Turning]:
        for rule in self.book.rule.values():
            for on, begins in _ends(rule.since, rule.until):
                yield Turning(on, RULE, rule.id, rule.title, rule.law, begins)

    def _definitions(self) -> Iterator[Turning]:
        for one in self.book.vocabulary.definitions:
            name = f"{one.of}.{one.name} from {one.since}"
            for on, begins in _ends(one.since, one.until):
                yield Turning(on, DEFINITION, name, one.label, one.law, begins)

    def _steps(self) -> Iterator[Turning]:
        for step in self.book.steps:
            for on, begins in _ends(step.since, step.until):
                yield Turning(on, STEP, step.id, step.label, step.law, begins)

    def between(self, before: date, now: date) -> tuple[Turning, ...]:
        """Give what turns after one day, up to another."""
        return tuple(one for one in self.all if before < one.on <= now)

    def following(self, decision: Decision, day: date) -> date | None:
        """
        Give the next day after one on which the decision of that day may come out otherwise.

        Between them nothing turns that conditions read: neither rules nor a date that is set
        against the day decided as at, in the record or in a line of a list that it leads to.
        """
        days = {one.on for one in self.all} | self._days_read(decision)
        if self._has_undated_act(decision):
            days |= self._days_of_acts
        return min((one for one in days if one > day), default=None)

    @cached_property
    def _days_of_acts(self) -> frozenset[date]:
        rules = self.book.rule.values()
        found = (day for rule in rules for day in (rule.committed_from, rule.committed_until))
        return frozenset(day for day in found if day is not None)

    def _has_undated_act(self, decision: Decision) -> bool:
        """Say whether an act counts as done on the day decided as at, for want of its own."""
        roles = self.book.vocabulary.role_of_kind
        return any(
            act_day(Names(self.book, roles[thing.kind], thing, _unasked)) is None
            for thing in _things(decision)
            if thing.kind in self._kinds_by_the_act
        )

    @cached_property
    def _kinds_by_the_act(self) -> frozenset[str]:
        """Give the kinds of things about which the day of the act decides for some rules."""
        about = {
            self.book.decisions[self.book.topic_of_rule[rule.id].decision].about
            for rule in self.book.rule.values()
            if rule.committed_from is not None or rule.committed_until is not None
        }
        return frozenset(self.book.vocabulary.roles[name].kind for name in about)

    def _days_read(self, decision: Decision) -> set[date]:
        """Give the days on which a comparison with the day decided as at may turn."""
        elements = [one.element for one in _things(decision) if one.element is not None]
        rows = (self.book.rows[kind][key] for kind, key in self._reached(elements))
        found = {
            _day(element.facts[name])
            for element in (*elements, *rows)
            for name in self._the_day.members & element.facts.keys()
        }
        return {day + lag for day in found if day is not None for lag in self._the_day.lags}

    @cached_property
    def _the_day(self) -> TheDay:
        return TheDay(self.book)

    def _reached(self, elements: Iterable[Element]) -> set[Row]:
        """Give the lines of lists to which some elements lead, by every link that there is."""
        found: set[Row] = set()
        waiting = list(elements)
        while waiting:
            new = set(self._linked(waiting.pop())) - found
            found |= new
            waiting += [self.book.rows[kind][key] for kind, key in new]
        return found

    def _linked(self, element: Element) -> Iterator[Row]:
        """Give the lines that an element names, and those of lists that name it."""
        for fact, rows, naming in self._links[element.kind]:
            yield from ((rows, key) for key in naming.get(element.id, ()))
            key = element.facts.get(fact.by_key or fact.name)
            if isinstance(key, str) and key in self.book.rows[rows] and _is_one(fact):
                yield rows, key

    @cached_property
    def _links(self) -> Mapping[str, tuple[Link, ...]]:
        """Give for each kind its links to lists, with their lines by what these name."""
        return {
            name: tuple(
                (fact, fact.kind, self._naming(fact.kind, fact.through))
                for fact in kind.facts.values()
                if fact.kind is not None and fact.kind in self.book.rows
            )
            for name, kind in self.book.vocabulary.kinds.items()
        }

    def _naming(self, rows: str, through: str | None) -> Mapping[object, list[str]]:
        """Give the lines of a list by what one of their facts names."""
        found: dict[object, list[str]] = {}
        if through is not None:
            for key, row in self.book.rows[rows].items():
                found.setdefault(row.facts.get(through), []).append(key)
        return found


def _is_one(fact: Fact) -> bool:
    return fact.type is not FactType.LINKS


def _ends(since: date | None, until: date | None) -> Iterator[tuple[date, bool]]:
    if since is not None:
        yield since, True
    if until is not None:
        yield until, False


def _things(decision: Decision) -> Iterator[Linked]:
    """Give every thing of the record, and every possible crime made of it at any moment."""
    for report in decision.reports:
        world: World = report.world
        for element in decision.incident.elements:
            yield world.thing(element.kind, element.id)
        for kind, name in world.extra:
            yield world.thing(kind, name)


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _unasked(decision: str, about: Linked) -> Finding:
    raise LookupError(decision)
