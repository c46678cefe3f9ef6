"""An interview as it stands: the record so far, what was asked, and what to ask next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Final

from attrs import evolve, field, frozen

from hocr_engine.decision import Decision
from hocr_engine.decision.asking import waiting_rules
from hocr_engine.decision.model import Action, ActionKind
from hocr_engine.decision.when import act_dates, act_ends
from hocr_engine.explanation.headline import headline, named
from hocr_engine.explanation.speaker import Speaker
from hocr_engine.feel.values import awaits_of
from hocr_engine.incident.linked import Linked, World, facts_awaited
from hocr_engine.incident.model import FactRef, Incident, IncidentError
from hocr_engine.incident.read import short_form
from hocr_engine.interview import messages as say
from hocr_engine.interview.asking import Asked, allegation_of, asked
from hocr_engine.interview.by_code import named_by_code
from hocr_engine.interview.filling import has_place, with_fact
from hocr_engine.interview.granting import taken_for_granted
from hocr_engine.interview.standing import Standing
from hocr_engine.interview.weighing import Weighing
from hocr_engine.rulebook.model import Book, DecisionKind
from hocr_engine.vocabulary.model import Fact, FactType
from hocr_engine.vocabulary.values import BadValueError

MOST_LED: Final = 5
LINKING: Final = (FactType.LINK, FactType.LINKS, FactType.PART)


@frozen
class Presumed:
    """What a decision takes for granted: in words, and as a question for whoever knows better."""

    because: str
    asked: Asked


@frozen(slots=False)
class Interview:
    """The state of an interview; each answer gives another one, and none is ever changed."""

    book: Book = field(repr=False)
    incident: Incident = field(repr=False)
    on: date | None = None
    asked: tuple[FactRef, ...] = ()
    before: Interview | None = field(default=None, repr=False)
    last: Standing | None = field(default=None, repr=False)

    @cached_property
    def standing(self) -> Standing:
        """Give how the record stands, by what was worked out before the last answer."""
        if self.last is None:
            return Standing(self.book, self.incident, self.on)
        return self.last.then(self.incident)

    @property
    def decision(self) -> Decision:
        """Give the decision on the record so far."""
        return self.standing.decision

    @cached_property
    def question(self) -> Asked | None:
        """Give what to ask next: the fact that most rules wait for; None where nothing is left."""
        first = self._what_is_alleged()
        if first is not None:
            return first
        found = self._narrowing() or self._asked_of_the_whole()
        return None if found is None else self._by_code(found) or found

    def _asked_of_the_whole(self) -> Asked | None:
        """Give the question that the whole decision shows to make a difference, if any does."""
        left = self._left()
        if left is None:
            return None
        ref, action, further = left
        return asked(Speaker(self.book, action.subject), ref, waiting_rules(action, ref), further)

    def _by_code(self, instead_of: Asked) -> Asked | None:
        """Give the question for the offence named, where that may save many about its facts."""
        kind = short_form(self.book.vocabulary).allegation_kind
        ref = named_by_code(self.incident, kind, instead_of.about)
        if ref is None or not self._may_ask(ref):
            return None
        world = World(self.incident, self.book.vocabulary, self.book.rows, date.max)
        about = world.thing(kind.name, instead_of.about)
        return asked(Speaker(self.book, about), ref, (), instead_of.further)

    def _left(self) -> tuple[FactRef, Action, int] | None:
        """Give what the whole decision shows to make a difference, and how many others may."""
        weighing = Weighing(self.standing, self._may_ask)
        missing = self._missing()
        for ref, action in missing.items():
            if not self._may_idle(action) or weighing.matters(ref):
                return ref, action, len(missing) - 1
        courses = self._of_open_courses()
        for ref, action in courses.items():
            return ref, action, len(courses) - 1
        for dates in (self._undated(), self._unended()):
            for ref, action in dates.items():
                if weighing.day_matters(ref):
                    return ref, action, len(dates) - 1
        return None

    def _may_ask(self, ref: FactRef) -> bool:
        """Say whether a fact is of the record, not asked for so far and not said to be unknown."""
        if ref in self.asked or ref.pointer in self.incident.not_known:
            return False
        return has_place(self.incident, ref, self.book.vocabulary)

    def _fact(self, ref: FactRef) -> Fact:
        return self.book.vocabulary.kinds[ref.kind].facts[ref.name]

    @cached_property
    def presumed(self) -> tuple[Presumed, ...]:
        """Give what the decision takes for granted of the record."""
        found: dict[FactRef, Presumed] = {}
        narrowing = self.standing.narrowing
        known = None if narrowing is None else narrowing.known
        for about, one in taken_for_granted(self.decision, known):
            ref = one.fact
            if ref not in found and self._fact(ref).type not in LINKING:
                speaker = Speaker(self.book, about)
                because = speaker.about(one.presumption.because, ref.kind, ref.id)
                found[ref] = Presumed(because, asked(speaker, ref))
        return tuple(found.values())

    def _latest_first(self) -> Iterator[Action]:
        """Give the actions of all reports, those of the latest first."""
        for report in reversed(self.decision.reports):
            yield from report.actions

    def _of_open_courses(self) -> dict[FactRef, Action]:
        """Give what tells of which acts a sure course of conduct is made, where that is open."""
        found: dict[FactRef, Action] = {}
        for action in self._latest_first():
            if action.missing or self._waits_for_nothing(action):
                continue
            for ref in filter(self._may_ask, facts_awaited(awaits_of(_begun(action.subject)))):
                found.setdefault(ref, action)
        return found

    def _undated(self) -> dict[FactRef, Action]:
        """Give when each act was done, where the day of its report stands in for that."""
        found: dict[FactRef, Action] = {}
        for action in self._latest_first():
            if action.act_date_assumed and allegation_of(action.subject) not in self._untold:
                for ref in filter(self._may_ask, act_dates(action.subject)):
                    found.setdefault(ref, action)
        return found

    def _unended(self) -> dict[FactRef, Action]:
        """Give when each act ended that counts with a record, where its beginning stands in."""
        found: dict[FactRef, Action] = {}
        for action in self._latest_first():
            if action.relations:
                for ref in filter(self._may_ask, act_ends(action.subject)):
                    found.setdefault(ref, action)
        return found

    def _what_is_alleged(self) -> Asked | None:
        """Give the first question about an allegation of which nothing is known so far."""
        kind = short_form(self.book.vocabulary).allegation_kind
        first = next(iter(kind.facts.values()))
        for element in self.incident.of_kind(kind.name):
            ref = FactRef(kind.name, element.id, first.name)
            told = [f for f in element.facts if kind.facts[f].type not in LINKING]
            if not told and ref.pointer not in self.incident.not_known:
                world = World(self.incident, self.book.vocabulary, self.book.rows, date.max)
                return asked(Speaker(self.book, world.thing(kind.name, element.id)), ref)
        return None

    @cached_property
    def _untold(self) -> frozenset[str]:
        """Give the allegations of which nobody knows what was done, so that no more is asked."""
        kind = short_form(self.book.vocabulary).allegation_kind
        first = next(iter(kind.facts))
        found = (one.id for one in self.incident.of_kind(kind.name))
        not_known = self.incident.not_known
        return frozenset(
            one for one in found if FactRef(kind.name, one, first).pointer in not_known
        )

    def _narrowing(self) -> Asked | None:
        """Give the question that the rules alone show to make a difference, if any does."""
        narrowing = self.standing.narrowing
        if narrowing is None:
            return None
        found = narrowing.next_fact(self._may_ask, self.incident.not_known, self._untold)
        if found is None:
            return None
        return asked(Speaker(self.book, found.subject), found.ref, found.rules, found.further)

    def _missing(self) -> dict[FactRef, Action]:
        """
        Give what the decision waits for and nobody said not to know, the latest report first.

        A request waits for nothing that the rules alone do not tell. Of an allegation of which
        nobody knows what was done no more is asked.
        """
        found: dict[FactRef, Action] = {}
        for action in self._latest_first():
            if self._waits_for_nothing(action):
                continue
            for ref in filter(self._may_ask, action.missing):
                found.setdefault(ref, action)
        return dict(sorted(found.items(), key=lambda one: not _is_waited_for(*one)))

    def _may_idle(self, action: Action) -> bool:
        """Say whether what is missing may serve nothing: some is not known, or referred."""
        is_stuck = any(ref.pointer in self.incident.not_known for ref in action.missing)
        return is_stuck or bool(action.referrals)

    def _waits_for_nothing(self, action: Action) -> bool:
        kinds = {self.book.decisions[decision].kind for decision in action.findings}
        is_of_request = DecisionKind.REQUIREMENTS in kinds
        return is_of_request or allegation_of(action.subject) in self._untold

    def leads_to(self, now: Asked) -> Iterator[tuple[str, str]]:
        """Give what each answer to a question would lead to, where there are few."""
        if len(now.choices) > MOST_LED or now.form:
            return
        for choice in now.choices:
            try:
                told = self.told(now, choice.word).decision.reports
            except BadValueError:
                continue
            actions = [action for one in told[-1:] for action in one.actions]
            yield choice.label, "; ".join(self._comes_to(action) for action in actions)

    def _comes_to(self, action: Action) -> str:
        """Give what is to be done in a few words, or what may be while that is open."""
        if action.kind is ActionKind.NEEDS_FACTS and action.entered:
            return say.may_be([named(self.book, one) for one in action.entered])
        told = headline(self.book, action)
        return ", ".join(filter(None, (f"{told.verb} {told.what}".strip(), told.offence)))

    def answer(self, text: str) -> Interview:
        """
        Give the interview after an answer to its question.

        Raises BadValueError where the answer is none, with the words for whoever gave it.
        """
        if self.question is None:
            raise LookupError
        return self.told(self.question, text)

    def told(self, now: Asked, text: str) -> Interview:
        """
        Give the interview after an answer to any question, such as one to what is presumed.

        Raises BadValueError where the answer is none, with the words for whoever gave it.
        """
        value = now.value(text)
        try:
            told = with_fact(self.incident, now.ref, value, self.book.vocabulary)
        except IncidentError as error:
            first = error.diagnostics[0]
            raise BadValueError(first.code, first.message, first.help) from None
        asked_so_far = (*self.asked, now.ref)
        return evolve(self, incident=told, asked=asked_so_far, before=self, last=self.standing)

    def added_by(self, answered: Asked) -> tuple[str, ...]:
        """Give what the answer to a question named for the first time."""
        same = self.incident.of_kind(answered.fact.kind or "")
        known = answered.known if answered.is_of_things else tuple(one.id for one in same)
        return tuple(one.id for one in same if one.id not in known)

    def do_not_know(self) -> Interview:
        """Give the interview after its question was left open; it is not asked again."""
        if self.question is None:
            raise LookupError
        ref = self.question.ref
        not_known = tuple(dict.fromkeys((*self.incident.not_known, ref.pointer)))
        incident = evolve(self.incident, not_known=not_known)
        asked_so_far = (*self.asked, ref)
        return evolve(self, incident=incident, asked=asked_so_far, before=self, last=self.standing)


def _begun(subject: Linked) -> object:
    """Give what awaits the facts that tell the acts of a possible crime; None where these are."""
    made = subject.element.facts if subject.element is not None else {}
    return made.get("first_act") if made.get("acts") == () else None


def _is_waited_for(ref: FactRef, action: Action) -> bool:
    """Say whether a rule on the crime first in question waits for a fact, and not only others."""
    return any(True for _ in waiting_rules(action, ref))
