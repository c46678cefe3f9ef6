"""Putting every question to two rulebooks, in one process or several, with the same results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final

from attrs import evolve, field, frozen

from hocr_engine.cases.model import Case
from hocr_engine.differing.answering import Answer, Part, parts, reason
from hocr_engine.differing.book_changes import Change, changed_rules, other_changes
from hocr_engine.differing.model import Comparison, Difference, Ending, Outcome, Question, Told
from hocr_engine.differing.sameness import Sameness
from hocr_engine.in_processes import in_turn
from hocr_engine.reconsidering.causes import UNEXPLAINED, Causes
from hocr_engine.rulebook.draft import read_law_index
from hocr_engine.rulebook.model import Book

# Fewer are decided sooner than processes are started.
FEW: Final = 40
AT_ONCE: Final = 4
NO_PART: Final = Part(())
READING: Final = "whether it can be read"
WORDS: Final = "the vocabulary"
READ: Final = "it can be read"
UNREAD: Final = "it cannot be read, and is not decided"

Done = Callable[[int], None]


@frozen(slots=False, eq=False)
class Bench:
    """Two rulebooks with the questions put to them."""

    old: Book = field(repr=False)
    new: Book = field(repr=False)
    questions: tuple[Question, ...] = field(repr=False)

    @cached_property
    def causes(self) -> Causes[Change]:
        """Give what finds the rule that made a difference."""
        law = (read_law_index(book.root, []) for book in (self.old, self.new))
        rules = changed_rules(self.old, self.new)
        return Causes(self.old, self.new, rules, other_changes(self.old, self.new, *law))

    @cached_property
    def sameness(self) -> Sameness:
        """Give what knows where nothing can differ."""
        return Sameness(self.old, self.new)

    def outcome(self, question: Question) -> Outcome:
        """Give what becomes of one question."""
        old, new = question.old, question.new
        if old is None or new is None:
            return _one_sided(question)
        if self._is_proved(old, new):
            return Outcome(question.name, Ending.PROVED, only=question.only)
        found = tuple(self._differences(question.name, old, new))
        ending = Ending.DIFFERS if any(not one.is_reason for one in found) else Ending.SAME
        return Outcome(question.name, ending, found, only=question.only)

    def _is_proved(self, old: Case, new: Case) -> bool:
        given = old.given == new.given and len(old.expectations) == len(new.expectations)
        return given and self.sameness.alike(old, new)

    def _differences(self, name: str, old: Case, new: Case) -> Iterator[Difference]:
        before, now = parts(self.old, old), parts(self.new, new)
        earlier: tuple[str, ...] = ()
        for about in dict.fromkeys((*before, *now)):
            was, is_now = before.get(about, NO_PART), now.get(about, NO_PART)
            lost, come = _beyond(was, is_now), _beyond(is_now, was)
            if not lost and not come:
                if _rules(was) == _rules(is_now):
                    continue
                lost, come = was.answers, is_now.answers
            # What follows from an earlier report's record has no other cause of its own.
            causes = earlier = self.causes.of(was, is_now) or earlier or UNEXPLAINED
            is_reason = not _beyond(was, is_now) and not _beyond(is_now, was)
            told = self._told(self.old, lost), self._told(self.new, come)
            yield Difference(name, about, causes, *told, is_reason=is_reason)

    def _told(self, book: Book, answers: Iterable[Answer]) -> tuple[Told, ...]:
        return tuple(_with_reasons(book, answer, self.causes.touched) for answer in answers)


def _one_sided(question: Question) -> Outcome:
    """Give what becomes of a record that a side cannot read; one that is lost is a difference."""
    name, why = question.name, question.why
    if question.old is None:
        ending = Ending.NEITHER if question.new is None else Ending.NEW_ONLY
        return Outcome(name, ending, (), why, question.only)
    lost = Difference(
        name, READING, (WORDS,), (Told(READ, READ),), (Told(UNREAD, UNREAD, (("because", why),)),)
    )
    return Outcome(name, Ending.OLD_ONLY, (lost,), why, question.only)


def _beyond(one: Part, other: Part) -> tuple[Answer, ...]:
    """Give the answers of one side that the other does not give as often."""
    left = [answer.exact for answer in other.answers]
    found = []
    for answer in one.answers:
        if answer.exact in left:
            left.remove(answer.exact)
        else:
            found.append(answer)
    return tuple(found)


def _with_reasons(book: Book, answer: Answer, touched: frozenset[str]) -> Told:
    """Give an answer in words, with the reasons of the rules that differ and bear it."""
    told = answer.tell()
    found = {
        reason(book, one, rule)
        for one in answer.findings
        for rule in one.deciding
        if rule.id in touched
    }
    said = {text for _, text in told.because}
    new = (text for text in sorted(found) if said.isdisjoint((text, text.rpartition(" (")[0])))
    return evolve(told, because=(*told.because, *(("by", text) for text in new)))


def _rules(part: Part) -> list[list[str]]:
    """Give the rules by which each answer of a part was reached, whatever its order."""
    return sorted(
        [rule.id for finding in one.findings for rule in finding.deciding]
        + [rule.id for rule in one.rules]
        for one in part.answers
    )


def compare(bench: Bench, *, jobs: int = 1, done: Done = lambda number: None) -> Comparison:
    """
    Give what two rulebooks decide otherwise, the same for any number of jobs.

    `done` is told after each question how many have been answered.
    """
    causes, outcomes = bench.causes, list[Outcome]()
    numbers = range(len(bench.questions))
    shares = [numbers[at : at + AT_ONCE] for at in numbers[::AT_ONCE]]
    few = len(numbers) <= FEW
    for several in in_turn(_answering, bench, shares, 1 if few else min(jobs, len(shares))):
        for outcome in several:
            outcomes.append(outcome)
            done(len(outcomes))
    return Comparison(bench.old, bench.new, causes.rules, causes.others, tuple(outcomes))


def _answering(bench: Bench) -> Callable[[Sequence[int]], list[Outcome]]:
    return lambda numbers: [bench.outcome(bench.questions[number]) for number in numbers]
