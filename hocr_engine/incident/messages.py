"""Every sentence about incident files, one function a mistake."""

from __future__ import annotations

from collections.abc import Iterable

from hocr_engine.diagnostic import Diagnostic, Severity
from hocr_engine.field_messages import nearest
from hocr_engine.text import Span


def bad_value(code: str, message: str, fix: str, at: Span) -> Diagnostic:
    """Give the mistake of a value that its fact cannot have."""
    return Diagnostic(code, message, at, fix)


def unknown_fact_key(key: str, kind: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of a key that things of this kind do not have."""
    return Diagnostic("unknown-key", f"{kind} has no fact `{key}`", at, nearest(key, known))


def cannot_be_absent(fact: str, at: Span) -> Diagnostic:
    """Give the mistake of `null` for a fact that is never known to be absent."""
    return Diagnostic(
        "never-absent",
        f"`{fact}` cannot be known to be absent",
        at,
        "leave it out where it is not known, or write its value",
    )


def not_one_value(fact: str, at: Span) -> Diagnostic:
    """Give the mistake of a list or group where a fact has one value."""
    return Diagnostic("not-one-value", f"`{fact}` has one value", at, f"write `{fact}: value`")


def not_written(fact: str, at: Span) -> Diagnostic:
    """Give the mistake of writing a fact that is worked out from others."""
    return Diagnostic("not-written", f"`{fact}` is worked out from other facts", at, "leave it out")


def no_such_element(element_id: str, kind: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of a reference to nothing in the file."""
    return Diagnostic(
        "no-such-element",
        f"no {kind} in this file has the id `{element_id}`",
        at,
        nearest(element_id, known) or f"write the {kind} down, or leave this out",
    )


def same_id(element_id: str, at: Span, first: Span) -> Diagnostic:
    """Give the mistake of two things of one kind with one id."""
    return Diagnostic(
        "same-id",
        f"the id `{element_id}` is used twice",
        at,
        "give each its own id",
        related=((f"`{element_id}` was first used here", first),),
    )


def written_twice(name: str, at: Span, first: Span) -> Diagnostic:
    """Give the mistake of one thing written in two places, of which only one can be meant."""
    return Diagnostic(
        "written-twice",
        f"`{name}` is written twice",
        at,
        "keep one of them",
        related=(("the other one stands here", first),),
    )


def bad_id(text: str, at: Span) -> Diagnostic:
    """Give the mistake of an id that is not plain letters, digits and hyphens."""
    return Diagnostic(
        "bad-id",
        f"`{text}` cannot be an id",
        at,
        "use letters, digits, `-`, `_`, `.` or `/`, at most 100 of them",
    )


def missing_fact(fact: str, kind: str, at: Span) -> Diagnostic:
    """Give the mistake of a required fact left out."""
    return Diagnostic("missing-fact", f"{kind} has no `{fact}`", at, f"add `{fact}:` to it")


def which_one(fact: str, kind: str, at: Span) -> Diagnostic:
    """Give the mistake of a reference left out where several things could be meant."""
    return Diagnostic(
        "which-one",
        f"it is not said which {kind} this belongs to",
        at,
        f"add `{fact}:` with its id",
    )


def not_carried(element_id: str, at: Span) -> Diagnostic:
    """Give the mistake of an allegation that no report carries."""
    return Diagnostic(
        "not-carried",
        f"no report carries the allegation `{element_id}`",
        at,
        "name it under `carries:` of a report",
    )


def nothing_reported(what: str, at: Span) -> Diagnostic:
    """Give the mistake of an incident without a report or an allegation."""
    return Diagnostic("nothing-reported", f"the incident has no {what}", at, f"add `{what}:`")


def bad_incident_id(at: Span) -> Diagnostic:
    """Give the mistake of an incident's id that cannot be shown on one line."""
    return Diagnostic(
        "bad-id", "this cannot be the id of an incident", at, "use at most 100 signs on one line"
    )


def not_judged(question: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of a judgement on something that the law does not leave to judgement."""
    return Diagnostic(
        "not-judged", f"`{question}` is no question of judgement", at, nearest(question, known)
    )


def nothing_to_judge(element_id: str, kind: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of a judgement about something to which its question does not belong."""
    return Diagnostic(
        "nothing-to-judge",
        f"no {kind} in this file has the id `{element_id}`, so this judges nothing",
        at,
        nearest(element_id, known) or f"write the {kind} down, or leave this out",
    )


def not_plain_data(at: Span) -> Diagnostic:
    """Give the mistake of a value from a program that no incident file could hold."""
    return Diagnostic(
        "not-plain-data",
        "this incident holds something that no incident file can hold",
        at,
        "give only texts, numbers, true and false, dates, lists, and groups whose keys are texts",
    )


def several_allegations(name: str, at: Span) -> Diagnostic:
    """Give the mistake of the short form used where there are several allegations."""
    return Diagnostic(
        "short-form",
        f"`{name}` can stand here only where there is one allegation",
        at,
        "write it inside the allegation that it belongs to",
    )


def formerly_called(old: str, new: str, at: Span) -> Diagnostic:
    """Give the remark that a fact has a new name."""
    return Diagnostic(
        "formerly-called",
        f"`{old}` is now called `{new}`",
        at,
        f"write `{new}`",
        severity=Severity.WARNING,
    )
