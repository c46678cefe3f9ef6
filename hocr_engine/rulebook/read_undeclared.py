"""Reading rule files while the decisions cannot be read: what is wrong whatever they decide."""

from __future__ import annotations

from typing import Final

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.nodes import Mapping, Node, Scalar
from hocr_engine.rulebook.model import DecisionDeclaration, DecisionKind, Topic
from hocr_engine.rulebook.read_rules import read_topic
from hocr_engine.text import Span

_OF_DECISIONS: Final = frozenset(
    (
        *("unknown-decision", "not-one-of", "kind-mismatch", "no-answer", "not-a-text"),
        *("table-column", "table-lacks", "table-cell", "table-row-width"),
    )
)


def read_undeclared(
    nodes: tuple[Node, ...], at: Span, topic_id: str, mistakes: list[Diagnostic]
) -> Topic | None:
    """Give a topic whose decision nobody could declare, without what hangs on the decision."""
    named = nodes[0].get("decision") if nodes and isinstance(nodes[0], Mapping) else None
    name = named.text if isinstance(named, Scalar) else ""
    stand_in = DecisionDeclaration(name, name, "", "", DecisionKind.ONE, at)
    found: list[Diagnostic] = []
    topic = read_topic(nodes, at, topic_id, {name: stand_in}, (), found)
    mistakes.extend(mistake for mistake in found if mistake.code not in _OF_DECISIONS)
    return topic
