"""Linked facts: what conditions see of a record at one moment, under one edition of the rules."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import date, datetime
from typing import Final
from weakref import ref

from attrs import define, field, frozen

from hocr_engine.feel.syntax import Expression
from hocr_engine.feel.trace import Step, trace
from hocr_engine.feel.trace import value_of as evaluated
from hocr_engine.feel.values import OneOf, Unknown
from hocr_engine.incident.kept import NO_ANSWERS, Carrying, Kept, Place, Reading
from hocr_engine.incident.model import Element, FactRef, Incident, moment_of
from hocr_engine.vocabulary.model import (
    Definition,
    Fact,
    FactType,
    Kind,
    Presumption,
    Vocabulary,
)
from hocr_engine.vocabulary.values import value_of

REPORTS = "reports"
JUDGEMENT = "judgement"
Rows = Mapping[str, Mapping[str, Element]]
Names = Mapping[str, object]
Listed = tuple[ref[Vocabulary], Mapping[str, Element], Mapping[object, list[Element]]]

_LISTED: Final[dict[tuple[int, str, str], Listed]] = {}


@frozen
class Assumed:
    """A presumption that stood in for a fact left out."""

    fact: FactRef
    presumption: Presumption


@define(eq=False)
class Retrace:
    """How a definition came out for a thing, gone through again when first asked for."""

    expression: Expression
    names: Names
    _step: Step | None = field(default=None, init=False)

    def __call__(self) -> Step:
        """Give the value with the steps towards it."""
        if self._step is None:
            self._step = trace(self.expression, self.names)
        return self._step


@define(eq=False)
class World:
    """
    A record as known at one moment, read under the definitions in force on one day.

    With `only`, everything but these facts is forgotten, nothing stands in for what is, and only
    what is among them is presumed; things and the links between them stay.
    """

    incident: Incident
    vocabulary: Vocabulary
    rows: Rows
    on: date
    known_at: datetime | None = None
    strict: bool = False
    supposed: Mapping[FactRef, object] = field(factory=dict)
    only: frozenset[FactRef] | None = None
    names: Callable[[Linked], Names] = field(default=lambda thing: {"this": thing})
    reading: Reading = field(factory=Reading, init=False)
    carried: Carrying | None = field(default=None, init=False)
    extra: dict[tuple[str, str], Element] = field(factory=dict, init=False)
    assumed: dict[Place, Assumed] = field(factory=dict, init=False)
    members: dict[Place, Kept] = field(factory=dict, init=False)
    said: dict[Place, dict[int, Kept]] = field(factory=dict, init=False)
    said_of_all: dict[tuple[str, str], dict[str, dict[int, Kept]]] = field(factory=dict, init=False)
    heard: dict[Place, dict[str, Kept]] = field(factory=dict, init=False)
    answers: Mapping[Place, object] = field(factory=dict, init=False)
    lasting: dict[Place, Kept] = field(factory=dict, init=False)
    _steps: dict[Place, Retrace] = field(factory=dict, init=False)

    def thing(self, kind: str, element_id: str) -> Linked:
        """Give the linked view of an element; one that the record does not hold knows nothing."""
        element = self.extra.get((kind, element_id)) or self.incident.find(kind, element_id)
        return Linked(kind, element_id, element, self)

    def add(self, element: Element) -> Linked:
        """Give the linked view of an element that the decision made, as a possible crime."""
        key = (element.kind, element.id)
        known = self.extra.get(key)
        self.extra[key] = element
        if known is not element:
            self._mix(element, known)
        if self.carried is not None:
            self.carried.added(*key)
        return self.thing(element.kind, element.id)

    def _mix(self, element: Element, known: Element | None) -> None:
        """Note which facts of an element that is made again were read as something else."""
        for name in self.vocabulary.kinds[element.kind].facts:
            place = (element.kind, element.id, name)
            if place in self.members and (known is None or known.facts != element.facts):
                self.reading.bits.mixed |= self.reading.bits.bit(place)

    def own(self, thing: Linked) -> Linked:
        """Give a thing of any world as it is in this one."""
        if thing.world is self:
            return thing
        if self.vocabulary.kinds[thing.kind].data is not None:
            return Linked(thing.kind, thing.id, thing.element, self)
        return self.thing(thing.kind, thing.id)

    def forgets(self, thing: Linked, fact: Fact) -> bool:
        """Say whether a fact that the record may give, or that may be presumed, is forgotten."""
        if self.only is None or (thing.kind, thing.id) in self.extra:
            return False
        return thing.ref(fact.name) not in self.only

    def may_forget(self, place: Place) -> bool:
        """Say whether it makes a difference to this record whether a fact is forgotten."""
        kind = self.vocabulary.kinds[place[0]]
        fact = kind.facts.get(place[2])
        if fact is None or place[:2] in self.extra:
            return False
        target = self.vocabulary.kinds.get(fact.kind or "")
        if fact.presume is not None or (target is not None and target.presume_none is not None):
            return True
        element = self.incident.find(*place[:2])
        is_given = element is not None and fact.name in element.facts
        return may_be_forgotten(kind, fact) and (is_given or fact.judged)

    def is_known(self, element: Element) -> bool:
        """Say whether an element was known at the moment decided at."""
        known = moment_of(element, self.vocabulary.kinds[element.kind].known)
        if self.known_at is None or known is None:
            return True
        return known.timestamp() <= self.known_at.timestamp()

    def member(self, thing: Linked, name: str) -> object:
        """Give what is known of a thing under a name, each worked out once."""
        place = (thing.kind, thing.id, name)
        known = self.members.get(place)
        if known is None:
            known = None if self.carried is None else self.carried.member(place)
            if known is None:
                known = self._told(thing, name, place)
            if known is None:
                known = self.reading.keep(self._work_out, self.own(thing), name)
            self.members[place] = known
        return self.reading.note(known)

    def _told(self, thing: Linked, name: str, place: Place) -> Kept | None:
        """Give a fact that the record tells as it stands; None for all that takes more."""
        kind = self.vocabulary.kinds[thing.kind]
        fact = kind.facts.get(name)
        if fact is None or fact.kind is not None or fact.judged or kind.data is not None:
            return None
        if self.supposed or self.only is not None or place[:2] in self.extra:
            return None
        element = self.own(thing).element
        if element is None or name not in element.facts:
            return None
        by_role = kind.section is None and kind.name in self.vocabulary.role_of_kind
        return Kept(element.facts[name], self.reading.bits.bit(place, made=by_role), NO_ANSWERS)

    def presumed(self, thing: Linked, name: str) -> Assumed | None:
        """Give the presumption that stands in for a fact, or None where none does."""
        self.member(thing, name)
        return self.assumed.get((thing.kind, thing.id, name))

    def definition_step(self, thing: Linked, name: str) -> Step | None:
        """Give how a definition comes out for a thing, or None where the name is a fact."""
        if name in self.vocabulary.kinds[thing.kind].facts:
            return None
        place = (thing.kind, thing.id, name)
        if place not in self._steps:
            definition = self._definition(thing, name)
            self._steps[place] = Retrace(definition.expression, self.names(self.own(thing)))
        return self._steps[place]()

    def _work_out(self, thing: Linked, name: str) -> object:
        kind = self.vocabulary.kinds[thing.kind]
        fact = kind.facts.get(name)
        if fact is None:
            return evaluated(self._definition(thing, name).expression, self.names(thing))
        if kind.data is None:
            by_role = kind.section is None and kind.name in self.vocabulary.role_of_kind
            is_made = by_role or (thing.kind, thing.id) in self.extra
            self._reads((thing.kind, thing.id, name), made=is_made)
        if self.supposed and thing.ref(name) in self.supposed:
            return self.supposed[thing.ref(name)]
        if fact.by_key is not None:
            return self._row(fact, thing.member(fact.by_key))
        if fact.through is not None:
            return self._through(thing, fact)
        if fact.matching:
            return self._matching(thing, fact)
        if may_be_forgotten(self.vocabulary.kinds[thing.kind], fact) and self.forgets(thing, fact):
            return Unknown(frozenset({thing.ref(name)}))
        if fact.judged:
            judged = self._judged(thing, fact)
            if judged is not None:
                return judged
        element = thing.element
        if element is not None and name in element.facts:
            return self._linked(fact, element.facts[name])
        return self._left_out(thing, kind, fact)

    def _reads(self, place: Place, *, made: bool = False) -> None:
        self.reading.note_fact(self.reading.bits.bit(place, made=made))

    def _definition(self, thing: Linked, name: str) -> Definition:
        versions: tuple[Definition, ...] = self.vocabulary.definitions_of(thing.kind, name)
        for definition in versions:
            if definition.in_force(self.on):
                return definition
        raise KeyError(name)

    def _row(self, fact: Fact, key: object) -> object:
        if key is None or isinstance(key, Unknown | OneOf):
            return key
        row = self.rows.get(fact.kind or "", {}).get(str(key))
        return None if row is None else Linked(row.kind, row.id, row, self)

    def _linked(self, fact: Fact, value: object) -> object:
        if fact.type in (FactType.LINK, FactType.PART) and isinstance(value, str):
            return self.thing(fact.kind or "", value)
        if fact.type is FactType.LINKS and isinstance(value, tuple):
            return [self.thing(fact.kind or "", element_id) for element_id in value]
        return value

    def _through(self, thing: Linked, fact: Fact) -> object:
        target = self.vocabulary.kinds[fact.kind or ""]
        if target.data is not None:
            return self._listed(thing, fact)
        found = [
            element
            for element in self.incident.of_kind(target.name)
            if _leads_to(element.facts.get(fact.through or ""), thing.id) and self.is_known(element)
        ]
        if fact.type is FactType.LINK:
            return self._picked(thing, fact, target, found)
        if found or target.name in self.incident.sections:
            return [self.thing(target.name, element.id) for element in found]
        none = target.presume_none
        if none is not None and not self.strict and not self.forgets(thing, fact):
            self._assume(thing, fact.name, none)
            return []
        return Unknown(frozenset({thing.ref(fact.name)}))

    def _listed(self, thing: Linked, fact: Fact) -> list[Linked]:
        """Give the rows of a list that name a row of another by its key."""
        by_key = _rows_by(self, fact.kind or "", fact.through or "")
        return [Linked(row.kind, row.id, row, self) for row in by_key.get(thing.id, ())]

    def _matching(self, thing: Linked, fact: Fact) -> object:
        """Give the things of a kind linked to the same others, as far as reported by now."""
        self._reads((fact.kind or "", "", ""), made=True)
        own = thing.element.facts if thing.element is not None else {}
        made = (element for (kind, _), element in self.extra.items() if kind == fact.kind)
        listed = {
            element.id: element for element in (*self.incident.of_kind(fact.kind or ""), *made)
        }
        found = [
            self.thing(element.kind, element.id)
            for element in listed.values()
            if all(element.facts.get(name) == own.get(name) for name in fact.matching)
        ]
        found = [one for one in found if self._is_reported(one)]
        return found if fact.type is FactType.LINKS else next(iter(found), None)

    def _is_reported(self, thing: Linked) -> bool:
        """Say whether a thing that reports carry was in one received by now."""
        return REPORTS not in self.vocabulary.kinds[thing.kind].facts or bool(thing.member(REPORTS))

    def _picked(self, thing: Linked, fact: Fact, target: Kind, found: list[Element]) -> Linked:
        if not found:
            return self.thing(target.name, f"{thing.id}/{fact.name}")

        def when(element: Element) -> tuple[float, str]:
            at = moment_of(element, fact.by)
            return (0.0 if at is None else at.timestamp(), element.id)

        choose = min if fact.pick == "earliest" else max
        return self.thing(target.name, choose(found, key=when).id)

    def _judged(self, thing: Linked, fact: Fact) -> object | None:
        """Give the latest judgement on a question of fact that the law leaves to judgement."""
        found = [
            element
            for element in self.incident.of_kind(JUDGEMENT)
            if element.facts.get("about") == thing.id
            and element.facts.get("question") == fact.name
            and self.is_known(element)
        ]
        if not found:
            return None
        latest = max(found, key=lambda judged: (_known_from(judged), judged.id))
        return value_of(fact, str(latest.facts.get("answer")))

    def _left_out(self, thing: Linked, kind: Kind, fact: Fact) -> object:
        if kind.data is not None:
            return None
        if fact.type is FactType.PART or (fact.type is FactType.LINK and not fact.nullable):
            return self.thing(fact.kind or "", f"{thing.id}/{fact.name}")
        presume = fact.presume
        if presume is not None and self._presumes(presume, thing, fact):
            self._assume(thing, fact.name, presume)
            return None if presume.value is None else value_of(fact, presume.value)
        return Unknown(frozenset({thing.ref(fact.name)}))

    def _presumes(self, presume: Presumption, thing: Linked, fact: Fact) -> bool:
        if self.strict or self.forgets(thing, fact):
            return False
        return presume.where is None or evaluated(presume.where, self.names(thing)) is True

    def _assume(self, thing: Linked, name: str, presumption: Presumption) -> None:
        key = (thing.kind, thing.id, name)
        self.assumed[key] = Assumed(thing.ref(name), presumption)


@frozen(eq=False)
class Linked:
    """One element as conditions see it: its facts given, worked out, presumed or unknown."""

    kind: str
    id: str
    element: Element | None = field(repr=False)
    world: World = field(repr=False)

    def member(self, name: str) -> object:
        """Give what this thing says under a name; raises KeyError for a name it does not have."""
        world = self.world
        known = world.members.get((self.kind, self.id, name))
        return world.member(self, name) if known is None else world.reading.note(known)

    def ref(self, name: str) -> FactRef:
        """Give the reference to one of its facts."""
        return FactRef(self.kind, self.id, name)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Linked):
            return NotImplemented
        return (self.kind, self.id) == (other.kind, other.id)

    def __hash__(self) -> int:
        return hash((self.kind, self.id))


def _rows_by(world: World, kind: str, through: str) -> Mapping[object, list[Element]]:
    """Give the rows of a list by what each names, gathered once for all worlds of a rulebook."""
    rows, key = world.rows.get(kind, {}), (id(world.vocabulary), kind, through)
    known = _LISTED.get(key)
    if known is not None and known[0]() is world.vocabulary and known[1] is rows:
        return known[2]
    found: dict[object, list[Element]] = {}
    for row in rows.values():
        found.setdefault(row.facts[through], []).append(row)
    _LISTED[key] = (ref(world.vocabulary, lambda _: _LISTED.pop(key, None)), rows, found)
    return found


def may_be_forgotten(kind: Kind, fact: Fact) -> bool:
    """Say whether a fact is one that a record tells, and no link and no row of a list."""
    return kind.data is None and fact.kind is None and not fact.required


def _leads_to(value: object, element_id: str) -> bool:
    return element_id in value if isinstance(value, tuple) else value == element_id


def _known_from(element: Element) -> float:
    at = moment_of(element, "known_from")
    return 0.0 if at is None else at.timestamp()


def facts_awaited(awaits: frozenset[Hashable]) -> tuple[FactRef, ...]:
    """Give the facts among what a value waits for, in a fixed order."""
    refs = (ref for ref in awaits if isinstance(ref, FactRef))
    return tuple(sorted(refs, key=_in_order))


def _in_order(ref: FactRef) -> tuple[str, str, str]:
    return ref.kind, ref.id, ref.name
