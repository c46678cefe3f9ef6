"""What `hocr show` says of a row of the official lists: a code, a line, a class, a group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from hocr_engine.cli.entries import labelled, listed
from hocr_engine.feel.writing import write
from hocr_engine.incident.model import Element
from hocr_engine.publishing.shelf import Shelf
from hocr_engine.rulebook.model import Computed, Refer, Rule, Word
from hocr_engine.vocabulary.model import Fact, FactType, Kind

SINCE: Final = "from"
UNTIL: Final = "until"
COUNTING: Final = "counting"


def row_entry(shelf: Shelf, kind: Kind, row: Element) -> Iterator[str]:
    """Give the lines about a row: its facts, the rows linked to it, the rules and the law."""
    past = "" if is_in_force(shelf, row) else f"; not in force on {shelf.on}"
    yield f"{kind.label} {row.id}{past}"
    for name, value in row.facts.items():
        if name != kind.key and value is not None:
            fact = kind.facts[name]
            yield from labelled("", f"{fact.label}: {_text(shelf, fact, value)}")
    about = {row.id}
    for fact in kind.facts.values():
        linked = _linked(shelf, fact, row)
        about |= {name for one in linked for name in _names(shelf, one)}
        shown = [short(shelf, one, besides=fact.through) for one in linked]
        yield from listed(fact.name, shown)
    rules = [rule for rule in shelf.book.rule.values() if _answers_with(rule, row.id)]
    yield from listed("answered by", [f"{rule.id}: {rule.title}" for rule in rules])
    yield from _law(shelf, about)


def short(shelf: Shelf, row: Element, *, besides: str | None = None) -> str:
    """Give a row in one line, without the fact that everybody reading it knows."""
    kind = shelf.book.vocabulary.kinds[row.kind]
    parts: list[str] = []
    for name, value in row.facts.items():
        if value is not None and name not in (kind.key, besides):
            part = _part(shelf, kind.facts[name], value)
            # A code comes with its title, which the line often repeats.
            if not any(said.endswith(part) for said in parts):
                parts.append(part)
    past = "" if is_in_force(shelf, row) else f" (not in force on {shelf.on})"
    return f"{row.id}: {', '.join(parts)}{past}"


def is_in_force(shelf: Shelf, row: Element) -> bool:
    """Say whether a row holds on the day asked about; without a day, every row does."""
    since, until = row.facts.get(SINCE), row.facts.get(UNTIL)
    begun = since if isinstance(since, date) else None
    return not shelf.is_past(begun, until if isinstance(until, date) else None)


def has_facts(shelf: Shelf, row: Element, wanted: Mapping[str, str]) -> bool:
    """Say whether a row has each of some facts, as written in the list or as people read them."""
    kind = shelf.book.vocabulary.kinds[row.kind]
    for name, text in wanted.items():
        value = row.facts.get(name)
        if value is None or text not in (_plain(value), _text(shelf, kind.facts[name], value)):
            return False
    return True


def _part(shelf: Shelf, fact: Fact, value: object) -> str:
    text = _text(shelf, fact, value)
    return f"{fact.name} {text}" if fact.type is FactType.DATE else text


def _text(shelf: Shelf, fact: Fact, value: object) -> str:
    answer = fact.answer(value) if isinstance(value, str) else None
    if answer is not None:
        return answer.label
    text = _plain(value)
    if fact.type is FactType.CODE:
        row = shelf.book.rows.get(fact.kind or "", {}).get(text)
        title = None if row is None else row.facts.get("title")
        return f"{text} {title}" if isinstance(title, str) else text
    return text


def _plain(value: object) -> str:
    return value if isinstance(value, str) else write(value).strip('@"')


def _linked(shelf: Shelf, fact: Fact, row: Element) -> list[Element]:
    if fact.through is None:
        return []
    rows = shelf.book.rows.get(fact.kind or "", {}).values()
    return [one for one in rows if one.facts.get(fact.through) == row.id]


def _names(shelf: Shelf, row: Element) -> Iterator[str]:
    """Give the rows of other lists that a row names by their codes."""
    facts = shelf.book.vocabulary.kinds[row.kind].facts
    for name, value in row.facts.items():
        if facts[name].type is FactType.CODE and isinstance(value, str):
            yield value


def _law(shelf: Shelf, about: set[str]) -> Iterator[str]:
    """Give the statements of the law about these codes and classes, those on counting first."""
    found = [one for one in shelf.law.values() if about & set(one.classes)]
    counting = [one for one in found if one.kind == COUNTING]
    yield from listed("counted", [f"{one.id} [{one.page}] {one.states}" for one in counting])
    others = [one for one in found if one.kind != COUNTING]
    yield from listed("law", [f"{one.id} [{one.page}] {one.heading}" for one in others])


def _answers_with(rule: Rule, word: str) -> bool:
    match rule.then:
        case Word(word=found):
            return found == word
        case Computed(at=at):
            return f'"{word}"' in at.text
        case Refer(suggests=suggests):
            return suggests == word
        case _:
            return False
