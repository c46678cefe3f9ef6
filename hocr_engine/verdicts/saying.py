"""What parts of conditions say of a thing of which these facts alone are known."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Final

from attrs import field, frozen

from hocr_engine.feel.trace import passes_tests, value_of
from hocr_engine.incident.linked import World
from hocr_engine.incident.model import Element, Incident
from hocr_engine.rulebook.model import Book
from hocr_engine.text import Source, Span
from hocr_engine.verdicts.flat import Asked
from hocr_engine.vocabulary.model import Fact
from hocr_engine.vocabulary.values import NOT_ESTABLISHED, BadValueError
from hocr_engine.vocabulary.values import value_of as value_as_read

THING: Final = "this"
NOWHERE: Final = Span(Source("", "<facts>"), 0, 0)


class NotThisFactError(ValueError):
    """A value as parsed that its fact cannot have."""


@frozen
class Sayings:
    """Evaluates parts as the engine does wherever else, in the edition of a day."""

    book: Book = field(repr=False)
    kind: str
    on: date
    strict: bool

    def says(self, asked: Asked, facts: Mapping[str, object]) -> object:
        """Give what a part says where these facts are known, and no others."""
        element = Element(self.kind, THING, facts, NOWHERE)
        incident = Incident("facts", "", (element,), frozenset({self.kind}), NOWHERE)
        world = World(incident, self.book.vocabulary, self.book.rows, self.on, strict=self.strict)
        names = {"this": world.thing(self.kind, THING)}
        value = value_of(asked.part.expression, names)
        if asked.part.tests is None:
            return value
        return passes_tests(asked.part.tests, value, names)


def as_read(fact: Fact, value: object) -> object:
    """Give a value as parsed from JSON as the fact has it; NotThisFactError."""
    if value is None:
        if not fact.nullable:
            raise NotThisFactError
        return None
    if not isinstance(value, str | bool | int | float):
        raise NotThisFactError
    try:
        return value_as_read(fact, value if isinstance(value, str) else json.dumps(value))
    except BadValueError:
        raise NotThisFactError from None


def as_parsed(fact: Fact, value: object) -> object:
    """Give a value that was read as a parser of JSON would give it."""
    if value is None:
        return None if fact.nullable else NOT_ESTABLISHED
    return value if isinstance(value, str | bool) else str(value)
