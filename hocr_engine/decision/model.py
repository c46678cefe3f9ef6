"""What a decision is made of: findings with their rules, actions for each report, the register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cached_property
from operator import attrgetter
from typing import Final

from attrs import field, frozen

from hocr_engine.feel.steps import Step
from hocr_engine.feel.values import NOTHING, OneOf, Unknown, identical
from hocr_engine.incident.linked import Assumed, Linked, World
from hocr_engine.incident.model import FactRef, Incident
from hocr_engine.rulebook.model import Book, Rule, Topic

NOT_COVERED = "not covered"
CONFLICT = "conflict"


@frozen(order=True)
class Referral:
    """What no fact can settle: the law is silent, speaks twice, or this rulebook has no rule."""

    decision: str
    about: str
    reason: str
    rules: tuple[str, ...] = ()
    suggests: str = ""
    between: tuple[str, ...] = ()


_IN_ORDER: Final = attrgetter("decision", "about", "reason", "rules", "suggests", "between")


def referrals_among(awaits: Iterable[Hashable]) -> tuple[Referral, ...]:
    """Give what is referred among what is awaited, each once and in a fixed order."""
    found = {wait for wait in awaits if isinstance(wait, Referral)}
    return tuple(sorted(found, key=_IN_ORDER))


@frozen(order=True)
class Bound:
    """A bound that was met, so that the answer is left open and not guessed."""

    what: str


class Truth(Enum):
    """Whether a rule applies."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"


def no_steps() -> tuple[Step, ...]:
    """Give the steps of what was settled without looking at a condition."""
    return ()


@frozen(eq=False, slots=False)
class RuleResult:
    """How one rule came out: whether it applies, what it awaits, and the steps towards that."""

    rule: Rule
    truth: Truth
    awaits: frozenset[Hashable] = NOTHING
    retrace: Callable[[], tuple[Step, ...]] = field(default=no_steps, repr=False)
    excepted: bool = False
    assumed_exception: bool = False
    act_date_assumed: bool = False

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Give the steps towards the result, gone through again when first asked for."""
        return self.retrace()


@frozen(eq=False)
class Voice:
    """One thing that a topic may say: a value by a rule; a rule of None says nothing."""

    value: object
    rule: Rule | None


@frozen(eq=False, slots=False)
class TopicResult:
    """What a topic may say, and `live`, how those of its rules came out that may apply."""

    topic: Topic
    voices: tuple[Voice, ...]
    awaits: frozenset[Hashable]
    retry: Callable[[], tuple[RuleResult, ...]] = field(repr=False)
    live: tuple[RuleResult, ...] = ()

    @cached_property
    def results(self) -> tuple[RuleResult, ...]:
        """Give how the rules came out up to one that applies, tried again when first asked."""
        return self.retry()

    @property
    def is_silent(self) -> bool:
        """Say whether no rule of the topic can apply."""
        return all(voice.rule is None for voice in self.voices)


@frozen(eq=False)
class Slot:
    """One place among the answers of a collecting decision; None among the options is no answer."""

    id: str
    options: tuple[object, ...]
    awaits: frozenset[Hashable]
    rules: tuple[Rule, ...]


def no_topics(_: tuple[TopicResult, ...]) -> tuple[TopicResult, ...]:
    """Give the topics of an answer that no rules gave."""
    return ()


Hear = Callable[[tuple[TopicResult, ...]], tuple[TopicResult, ...]]


@frozen(eq=False, slots=False)
class Finding:
    """
    The answer of one decision about one thing, or what it may still be, with its rules.

    `said` are the topics that may say something, or `retell` gives them; `hear` gives all that were
    asked, for those that may. Where earlier answers are open, these say so for the `chosen` ones.
    """

    decision: str
    subject: Linked
    options: tuple[object, ...]
    awaits: frozenset[Hashable]
    deciding: tuple[Rule, ...]
    overridden: tuple[Rule, ...] = ()
    said: tuple[TopicResult, ...] = ()
    hear: Hear = field(default=no_topics, repr=False)
    retell: Callable[[], tuple[TopicResult, ...]] | None = field(default=None, repr=False)
    slots: tuple[Slot, ...] = ()
    failures: tuple[Rule, ...] = ()
    ruling: str = ""
    chosen: Mapping[Hashable, object] = field(factory=dict, repr=False)

    @cached_property
    def topics(self) -> tuple[TopicResult, ...]:
        """Give all topics that were asked, gathered when first asked for."""
        return self.hear(self.heard)

    @cached_property
    def heard(self) -> tuple[TopicResult, ...]:
        """Give the topics that may say something, told when first asked for."""
        return self.said if self.retell is None else self.retell()

    @property
    def is_by_rules(self) -> bool:
        """Say whether rules gave the answer, and not the record or a ruling."""
        return self.hear is not no_topics

    @property
    def is_settled(self) -> bool:
        """Say whether there is one answer and nothing that could change it."""
        return len(self.options) == 1 and not self.awaits

    @property
    def value(self) -> object:
        """Give the answer as conditions see it: definite, one of several, or not known."""
        if self.is_settled:
            return self.options[0]
        if self.options:
            return OneOf(self.options, self.awaits, self.key)
        return Unknown(self.awaits)

    def says_as(self, other: Finding) -> bool:
        """Say whether whoever reads this answer finds the same as in another."""
        alike = len(self.options) == len(other.options) and self.awaits == other.awaits
        return alike and all(map(identical, self.options, other.options))

    @property
    def key(self) -> Hashable:
        """Give what makes two reads of this answer the same choice."""
        return (self.decision, self.subject.kind, self.subject.id)

    @property
    def notes(self) -> tuple[Rule, ...]:
        """Give the rules that remark on this without answering."""
        return tuple(
            result.rule
            for topic in self.heard
            for result in topic.live
            if result.rule.note is not None and result.truth is Truth.YES
        )


@frozen(eq=False)
class Entered:
    """What a possible crime may come to: the entry, and for a crime its class and code."""

    entry: str
    enters: str
    class_: str | None
    code: str | None
    candidate: Linked

    @property
    def line(self) -> str:
        """Give the entry in a fixed short form."""
        if self.enters == "crime":
            return f"record {self.class_ or '?'} {self.code or '?'}"
        if self.enters == "reported incident":
            return f"record {self.entry}"
        return f"no crime: {self.entry}"

    @property
    def name(self) -> str:
        """Give what is entered, without the verb."""
        return f"{self.class_} {self.code}" if self.enters == "crime" else self.entry


@frozen(eq=False)
class Flag:
    """A flag that a crime's record carries, or may carry once what it awaits is known."""

    word: str
    is_sure: bool
    awaits: frozenset[Hashable]
    rules: tuple[Rule, ...]


class ActionKind(Enum):
    """What is to be done about the register."""

    RECORD = "record"
    ADD_TO = "add to"
    PROMOTE = "promote"
    RECLASSIFY = "reclassify"
    REMOVAL_DUE = "removal due"
    NONE = "none"
    REFER = "refer"
    NEEDS_FACTS = "needs facts"
    VALID = "valid"
    INVALID = "invalid"


@frozen(eq=False)
class Relation:
    """How one crime stands to another or to a record, by which rule of which step."""

    kind: str
    of: str
    to: str
    rule: Rule
    step: str
    this: Linked
    other: Linked
    result: RuleResult = field(repr=False)
    referral: Referral | None = None
    takes_away: bool = True


@frozen(eq=False)
class Included:
    """A possible crime that counts with the one acted on, and the relation that says so."""

    slot: str
    entered: Entered
    relation: Relation


@frozen(eq=False)
class RestsOn:
    """
    The facts and the presumptions that something rests on.

    `bearing` gives for each finding on the way the presumptions that it was found from, with how
    many rules each of them bore on.
    """

    facts: tuple[FactRef, ...]
    assumed: tuple[Assumed, ...]
    act_date_assumed: bool
    bearing: Mapping[Hashable, Counter[FactRef]]


def on_nothing() -> RestsOn:
    """Give what rests on no fact at all."""
    return RestsOn((), (), False, {})


@frozen(eq=False, slots=False)
class Action:
    """One thing to be done after a report, why, by when, and what it rests on."""

    id: str
    kind: ActionKind
    line: str
    subject: Linked
    entered: tuple[Entered, ...]
    findings: Mapping[str, Finding]
    missing: tuple[FactRef, ...]
    referrals: tuple[Referral, ...]
    bounds: tuple[Bound, ...]
    gather: Callable[[], RestsOn] = field(repr=False)
    by: datetime | None
    duties: tuple[str, ...]
    before: Entered | None = None
    failures: tuple[Rule, ...] = ()
    relations: tuple[Relation, ...] = ()
    includes: tuple[Included, ...] = ()
    flags: tuple[Flag, ...] | None = None
    gather_conduct: Callable[[], RestsOn] = field(default=on_nothing, repr=False)

    @cached_property
    def conduct(self) -> RestsOn:
        """Give what it rests on whether all that its two ends did is a crime."""
        return self.gather_conduct()

    @cached_property
    def rests_on(self) -> RestsOn:
        """Give what the action rests on, gathered when first asked for."""
        return self.gather()

    @property
    def facts(self) -> tuple[FactRef, ...]:
        """Give the facts of the record that the action rests on."""
        return self.rests_on.facts

    @property
    def assumed(self) -> tuple[Assumed, ...]:
        """Give the presumptions that the action rests on."""
        return self.rests_on.assumed

    @property
    def act_date_assumed(self) -> bool:
        """Say whether the act had to be taken as done on the day it was reported."""
        return self.rests_on.act_date_assumed

    @property
    def is_crime(self) -> bool:
        """Say whether it is certain that a crime is to be recorded, as whatever class."""
        return bool(self.entered) and all(e.enters == "crime" for e in self.entered)


@frozen(eq=False)
class ReportDecision:
    """What one moment of the record leads to: a report received, or something become known."""

    report: str
    at: datetime
    edition: date
    actions: tuple[Action, ...]
    world: World = field(repr=False)


@frozen(eq=False)
class Decision:
    """
    The decision for a whole incident: what each report leads to, and the register after all.

    `worlds` are what was known at each moment, also where nothing came of it.
    """

    incident: Incident
    book: Book = field(repr=False)
    reports: tuple[ReportDecision, ...]
    register: Mapping[str, Entered]
    strict: bool = False
    on: date | None = None
    worlds: tuple[World, ...] = field(default=(), repr=False)

    @property
    def actions(self) -> tuple[Action, ...]:
        """Give the actions of all reports in order."""
        return tuple(action for report in self.reports for action in report.actions)
