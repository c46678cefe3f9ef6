"""One moment of a case's record: the answers given, and what each decision is about."""

from __future__ import annotations

from functools import cached_property

from attrs import field, frozen

from hocr_engine.cases import messages as say
from hocr_engine.cases.model import Case, Expectation, Expected
from hocr_engine.decision.candidates import candidate_slots
from hocr_engine.decision.decide import Moment
from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.grounds import Grounds
from hocr_engine.decision.model import Finding
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.incident.linked import Linked, World
from hocr_engine.incident.model import FactRef, Incident
from hocr_engine.rulebook.model import Book


class NoSubjectError(ValueError):
    """It cannot be told what an expected decision is about."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@frozen(slots=False, eq=False)
class Stage:
    """A case's record as known at one moment, with the answers that the case gives."""

    book: Book
    case: Case
    expectation: Expectation
    deliberation: Deliberation = field(repr=False)
    given: dict[tuple[str, str], object] = field(repr=False)

    def ask(self, expected: Expected) -> Finding:
        """Give the answer of an expected decision; raises NoSubjectError."""
        return self.deliberation.ask(expected.decision, self._subject(expected))

    def presumed(self, findings: tuple[Finding, ...]) -> tuple[FactRef, ...]:
        """Give the facts whose presumptions some findings rest on."""
        return tuple(Grounds(self.deliberation).add(findings).assumed)

    def is_called(self, ref: FactRef, text: str, subject: Linked) -> bool:
        """Say whether a case means this fact by a text: `kind.fact`, its pointer or its path."""
        if text in (ref.pointer, f"{ref.kind}.{ref.name}"):
            return True
        path, _, name = text.rpartition(".")
        thing = self._thing(path.split("."), subject)
        return thing is not None and (thing.kind, thing.id, name) == (ref.kind, ref.id, ref.name)

    def _thing(self, path: list[str], subject: Linked) -> Linked | None:
        try:
            found = self.deliberation.names_of(subject)[path[0]]
            for name in path[1:]:
                found = found.member(name) if isinstance(found, Linked) else None
        except KeyError:
            return None
        return found if isinstance(found, Linked) else None

    def _subject(self, expected: Expected) -> Linked:
        about = self.book.decisions[expected.decision].about
        role = self.book.vocabulary.roles[about]
        if about == self.book.making["candidates"].about:
            return self._allegation(expected)
        if role.within == self.book.making["candidates"].about:
            return self._candidate(expected)
        found = self.deliberation.world.incident.of_kind(role.kind)
        things = [self.deliberation.world.thing(role.kind, element.id) for element in found]
        return _only(things, role.label.removeprefix("the "), about, expected)

    def _allegation(self, expected: Expected) -> Linked:
        wanted = self.expectation.allegation
        found = [thing for thing in self.allegations if not wanted or thing.id == wanted]
        return _only(found, "allegation", "allegation", expected)

    def _candidate(self, expected: Expected) -> Linked:
        allegation = self._allegation(expected)
        wanted = self.expectation.candidate
        found = self.candidates[allegation]
        if wanted:
            kept = [thing for thing in found if thing.member("code") == wanted]
            if not kept:
                codes = [str(thing.member("code")) for thing in found]
                raise NoSubjectError(say.no_subject(f"possible crime {wanted}", codes, expected.at))
            found = kept
        return _only(found, "possible crime", "candidate", expected)

    @cached_property
    def allegations(self) -> tuple[Linked, ...]:
        """Give the allegations that have been reported by now."""
        return reported(self.book, self.deliberation.world)

    @cached_property
    def candidates(self) -> dict[Linked, list[Linked]]:
        """Give the possible crimes of each allegation, after giving them what the case gives."""
        decision = self.book.making["candidates"].id
        found: dict[Linked, list[Linked]] = {}
        for allegation in self.allegations:
            slots = candidate_slots(self.deliberation, decision, allegation)
            found[allegation] = [thing for slot in slots for thing in slot.candidates]
            for thing in found[allegation]:
                self.given.update(
                    ((answer.decision, thing.id), _as_answered(answer.value))
                    for answer in self.case.given
                    if self._about_candidate(answer.decision)
                )
        return found

    def _about_candidate(self, decision: str) -> bool:
        role = self.book.vocabulary.roles[self.book.decisions[decision].about]
        return role.within == self.book.making["candidates"].about


def stage_at(
    book: Book, case: Case, incident: Incident, moment: Moment, expectation: Expectation
) -> Stage:
    """Give a case's record at one moment."""
    world = World(incident, book.vocabulary, book.rows, case.under or moment.at.date(), moment.at)
    given: dict[tuple[str, str], object] = {}
    deliberation = Deliberation(book, world, given)
    for answer in case.given:
        kind = book.vocabulary.roles[book.decisions[answer.decision].about].kind
        for element in incident.of_kind(kind):
            given[answer.decision, element.id] = _as_answered(answer.value)
    return Stage(book, case, expectation, deliberation, given)


def reported(book: Book, world: World) -> tuple[Linked, ...]:
    """Give the allegations that reports known by now carry."""
    kind = book.vocabulary.roles[book.making["candidates"].about].kind
    things = (world.thing(kind, element.id) for element in world.incident.of_kind(kind))
    return tuple(thing for thing in things if thing.member("reports"))


def _as_answered(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _only(found: list[Linked], what: str, key: str, expected: Expected) -> Linked:
    if not found:
        raise NoSubjectError(say.no_subject(what, (), expected.at))
    if len(found) > 1:
        ids = [_shown(thing) for thing in found]
        raise NoSubjectError(say.which_subject(what, ids, key, expected.at))
    return found[0]


def _shown(thing: Linked) -> str:
    code = thing.element.facts.get("code") if thing.element is not None else None
    return str(code or thing.id)
