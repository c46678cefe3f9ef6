"""What changed when: the rules of a book by the days on which they begin and end, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hocr_engine.explanation.markdown import escaped
from hocr_engine.explanation.phrases import pages, reading
from hocr_engine.explanation.reasons import laws
from hocr_engine.explanation.words import day, listed
from hocr_engine.rulebook.model import Book, Rule, Template
from hocr_engine.rulebook.regimes import (
    Change,
    Listed,
    Named,
    Turn,
    first_day,
    listed_changes,
    named_changes,
    rule_changes,
)

LABELS: Final = {
    Turn.BEGINS: "Begins, for what is reported from this day on",
    Turn.ENDS: "Ends, for what is reported from this day on",
    Turn.BEGINS_FOR_ACTS: "Begins, for what is done from this day on",
    Turn.ENDS_FOR_ACTS: "Ends, for what is done from this day on",
}
IN_THE_LISTS: Final = "In the lists"


def regimes(book: Book) -> str:
    """Give what changed on which day, and how sure that is, as a Markdown document."""
    changes, named, lists = rule_changes(book), named_changes(book), listed_changes(book)
    lines = list(_head(book))
    for on in sorted({one.on for group in (changes, named, lists) for one in group}):
        lines += (f"## {day(on)}", "")
        for turn in Turn:
            begun = [_change(book, one) for one in changes if one.on == on and one.turn is turn]
            begun += [_named(one) for one in named if one.on == on and one.turn is turn]
            lines += _items(LABELS[turn], begun)
        lines += _items(IN_THE_LISTS, [_listed(book, one) for one in lists if one.on == on])
    return "\n".join(lines).rstrip("\n")


def _head(book: Book) -> Iterator[str]:
    first = first_day(book)
    yield "# What changed when"
    yield ""
    yield "Written by `hocr regimes` from the rules; do not edit it."
    if first is not None:
        yield (
            f"What holds since {day(first)}, the first day of the rulebook, is no change and is"
            " not named; where the day of the act decides, that day may be earlier."
        )
    yield "Where no dated source was seen for a day, the rule says from what it is inferred."
    yield (
        "Classes and codes are named as the official lists have them; `hocr show` tells how sure"
        " their days are."
    )
    yield ""


def _items(label: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield f"**{label}:**"
        yield ""
        yield from (f"* {item}" for item in items)
        yield ""


def _change(book: Book, change: Change) -> str:
    rule, rows = change.rules[0], len(change.rules)
    because = _reason(book, rule) if rows == 1 else ""
    law = dict.fromkeys(one for each in change.rules for one in each.law)
    head = f"{escaped(rule.title)} (`{change.id}`{f', {rows} rows' if rows > 1 else ''})"
    told = " ".join(filter(None, (escaped(because), escaped(pages(laws(tuple(law)))))))
    inferred = f"inferred from {escaped(rule.inferred_from)}" if rule.inferred_from else ""
    return "; ".join(
        filter(None, (f"{head}: {told}".strip(), inferred, reading(rule.interpretation)))
    )


def _reason(book: Book, rule: Rule) -> str:
    said = rule.because or rule.note
    return "" if said is None else _filled(book, said)


def _filled(book: Book, sentence: Template) -> str:
    """Give a sentence with its places filled by what they stand for in any record."""
    labels = {
        name.name: name.label for role in book.vocabulary.roles.values() for name in role.names
    }
    return "".join(
        part if isinstance(part, str) else labels.get(part[-1], part[-1].replace("_", " "))
        for part in sentence.parts
    )


def _named(one: Named) -> str:
    certainty = "inferred" if one.is_inferred else ""
    told = f"{one.label} {pages(laws(one.law))}".strip()
    return escaped("; ".join(filter(None, (told, certainty))))


def _listed(book: Book, one: Listed) -> str:
    rows = book.rows[one.kind.name]
    titles = [str(rows[key].facts.get("title") or "") for key in one.keys]
    told = [f"{key} {title}".strip() for key, title in zip(one.keys, titles, strict=True)]
    return escaped(f"{one.kind.label}, {one.fact.label}: {listed(told)}")
