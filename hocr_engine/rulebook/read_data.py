"""Reading lists held as data beside the rules: one CSV file a kind, one line an element."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import accumulate

from hocr_engine.bounds import MAX_LIST
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.incident.model import Element
from hocr_engine.rulebook import messages as say
from hocr_engine.text import Source, Span, whole
from hocr_engine.vocabulary.model import Kind
from hocr_engine.vocabulary.values import BadValueError, value_of


def read_data(source: Source, kind: Kind, mistakes: list[Diagnostic]) -> dict[str, Element]:
    """Give the elements of a kind by their key; an empty cell is known to be absent."""
    lines = _lines(source, mistakes)
    head, at = next(lines, ([], whole(source)))
    mistakes.extend(_columns(head, kind, at))
    return _elements(lines, kind, head, mistakes)


def _lines(source: Source, mistakes: list[Diagnostic]) -> Iterator[tuple[list[str], Span]]:
    """Give the cells of each line with its place; a text that is no CSV ends it."""
    ends = accumulate(len(line) for line in io.StringIO(source.text, newline=""))
    starts = (0, *ends)
    reader = csv.reader(io.StringIO(source.text, newline=""), strict=True)
    first = 0
    try:
        for cells in reader:
            start, first = starts[first], reader.line_num
            end = start + len(source.text[start : starts[first]].rstrip("\r\n"))
            yield cells, Span(source, start, end)
    except csv.Error as error:
        mistakes.append(say.bad_row(f"this is not readable as CSV: {error}", whole(source)))


def _columns(head: list[str], kind: Kind, at: Span) -> Iterator[Diagnostic]:
    for name in head:
        if name not in kind.facts:
            yield say.bad_row(f"`{name}` is no fact of {kind.label}", at)
    for fact in kind.facts.values():
        if fact.name not in head and fact.is_given and not fact.nullable:
            yield say.bad_row(f"the column `{fact.name}` is missing", at)


def _elements(
    lines: Iterator[tuple[list[str], Span]],
    kind: Kind,
    head: list[str],
    mistakes: list[Diagnostic],
) -> dict[str, Element]:
    found: dict[str, Element] = {}
    for number, (cells, at) in enumerate(lines, 2):
        if number > MAX_LIST:
            mistakes.append(say.bad_row(f"more than {MAX_LIST:,} lines", at))
            break
        if len(cells) != len(head):
            text = f"this line has {_cells(len(cells))} where the head has {len(head)}"
            mistakes.append(say.bad_row(text, at))
            continue
        facts = _facts(kind, dict(zip(head, cells, strict=True)), at, mistakes)
        key = str(facts.get(kind.key or "", ""))
        if not key or key in found:
            text = f"the key `{key}` is missing or stands twice"
            mistakes.append(say.bad_row(text, at))
        found.setdefault(key, Element(kind.name, key, facts, at))
    return found


def _cells(number: int) -> str:
    return "one cell" if number == 1 else f"{number} cells"


def _facts(
    kind: Kind, cells: dict[str, str], at: Span, mistakes: list[Diagnostic]
) -> dict[str, object]:
    facts: dict[str, object] = {}
    for name, text in cells.items():
        fact = kind.facts.get(name)
        if fact is None:
            continue
        if not text:
            facts[name] = None
            if not fact.nullable:
                mistakes.append(say.bad_row(f"`{name}` is empty", at))
            continue
        try:
            facts[name] = value_of(fact, text)
        except BadValueError as bad:
            mistakes.append(say.bad_row(f"{bad}; {bad.fix}", at))
    return facts
