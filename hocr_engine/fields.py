"""Reading the keys of a group one by one, collecting every mistake at its place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from attrs import field, frozen

from hocr_engine import field_messages as say
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.nodes import Mapping, Node, Scalar, Sequence
from hocr_engine.text import Span

YES: Final = ("yes", "true")
NO: Final = ("no", "false")


@frozen
class Fields:
    """The keys of one group; whatever is wrong with a key is added to `mistakes`."""

    node: Mapping
    what: str
    mistakes: list[Diagnostic] = field(eq=False, repr=False)

    @property
    def at(self) -> Span:
        """Give the place of the group."""
        return self.node.at

    def has(self, name: str) -> bool:
        """Say whether a key is written."""
        return self.node.get(name) is not None

    def only(self, known: Iterable[str]) -> None:
        """Report every key that is not among the known ones."""
        names = tuple(known)
        for entry in self.node.entries:
            if entry.key.text not in names:
                self.mistakes.append(say.unknown_key(entry.key.text, names, entry.key.at))

    def required(self, name: str) -> Node | None:
        """Give the value of a key that must be there."""
        node = self.node.get(name)
        if node is None:
            self.mistakes.append(say.missing_key(name, self.what, self._head()))
        return node

    def text(self, name: str) -> str:
        """Give a required text; empty, with a mistake, where it is missing."""
        return "" if self.required(name) is None else self.optional(name) or ""

    def optional(self, name: str) -> str | None:
        """Give a text where it is written."""
        scalar = self.scalar(name)
        return None if scalar is None else " ".join(scalar.text.split())

    def scalar(self, name: str) -> Scalar | None:
        """Give a text with its place where it is written."""
        node = self.node.get(name)
        if node is None:
            return None
        if not isinstance(node, Scalar):
            self.mistakes.append(say.not_a_text(name, node.at))
            return None
        if not node.text.strip():
            self.mistakes.append(say.empty_text(name, node.at))
            return None
        return node

    def word(self, name: str, known: Iterable[str]) -> str:
        """Give a required text that must be one of some words."""
        self.required(name)
        return self.optional_word(name, known) or ""

    def optional_word(self, name: str, known: Iterable[str]) -> str | None:
        """Give a text that must be one of some words, where it is written."""
        scalar = self.scalar(name)
        if scalar is None:
            return None
        words = tuple(known)
        if scalar.text not in words:
            self.mistakes.append(say.not_one_of(name, scalar.text, words, scalar.at))
            return None
        return scalar.text

    def switch(self, name: str) -> bool:
        """Give whether a switch is on; one left out is off."""
        scalar = self.scalar(name)
        if scalar is None or scalar.text in NO:
            return False
        if scalar.text not in YES:
            self.mistakes.append(say.not_yes_or_no(scalar.text, scalar.at))
        return scalar.text in YES

    def day(self, name: str) -> date | None:
        """Give a date where it is written."""
        scalar = self.scalar(name)
        if scalar is None:
            return None
        try:
            return date.fromisoformat(scalar.text)
        except ValueError:
            self.mistakes.append(say.not_a_date(scalar.text, scalar.at))
            return None

    def block(self, name: str) -> Span | None:
        """Give the stretch of the file under a key that must stand in a literal block."""
        scalar = self.scalar(name)
        if scalar is None:
            return None
        if scalar.style != "literal":
            self.mistakes.append(say.not_a_block(name, scalar.at))
            return None
        return scalar.body

    def items(self, name: str) -> tuple[Node, ...]:
        """Give the entries of a list; none where it is left out."""
        node = self.node.get(name)
        if node is None:
            return ()
        if not isinstance(node, Sequence):
            self.mistakes.append(say.not_a_list(name, node.at))
            return ()
        return node.items

    def words(self, name: str) -> tuple[Scalar, ...]:
        """Give the texts of a list with their places; a single text counts as a list of one."""
        node = self.node.get(name)
        if isinstance(node, Scalar):
            return (node,)
        found = []
        for item in self.items(name):
            if isinstance(item, Scalar):
                found.append(item)
            else:
                self.mistakes.append(say.not_a_text(name, item.at))
        return tuple(found)

    def groups(self, name: str, what: str) -> tuple[Fields, ...]:
        """Give the groups of a list of groups."""
        found = (fields(item, what, self.mistakes) for item in self.items(name))
        return tuple(group for group in found if group is not None)

    def group(self, name: str, what: str) -> Fields | None:
        """Give the group under a key where it is written."""
        node = self.node.get(name)
        return None if node is None else fields(node, what, self.mistakes)

    def _head(self) -> Span:
        if self.node.entries:
            return self.node.entries[0].key.at
        return self.node.at


def fields(node: Node, what: str, mistakes: list[Diagnostic]) -> Fields | None:
    """Give the keys of a node, or None with a mistake where it is no group of keys."""
    if isinstance(node, Mapping):
        return Fields(node, what, mistakes)
    mistakes.append(say.not_a_group(what, node.at))
    return None


def document(
    nodes: tuple[Node, ...], expected: str, nowhere: Span, mistakes: list[Diagnostic]
) -> Fields | None:
    """Give the keys of a file that must declare a format."""
    if not nodes:
        mistakes.append(say.wrong_format("", expected, nowhere))
        return None
    group = fields(nodes[0], "the file", mistakes)
    if group is None:
        return None
    declared = group.node.get("format")
    text = declared.text if isinstance(declared, Scalar) else ""
    if text != expected:
        at = declared.at if declared is not None else Span(group.at.source, 0, 0)
        mistakes.append(say.wrong_format(text, expected, at))
        return None
    return group
