"""Every sentence about coding sheets and what they ask for, one function a mistake."""

from __future__ import annotations

from collections.abc import Iterable

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.field_messages import nearest
from hocr_engine.text import Span


def not_codable(name: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of a column that no coding sheet has."""
    return Diagnostic(
        "not-codable",
        f"a coding sheet cannot ask for `{name}`",
        at,
        nearest(name, known) or "name a fact that is no text and no link, or leave the column out",
    )


def rows_differ(name: str, incident: str, at: Span) -> Diagnostic:
    """Give the mistake of rows of one incident that say two things of its report."""
    return Diagnostic(
        "rows-differ",
        f"the rows of incident `{incident}` say two things of `{name}`",
        at,
        "write the same in each row, or leave it empty in all but one",
    )


def incident_left_out(incident: str, at: Span) -> Diagnostic:
    """Give the mistake of an incident of which a row is wrong, so that none of it is used."""
    return Diagnostic(
        "incident-left-out",
        f"incident `{incident}` is left out, since a row of it is wrong",
        at,
        "mend that row: without it an allegation would be lost",
    )
