"""Texts and places in them: the ground everything else stands on."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import Final

from attrs import field, frozen

_LINE_END: Final = re.compile("\n")


def visible(text: str) -> str:
    """Give somebody else's text without signs that a screen obeys; white space becomes spaces."""
    if text.isprintable():
        return text
    return "".join(
        sign if sign.isprintable() else " " if sign.isspace() else "\N{REPLACEMENT CHARACTER}"
        for sign in text
    )


@frozen(slots=False)
class Source:
    """
    A text and the name under which a reader knows it (a path as given, or `<text>`).

    `before` is how many lines of the file stand before the text, where it is a part of one.
    """

    text: str
    name: str = "<text>"
    before: int = 0

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        return (0, *(end.end() for end in _LINE_END.finditer(self.text)))

    def place(self, index: int) -> tuple[int, int]:
        """Give line and column, both from 1, of an index into the text."""
        line = bisect_right(self._line_starts, index)
        return line + self.before, index - self._line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """Give the line with this number in the file (from 1), without its line end."""
        start = self._line_starts[number - self.before - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end].rstrip("\r")


@frozen
class Span:
    """A stretch of a source, from `start` up to but not including `end`."""

    source: Source = field(repr=False)
    start: int
    end: int

    @property
    def text(self) -> str:
        """Give the author's own words that this span covers."""
        return self.source.text[self.start : self.end]

    @property
    def line(self) -> int:
        """Give the line, from 1, on which the span starts."""
        return self.source.place(self.start)[0]

    @property
    def column(self) -> int:
        """Give the column, from 1, at which the span starts."""
        return self.source.place(self.start)[1]

    def through(self, other: Span) -> Span:
        """Give the span from the start of this one to the end of the other."""
        return Span(self.source, self.start, other.end)


def whole(source: Source) -> Span:
    """Give the span that covers a whole source."""
    return Span(source, 0, len(source.text))
