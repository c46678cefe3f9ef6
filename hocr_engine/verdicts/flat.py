"""Which rules can be told from the facts of one thing alone, and what their conditions ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from hocr_engine.decision.parts import Numbering, Part
from hocr_engine.feel import syntax
from hocr_engine.feel.syntax import AnyOf, Call, Expression, Name, Node, Path
from hocr_engine.rulebook.model import Book, DecisionKind, Rule
from hocr_engine.vocabulary.model import Fact, FactType, Kind

_PLAIN: Final = frozenset(
    (FactType.YES_OR_NO, FactType.NUMBER, FactType.TEXT, FactType.ONE_OF, FactType.DATE)
)
# Rules of other kinds of decisions say more than that they apply.
_TOLD: Final = (DecisionKind.ONE, DecisionKind.TABLE, DecisionKind.EVERY)


@frozen(eq=False)
class Asked:
    """A part of a condition with the facts that it reads; an exception rules out by being true."""

    part: Part
    facts: tuple[str, ...]
    excepts: bool = False


@frozen(eq=False)
class FlatRule:
    """A rule with what all of it asks, and one choice among parts that ask about a fact each."""

    rule: Rule
    asked: tuple[Asked, ...]
    choice: tuple[Asked, ...] = ()


def plain_facts(kind: Kind) -> dict[str, Fact]:
    """Give the facts of a kind of which each is known by itself, whatever else is recorded."""
    return {fact.name: fact for fact in kind.facts.values() if _is_plain(fact)}


def _is_plain(fact: Fact) -> bool:
    whatever_else = fact.presume is None or fact.presume.where is None
    return fact.type in _PLAIN and fact.is_given and not fact.judged and whatever_else


def flat_rules(book: Book, decision: str) -> Iterator[FlatRule | Rule]:
    """Give the rules of a decision, each as a flat one where it is one."""
    kind = book.vocabulary.kinds[book.vocabulary.roles[book.decisions[decision].about].kind]
    facts, numbering = frozenset(plain_facts(kind)), Numbering(book.decisions)
    is_told = book.decisions[decision].kind in _TOLD
    for topic in book.topics_of.get(decision, ()):
        for rule in topic.rules:
            yield (_flat(rule, facts, numbering) if is_told else None) or rule


def _flat(rule: Rule, facts: frozenset[str], numbering: Numbering) -> FlatRule | None:
    if rule.committed_from is not None or rule.committed_until is not None:
        return None
    parts = () if rule.when is None else numbering.parts(rule.when).all_of
    asked = [_asked(part, facts) for part in parts]
    if rule.unless is not None:
        asked.append(_asked(numbering.part(rule.unless, None), facts, excepts=True))
    found = [one for one in asked if one is not None]
    if len(found) < len(asked):
        return None
    choices = [(one, _choice(one, facts, numbering)) for one in found]
    first = next(((one, choice) for one, choice in choices if choice), None)
    if first is None:
        return FlatRule(rule, tuple(found))
    return FlatRule(rule, tuple(one for one in found if one is not first[0]), first[1])


def _asked(part: Part, facts: frozenset[str], *, excepts: bool = False) -> Asked | None:
    """Give what a part asks; None where it reads anything but plain facts of its thing."""
    tops: Sequence[Node] = (
        (part.expression,) if part.tests is None else (part.expression, part.tests)
    )
    nodes = [node for top in tops for node, _ in syntax.walk(top)]
    read = [name for node in nodes if (name := _fact_of_this(node)) is not None]
    functions = [node.function for node in nodes if isinstance(node, Call)]
    named = [node for node in nodes if isinstance(node, Name) and not _among(node, functions)]
    inputs = 0 if part.tests is None else sum(node.name == "?" for node in named)
    if len(named) != len(read) + inputs or not facts.issuperset(read):
        return None
    return Asked(part, tuple(dict.fromkeys(read)), excepts)


def _fact_of_this(node: Node) -> str | None:
    match node:
        case Path(of=Name(name="this"), member=member):
            return member
        case _:
            return None


def _among(node: Node, others: Sequence[Expression]) -> bool:
    return any(node is other for other in others)


def _choice(asked: Asked, facts: frozenset[str], numbering: Numbering) -> tuple[Asked, ...]:
    """Give the alternatives of a part where each of them asks about one fact."""
    expression = asked.part.expression
    if asked.excepts or asked.part.tests is not None or not isinstance(expression, AnyOf):
        return ()
    found = [_asked(numbering.part(part, None), facts) for part in expression.parts]
    several = tuple(one for one in found if one is not None and len(one.facts) == 1)
    return several if len(several) == len(found) and len(asked.facts) > 1 else ()
