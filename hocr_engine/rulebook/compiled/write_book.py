"""What is written of a rulebook, so that it can be made again without reading its files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from attrs import define, evolve, field

from hocr_engine.incident.model import Element
from hocr_engine.rulebook.compiled.encode import UnkeptError, encoded
from hocr_engine.rulebook.compiled.kept_book import SCOPES, KeptTopic
from hocr_engine.rulebook.compiled.pack import Pack, as_json, packed
from hocr_engine.rulebook.compiled.texts import Texts
from hocr_engine.rulebook.graph import read_by_definitions, reads_of_topics
from hocr_engine.rulebook.model import Book, Topic
from hocr_engine.rulebook.read import DEFINITIONS, STEPS, VOCABULARY, section_of
from hocr_engine.rulebook.scopes import scopes

_WORDS: Final = (VOCABULARY, DEFINITIONS)
_DECISIONS: Final = "decisions.yaml"


def written_book(book: Book, texts: Texts, stamp: str, before: Pack | None) -> bytes:
    """
    Give a rulebook as data.

    What stands in `before` of files that are as they were is taken over. Raises UnkeptError.
    """
    writer = _Writer(book, texts, before)
    if before is None:
        writer.add_declared()
    else:
        writer.take_declared(before)
    reads = reads_of_topics(book, writer.head["defined"])
    for topic in book.topics:
        if not writer.take_topic(topic):
            writer.add_topic(topic, reads(topic))
    head = {
        "stamp": stamp,
        "fingerprint": book.fingerprint,
        "book": {name: str(getattr(book, name)) for name in _NAMED},
        "layers": book.layers,
        "files": texts.hashes(),
        **writer.head,
        "topics": writer.topics,
    }
    return packed(head, writer.parts)


_NAMED: Final = ("title", "edition", "covers", "supports")


@define
class _Writer:
    """The parts written so far, and what the head says of them."""

    book: Book
    texts: Texts
    before: Pack | None
    parts: dict[str, bytes] = field(factory=dict)
    head: dict[str, Any] = field(factory=dict)
    topics: dict[str, Any] = field(factory=dict)

    def add_declared(self) -> None:
        """Write all that is no topic."""
        words = [path for path in self.texts.contents if section_of(path) in _WORDS]
        steps = [STEPS] if STEPS in self.texts.contents else []
        sources = {"vocabulary": words, "decisions": [_DECISIONS], "steps": steps}
        for name, paths in sources.items():
            self._add(name, getattr(self.book, name), paths)
        data = data_files(self.book)
        for kind, path in data.items():
            self._add(path, _lines(self.book.rows[kind]), [path])
        known = scopes(self.book)
        self._add(SCOPES, (known.of_role, known.of_kind), [])
        defined = {name: sorted(read) for name, read in read_by_definitions(self.book).items()}
        self.head |= {"sources": sources, "data": data, "defined": defined}

    def take_declared(self, before: Pack) -> None:
        """Take over all that is no topic."""
        self.head |= {name: before.head[name] for name in ("sources", "data", "defined")}
        names = (*self.head["sources"], *self.head["data"].values(), SCOPES)
        self.parts |= {name: before.written(name) for name in names}

    def take_topic(self, topic: Topic) -> bool:
        """Take a topic over, and say whether it was kept as it is."""
        if self.before is None or not isinstance(topic, KeptTopic):
            return False
        path = f"{topic.id}.yaml"
        self.topics[path], self.parts[path] = (
            self.before.head["topics"][path],
            self.before.written(path),
        )
        return True

    def add_topic(self, topic: Topic, reads: Iterable[str]) -> None:
        """Write a topic, with what other topics have to do with in it."""
        path = f"{topic.id}.yaml"
        sources = self.texts.sources([path])
        self.topics[path] = {
            "topic": encoded(evolve(topic, rules=()), sources),
            "decision": topic.decision,
            "rules": [rule.id for rule in topic.rules],
            "overrides": [name for rule in topic.rules for name in rule.overrides],
            "reads": sorted(reads),
        }
        self._add(path, topic.rules, [path])

    def _add(self, name: str, value: object, paths: Iterable[str]) -> None:
        self.parts[name] = as_json(encoded(value, self.texts.sources(paths)))


def data_files(book: Book) -> dict[str, str]:
    """Give the files of the lists that a rulebook holds as data, by their kinds."""
    kinds = ((name, book.vocabulary.kinds[name].data or "") for name in book.rows)
    return {
        name: (book.root / path).resolve().relative_to(book.root).as_posix() for name, path in kinds
    }


def _lines(rows: Mapping[str, Element]) -> tuple[object, ...]:
    """Give the lines of a list, each with its place, under the names of its facts."""
    names = next((tuple(row.facts) for row in rows.values()), ())
    for key, row in rows.items():
        if (tuple(row.facts), row.id, row.places, row.is_made) != (names, key, {}, False):
            raise UnkeptError(key)
    lines = ((key, row.at, *row.facts.values()) for key, row in rows.items())
    return (names, *lines)
