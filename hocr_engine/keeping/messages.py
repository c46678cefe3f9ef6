"""Every sentence about decision records that are read again, one function a mistake."""

from __future__ import annotations

from hocr_engine.decision.record import DECISION_FORMAT
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.text import Span

DECIDE = "`hocr decide --format json FILE` writes one"


def not_a_record(declared: str, at: Span) -> Diagnostic:
    """Give the mistake of something that is not declared to be a decision record."""
    found = f"this declares `{declared}`, and is" if declared else "this is declared nowhere to be"
    ending = "no decision record" if declared else "a decision record"
    return Diagnostic(
        "not-a-record",
        f"{found} {ending}",
        at,
        f'a record says `"format": "{DECISION_FORMAT}"`; {DECIDE}',
    )


def nothing_decided(at: Span) -> Diagnostic:
    """Give the mistake of replaying an incident that could not be decided."""
    return Diagnostic(
        "nothing-decided",
        "this incident could not be decided, so there is no decision to replay",
        at,
        "mend the incident as its mistakes say, and decide it again",
    )


def not_strict_or_not(at: Span) -> Diagnostic:
    """Give the mistake of a record that does not say plainly whether anything was presumed."""
    return Diagnostic(
        "strict-not-said",
        "whether nothing was presumed is neither `true` nor `false`",
        at,
        "write `true` for a decision made with `--strict`, otherwise `false`",
    )


def without_incident(incident: str, at: Span) -> Diagnostic:
    """Give the mistake of a record whose incident is not among those given."""
    return Diagnostic(
        "record-without-incident",
        f"no incident `{incident}` is among those given",
        at,
        "give the file or the folder in which it stands",
    )


def of_another_rulebook(folder: str, theirs: str, ours: str, at: Span) -> Diagnostic:
    """Give the mistake of a rulebook from before that is not the one of the record."""
    return Diagnostic(
        "record-of-another-rulebook",
        f"this record was not made by the rules in `{folder}`, {theirs}, but by {ours}",
        at,
        "give the folder as it stood when the record was made, for example with `git worktree add`",
    )
