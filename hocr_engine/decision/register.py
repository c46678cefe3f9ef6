"""The register: what stands recorded before a report, and what each report adds to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import define, evolve, field, frozen

from hocr_engine.decision.developments import developments_of
from hocr_engine.decision.entering import CRIME, INCIDENT, Outcome
from hocr_engine.decision.model import Entered
from hocr_engine.decision.when import earliest, latest
from hocr_engine.incident.linked import Linked, World
from hocr_engine.incident.model import Element, Incident
from hocr_engine.rulebook.model import Book

RECORD = "record"


@frozen(eq=False)
class Held:
    """
    One record of the register: what it is entered as, and which possible crimes it includes.

    `acts` are the allegations that it is about, `listed` its id where the file lists it.
    """

    id: str
    entered: Entered
    element: Element
    includes: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    listed: str = ""


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
        """
        Give the records as conditions see them, with what became of them by then.

        What is no crime stands in none of them. A record that is listed is known by its own id too.
        """
        for held in self.held.values():
            if held.entered.enters == INCIDENT:
                continue
            news = developments_of(world, held.listed, held.acts)
            element = evolve(held.element, facts={**held.element.facts, **news})
            if held.listed not in ("", held.id):
                world.add(evolve(element, id=held.listed))
            yield world.add(element)

    def enter(
        self,
        slot: str,
        entered: Entered,
        facts: dict[str, object],
        place: str,
        acts: tuple[str, ...],
    ) -> None:
        """Enter a possible crime as a record of its own, in place of an earlier one of its own."""
        before = self.held.pop(place, None)
        if before is not None and place != slot:
            self.placed[place] = slot
            self.lines[place] = before.entered.line
        if before is not None:
            facts = _since(before.element.facts, facts)
        element = Element(RECORD, slot, facts, entered.candidate.world.incident.at)
        if before is None:
            self.held[slot] = Held(slot, entered, element, acts=acts)
        else:
            acts = _both(before.acts, acts)
            self.held[slot] = evolve(before, id=slot, entered=entered, element=element, acts=acts)
        self.placed[slot] = slot
        self.lines[slot] = entered.line

    def remove(self, record: str) -> None:
        """Take away the record of a crime that turns out to be part of another."""
        self.held.pop(record, None)

    def include(
        self, slot: str, line: str, record: str, acts: tuple[str, ...], last: object
    ) -> None:
        """Note that a possible crime is part of a record; `last` moves its last incident on."""
        while record not in self.held and self.placed.get(record, record) != record:
            record = self.placed[record]
        self.placed[slot] = record
        self.lines[slot] = line
        held = self.held.get(record)
        if held is None:
            return
        element = held.element
        if latest(last) > latest(element.facts.get("last_incident")):
            element = evolve(element, facts={**element.facts, "last_incident": last})
        self.held[record] = evolve(
            held, includes=(*held.includes, slot), element=element, acts=_both(held.acts, acts)
        )


def _both(before: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*before, *new)))


def _since(before: Mapping[str, object], now: Mapping[str, object]) -> dict[str, object]:
    """Give a changed record its first notice, and the first and the last of all its acts."""
    facts = dict(now)
    for name, chosen in (
        ("came_to_notice", earliest),
        ("first_act", earliest),
        ("last_incident", latest),
    ):
        known = before.get(name)
        if not latest(known):
            facts.pop(name, None)
            facts.update({name: known} if name in before else {})
        elif latest(facts.get(name)):
            least = chosen is earliest
            facts[name] = (min if least else max)((known, facts[name]), key=chosen)
    return facts


def register_of(book: Book, incident: Incident, world: World) -> Register:
    """Give the register as it stood before these reports, from the records given."""
    register = Register()
    for element in sorted(incident.of_kind(RECORD), key=lambda known: known.id):
        entry, about = element.facts.get("entry"), element.facts.get("allegation")
        if not isinstance(entry, str):
            continue
        name = about if isinstance(about, str) else element.id
        entered = _entered(book, element, entry, world)
        acts = (about,) if isinstance(about, str) else ()
        known = evolve(element, id=name)
        register.held[name] = Held(name, entered, known, acts=acts, listed=element.id)
    return register


def _entered(book: Book, element: Element, entry: str, world: World) -> Entered:
    answer = book.making["entry"].answer(entry)
    code = element.facts.get("code")
    thing = world.thing(element.kind, element.id)
    if answer is None:
        return Entered(CRIME, CRIME, entry, code if isinstance(code, str) else None, thing)
    return Entered(entry, answer.enters or INCIDENT, None, None, thing)
