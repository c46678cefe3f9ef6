"""All answers about one moment of a record, each worked out once and when it is asked for."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping

from attrs import define, evolve, field

from hocr_engine.bounds import MAX_BRANCHES, MAX_WORLDS
from hocr_engine.decision.every import find_every
from hocr_engine.decision.model import Bound, Finding, Slot
from hocr_engine.decision.names import Choices, Names
from hocr_engine.decision.one import find_one
from hocr_engine.decision.requirements import find_requirements
from hocr_engine.decision.rulings import ruled
from hocr_engine.feel.values import NOTHING, identical
from hocr_engine.incident.linked import Linked, World
from hocr_engine.incident.model import FactRef
from hocr_engine.rulebook.model import Book, DecisionKind

_FIND = {
    DecisionKind.ONE: find_one,
    DecisionKind.TABLE: find_one,
    DecisionKind.EVERY: find_every,
    DecisionKind.REQUIREMENTS: find_requirements,
}
Key = tuple[str, str, str]
TOO_MANY_BRANCHES = Bound("more possible earlier answers than are tried")


@define(eq=False)
class Deliberation:
    """The answers of all decisions about the things of one world; `given` overrules the rules."""

    book: Book
    world: World
    given: Mapping[tuple[str, str], object] = field(factory=dict)
    branches_left: list[int] = field(factory=lambda: [MAX_BRANCHES])
    _found: dict[Key, Finding] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        """Let definitions of the world read the answers of this deliberation."""
        self.world.names = self.names_of

    def supposing(self, fact: FactRef, value: object) -> Deliberation:
        """Give the deliberation over the same record with one unknown fact supposed."""
        return Deliberation(self.book, self.world.supposing(fact, value), self.given)

    def renew(self) -> None:
        """Let as many branches be followed as the bound allows, for the next allegation."""
        self.branches_left[0] = MAX_BRANCHES

    def names_of(self, thing: Linked) -> Mapping[str, object]:
        """Give the names that a definition about a thing may use."""
        role = self.book.vocabulary.role_of_kind.get(thing.kind)
        if role is None:
            return {"this": thing, "as_at": self.world.on}
        return Names(self.book, role, thing, self.ask)

    def ask(self, decision: str, subject: Linked) -> Finding:
        """Give the answer of a decision about a thing."""
        key = (decision, subject.kind, subject.id)
        if key not in self._found:
            self._found[key] = self._find(decision, subject)
        return self._found[key]

    def found(self, decision: str) -> tuple[Finding, ...]:
        """Give every answer of a decision that has been worked out by now."""
        return tuple(one for (name, _, _), one in self._found.items() if name == decision)

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
        topics = self.book.topics_of.get(decision, ())
        finding = _FIND[declaration.kind](declaration, topics, names)
        if finding.is_settled or not names.met:
            return finding
        open_one = min(names.met.values(), key=lambda met: str(met.key))
        wanted = len(open_one.options)
        if wanted > left[0] or wanted > self.branches_left[0]:
            return evolve(finding, awaits=finding.awaits | {TOO_MANY_BRANCHES})
        self.branches_left[0] -= wanted
        branches = [
            self._through(decision, subject, {**choices, open_one.key: option}, left)
            for option in open_one.options
        ]
        return _joined(branches, open_one.awaits)


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
