"""What rule files say: decisions, topics, rules and tables, each with its place and its law."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import evolve, field, frozen

from hocr_engine.text import Span

# What a rulebook is made of is loaded with the first part of it that is made.
if TYPE_CHECKING:
    from hocr_engine.feel.syntax import Expression, UnaryTests
    from hocr_engine.feel.types import Period
    from hocr_engine.incident.model import Element
    from hocr_engine.rulebook.steps import CountingStep
    from hocr_engine.vocabulary.model import Answer, Kind, Vocabulary

NO_RECORD: Final = "no record"
LATE_RECORD: Final = "late record"
SECOND_RECORD: Final = "second record"
BY_MISTAKE: Final = (NO_RECORD, LATE_RECORD, SECOND_RECORD)


class DecisionKind(Enum):
    """How rules give a decision its answer; the value is the word in rule files."""

    ONE = "one"
    TABLE = "table"
    EVERY = "every"
    REQUIREMENTS = "requirements"
    STEPS = "steps"


@frozen
class Output:
    """One of several things that a table decides together."""

    name: str
    label: str
    answers: tuple[Answer, ...]


@frozen
class Template:
    """A sentence with places for names; `parts` are texts and paths of names in turn."""

    text: str
    parts: tuple[str | tuple[str, ...], ...]
    at: Span = field(eq=False, repr=False)


@frozen(slots=False)
class DecisionDeclaration:
    """
    A decision: its question, what it is about, its kind and its possible answers.

    Of the things that it is about, it is asked of those that pass `asked_when`; `told_as` is what
    is said of one beside the answer.
    """

    id: str
    label: str
    question: str
    about: str
    kind: DecisionKind
    at: Span = field(eq=False, repr=False)
    answers: tuple[Answer, ...] = ()
    outputs: tuple[Output, ...] = ()
    answers_of: str | None = None
    answers_as: str | None = None
    makes: str | None = None
    acts: Expression | None = field(default=None, eq=False, repr=False)
    asked_when: Expression | None = field(default=None, eq=False, repr=False)
    told_as: Template | None = None

    def answer(self, word: str) -> Answer | None:
        """Give the answer with this word, of the decision or of one of its outputs."""
        listed = (*self.answers, *(a for output in self.outputs for a in output.answers))
        return next((a for a in listed if word == a.word or word in a.formerly), None)

    @cached_property
    def implied(self) -> Mapping[str, frozenset[str]]:
        """Give for each answer that implies others all that it implies, however far along."""
        direct = {answer.word: set(answer.implies) for answer in self.answers if answer.implies}
        for _ in direct:
            for words in direct.values():
                words.update(*(direct.get(word, set()) for word in tuple(words)))
        return {word: frozenset(words) for word, words in direct.items()}


@frozen
class RowCondition:
    """The condition of a table's row: each input passes its cell."""

    inputs: tuple[Expression, ...]
    cells: tuple[UnaryTests, ...]
    at: Span = field(eq=False, repr=False)


Condition: TypeAlias = "Expression | RowCondition"


@frozen
class Word:
    """An answer that is a word of the decision's list, or a code."""

    word: str
    at: Span = field(eq=False, repr=False)


@frozen
class Computed:
    """An answer worked out by an expression."""

    expression: Expression
    at: Span = field(eq=False, repr=False)


@frozen
class Outputs:
    """The answers of a decision with several outputs, by name."""

    words: tuple[tuple[str, str], ...]
    at: Span = field(eq=False, repr=False)
    places: tuple[Span, ...] = field(default=(), eq=False, repr=False)


@frozen
class Refer:
    """No answer: the law is silent or speaks twice, and the registrar is to rule."""

    suggests: str | None
    at: Span = field(eq=False, repr=False)
    between: tuple[str, ...] = ()


Then: TypeAlias = Word | Computed | Outputs | Refer


@frozen
class Rule:
    """One rule: when it applies, what it answers, why, by which law and from when to when."""

    id: str
    title: str
    law: tuple[str, ...]
    at: Span = field(eq=False, repr=False)
    since: date | None = None
    until: date | None = None
    committed_from: date | None = None
    committed_until: date | None = None
    certainty: str = "seen"
    inferred_from: str = ""
    when: Condition | None = field(default=None, eq=False, repr=False)
    unless: Expression | None = field(default=None, eq=False, repr=False)
    require: Expression | None = field(default=None, eq=False, repr=False)
    then: Then | None = field(default=None, eq=False, repr=False)
    because: Template | None = None
    note: Template | None = None
    mistake: str = ""
    mistake_leads_to: tuple[str, ...] = ()
    overrides: tuple[str, ...] = ()
    interpretation: str = ""
    tell: str = ""
    law_at: tuple[Span, ...] = field(default=(), eq=False, repr=False)
    overrides_at: tuple[Span, ...] = field(default=(), eq=False, repr=False)
    mistake_at: tuple[Span, ...] = field(default=(), eq=False, repr=False)

    @property
    def readings(self) -> tuple[str, ...]:
        """Give the numbers of the notes on how its law is read."""
        return tuple(filter(None, (number.strip() for number in self.interpretation.split(","))))

    def in_force(self, on: date) -> bool:
        """Say whether the rule stands in the edition of a day."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)

    def reaches(self, committed: date) -> bool:
        """Say whether the rule reaches an act done on a day."""
        after = self.committed_from is None or self.committed_from <= committed
        return after and (self.committed_until is None or committed < self.committed_until)


@frozen
class Topic:
    """
    The rules of one file: what they are about, for which decision, at which layer.

    The rules of a step compare crimes that are the same in `same`, or in what the step says.
    """

    id: str
    title: str
    decision: str
    layer: str
    rules: tuple[Rule, ...]
    at: Span = field(eq=False, repr=False)
    is_table: bool = False
    each_counts: bool = False
    step: str = ""
    step_at: Span | None = field(default=None, eq=False, repr=False)
    same: Expression | None = field(default=None, eq=False, repr=False)


@frozen(slots=False)
class Book:
    """A rulebook as read and checked: nothing in it is left to the engine's own knowledge."""

    title: str
    edition: date
    covers: str
    supports: str
    vocabulary: Vocabulary
    decisions: Mapping[str, DecisionDeclaration]
    layers: tuple[str, ...]
    topics: tuple[Topic, ...]
    rows: Mapping[str, Mapping[str, Element]]
    fingerprint: str
    root: Path
    steps: tuple[CountingStep, ...] = ()

    @cached_property
    def topics_of(self) -> Mapping[str, tuple[Topic, ...]]:
        """Give the topics of each decision, in the order of their ids."""
        found: dict[str, tuple[Topic, ...]] = {}
        for topic in self.topics:
            found[topic.decision] = (*found.get(topic.decision, ()), topic)
        return found

    @cached_property
    def counted_apart(self) -> Mapping[str, tuple[Topic, ...]]:
        """Give the topics whose rules each count as one topic a rule, by the id of the topic."""
        return {
            topic.id: tuple(evolve(topic, id=rule.id, rules=(rule,)) for rule in topic.rules)
            for topic in self.topics
            if topic.each_counts
        }

    @cached_property
    def rule(self) -> Mapping[str, Rule]:
        """Give every rule by its id."""
        return {rule.id: rule for topic in self.topics for rule in topic.rules}

    @cached_property
    def topic_of_rule(self) -> Mapping[str, Topic]:
        """Give the topic in which each rule stands."""
        return {rule.id: topic for topic in self.topics for rule in topic.rules}

    @cached_property
    def listed(self) -> Mapping[str, Mapping[str, Period]]:
        """Give for each kind held as data its keys, each with when its line holds."""
        return {
            name: {key: _period(row, self.vocabulary.kinds[name]) for key, row in rows.items()}
            for name, rows in self.rows.items()
        }

    @cached_property
    def making(self) -> Mapping[str, DecisionDeclaration]:
        """Give the decisions that make something, by what they make."""
        return {d.makes: d for d in self.decisions.values() if d.makes}

    def layer_rank(self, layer: str) -> int:
        """Give how far a layer prevails; a higher number prevails over a lower."""
        return self.layers.index(layer)


def _period(row: Element, kind: Kind) -> Period:
    start, end = (row.facts.get(name or "") for name in (kind.listed_from, kind.listed_until))
    return start if isinstance(start, date) else None, end if isinstance(end, date) else None
