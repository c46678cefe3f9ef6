"""The vocabulary as people read it: what a record may say of each kind of thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import frozen

from hocr_engine.publishing.condition_words import Worded, said
from hocr_engine.publishing.meaning import CLAIM, Surroundings, surroundings_of_kind
from hocr_engine.publishing.places import Link, Places, facts_page, list_page, mark
from hocr_engine.publishing.rules_told import Asked, asked, period, source
from hocr_engine.rulebook.law import page_of
from hocr_engine.vocabulary.model import Definition, Fact, FactType, Kind, Presumption

_TYPES: Final = {
    FactType.YES_OR_NO: "yes or no",
    FactType.NUMBER: "a number",
    FactType.TEXT: "a text",
    FactType.ONE_OF: "one of a list",
    FactType.DATE: "a day",
    FactType.DATE_AND_TIME: "a day with its time",
    FactType.CODE: "a code of",
    FactType.LINK: "one of",
    FactType.LINKS: "several of",
    FactType.PART: "told with it",
}


@frozen
class PresumedTold:
    """What is taken to be so where a record is silent, why, by what law, and where only."""

    value: str
    because: str
    law: tuple[tuple[Link, str], ...]
    asked: tuple[Asked, ...]


@frozen
class FactTold:
    """A fact: its words, how it is asked for, what it may be, and what is presumed."""

    mark: str
    name: str
    label: str
    ask: str
    type: str
    holds: Link
    answers: tuple[tuple[str, str], ...]
    also: tuple[str, ...]
    presumed: PresumedTold | None


@frozen
class DefinitionTold:
    """A definition: what it is called, what it means in words, when it holds, by what law."""

    mark: str
    name: str
    label: str
    dates: str
    law: tuple[tuple[Link, str], ...]
    means: Asked


@frozen
class KindTold:
    """A kind of thing: its facts, and what is defined of it."""

    page: str
    name: str
    label: str
    presumed: PresumedTold | None
    facts: tuple[FactTold, ...]
    definitions: tuple[DefinitionTold, ...]


def kind_told(places: Places, kind: Kind) -> KindTold:
    """Give a kind with its facts, and with its definitions in force."""
    shelf = places.shelf
    around = surroundings_of_kind(shelf.book, kind.name)
    defined = [
        one
        for one in shelf.book.vocabulary.definitions
        if one.of == kind.name and not shelf.is_past(one.since, one.until)
    ]
    return KindTold(
        page=facts_page(kind.name),
        name=kind.name,
        label=kind.label,
        presumed=_presumed(places, kind.presume_none, around, None),
        facts=tuple(_fact(places, kind, fact, around) for fact in kind.facts.values()),
        definitions=tuple(_numbered(places, defined, around)),
    )


def _fact(places: Places, kind: Kind, fact: Fact, around: Surroundings) -> FactTold:
    return FactTold(
        mark=mark("fact", fact.name),
        name=fact.name,
        label=fact.label.replace("{thing}", kind.label),
        ask=fact.ask.replace("{thing}", kind.label),
        type=f"{_TYPES[fact.type]}{f', in {fact.unit}' if fact.unit else ''}",
        holds=_holds(places, fact),
        answers=tuple((one.word, one.label) for one in fact.answers),
        also=tuple(also(fact)),
        presumed=_presumed(places, fact.presume, around, fact),
    )


def _holds(places: Places, fact: Fact) -> Link:
    kind = places.shelf.book.vocabulary.kinds.get(fact.kind or "")
    if kind is None:
        return Link("")
    is_listed = fact.type is FactType.CODE
    return Link(kind.label, list_page(kind.name) if is_listed else facts_page(kind.name))


def also(fact: Fact) -> Iterator[str]:
    """Give what is to be known of a fact besides its type and its answers."""
    if fact.required:
        yield "always needed"
    if fact.not_established:
        yield "may be not established"
    if fact.nullable:
        yield "may be known to be absent"
    if not fact.is_given:
        yield "worked out from other facts"
    if fact.judged:
        yield "left to judgement"
    if fact.formerly:
        yield f"formerly called {', '.join(fact.formerly)}"


def _presumed(
    places: Places, one: Presumption | None, around: Surroundings, fact: Fact | None
) -> PresumedTold | None:
    if one is None:
        return None
    answers = {} if fact is None else {answer.word: answer.label for answer in fact.answers}
    plain = {"true": "yes", "false": "no"}
    found = "none" if one.value is None else answers.get(one.value, plain.get(one.value, one.value))
    where = () if one.where is None else (asked("only where", one.where, around),)
    return PresumedTold(found, one.because, _law(places, one.law), where)


def _law(places: Places, cited: Iterable[str]) -> tuple[tuple[Link, str], ...]:
    return tuple((places.law(name), page_of(name)) for name in cited)


def _numbered(
    places: Places, defined: Iterable[Definition], around: Surroundings
) -> Iterator[DefinitionTold]:
    """Give definitions, each with a mark of its own, though several be versions of one name."""
    seen: dict[str, int] = {}
    for one in defined:
        seen[one.name] = seen.get(one.name, 0) + 1
        again = f"-{seen[one.name]}" if seen[one.name] > 1 else ""
        yield DefinitionTold(
            mark=mark("definition", one.name) + again,
            name=one.name,
            label=one.label.replace("{thing}", places.shelf.book.vocabulary.kinds[one.of].label),
            dates=period(one.since, one.until),
            law=_law(places, one.law),
            means=_means(one, around),
        )


def _means(one: Definition, around: Surroundings) -> Asked:
    if one.label.startswith(CLAIM):
        return asked("is so where", one.expression, around)
    return Asked("is", Worded(said(one.expression, around)), source(one.expression))
