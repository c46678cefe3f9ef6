"""An incident as read: elements of the vocabulary's kinds, each with what the record gives."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from attrs import field, frozen

from hocr_engine.diagnostic import Diagnostic, draw
from hocr_engine.text import Span


class IncidentError(ValueError):
    """An incident that cannot be decided; `diagnostics` holds all that is wrong with it."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("\n".join(draw(diagnostic) for diagnostic in diagnostics))
        self.diagnostics = diagnostics


class FactRef(NamedTuple):
    """A fact of one element: what an unknown value waits for, and what a decision read."""

    kind: str
    id: str
    name: str

    @property
    def pointer(self) -> str:
        """Give the fact's place in the record as `element-id.fact`."""
        return f"{self.id}.{self.name}"


@frozen
class Element:
    """
    One thing in the record, or made from it; links are ids, None is known to be absent.

    `days` names the dates and times of which the day alone is given.
    """

    kind: str
    id: str
    facts: Mapping[str, object]
    at: Span = field(eq=False, repr=False)
    places: Mapping[str, Span] = field(eq=False, repr=False, factory=dict)
    days: frozenset[str] = frozenset()
    is_made: bool = field(default=False, eq=False)


@frozen(slots=False)
class Incident:
    """
    A whole record: its id, the force that holds it, and its elements by kind.

    `not_known` points to the facts that were asked for and that nobody knows.
    """

    id: str
    force: str
    elements: tuple[Element, ...]
    sections: frozenset[str]
    at: Span = field(eq=False, repr=False)
    expanded: tuple[str, ...] = field(default=(), eq=False)
    not_known: tuple[str, ...] = ()

    @cached_property
    def by_kind(self) -> Mapping[str, Mapping[str, Element]]:
        """Give the elements of each kind by their ids."""
        found: dict[str, dict[str, Element]] = {}
        for element in self.elements:
            found.setdefault(element.kind, {})[element.id] = element
        return found

    def of_kind(self, kind: str) -> tuple[Element, ...]:
        """Give the elements of a kind."""
        return tuple(self.by_kind.get(kind, {}).values())

    def find(self, kind: str, element_id: str) -> Element | None:
        """Give the element of a kind with this id, or None."""
        return self.by_kind.get(kind, {}).get(element_id)

    def find_any(self, element_id: str) -> Element | None:
        """Give the element with this id, whatever its kind, or None."""
        return next((element for element in self.elements if element.id == element_id), None)


def moment_of(element: Element, name: str | None) -> datetime | None:
    """Give the date and time that an element has under a name, where it is given."""
    value = element.facts.get(name) if name else None
    return value if isinstance(value, datetime) else None
