"""An interview as it stands: the record so far, what was asked, and what to ask next."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Final

from attrs import evolve, field, frozen

from hocr_engine.decision import Decision, decide
from hocr_engine.decision.asking import waiting_rules
from hocr_engine.decision.model import Action
from hocr_engine.explanation.grounds import question, questions
from hocr_engine.explanation.outline import Question
from hocr_engine.explanation.speaker import Speaker
from hocr_engine.incident.linked import World
from hocr_engine.incident.model import FactRef, Incident, IncidentError
from hocr_engine.incident.read import INCIDENT_FORMAT, incident_of, short_form
from hocr_engine.interview.asking import Asked, asked
from hocr_engine.interview.filling import with_fact
from hocr_engine.rulebook.model import Book
from hocr_engine.vocabulary.model import FactType
from hocr_engine.vocabulary.values import BadValueError

NEW_RECORD: Final = "NEW"
LINKING: Final = (FactType.LINK, FactType.LINKS, FactType.PART)


def begin(book: Book, received_at: str, *, on: date | None = None) -> Interview:
    """
    Give an interview about a report of which only the time of receipt is known.

    `received_at` is a date and time as records write it. Raises IncidentError.
    """
    short = short_form(book.vocabulary)
    allegation = short.allegation_kind.name
    facts = {
        "format": INCIDENT_FORMAT,
        "id": NEW_RECORD,
        short.report_kind.name: {short.report_kind.known or "": received_at},
        allegation: {"id": f"{allegation}-1"},
    }
    found, mistakes = incident_of(facts, book.vocabulary)
    if found is None:
        raise IncidentError(mistakes)
    return Interview(book, found, on=on)


def first_question(book: Book) -> str:
    """Give the question for the time of receipt, without which there is no record to ask about."""
    kind = short_form(book.vocabulary).report_kind
    fact = kind.facts[kind.known or ""]
    return (fact.ask or fact.label).replace("{thing}", kind.label)


@frozen(slots=False)
class Interview:
    """The state of an interview; each answer gives another one, and none is ever changed."""

    book: Book = field(repr=False)
    incident: Incident = field(repr=False)
    on: date | None = None
    asked: tuple[FactRef, ...] = ()
    not_known: frozenset[FactRef] = frozenset()
    before: Interview | None = field(default=None, repr=False)

    @cached_property
    def decision(self) -> Decision:
        """Give the decision on the record so far."""
        return decide(self.book, self.incident, on=self.on)

    @cached_property
    def question(self) -> Asked | None:
        """Give what to ask next: the fact that most rules wait for; None where nothing is left."""
        first = self._what_is_alleged()
        if first is not None:
            return first
        left = self._missing()
        if not left:
            return None
        ref, (told, action) = next(iter(left.items()))
        fact = self.book.vocabulary.kinds[ref.kind].facts[ref.name]
        waiting = tuple(dict.fromkeys(rule.title for rule in waiting_rules(action, ref)))
        return asked(told, ref, fact, self.incident, waiting, len(left) - 1)

    def _what_is_alleged(self) -> Asked | None:
        """Give the first question about an allegation of which nothing is known so far."""
        kind = short_form(self.book.vocabulary).allegation_kind
        first = next(iter(kind.facts.values()))
        for element in self.incident.of_kind(kind.name):
            ref = FactRef(kind.name, element.id, first.name)
            told = [f for f in element.facts if kind.facts[f].type not in LINKING]
            if not told and ref not in self.not_known:
                world = World(self.incident, self.book.vocabulary, self.book.rows, date.max)
                speaker = Speaker(self.book, world.thing(kind.name, element.id))
                return asked(question(speaker, ref), ref, first, self.incident)
        return None

    def _missing(self) -> dict[FactRef, tuple[Question, Action]]:
        """Give what the decision waits for and nobody said not to know, the latest report first."""
        found: dict[FactRef, tuple[Question, Action]] = {}
        for report in reversed(self.decision.reports):
            for action in report.actions:
                for ref, told in zip(action.missing, questions(self.book, action), strict=True):
                    if ref not in self.not_known:
                        found.setdefault(ref, (told, action))
        return found

    def answer(self, text: str) -> Interview:
        """
        Give the interview after an answer to its question.

        Raises BadValueError where the answer is none, with the words for whoever gave it.
        """
        now = self.question
        if now is None:
            raise LookupError
        value = now.value(text)
        try:
            told = with_fact(self.incident, now.ref, value, self.book.vocabulary)
        except IncidentError as error:
            first = error.diagnostics[0]
            raise BadValueError(first.code, first.message, first.help) from None
        asked_so_far = (*self.asked, now.ref)
        return evolve(self, incident=told, asked=asked_so_far, before=self)

    def do_not_know(self) -> Interview:
        """Give the interview after its question was left open; it is not asked again."""
        if self.question is None:
            raise LookupError
        ref = self.question.ref
        return evolve(self, asked=(*self.asked, ref), not_known=self.not_known | {ref}, before=self)
