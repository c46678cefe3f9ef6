"""How a rulebook's decisions are planned: what conditions share, what rules out many rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final
from weakref import ref

from attrs import frozen

from hocr_engine.decision.implied import implied
from hocr_engine.decision.parts import Numbering, Part, Parts
from hocr_engine.decision.sieve import Implies, Sieve, sieve_of
from hocr_engine.feel.syntax import stands_alone
from hocr_engine.rulebook.model import Book, DecisionDeclaration, DecisionKind, RowCondition, Topic


@frozen(eq=False)
class Plan:
    """
    What a rulebook's decisions go through.

    The parts of each condition by its identity, each condition and exception as one part, and the
    sieve of each decision that has one. Where some condition or definition `asks_which` thing it is
    about, two things of which the same is told may not be told alike.
    """

    parts: Mapping[int, Parts]
    wholes: Mapping[int, Part]
    sieves: Mapping[str, Sieve]
    asks_which: bool


_SIFTED: Final = (DecisionKind.ONE, DecisionKind.TABLE, DecisionKind.EVERY)
# What is planned is told by its identity, which lasts as long as the book that holds it.
_KEPT: Final[dict[int, tuple[ref[Book], Plan]]] = {}


def plan_of(book: Book) -> Plan:
    """Give the plan of a rulebook, which is made once."""
    known = _KEPT.get(id(book))
    if known is not None and known[0]() is book:
        return known[1]
    found, key = _plan(book), id(book)
    _KEPT[key] = (ref(book, lambda _: _KEPT.pop(key, None)), found)
    return found


def _plan(book: Book) -> Plan:
    numbering = Numbering(book.decisions)
    rules = [rule for topic in book.topics for rule in topic.rules]
    parts = {id(rule.when): numbering.parts(rule.when) for rule in rules if rule.when is not None}
    written = (text for rule in rules for text in (rule.when, rule.unless))
    wholes = {
        id(text): numbering.part(text, None)
        for text in written
        if text is not None and not isinstance(text, RowCondition)
    }
    definitions = (one.expression for one in book.vocabulary.definitions)
    sieves = {
        one.id: sieve_of(tuple(_apart(book, one.id)), numbering, _implying(book, one))
        for one in book.decisions.values()
        if one.kind in _SIFTED
    }
    asked = (one for part in numbering for one in (part.expression, part.tests) if one is not None)
    asks_which = any(stands_alone("this", one) for one in (*asked, *definitions))
    return Plan(parts, wholes, sieves, asks_which)


def _implying(book: Book, decision: DecisionDeclaration) -> Implies:
    kind = book.vocabulary.roles[decision.about].kind
    return lambda expression: implied(expression, kind, book.vocabulary)


def _apart(book: Book, decision: str) -> Iterator[Topic]:
    """Give the topics of a decision, each rule that counts apart as one of its own."""
    for topic in book.topics_of.get(decision, ()):
        yield from book.counted_apart.get(topic.id, (topic,))
