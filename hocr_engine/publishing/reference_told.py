"""What stands beside the rules: decisions, steps of counting, the index of law, the lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from attrs import frozen

from hocr_engine.cases.law_coverage import citations
from hocr_engine.explanation.words import capital
from hocr_engine.incident.model import Element
from hocr_engine.publishing.cases_told import CaseTold, case_told
from hocr_engine.publishing.condition_words import Worded, said
from hocr_engine.publishing.meaning import (
    Meaning,
    of_fact,
    surroundings_of_role,
    surroundings_of_step,
)
from hocr_engine.publishing.places import Link, Places, list_page, mark
from hocr_engine.publishing.rules_told import Asked, asked, period, source
from hocr_engine.publishing.values_in_words import value
from hocr_engine.rulebook.law import Statement, page_of
from hocr_engine.rulebook.model import Book, DecisionDeclaration, DecisionKind
from hocr_engine.rulebook.steps import CountingStep
from hocr_engine.vocabulary.model import Kind

HOW = {
    DecisionKind.ONE: "in each topic the first rule that applies decides; a higher layer prevails",
    DecisionKind.TABLE: "the first row that applies decides",
    DecisionKind.EVERY: "every topic that applies gives an answer",
    DecisionKind.REQUIREMENTS: "every requirement must be met",
    DecisionKind.STEPS: "crimes are compared step by step",
}
STEPS_FILE = "counting/steps"
COLUMNS = 2
SINCE, UNTIL = "from", "until"


@frozen
class DecisionTold:
    """A decision: its question, what it is about, its answers, and the topics that answer it."""

    mark: str
    label: str
    question: str
    about: str
    how: str
    answers: tuple[str, ...]
    asked: tuple[Asked, ...]
    topics: tuple[Link, ...]


@frozen
class StepTold:
    """A step of counting: what it compares, who takes part, when it is taken, by what law."""

    mark: str
    label: str
    against: str
    dates: str
    law: tuple[tuple[Link, str], ...]
    asked: tuple[Asked, ...]
    topics: tuple[Link, ...]


@frozen
class StatementTold:
    """A statement of the law: what it says, what carries it, or why nothing does."""

    mark: str
    id: str
    page: str
    heading: str
    states: str
    kind: str
    conflict: str
    left_out: str
    carried_by: tuple[Link, ...]


@frozen
class ListTold:
    """A list of the rulebook as it holds on the day: the heads of its columns, and its lines."""

    page: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def decisions_told(places: Places) -> tuple[DecisionTold, ...]:
    """Give all decisions in the order of the rulebook."""
    return tuple(_decision(places, one) for one in places.shelf.book.decisions.values())


def _decision(places: Places, one: DecisionDeclaration) -> DecisionTold:
    book, around = places.shelf.book, surroundings_of_role(places.shelf.book, one.about)
    conditions = []
    if one.asked_when is not None:
        conditions.append(asked("asked where", one.asked_when, around))
    if one.acts is not None:
        conditions.append(Asked("looks at", Worded(said(one.acts, around)), source(one.acts)))
    return DecisionTold(
        mark=mark("decision", one.id),
        label=one.label,
        question=one.question,
        about=book.vocabulary.roles[one.about].label,
        how=HOW[one.kind],
        answers=tuple(_answers(places, one)),
        asked=tuple(conditions),
        topics=tuple(
            places.topic(topic)
            for topic in book.topics_of.get(one.id, ())
            if any(not places.shelf.is_past(rule.since, rule.until) for rule in topic.rules)
        ),
    )


def _answers(places: Places, one: DecisionDeclaration) -> Iterator[str]:
    yield from (answer.label for answer in one.answers)
    for output in one.outputs:
        yield from (f"{output.label}: {answer.label}" for answer in output.answers)
    if one.answers_of:
        yield f"{places.shelf.book.vocabulary.kinds[one.answers_of].label}, from its list"
    if one.answers_as:
        yield f"a {one.answers_as}"


def steps_told(places: Places) -> tuple[StepTold, ...]:
    """Give the steps of counting that are taken on the day, in their order."""
    steps = places.shelf.book.steps
    return tuple(
        _step(places, one) for one in steps if not places.shelf.is_past(one.since, one.until)
    )


def _step(places: Places, one: CountingStep) -> StepTold:
    book, around = places.shelf.book, surroundings_of_step(places.shelf.book, one)
    conditions = []
    if one.same is not None:
        conditions.append(
            Asked("compares crimes with the same", Worded(said(one.same, around)), source(one.same))
        )
    if one.takes_part is not None:
        conditions.append(asked("takes in crimes of which this holds", one.takes_part, around))
    return StepTold(
        mark=mark("step", one.id),
        label=one.label,
        against="what is recorded already" if one.against_register else "one another",
        dates=period(one.since, one.until),
        law=tuple((places.law(name), page_of(name)) for name in one.law),
        asked=tuple(conditions),
        topics=tuple(places.topic(topic) for topic in book.topics if topic.step == one.id),
    )


def step_cases(places: Places) -> tuple[CaseTold, ...]:
    """Give the cases that show why the steps stand in their order."""
    files = places.cases_beside(STEPS_FILE)
    return tuple(case_told(places, file, case) for file in files for case in file.cases)


def law_told(places: Places) -> Mapping[str, tuple[StatementTold, ...]]:
    """Give every statement of the law, by the page on which it stands."""
    carried = citations(places.shelf.book)
    found: dict[str, list[StatementTold]] = {}
    for statement in places.shelf.law.values():
        told = _statement(places, statement, carried.get(statement.id, ()))
        found.setdefault(places.law_page(statement), []).append(told)
    return {page: tuple(statements) for page, statements in found.items()}


def _statement(places: Places, one: Statement, carried: Sequence[str]) -> StatementTold:
    return StatementTold(
        mark=mark("law", one.id),
        id=one.id,
        page=one.page,
        heading=one.heading,
        states=one.states,
        kind=one.kind,
        conflict=one.conflict,
        left_out=places.shelf.left_out.get(one.id, one.why_not),
        carried_by=tuple(places.citing(name) for name in carried if _stands(places, name)),
    )


def _stands(places: Places, name: str) -> bool:
    """Say whether what cites a statement stands on the day; all but rules are taken to stand."""
    rule = places.shelf.book.rule.get(name)
    return rule is None or not places.shelf.is_past(rule.since, rule.until)


def lists_told(places: Places) -> Iterator[ListTold]:
    """Give the lists of the rulebook, each with the lines that hold on the day."""
    for name in places.shelf.book.rows:
        yield _list(places, places.shelf.book.vocabulary.kinds[name])


def _list(places: Places, kind: Kind) -> ListTold:
    """Give a list: its keys, its first facts in columns, and what else is said in the last."""
    book, shelf = places.shelf.book, places.shelf
    facts = [fact for fact in kind.facts.values() if fact.is_given and fact.name != kind.key]
    held = [of_fact(Meaning(kind.label, kind.name), fact) for fact in facts]
    rows = []
    for row in book.rows[kind.name].values():
        if shelf.is_past(
            _day(row, kind.listed_from or SINCE), _day(row, kind.listed_until or UNTIL)
        ):
            continue
        said = [
            _cell(book, row.facts.get(fact.name), one)
            for fact, one in zip(facts, held, strict=True)
        ]
        pairs = zip(held, said, strict=True)
        more = [f"{one.words}: {text}" for one, text in [*pairs][COLUMNS:] if text]
        rows.append((row.id, *said[:COLUMNS], *(("; ".join(more),) if said[COLUMNS:] else ())))
    heads = [
        kind.label,
        *(one.words for one in held[:COLUMNS]),
        *(("besides",) if held[COLUMNS:] else ()),
    ]
    name = (kind.data or kind.name).rpartition("/")[2].partition(".")[0]
    return ListTold(
        page=list_page(kind.name),
        title=capital(name.replace("-", " ")),
        heads=tuple(map(capital, heads)),
        rows=tuple(rows),
    )


def _cell(book: Book, written: object, held_by: Meaning) -> str:
    return "" if written is None else value(book, written, held_by)


def _day(row: Element, name: str) -> date | None:
    found = row.facts.get(name)
    return found if isinstance(found, date) else None
