"""A mapping drafted from the head of a table and some of its rows, for people to look through."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final

from attrs import frozen

from hocr_engine.auditing.sheets.read_mapping import MAPPING_FORMAT
from hocr_engine.auditing.sheets.rows import SheetRow
from hocr_engine.near_words import near_word
from hocr_engine.vocabulary.model import Fact, FactType, Vocabulary

STARTS: Final = ("report", "allegation")
DEEPEST: Final = 4
ALIKE: Final = 0.8
MOST_WORDS: Final = 12
MOSTLY: Final = 0.8
KEYS: Final = ("incident", "id", "reference", "log")
_DATES: Final = {
    "DD/MM/YYYY hh:mm": re.compile(r"\d{2}/\d{2}/\d{4} \d{2}:\d{2}"),
    "DD/MM/YYYY hh:mm:ss": re.compile(r"\d{2}/\d{2}/\d{4} \d{2}:\d{2}:\d{2}"),
    "DD/MM/YYYY": re.compile(r"\d{2}/\d{2}/\d{4}"),
}
_TIMES: Final = (FactType.DATE, FactType.DATE_AND_TIME)


@frozen
class Known:
    """A fact by the path under which a record holds it."""

    path: str
    fact: Fact


def known_facts(vocabulary: Vocabulary, starts: Sequence[str] = STARTS) -> tuple[Known, ...]:
    """Give the facts of a record with one report and one allegation, by their paths."""
    return tuple(one for start in starts for one in _below(vocabulary, start, start, ()))


def _below(vocabulary: Vocabulary, kind: str, path: str, above: tuple[str, ...]) -> Iterator[Known]:
    for fact in vocabulary.kinds[kind].facts.values():
        if not fact.is_given:
            continue
        inner, here = fact.kind, f"{path}.{fact.name}"
        is_group = fact.type in (FactType.LINK, FactType.PART) and inner is not None
        if not is_group or inner is None:
            yield Known(here, fact)
        elif len(above) < DEEPEST and inner not in (*above, kind):
            yield from _below(vocabulary, inner, here, (*above, kind))


def draft(rows: Sequence[SheetRow], known: Sequence[Known], table: str = "incidents") -> str:
    """
    Give a mapping as far as names of columns tell it, as a file to be looked through.

    Columns that are like no fact stand at its end as remarks; words that are like no word of a fact
    stand empty.
    """
    columns = list(rows[0].cells) if rows else []
    key = next((name for word in KEYS for name in columns if word in name.casefold()), "")
    found = _matched([name for name in columns if name != key], known)
    lines = [f"format: {MAPPING_FORMAT}", "", f"{table}:", f"  id: {_quoted(key)}", "  facts:"]
    for name, one in found.items():
        lines += _column(name, one, [row.cells[name].strip() for row in rows])
    left = [name for name in columns if name != key and name not in found]
    lines += [f"  # not mapped: {_one_line(name)}" for name in left]
    return "\n".join(lines) + "\n"


def _matched(columns: Iterable[str], known: Sequence[Known]) -> Mapping[str, Known]:
    """Give the fact that each column is most like, each fact once, the likest first."""
    scored = sorted(
        ((_likeness(name, one), name, one.path, one) for name in columns for one in known),
        key=lambda found: (-found[0], found[1], found[2]),
    )
    found: dict[str, Known] = {}
    for score, name, _, one in scored:
        if score >= ALIKE and name not in found and one not in found.values():
            found[name] = one
    return dict(sorted(found.items(), key=lambda pair: pair[1].path))


def _likeness(column: str, one: Known) -> float:
    """Give how like a column is to a fact: by its name, its label or the end of its path."""
    words, ends = _words(column), one.path.split(".")
    called = (ends[-1], " ".join(ends[-2:]), one.fact.label)
    return max(SequenceMatcher(None, words, _words(name)).ratio() for name in called)


def _words(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.replace("_", " ").casefold()))


def _column(name: str, one: Known, cells: Iterable[str]) -> Iterator[str]:
    there = [text for text in dict.fromkeys(cells) if text]
    yield f"    {one.path}:"
    yield f"      from: {_quoted(name)}"
    if one.fact.type in _TIMES:
        written = _written(there)
        yield from (f"      written: {how}" for how in written)
    if one.fact.answers:
        words = [answer.word for answer in one.fact.answers]
        if not set(there) <= set(words):
            yield "      values:"
            for text in there[:MOST_WORDS]:
                yield f"        {_quoted(text)}: {_quoted(near_word(text, words) or '')}"


def _written(there: Sequence[str]) -> list[str]:
    """Give how nearly all dates of a column are written, where that is one of the known ways."""
    counts = {how: sum(bool(sign.fullmatch(one)) for one in there) for how, sign in _DATES.items()}
    return [how for how, count in counts.items() if count > MOSTLY * len(there)]


def _quoted(text: str) -> str:
    """Give a text as YAML reads it back."""
    plain = _one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'


def _one_line(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
