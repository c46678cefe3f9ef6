"""What `hocr show` says of a rule, a decision, a fact, a statement of the law or a code."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from hocr_engine.cases.law_coverage import citations
from hocr_engine.feel.syntax import Expression
from hocr_engine.publishing.facts_told import also
from hocr_engine.publishing.shelf import Shelf, place
from hocr_engine.rulebook.law import Statement
from hocr_engine.rulebook.model import (
    Book,
    Computed,
    Condition,
    DecisionDeclaration,
    Outputs,
    Refer,
    RowCondition,
    Rule,
    Topic,
    Word,
)
from hocr_engine.text import Span
from hocr_engine.vocabulary.model import Answer, Definition, Fact, Kind, Presumption

WIDTH: Final = 100
MARGIN: Final = 14
INDENT: Final = " " * MARGIN
MAX_LISTED: Final = 20


def rule_entry(shelf: Shelf, rule: Rule) -> Iterator[str]:
    """Give the lines about a rule."""
    topic = shelf.book.topic_of_rule[rule.id]
    decision = shelf.book.decisions[topic.decision]
    yield f"rule {rule.id}: {rule.title}"
    yield from labelled("question", decision.question)
    yield from labelled("answer", _answer(rule, decision))
    yield from labelled("topic", f"{topic.id}: {topic.title} ({topic.layer})")
    yield from _law(shelf, rule.law)
    yield from _dates(shelf, rule)
    yield from _condition("when", rule.when)
    yield from _condition("unless", rule.unless)
    yield from _condition("require", rule.require)
    if rule.because is not None:
        yield from labelled("because", rule.because.text)
    if rule.note is not None:
        yield from labelled("note", rule.note.text)
    yield from labelled("mistake", rule.mistake)
    for number in rule.readings:
        yield from labelled("reading", f"docs/interpretations/{number}-….md")
    yield from labelled("overrides", ", ".join(rule.overrides))
    yield from labelled("yields to", ", ".join(_over(shelf.book, rule, topic)))
    yield from _cases(shelf, rule)


def _answer(rule: Rule, decision: DecisionDeclaration) -> str:
    match rule.then:
        case Word(word=word):
            answer = decision.answer(word)
            return f"{word} ({answer.label})" if answer and answer.label != word else word
        case Computed(at=at):
            return " ".join(at.text.split()).removeprefix("|").strip()
        case Outputs(words=words):
            return ", ".join(f"{name}: {word}" for name, word in words)
        case Refer(suggests=suggests):
            return f"refer, suggests {suggests}" if suggests else "refer"
        case None:
            return "" if rule.require is None else "invalid unless the requirement holds"


def _over(book: Book, rule: Rule, topic: Topic) -> list[str]:
    names = {rule.id, rule.id.split("/")[0], topic.id}
    return [other.id for other in book.rule.values() if names & set(other.overrides)]


def _law(shelf: Shelf, cited: Iterable[str]) -> Iterator[str]:
    for number, law in enumerate(cited):
        statement = shelf.law.get(law)
        label = "law" if number == 0 else ""
        if statement is None:
            yield from labelled(label, law)
            continue
        head = f"{law} [{statement.page}] {statement.heading}: {statement.states}"
        yield from labelled(label, head)


def _dates(shelf: Shelf, rule: Rule) -> Iterator[str]:
    since, until = rule.since, rule.until
    past = f"; not in force on {shelf.on}" if shelf.is_past(since, until) else ""
    yield from labelled("reports", f"{_span(since, until)}{past}")
    if rule.committed_from or rule.committed_until:
        yield from labelled("acts", _span(rule.committed_from, rule.committed_until))
    if rule.inferred_from:
        yield from labelled("certainty", f"{rule.certainty} from {rule.inferred_from}")


def _span(since: date | None, until: date | None) -> str:
    start = f"from {since}" if since else "at any time"
    return f"{start} until {until} (the first day it no longer holds)" if until else start


def _condition(label: str, condition: Condition | None) -> Iterator[str]:
    if condition is None:
        return
    if isinstance(condition, RowCondition):
        pairs = zip(condition.inputs, condition.cells, strict=True)
        text = "\n".join(f"{one.at.text}: {cell.at.text}" for one, cell in pairs)
    else:
        text = _source(condition)
    for number, line in enumerate(text.splitlines() or [""]):
        yield f"  {label if number == 0 else '':<{MARGIN - 2}}{line}"


def _source(expression: Expression) -> str:
    """Give a condition in its author's words, its lines moved to the margin."""
    at: Span = expression.at
    start = at.source.text.rfind("\n", 0, at.start) + 1
    return textwrap.dedent(" " * (at.start - start) + at.text)


def _cases(shelf: Shelf, rule: Rule) -> Iterator[str]:
    found = shelf.cases_of(rule)
    named = [f"{place(file, case)} {case.name}" for file, case in found]
    yield from listed("cases", named or ["none"])


def decision_entry(shelf: Shelf, decision: DecisionDeclaration) -> Iterator[str]:
    """Give the lines about a decision."""
    yield f"decision {decision.id}: {decision.label}"
    yield from labelled("question", decision.question)
    yield from labelled("about", f"{decision.about} ({decision.kind.value})")
    yield from _answers(decision.answers)
    for output in decision.outputs:
        yield from _answers(output.answers, output.name)
    if decision.answers_of:
        yield from labelled("answers", f"those of {decision.answers_of}")
    topics = shelf.book.topics_of.get(decision.id, ())
    yield from listed("topics", [f"{topic.id}: {topic.title} ({topic.layer})" for topic in topics])


def _answers(answers: Sequence[Answer], label: str = "answers") -> Iterator[str]:
    yield from listed(
        label, [a.word if a.label == a.word else f"{a.word}: {a.label}" for a in answers]
    )


def fact_entry(shelf: Shelf, kind: Kind, fact: Fact) -> Iterator[str]:
    """Give the lines about a fact."""
    yield f"fact {kind.name}.{fact.name}: {fact.label}"
    yield from labelled("of", kind.label)
    yield from labelled("asked as", fact.ask)
    leads = f" to {fact.kind}" if fact.kind else ""
    unit = f", in {fact.unit}" if fact.unit else ""
    yield from labelled("type", f"{fact.type.value}{leads}{unit}")
    yield from _answers(fact.answers)
    yield from labelled("also", ", ".join(also(fact)))
    yield from _presumed(shelf, fact.presume)


def _presumed(shelf: Shelf, presumption: Presumption | None) -> Iterator[str]:
    if presumption is None:
        return
    value = "null" if presumption.value is None else presumption.value
    yield from labelled("presumed", f"{value}, because {presumption.because}")
    yield from _condition("where", presumption.where)
    yield from _law(shelf, presumption.law)


def definition_entry(shelf: Shelf, definition: Definition) -> Iterator[str]:
    """Give the lines about a definition."""
    yield f"definition {definition.of}.{definition.name}: {definition.label}"
    since, until = definition.since, definition.until
    past = f"; not in force on {shelf.on}" if shelf.is_past(since, until) else ""
    yield from labelled("holds", f"{_span(since, until)}{past}")
    yield from _law(shelf, definition.law)
    yield from _condition("is", definition.expression)


def statement_entry(shelf: Shelf, statement: Statement) -> Iterator[str]:
    """Give the lines about a statement of the law, and what carries it."""
    yield f"law {statement.id} [{statement.page}] {statement.heading}"
    yield from labelled("states", statement.states)
    yield from labelled("kind", statement.kind)
    yield from labelled("conflict", statement.conflict)
    if statement.encode == "no":
        yield from labelled("not encoded", statement.why_not)
    yield from labelled("left out", shelf.left_out.get(statement.id, ""))
    carried = citations(shelf.book).get(statement.id, ())
    titled = [
        f"{name}: {shelf.book.rule[name].title}" if name in shelf.book.rule else name
        for name in carried
    ]
    yield from listed("carried by", titled or ["nothing"])


def labelled(label: str, text: str) -> Iterator[str]:
    if text:
        first = f"  {label:<{MARGIN - 2}}"
        yield from textwrap.wrap(
            text,
            WIDTH,
            initial_indent=first,
            subsequent_indent=INDENT,
            break_long_words=False,
            break_on_hyphens=False,
        )


def listed(label: str, texts: Sequence[str]) -> Iterator[str]:
    for number, text in enumerate(texts[:MAX_LISTED]):
        yield from labelled(label if number == 0 else "", text)
    if len(texts) > MAX_LISTED:
        yield from labelled("", f"and {len(texts) - MAX_LISTED} more")
