"""All answers about one moment of a record, each worked out once and when it is asked for."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from functools import partial

from attrs import define, evolve, field

from hocr_engine.bounds import MAX_BRANCHES, MAX_WORLDS
from hocr_engine.decision.alike import Family, consulted_about, told_of
from hocr_engine.decision.every import find_every
from hocr_engine.decision.model import Bound, Finding, Slot
from hocr_engine.decision.names import Choices, Names
from hocr_engine.decision.one import find_one
from hocr_engine.decision.requirements import find_requirements
from hocr_engine.decision.rulings import ruled
from hocr_engine.decision.topics import all_topics, retold
from hocr_engine.feel.values import NOTHING, identical
from hocr_engine.incident.carrying import Carried, supposing
from hocr_engine.incident.kept import Answers, Kept
from hocr_engine.incident.linked import Linked, World
from hocr_engine.incident.model import Element, FactRef
from hocr_engine.rulebook.model import Book, DecisionKind

_FIND = {
    DecisionKind.ONE: find_one,
    DecisionKind.TABLE: find_one,
    DecisionKind.EVERY: find_every,
    DecisionKind.REQUIREMENTS: find_requirements,
}
_TOLD_OF_OTHERS = (DecisionKind.ONE, DecisionKind.TABLE)
Key = tuple[str, str, str]
Said = dict[tuple[int, str, str], tuple[Element | None, object]]
TOO_MANY_BRANCHES = Bound("more possible earlier answers than are tried")


@define(eq=False)
class Deliberation:
    """
    The answers of all decisions about the things of one world; `given` overrules the rules.

    One that is `brief` works out what is entered and nothing that follows from that.
    """

    book: Book
    world: World
    given: Mapping[tuple[str, str], object] = field(factory=dict)
    branches_left: list[int] = field(factory=lambda: [MAX_BRANCHES])
    brief: bool = False
    families: dict[tuple[str, str], Family] = field(factory=dict, init=False)
    said: Said = field(factory=dict, init=False)
    _found: dict[Key, Finding] = field(factory=dict, init=False)
    _alike: dict[tuple[int, Key], bool] = field(factory=dict, init=False)
    _names: dict[tuple[str, str], Names] = field(factory=dict, init=False)
    _followed: int = field(default=0, init=False)
    _is_bounded: bool = field(default=False, init=False)

    def __attrs_post_init__(self) -> None:
        """Let definitions of the world read the answers of this deliberation."""
        self.world.names = self.names_of
        self.world.answers = self._found
        if isinstance(self.world.carried, Carried):
            self.world.carried.holds = self._holds

    def supposing(self, fact: FactRef, value: object) -> Deliberation:
        """Give the deliberation over the same record with one unknown fact supposed."""
        world = supposing(self.world, fact, value)
        return Deliberation(self.book, world, self.given, brief=self.brief)

    def renew(self) -> None:
        """Let as many branches be followed as the bound allows, for the next allegation."""
        self.branches_left[0] = MAX_BRANCHES

    def names_of(self, thing: Linked) -> Mapping[str, object]:
        """Give the names that a definition about a thing may use."""
        known = self._names.get((thing.kind, thing.id))
        if known is not None and known.subject.element is thing.element:
            return known
        role = self.book.vocabulary.role_of_kind.get(thing.kind)
        if role is None:
            return {"this": thing, "as_at": self.world.on}
        found = Names(self.book, role, thing, self.ask)
        self._names[thing.kind, thing.id] = found
        return found

    def ask(self, decision: str, subject: Linked) -> Finding:
        """Give the answer of a decision about a thing."""
        key = (decision, subject.kind, subject.id)
        found = self._found.get(key)
        if found is None:
            subject = self.world.own(subject)
            found = self._carried(key, subject) or self._told(key, subject)
            found = found or self._kept(key, subject)
            self._found[key] = found
        self.world.reading.note_answer(key)
        return found

    def _kept(self, key: Key, subject: Linked) -> Finding:
        """Work out an answer, and keep it for other worlds."""
        outside, left = (self._followed, self._is_bounded), self.branches_left[0]
        self._followed, self._is_bounded = 0, False
        family = self.families.get(key[1:])
        consulted = None if family is None else consulted_about(subject)
        kept = self.world.reading.apart(self._find, key[0], subject, consulted=consulted)
        bound = left if self._is_bounded else None
        kept = self.world.lasting[key] = evolve(kept, followed=self._followed, left=bound)
        self._followed, self._is_bounded = outside
        assert isinstance(kept.value, Finding)
        self._note(key, kept)
        return kept.value

    def _note(self, key: Key, kept: Kept) -> None:
        """Note an answer about one of several things alike, for the others."""
        family = self.families.get(key[1:])
        if family is not None:
            family.note(kept, lambda decision: self._found[decision, *key[1:]])

    def _told(self, key: Key, subject: Linked) -> Finding | None:
        """Give an answer about a thing that is alike, where it holds for this one as well."""
        family = self.families.get(key[1:])
        if family is None or self.book.decisions[key[0]].kind not in _TOLD_OF_OTHERS:
            return None
        names, reading = self._of(key[0], subject), self.world.reading
        found = reading.apart(family.answered, key[0], names).value
        if not isinstance(found, Kept) or found.facts & reading.bits.mixed:
            return None
        assert isinstance(found.value, Finding)
        return told_of(found.value, subject, names)

    def _carried(self, key: Key, subject: Linked) -> Finding | None:
        """Give an answer that another world has kept, with its rules to be tried in this one."""
        decision, carried = self.book.decisions[key[0]], self.world.carried
        if carried is None or decision.kind is DecisionKind.REQUIREMENTS:
            return None
        known = carried.answered(key, self.branches_left[0])
        if known is None or not isinstance(known.value, Finding):
            return None
        self.branches_left[0] -= known.followed
        names = self._of(key[0], subject, known.value.chosen)
        told = tuple(retold(result, names) for result in known.value.heard)
        hear = partial(all_topics, key[0], names)
        found = evolve(known.value, subject=subject, said=told, hear=hear, retell=None)
        self.world.lasting[key] = evolve(known, value=found)
        self._note(key, self.world.lasting[key])
        return found

    def _of(self, decision: str, subject: Linked, chosen: Choices | None = None) -> Names:
        role = self.book.vocabulary.roles[self.book.decisions[decision].about]
        return Names(self.book, role, subject, self.ask, chosen or {})

    def found(self, decision: str) -> tuple[Finding, ...]:
        """Give every answer of a decision that has been worked out by now."""
        return tuple(one for (name, _, _), one in self._found.items() if name == decision)

    def _holds(self, earlier: World, answers: Answers) -> bool:
        """Say whether earlier answers, asked for in the same order, are the same in this world."""
        return all(self._is_alike(earlier, key) for key in answers)

    def _is_alike(self, earlier: World, key: Key) -> bool:
        compared = (id(earlier), key)
        if compared not in self._alike:
            self._alike[compared] = self._compare(earlier, key)
        return self._alike[compared]

    def _compare(self, earlier: World, key: Key) -> bool:
        decision, kind, name = key
        before = earlier.answers.get(key)
        if before is None or (
            (kind, name) in earlier.extra and (kind, name) not in self.world.extra
        ):
            return False
        now = self.ask(decision, self.world.thing(kind, name))
        return isinstance(before, Finding) and now.says_as(before)

    def _find(self, decision: str, subject: Linked) -> Finding:
        settled = self.given.get((decision, subject.id))
        if settled is not None:
            return Finding(decision, subject, (settled,), NOTHING, ())
        found = ruled(self.book.decisions[decision], subject)
        if found is not None:
            return found
        return self._through(decision, subject, {}, [MAX_WORLDS])

    def _through(
        self, decision: str, subject: Linked, choices: Choices, left: list[int]
    ) -> Finding:
        """Work out a decision once for each possible answer of the undecided ones it reads."""
        declaration = self.book.decisions[decision]
        role = self.book.vocabulary.roles[declaration.about]
        names = Names(self.book, role, subject, self.ask, choices)
        left[0] -= 1
        finding = _FIND[declaration.kind](declaration, names)
        if finding.is_settled or not names.met:
            return finding
        open_one = min(names.met.values(), key=lambda met: str(met.key))
        wanted = len(open_one.options)
        if wanted > left[0] or wanted > self.branches_left[0]:
            self._is_bounded = True
            return evolve(finding, awaits=finding.awaits | {TOO_MANY_BRANCHES})
        self.branches_left[0] -= wanted
        self._followed += wanted
        branches = [
            self._through(decision, subject, {**choices, open_one.key: option}, left)
            for option in open_one.options
        ]
        found = _joined(branches, open_one.awaits)
        first = {**choices, open_one.key: open_one.options[0]}
        return found if found.chosen else evolve(found, chosen=first)


def _joined(branches: list[Finding], awaits: frozenset[Hashable]) -> Finding:
    """Give what several possible earlier answers lead to; where all agree, it is settled."""
    first = branches[0]
    own = frozenset[Hashable]().union(*(branch.awaits for branch in branches))
    differ = any(_answers(branch) != _answers(first) for branch in branches)
    rules = dict.fromkeys(rule for branch in branches for rule in branch.deciding)
    over = dict.fromkeys(rule for branch in branches for rule in branch.overridden)
    return evolve(
        first,
        options=_distinct(option for branch in branches for option in branch.options),
        awaits=own | (awaits if differ else NOTHING),
        deciding=tuple(rules),
        overridden=tuple(rule for rule in over if rule not in rules),
        slots=_slots(branches, awaits),
        failures=tuple(
            rule for rule in first.failures if all(rule in b.failures for b in branches)
        ),
    )


def _answers(branch: Finding) -> tuple[str, ...]:
    return tuple(sorted(str(option) for option in branch.options))


def _slots(branches: list[Finding], awaits: frozenset[Hashable]) -> tuple[Slot, ...]:
    """Give the slots of all branches; one that is not in every branch may come to nothing."""
    ids = dict.fromkeys(slot.id for branch in branches for slot in branch.slots)
    found = []
    for name in ids:
        present = [slot for branch in branches for slot in branch.slots if slot.id == name]
        options = _distinct(option for slot in present for option in slot.options)
        if len(present) < len(branches):
            options = _distinct((*options, None))
        waits = frozenset[Hashable]().union(*(slot.awaits for slot in present))
        rules = tuple(dict.fromkeys(rule for slot in present for rule in slot.rules))
        found.append(Slot(name, options, waits | (awaits if len(options) > 1 else NOTHING), rules))
    return tuple(found)


def _distinct(values: Iterable[object]) -> tuple[object, ...]:
    found: list[object] = []
    for value in values:
        if not any(identical(value, known) for known in found):
            found.append(value)
    return tuple(found)
