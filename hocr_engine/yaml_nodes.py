"""The one strict YAML reader, for rules, cases, vocabulary and incidents alike."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from attrs import define, field

from hocr_engine import file_messages
from hocr_engine import yaml_messages as say
from hocr_engine.bounds import MAX_FILE_BYTES, MAX_LIST, MAX_MISTAKES, MAX_NESTING
from hocr_engine.diagnostic import Diagnostic, in_reading_order
from hocr_engine.json_nodes import read_json, read_json_lines
from hocr_engine.nodes import Entry, Mapping, Node, Scalar, Sequence, Style, plain
from hocr_engine.text import Source, Span
from hocr_engine.yaml_syntax import Stop, syntax_mistake

if TYPE_CHECKING:
    import yaml

__all__ = [
    "Entry",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "plain",
    "read_json",
    "read_json_lines",
    "read_yaml",
]

BYTE_ORDER_MARK: Final = "\ufeff"

# What is left out: controls, lone carriage returns and surrogates, which no parser takes; and the
# line and direction signs that let a file read differently on the screen and in the machine.
_HIDDEN = re.compile(
    "\r(?!\n)|[^\t\n\r\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff"
    "\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_TAB_INDENT = re.compile(r"^ *(\t)[ \t]*(?=[^\s])", re.MULTILINE)
_PROPERTY = re.compile(r"(&[0-9A-Za-z_-]*|!\S*)\s*")
_STYLES: Final[dict[str | None, Style]] = {
    "'": "single",
    '"': "double",
    "|": "literal",
    ">": "folded",
}


def read_yaml(source: Source) -> tuple[tuple[Node, ...], tuple[Diagnostic, ...]]:
    """
    Give the documents of a YAML text and every mistake in it.

    Where a mistake is an error the documents are incomplete and good for messages only.
    """
    reader = _Reader(source)
    if len(source.text) > MAX_FILE_BYTES:
        return (), (file_messages.too_large(MAX_FILE_BYTES, Span(source, 0, 0)),)
    try:
        _refuse_hidden_characters(reader)
        _feed(reader)
    except _Enough:
        pass
    return tuple(reader.documents), in_reading_order(reader.mistakes)


class _Enough(Exception):  # noqa: N818 -- it ends the reading of a file and leaves this module never
    """Reading cannot or should not go on; why is among the mistakes."""


@define
class _Open:
    """A list or group whose end has not come yet."""

    start: int
    is_list: bool
    in_brackets: bool
    items: list[Node] = field(factory=list)
    entries: dict[str, Entry] = field(factory=dict)
    key: Scalar | None = None
    end: int = 0


@define
class _Reader:
    """The documents and mistakes so far, and what is open around the place reached."""

    source: Source
    documents: list[Node] = field(factory=list)
    mistakes: list[Diagnostic] = field(factory=list)
    open: list[_Open] = field(factory=list)
    texts: list[Span] = field(factory=list)

    @property
    def in_brackets(self) -> bool:
        """Give whether the place reached lies within brackets or braces."""
        return bool(self.open) and self.open[-1].in_brackets

    def note(self, mistake: Diagnostic) -> None:
        """Keep a mistake; stop when there are too many."""
        if len(self.mistakes) >= MAX_MISTAKES:
            self.mistakes.append(say.too_many_mistakes(mistake.at))
            raise _Enough
        self.mistakes.append(mistake)

    def stop(self, mistake: Diagnostic) -> None:
        """Keep a mistake past which nothing can be read."""
        self.mistakes.append(mistake)
        raise _Enough

    def begin(self, start: int, *, is_list: bool, in_brackets: bool) -> None:
        """Open a list or group."""
        if len(self.open) >= MAX_NESTING:
            self.stop(say.too_deep(Span(self.source, start, start + 1)))
        self.open.append(_Open(start, is_list, in_brackets, end=start))

    def end(self, end: int) -> None:
        """Close the innermost list or group and put it where it belongs."""
        closed = self.open.pop()
        last = end if closed.in_brackets else closed.end
        at = Span(self.source, closed.start, max(closed.start, last))
        node: Node
        if closed.is_list:
            node = Sequence(tuple(closed.items), at)
        else:
            node = Mapping(tuple(closed.entries.values()), at)
        if closed.in_brackets and not self.in_brackets:
            self._check_brackets(node)
        self.place(node)

    def place(self, node: Node) -> None:
        """Put a node into the innermost list or group, or make it a document."""
        if not self.open:
            self.documents.append(node)
            return
        around = self.open[-1]
        around.end = max(around.end, node.at.end)
        if around.is_list:
            around.items.append(node)
        elif around.key is None:
            around.key = self._as_key(node)
        else:
            around.entries.setdefault(around.key.text, Entry(around.key, node))
            around.key = None
        if len(around.items) > MAX_LIST or len(around.entries) > MAX_LIST:
            self.stop(say.too_many_entries(node.at))

    def scalar(self, node: Scalar) -> None:
        """Put a text into its place, unless nothing is written there."""
        is_key = bool(self.open) and not self.open[-1].is_list and self.open[-1].key is None
        if not (node.text or is_key or self.in_brackets) and node.style == "plain":
            self.note(say.empty_value(node.at))
        if node.style != "plain":
            self.texts.append(node.at)
        self.place(node)

    def _as_key(self, node: Node) -> Scalar:
        key = node if isinstance(node, Scalar) else Scalar(node.at.text, node.at)
        first = self.open[-1].entries.get(key.text)
        if key is not node or "\n" in key.at.text:
            self.note(say.key_not_a_word(key.at))
        elif self.in_brackets:
            pass
        elif key.style == "plain" and not key.text:
            self.note(say.empty_key(key.at))
        elif key.style == "plain" and key.text == "<<":
            self.note(say.merge_key(key.at))
        elif first is not None:
            self.note(say.duplicate_key(key.text, key.at, first.key.at))
        return key

    def _check_brackets(self, node: Node) -> None:
        """Refuse what may not stand in brackets or braces, once for the outermost."""
        if isinstance(node, Mapping) and node.entries:
            self.note(say.flow_mapping(node.at))
        elif isinstance(node, Sequence):
            if not all(isinstance(item, Scalar) for item in node.items):
                self.note(say.flow_list_of_lists(node.at))
            elif "\n" in node.at.text:
                self.note(say.flow_list_over_lines(node.at))


def _refuse_hidden_characters(reader: _Reader) -> None:
    for match in _HIDDEN.finditer(reader.source.text, _skipped(reader.source)):
        reader.note(say.hidden_character(Span(reader.source, match.start(), match.end())))
    if reader.mistakes:
        raise _Enough


def _skipped(source: Source) -> int:
    """Give how many characters stand before what the parser is shown."""
    return 1 if source.text.startswith(BYTE_ORDER_MARK) else 0


def _feed(reader: _Reader) -> None:
    """Take the parser's events one by one; depth and lengths are counted before nodes grow."""
    import yaml  # noqa: PLC0415 -- loaded when the first file is read, not before

    failure: Diagnostic | None = None
    skipped = _skipped(reader.source)
    try:
        for event in yaml.parse(reader.source.text[skipped:], Loader=_loader()):
            _take(reader, event, skipped)
    except yaml.MarkedYAMLError as error:
        failure = syntax_mistake(_stop(reader.source, error, skipped))
    except yaml.YAMLError:
        failure = say.not_readable(Span(reader.source, 0, 0))
    _refuse_tabs(reader, failure)


def _loader() -> type[yaml.CSafeLoader | yaml.SafeLoader]:
    """Give the parser written in C, or the one in Python where that was not built."""
    import yaml  # noqa: PLC0415

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _take(reader: _Reader, event: yaml.Event, skipped: int) -> None:
    import yaml  # noqa: PLC0415

    start, end = _indexes(event, skipped)
    match event:
        case yaml.ScalarEvent():
            start = _note_properties(reader, event, start, end)
            reader.scalar(_scalar(reader.source, event, start, end))
        case yaml.CollectionStartEvent():
            start = _note_properties(reader, event, start, len(reader.source.text))
            is_list = isinstance(event, yaml.SequenceStartEvent)
            reader.begin(start, is_list=is_list, in_brackets=bool(event.flow_style))
        case yaml.CollectionEndEvent():
            reader.end(end)
        case yaml.AliasEvent():
            at = Span(reader.source, start, end)
            reader.note(say.alias(event.anchor or "", at))
            reader.place(Scalar(at.text, at))
        case yaml.DocumentStartEvent():
            if event.version or event.tags:
                reader.note(say.directive(_line_at(reader.source, start)))
        case yaml.StreamEndEvent():
            if not reader.documents:
                reader.note(file_messages.empty(Span(reader.source, 0, 0)))
        case _:
            pass


def _indexes(event: yaml.Event, skipped: int) -> tuple[int, int]:
    start, end = event.start_mark, event.end_mark
    return (start.index + skipped if start else 0), (end.index + skipped if end else 0)


def _scalar(source: Source, event: yaml.ScalarEvent, start: int, end: int) -> Scalar:
    style = _STYLES.get(event.style, "plain")
    if style in ("literal", "folded"):
        end = start + len(source.text[start:end].rstrip())
    return Scalar(event.value, Span(source, start, end), style)


def _note_properties(
    reader: _Reader,
    event: yaml.ScalarEvent | yaml.CollectionStartEvent,
    start: int,
    end: int,
) -> int:
    """Refuse anchor and tag, and give where the node itself begins after them."""
    if event.anchor is None and event.tag is None:
        return start
    while found := _PROPERTY.match(reader.source.text, start, end):
        at = Span(reader.source, found.start(1), found.end(1))
        is_anchor = at.text.startswith("&")
        reader.note(say.anchor(at.text[1:], at) if is_anchor else say.tag(at))
        start = found.end()
    return start


def _line_at(source: Source, index: int) -> Span:
    end = source.text.find("\n", index)
    return Span(source, index, len(source.text) if end < 0 else end)


def _stop(source: Source, error: yaml.MarkedYAMLError, skipped: int) -> Stop:
    problem, context = error.problem_mark, error.context_mark
    return Stop(
        source,
        error.problem or "",
        (problem.index if problem else 0) + skipped,
        context.index + skipped if context else None,
    )


def _refuse_tabs(reader: _Reader, failure: Diagnostic | None) -> None:
    """Refuse tabs before the first word of a line, outside texts that keep their own lines."""
    lines = set()
    for match in _TAB_INDENT.finditer(reader.source.text):
        if not _within(match.start(1), reader.texts):
            at = Span(reader.source, match.start(1), match.end(1))
            reader.note(say.tab(at))
            lines.add(at.line)
    # Where a tab made the parser stop, the tab is the mistake.
    if failure and failure.at.line not in lines:
        reader.note(failure)


def _within(index: int, texts: list[Span]) -> bool:
    """Give whether an index lies inside one of some texts, which come in reading order."""
    before = bisect_right(texts, index, key=lambda text: text.start)
    return before > 0 and index < texts[before - 1].end
