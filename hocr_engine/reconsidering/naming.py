"""What a name stands for in a rulebook: rules, or an answer of decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import frozen

from hocr_engine.decision.requirements import INVALID, VALID
from hocr_engine.near_words import near_word
from hocr_engine.rulebook.model import Book, DecisionDeclaration, DecisionKind, Rule

QUALIFIED: Final = ":"
MAX_NEAR: Final = 3


@frozen(eq=False)
class NamedRules:
    """A rule, or all the rows of a table, by what they are called."""

    name: str
    rules: tuple[Rule, ...]


@frozen(eq=False)
class NamedAnswer:
    """An answer that some decisions can have: a word of theirs, a code or a class of a list."""

    word: str
    decisions: tuple[DecisionDeclaration, ...]


Named = NamedRules | NamedAnswer


def named(book: Book, name: str) -> Named | None:
    """
    Give what a name stands for, or None where the rulebook has nothing of that name.

    A rule is named by its id, a table by what its rows' ids begin with, all that one file says by
    the path of the file or the end of that; an answer by its word or label, a code or a class by
    itself or its title, each alone or after its decision, as in `entry: crime`.
    """
    rules = _rules(book, name)
    if rules:
        return NamedRules(name, rules)
    decision, _, word = name.partition(QUALIFIED)
    own = book.decisions.get(decision.strip())
    if own is not None and word:
        return _answer(book, (own,), word.strip())
    return _answer(book, tuple(book.decisions.values()), name)


def _rules(book: Book, name: str) -> tuple[Rule, ...]:
    """Give the rules of a name: one rule or table, or else those of a file."""
    own = tuple(rule for rule in book.rule.values() if name in (rule.id, _table(rule)))
    if own:
        return own
    topics = [topic for topic in book.topics if name in (topic.id, topic.id.rsplit("/", 1)[-1])]
    return topics[0].rules if len(topics) == 1 else ()


def near_names(book: Book, name: str) -> tuple[str, ...]:
    """Give the names most like one that the rulebook does not have, the likest first."""
    word = name.rpartition(QUALIFIED)[2].strip()
    decisions = book.decisions.values()
    groups = [set(words_of(book, one).values()) for one in decisions]
    groups += [set(words_of(book, one)) for one in decisions]
    groups += [{_table(rule) for rule in book.rule.values()}, set(book.rule)]
    near = set(filter(None, (near_word(word, group) for group in groups)))
    likest = near_word(word, near)
    return tuple(sorted(near, key=lambda one: (one != likest, one)))[:MAX_NEAR] if word else ()


def qualified(named: NamedAnswer) -> tuple[str, ...]:
    """Give the names by which each of several answers is named alone."""
    return tuple(f"{one.id}{QUALIFIED} {named.word}" for one in named.decisions)


def _table(rule: Rule) -> str:
    return rule.id.split("/")[0]


def _answer(
    book: Book, decisions: tuple[DecisionDeclaration, ...], name: str
) -> NamedAnswer | None:
    """Give the answer that is written so, in whatever case, or whose label or title is."""
    plain = name.strip().casefold()
    for read in (_by_word, words_of):
        found = [
            (word, decision)
            for decision in decisions
            for said, word in read(book, decision).items()
            if said.casefold() == plain
        ]
        if found:
            word = found[0][0]
            return NamedAnswer(word, _of_one(tuple(own for each, own in found if each == word)))
    return None


def _of_one(decisions: tuple[DecisionDeclaration, ...]) -> tuple[DecisionDeclaration, ...]:
    """Give the decision about what is entered where that is among several, or else all of them."""
    return tuple(one for one in decisions if one.makes == "entry") or decisions


def is_ambiguous(named: NamedAnswer) -> bool:
    """Say whether a name is the answer to questions that have nothing else in common."""
    return len(set(map(_shares, named.decisions))) > 1


def _shares(decision: DecisionDeclaration) -> str | DecisionKind:
    """Give what decisions have in common that answer the same words about different things."""
    if decision.kind is DecisionKind.REQUIREMENTS:
        return decision.kind
    return decision.answers_of or decision.id


def _by_word(book: Book, decision: DecisionDeclaration) -> Mapping[str, str]:
    return {word: word for word in dict.fromkeys(words_of(book, decision).values())}


def words_of(book: Book, decision: DecisionDeclaration) -> Mapping[str, str]:
    """Give the words that a decision can answer, by all that each is called."""
    return dict(_called(book, decision))


def _called(book: Book, decision: DecisionDeclaration) -> Iterator[tuple[str, str]]:
    if decision.kind is DecisionKind.REQUIREMENTS:
        yield from ((word, word) for word in (VALID, INVALID))
    listed = (*decision.answers, *(one for out in decision.outputs for one in out.answers))
    for answer in listed:
        yield from ((name, answer.word) for name in (answer.label, *answer.formerly, answer.word))
    for key, row in book.rows.get(decision.answers_of or "", {}).items():
        title = row.facts.get("title")
        if isinstance(title, str):
            yield title, key
        yield key, key
