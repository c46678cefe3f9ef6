"""
What would change an answer: each change of a fact, or of two, decided anew before it is told.

Facts that the answers rest on are given their other values one by one: those of the record first,
then the first value of each that is presumed, then the second. Where these facts alone give an
answer, no value of another can change it; where they do not, all that is known is tried. Where no
single fact changes an answer, two together are tried.

A settled answer comes out without supposing what is missing. What a change leaves open is worked
out as far as it can be only where few facts are missing then. No more than `MAX_CHANGES_TRIED`
decisions are made, and `MAX_OPEN_CHANGES_TRIED` of those; fewer, and one of those, where each has
many reports and allegations to go through. Where that was not enough, it is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from attrs import define, field, frozen

from hocr_engine.bounds import (
    LEAST_CHANGES_TRIED,
    MAX_CHANGES_TRIED,
    MAX_DECIDED_FOR_CHANGES,
    MAX_OPEN_CHANGES_TRIED,
)
from hocr_engine.decision.again import Again
from hocr_engine.decision.model import Action, Decision, ReportDecision
from hocr_engine.decision.record import about, acts_of
from hocr_engine.decision.remaining import remains
from hocr_engine.decision.resting import Resting
from hocr_engine.feel.values import is_undecided
from hocr_engine.incident.linked import Linked, World
from hocr_engine.incident.model import FactRef
from hocr_engine.reconsidering.forgetting import given_facts, presumed_facts
from hocr_engine.reconsidering.sufficing import is_definite
from hocr_engine.reconsidering.values import VALUES

# Where more facts than these are missing, working out what may come of it takes long.
FEW: Final = 2
AT_FIRST: Final = 4
Place = tuple[int, int]
Changes = tuple["Change", ...]


@frozen
class Change:
    """A fact with the value that it has, which may be presumed, and another that it could have."""

    ref: FactRef
    now: object
    then: object
    is_assumed: bool


@frozen(eq=False)
class Led:
    """What some changes lead to: all that is then to be done about the same, if anything is."""

    changes: Changes
    actions: tuple[Action, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """Give the answers in a fixed short form."""
        return tuple(one.line for one in self.actions)


@frozen(eq=False)
class Altered:
    """What would change one action, and whether all that could was tried."""

    leads: tuple[Led, ...]
    all_tried: bool


def what_would_change(decision: Decision) -> Mapping[Place, Altered]:
    """Give what would change each settled action, by the number of its report and its own there."""
    places = _places(decision)
    if not places:
        return {}
    resting = dict.fromkeys(ref for action in places.values() for ref in _rests_on(action))
    search = _Search(decision, places, _changes(decision, resting))
    search.try_single(places.keys())
    others = search.resting_on_more(frozenset(resting))
    if others:
        more = (given_facts(decision) | presumed_facts(decision)) - resting.keys()
        search.changes |= _changes(decision, more)
        search.try_single(others)
    search.try_pairs()
    return {
        place: Altered(tuple(leads), place not in search.untried)
        for place, leads in search.found.items()
    }


def _room(decision: Decision) -> int:
    """Give how many decisions there is room for, by how much each of them goes through."""
    roles = decision.book.vocabulary.roles
    kinds = [roles[role].kind for role in ("allegation", "pair") if role in roles]
    sources = sum(len(decision.incident.of_kind(kind)) for kind in kinds)
    room = MAX_DECIDED_FOR_CHANGES // max(1, len(decision.worlds) * sources)
    return min(MAX_CHANGES_TRIED, max(LEAST_CHANGES_TRIED, room))


def _places(decision: Decision) -> dict[Place, Action]:
    return {
        (number, place): action
        for number, report in enumerate(decision.reports)
        for place, action in enumerate(report.actions)
        if is_definite(action)
    }


def _changes(decision: Decision, facts: Iterable[FactRef]) -> dict[FactRef, Changes]:
    """Give those of some facts that may change, each with its changes, in the order to try them."""
    # What was known last is what the record holds.
    values, world = VALUES.of(decision.book), decision.reports[-1].world
    found: dict[FactRef, Changes] = {}
    for ref in facts:
        now = world.thing(ref.kind, ref.id).member(ref.name)
        assumed = (ref.kind, ref.id, ref.name) in world.assumed
        others = [] if is_undecided(now) else values.of(ref, decision.incident, now)
        found[ref] = tuple(Change(ref, now, one, assumed) for one in others)
    return dict(
        sorted(
            ((ref, changes) for ref, changes in found.items() if changes),
            key=lambda item: (_is_assumed(item[1]), len(item[1]), item[0]),
        )
    )


def _is_assumed(changes: Changes) -> bool:
    return any(change.is_assumed for change in changes)


def _rests_on(action: Action) -> Iterator[FactRef]:
    """Give the facts and the presumptions that an action and its counting rest on."""
    yield from action.facts
    yield from (one.fact for one in action.assumed)
    resting = Resting(action.subject.world)
    for relation in (*action.relations, *(one.relation for one in action.includes)):
        for read in resting.of(relation.result):
            if isinstance(read.thing, Linked) and _is_of_the_record(read.thing, read.name):
                yield read.thing.ref(read.name)


def _is_of_the_record(thing: Linked, name: str) -> bool:
    world: World = thing.world
    kind = world.vocabulary.kinds[thing.kind]
    return (thing.kind, thing.id) not in world.extra and kind.data is None and name in kind.facts


@define(eq=False)
class _Search:
    """Tries changes, and keeps what each leads to for every action that it changes."""

    decision: Decision
    places: Mapping[Place, Action]
    changes: dict[FactRef, Changes]
    found: dict[Place, list[Led]] = field(init=False)
    untried: set[Place] = field(factory=set, init=False)
    tried: set[Changes] = field(factory=set, init=False)
    left: int = field(init=False)
    open_left: int = field(init=False)
    again: Again = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Begin with nothing found."""
        self.found = {place: [] for place in self.places}
        self.again = Again(self.decision)
        self.left = _room(self.decision)
        self.open_left = MAX_OPEN_CHANGES_TRIED if self.left == MAX_CHANGES_TRIED else 1

    def try_single(self, places: Iterable[Place]) -> None:
        """Try every change of one fact that was not tried yet."""
        singles = [(one,) for one in _in_turn(self.changes.values())]
        self._try([one for one in singles if one not in self.tried], set(places))

    def resting_on_more(self, facts: frozenset[FactRef]) -> set[Place]:
        """Give the actions that some facts alone do not give, of those that there is room for."""
        if not self.left:
            self.untried |= self.places.keys()
        return {
            place
            for place, action in self.places.items()
            if place not in self.untried
            and not remains(self.decision, self.decision.reports[place[0]], action, facts)
        }

    def try_pairs(self) -> None:
        """Try changes of two facts for the actions that no change of one alters."""
        unmoved = {place for place, leads in self.found.items() if not leads} - self.untried
        if not unmoved:
            return
        resting = {ref for place in unmoved for ref in _rests_on(self.places[place])}
        facts = [changes for ref, changes in self.changes.items() if ref in resting]
        self._try([(x, y) for a, b in combinations(facts, 2) for x in a for y in b], unmoved)

    def _try(self, several: Sequence[Changes], places: set[Place]) -> None:
        """Decide anew with each of several changes, as far as there is room for them."""
        now = several[: self.left]
        self.left -= len(now)
        self.tried |= set(now)
        if len(now) < len(several):
            self.untried |= places
        # What comes out settled does so without supposing what is missing, in a part of the time.
        found = [(changes, self._lead(changes, places, supposed=0)) for changes in now]
        for changes, lacking in sorted(found, key=lambda one: max(one[1].values(), default=0)):
            if lacking and self.open_left and max(lacking.values()) <= FEW:
                self.open_left -= 1
                self._lead(changes, set(lacking))
            else:
                self.untried |= lacking.keys()

    def _lead(
        self, changes: Changes, places: set[Place], supposed: int | None = None
    ) -> dict[Place, int]:
        """
        Keep what some changes lead to.

        With nothing `supposed`, only what is settled; give how many facts the rest lacks.
        """
        facts = {change.ref: change.then for change in changes}
        then = self.again.with_facts(facts, supposed=supposed)
        lacking = {}
        for place in places:
            actions = _instead(self.decision, then, place, self.places[place])
            if actions is None:
                continue
            still_open = [one for one in actions if not is_definite(one)]
            if supposed == 0 and still_open:
                lacking[place] = len({ref for one in still_open for ref in one.missing})
            else:
                self.found[place].append(Led(changes, actions))
        return lacking


def _in_turn(facts: Iterable[Changes]) -> list[Change]:
    """
    Give the changes in the order to try them.

    First come the values of what is on record, four of each; then of what is presumed the first
    value of one fact of each thing, of a second one, and so on; and after these all the others.
    """
    of_thing: Counter[tuple[str, str]] = Counter()
    turns: list[tuple[tuple[int, int], Change]] = []
    for changes in facts:
        ref, assumed = changes[0].ref, _is_assumed(changes)
        place = of_thing[ref.kind, ref.id] if assumed else 0
        of_thing[ref.kind, ref.id] += assumed
        for number, one in enumerate(changes):
            turn = number + 1 if assumed else number // AT_FIRST * AT_FIRST
            turns.append(((turn, place), one))
    return [one for _, one in sorted(turns, key=lambda turn: turn[0])]


def _instead(
    before: Decision, then: Decision, place: Place, action: Action
) -> tuple[Action, ...] | None:
    """Give what is to be done instead of an action; None where the action is still to be done."""
    report = before.reports[place[0]]
    acts = _acts(before, action)
    new = [one for one in _after(then, report) if acts & _acts(then, one)]
    if any(one.line == action.line for one in new):
        return None
    others = {one.line for one in report.actions if one is not action and acts & _acts(before, one)}
    return tuple(one for one in new if one.line not in others)


def _after(decision: Decision, report: ReportDecision) -> tuple[Action, ...]:
    """Give what is to be done after the same report in another decision."""
    same = (one for one in decision.reports if (one.report, one.at) == (report.report, report.at))
    return next((one.actions for one in same), ())


def _acts(decision: Decision, action: Action) -> set[str]:
    """Give the allegations, or the request, that an action is about."""
    return set(acts_of(action.subject)) or {about(decision.book, action)}
