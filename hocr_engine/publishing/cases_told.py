"""Worked cases as people read them: what each is, on which day, and what is to come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from hocr_engine.cases.model import (
    Answer,
    Case,
    CaseFile,
    Exactly,
    Expectation,
    OneOfThese,
    Referred,
)
from hocr_engine.explanation.words import day, listed
from hocr_engine.publishing.meaning import Meaning, of_decision
from hocr_engine.publishing.places import Link, Places, case_mark
from hocr_engine.publishing.values_in_words import value
from hocr_engine.rulebook.model import Book


@frozen
class CaseTold:
    """A case: its mark on the page, its name, its day, what is expected, and what decides it."""

    mark: str
    name: str
    on: str
    expected: tuple[str, ...]
    decided_by: tuple[Link, ...]
    waiting: str = ""


def case_told(places: Places, file: CaseFile, case: Case) -> CaseTold:
    """Give a case as people read it."""
    book = places.shelf.book
    return CaseTold(
        mark=case_mark(file, case),
        name=case.name,
        on=day(case.on or book.edition),
        expected=tuple(line for one in case.expectations for line in _expected(book, one)),
        decided_by=tuple(places.citing(name.text) for name in case.decided_by),
        waiting=case.waiting,
    )


def _expected(book: Book, one: Expectation) -> Iterator[str]:
    lead = f"report {one.report}, " if one.report else ""
    for expected in one.answers:
        decision = book.decisions[expected.decision]
        yield f"{lead}{decision.label}: {_answer(book, expected.answer, of_decision(decision))}"
    for fails in one.fails or ():
        rule = book.rule.get(fails.text)
        yield f"{lead}not met: {fails.text if rule is None else rule.title}"
    for label, found in (("", one.actions), ("told: ", one.told), ("flag: ", one.flagged)):
        if found == ():
            yield f"{lead}{label}nothing"
        yield from (f"{lead}{label}{told.text}" for told in found or ())
    if one.by is not None:
        yield f"{lead}by {one.by.text}"


def _answer(book: Book, answer: Answer, held_by: Meaning) -> str:
    match answer:
        case Exactly(value=found):
            return _value(book, found, held_by)
        case OneOfThese(values=values):
            return f"open between {listed((_value(book, one, held_by) for one in values), 'and')}"
        case Referred(to=to, suggests=suggests):
            rule = book.rule.get(to)
            why = f" ({to if rule is None else rule.title})" if to else ""
            more = "" if suggests is None else f", {_value(book, suggests, held_by)} suggested"
            return f"referred to the registrar{why}{more}"


def _value(book: Book, found: object, held_by: Meaning) -> str:
    if isinstance(found, (list, tuple)):
        return listed(_value(book, one, held_by) for one in found) or "none"
    if isinstance(found, Mapping):
        decision = book.decisions[held_by.kind.removeprefix("decision ")]
        outputs = {one.name: one for one in decision.outputs}
        return listed(
            value(book, one, Meaning("", answers={a.word: a.label for a in outputs[name].answers}))
            for name, one in found.items()
        )
    return value(book, found, held_by)
