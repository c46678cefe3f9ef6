"""
Interviews simulated: what whoever answers would say, by a record that knows it all.

*From an empty allegation to a class* is counted for each allegation: the answers to what was asked
about it, from its being named until its class stands as it stays. Answers about another allegation,
or about a request for an outcome or a removal, are no step of that. A further report is a new
start, with an interview of its own by `hocr ask --report`; what is asked about that report, such as
who made it, is counted from it on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from time import process_time
from typing import Final

from attrs import define, evolve, field, frozen

from hocr_engine.decision import Decision
from hocr_engine.decision.model import Action
from hocr_engine.incident.linked import Linked
from hocr_engine.incident.long_form import long_form
from hocr_engine.incident.model import FactRef, Incident, moment_of
from hocr_engine.incident.read import INCIDENT_FORMAT, read_incident
from hocr_engine.interview import Interview, Presumed
from hocr_engine.interview.asking import Asked
from hocr_engine.interview.filling import read_again
from hocr_engine.rulebook.model import Book
from hocr_engine.text import Source
from hocr_engine.vocabulary.model import Fact, FactType, Kind, Vocabulary
from hocr_engine.yaml_nodes import read_yaml

ID: Final = "NEW"
MOST_STEPS: Final = 400
MOST_KEPT: Final = 150
Class = tuple[tuple[str, ...], ...]
Classes = dict[str, Class]
Lines = list[tuple[str, list[str]]]


def is_asked(fact: Fact, kind: Kind) -> bool:
    """
    Say whether a simulated interview asks for a fact.

    Things and the links between them stay, as do the times at which police learned of them, and
    what stands recorded already and what became of that, which a force's own system tells.
    """
    if kind.name in ("record", "development"):
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
    Give what may be entered for each allegation after the last report, by its class alone.

    One entry for a possible crime is that its class is settled; `?` is a class that is open. What
    becomes of requests is no class, nor is what counts with another crime.
    """
    found: dict[str, list[tuple[str, ...]]] = {}
    for action in decision.reports[-1].actions if decision.reports else ():
        if action.entered:
            named = {
                one.class_ or "?" if one.enters == "crime" else one.entry for one in action.entered
            }
            found.setdefault(_allegation(action), []).append(tuple(sorted(named)))
    return {about: tuple(sorted(of_each)) for about, of_each in found.items()}


def _allegation(action: Action) -> str:
    """Give the allegation that an action is about; of a course, that of its last act."""
    thing = action.subject.member("allegation")
    return thing.id if isinstance(thing, Linked) else action.subject.id


def is_class(found: Class) -> bool:
    """Say whether all that may come of an allegation has one class for each possible crime."""
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


@frozen
class Told:
    """
    One exchange: what was asked or corrected, and whether it was known.

    `about` is the allegation, pair or request in question, `report` a further report that the fact
    is of, and `seconds` how long it took to find the question.
    """

    ref: FactRef
    about: str
    report: str
    is_known: bool
    is_correction: bool
    seconds: float


@frozen(eq=False)
class Course:
    """How a whole interview went, and where it came to."""

    told: tuple[Told, ...]
    stood: tuple[Interview, ...]
    end: Decision

    @property
    def lines(self) -> Lines:
        """Give what is to be done in the end."""
        return lines(self.end)

    def answers_to_a_class(self) -> dict[str, int]:
        """
        Give after how many answers each allegation's class stood as it stays.

        Counted are the answers to what was asked about the allegation, those on a further report
        apart from the others; of these it is the larger number. An allegation that comes to no
        class of its own in the end is left out.
        """
        final = {about: one for about, one in classes(self.end).items() if is_class(one)}
        return {about: self._answers(about, one) for about, one in final.items()}

    def _answers(self, about: str, final: Class) -> int:
        found = len(self.told)
        while found and classes(self.stood[found - 1].decision).get(about) == final:
            found -= 1
        of_reports = Counter(one.report for one in self.told[:found] if one.about == about)
        return max(of_reports.values(), default=0)


@define(eq=False)
class Simulation:
    """Goes through interviews; what is asked of one and the same record is worked out once."""

    book: Book
    known: dict[tuple[str, frozenset[FactRef]], Standing] = field(factory=dict)

    def course(self, whole: Incident, *, knows: bool = True) -> Course:
        """Give how the interview goes whose answers stand in a record, or of which none does."""
        vocabulary = self.book.vocabulary
        answers = tellable(whole, vocabulary) if knows else {}
        further = of_further_reports(whole, vocabulary)
        now = Interview(self.book, emptied(whole, vocabulary))
        told: list[Told] = []
        stood: list[Interview] = []
        while len(told) < MOST_STEPS:
            started = process_time()
            standing = self.standing(now)
            seconds = process_time() - started
            question = standing.question
            asked = question or next(self._otherwise(standing, now, answers), None)
            now = standing.interview
            if asked is None:
                return Course(tuple(told), tuple(stood), now.decision)
            ref, is_known = asked.ref, asked.ref in answers
            report = further.get((ref.kind, ref.id), "")
            told.append(Told(ref, asked.about, report, is_known, question is None, seconds))
            stood.append(now)
            if is_known:
                now = evolve(now.told(asked, said(asked.fact, answers[ref])), before=None)
            else:
                now = evolve(now.do_not_know(), before=None)
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
            if len(self.known) >= MOST_KEPT:
                self.known.clear()
            question = now.question
            presumed = now.presumed if question is None else ()
            self.known[key] = Standing(now, question, presumed)
        return self.known[key]


def of_further_reports(whole: Incident, vocabulary: Vocabulary) -> dict[tuple[str, str], str]:
    """Give the things that belong to a report after the first: the report, and its own parts."""
    reports = [one for one in whole.of_kind("report") if moment_of(one, "received_at") is not None]
    reports.sort(key=lambda one: (moment_of(one, "received_at"), one.id))
    found = {}
    for report in reports[1:]:
        facts = vocabulary.kinds[report.kind].facts
        parts = {name for name, fact in facts.items() if fact.type is FactType.PART}
        things = {report.id, *(str(report.facts[name]) for name in parts & report.facts.keys())}
        for element in whole.elements:
            if element.id in things or element.id.startswith(f"{report.id}/"):
                found[element.kind, element.id] = report.id
    return found
