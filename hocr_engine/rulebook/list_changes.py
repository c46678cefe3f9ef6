"""What two editions of the official list say otherwise: codes, lines, classes, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import frozen

from hocr_engine.rulebook.offence_list import Line, Reading, Row

# What tells the lines of one code apart, the first the surest.
TELLING: Final = ("statute", "title", "class")
CELLS: Final = (*TELLING, "basis", "mode", "maximum", "until", "recorded_by", "commenced")
ENOUGH: Final = 2


@frozen
class Pair:
    """One line of the list as both editions have it."""

    old: Line
    new: Line

    @property
    def parts(self) -> tuple[str, ...]:
        """Give the cells that differ."""
        return tuple(name for name in CELLS if self.old[name] != self.new[name])


@frozen
class ListChanges:
    """The lines that both editions have, and those that only one has."""

    both: tuple[Pair, ...]
    gone: tuple[Line, ...]
    new: tuple[Line, ...]


def list_changes(old: Reading, new: Reading) -> ListChanges:
    """
    Give what became of each line.

    A line is known again by its code and by what it says, never by its number, which counts the
    lines of a code in the order printed.
    """
    both: list[Pair] = []
    gone: list[Line] = []
    come: list[Line] = []
    before, now = _by_code(old.lines), _by_code(new.lines)
    for code in sorted({*before, *now}):
        pairs, left, more = _matched(before.get(code, ()), now.get(code, ()))
        both += pairs
        gone += left
        come += more
    return ListChanges(tuple(both), tuple(gone), tuple(come))


def _by_code(lines: Iterable[Line]) -> Mapping[str, tuple[Line, ...]]:
    """Give the printed lines of each code."""
    found: dict[str, tuple[Line, ...]] = {}
    for line in lines:
        if line.group:
            found[line["code"]] = (*found.get(line["code"], ()), line)
    return found


def _matched(old: Sequence[Line], new: Sequence[Line]) -> tuple[list[Pair], list[Line], list[Line]]:
    """Give the lines of one code that belong together, those most alike first, and the rest."""
    pairs: list[Pair] = []
    left, more = list(old), list(new)
    alike = sorted(
        (
            (_alike(one, other), -abs(i - j), -i, one, other)
            for i, one in enumerate(old)
            for j, other in enumerate(new)
        ),
        key=lambda found: found[:3],
        reverse=True,
    )
    for (telling, _), _, _, one, other in alike:
        if telling >= ENOUGH and one in left and other in more:
            pairs.append(Pair(one, other))
            left.remove(one)
            more.remove(other)
    # The only line that is left of a code on both sides is the same, whatever became of it.
    if len(left) == len(more) == 1:
        pairs.append(Pair(left.pop(), more.pop()))
    return pairs, left, more


def _alike(one: Line, other: Line) -> tuple[int, int]:
    telling = sum(one[name] == other[name] for name in TELLING)
    return telling, sum(one[name] == other[name] for name in CELLS)


def changes_report(old: Reading, new: Reading, classes: Iterable[str], named: Iterable[str]) -> str:
    """
    Give what differs as Markdown; the same tables give the same text.

    `classes` are those that the rulebook has, and `named` the lines that the tables kept by hand
    call by their number.
    """
    found = list_changes(old, new)
    parts = (
        ("# What the new list says otherwise", _counted(found, old, new)),
        ("## New codes", _codes(found.new, old)),
        ("## Codes that have gone", _codes(found.gone, new)),
        ("## New lines of codes that were there", _lines(found.new, old)),
        ("## Lines that have gone from codes that are there", _lines(found.gone, new)),
        ("## Lines that have ended", _ended(found.both)),
        ("## Changed otherwise", _changed(found.both)),
        ("## In another class, and nothing says since when", _undated(found.both)),
        ("## Called by another number", _renumbered(found.both, set(named))),
        ("## Classes that the rulebook does not have", _unknown_classes(new, set(classes))),
        ("## Classes that no line in force is in any more", _left_classes(old, new)),
    )
    return "\n\n".join("\n".join((head, "", *_or_none(lines))) for head, lines in parts) + "\n"


def _or_none(lines: Iterable[str]) -> Sequence[str]:
    return tuple(lines) or ("* none",)


def _counted(found: ListChanges, old: Reading, new: Reading) -> Iterator[str]:
    before, now = (sum(bool(line.group) for line in one.lines) for one in (old, new))
    changed = sum(bool(pair.parts) for pair in found.both)
    yield f"* {before:,} lines before, {now:,} now"
    yield f"* {len(found.both):,} in both, {changed:,} of them changed"
    yield f"* {len(found.new):,} new, {len(found.gone):,} gone"


def _codes(lines: Iterable[Line], other: Reading) -> Iterator[str]:
    known = _by_code(other.lines)
    yield from (_told(line) for line in lines if line["code"] not in known)


def _lines(lines: Iterable[Line], other: Reading) -> Iterator[str]:
    known = _by_code(other.lines)
    yield from (_told(line) for line in lines if line["code"] in known)


def _told(line: Line) -> str:
    cells = (line["class"] or "no class", line["title"], line["statute"])
    return f"* {line['line']} {', '.join(filter(None, cells))}"


def _ended(both: Iterable[Pair]) -> Iterator[str]:
    for pair in both:
        if pair.new["until"] and not pair.old["until"]:
            yield f"{_told(pair.new)}: until {pair.new['until']}"


def _changed(both: Iterable[Pair]) -> Iterator[str]:
    for pair in both:
        ended = pair.new["until"] and not pair.old["until"]
        parts = [name for name in pair.parts if not (ended and name == "until")]
        if parts:
            told = "; ".join(_cell(pair, name) for name in parts)
            yield f"* {pair.new['line']} {pair.old['title']}: {told}"


def _cell(pair: Pair, name: str) -> str:
    return f"{name} {_quoted(pair.old[name])}, now {_quoted(pair.new[name])}"


def _quoted(text: str) -> str:
    return f"“{text}”" if text else "nothing"


def _undated(both: Iterable[Pair]) -> Iterator[str]:
    """Give the lines whose class changed without a day, for which yesterday's crimes would too."""
    for pair in both:
        if pair.old["class"] != pair.new["class"] and not pair.new["from"]:
            yield f"* {pair.new['line']}: {pair.old['class']}, now {pair.new['class']}"


def _renumbered(both: Iterable[Pair], named: set[str]) -> Iterator[str]:
    for pair in both:
        was, is_now = pair.old["line"], pair.new["line"]
        if was != is_now:
            kept = "; a table kept by hand names it" if was in named else ""
            yield f"* {was} is now {is_now}{kept}"


def _unknown_classes(new: Reading, classes: set[str]) -> Iterator[str]:
    for name, lines in _in_force(new).items():
        if name not in classes:
            yield f"* {name}: {', '.join(line['line'] for line in lines)}"


def _left_classes(old: Reading, new: Reading) -> Iterator[str]:
    now = _in_force(new)
    for name, lines in _in_force(old).items():
        if name not in now:
            yield f"* {name}: {', '.join(line['line'] for line in lines)}"


def _in_force(reading: Reading) -> Mapping[str, list[Row]]:
    """Give the printed lines in force by their classes."""
    found: dict[str, list[Row]] = {}
    for line in reading.lines:
        if line.group and line["class"] and not line["until"]:
            found.setdefault(line["class"], []).append(line.cells)
    return found
