"""Every sentence about the files of plans and samples, one function a mistake."""

from __future__ import annotations

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.text import Span


def stratum_twice(name: str, at: Span, first: Span) -> Diagnostic:
    """Give the mistake of a plan that names a stratum twice."""
    return Diagnostic(
        "audit-name-twice",
        f"`{name}` is named twice",
        at,
        "give one of them another name",
        related=(("it is first named here", first),),
    )


def in_two_strata(incident: str, first: str, other: str, at: Span) -> Diagnostic:
    """Give the mistake of an incident that is told in two strata."""
    return Diagnostic(
        "incident-in-two-strata",
        f"incident `{incident}` stands under `{other}`, and before under `{first}`",
        at,
        "mend one of the rows; the incident is in neither until then",
    )


def not_a_sample(at: Span) -> Diagnostic:
    """Give the mistake of a file that is no manifest of a sample."""
    return Diagnostic(
        "not-a-sample",
        "this is no manifest of a sample",
        at,
        "name a file that `hocr audit sample --manifest` wrote",
    )


def other_frame(at: Span) -> Diagnostic:
    """Give the mistake of enlarging a sample that was drawn from other incidents."""
    return Diagnostic(
        "not-enlarged",
        "the earlier sample was drawn from other incidents",
        at,
        "give the same tables and columns again, or draw a sample of its own from these",
    )


def other_seed(seed: str, at: Span) -> Diagnostic:
    """Give the mistake of enlarging a sample that was drawn by another seed."""
    return Diagnostic(
        "not-enlarged",
        "the earlier sample was drawn by another seed",
        at,
        f"write `--seed {seed}`",
    )


def fewer(stratum: str, wanted: int, before: int, at: Span) -> Diagnostic:
    """Give the mistake of enlarging a sample to fewer than it has."""
    return Diagnostic(
        "not-enlarged",
        f"{wanted:,} are wanted of `{stratum}`, of which the earlier sample has {before:,}",
        at,
        "ask for as many at least, or leave out `--earlier`",
    )
