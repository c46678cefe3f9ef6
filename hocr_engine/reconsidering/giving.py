"""Which rules may give an answer, and what their conditions would have to read of earlier ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from hocr_engine.decision.names import Names
from hocr_engine.decision.requirements import INVALID
from hocr_engine.feel import syntax
from hocr_engine.feel.steps import Step
from hocr_engine.feel.trace import trace
from hocr_engine.reconsidering.unmet import Parts, Unmet, nearest, unmet
from hocr_engine.rulebook.model import (
    Book,
    Computed,
    DecisionDeclaration,
    Outputs,
    Refer,
    RowCondition,
    Rule,
    Topic,
    Word,
)
from hocr_engine.vocabulary.model import FactType

OUTRIGHT: Final = 0
REFERRING: Final = 1
COPYING: Final = 2
Needed = tuple[DecisionDeclaration, frozenset[str]]


def rules_of(book: Book, decision: DecisionDeclaration) -> Iterator[Rule]:
    """Give the rules that answer a decision."""
    topics: Iterable[Topic] = book.topics_of.get(decision.id, ())
    return (rule for topic in topics for rule in topic.rules)


def may_give(
    book: Book, decision: DecisionDeclaration, rule: Rule, words: frozenset[str]
) -> int | None:
    """Say whether a rule may answer one of some words: outright, by referring, or by copying it."""
    match rule.then:
        case Word(word=word):
            return OUTRIGHT if word in words else None
        case Outputs(words=pairs):
            return OUTRIGHT if any(word in words for _, word in pairs) else None
        case Refer(suggests=suggests, between=between):
            return REFERRING if words & {suggests, *between} else None
        case Computed(expression=expression):
            return _may_come_to(book, decision, expression, words)
        case None if rule.require is not None:
            return OUTRIGHT if INVALID in words else None
    return None


def _may_come_to(
    book: Book, decision: DecisionDeclaration, expression: syntax.Expression, words: frozenset[str]
) -> int | None:
    """Say how an expression may come to one of some words, as far as that can be seen from it."""
    written = literals(expression)
    if written or not isinstance(expression, syntax.Path):
        return OUTRIGHT if words & written else None
    columns = [
        {row.facts.get(expression.member) for row in book.rows[kind].values()}
        for kind in book.rows
        if (fact := book.vocabulary.kinds[kind].facts.get(expression.member)) is not None
        and fact.kind == decision.answers_of
    ]
    return COPYING if not columns or any(words & column for column in columns) else None


def literals(expression: syntax.Expression) -> frozenset[str]:
    """Give the words written out in an expression that an answer is worked out by."""
    match expression:
        case syntax.If(then=then, otherwise=otherwise):
            return literals(then) | literals(otherwise)
        case syntax.Literal(value=str(word)):
            return frozenset({word})
    return frozenset()


def implying(decision: DecisionDeclaration, words: frozenset[str]) -> frozenset[str]:
    """Give some words with those that imply one of them."""
    return words | {word for word, implied in decision.implied.items() if implied & words}


def towards(names: Names, expression: syntax.Expression, words: frozenset[str]) -> Parts:
    """Give what would have to be otherwise for an expression to come to one of some words."""
    if not isinstance(expression, syntax.If):
        return ()
    condition, ways = trace(expression.condition, names), []
    for branch, wanted in ((expression.then, True), (expression.otherwise, False)):
        if literals(branch) & words:
            way = unmet(names.subject.world, condition, wanted)
            ways.append((*way, *towards(names, branch, words)))
    return nearest(ways)


def needed_before(names: Names, part: Unmet) -> tuple[Needed, ...]:
    """Give which earlier answers a part of a condition needs, where it reads one by its words."""
    words = _words(part)
    return tuple((declared, words) for declared in _read_by(names, part)) if words else ()


def needed_instead(names: Names, part: Unmet, before: Iterable[Rule]) -> tuple[Needed, ...]:
    """
    Give which earlier answers would not keep out a rule that a part of one before it keeps out.

    An answer by which any row before it applies would keep it out as well.
    """
    barred, outright = _barred(part), needed_before(names, part)
    if outright or not barred:
        return outright
    for rule in before if part.tests is not None else ():
        if isinstance(rule.when, RowCondition):
            for head, cell in zip(rule.when.inputs, rule.when.cells, strict=True):
                if head == part.step.expression and not cell.negated:
                    barred |= _written(cell.tests)
    left = [(declared, _own_words(declared) - barred) for declared in _read_by(names, part)]
    return tuple((declared, words) for declared, words in left if words)


def _read_by(names: Names, part: Unmet) -> Iterator[DecisionDeclaration]:
    """Give the decisions whose answer a part of a condition read."""
    step = part.step if part.tests is not None else part.step.parts[0] if part.step.parts else None
    if step is not None:
        yield from (names.book.decisions[name] for name in _answered(names, step))


def _own_words(decision: DecisionDeclaration) -> frozenset[str]:
    """Give the words that a decision can answer, other than those of a list."""
    listed = (*decision.answers, *(one for output in decision.outputs for one in output.answers))
    return frozenset(one.word for one in listed)


def _answered(names: Names, step: Step) -> Iterator[str]:
    """Give the decisions whose answer a step read; what made a possible crime gave its code."""
    book, read = names.book, step.read
    if read is None:
        if isinstance(step.expression, syntax.Path) and step.parts:
            yield from _answered(names, step.parts[0])
    elif read.thing is None:
        yield from (read.name,) if read.name in book.decisions else ()
    elif read.thing == names.subject:
        fact = book.vocabulary.kinds[names.subject.kind].facts.get(read.name)
        made = [book.making[what] for what in ("candidates", "courses") if what in book.making]
        is_made = book.vocabulary.kinds[names.subject.kind].section is None
        if fact is not None and fact.type is FactType.CODE and is_made:
            yield from (one.id for one in made if one.answers_of == fact.kind)


def _words(part: Unmet) -> frozenset[str]:
    """Give the words of which a part needs one; none where it needs anything else."""
    return _set_against(part, part.wanted)


def _barred(part: Unmet) -> frozenset[str]:
    """Give the words of which a part may have none."""
    return _set_against(part, not part.wanted)


def _set_against(part: Unmet, wanted: bool) -> frozenset[str]:
    """Give the words of which one makes a part come out as wanted, where it says so."""
    if part.tests is not None:
        is_so = wanted is not part.tests.negated
        return _written(part.tests.tests) if is_so else frozenset()
    match part.step.expression:
        case syntax.Comparison(operator="=" | "!=" as operator, right=right):
            return _written((right,)) if (operator == "=") is wanted else frozenset()
        case syntax.In(tests=tests) if wanted:
            return _written(tests)
    return frozenset()


def _written(tests: Iterable[syntax.Expression]) -> frozenset[str]:
    values = (test.value for test in tests if isinstance(test, syntax.Literal))
    return frozenset(value for value in values if isinstance(value, str))


def codes_of(book: Book, decision: DecisionDeclaration, words: frozenset[str]) -> frozenset[str]:
    """Give the codes that some list has beside one of some answers of a decision."""
    made = book.making.get("candidates")
    if made is None or decision.answers_of in (None, made.answers_of):
        return frozenset()
    found: set[str] = set()
    for name, rows in book.rows.items():
        facts = book.vocabulary.kinds[name].facts.values()
        coded = {fact.kind: fact.name for fact in facts if fact.type is FactType.CODE}
        own, code = coded.get(decision.answers_of), coded.get(made.answers_of)
        if own and code:
            listed = (row.facts for row in rows.values() if row.facts.get(own) in words)
            found.update(str(facts[code]) for facts in listed if facts.get(code))
    return frozenset(found)
