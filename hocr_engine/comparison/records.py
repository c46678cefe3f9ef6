"""The records of a force as its file tells them, in an order that does not depend on the file."""

from __future__ import annotations

from typing import Final

from hocr_engine.comparison.model import Recorded
from hocr_engine.decision.entering import CRIME, INCIDENT
from hocr_engine.incident.model import Element, Incident, moment_of
from hocr_engine.rulebook.model import Book
from hocr_engine.vocabulary.model import FactType

RECORDED: Final = "recorded"
ALLEGATION: Final = "allegation"


def is_told(incident: Incident) -> bool:
    """Say whether the file tells what was recorded, be it nothing."""
    return RECORDED in incident.sections


def records_of(book: Book, incident: Incident) -> tuple[Recorded, ...]:
    """Give what the force recorded, ordered by time and then by content."""
    found = (_record(book, element) for element in incident.of_kind(RECORDED))
    return tuple(sorted(found, key=lambda one: one.order))


def _record(book: Book, element: Element) -> Recorded:
    entry = _text(element, "entry")
    return Recorded(
        id=element.id,
        allegation=_text(element, ALLEGATION),
        entry=entry,
        code=_text(element, "code"),
        enters=_enters(book, entry),
        force=_text(element, "force"),
        at=moment_of(element, "recorded_at"),
        links=_links(book, element),
    )


def _text(element: Element, name: str) -> str:
    found = element.facts.get(name)
    return found if isinstance(found, str) else ""


def _enters(book: Book, entry: str) -> str:
    """Give as what an entry stands in the register; what is no answer of the book is a class."""
    answer = book.making["entry"].answer(entry)
    if answer is None:
        return CRIME if entry else ""
    return answer.enters or INCIDENT


def _links(book: Book, element: Element) -> dict[str, str]:
    """Give what a record names besides its allegation: its victim, and whatever is declared."""
    facts = book.vocabulary.kinds[RECORDED].facts.values()
    names = (f.name for f in facts if f.type is FactType.LINK and f.name != ALLEGATION)
    return {name: text for name in names if (text := _text(element, name))}
