"""Statements of the law index that nothing in a rulebook can carry, each with the reason."""

from __future__ import annotations

from attrs import frozen

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.fields import Fields, document
from hocr_engine.nodes import Node
from hocr_engine.text import Span

NOT_ENCODED_FORMAT = "hocr.not-encoded.v1"


@frozen
class NotEncoded:
    """A statement that is left out, and why no rule can say anything about it."""

    law: str
    because: str
    at: Span


def read_not_encoded(
    nodes: tuple[Node, ...], nowhere: Span, mistakes: list[Diagnostic]
) -> tuple[NotEncoded, ...]:
    """Give the statements that a file of format `hocr.not-encoded.v1` leaves out."""
    group = document(nodes, NOT_ENCODED_FORMAT, nowhere, mistakes)
    if group is None:
        return ()
    group.only(("format", "statements"))
    return tuple(map(_one, group.groups("statements", "the statement")))


def _one(group: Fields) -> NotEncoded:
    group.only(("law", "because"))
    law = group.scalar("law")
    return NotEncoded(group.text("law"), group.text("because"), group.at if law is None else law.at)
