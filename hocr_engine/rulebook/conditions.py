"""Where conditions and tables stand in the files of a rulebook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attrs import frozen

from hocr_engine.nodes import Entry, Mapping, Node, Scalar, Sequence
from hocr_engine.rulebook.read_decisions import DECISIONS_FORMAT
from hocr_engine.rulebook.read_rules import RULES_FORMAT
from hocr_engine.rulebook.read_steps import STEPS_FORMAT
from hocr_engine.text import Span
from hocr_engine.vocabulary.read import DEFINITIONS_FORMAT, VOCABULARY_FORMAT

TABLE: Final = "table"
_KEYS: Final = {
    RULES_FORMAT: ("when", "unless", "require", "then", TABLE),
    VOCABULARY_FORMAT: ("is", "where", "happened"),
    DEFINITIONS_FORMAT: ("is",),
    DECISIONS_FORMAT: ("acts",),
    STEPS_FORMAT: ("same", "takes part"),
}
# An answer is a word, unless it stands in a block.
_WORD_OR_CONDITION: Final = "then"
_COMMENT: Final = re.compile(r'"(?:[^"\\\n]|\\.)*"|(//|/\*)')


@frozen
class Place:
    """A condition or a table, with the key that it stands under."""

    key: Scalar
    value: Scalar

    @property
    def is_table(self) -> bool:
        """Give whether this is a table."""
        return self.key.text == TABLE


def has_comment(written: Span) -> bool:
    """Say whether the author left a comment within a condition or a cell."""
    return any(found[1] for found in _COMMENT.finditer(written.text))


def may_hold_conditions(text: str) -> bool:
    """Say whether a file's text names one of the formats that hold conditions."""
    return any(name in text for name in _KEYS)


def format_of(nodes: tuple[Node, ...]) -> str:
    """Give the format that a file declares; empty where it does not."""
    declared = nodes[0].get("format") if nodes and isinstance(nodes[0], Mapping) else None
    return declared.text if isinstance(declared, Scalar) else ""


def condition_keys(nodes: tuple[Node, ...]) -> tuple[str, ...]:
    """Give the keys under which a file of this format holds conditions and tables."""
    return _KEYS.get(format_of(nodes), ())


def places(nodes: tuple[Node, ...]) -> Iterator[Place]:
    """Give every condition and table of a file, in reading order."""
    keys = condition_keys(nodes)
    for node in nodes:
        yield from _places(node, keys)


def is_condition(entry: Entry, keys: tuple[str, ...]) -> bool:
    """Say whether a key holds a condition or a table."""
    if entry.key.text not in keys or not isinstance(entry.value, Scalar):
        return False
    return entry.key.text != _WORD_OR_CONDITION or entry.value.style == "literal"


def _places(node: Node, keys: tuple[str, ...]) -> Iterator[Place]:
    match node:
        case Mapping():
            for entry in node.entries:
                if isinstance(entry.value, Scalar):
                    if is_condition(entry, keys):
                        yield Place(entry.key, entry.value)
                else:
                    yield from _places(entry.value, keys)
        case Sequence():
            for item in node.items:
                yield from _places(item, keys)
        case Scalar():
            pass
