"""A mistake in somebody's text: what is wrong, where, and how to mend it."""

from __future__ import annotations

from enum import Enum

from attrs import field, frozen

from hocr_engine.text import Span

MAX_LINE_SHOWN = 160


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
        f"{at.source.name}:{line}:{column}: {diagnostic.code}: {diagnostic.message}",
        gutter + shown,
        " " * (len(gutter) - 2) + "| " + marks,
    ]
    for label, place in diagnostic.related:
        lines.append(f"      = {place.source.name}:{place.line}:{place.column}: {label}")
    if diagnostic.help:
        lines.append(f"      = help: {diagnostic.help}")
    return "\n".join(lines)


def _cut(line: str, column: int) -> tuple[str, int]:
    """Give the part of a long line around a column, and how much was cut from its start."""
    if len(line) <= MAX_LINE_SHOWN:
        return _printable(line), 0
    start = max(0, column - 1 - MAX_LINE_SHOWN // 2)
    return _printable(line[start : start + MAX_LINE_SHOWN]), start


def _printable(text: str) -> str:
    """Replace what a terminal could take for a command by a visible sign of the same width."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def in_reading_order(diagnostics: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Give diagnostics sorted by file and place, each only once."""
    unique = dict.fromkeys(diagnostics)
    return tuple(
        sorted(unique, key=lambda d: (d.at.source.name, d.at.start, d.at.end, d.code, d.message))
    )
