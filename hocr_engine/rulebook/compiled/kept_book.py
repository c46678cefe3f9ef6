"""A rulebook made from what was kept of it, each part when something asks for it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from attrs import fields

from hocr_engine.collecting import without_collecting
from hocr_engine.rulebook.compiled.pack import Pack
from hocr_engine.rulebook.compiled.texts import Texts
from hocr_engine.rulebook.model import Book, Rule, Topic
from hocr_engine.text import Source

if TYPE_CHECKING:
    from hocr_engine.incident.model import Element
    from hocr_engine.rulebook.scopes import Scopes


Made: TypeAlias = Any
SCOPES: Final = "scopes"


class _Later:
    """
    An attribute that is made when it is first read, and then stands among all others.

    Where two threads read it first, both are given what one of them made.
    """

    def __set_name__(self, _: type, name: str) -> None:
        self.name = name

    def __get__(self, instance: object | None, _: type) -> Made:
        if instance is None:
            return self
        known = vars(instance)
        make: Callable[[], object] = known[f"make {self.name}"]
        return known.setdefault(self.name, make())


class KeptTopic(Topic):
    """A topic whose rules are made when they are first asked for."""

    rules = _Later()


def rule_ids(topic: Topic) -> tuple[str, ...]:
    """Give the ids of a topic's rules, without making the rules for that."""
    if isinstance(topic, KeptTopic):
        ids: tuple[str, ...] = vars(topic)["ids"]
        return ids
    return tuple(rule.id for rule in topic.rules)


class KeptBook(Book):
    """A rulebook whose parts are made when they are first asked for."""

    vocabulary = _Later()
    decisions = _Later()
    topics = _Later()
    rows = _Later()
    steps = _Later()


def decoded(data: list[Any], sources: Sequence[Source]) -> Made:
    """Give the value that was written."""
    # The classes of all that a rulebook is made of are loaded with the first part of it.
    from hocr_engine.rulebook.compiled import decode  # noqa: PLC0415

    return decode.decoded(data, sources)


def kept_book(pack: Pack, texts: Texts, root: Path) -> Book:
    """Give the rulebook of a folder from what was kept of it; `texts` are its files as they are."""
    book, head = KeptBook.__new__(KeptBook), pack.head
    known = vars(book)
    known |= head["book"]
    known["edition"] = date.fromisoformat(known["edition"])
    known["layers"] = tuple(head["layers"])
    known["fingerprint"], known["root"] = head["fingerprint"], root
    for name in ("vocabulary", "decisions", "steps"):
        known[f"make {name}"] = partial(_whole, pack, texts, name)
    known["make topics"] = partial(kept_topics, pack, texts)
    known["make rows"] = partial(_rows, pack, texts)
    return book


def with_parts(book: Book, **parts: object) -> Book:
    """Give a rulebook with some other parts, without making those that nobody asked for."""
    made = type(book).__new__(type(book))
    declared = {one.name for one in fields(Book)}
    known = {name: part for name, part in vars(book).items() if _is_part(name, declared)}
    vars(made).update(known | parts)
    return made


def _is_part(name: str, declared: Collection[str]) -> bool:
    # What a rulebook works out of its parts once is worked out anew.
    return name in declared or name.startswith("make ")


def kept_topics(pack: Pack, texts: Texts) -> tuple[Topic, ...]:
    """Give the topics of a rulebook, each without its rules until they are asked for."""
    return tuple(kept_topic(pack, texts, path) for path in pack.head["topics"])


def kept_topic(pack: Pack, texts: Texts, path: str) -> Topic:
    """Give the topic of a file, without its rules until they are asked for."""
    sources = texts.sources([path])
    head = pack.head["topics"][path]
    made = decoded(head["topic"], sources)
    topic = KeptTopic(*(getattr(made, one.name) for one in fields(Topic)))
    known = vars(topic)
    del known["rules"]
    known["ids"] = tuple(head["rules"])
    known["make rules"] = partial(_rules, pack, path, sources)
    return topic


def kept_scopes(pack: Pack) -> Scopes:
    """Give what conditions may speak of, as it was found when the rulebook was checked."""
    from hocr_engine.rulebook.scopes import Scopes  # noqa: PLC0415

    of_role, of_kind = decoded(pack.part(SCOPES), ())
    return Scopes(of_role, of_kind, ())


@without_collecting
def _whole(pack: Pack, texts: Texts, name: str) -> object:
    return decoded(pack.part(name), texts.sources(pack.head["sources"][name]))


@without_collecting
def _rules(pack: Pack, path: str, sources: tuple[Source, ...]) -> tuple[Rule, ...]:
    found: tuple[Rule, ...] = decoded(pack.part(path), sources)
    return found


@without_collecting
def _rows(pack: Pack, texts: Texts) -> dict[str, dict[str, Element]]:
    return {
        kind: dict(_elements(kind, pack.part(path), texts.source(path)))
        for kind, path in pack.head["data"].items()
    }


def _elements(kind: str, data: list[Any], source: Source) -> Iterator[tuple[str, Element]]:
    from hocr_engine.incident.model import Element  # noqa: PLC0415

    names, *rows = decoded(data, [source])
    for key, at, *values in rows:
        yield key, Element(kind, key, dict(zip(names, values, strict=True)), at)
