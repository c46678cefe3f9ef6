"""What each decision reads: the graph whose order evaluation follows, and its cycles."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from hocr_engine.feel.syntax import Expression, Name, Path, UnaryTests, walk
from hocr_engine.rulebook.model import Book, Computed, RowCondition, Rule, Topic


def reads(book: Book) -> Mapping[str, frozenset[str]]:
    """Give for each decision those whose answers its rules read, through definitions too."""
    read_by = reads_of_topics(book)
    found: dict[str, set[str]] = {name: set() for name in book.decisions}
    for topic in book.topics:
        found[topic.decision] |= read_by(topic)
    return {name: frozenset(names) for name, names in found.items()}


def reads_of_topics(
    book: Book, defined: Mapping[str, Collection[str]] | None = None
) -> Callable[[Topic], set[str]]:
    """
    Give a function that gives the decisions whose answers the rules of a topic read.

    `defined` is what definitions read, where that is known.
    """
    defined = read_by_definitions(book) if defined is None else defined

    def read_by(topic: Topic) -> set[str]:
        found: set[str] = set()
        for rule in topic.rules:
            for expression in expressions(rule):
                found |= _mentioned(expression, book, defined)
        return found

    return read_by


def cycles(graph: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, ...]]:
    """Give each circle of decisions that wait for one another; it ends where it began."""
    done: set[str] = set()
    for start in graph:
        path = _cycle_from(start, graph, done)
        if path:
            yield path


def _cycle_from(
    start: str, graph: Mapping[str, frozenset[str]], done: set[str]
) -> tuple[str, ...] | None:
    """Walk depth first without recursion; the first decision met again closes a circle."""
    if start in done:
        return None
    path, waiting = [start], [iter(sorted(graph[start]))]
    while path:
        following = next(waiting[-1], None)
        if following is None:
            done.add(path.pop())
            waiting.pop()
        elif following in path:
            found = (*path[path.index(following) :], following)
            done.update(path)
            return found
        elif following not in done and following in graph:
            path.append(following)
            waiting.append(iter(sorted(graph[following])))
    return None


def read_by_definitions(book: Book) -> dict[str, set[str]]:
    """Give the decisions that each definition's name leads to, whatever its kind."""
    found: dict[str, set[str]] = {d.name: set() for d in book.vocabulary.definitions}
    for _ in found:
        before = sum(map(len, found.values()))
        for definition in book.vocabulary.definitions:
            found[definition.name] |= _mentioned(definition.expression, book, found)
        if sum(map(len, found.values())) == before:
            break
    return found


def _mentioned(
    expression: Expression | UnaryTests, book: Book, defined: Mapping[str, Collection[str]]
) -> set[str]:
    found: set[str] = set()
    for node, _ in walk(expression):
        if isinstance(node, Name) and node.name in book.decisions:
            found.add(node.name)
        elif isinstance(node, Path):
            found.update(defined.get(node.member, ()))
    return found


def expressions(rule: Rule) -> Iterator[Expression | UnaryTests]:
    """Give the conditions of a rule, and the expression of its answer."""
    for condition in (rule.when, rule.unless, rule.require):
        if isinstance(condition, RowCondition):
            yield from condition.inputs
            yield from condition.cells
        elif condition is not None:
            yield condition
    if isinstance(rule.then, Computed):
        yield rule.then.expression
