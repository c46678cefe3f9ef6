"""How a rulebook's decisions are planned: what its conditions share, and what guards its topics."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from weakref import ref

from attrs import frozen

from hocr_engine.decision.parts import Numbering, Part, Parts
from hocr_engine.feel.compile_logic import words_of
from hocr_engine.feel.syntax import Expression, Name, Node, walk
from hocr_engine.rulebook.model import Book, Computed, RowCondition, Rule, Topic


@frozen(eq=False)
class Table:
    """The first head of a table, and the words of which a row takes one."""

    head: Expression
    words: frozenset[str]


@frozen(eq=False)
class Plan:
    """
    The parts of each condition, and what rules out all of a topic, each by its identity.

    `by_facts` are the topics of which no rule names an earlier answer.
    """

    parts: Mapping[int, Parts]
    in_common: Mapping[int, Part]
    tables: Mapping[int, Table]
    by_facts: frozenset[int]


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
    by_topic = {id(topic): _parts(topic, parts) for topic in book.topics}
    tables = ((id(topic), _table(topic, by_topic[id(topic)])) for topic in book.topics)
    shared = ((key, _in_common(found)) for key, found in by_topic.items())
    return Plan(
        parts,
        {key: part for key, part in shared if part is not None},
        {key: table for key, table in tables if table is not None},
        frozenset(id(topic) for topic in _all_of(book) if not _reads_answers(topic, book)),
    )


def _all_of(book: Book) -> Iterator[Topic]:
    """Give every topic, and those of single rules that count apart."""
    yield from book.topics
    for apart in book.counted_apart.values():
        yield from apart


def _reads_answers(topic: Topic, book: Book) -> bool:
    """Say whether a rule of a topic names a decision, so that what it says may be a choice."""
    return any(
        isinstance(node, Name) and node.name in book.decisions
        for rule in topic.rules
        for top in _written(rule)
        for node, _ in walk(top)
    )


def _written(rule: Rule) -> Iterator[Node]:
    """Give all that a rule writes of conditions and of answers that are worked out."""
    if isinstance(rule.when, RowCondition):
        yield from (*rule.when.inputs, *rule.when.cells)
    elif rule.when is not None:
        yield rule.when
    computed = rule.then.expression if isinstance(rule.then, Computed) else None
    yield from (one for one in (rule.unless, rule.require, computed) if one is not None)


def _parts(topic: Topic, parts: Mapping[int, Parts]) -> Sequence[Parts]:
    """Give the parts of a topic's conditions; none where a rule has none or reads an answer."""
    conditions = [rule.when for rule in topic.rules]
    found = [parts[id(condition)] for condition in conditions if condition is not None]
    plain = len(found) == len(conditions) and not any(one.reading_answers for one in found)
    return found if plain else ()


def _in_common(parts: Sequence[Parts]) -> Part | None:
    """Give the first part that all of some conditions have."""
    if not parts:
        return None
    shared = set.intersection(*({part.number for part in one.all_of} for one in parts))
    return next((part for part in parts[0].all_of if part.number in shared), None)


def _table(topic: Topic, parts: Sequence[Parts]) -> Table | None:
    """Give the first head of a table with the words it may have, where every row lists some."""
    rows = [rule.when for rule in topic.rules if isinstance(rule.when, RowCondition)]
    if not parts or len(rows) < len(topic.rules):
        return None
    first = [one.all_of[0] for one in parts]
    words = [words_of(part.tests.tests) for part in first if part.tests and not part.tests.negated]
    heads = {repr(row.inputs[0]) for row in rows}
    if len(heads) > 1 or len(words) < len(rows) or not all(words):
        return None
    return Table(rows[0].inputs[0], frozenset().union(*words))
