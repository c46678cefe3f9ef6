"""The decision record: a decision as data ready for JSON, the same bytes for the same decision."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final

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
from hocr_engine.incident.linked import Linked, World, facts_awaited
from hocr_engine.incident.model import FactRef
from hocr_engine.rulebook.model import Book, Rule

DECISION_FORMAT: Final = "hocr.decision.v1"

Data = dict[str, object]


def to_json(decision: Decision) -> str:
    """Give the decision record as JSON on one line: keys in order, nothing beyond ASCII."""
    return json.dumps(decision_record(decision), sort_keys=True, separators=(",", ":"))


def decision_record(decision: Decision) -> Data:
    """Give a decision as data: what is to be done, by which rules, on which facts."""
    book = decision.book
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
        "force": decision.incident.force,
        "strict": decision.strict,
        "reports": [_report(book, report) for report in decision.reports],
        "register": {key: _entry(book, held) for key, held in decision.register.items()},
    }


def _report(book: Book, report: ReportDecision) -> Data:
    return {
        "report": report.report or None,
        "at": report.at.isoformat(),
        "edition": report.edition.isoformat(),
        "actions": [_action(book, action, report.world) for action in report.actions],
    }


def _action(book: Book, action: Action, world: World) -> Data:
    return {
        "id": action.id,
        "about": about(book, action),
        "kind": action.kind.value,
        "line": action.line,
        "by": None if action.by is None else action.by.isoformat(),
        "entries": [_entry(book, entered) for entered in action.entered],
        "before": None if action.before is None else _entry(book, action.before),
        "gate": _gate(book, action),
        "answers": {name: _answer(found) for name, found in action.findings.items()},
        "facts": [_fact(ref, world) for ref in action.facts],
        "assumed": [
            {
                "pointer": one.fact.pointer,
                "kind": one.fact.kind,
                "value": one.presumption.value,
                "law": list(one.presumption.law),
            }
            for one in action.assumed
        ],
        "act_date_assumed": action.act_date_assumed,
        "missing": [_missing(ref, book) for ref in action.missing],
        "referrals": [_referral(referral) for referral in action.referrals],
        "bounds": [bound.what for bound in action.bounds],
        "duties": list(action.duties),
        "flags": _flags(book, action),
        "notes": [cited(rule) for found in action.findings.values() for rule in found.notes],
        "fails": [cited(rule) for rule in action.failures],
        "relations": [_relation(relation) for relation in action.relations],
        "includes": [
            {
                "id": included.slot,
                "entry": _entry(book, included.entered),
                "relation": _relation(included.relation),
            }
            for included in action.includes
        ],
    }


def _flags(book: Book, action: Action) -> Data | None:
    """Give the flags that a record carries, those that are open, and those that it does not."""
    if action.flags is None:
        return None
    told = {flag.word for flag in action.flags}
    return {
        "set": [_flag(flag) for flag in action.flags if flag.is_sure],
        "open": [
            {**_flag(flag), "missing": [_missing(ref, book) for ref in facts_awaited(flag.awaits)]}
            for flag in action.flags
            if not flag.is_sure
        ],
        "not_set": [one.word for one in book.making[FLAGS].answers if one.word not in told],
    }


def _flag(flag: Flag) -> Data:
    return {"flag": flag.word, "rules": [cited(rule) for rule in flag.rules]}


def _relation(relation: Relation) -> Data:
    return {
        "kind": relation.kind,
        "of": relation.of,
        "to": relation.to,
        "step": relation.step,
        **cited(relation.rule),
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


def _answer(found: Finding) -> Data:
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
        "deciding": [cited(rule) for rule in found.deciding],
        "overridden": [cited(rule) for rule in found.overridden],
        "awaits": [ref.pointer for ref in facts_awaited(found.awaits)],
        "ruling": found.ruling or None,
    }


def cited(rule: Rule) -> Data:
    """Give a rule by its id, with its law and how sure its dates are."""
    return {"rule": rule.id, "law": list(rule.law), "certainty": rule.certainty}


def _fact(ref: FactRef, world: World) -> Data:
    value = world.member(world.thing(ref.kind, ref.id), ref.name)
    return {"pointer": ref.pointer, "kind": ref.kind, "value": _plain(value)}


def _missing(ref: FactRef, book: Book) -> Data:
    fact = book.vocabulary.kinds[ref.kind].facts.get(ref.name)
    words = [answer.word for answer in fact.answers] if fact is not None else []
    return {"pointer": ref.pointer, "kind": ref.kind, "answers": words}


def _referral(referral: Referral) -> Data:
    return {
        "decision": referral.decision,
        "about": referral.about,
        "reason": referral.reason,
        "rules": list(referral.rules),
        "suggests": referral.suggests or None,
        "between": list(referral.between),
    }


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
