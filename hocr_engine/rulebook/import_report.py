"""The report of an import: what was counted, spelt otherwise, mended, chosen, and left in doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from hocr_engine.rulebook.offence_list import Line, Reading, Row, Tables

LIST_SCHEME = "list"


def report(tables: Tables, reading: Reading) -> str:
    """Give the report as Markdown; the same tables give the same text."""
    parts = (
        ("# What the import of the official list did", _head()),
        ("## Counted", _counted(reading)),
        ("## Spelt otherwise", _spelt(tables.spellings, reading)),
        ("## Mended", [f"* {row['line']}, {_change(row)}" for row in tables.mended]),
        ("## Chosen for a code of several lines, or from elsewhere", _chosen(tables.codes)),
        ("## Kept as printed, though it looks wrong", _doubts(tables.doubts)),
        ("## Printed twice", _twice(reading.lines)),
        ("## In another group than the rest of its class", _other_group(tables, reading.lines)),
    )
    return "\n\n".join("\n".join((head, "", *_or_none(lines))) for head, lines in parts) + "\n"


def _or_none(lines: Iterable[str]) -> Sequence[str]:
    return tuple(lines) or ("* none",)


def _head() -> Iterator[str]:
    yield "Written by `python -m hocr_engine.rulebook.import_offences`; do not edit it."
    yield "What was made of doubtful lines stands in `docs/interpretations/`."


def _counted(reading: Reading) -> Iterator[str]:
    current = [line for line in reading.lines if line.group and not line["until"]]
    codes = Counter(code for code, _ in {(line["code"], line["class"]) for line in current})
    yield f"* {len(current):,} lines in force, {len(codes):,} codes"
    yield f"* {codes.total():,} pairs of a code and a class, so far as a class is printed"
    yield f"* {sum(count > 1 for count in codes.values())} codes in several classes"
    ended = sum(1 for line in reading.lines if line.group and line["until"])
    yield f"* {ended} lines that have left the list"
    earlier = sum(1 for line in reading.lines if not line.group)
    yield f"* {earlier} lines added for the classes in which an offence was before"


def _spelt(spellings: Iterable[Row], reading: Reading) -> Iterator[str]:
    for row in spellings:
        times = reading.spelt.get((row["column"], row["printed"]), 0)
        yield f"* {row['column']} {_quoted(row['printed'])}: {_quoted(row['written'])} ({times})"


def _change(row: Row) -> str:
    change = f"{row['column']} {_quoted(row['printed'])}: {_quoted(row['written'])}"
    return f"{change}; {row['why']}"


def _chosen(codes: Sequence[Row]) -> Iterator[str]:
    for row in codes:
        yield f"* {row['code']}, {row['column']}: {_quoted(row['written'])}; {row['why']}"


def _doubts(doubts: Sequence[Row]) -> Iterator[str]:
    for row in doubts:
        yield f"* {row['where']}: {row['what']}"


def _twice(lines: Sequence[Line]) -> Iterator[str]:
    known: dict[tuple[str, ...], str] = {}
    for line in lines:
        if line["until"]:
            continue
        same = tuple(line[name].casefold() for name in ("code", "class", "title", "statute"))
        if same in known:
            yield f"* {line['line']} as {known[same]}"
        known.setdefault(same, line["line"])


def _other_group(tables: Tables, lines: Sequence[Line]) -> Iterator[str]:
    groups = {
        row["class"]: (row["group"], row["subgroup"])
        for row in tables.groups
        if row["scheme"] == LIST_SCHEME
    }
    for line in lines:
        printed = (line.group, line.subgroup)
        known = groups.get(line["class"], printed)
        if line.group and printed != known:
            shown = ", ".join(filter(None, printed))
            yield f"* {line['line']} ({line['class'] or 'no class'}): {shown}"


def _quoted(text: str) -> str:
    return f"“{text}”" if text else "nothing"
