"""Interviews simulated: what whoever answers would say, by a record that knows it all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Final

from attrs import define, evolve, field, frozen

from hocr_engine.decision import Decision
from hocr_engine.incident.long_form import long_form
from hocr_engine.incident.model import FactRef, Incident
from hocr_engine.incident.read import INCIDENT_FORMAT, read_incident
from hocr_engine.interview import Interview, Presumed
from hocr_engine.interview.asking import Asked
from hocr_engine.interview.filling import read_again
from hocr_engine.rulebook.model import Book
from hocr_engine.text import Source
from hocr_engine.vocabulary.model import Fact, FactType, Kind, Vocabulary
from hocr_engine.yaml_nodes import read_yaml

ID: Final = "NEW"
MOST_STEPS: Final = 80
Classes = tuple[tuple[str, ...], ...]
Lines = list[tuple[str, list[str]]]


def is_asked(fact: Fact, kind: Kind) -> bool:
    """
    Say whether a simulated interview asks for a fact.

    Things and the links between them stay, as do the times at which police learned of them, and
    what stands recorded already, which a force's own system tells.
    """
    if kind.name == "record":
        return False
    is_link = fact.kind is not None and fact.type is not FactType.CODE
    return not is_link and not fact.required and fact.name != kind.known


def emptied(whole: Incident, vocabulary: Vocabulary) -> Incident:
    """Give a record that keeps its things, their links and when each became known."""
    elements = []
    for element in whole.elements:
        kind = vocabulary.kinds[element.kind]
        kept = {n: v for n, v in element.facts.items() if not is_asked(kind.facts[n], kind)}
        elements.append(evolve(element, facts=kept, days=element.days & kept.keys()))
    return read_again(evolve(whole, id=ID, elements=tuple(elements)), vocabulary)


def read(text: str, vocabulary: Vocabulary) -> Incident:
    """Give the incident of a file's text."""
    nodes, mistakes = read_yaml(Source(text, "kept"))
    assert not mistakes
    found, mistakes = read_incident(nodes[0], vocabulary)
    assert found is not None, mistakes
    return found


def tellable(whole: Incident, vocabulary: Vocabulary) -> Mapping[FactRef, object]:
    """Give the facts of a record that an interview may ask for."""
    return {
        FactRef(element.kind, element.id, name): _day(value) if name in element.days else value
        for element in whole.elements
        for name, value in element.facts.items()
        if is_asked(vocabulary.kinds[element.kind].facts[name], vocabulary.kinds[element.kind])
    }


def _day(value: object) -> object:
    return value.date() if isinstance(value, datetime) else value


def said(fact: Fact, value: object) -> str:
    """Give a value as somebody would answer it."""
    match value:
        case None:
            return "not established" if fact.not_established else "none"
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.isoformat(sep=" ")
        case date():
            return value.isoformat()
        case _:
            return str(value)


def classes(decision: Decision) -> Classes:
    """
    Give what may be entered for each possible crime after the last report, by its class alone.

    One entry for a possible crime is that its class is settled; `?` is a class that is open.
    """
    found = []
    for action in decision.reports[-1].actions if decision.reports else ():
        named = {
            one.class_ or "?" if one.enters == "crime" else one.entry for one in action.entered
        }
        found.append(tuple(sorted(named)) or (action.line,))
    return tuple(sorted(found))


def is_class(found: Classes) -> bool:
    """Say whether all that may come of a record has one class for each possible crime."""
    return bool(found) and all(len(one) == 1 and one[0] != "?" for one in found)


def lines(decision: Decision) -> Lines:
    """Give the action lines of each moment, in an order that does not depend on ids."""
    return [(str(report.at), sorted(a.line for a in report.actions)) for report in decision.reports]


@frozen(eq=False)
class Standing:
    """How an interview stands: its next question, or at the end of it what is presumed."""

    interview: Interview = field(repr=False)
    question: Asked | None
    presumed: tuple[Presumed, ...] = ()
    decided: tuple[Classes, Lines] | None = None


@frozen
class Told:
    """One exchange: what was asked or corrected, and whether it was known."""

    ref: FactRef
    is_known: bool
    is_correction: bool


@frozen(eq=False)
class Course:
    """How a whole interview went, and where it came to."""

    told: tuple[Told, ...]
    stood: tuple[Standing, ...]
    classes: Classes
    lines: Lines

    def answers_to_a_class(self) -> int:
        """Give after how many answers the classes stood as they stay."""
        found = len(self.told)
        while found and self._stood(found - 1) == self.classes:
            found -= 1
        return found

    def _stood(self, number: int) -> Classes:
        """Give the classes before an answer, decided when they are asked for."""
        standing = self.stood[number]
        if standing.decided is not None:
            return standing.decided[0]
        return classes(evolve(standing.interview).decision)


@define(eq=False)
class Simulation:
    """Goes through interviews; what is asked of one and the same record is worked out once."""

    book: Book
    known: dict[tuple[str, frozenset[FactRef]], Standing] = field(factory=dict)

    def course(self, whole: Incident) -> Course:
        """Give how the interview goes whose answers stand in a record."""
        vocabulary = self.book.vocabulary
        answers = tellable(whole, vocabulary)
        now = Interview(self.book, emptied(whole, vocabulary))
        told: list[Told] = []
        stood: list[Standing] = []
        while len(told) < MOST_STEPS:
            standing = self.standing(now)
            question = standing.question
            corrected = next(self._otherwise(standing, now, answers), None)
            asked = question or corrected
            if asked is None:
                assert standing.decided is not None
                return Course(tuple(told), tuple(stood), *standing.decided)
            is_known = asked.ref in answers
            told.append(Told(asked.ref, is_known, question is None))
            stood.append(standing)
            now = evolve(now, before=None)
            if is_known:
                now = now.told(asked, said(asked.fact, answers[asked.ref]))
            else:
                now = now.do_not_know()
        raise AssertionError([one.ref.pointer for one in told])

    def _otherwise(
        self, standing: Standing, now: Interview, answers: Mapping[FactRef, object]
    ) -> Iterator[Asked]:
        """Give what is presumed and stands otherwise in the record."""
        for asked in (one.asked for one in standing.presumed):
            if asked.ref in answers and asked.ref not in now.asked:
                yield asked

    def standing(self, now: Interview) -> Standing:
        """Give how an interview stands."""
        text = long_form(now.incident, self.book.vocabulary, INCIDENT_FORMAT)
        key = (text, frozenset(now.asked))
        if key not in self.known:
            question = now.question
            # Where a question is left, nobody may ever ask for the decision.
            bare = evolve(now, before=None)
            end = now.decision if question is None else None
            presumed = now.presumed if question is None else ()
            decided = None if end is None else (classes(end), lines(end))
            self.known[key] = Standing(bare, question, presumed, decided)
        return self.known[key]
