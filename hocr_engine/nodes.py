"""What stands in a YAML or JSON file: texts, lists and groups of keys, each with its place."""

from __future__ import annotations

from typing import Literal, TypeAlias

from attrs import field, frozen

from hocr_engine.text import Span

Style: TypeAlias = Literal["plain", "single", "double", "literal", "folded"]


@frozen
class Scalar:
    """One text as written; nothing is made of `0105`, `NO` or `12:30` here."""

    text: str
    at: Span = field(eq=False, repr=False)
    style: Style = field(default="plain", eq=False)

    @property
    def body(self) -> Span:
        """Give the stretch of the file that holds the content: no quotes, no block header."""
        start, end = self.at.start, self.at.end
        if self.style in ("single", "double"):
            return Span(self.at.source, start + 1, max(start + 1, end - 1))
        if self.style == "plain":
            return self.at
        line_end = self.at.source.text.find("\n", start, end)
        return Span(self.at.source, end if line_end < 0 else line_end + 1, end)

    @property
    def is_null(self) -> bool:
        """Give whether this is the plain word `null`, the only spelling of known to be absent."""
        return self.style == "plain" and self.text == "null"


@frozen
class Sequence:
    """A list in the order written."""

    items: tuple[Node, ...]
    at: Span = field(eq=False, repr=False)


@frozen
class Entry:
    """One key and what is written under it."""

    key: Scalar
    value: Node


@frozen
class Mapping:
    """Keys with their values, in the order written; each key once."""

    entries: tuple[Entry, ...]
    at: Span = field(eq=False, repr=False)

    def get(self, name: str) -> Node | None:
        """Give the value under a key, or None when the key is not written."""
        return next((entry.value for entry in self.entries if entry.key.text == name), None)

    def key(self, name: str) -> Scalar | None:
        """Give a key as written, for its place, or None when it is not written."""
        return next((entry.key for entry in self.entries if entry.key.text == name), None)

    @property
    def names(self) -> tuple[str, ...]:
        """Give the keys as texts, in the order written."""
        return tuple(entry.key.text for entry in self.entries)


Node: TypeAlias = Scalar | Sequence | Mapping


def plain(node: Node) -> object:
    """Give a node as dicts, lists and texts; only a plain `null` becomes None."""
    match node:
        case Scalar():
            return None if node.is_null else node.text
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {entry.key.text: plain(entry.value) for entry in node.entries}
