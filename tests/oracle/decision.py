"""
A second, naive way to answer decisions: no worlds, no choices, no undecided rules.

It follows the rulebook's model word by word and gives up (`Open`) as soon as anything it needs is
not known. Linked facts and the expression evaluator are shared with the engine; everything about
rules, topics, layers and overrides is its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from weakref import WeakKeyDictionary

from hocr_engine.feel.trace import trace_tests, value_of
from hocr_engine.feel.values import is_undecided
from hocr_engine.incident.linked import Linked, World
from hocr_engine.rulebook.model import (
    Book,
    Computed,
    DecisionKind,
    Outputs,
    RowCondition,
    Rule,
    Topic,
    Word,
)

ANSWERS: WeakKeyDictionary[World, dict[tuple[str, str, str], object]] = WeakKeyDictionary()


class Open(Exception):  # noqa: N818
    """The naive way knows no answer: something is unknown, referred or in conflict."""


class Scope(Mapping[str, object]):
    """Names looked up by trying everything."""

    def __init__(self, book: Book, thing: Linked) -> None:
        self.book, self.thing = book, thing

    def __getitem__(self, name: str) -> object:
        if name == "this":
            return self.thing
        if name == "as_at":
            return self.thing.world.on
        for thing in (self.thing, *above(self.book, self.thing)):
            role = self.book.vocabulary.role_of_kind.get(thing.kind)
            if role is None:
                continue
            if name in self.book.decisions and self.book.decisions[name].about == role.name:
                return answer(self.book, name, thing)
            for known in role.names:
                if known.name == name:
                    return value_of(known.path, {"this": thing})
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def above(book: Book, thing: Linked) -> list[Linked]:
    """Give what a thing belongs to."""
    role = book.vocabulary.role_of_kind.get(thing.kind)
    if role is None or role.by is None:
        return []
    found = thing.member(role.by)
    return [found] if isinstance(found, Linked) else []


def answer(book: Book, decision: str, thing: Linked) -> object:
    """Give the one answer of a decision; raises Open. Each is worked out once for a world."""
    known = ANSWERS.setdefault(thing.world, {})
    key = (decision, thing.kind, thing.id)
    if key not in known:
        try:
            known[key] = worked_out(book, decision, thing)
        except Open:
            # What was raised holds on to the whole record, for as long as it is kept.
            known[key] = Open
    if known[key] is Open:
        raise Open
    return known[key]


def worked_out(book: Book, decision: str, thing: Linked) -> object:
    """Give the one answer of a decision, by its kind; raises Open."""
    kind = book.decisions[decision].kind
    topics = [t for t in book.topics if t.decision == decision]
    if kind is DecisionKind.EVERY:
        return closed(book, decision, collected(book, topics, thing))
    spoken = [(topic, rule) for topic in topics for rule in first(book, topic, thing)]
    if not spoken:
        raise Open
    rank = max(book.layers.index(topic.layer) for topic, _ in spoken)
    spoken = [pair for pair in spoken if book.layers.index(pair[0].layer) == rank]
    over = {name for _, rule in spoken for name in rule.overrides}
    kept = [(t, r) for t, r in spoken if not {t.id, r.id, r.id.split("/")[0]} & over] or spoken
    values = [said(book, rule, thing) for _, rule in kept]
    if any(value != values[0] for value in values):
        raise Open
    return values[0]


def collected(book: Book, topics: list[Topic], thing: Linked) -> list[object]:
    """Give the answers of every topic that speaks."""
    parts = [(topic, [rule]) for topic in topics if topic.each_counts for rule in topic.rules] + [
        (topic, list(topic.rules)) for topic in topics if not topic.each_counts
    ]
    spoken = []
    for topic, rules in parts:
        found = next((r for r in rules if r.then is not None and holds(book, r, thing)), None)
        if found is not None:
            spoken.append((topic, found))
    over = {name for _, rule in spoken for name in rule.overrides}
    kept = [(t, r) for t, r in spoken if not {t.id, r.id, r.id.split("/")[0]} & over]
    values: list[object] = []
    for _, rule in kept:
        value = said(book, rule, thing)
        if value not in values:
            values.append(value)
    return values


def closed(book: Book, decision: str, values: list[object]) -> list[object]:
    """Add what each answer implies, and what that implies, until nothing more comes."""
    implied = [
        word
        for one in book.decisions[decision].answers
        if one.word in values
        for word in one.implies
        if word not in values
    ]
    return closed(book, decision, values + implied[:1]) if implied else values


def first(book: Book, topic: Topic, thing: Linked) -> list[Rule]:
    """Give the first rule of a topic that applies and answers."""
    for rule in topic.rules:
        if rule.then is not None and holds(book, rule, thing):
            return [rule]
    return []


def holds(book: Book, rule: Rule, thing: Linked) -> bool:
    """Say whether a rule applies."""
    on = thing.world.on
    if (rule.since and on < rule.since) or (rule.until and on >= rule.until):
        return False
    if rule.committed_from or rule.committed_until:
        day = committed(book, thing)
        if rule.committed_from and day < rule.committed_from.isoformat():
            return False
        if rule.committed_until and day >= rule.committed_until.isoformat():
            return False
    scope = Scope(book, thing)
    if not condition(rule, scope):
        return False
    return rule.unless is None or not boolean(value_of(rule.unless, scope))


def condition(rule: Rule, scope: Scope) -> bool:
    """Say whether a rule's condition holds, every cell of a row one after another."""
    if isinstance(rule.when, RowCondition):
        return all(
            boolean(trace_tests(cell, value_of(tested, scope), scope).value)
            for tested, cell in zip(rule.when.inputs, rule.when.cells, strict=True)
        )
    return rule.when is None or boolean(value_of(rule.when, scope))


def committed(book: Book, thing: Linked) -> str:
    """Give the day of the act in ISO form, the edition's where it is not established."""
    for one in (thing, *above(book, thing)):
        role = book.vocabulary.role_of_kind.get(one.kind)
        if role is not None and role.happened is not None:
            value = value_of(role.happened, {"this": one})
            if isinstance(value, datetime):
                return value.date().isoformat()
    return thing.world.on.isoformat()


def said(book: Book, rule: Rule, thing: Linked) -> object:
    """Give what a rule answers."""
    match rule.then:
        case Word(word=word):
            return word
        case Outputs(words=words):
            return dict(words)
        case Computed(expression=expression):
            value = value_of(expression, Scope(book, thing))
            if is_undecided(value):
                raise Open
            return value
    raise Open


def boolean(value: object) -> bool:
    """Give a truth value that is one; raises Open."""
    if not isinstance(value, bool):
        raise Open
    return value
