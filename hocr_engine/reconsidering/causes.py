"""Which rules made the difference between two answers, or what else did where no rule differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cached_property
from typing import Final, Generic, Protocol, TypeVar

from attrs import field, frozen

from hocr_engine.decision.model import Finding, Referral, Truth
from hocr_engine.incident.linked import facts_awaited
from hocr_engine.incident.model import Element
from hocr_engine.rulebook.graph import reads
from hocr_engine.rulebook.members import Members
from hocr_engine.rulebook.model import Book, Rule

FEW: Final = 3
UNEXPLAINED: Final = ("several changes together",)
Key = tuple[str, str]


class Changed(Protocol):
    """A thing of a rulebook that differs: of which kind, its name, and whether it bears answers."""

    @property
    def what(self) -> str:
        """Give the kind of thing: a rule, a definition, a list."""

    @property
    def name(self) -> str:
        """Give the name by which the rulebook knows it."""

    @property
    def bears(self) -> bool:
        """Say whether a decision could come out otherwise for it."""


One = TypeVar("One", bound=Changed)


class Part(Protocol):
    """What was worked out on the way to some answers."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Give everything found, each once."""

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Give the rules by which crimes were counted with others."""


class Unlike(Enum):
    """How a finding differs between two rulebooks, or two days of one."""

    ANSWER = "in its answer"
    ONE_SIDE = "one of them has none"
    RULES = "in the rules that gave it"


@frozen(slots=False, eq=False)
class Causes(Generic[One]):
    """Finds what a difference came from, by what differs between two rulebooks or two days."""

    old: Book = field(repr=False)
    new: Book = field(repr=False)
    rules: tuple[One, ...]
    others: tuple[One, ...]

    def of(self, old: Part | None, new: Part | None) -> tuple[str, ...]:
        """
        Give the rules that made the difference, or what else did, as `definition NAME`.

        They are those that differ between the books, at the first decision on the way whose
        answer is not the same, else whose rules are not; none where nothing of these shows why.
        """
        before, now = (_by_key(part) for part in (old, new))
        ranks = {k: _unlike(before.get(k), now.get(k)) for k in self._ordered((*before, *now))}
        unlike = {rank: [key for key in ranks if ranks[key] == rank] for rank in Unlike}
        counted = [() if part is None else part.rules for part in (old, new)]
        return (
            self._first(unlike[Unlike.ANSWER], before, now)
            or self._among(*counted)
            or self._first(unlike[Unlike.ONE_SIDE], before, now)
            or self._first(unlike[Unlike.RULES], before, now)
            or self._about((*before, *now))
            or self._in_the_book()
        )

    def _first(
        self, keys: Iterable[Key], old: Mapping[Key, Finding], new: Mapping[Key, Finding]
    ) -> tuple[str, ...]:
        """Give what differs in the book at the first of some decisions at which anything does."""
        for key in keys:
            before, now = old.get(key), new.get(key)
            found = (
                self._among(_decided(before), _decided(now))
                or self._among(_open(before), _open(now))
                or self._named((before, now))
            )
            if found:
                return found
        return ()

    def _among(self, old: Sequence[Rule], new: Sequence[Rule]) -> tuple[str, ...]:
        """Give the rules that differ between the books, of those that speak on one side if any."""
        for rules in (_alone(new, old), _alone(old, new), new):
            found = sorted({rule.id for rule in rules if rule.id in self.touched})
            if found:
                return tuple(found)
        return ()

    def _named(self, findings: Sequence[Finding | None]) -> tuple[str, ...]:
        """Give the definitions, facts and lists that differ and that were read for findings."""
        members = self._members.of(_tried(findings))
        words = frozenset(word for one in findings if one is not None for word in _words(one))
        found = {self._called(one) for one in self.others if one.bears and self._is_of(one, words)}
        return tuple(sorted(name for name, by in found if not by.isdisjoint(members)))

    def _is_of(self, change: Changed, words: frozenset[str]) -> bool:
        """Say whether a line of a list names a word of some findings; all else always does."""
        if not self._is_line(change):
            return True
        lines = (book.rows.get(change.what, {}).get(change.name) for book in (self.old, self.new))
        cells = {word for line in lines if line is not None for word in _texts(line)}
        return not words.isdisjoint({change.name, *cells})

    def _is_line(self, change: Changed) -> bool:
        return change.what in self.new.rows or change.what in self.old.rows

    def _called(self, change: Changed) -> tuple[str, frozenset[str]]:
        """Give what a change is called, and the members by which conditions read what changed."""
        if self._is_line(change):
            return f"list {change.what}", self._leading_to(change.what)
        member = change.name.split(" ")[0].rpartition(".")[2]
        return f"{change.what} {change.name}", frozenset((member,))

    def _leading_to(self, kind: str) -> frozenset[str]:
        return frozenset(
            fact.name
            for book in (self.old, self.new)
            for each in book.vocabulary.kinds.values()
            for fact in each.facts.values()
            if fact.kind == kind
        )

    def _about(self, keys: Iterable[Key]) -> tuple[str, ...]:
        """Give the few rules that differ and answer some decisions, of which one is the cause."""
        asked = {decision for decision, _ in keys}
        homes = {**self.old.topic_of_rule, **self.new.topic_of_rule}
        found = sorted(name for name in self.touched if homes[name].decision in asked)
        return tuple(found) if len(found) <= FEW else ()

    def _in_the_book(self) -> tuple[str, ...]:
        kinds = sorted({one.what for one in self.others if one.bears})
        return (f"changes of {', '.join(kinds)}",) if kinds else ()

    @cached_property
    def touched(self) -> frozenset[str]:
        """Give the rules that are not in both books so that they answer alike."""
        return frozenset(one.name for one in self.rules if one.bears)

    @cached_property
    def _members(self) -> Members:
        return Members((self.old, self.new))

    @cached_property
    def _rank(self) -> Mapping[str, int]:
        """Give how far each decision stands from those that read no other."""
        graph = {**reads(self.old), **reads(self.new)}
        ranks: dict[str, int] = {}
        for _ in graph:
            ranks = {
                name: 1 + max((ranks.get(one, 0) for one in graph[name]), default=0)
                for name in graph
            }
        return ranks

    def _ordered(self, keys: Iterable[Key]) -> list[Key]:
        places = {name: number for number, name in enumerate((*self.new.decisions, *self._rank))}
        unique = dict.fromkeys(keys)
        return sorted(unique, key=lambda k: (self._rank.get(k[0], 0), places[k[0]], k[1]))


def _by_key(part: Part | None) -> Mapping[Key, Finding]:
    found = () if part is None else part.findings
    return {(one.decision, one.subject.id): one for one in found}


def _unlike(before: Finding | None, now: Finding | None) -> Unlike | None:
    """Give how two findings differ, or None where they do not."""
    if before is None or now is None:
        return Unlike.ONE_SIDE
    if _said(before) != _said(now):
        return Unlike.ANSWER
    same = [rule.id for rule in _decided(before)] == [rule.id for rule in _decided(now)]
    return None if same else Unlike.RULES


def _said(finding: Finding) -> tuple[object, ...]:
    """Give what a finding says: what it is or may be, and what that waits for."""
    referrals = sorted(wait for wait in finding.awaits if isinstance(wait, Referral))
    return finding.options, facts_awaited(finding.awaits), referrals


def _decided(finding: Finding | None) -> tuple[Rule, ...]:
    return () if finding is None else (*finding.deciding, *finding.overridden, *finding.failures)


def _alone(some: Sequence[Rule], others: Sequence[Rule]) -> list[Rule]:
    known = {rule.id for rule in others}
    return [rule for rule in some if rule.id not in known]


def _open(finding: Finding | None) -> list[Rule]:
    """Give the rules that may apply, or do."""
    tried = () if finding is None else (r for t in finding.topics for r in t.results)
    return [result.rule for result in tried if result.truth is not Truth.NO]


def _words(finding: Finding) -> Iterator[str]:
    """Give the answers of a finding, and what the record or the rules say of its subject."""
    yield from (option for option in finding.options if isinstance(option, str))
    if finding.subject.element is not None:
        yield from _texts(finding.subject.element)


def _texts(element: Element) -> Iterator[str]:
    yield from (value for value in element.facts.values() if isinstance(value, str))


def _tried(findings: Iterable[Finding | None]) -> Iterator[Rule]:
    for finding in findings:
        if finding is not None:
            yield from (result.rule for topic in finding.topics for result in topic.results)
