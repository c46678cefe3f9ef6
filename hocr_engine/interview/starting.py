"""Where an interview starts: a report of which only the time of receipt is known."""

from __future__ import annotations

from datetime import date
from typing import Final

from attrs import evolve

from hocr_engine.explanation.speaker import Speaker
from hocr_engine.incident.linked import World
from hocr_engine.incident.model import Element, FactRef, Incident, IncidentError
from hocr_engine.incident.read import INCIDENT_FORMAT, incident_of, short_form
from hocr_engine.interview.asking import Asked, asked
from hocr_engine.interview.dates import as_written
from hocr_engine.interview.filling import fresh_id, linked_to, read_again
from hocr_engine.interview.interview import Interview
from hocr_engine.rulebook.model import Book
from hocr_engine.vocabulary.values import moment

NEW_RECORD: Final = "NEW"


def begin(book: Book, received_at: str, *, on: date | None = None) -> Interview:
    """
    Give an interview about a report of which only the time of receipt is known.

    `received_at` is a date and time as records, or people, write it. Raises IncidentError.
    """
    short = short_form(book.vocabulary)
    allegation = short.allegation_kind.name
    facts = {
        "format": INCIDENT_FORMAT,
        "id": NEW_RECORD,
        short.report_kind.name: {short.report_kind.known or "": as_written(received_at)},
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


def carried(book: Book, incident: Incident) -> Asked:
    """Give the question what a further report is about: known allegations, or how many new ones."""
    short = short_form(book.vocabulary)
    kind, target = short.report_kind, short.allegation_kind.name
    carries = next(f for f in kind.facts.values() if f.kind == target and f.is_given)
    ref = FactRef(kind.name, fresh_id(incident, kind.name), carries.name)
    world = World(incident, book.vocabulary, book.rows, date.max)
    return asked(Speaker(book, world.thing(kind.name, ref.id)), ref)


def with_report(now: Interview, received_at: str, about: Asked, text: str) -> Interview:
    """
    Give the interview after a further report came in, with the answer to what it is about.

    Raises BadValueError where either is no answer, and IncidentError where the record cannot be so.
    """
    ref = about.ref
    kind = now.book.vocabulary.kinds[ref.kind]
    at = moment(as_written(received_at))
    value = about.value(text)
    report = Element(ref.kind, ref.id, {kind.known or "": at, ref.name: value}, now.incident.at)
    things = linked_to(now.incident, about.fact, value)
    told = evolve(now.incident, elements=(*now.incident.elements, *things, report))
    return evolve(now, incident=read_again(told, now.book.vocabulary), before=now, last=None)
