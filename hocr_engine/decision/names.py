"""The names in scope of a condition, looked up when they are read and not before."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from decimal import Decimal
from typing import Final

from attrs import define, field

from hocr_engine.decision.model import Finding
from hocr_engine.decision.parts import Part, Parts
from hocr_engine.decision.planning import Plan, plan_of
from hocr_engine.decision.sieve import Head, Sieve
from hocr_engine.feel.steps import Step
from hocr_engine.feel.syntax import Expression
from hocr_engine.feel.trace import passes_tests, trace, trace_tests, value_of
from hocr_engine.feel.values import Unknown
from hocr_engine.incident.kept import Kept, Place, Reading
from hocr_engine.incident.linked import Linked
from hocr_engine.rulebook.model import Book, Condition
from hocr_engine.vocabulary.model import Role

Ask = Callable[[str, Linked], Finding]
Choices = Mapping[Hashable, object]
# Values that are the same of whichever thing they are said.
_PLAIN: Final = frozenset((str, bool, type(None), Decimal, Unknown))


@define(eq=False)
class Names(Mapping[str, object]):
    """
    The names that conditions about one thing may use.

    An undecided earlier answer is given as chosen in `choices`; one without a choice is noted in
    `met`, so that the decision can be gone through for each of its possible answers.
    """

    book: Book
    role: Role
    subject: Linked
    ask: Ask
    choices: Choices = field(factory=dict)
    met: dict[Hashable, Finding] = field(factory=dict)
    about: Place = field(init=False)
    reading: Reading = field(init=False)
    plan: Plan = field(init=False)
    _known: dict[str, Kept] = field(factory=dict, init=False)
    _tested: dict[tuple[int, str], Kept] = field(factory=dict, init=False)
    _said: dict[int, Kept] = field(factory=dict, init=False)
    _said_by_facts: dict[int, Kept] = field(init=False)
    _of_all: dict[int, Kept] | None = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Share what the facts alone say with all that is asked about the same thing."""
        subject = self.subject
        self.about = (self.role.name, subject.kind, subject.id)
        self.reading = subject.world.reading
        self._said_by_facts = subject.world.said.setdefault(self.about, {})
        alike = subject.world.said_of_all.get(self.about[1:])
        self._of_all = None if alike is None else alike.setdefault(self.role.name, {})
        self.plan = plan_of(self.book)

    def __getitem__(self, name: str) -> object:
        if name == "this":
            return self.subject
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self.reading.keep(self._look_up, name)
        return self.reading.note(known)

    def once(self, name: str, work: Callable[[], object]) -> object:
        """Give what something named comes to, worked out once for all that reads it."""
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self.reading.keep(work)
        return self.reading.note(known)

    def __contains__(self, name: object) -> bool:
        return name in set(self)

    def __iter__(self) -> Iterator[str]:
        yield from ("this", "as_at")
        role: Role | None = self.role
        while role is not None:
            yield from (known.name for known in role.names)
            yield from (d.id for d in self.book.decisions.values() if d.about == role.name)
            role = self._outer(role)

    def __len__(self) -> int:
        return len(set(self))

    def tested(self, head: Expression) -> object:
        """Give the value of a table's head, worked out once for all its rows."""
        key = (head.at.start, head.at.source.name)
        known = self._tested.get(key)
        if known is None:
            known = self._tested[key] = self.reading.keep(value_of, head, self)
        return self.reading.note(known)

    def parts(self, condition: Condition) -> Parts:
        """Give the parts of a condition of the rulebook."""
        return self.plan.parts[id(condition)]

    def says_whole(self, condition: Expression) -> object:
        """Give what a condition of the rulebook says that is not looked at part by part."""
        return self.says(self.plan.wholes[id(condition)])

    def says(self, part: Part) -> object:
        """Give what a part of a condition says, worked out once for all that it is a part of."""
        said, reading = self._said if part.reads_answers else self._said_by_facts, self.reading
        known = said.get(part.number) or self.kept(part)
        return reading.note(known) if reading.consulted is None else self.noted(part, known)

    def ruled_out(self, head: Head) -> int:
        """Give the rules that a head rules out by what was answered earlier."""
        rules = self.noted(head, self.kept(head))
        assert isinstance(rules, int)
        return rules

    def kept(self, asked: Part | Head) -> Kept:
        """Give what a part says, or what a head rules out, worked out once, and note nothing."""
        by_facts = isinstance(asked, Part) and not asked.reads_answers
        said: dict[int, Kept] = self._said_by_facts if by_facts else self._said
        key = asked.number if isinstance(asked, Part) else ~id(asked)
        known = said.get(key)
        if known is None:
            known = (self._carried(key) or self._said_of_all(key)) if by_facts else None
            said[key] = known = known or self._said_anew(asked)
        return known

    def _said_of_all(self, number: int) -> Kept | None:
        """Give what a part says of all of several things alike, where it reads what they share."""
        return None if self._of_all is None else self._of_all.get(number)

    def _said_anew(self, asked: Part | Head) -> Kept:
        if isinstance(asked, Part):
            found = self.reading.apart(self._worked_out, asked)
            if self._of_all is not None and self._is_of_all(found):
                self._of_all[asked.number] = found
            return found
        return self.reading.apart(asked.ruled_out, self.says)

    def _is_of_all(self, found: Kept) -> bool:
        """Say whether what a part says was worked out from nothing that is the thing's own."""
        own = self.reading.bits.own[self.about[1:]]
        return not found.answers and not found.facts & own and type(found.value) in _PLAIN

    def noted(self, asked: Part | Head | Sieve, known: Kept) -> object:
        """Give what was asked, noted as a whole where it is about one of several things alike."""
        consulted = self.reading.consulted
        if consulted is None:
            return self.reading.note(known)
        own = [answer for answer in known.answers if answer[1:] == self.about[1:]]
        if (own and self.choices) or not (own or known.facts & consulted.own()):
            return self.reading.note(known)
        return self.reading.note_said(known, asked, own)

    def facts_of(self, part: Part) -> int | None:
        """Give the bits of the facts that a part was worked out from; None with earlier answers."""
        known = self._said_by_facts.get(part.number)
        return None if known is None or known.answers else known.facts

    def _carried(self, number: int) -> Kept | None:
        carried = self.subject.world.carried
        return None if carried is None else carried.said(self.about, number)

    def rule_out(self, parts: Parts) -> bool:
        """
        Say whether a part of a condition is false.

        Parts that read earlier answers are looked at even so, except in a row: which of these are
        undecided tells how many ways a decision is gone through.
        """
        by_facts, note = self._said_by_facts, self.reading.note
        if self.reading.consulted is not None:
            by_facts = {}
        for part in parts.all_of:
            # Nearly all rules are ruled out here, most by a part that is known by now.
            known = by_facts.get(part.number)
            if (self.says(part) if known is None else note(known)) is False:
                break
        else:
            return False
        if not parts.in_turn:
            for part in parts.reading_answers:
                self.says(part)
        return True

    def step_of(self, part: Part) -> Step:
        """Give how a part of a condition comes out, with each step towards that."""
        if part.tests is None:
            return trace(part.expression, self)
        return trace_tests(part.tests, self.tested(part.expression), self)

    def shared_by(self, part: Part) -> Hashable:
        """Give what tells apart the names for which a part may come out differently."""
        subject = self.subject
        return id(self) if part.reads_answers else (self.role.name, subject.kind, subject.id)

    def _worked_out(self, part: Part) -> object:
        if part.tests is None:
            return value_of(part.expression, self)
        return passes_tests(part.tests, self.tested(part.expression), self)

    def _look_up(self, name: str) -> object:
        if name == "as_at":
            return self.subject.world.on
        decision = self.book.decisions.get(name)
        if decision is not None:
            about = self.subject_of(decision.about)
            return about if isinstance(about, Unknown) else self._answer(self.ask(name, about))
        role: Role | None = self.role
        while role is not None:
            found = next((known for known in role.names if known.name == name), None)
            if found is not None:
                return self._path(found.path, role)
            role = self._outer(role)
        raise KeyError(name)

    def _path(self, path: Expression, role: Role) -> object:
        about = self.subject_of(role.name)
        if isinstance(about, Unknown):
            return about
        return value_of(path, {"this": about})

    def subject_of(self, role_name: str) -> Linked | Unknown:
        """Give the thing that plays a role for this subject: itself, or what it belongs to."""
        role, subject = self.role, self.subject
        while role.name != role_name:
            outer = self._outer(role)
            if outer is None or role.by is None:
                raise KeyError(role_name)
            above = subject.member(role.by)
            if not isinstance(above, Linked):
                return above if isinstance(above, Unknown) else Unknown(frozenset())
            role, subject = outer, above
        return subject

    def _outer(self, role: Role) -> Role | None:
        return self.book.vocabulary.roles.get(role.within or "")

    def _answer(self, finding: Finding) -> object:
        if finding.is_settled or not finding.options:
            return finding.value
        if finding.key in self.choices:
            return self.choices[finding.key]
        self.met[finding.key] = finding
        return finding.value
