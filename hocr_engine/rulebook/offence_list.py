"""From the official list as printed to the tables of the rulebook, by tables that people keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import field, frozen

Row = Mapping[str, str]

LINE_HEAD: Final = (
    "line",
    "code",
    "class",
    "title",
    "statute",
    "basis",
    "mode",
    "maximum",
    "from",
    "until",
    "certainty",
    "recorded_by",
    "commenced",
    "changed",
)
OFFENCE_HEAD: Final = (
    "code",
    "title",
    "statute",
    "basis",
    "mode",
    "maximum",
    "notifiable_from",
    "notifiable_until",
    "created",
    "rank",
    "maximum_months",
    "group",
)
STATUTE_HEAD: Final = ("statute", "code", "codes")
MAX_STATUTES: Final = 3
EITHER: Final = "either"


@frozen
class Tables:
    """The list as printed, and the tables that say how it is read."""

    printed: Sequence[Row]
    spellings: Sequence[Row]
    mended: Sequence[Row]
    class_dates: Sequence[Row]
    codes: Sequence[Row]
    groups: Sequence[Row]
    doubts: Sequence[Row]


@frozen
class Line:
    """One line of the list: its cells as the rulebook writes them, and what was printed besides."""

    cells: Row
    group: str = ""
    subgroup: str = ""

    def __getitem__(self, name: str) -> str:
        return self.cells[name]


@frozen
class Reading:
    """The list as read: its lines, its offences, and how often each spelling was met."""

    lines: tuple[Line, ...]
    offences: tuple[Row, ...]
    spelt: Mapping[tuple[str, str], int] = field(eq=False)


def read_list(tables: Tables) -> Reading:
    """Give the lines and offences of the list; equal tables give equal readings."""
    words = _Words({(row["column"], row["printed"]): row["written"] for row in tables.spellings})
    printed = tuple(_lines(tables, words))
    lines = (*printed, *_earlier(printed, tables.class_dates))
    ordered = tuple(sorted(lines, key=lambda line: (line["code"], _number(line["line"]))))
    return Reading(ordered, tuple(_offences(ordered, tables.codes, words)), words.met)


def statutes(lines: Iterable[Line]) -> Iterator[Row]:
    """Give each statute as printed with its code, or none where several codes share it."""
    codes: dict[str, dict[str, None]] = {}
    for line in lines:
        if line["statute"]:
            codes.setdefault(line["statute"], {})[line["code"]] = None
    for statute, own in sorted(codes.items()):
        yield {"statute": statute, "code": _same(own), "codes": " ".join(own)}


@frozen
class _Words:
    """How each column is spelt, counting what was met."""

    written: Mapping[tuple[str, str], str]
    met: Counter[tuple[str, str]] = field(factory=Counter)

    def write(self, column: str, printed: str) -> str:
        text = " ".join(printed.split())
        if (column, text) not in self.written:
            return text
        self.met[column, text] += 1
        return self.written[column, text]


def _lines(tables: Tables, words: _Words) -> Iterator[Line]:
    numbers: Counter[str] = Counter()
    mended = {(row["line"], row["column"]): row["written"] for row in tables.mended}
    dates = {(row["code"], row["class"]): row for row in tables.class_dates}
    for row in tables.printed:
        code = row["ho_code"].strip()
        numbers[code] += 1
        name = f"{code}.{numbers[code]}"
        printed = {column: words.write(column, text) for column, text in row.items() if column}
        printed |= {column: text for (line, column), text in mended.items() if line == name}
        class_code = printed["class"].partition(" ")[0]
        dated = dates.get((code, class_code), {})
        cells = {
            "line": name,
            "code": code,
            "class": class_code,
            "title": printed["offence"],
            "statute": f"{printed['act']} {printed['section']}".strip(),
            "basis": printed["victim_or_state"],
            "mode": printed["mode"],
            "maximum": printed["max_sentence"],
            "from": dated.get("from", ""),
            "until": printed["cessation"] or dated.get("until", ""),
            "certainty": dated.get("certainty", ""),
            "recorded_by": words.write("recorded_by", printed["group"]),
            "commenced": printed["commencement"],
            "changed": printed["year_changed"],
        }
        yield Line(cells, printed["group"], printed["subgroup"])


def _earlier(printed: Sequence[Line], class_dates: Sequence[Row]) -> Iterator[Line]:
    """Give a line for each class that an offence was in before, as its first line has the rest."""
    first = {line["code"]: line for line in reversed(printed)}
    count = Counter(line["code"] for line in printed)
    listed = {(line["code"], line["class"]) for line in printed}
    for row in class_dates:
        if (row["code"], row["class"]) in listed:
            continue
        count[row["code"]] += 1
        dated = {name: row[name] for name in ("class", "from", "until", "certainty")}
        name = f"{row['code']}.{count[row['code']]}"
        yield Line({**first[row["code"]].cells, **dated, "line": name, "changed": ""})


def _number(line: str) -> int:
    return int(line.rpartition(".")[2])


def _offences(lines: Iterable[Line], chosen: Sequence[Row], words: _Words) -> Iterator[Row]:
    by_code: dict[str, list[Line]] = {}
    for line in lines:
        by_code.setdefault(line["code"], []).append(line)
    for code, own in by_code.items():
        offence = _offence(code, own, words)
        offence |= {row["column"]: row["written"] for row in chosen if row["code"] == code}
        months = words.write("months", offence["maximum"])
        yield {**offence, "maximum_months": months}


def _offence(code: str, own: Sequence[Line], words: _Words) -> dict[str, str]:
    current = [line for line in own if not line["until"]]
    shown = current or own
    basis = _same(line["basis"] for line in shown)
    starts = [line["commenced"] for line in shown]
    return {
        "code": code,
        "title": _title([line["title"] for line in shown]),
        "statute": _statutes([line["statute"] for line in shown]),
        "basis": basis or EITHER,
        "mode": _same(line["mode"] for line in shown),
        "maximum": _same(line["maximum"] for line in shown),
        "notifiable_from": "",
        "notifiable_until": "" if current else max(line["until"] for line in own),
        "created": min(starts) if all(starts) else "",
        "rank": "",
        "group": words.write("kind", next(line.group for line in own if line.group)),
    }


def _same(texts: Iterable[str]) -> str:
    """Give the text that all of them are, or none where they differ."""
    different = set(texts)
    return different.pop() if len(different) == 1 else ""


def _title(titles: Sequence[str]) -> str:
    others = len(set(titles)) - 1
    if not others:
        return titles[0]
    return f"{titles[0]}, and {others} more under this code"


def _statutes(statutes: Sequence[str]) -> str:
    different = list(dict.fromkeys(text for text in statutes if text))
    return "; ".join(different) if len(different) <= MAX_STATUTES else ""
