"""Every sentence about rulings and developments in a record, one function a mistake."""

from __future__ import annotations

from collections.abc import Iterable

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.field_messages import nearest
from hocr_engine.text import Span


def not_ruled_on(question: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of a ruling on something that no ruling can settle."""
    return Diagnostic(
        "not-ruled-on",
        f"`{question}` is no decision that a ruling can settle",
        at,
        nearest(question, known) or "leave this out",
    )


def nothing_to_rule(element_id: str, decision: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of a ruling about nothing that its decision is about."""
    return Diagnostic(
        "nothing-to-rule",
        f"`{decision}` is about nothing in this file with the id `{element_id}`",
        at,
        nearest(element_id, known) or "leave this out",
    )


def no_such_ruling(answer: str, decision: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of a ruling with an answer that its decision does not have."""
    return Diagnostic(
        "no-such-ruling", f"`{answer}` is no answer of `{decision}`", at, nearest(answer, known)
    )


def of_no_record(at: Span) -> Diagnostic:
    """Give the mistake of a development that names nothing that a record could be about."""
    return Diagnostic(
        "nothing-became",
        "this says what became of a record and does not say of which",
        at,
        "name the `report` or the `allegation` that it was made on, or a `record` of this file",
    )


def of_an_empty_report(report: str, at: Span) -> Diagnostic:
    """Give the mistake of a development of a report on which nothing can be recorded."""
    return Diagnostic(
        "nothing-became",
        f"the report `{report}` carries no allegation, so no record is made on it",
        at,
        "name another report, or list under `carries:` what was reported",
    )
