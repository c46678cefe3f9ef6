"""
Worlds that differ from another in few facts, and what they take over from it.

Whatever was kept there holds here too where it was worked out from other facts, and from answers
that are the same here: conditions are a matter of what they read and of nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from attrs import define, evolve, field

from hocr_engine.feel.values import Maybe, OneOf, identical
from hocr_engine.incident.kept import Answers, Kept, Place
from hocr_engine.incident.linked import Linked, World
from hocr_engine.incident.model import Element, FactRef, Incident

_PLAIN = (bool, type(None), str)


def supposing(world: World, fact: FactRef, value: object) -> World:
    """Give the same record with one unknown fact supposed to have a value."""
    supposed = {**world.supposed, fact: value}
    found = _like(world, world.incident, supposed, world.only)
    place = (fact.kind, fact.id, fact.name)
    bit = world.reading.bits.bit(place)
    sources = [Source(world, found, bit)]
    if isinstance(world.carried, Carried):
        sources += [one.supposing(found, place, value) for one in world.carried.lasting]
    found.carried = Carried(found, sources)
    for element in world.extra.values():
        if world.vocabulary.kinds[element.kind].section is not None:
            found.add(element)
    return found


def over(
    world: World,
    incident: Incident,
    only: frozenset[FactRef] | None,
    facts: Collection[FactRef],
    *,
    nearer: World | None = None,
) -> World:
    """
    Give a world of the same moment over a record in which only some facts are different.

    One that is `nearer` was made so of the same world with fewer facts. It serves as well, and
    takes over nothing itself from then on, lest all that were ever made be held.
    """
    found = _like(world, incident, {}, only)
    sources = [Source(world, found, _differing(world, found, facts), lasts=True)]
    if nearer is not None:
        nearer.carried = None
        sources.insert(0, Source(nearer, found, _differing(nearer, found, facts), lasts=True))
    found.carried = Carried(found, sources)
    return found


def _differing(world: World, found: World, facts: Collection[FactRef]) -> int:
    """Give the bits of some facts, and of those that are forgotten in one of two worlds alone."""
    bits = world.reading.bits
    places = [(ref.kind, ref.id, ref.name) for ref in facts]
    if world.only != found.only:
        places += [place for place in bits.of if _is_forgotten_otherwise(world, found, place)]
    differs = 0
    for place in places:
        differs |= bits.bit(place)
    return differs


def _like(
    world: World,
    incident: Incident,
    supposed: Mapping[FactRef, object],
    only: frozenset[FactRef] | None,
) -> World:
    found = World(
        incident,
        world.vocabulary,
        world.rows,
        world.on,
        world.known_at,
        world.strict,
        supposed,
        only,
    )
    found.reading.bits = world.reading.bits
    return found


def _is_forgotten_otherwise(one: World, other: World, place: Place) -> bool:
    """Say whether a fact that was read is forgotten in one of two worlds alone."""
    ref = FactRef(*place)
    told = [world.only is None or ref in world.only for world in (one, other)]
    return told[0] is not told[1] and one.may_forget(place)


def _no_answers(_: World, answers: Answers) -> bool:
    return not answers


@define(eq=False)
class Source:
    """
    A world from which another takes over.

    `told` are the bits of facts that the two records tell otherwise, `differs` these and those of
    what both made otherwise, `same` those of what both made alike. One that `lasts` serves what is
    supposed in the other world as well.
    """

    earlier: World
    here: World
    told: int
    lasts: bool = False
    differs: int = field(init=False)
    same: int = 0

    def __attrs_post_init__(self) -> None:
        """Look at what was made in both worlds by now."""
        self.differs = self.told
        for kind in {place[0] for place in self.earlier.reading.bits.of if not place[2]}:
            self._set_kind(kind)

    def supposing(self, here: World, place: Place, value: object) -> Source:
        """Give the source for a world that supposes a fact, which this one may have told itself."""
        bit, known = here.reading.bits.bit(place), self.earlier.members.get(place)
        is_told = known is not None and identical(known.value, value)
        told = self.told & ~bit if is_told else self.told | bit
        return Source(self.earlier, here, told, lasts=True)

    def added(self, kind: str, element_id: str) -> None:
        """Note that the decision made a thing: what it says may be as it was."""
        bits = self.earlier.reading.bits
        now = self.here.extra[kind, element_id]
        before = self.earlier.extra.get((kind, element_id))
        for name in self.here.vocabulary.kinds[kind].facts:
            bit = bits.of.get((kind, element_id, name))
            if bit is not None and is_same(before, now, name):
                self.same |= bit
            elif bit is not None:
                self.differs |= bit
        self._set_kind(kind)

    def _set_kind(self, kind: str) -> None:
        bit = self.earlier.reading.bits.of.get((kind, "", ""))
        if bit is not None:
            made = [{name for of, name in w.extra if of == kind} for w in (self.earlier, self.here)]
            self.same = self.same | bit if made[0] == made[1] else self.same & ~bit

    def is_clean(self, known: Kept) -> bool:
        """Say whether what was kept was worked out from facts that are the same."""
        bits = self.earlier.reading.bits
        return not known.facts & (self.differs | bits.mixed | (bits.made & ~self.same))


@define(eq=False)
class Carried:
    """What a world takes over from earlier ones; `holds` says whether answers are the same."""

    here: World
    sources: Sequence[Source]
    holds: Callable[[World, Answers], bool] = _no_answers

    @property
    def lasting(self) -> list[Source]:
        """Give the sources that serve what is supposed here as well."""
        return [source for source in self.sources if source.lasts]

    def member(self, place: Place) -> Kept | None:
        """Give what a thing says under a name; None where it must be worked out."""
        for source in self.sources:
            known = self._taken(source, source.earlier.members.get(place))
            if known is not None:
                if place in source.earlier.assumed:
                    self.here.assumed[place] = source.earlier.assumed[place]
                return known
        return None

    def said(self, about: Place, number: int) -> Kept | None:
        """Give what a part of a condition says about a thing; None where it must be worked out."""
        kept = ((one, one.earlier.said.get(about)) for one in self.sources)
        return self._first((one, said.get(number)) for one, said in kept if said)

    def heard(self, about: Place, decision: str) -> Kept | None:
        """Give which rules facts leave of a decision; None where it must be worked out."""
        kept = ((one, one.earlier.heard.get(about)) for one in self.sources)
        return self._first((one, heard.get(decision)) for one, heard in kept if heard)

    def answered(self, place: Place, left: int) -> Kept | None:
        """
        Give the answer of a decision about a thing; None where it must be worked out.

        `left` is how many possible earlier answers may be gone through for it.
        """
        kept = ((one, one.earlier.lasting.get(place)) for one in self.sources)
        return self._first((one, known) for one, known in kept if known and known.holds_with(left))

    def added(self, kind: str, element_id: str) -> None:
        """Note that the decision made a thing: what it says may be as it was."""
        for source in self.sources:
            source.added(kind, element_id)

    def _first(self, kept: Iterable[tuple[Source, Kept | None]]) -> Kept | None:
        for source, known in kept:
            taken = self._taken(source, known)
            if taken is not None:
                return taken
        return None

    def _taken(self, source: Source, known: Kept | None) -> Kept | None:
        if known is None or not source.is_clean(known):
            return None
        if known.answers and not self.holds(source.earlier, known.answers):
            return None
        value = self._seen(known.value)
        return known if value is known.value else evolve(known, value=value)

    def _seen(self, value: object) -> object:
        """Give a value with the things in it as they are in this world."""
        if isinstance(value, _PLAIN):
            return value
        if isinstance(value, Linked):
            return self.here.own(value)
        if isinstance(value, list):
            return [self._seen(item) for item in value]
        if isinstance(value, dict):
            return {key: self._seen(item) for key, item in value.items()}
        if isinstance(value, Maybe):
            return Maybe(self._seen(value.value), value.awaits)
        if isinstance(value, OneOf):
            return OneOf(tuple(map(self._seen, value.options)), value.awaits, value.key)
        return value


def is_same(before: Element | None, now: Element, name: str) -> bool:
    """Say whether a thing that was made says the same under a name as one made before."""
    if before is None or (name in before.facts) is not (name in now.facts):
        return False
    return name not in now.facts or identical(before.facts[name], now.facts[name])
