"""Rules and tables as people read them: what they ask, what they answer, and by what law."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property

from attrs import field, frozen

from hocr_engine.explanation.words import capital, day
from hocr_engine.feel.syntax import Expression, UnaryTests
from hocr_engine.publishing.cases_told import CaseTold, case_told
from hocr_engine.publishing.condition_words import Worded, condition, said, tested
from hocr_engine.publishing.meaning import (
    CLAIM,
    Surroundings,
    of_decision,
    surroundings_of_role,
    surroundings_of_step,
)
from hocr_engine.publishing.places import Link, Places, mark
from hocr_engine.publishing.values_in_words import value
from hocr_engine.rulebook.law import page_of
from hocr_engine.rulebook.model import (
    Computed,
    DecisionDeclaration,
    DecisionKind,
    Outputs,
    Refer,
    RowCondition,
    Rule,
    Template,
    Topic,
    Word,
)
from hocr_engine.vocabulary.model import Answer


@frozen
class LawTold:
    """A statement of the law that something carries: its id, its page, and what it says."""

    link: Link
    page: str
    states: str


@frozen
class Asked:
    """A condition: what is said before it, its words, and the author's own text."""

    lead: str
    words: Worded
    source: str


@frozen
class RuleShown:
    """A rule as its page shows it; of a row of a table, only what it has of its own."""

    mark: str
    id: str
    title: str
    answer: str
    because: str
    note: str
    asked: tuple[Asked, ...]
    cells: tuple[str, ...]
    law: tuple[LawTold, ...]
    dates: tuple[str, ...]
    readings: tuple[str, ...]
    mistake: str
    overrides: tuple[Link, ...]
    overridden_by: tuple[Link, ...]
    cases: tuple[Link, ...]


@frozen
class TopicShown:
    """A topic as its page shows it: the question, the layer, its rules or its table, its cases."""

    mark: str
    title: str
    question: Link
    layer: str
    asked: tuple[Asked, ...]
    is_table: bool
    rules: tuple[RuleShown, ...]
    cases: tuple[CaseTold, ...]


@frozen(slots=False)
class Teller:
    """Tells the topics of a rulebook as they stand on the day asked about."""

    places: Places
    _around: dict[str, Surroundings] = field(factory=dict, repr=False)

    def topic(self, topic: Topic) -> TopicShown:
        """Give a topic with its rules in force."""
        shelf, around = self.places.shelf, self.around(topic)
        rules = [rule for rule in topic.rules if not shelf.is_past(rule.since, rule.until)]
        decision = shelf.book.decisions[topic.decision]
        same = (
            []
            if topic.same is None
            else [
                Asked(
                    "compares crimes with the same",
                    Worded(said(topic.same, around)),
                    source(topic.same),
                )
            ]
        )
        return TopicShown(
            mark=mark("topic", topic.id),
            title=topic.title,
            question=Link(decision.question, self.places.decision(decision.id).href),
            layer=topic.layer,
            asked=tuple(same),
            is_table=topic.is_table,
            rules=tuple(self._rule(rule, topic, around) for rule in rules),
            cases=tuple(self._cases(topic)),
        )

    def around(self, topic: Topic) -> Surroundings:
        """Give what the conditions of a topic may name."""
        book = self.places.shelf.book
        known = self._around.get(topic.step or topic.decision)
        if known is None:
            step = next((one for one in book.steps if one.id == topic.step), None)
            role = book.decisions[topic.decision].about
            known = (
                surroundings_of_role(book, role)
                if step is None
                else surroundings_of_step(book, step)
            )
            self._around[topic.step or topic.decision] = known
        return known

    def _cases(self, topic: Topic) -> Iterator[CaseTold]:
        for file in self.places.cases_beside(topic.id):
            yield from (case_told(self.places, file, case) for case in file.cases)

    def _rule(self, rule: Rule, topic: Topic, around: Surroundings) -> RuleShown:
        shelf, places = self.places.shelf, self.places
        decision = shelf.book.decisions[topic.decision]
        row = rule.when if isinstance(rule.when, RowCondition) else None
        return RuleShown(
            mark=mark("rule", rule.id),
            id=rule.id,
            title=rule.title,
            answer=_answer(rule, decision, around),
            because=filled(rule.because, around),
            note=filled(rule.note, around),
            asked=tuple(self._conditions(rule, around)),
            cells=tuple(_cells(row, around)),
            law=tuple(self._law(rule.law)),
            dates=tuple(_dates(rule)),
            readings=rule.readings,
            mistake=rule.mistake,
            overrides=tuple(link for name in rule.overrides for link in places.named(name)),
            overridden_by=tuple(places.rule(one) for one in self._over(rule, topic)),
            cases=tuple(places.case(file, case) for file, case in shelf.cases_of(rule)),
        )

    def _conditions(self, rule: Rule, around: Surroundings) -> Iterator[Asked]:
        if rule.when is not None and not isinstance(rule.when, RowCondition):
            yield asked("applies when", rule.when, around)
        if rule.unless is not None:
            yield asked("unless", rule.unless, around)
        if rule.require is not None:
            yield asked("requires", rule.require, around)
        if isinstance(rule.then, Computed):
            found = Worded(said(rule.then.expression, around))
            yield Asked("answers with", found, source(rule.then.expression))

    def _law(self, cited: Iterable[str]) -> Iterator[LawTold]:
        for name in cited:
            statement = self.places.shelf.law.get(name)
            states = "" if statement is None else statement.states
            yield LawTold(self.places.law(name), page_of(name), states)

    def _over(self, rule: Rule, topic: Topic) -> Iterator[Rule]:
        names = (rule.id, rule.id.split("/")[0], topic.id)
        for name in dict.fromkeys(names):
            for other in self._overriding.get(name, ()):
                if not self.places.shelf.is_past(other.since, other.until):
                    yield other

    @cached_property
    def _overriding(self) -> Mapping[str, tuple[Rule, ...]]:
        found: dict[str, tuple[Rule, ...]] = {}
        for rule in self.places.shelf.book.rule.values():
            for name in rule.overrides:
                found[name] = (*found.get(name, ()), rule)
        return found


def asked(lead: str, expression: Expression, around: Surroundings) -> Asked:
    """Give a condition under what is said before it."""
    return Asked(lead, condition(expression, around), source(expression))


def source(expression: Expression) -> str:
    """Give a condition in its author's words, its lines moved to the margin."""
    at = expression.at
    start = at.source.text.rfind("\n", 0, at.start) + 1
    return textwrap.dedent(" " * (at.start - start) + at.text)


def _cells(row: RowCondition | None, around: Surroundings) -> Iterator[str]:
    """Give the cells of a row that ask for something, each after what it tests."""
    if row is None:
        return
    for one, tests in zip(row.inputs, row.cells, strict=True):
        if tests.tests:
            yield f"{head(said(one, around))}: {cell(one, tests, around)}"


def cell(input_: Expression, tests: UnaryTests, around: Surroundings) -> str:
    """Give a cell of a table in words."""
    return tested(tests.tests, around.shape(input_), around, so=not tests.negated)


def head(words: str) -> str:
    """Give the head of a column: what is tested, as a question where it is so or not."""
    return capital(f"whether {words.removeprefix(CLAIM)}" if words.startswith(CLAIM) else words)


def filled(sentence: Template | None, around: Surroundings) -> str:
    """Give a sentence with its places filled by what stands there, as the victim."""
    if sentence is None:
        return ""
    return "".join(
        part if isinstance(part, str) else _place(part, around) for part in sentence.parts
    )


def _place(path: tuple[str, ...], around: Surroundings) -> str:
    meaning = around.name(path[0])
    for name in path[1:]:
        meaning = around.member(meaning, name)
    return meaning.words


def _answer(rule: Rule, decision: DecisionDeclaration, around: Surroundings) -> str:
    book, held_by = around.book, of_decision(decision)
    match rule.then:
        case Word(word=word) if decision.kind is DecisionKind.STEPS:
            named = around.names
            return " ".join(named[one].words if one in named else one for one in word.split())
        case Word(word=word):
            return value(book, word, held_by)
        case Outputs(words=pairs):
            known = {one.name: one for one in decision.outputs}
            labels = (_label(known[name].answers, word) for name, word in pairs)
            return "; ".join(labels)
        case Refer(suggests=suggests):
            more = "" if suggests is None else f"; suggested: {value(book, suggests, held_by)}"
            return f"the registrar is to rule{more}"
        case Computed(expression=expression):
            return said(expression, around, held_by)
        case None:
            return "" if rule.require is None else "refused unless this is met"


def _label(answers: Iterable[Answer], word: str) -> str:
    return next((one.label for one in answers if one.word == word), word)


def _dates(rule: Rule) -> Iterator[str]:
    """Give when a rule holds, by the report and by the act, and how sure that is."""
    yield f"reports {period(rule.since, rule.until)}"
    if rule.committed_from or rule.committed_until:
        yield f"acts {period(rule.committed_from, rule.committed_until)}"
    if rule.inferred_from:
        yield f"inferred from {rule.inferred_from}"


def period(since: date | None, until: date | None) -> str:
    """Give from when until when something holds; the last day is the one before it ends."""
    start = f"from {day(since)}" if since else "from the beginning"
    return f"{start} until the day before {day(until)}" if until else start
