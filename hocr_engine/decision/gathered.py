"""Which facts have been gathered so far, and which others something was worked out from."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from attrs import define, field

from hocr_engine.incident.kept import Place
from hocr_engine.incident.linked import Linked, World

CODE = "code"
DATED = ("first_act", "last_act")


@define(eq=False)
class Gathered:
    """
    The facts of one world gathered so far, as the bits of one number.

    Of the bits that a world gives to all that is read only those of facts that a record tells or
    that are presumed count, and the codes and times of what the decision made.
    """

    world: World
    bits: int = 0
    _telling: int = field(default=0, init=False)
    _places: list[Place] = field(factory=list, init=False)

    def bit(self, thing: Linked, name: str) -> int:
        """Give the bit of a fact of a thing."""
        return self.world.reading.bits.bit((thing.kind, thing.id, name))

    def add(self, thing: Linked, name: str) -> None:
        """Note that a fact is gathered."""
        self.bits |= self.bit(thing, name)

    def new(self, facts: int) -> int:
        """Give those of some facts that tell something and are not gathered."""
        self._look()
        return facts & self._telling & ~self.bits

    def telling(self, facts: int) -> int:
        """Give those of some facts that tell something."""
        self._look()
        return facts & self._telling

    def places(self, facts: int) -> Iterator[Place]:
        """Give what some bits stand for."""
        self._look()
        while facts:
            lowest = facts & -facts
            yield self._places[lowest.bit_length() - 1]
            facts ^= lowest

    def _look(self) -> None:
        """Look at the bits that came since the last look."""
        known = self.world.reading.bits.of
        if len(known) == len(self._places):
            return
        for place, bit in islice(known.items(), len(self._places), None):
            self._places.append(place)
            if self._tells(place):
                self._telling |= bit

    def _tells(self, place: Place) -> bool:
        kind, name, fact_name = place
        if (kind, name) in self.world.extra:
            return fact_name == CODE or fact_name in DATED
        kinds = self.world.vocabulary.kinds
        fact = kinds[kind].facts.get(fact_name)
        if fact is None:
            return False
        target = kinds.get(fact.kind or "")
        return (
            fact.kind is None
            or fact.presume is not None
            or (target is not None and target.presume_none is not None)
        )
