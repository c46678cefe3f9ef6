"""The register: what stands recorded before a report, and what each report adds to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from attrs import define, evolve, field, frozen

from hocr_engine.decision.entering import CRIME, INCIDENT, Outcome
from hocr_engine.decision.model import Entered
from hocr_engine.incident.linked import Linked, World
from hocr_engine.incident.model import Element, Incident
from hocr_engine.rulebook.model import Book

RECORD = "record"


@frozen(eq=False)
class Held:
    """One record of the register: what it is entered as, and which possible crimes it includes."""

    id: str
    entered: Entered
    element: Element
    includes: tuple[str, ...] = ()


@define(eq=False)
class Register:
    """The records by their ids, and where each possible crime decided so far has gone."""

    held: dict[str, Held] = field(factory=dict)
    placed: dict[str, str] = field(factory=dict)
    lines: dict[str, str] = field(factory=dict)
    acts: dict[str, tuple[str, ...]] = field(factory=dict)

    def own(self, slot: str, allegation: str) -> Held | None:
        """Give the record of a possible crime itself, be it without a code so far."""
        names = (slot, f"{allegation}/none", allegation)
        return next((self.held[name] for name in names if name in self.held), None)

    def acts_of(self, slot: str) -> frozenset[str]:
        """Give the acts of a course of conduct that are in a record already."""
        return frozenset(
            act
            for name, acts in self.acts.items()
            if name == slot or name.startswith(f"{slot}+")
            for act in acts
        )

    def has(self, one: Outcome) -> bool:
        """Say whether a possible crime has gone into another already, and is as it was then."""
        place = self.placed.get(one.slot.id)
        if place is None or place == one.slot.id or not one.is_settled:
            return False
        return self.lines.get(one.slot.id) == one.entered[0].line

    def things(self, world: World) -> Iterator[Linked]:
        """Give the records as conditions see them."""
        for held in self.held.values():
            yield world.add(held.element)

    def enter(self, slot: str, entered: Entered, facts: dict[str, object], place: str) -> None:
        """Enter a possible crime as a record of its own, in place of an earlier one of its own."""
        before = self.held.pop(place, None)
        if before is not None and place != slot:
            self.placed[place] = slot
            self.lines[place] = before.entered.line
        element = Element(RECORD, slot, facts, entered.candidate.world.incident.at)
        includes = before.includes if before is not None else ()
        self.held[slot] = Held(slot, entered, element, includes)
        self.placed[slot] = slot
        self.lines[slot] = entered.line

    def include(self, slot: str, line: str, record: str, last: datetime | None = None) -> None:
        """Note that a possible crime is part of a record; `last` moves its last incident on."""
        self.placed[slot] = record
        self.lines[slot] = line
        held = self.held.get(record)
        if held is None:
            return
        element = held.element
        known = element.facts.get("last_incident")
        if last is not None and (not isinstance(known, datetime) or known < last):
            element = evolve(element, facts={**element.facts, "last_incident": last})
        self.held[record] = evolve(held, includes=(*held.includes, slot), element=element)


def register_of(book: Book, incident: Incident, world: World) -> Register:
    """Give the register as it stood before these reports, from the records given."""
    register = Register()
    for element in sorted(incident.of_kind(RECORD), key=lambda known: known.id):
        entry, about = element.facts.get("entry"), element.facts.get("allegation")
        if not isinstance(entry, str):
            continue
        name = about if isinstance(about, str) else element.id
        entered = _entered(book, element, entry, world)
        register.held[name] = Held(name, entered, evolve(element, id=name))
    return register


def _entered(book: Book, element: Element, entry: str, world: World) -> Entered:
    answer = book.making["entry"].answer(entry)
    code = element.facts.get("code")
    thing = world.thing(element.kind, element.id)
    if answer is None:
        return Entered(CRIME, CRIME, entry, code if isinstance(code, str) else None, thing)
    return Entered(entry, answer.enters or INCIDENT, None, None, thing)
