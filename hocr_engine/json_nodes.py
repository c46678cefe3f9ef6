"""JSON and JSON Lines read into the same nodes as YAML, with places, bounds and refusals alike."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final, NoReturn

from attrs import define, field

from hocr_engine import file_messages, yaml_messages
from hocr_engine import json_messages as say
from hocr_engine.bounds import MAX_FILE_BYTES, MAX_LIST, MAX_MISTAKES, MAX_NESTING
from hocr_engine.diagnostic import Diagnostic, in_reading_order
from hocr_engine.nodes import Entry, Mapping, Node, Scalar, Sequence
from hocr_engine.text import Source, Span

_SPACE = re.compile(r"[ \t\r\n]*")
_WORD = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null")
_TEXT = re.compile(r'"(?:[^"\\\x00-\x1f]|\\.)*+"')
_UNKNOWN_WORD = re.compile(r"[^\s,:\[\]{}\"]+|\S|$")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE = re.compile(r"[^\n]+")
_CLOSING: Final = {"{": "}", "[": "]"}


def read_json(source: Source) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """Give the value of a JSON text, or None, and every mistake in it."""
    start = 1 if source.text.startswith("\ufeff") else 0
    return _read(source, start, len(source.text))


def read_json_lines(source: Source) -> Iterator[tuple[Node | None, tuple[Diagnostic, ...]]]:
    """Give the value of each line, or its mistakes; lines without a sign are passed over."""
    start = 1 if source.text.startswith("\ufeff") else 0
    for line in _LINE.finditer(source.text, start):
        if line.group().strip():
            yield _read(source, line.start(), line.end())


def _read(source: Source, start: int, end: int) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    if end - start > MAX_FILE_BYTES:
        return None, (file_messages.too_large(MAX_FILE_BYTES, Span(source, start, start)),)
    reader = _Reader(source, start, end)
    try:
        node = reader.value(depth=0)
        if reader.peek():
            reader.stop(say.more_follows(reader.here))
    except _Enough:
        return None, in_reading_order(reader.mistakes)
    return node, in_reading_order(reader.mistakes)


class _Enough(Exception):  # noqa: N818 -- it ends the reading of a text and leaves this module never
    """Reading cannot go on; why is among the mistakes."""


@define
class _Reader:
    """A place in a text that moves over one value."""

    source: Source
    index: int
    stop_at: int
    mistakes: list[Diagnostic] = field(factory=list)

    def peek(self) -> str:
        """Give the next sign after white space, or nothing at the end."""
        found = _SPACE.match(self.source.text, self.index, self.stop_at)
        self.index = found.end() if found else self.index
        return self.source.text[self.index : min(self.index + 1, self.stop_at)]

    @property
    def here(self) -> Span:
        """Give the next word or sign."""
        found = _UNKNOWN_WORD.match(self.source.text, self.index, self.stop_at)
        return Span(self.source, self.index, found.end() if found else self.index)

    def stop(self, mistake: Diagnostic) -> NoReturn:
        """Keep a mistake past which nothing can be read."""
        self.mistakes.append(mistake)
        raise _Enough

    def value(self, depth: int) -> Node:
        """Give the value that begins here."""
        match self.peek():
            case "{":
                return self._object(depth + 1)
            case "[":
                return self._list(depth + 1)
            case '"':
                return self._text()
            case _:
                return self._word()

    def _object(self, depth: int) -> Mapping:
        opened = self._open(depth)
        entries: dict[str, Entry] = {}
        while self._another(opened, first=not entries):
            if self.peek() != '"':
                self.stop(say.key_expected(self.here))
            key = self._text()
            if self.peek() != ":":
                self.stop(say.sign_expected("a `:`", self.here, opened))
            self.index += 1
            entry = Entry(key, self.value(depth))
            if entries.setdefault(key.text, entry) is not entry:
                self._note_duplicate(key, entries[key.text].key)
            self._count(len(entries), key.at)
        return Mapping(tuple(entries.values()), Span(self.source, opened.start, self.index))

    def _list(self, depth: int) -> Sequence:
        opened = self._open(depth)
        items: list[Node] = []
        while self._another(opened, first=not items):
            items.append(self.value(depth))
            self._count(len(items), items[-1].at)
        return Sequence(tuple(items), Span(self.source, opened.start, self.index))

    def _open(self, depth: int) -> Span:
        opened = Span(self.source, self.index, self.index + 1)
        if depth > MAX_NESTING:
            self.stop(yaml_messages.too_deep(opened))
        self.index += 1
        return opened

    def _another(self, opened: Span, *, first: bool) -> bool:
        """Give whether another entry follows, having passed the comma or the closing bracket."""
        closing = _CLOSING[opened.text]
        sign = self.peek()
        if sign == closing:
            self.index += 1
            return False
        if not first:
            if sign != ",":
                self.stop(say.sign_expected(f"a `,` or `{closing}`", self.here, opened))
            self.index += 1
        return True

    def _count(self, entries: int, at: Span) -> None:
        if entries > MAX_LIST:
            self.stop(yaml_messages.too_many_entries(at))

    def _note_duplicate(self, key: Scalar, first: Scalar) -> None:
        if len(self.mistakes) >= MAX_MISTAKES:
            self.stop(yaml_messages.too_many_mistakes(key.at))
        self.mistakes.append(yaml_messages.duplicate_key(key.text, key.at, first.at))

    def _text(self) -> Scalar:
        found = _TEXT.match(self.source.text, self.index, self.stop_at)
        if not found:
            self.stop(say.unclosed_text(Span(self.source, self.index, self.index + 1)))
        at = Span(self.source, found.start(), found.end())
        try:
            text = str(json.loads(found.group()))
        except json.JSONDecodeError as error:
            escape = at.start + error.pos
            self.stop(say.bad_text(Span(self.source, escape, escape + 1)))
        if _SURROGATE.search(text):
            self.stop(say.bad_text(at))
        self.index = at.end
        return Scalar(text, at, "double")

    def _word(self) -> Scalar:
        found = _WORD.match(self.source.text, self.index, self.stop_at)
        if not found or found.end() != self.here.end:
            self.stop(say.value_expected(self.here))
        self.index = found.end()
        return Scalar(found.group(), Span(self.source, found.start(), found.end()))
