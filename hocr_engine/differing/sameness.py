"""The days on which two rulebooks must decide alike, so that nothing need be decided."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Protocol, TypeVar

from attrs import AttrsInstance, frozen

from hocr_engine.cases.model import Case
from hocr_engine.decision.decide import moments
from hocr_engine.differing.book_changes import (
    SINCE,
    TOLD_ONLY,
    TOPIC,
    UNTIL,
    changed_rules,
    parts_that_differ,
)
from hocr_engine.differing.silence import Silence
from hocr_engine.incident.model import Incident
from hocr_engine.rulebook.model import Book, Topic
from hocr_engine.vocabulary.model import Kind

DATES = frozenset((SINCE, UNTIL))


class Dated(Protocol):
    """Something that holds from one day until another."""

    def in_force(self, on: date) -> bool:
        """Say whether it holds on a day."""


One = TypeVar("One", bound=Dated)


@frozen(slots=False, eq=False)
class Sameness:
    """
    Two rulebooks, and which records nothing that differs between them can bear on.

    A decision reads the rules, definitions and steps in force on its day, and all of the rest of
    the book. Where these are equal, so are the decisions; and so they are where nothing but rules
    differs, none of which applies. Where neither is so, nothing is said.
    """

    old: Book
    new: Book

    def alike(self, old: Case, new: Case) -> bool:
        """Say whether both must decide a record alike, which each has read for itself."""
        incident, under = old.incident, old.under
        if not self._undated or incident is None or incident != new.incident:
            return False
        return self._on_days(incident, under) or self._is_silent(old, new)

    def _on_days(self, incident: Incident, under: date | None) -> bool:
        days = {moment.at.date() for moment in moments(self.old, incident)}
        days = {under} if under else days
        if self._has_records(incident):
            # The register is read before the first report, by definitions of no day.
            days.add(date.max)
        return all(map(self.on, days))

    def _is_silent(self, old: Case, new: Case) -> bool:
        """Say whether nothing but rules differs, and none of them applies to a record."""
        if not self._only_rules_differ:
            return False
        before, now = self._silences
        return before.keeps(old) and now.keeps(new)

    @cached_property
    def _silences(self) -> tuple[Silence, Silence]:
        differing = [one.name for one in changed_rules(self.old, self.new) if one.bears]
        before, now = (
            Silence(book, tuple(book.rule[name] for name in differing if name in book.rule))
            for book in (self.old, self.new)
        )
        return before, now

    @cached_property
    def _only_rules_differ(self) -> bool:
        old, new = self.old, self.new
        pairs = ((old.vocabulary.definitions, new.vocabulary.definitions), (old.steps, new.steps))
        return all(_equal(before, now, apart=frozenset()) for before, now in pairs)

    def on(self, day: date) -> bool:
        """Say whether nothing that holds on a day differs."""
        if day not in self._known:
            self._known[day] = self._undated and self._on(day)
        return self._known[day]

    @cached_property
    def _known(self) -> dict[date, bool]:
        return {}

    def _on(self, day: date) -> bool:
        books = (self.old, self.new)
        definitions, again = (_holding(book.vocabulary.definitions, day) for book in books)
        steps, once_more = (_holding(book.steps, day) for book in books)
        return (
            _equal(definitions, again)
            and _equal(steps, once_more)
            and all(self._topic(name, day) for name in self._topics)
        )

    def _topic(self, name: str, day: date) -> bool:
        old, new = self._topics[name]
        before = [] if old is None else _holding(old.rules, day)
        now = [] if new is None else _holding(new.rules, day)
        if not before and not now:
            return True
        if old is None or new is None or parts_that_differ(old, new, of=TOPIC):
            return False
        ids = [rule.id for rule in before]
        return ids == [rule.id for rule in now] and self._unlike.isdisjoint(ids)

    @cached_property
    def _topics(self) -> dict[str, tuple[Topic | None, Topic | None]]:
        old, new = ({topic.id: topic for topic in book.topics} for book in (self.old, self.new))
        return {name: (old.get(name), new.get(name)) for name in dict.fromkeys((*old, *new))}

    @cached_property
    def _unlike(self) -> frozenset[str]:
        """Give the rules of both books that answer otherwise while they hold."""
        both = self.old.rule.keys() & self.new.rule.keys()
        return frozenset(n for n in both if not _same(self.old.rule[n], self.new.rule[n]))

    @cached_property
    def _undated(self) -> bool:
        """Say whether all that holds on every day is equal."""
        old, new = self.old, self.new
        return (
            old.layers == new.layers
            and old.rows == new.rows
            and list(old.vocabulary.kinds) == list(new.vocabulary.kinds)
            and all(map(_alike, old.vocabulary.kinds.values(), new.vocabulary.kinds.values()))
            and old.vocabulary.roles == new.vocabulary.roles
            and list(old.decisions) == list(new.decisions)
            and _equal(old.decisions.values(), new.decisions.values())
        )

    def _has_records(self, incident: Incident) -> bool:
        role = self.old.vocabulary.roles.get("record")
        return role is not None and bool(incident.of_kind(role.kind))


def _holding(found: Iterable[One], day: date) -> list[One]:
    return [one for one in found if one.in_force(day)]


def _equal(
    some: Iterable[AttrsInstance],
    others: Iterable[AttrsInstance],
    apart: frozenset[str] = DATES,
) -> bool:
    before, now = list(some), list(others)
    pairs = zip(before, now, strict=False)
    return len(before) == len(now) and all(_same(one, other, apart) for one, other in pairs)


def _alike(kind: Kind, other: Kind) -> bool:
    """Say whether a kind and its facts are the same but for the words in which people read them."""
    own = set(parts_that_differ(kind, other)) - TOLD_ONLY - {"facts"}
    same_names = list(kind.facts) == list(other.facts)
    return not own and same_names and _equal(kind.facts.values(), other.facts.values())


def _same(one: AttrsInstance, other: AttrsInstance, apart: frozenset[str] = DATES) -> bool:
    return not set(parts_that_differ(one, other)) - TOLD_ONLY - apart
