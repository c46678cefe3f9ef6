"""Text that is written on one line where it fits, and on several where it does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from attrs import frozen

INDENT: Final = 2
ENDLESS: Final = 10**9


@frozen
class Line:
    """A place where a line may end; `flat` stands there where it does not."""

    flat: str = " "


@frozen
class Nest:
    """Parts whose lines, after the first, stand further in."""

    parts: tuple[Layout, ...]


@frozen
class Group:
    """Parts that stand on one line together, or end a line at each of their places."""

    parts: tuple[Layout, ...]
    marks: object = None


Layout: TypeAlias = str | Line | Nest | Group

_Waiting: TypeAlias = list[tuple[int, bool, Layout]]


def group(*parts: Layout) -> Group:
    """Give parts as one group."""
    return Group(parts)


def enclosed(opening: str, inner: Iterable[Layout], closing: str, marks: object = None) -> Group:
    """Give parts between brackets, on lines of their own where they do not fit."""
    return Group((opening, Nest((Line(""), *inner)), Line(""), closing), marks)


def marked(layout: Layout) -> Iterator[object]:
    """Give what the groups of a layout are marked with."""
    waiting: list[Layout] = [layout]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Nest | Group):
            waiting.extend(part.parts)
        if isinstance(part, Group) and part.marks is not None:
            yield part.marks


def filled(parts: Iterable[Layout]) -> Iterator[Layout]:
    """Give parts with commas between, as many on each line as fit."""
    listed = list(parts)
    for number, part in enumerate(listed, 1):
        ended = group(part, ",") if number < len(listed) else part
        yield ended if number == 1 else group(Line(), ended)


def rendered(layout: Layout, width: int | None = None) -> str:
    """Give a layout as text, no line wider than asked where a line can end; one line without."""
    most = ENDLESS if width is None else width
    out: list[str] = []
    column = 0
    waiting: _Waiting = [(0, False, layout)]
    while waiting:
        indent, flat, part = waiting.pop()
        match part:
            case str():
                out.append(part)
                column += len(part)
            case Line():
                out.append(part.flat if flat else "\n" + " " * indent)
                column = column + len(part.flat) if flat else indent
            case Nest():
                waiting.extend((indent + INDENT, flat, inner) for inner in reversed(part.parts))
            case Group():
                flat = flat or _fits(most - column, part, waiting)
                waiting.extend((indent, flat, inner) for inner in reversed(part.parts))
    return "".join(out)


def _fits(room: int, part: Layout, after: _Waiting) -> bool:
    """Say whether a part fits on the line, with what follows it up to the next line's end."""
    rest: list[tuple[bool, Layout]] = [(True, part)]
    following = len(after)
    while room >= 0:
        if not rest:
            if not following:
                return True
            following -= 1
            rest.append(after[following][1:])
        flat, current = rest.pop()
        match current:
            case str():
                room -= len(current)
            case Line():
                if not flat:
                    return True
                room -= len(current.flat)
            case Nest() | Group():
                rest.extend((flat, inner) for inner in reversed(current.parts))
    return False
