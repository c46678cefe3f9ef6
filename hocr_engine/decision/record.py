"""The decision record: a decision as data ready for JSON, the same for the same decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final, Protocol

from attrs import frozen

from hocr_engine import __version__
from hocr_engine.decision.entering import FLAGS, making
from hocr_engine.decision.model import (
    Action,
    Decision,
    Entered,
    Finding,
    Flag,
    Referral,
    Relation,
    ReportDecision,
)
from hocr_engine.feel.values import Maybe, OneOf, awaits_of
from hocr_engine.incident.hashing import incident_hash
from hocr_engine.incident.linked import Assumed, Linked, World, facts_awaited
from hocr_engine.incident.model import FactRef
from hocr_engine.rulebook.model import Book, Rule

DECISION_FORMAT: Final = "hocr.decision.v1"

Data = dict[str, object]


class Words(Protocol):
    """Puts into words what a record says by ids; given from above, since this floor knows none."""

    def because(self, rule: Rule, subject: Linked, other: Linked | None) -> str:
        """Give the reason of a rule about a subject, or about two of them."""

    def ask(self, subject: Linked, ref: FactRef) -> str:
        """Give what to ask for a fact."""


def decision_record(decision: Decision, words: Words | None = None) -> Data:
    """Give a decision as data: what is to be done, by which rules, on which facts."""
    book = decision.book
    writer = _Writer(book, words)
    return {
        "format": DECISION_FORMAT,
        "engine": __version__,
        "rulebook": {
            "title": book.title,
            "edition": book.edition.isoformat(),
            "fingerprint": book.fingerprint,
            "covers": book.covers,
            "supports": book.supports,
        },
        "incident": decision.incident.id,
        "incident_hash": incident_hash(decision.incident),
        "force": decision.incident.force,
        "on": None if decision.on is None else decision.on.isoformat(),
        "strict": decision.strict,
        "reports": [writer.report(report) for report in decision.reports],
        "register": {key: _entry(book, held) for key, held in decision.register.items()},
    }


@frozen
class _Writer:
    """Gives the parts of a record, with words where there is something that gives them."""

    book: Book
    words: Words | None

    def report(self, report: ReportDecision) -> Data:
        """Give what one report leads to."""
        return {
            "report": report.report or None,
            "at": report.at.isoformat(),
            "edition": report.edition.isoformat(),
            "actions": [self._action(action, report.world) for action in report.actions],
        }

    def _action(self, action: Action, world: World) -> Data:
        subject = action.subject
        return {
            "id": action.id,
            "about": about(self.book, action),
            "kind": action.kind.value,
            "line": action.line,
            "by": None if action.by is None else action.by.isoformat(),
            "entries": [_entry(self.book, entered) for entered in action.entered],
            "before": None if action.before is None else _entry(self.book, action.before),
            "gate": _gate(self.book, action),
            "answers": {name: self._answer(found) for name, found in action.findings.items()},
            "facts": [_fact(ref, world) for ref in action.facts],
            "assumed": [_assumed(one) for one in action.assumed],
            "act_date_assumed": action.act_date_assumed,
            "missing": [self._missing(ref, subject) for ref in action.missing],
            "referrals": [self._referral(referral, action) for referral in action.referrals],
            "bounds": [bound.what for bound in action.bounds],
            "duties": list(action.duties),
            "flags": self._flags(action),
            "notes": [
                cited
                for found in action.findings.values()
                for cited in self._cited(found.notes, found.subject)
            ],
            "fails": self._cited(action.failures, subject),
            "relations": [self._relation(relation) for relation in action.relations],
            "includes": [
                {
                    "id": included.slot,
                    "entry": _entry(self.book, included.entered),
                    "relation": self._relation(included.relation),
                }
                for included in action.includes
            ],
        }

    def _flags(self, action: Action) -> Data | None:
        """Give the flags that a record carries, those that are open, and those it does not."""
        if action.flags is None:
            return None
        told = {flag.word for flag in action.flags}
        return {
            "set": [self._flag(flag, action) for flag in action.flags if flag.is_sure],
            "open": [
                {
                    **self._flag(flag, action),
                    "missing": [
                        self._missing(ref, action.subject) for ref in facts_awaited(flag.awaits)
                    ],
                }
                for flag in action.flags
                if not flag.is_sure
            ],
            "not_set": [
                one.word for one in self.book.making[FLAGS].answers if one.word not in told
            ],
        }

    def _flag(self, flag: Flag, action: Action) -> Data:
        found = making(self.book, FLAGS, action.findings)
        subject = action.subject if found is None else found.subject
        return {"flag": flag.word, "rules": self._cited(flag.rules, subject)}

    def _relation(self, relation: Relation) -> Data:
        (rule,) = self._cited((relation.rule,), relation.this, relation.other)
        return {
            "kind": relation.kind,
            "of": relation.of,
            "to": relation.to,
            "step": relation.step,
            **rule,
        }

    def _answer(self, found: Finding) -> Data:
        return {
            "about": found.subject.id,
            "settled": found.is_settled,
            "options": [_plain(option) for option in found.options],
            "slots": [
                {
                    "id": slot.id,
                    "options": [_plain(option) for option in slot.options],
                    "settled": len(slot.options) == 1 and not slot.awaits,
                    "deciding": [rule.id for rule in slot.rules],
                }
                for slot in found.slots
            ],
            "deciding": self._deciding(found),
            "overridden": self._cited(found.overridden, found.subject),
            "awaits": [ref.pointer for ref in facts_awaited(found.awaits)],
            "ruling": found.ruling or None,
        }

    def _referral(self, referral: Referral, action: Action) -> Data:
        finding = action.findings.get(referral.decision)
        subject = action.subject if finding is None else finding.subject
        rules = [self.book.rule[name] for name in referral.rules if name in self.book.rule]
        return {
            "decision": referral.decision,
            "about": referral.about,
            "reason": referral.reason,
            "rules": list(referral.rules),
            "cited": self._cited(rules, subject),
            "suggests": referral.suggests or None,
            "between": list(referral.between),
        }

    def _deciding(self, found: Finding) -> list[Data]:
        """Give the rules of an answer; of one still open, which may be hundreds, without words."""
        if found.is_settled:
            return self._cited(found.deciding, found.subject)
        return [cited(rule) for rule in found.deciding]

    def _cited(
        self, rules: Iterable[Rule], subject: Linked, other: Linked | None = None
    ) -> list[Data]:
        if self.words is None:
            return [cited(rule) for rule in rules]
        because = self.words.because
        return [{**cited(rule), "because": because(rule, subject, other)} for rule in rules]

    def _missing(self, ref: FactRef, subject: Linked) -> Data:
        fact = self.book.vocabulary.kinds[ref.kind].facts.get(ref.name)
        words = [answer.word for answer in fact.answers] if fact is not None else []
        asked = {} if self.words is None else {"ask": self.words.ask(subject, ref)}
        return {"pointer": ref.pointer, "kind": ref.kind, "answers": words, **asked}


def _assumed(one: Assumed) -> Data:
    return {
        "pointer": one.fact.pointer,
        "kind": one.fact.kind,
        "value": one.presumption.value,
        "law": list(one.presumption.law),
    }


def about(book: Book, action: Action) -> str:
    """Give the id of the allegation, or the request, that an action is about."""
    role = book.vocabulary.role_of_kind[action.subject.kind]
    above = action.subject.member(role.by) if role.by else None
    return above.id if isinstance(above, Linked) else action.subject.id


def acts_of(thing: Linked) -> tuple[str, ...]:
    """Give the ids of the allegations that make out a possible crime."""
    found = None if thing.element is None else thing.element.facts.get("acts")
    return tuple(map(str, found)) if isinstance(found, tuple) else ()


def title(book: Book, making_: str, key: str | None) -> str | None:
    """Give the title of a code or class in the list from which a decision takes its answers."""
    decision = book.making.get(making_)
    if key is None or decision is None or decision.answers_of is None:
        return None
    row = book.rows.get(decision.answers_of, {}).get(key)
    found = None if row is None else row.facts.get("title")
    return found if isinstance(found, str) else None


def _entry(book: Book, entered: Entered) -> Data:
    return {
        "entry": entered.entry,
        "enters": entered.enters,
        "class": entered.class_,
        "class_title": title(book, "class", entered.class_),
        "code": entered.code,
        "offence_title": title(book, "candidates", entered.code),
    }


def _gate(book: Book, action: Action) -> object:
    found = making(book, "gate", action.findings)
    return _plain(found.options[0]) if found is not None and found.is_settled else None


def cited(rule: Rule) -> Data:
    """Give a rule by its id, with its law and how sure its dates are."""
    return {"rule": rule.id, "law": list(rule.law), "certainty": rule.certainty}


def _fact(ref: FactRef, world: World) -> Data:
    value = world.member(world.thing(ref.kind, ref.id), ref.name)
    return {"pointer": ref.pointer, "kind": ref.kind, "value": _plain(value)}


def _plain(value: object) -> object:
    """Give a value as JSON holds it; what is open is a group that says what it may be."""
    match value:
        case None | bool() | str():
            return value
        case Decimal():
            return int(value) if value == value.to_integral_value() else str(value)
        case datetime() | date():
            return value.isoformat()
        case Linked():
            return value.id
        case list() | tuple():
            return [_plain(element) for element in value]
        case Mapping():
            return {str(key): _plain(element) for key, element in value.items()}
        case Maybe():
            return {"perhaps": _plain(value.value)}
        case OneOf():
            return {"one_of": [_plain(option) for option in value.options]}
        case _:
            return {"not_known": [ref.pointer for ref in facts_awaited(awaits_of(value))]}
