"""What is mechanical about the files of a rulebook: each place to mend, and the file mended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attrs import evolve, frozen

from hocr_engine.diagnostic import Diagnostic, Severity
from hocr_engine.feel.reading import read
from hocr_engine.feel.repair import repaired
from hocr_engine.feel.syntax import Expression
from hocr_engine.feel.tree_text import write_tree
from hocr_engine.nodes import Mapping, Node, Scalar, Sequence
from hocr_engine.rulebook import remarks as say
from hocr_engine.rulebook.conditions import (
    Place,
    format_of,
    has_comment,
    may_hold_conditions,
    places,
)
from hocr_engine.rulebook.key_order import out_of_order
from hocr_engine.rulebook.read_rules import RULES_FORMAT
from hocr_engine.rulebook.table_layout import aligned
from hocr_engine.text import Source, Span, whole
from hocr_engine.yaml_nodes import read_yaml

WIDTH: Final = 100
INDENT: Final = 2
MOST_PASSES: Final = 10

_TRAILING: Final = re.compile(r"[ \t]+$", re.MULTILINE)
_ODD_INDENT: Final = re.compile("^( *[\xa0\u2007\u202f][ \xa0\u2007\u202f]*)", re.MULTILINE)
# What can be seen to be mended without reading the file as YAML.
_ODD: Final = re.compile(r"[ \t\r]$|^ *[\xa0\u2007\u202f]|[^\n]\Z|\n\n\Z", re.MULTILINE)
_END: Final = re.compile(r"\n*\Z")


@frozen
class Mend:
    """A stretch of a file, what the house writes there, and what is said about it."""

    at: Span
    text: str
    why: Diagnostic


def mended(source: Source) -> Source | None:
    """Give a file as the house writes it, or None where it would no longer say the same."""
    now = evolve(source, text=source.text.replace("\r\n", "\n"))
    for _ in range(MOST_PASSES):
        found = sorted(mends(now), key=lambda mend: (mend.at.start, mend.at.end))
        after = _applied(now, found)
        if after == now:
            break
        now = after
    from hocr_engine.rulebook.meaning import same_meaning  # noqa: PLC0415 -- only to mend

    return now if now == source or same_meaning(source, now) else None


def mends(source: Source) -> Iterator[Mend]:
    """Give each place of a file that the house writes otherwise; some of them may overlap."""
    if not (may_hold_conditions(source.text) or _ODD.search(source.text)):
        return
    nodes, mistakes = read_yaml(source)
    if any(mistake.severity is Severity.ERROR for mistake in mistakes):
        yield from _indents(source)
        return
    if "\r\n" in source.text:
        first = source.text.index("\r\n")
        at = Span(source, first, first + 1)
        yield Mend(at, "", say.line_ends(at, "lines end with a carriage return"))
    yield from _line_ends(source, nodes)
    for place in places(nodes):
        yield from _table(place) if place.is_table else _condition(place)
    if format_of(nodes) == RULES_FORMAT:
        for found in (one for node in nodes for one in out_of_order(node)):
            why = say.key_order(found.key.text, found.above.text, found.key.at)
            yield Mend(found.at, found.at.text if found.text is None else found.text, why)


def _applied(source: Source, found: list[Mend]) -> Source:
    """Give a text with the places mended; of two that overlap the first."""
    pieces, reached = [], 0
    for mend in found:
        if mend.at.start >= reached:
            pieces += [source.text[reached : mend.at.start], mend.text]
            reached = mend.at.end
    return evolve(source, text="".join((*pieces, source.text[reached:])))


def _indents(source: Source) -> Iterator[Mend]:
    for found in _ODD_INDENT.finditer(source.text):
        at = Span(source, *found.span())
        yield Mend(at, " " * len(found[0]), say.line_ends(at, "the line begins with odd spaces"))


def _line_ends(source: Source, nodes: tuple[Node, ...]) -> Iterator[Mend]:
    texts = [at for node in nodes for at in _texts(node)]
    for found in _TRAILING.finditer(source.text):
        at = Span(source, *found.span())
        if not any(text.start < at.start < text.end for text in texts):
            yield Mend(at, "", say.trailing_spaces(at))
    end = _END.search(source.text)
    if end is not None and end[0] != "\n":
        at = Span(source, *end.span())
        yield Mend(at, "\n", say.line_ends(at, "the file does not end with one line's end"))


def _texts(node: Node) -> Iterator[Span]:
    """Give the places of texts whose spaces are their own."""
    match node:
        case Scalar():
            if node.style != "plain":
                yield node.at
        case Sequence():
            for item in node.items:
                yield from _texts(item)
        case Mapping():
            for entry in node.entries:
                yield from _texts(entry.value)


def _table(place: Place) -> Iterator[Mend]:
    if place.value.style != "literal":
        return
    text = aligned(place.value.text.rstrip())
    if text is not None:
        yield from _block(place, text, "the table")


def _condition(place: Place) -> Iterator[Mend]:
    """Give a condition as the house writes it, unless it cannot be read or holds a comment."""
    tree = _tree(place.value.text)
    if tree is not None and not has_comment(place.value.body):
        room = WIDTH - INDENT - (place.key.at.column - 1)
        yield from _block(place, write_tree(tree, room), "the condition")


def _tree(text: str) -> Expression | None:
    tree, mistakes = read(whole(Source(text)))
    if mistakes:
        tree, mistakes = read(whole(Source(repaired(text))))
    return None if mistakes else tree


def _block(place: Place, text: str, what: str) -> Iterator[Mend]:
    """Give a place with a text in a literal block, where it does not stand so already."""
    indent = " " * (place.key.at.column - 1 + INDENT)
    lines = "\n".join(f"{indent}{line}".rstrip() for line in text.splitlines())
    if place.value.style == "literal":
        at, written = place.value.body, lines
    else:
        at, header = _from_the_key(place)
        written = f"{header}\n{lines}"
        if "#" in at.source.text[at.start : place.value.at.start]:
            return
    if at.text != written:
        yield Mend(at, written, say.not_laid_out(what, _first_line(place.value.body)))


def _from_the_key(place: Place) -> tuple[Span, str]:
    """Give where a value stands from its key's colon to its line's end, and its block's header."""
    source = place.value.at.source
    start = source.text.index(":", place.key.at.end) + 1
    end = source.text.find("\n", place.value.at.end)
    at = Span(source, start, len(source.text) if end < 0 else end)
    return at, f" | {source.text[place.value.at.end : at.end].strip()}".rstrip()


def _first_line(body: Span) -> Span:
    text = body.text
    start = body.start + len(text) - len(text.lstrip())
    end = body.source.text.find("\n", start, body.end)
    return Span(body.source, start, body.end if end < 0 else end)
