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
    extra: dict[tuple[str, str], Element] = field(factory=dict, init=False)
    definition_steps: dict[tuple[str, str, str], Retrace] = field(factory=dict, init=False)
    assumed: dict[tuple[str, str, str], Assumed] = field(factory=dict, init=False)
    said: dict[tuple[str, str, str], dict[int, object]] = field(factory=dict, init=False)
    _members: dict[tuple[str, str, str], object] = field(factory=dict, init=False)

    def thing(self, kind: str, element_id: str) -> Linked:
        """Give the linked view of an element; one that the record does not hold knows nothing."""
        element = self.extra.get((kind, element_id)) or self.incident.find(kind, element_id)
        return Linked(kind, element_id, element, self)

    def add(self, element: Element) -> Linked:
        """Give the linked view of an element that the decision made, as a possible crime."""
        self.extra[element.kind, element.id] = element
        return self.thing(element.kind, element.id)

    def supposing(self, fact: FactRef, value: object) -> World:
        """Give the same record with one unknown fact supposed to have a value."""
        world = World(
            self.incident,
            self.vocabulary,
            self.rows,
            self.on,
            self.known_at,
            self.strict,
            {**self.supposed, fact: value},
            self.only,
        )
        world.extra = {
            key: element
            for key, element in self.extra.items()
            if self.vocabulary.kinds[element.kind].section is not None
        }
        return world

    def forgets(self, thing: Linked, fact: Fact) -> bool:
        """Say whether a fact that the record may give, or that may be presumed, is forgotten."""
        if self.only is None or (thing.kind, thing.id) in self.extra:
            return False
        return thing.ref(fact.name) not in self.only

    def is_known(self, element: Element) -> bool:
        """Say whether an element was known at the moment decided at."""
        known = moment_of(element, self.vocabulary.kinds[element.kind].known)
        if self.known_at is None or known is None:
            return True
        return known.timestamp() <= self.known_at.timestamp()

    def member(self, thing: Linked, name: str) -> object:
        """Give what is known of a thing under a name, each worked out once."""
        key = (thing.kind, thing.id, name)
        if key not in self._members:
            self._members[key] = self._work_out(thing, name)
        return self._members[key]

    def definition_step(self, thing: Linked, name: str) -> Step | None:
        """Give how a definition came out for a thing, or None where the name is a fact."""
        self.member(thing, name)
        retrace = self.definition_steps.get((thing.kind, thing.id, name))
        return None if retrace is None else retrace()

    def _work_out(self, thing: Linked, name: str) -> object:
        kind = self.vocabulary.kinds[thing.kind]
        fact = kind.facts.get(name)
        if fact is None:
            return self._defined(thing, name)
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

    def _defined(self, thing: Linked, name: str) -> object:
        versions: tuple[Definition, ...] = self.vocabulary.definitions_of(thing.kind, name)
        for definition in versions:
            if definition.in_force(self.on):
                names = self.names(thing)
                place = (thing.kind, thing.id, name)
                self.definition_steps[place] = Retrace(definition.expression, names)
                return evaluated(definition.expression, names)
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
            for element in self.incident.of_kind("judgement")
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
        return self.world.member(self, name)

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
