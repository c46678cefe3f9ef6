"""The order in which the house writes the keys of a rule."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from attrs import frozen

from hocr_engine.nodes import Entry, Mapping, Node, Scalar, Sequence
from hocr_engine.text import Span

KEYS: Final = (
    *("format", "topic", "decision", "step", "layer", "each rule counts"),
    *("id", "title", "law", "from", "until", "committed from", "committed until"),
    *("certainty", "inferred from", "interpretation"),
    *("when", "unless", "require", "then", "suggests", "between"),
    *("because", "note", "mistake", "mistake leads to", "overrides", "table", "rules"),
)
_RANK: Final = {key: rank for rank, key in enumerate(KEYS)}


@frozen
class OutOfOrder:
    """Keys out of order: the first of them, the one it belongs above, and all set right."""

    key: Scalar
    above: Scalar
    at: Span
    text: str | None


def out_of_order(node: Node) -> Iterator[OutOfOrder]:
    """Give each group of a rule file whose keys stand otherwise than the house writes them."""
    match node:
        case Mapping():
            found = _in(node)
            if found is not None:
                yield found
            for entry in node.entries:
                yield from out_of_order(entry.value)
        case Sequence():
            for item in node.items:
                yield from out_of_order(item)
        case Scalar():
            pass


def _in(group: Mapping) -> OutOfOrder | None:
    entries = group.entries
    if not all(name in _RANK for name in group.names):
        return None
    ordered = sorted(entries, key=lambda entry: _RANK[entry.key.text])
    first = next((one for one, now in zip(ordered, entries, strict=True) if one is not now), None)
    if first is None:
        return None
    above = next(now for one, now in zip(ordered, entries, strict=True) if one is not now)
    at = entries[0].key.at.through(_last(entries).value.at)
    return OutOfOrder(first.key, above.key, at, _set_right(entries, ordered))


def _last(entries: tuple[Entry, ...]) -> Entry:
    return max(entries, key=lambda entry: entry.value.at.end)


def _set_right(entries: tuple[Entry, ...], ordered: list[Entry]) -> str | None:
    """Give the keys in order; None where something stands between them that has its place."""
    indent = entries[0].key.at.column - 1
    between = "\n" + " " * indent
    for one, other in pairwise(entries):
        source = one.key.at.source.text
        if source[one.value.at.end : other.key.at.start] != between:
            return None
    return between.join(entry.key.at.through(entry.value.at).text for entry in ordered)
