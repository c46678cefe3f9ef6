"""Reading case files: the facts of each case, what it gives, and what it expects."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from attrs import evolve, field, frozen

from hocr_engine.cases import messages as say
from hocr_engine.cases.answers import AnswerReader, line_of, words_of
from hocr_engine.cases.model import Case, CaseFile, Expectation, Expected, Given
from hocr_engine.decision.decide import moments
from hocr_engine.decision.requirements import INVALID
from hocr_engine.diagnostic import Diagnostic, Severity
from hocr_engine.field_messages import not_a_text
from hocr_engine.fields import Fields, document, fields
from hocr_engine.incident.model import Incident
from hocr_engine.incident.read import read_facts
from hocr_engine.nodes import Entry, Mapping, Node, Scalar, Sequence
from hocr_engine.rulebook.messages import unknown_answer, unknown_decision, unknown_rule
from hocr_engine.rulebook.model import Book
from hocr_engine.text import Span
from hocr_engine.vocabulary.values import LONDON

CASES_FORMAT = "hocr.cases.v1"
NOON = time(12)
_CASE_KEYS = ("name", "on", "facts", "given", "expect", "decided by", "assumed", "missing")
PLACING = ("report", "allegation", "candidate")
OUTCOMES = ("fails", "actions", "told", "flagged")


def read_cases(
    nodes: tuple[Node, ...], at: Span, book: Book, mistakes: list[Diagnostic]
) -> CaseFile:
    """Give the cases of one file; what is wrong in them is added to `mistakes`."""
    group = document(nodes, CASES_FORMAT, at, mistakes)
    if group is None:
        return CaseFile(at.source.name, ())
    group.only(("format", "cases"))
    group.required("cases")
    reader = CaseReader(book, mistakes)
    cases = tuple(reader.case(one) for one in group.groups("cases", "the case"))
    first: dict[str, Span] = {}
    for case in cases:
        if case.name in first:
            mistakes.append(say.case_twice(case.name, case.at, first[case.name]))
        first.setdefault(case.name, case.at)
    return CaseFile(at.source.name, cases)


@frozen(eq=False)
class CaseReader:
    """Reads cases against a rulebook."""

    book: Book
    mistakes: list[Diagnostic] = field(repr=False)

    def case(self, group: Fields) -> Case:
        """Give one case; with a mistake in it, it has no incident and is not run."""
        before = len(self.mistakes)
        group.only(_CASE_KEYS)
        name, on = group.text("name"), group.day("on")
        written = group.node.get("name")
        at = group.at if written is None else written.at
        expectations = self.expectations(group, OUTCOMES)
        if not any(one.answers or one.is_of_actions for one in expectations):
            self.mistakes.append(say.nothing_expected(name, at))
        given = self.given(group)
        acts = next((one for one in expectations if one.is_of_actions), None)
        if given and acts is not None:
            self.mistakes.append(say.given_with_actions(given[0].at))
        incident = self.incident(group, on)
        self.check_reports(expectations, incident)
        case = Case(
            name=name,
            at=at,
            on=on,
            incident=incident,
            given=given,
            expectations=expectations,
            decided_by=self.rules(group, "decided by"),
            assumed=self.facts(group, "assumed"),
            missing=self.facts(group, "missing") if group.has("missing") else None,
        )
        return evolve(case, incident=None) if has_errors(self.mistakes[before:]) else case

    def incident(self, group: Fields, on: date | None) -> Incident | None:
        """Give the record that a case's facts make, reported on a day or when the edition began."""
        received = datetime.combine(on or self.book.edition, NOON, LONDON)
        found: list[Diagnostic] = []
        node = group.node.get("facts")
        facts = fields(node or Mapping((), group.at), "the facts", found)
        incident = None
        if facts is not None:
            incident, _ = read_facts(facts, self.book.vocabulary, found, received=received)
        self.mistakes.extend(found)
        return incident

    def given(self, group: Fields) -> tuple[Given, ...]:
        """Give the answers that a case takes for granted."""
        nested = group.group("given", "what is given")
        if nested is None:
            return ()
        found = []
        for entry in nested.node.entries:
            reader = self._answers(entry.key)
            if reader is not None:
                found.append(Given(entry.key.text, reader.given(entry.value), entry.key.at))
        return tuple(found)

    def _answers(self, key: Scalar, also: tuple[str, ...] = ()) -> AnswerReader | None:
        decision = self.book.decisions.get(key.text)
        if decision is None:
            known = (*self.book.decisions, *also)
            self.mistakes.append(unknown_decision(key.text, known, key.at))
            return None
        return AnswerReader(self.book, decision, self.mistakes)

    def expectations(self, group: Fields, outcomes: tuple[str, ...]) -> tuple[Expectation, ...]:
        """Give what is expected: one group of keys, or one for each report."""
        node = group.required("expect")
        if isinstance(node, Sequence):
            several = group.groups("expect", "what is expected")
            found = tuple(self._expectation(one, outcomes) for one in several)
            for one in found:
                if not one.report:
                    self.mistakes.append(say.which_report(one.at))
            return found
        single = group.group("expect", "what is expected")
        return () if single is None else (self._expectation(single, outcomes),)

    def _expectation(self, group: Fields, outcomes: tuple[str, ...]) -> Expectation:
        reserved = (*PLACING, *outcomes)
        decisions = [e for e in group.node.entries if e.key.text not in reserved]
        answers = tuple(filter(None, (self._expected(entry, reserved) for entry in decisions)))
        fails = self.rules(group, "fails") if group.has("fails") else None
        if fails is not None and not any(INVALID in str(one.answer) for one in answers):
            self.mistakes.append(say.fails_what(group.node.key("fails").at))  # type: ignore[union-attr]
        return Expectation(
            answers=answers,
            at=group.node.entries[0].key.at if group.node.entries else group.at,
            report=group.optional("report") or "",
            allegation=group.optional("allegation") or "",
            candidate=group.optional("candidate") or "",
            fails=fails,
            actions=self._lines(group) if group.has("actions") else None,
            told=self._words_of(group, "told", "duties") if group.has("told") else None,
            flagged=self._words_of(group, "flagged", "flags") if group.has("flagged") else None,
            by=group.scalar("by") if "by" in outcomes else None,
        )

    def _expected(self, entry: Entry, also: tuple[str, ...]) -> Expected | None:
        reader = self._answers(entry.key, also)
        answer = None if reader is None else reader.expected(entry.value)
        if answer is None:
            return None
        return Expected(entry.key.text, answer, entry.key.at.through(entry.value.at))

    def _lines(self, group: Fields) -> tuple[Scalar, ...]:
        found = []
        for item in group.items("actions"):
            line = line_of(item)
            if line is None:
                self.mistakes.append(not_a_text("actions", item.at))
            else:
                found.append(Scalar(line, item.at))
        return tuple(found)

    def _words_of(self, group: Fields, key: str, makes: str) -> tuple[Scalar, ...]:
        """Give the duties or flags told with the actions, each of them an answer of the book."""
        decision = self.book.making.get(makes)
        known = () if decision is None else words_of(decision, self.book)
        told = group.words(key)
        for word in told:
            if word.text not in known:
                self.mistakes.append(unknown_answer(word.text, key, known, word.at))
        return told

    def rules(self, group: Fields, key: str) -> tuple[Scalar, ...]:
        """Give the rules named under a key, each of which must be in the book."""
        named = group.words(key)
        for name in named:
            if name.text not in self.book.rule:
                self.mistakes.append(unknown_rule(name.text, self.book.rule, name.at))
        return named

    def facts(self, group: Fields, key: str) -> tuple[Scalar, ...]:
        """Give the facts named under a key, as `thing.fact`."""
        named = group.words(key)
        known = {fact for kind in self.book.vocabulary.kinds.values() for fact in kind.facts}
        for name in named:
            thing, _, fact = name.text.rpartition(".")
            if not thing:
                self.mistakes.append(say.not_a_fact(name.text, name.at))
            elif fact not in known:
                self.mistakes.append(say.unknown_fact(fact, known, name.at))
        return named

    def check_reports(
        self, expectations: tuple[Expectation, ...], incident: Incident | None
    ) -> None:
        """Report every expectation after a report that the incident does not hold."""
        if incident is None:
            return
        known = [moment.report for moment in moments(self.book, incident) if moment.report]
        for one in expectations:
            if one.report and one.report not in known:
                self.mistakes.append(say.unknown_report(one.report, known, one.at))


def has_errors(mistakes: Iterable[Diagnostic]) -> bool:
    """Say whether some mistakes keep what they are in from being used."""
    return any(mistake.severity is Severity.ERROR for mistake in mistakes)
