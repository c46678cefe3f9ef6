"""What is counted: possible crimes in the order of equals, and one way in which they come out."""

from __future__ import annotations

from collections.abc import Hashable

from attrs import field, frozen

from hocr_engine.decision.model import Referral, Relation
from hocr_engine.feel.values import NOTHING
from hocr_engine.incident.linked import Linked


@frozen(eq=False)
class Item:
    """A possible crime that takes part in counting, and the record that it has itself, if any."""

    id: str
    thing: Linked
    record: str
    first_act: float

    @property
    def recorded(self) -> bool:
        """Say whether it has a record of its own."""
        return bool(self.record)

    @property
    def order(self) -> tuple[bool, float, str]:
        """Give the order among equals: first recorded, then the earliest first act, then the id."""
        return (not self.recorded, self.first_act, self.id)


@frozen(eq=False)
class Count:
    """One way in which the counting may come out."""

    standing: tuple[Item, ...]
    aside: frozenset[str] = frozenset()
    relations: tuple[Relation, ...] = ()
    awaits: frozenset[Hashable] = NOTHING
    referred: tuple[tuple[str, Referral], ...] = field(default=())

    def relation_of(self, item: str) -> Relation | None:
        """Give the relation by which a crime has gone elsewhere, or None where it stands."""
        return next((r for r in self.relations if r.of == item and r.takes_away), None)
