"""A mistake in somebody's text: what is wrong, where, and how to mend it."""

from __future__ import annotations

import re
from enum import Enum

from attrs import field, frozen

from hocr_engine.text import Span

MAX_LINE_SHOWN = 160
_LONG = re.compile(r"`([^`]{160})[^`]+`")


class Severity(Enum):
    """How bad a mistake is: errors stop the file from being used, warnings do not."""

    ERROR = "error"
    WARNING = "warning"


@frozen
class Diagnostic:
    """One mistake: a kebab-case code, a sentence, its place, and the fix."""

    code: str
    message: str
    at: Span
    help: str = ""
    severity: Severity = Severity.ERROR
    related: tuple[tuple[str, Span], ...] = field(default=())


def draw(diagnostic: Diagnostic) -> str:
    """Give a diagnostic as text: place, message, the line with a caret under the mistake, help."""
    at = diagnostic.at
    line, column = at.source.place(at.start)
    shown, offset = _cut(at.source.line(line), column)
    width = max(1, min(at.end - at.start, len(shown) - (column - 1 - offset)))
    gutter = f"{line:>5} | "
    marks = " " * (column - 1 - offset) + "^" * width
    lines = [
        f"{_told(at.source.name)}:{line}:{column}: {diagnostic.code}: {_told(diagnostic.message)}",
        gutter + shown,
        " " * (len(gutter) - 2) + "| " + marks,
    ]
    for label, place in diagnostic.related:
        name = _told(place.source.name)
        lines.append(f"      = {name}:{place.line}:{place.column}: {_told(label)}")
    if diagnostic.help:
        lines.append(f"      = help: {_told(diagnostic.help)}")
    return "\n".join(lines)


def _cut(line: str, column: int) -> tuple[str, int]:
    """Give the part of a long line around a column, and how much was cut from its start."""
    if len(line) <= MAX_LINE_SHOWN:
        return _printable(line), 0
    start = max(0, column - 1 - MAX_LINE_SHOWN // 2)
    return _printable(line[start : start + MAX_LINE_SHOWN]), start


def _told(text: str) -> str:
    """Give a sentence as it is shown: without what a terminal obeys, long quotations cut."""
    return _printable(_LONG.sub(lambda quoted: f"`{quoted[1]}…`", text))


def _printable(text: str) -> str:
    """Replace what a terminal could take for a command by a visible sign of the same width."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def in_reading_order(diagnostics: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Give diagnostics sorted by file and place, each only once."""
    unique = dict.fromkeys(diagnostics)
    return tuple(
        sorted(unique, key=lambda d: (d.at.source.name, d.at.start, d.at.end, d.code, d.message))
    )
