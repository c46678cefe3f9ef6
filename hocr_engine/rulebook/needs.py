"""What the engine needs a rulebook to declare, whatever its law says."""

from __future__ import annotations

from collections.abc import Iterator

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.rulebook import messages as say
from hocr_engine.rulebook.model import Book
from hocr_engine.text import Span
from hocr_engine.vocabulary.model import FactType, Kind

ALLEGATION = "allegation"
MUST_MAKE = ("candidates", "class", "entry")


def check_needs(book: Book, at: Span) -> Iterator[Diagnostic]:
    """Give what is missing for any incident to be read and decided at all."""
    role = book.vocabulary.roles.get(ALLEGATION)
    if role is None:
        yield say.no_role(ALLEGATION, at)
    elif not any(_reports(kind, role.kind) for kind in book.vocabulary.kinds.values()):
        yield say.no_report_kind(role.at)
    for what in MUST_MAKE:
        if what not in book.making:
            yield say.nothing_makes(what, at)


def _reports(kind: Kind, allegation: str) -> bool:
    """Say whether a kind carries allegations and must say when it was received."""
    received = kind.facts.get(kind.known or "")
    return (
        received is not None
        and received.required
        and received.type is FactType.DATE_AND_TIME
        and any(fact.kind == allegation and fact.is_given for fact in kind.facts.values())
    )
