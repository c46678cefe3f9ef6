"""Reading single elements: facts to values, inline things to elements of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping as Facts
from datetime import datetime
from typing import Final

from attrs import define, field

from hocr_engine import field_messages
from hocr_engine.bounds import MAX_MISTAKES
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.incident import messages as say
from hocr_engine.incident.model import Element
from hocr_engine.nodes import Entry, Mapping, Node, Scalar, Sequence
from hocr_engine.text import Span
from hocr_engine.vocabulary.model import Fact, FactType, Kind, Vocabulary
from hocr_engine.vocabulary.values import DATE, NOT_ESTABLISHED, BadValueError, value_of

_ID: Final = re.compile(r"[\w./-]{1,100}")


@define
class ElementReader:
    """Collects the elements of one record and whatever is wrong with them."""

    vocabulary: Vocabulary
    mistakes: list[Diagnostic] = field(factory=list)
    elements: dict[tuple[str, str], Element] = field(factory=dict)
    expanded: list[str] = field(factory=list)

    def read(self, kind: Kind, node: Node, default_id: str, back: _Back = ()) -> str | None:
        """Give the id of the element that a node describes, after adding it to `elements`."""
        if not isinstance(node, Mapping):
            self.mistakes.append(field_messages.not_a_group(kind.label, node.at))
            return None
        element_id = self._id(node, default_id)
        facts: dict[str, object] = dict(back)
        places: dict[str, Span] = {}
        self._reserve(kind, element_id, node.at)
        for entry in node.entries:
            if self.is_full:
                break
            if entry.key.text != "id" or "id" in kind.facts:
                self._entry(kind, element_id, entry, facts, places)
        days = frozenset(e.key.text for e in node.entries if _is_day(e.value, facts, e.key.text))
        self.elements[kind.name, element_id] = Element(
            kind.name, element_id, facts, node.at, places, days
        )
        return element_id

    @property
    def is_full(self) -> bool:
        """Say whether so much is wrong that reading on would help nobody."""
        return len(self.mistakes) > MAX_MISTAKES

    def _id(self, node: Mapping, default_id: str) -> str:
        written = node.get("id")
        if written is None:
            return default_id
        if not isinstance(written, Scalar):
            self.mistakes.append(say.not_one_value("id", written.at))
            return default_id
        if written.is_null or not _ID.fullmatch(written.text):
            self.mistakes.append(say.bad_id(written.text, written.at))
        return written.text

    def _reserve(self, kind: Kind, element_id: str, at: Span) -> None:
        first = self.elements.get((kind.name, element_id))
        if first is not None:
            self.mistakes.append(say.same_id(element_id, at, first.at))

    def _entry(
        self,
        kind: Kind,
        element_id: str,
        entry: Entry,
        facts: dict[str, object],
        places: dict[str, Span],
    ) -> None:
        fact = self._fact(kind, entry.key)
        if fact is None:
            return
        if fact.name in places:
            self.mistakes.append(say.written_twice(fact.name, entry.key.at, places[fact.name]))
        places[fact.name] = entry.value.at
        if fact.by_key is not None or fact.matching:
            self.mistakes.append(say.not_written(fact.name, entry.key.at))
        elif fact.through is not None:
            self._inline_back(fact, element_id, entry.value)
        else:
            facts[fact.name] = self._value(fact, element_id, entry.value)

    def _fact(self, kind: Kind, key: Scalar) -> Fact | None:
        present = kind.former_names.get(key.text)
        if present is not None:
            self.mistakes.append(say.formerly_called(key.text, present, key.at))
            return kind.facts[present]
        fact = kind.facts.get(key.text)
        if fact is None:
            self.mistakes.append(say.unknown_fact_key(key.text, kind.label, kind.facts, key.at))
        return fact

    def _value(self, fact: Fact, owner: str, node: Node) -> object:
        if isinstance(node, Scalar) and node.is_null:
            if not fact.nullable:
                self.mistakes.append(say.cannot_be_absent(fact.name, node.at))
            return None
        match fact.type:
            case FactType.PART:
                return self._inline(fact, f"{owner}/{fact.name}", node)
            case FactType.LINK:
                return self._link(fact, f"{owner}/{fact.name}", node)
            case FactType.LINKS:
                return self._links(fact, owner, node)
            case _:
                return self._plain(fact, node)

    def _plain(self, fact: Fact, node: Node) -> object:
        if not isinstance(node, Scalar):
            self.mistakes.append(say.not_one_value(fact.name, node.at))
            return None
        try:
            return value_of(fact, node.text)
        except BadValueError as bad:
            self.mistakes.append(say.bad_value(bad.code, str(bad), bad.fix, node.at))
            return None

    def _link(self, fact: Fact, inline_id: str, node: Node) -> str | None:
        if isinstance(node, Scalar):
            return node.text
        if isinstance(node, Sequence):
            self.mistakes.append(say.not_one_value(fact.name, node.at))
            return None
        return self._inline(fact, inline_id, node)

    def _inline(self, fact: Fact, inline_id: str, node: Node) -> str | None:
        kind = self.vocabulary.kinds[fact.kind or ""]
        read = self.read(kind, node, inline_id)
        if read is not None and fact.type is not FactType.PART:
            self.expanded.append(f"the {kind.name} written under `{fact.name}` has the id `{read}`")
        return read

    def _links(self, fact: Fact, owner: str, node: Node) -> tuple[str, ...] | None:
        if isinstance(node, Scalar) and fact.not_established and node.text == NOT_ESTABLISHED:
            return None
        items = node.items if isinstance(node, Sequence) else (node,)
        ids = (
            self._link(fact, f"{owner}/{fact.name}-{number}", item)
            for number, item in enumerate(items, 1)
        )
        return tuple(found for found in ids if found is not None)

    def _inline_back(self, fact: Fact, owner: str, node: Node) -> None:
        if isinstance(node, Scalar) and node.is_null:
            self.mistakes.append(say.cannot_be_absent(fact.name, node.at))
            return
        kind = self.vocabulary.kinds[fact.kind or ""]
        through = kind.facts[fact.through or ""]
        back = (owner,) if through.type is FactType.LINKS else owner
        items = node.items if isinstance(node, Sequence) else (node,)
        for number, item in enumerate(items, 1):
            inline_id = f"{owner}/{fact.name}" + (f"-{number}" if len(items) > 1 else "")
            self.read(kind, item, inline_id, ((through.name, back),))


def _is_day(node: Node, facts: Facts[str, object], name: str) -> bool:
    """Say whether a date and time was written as a day alone."""
    written = isinstance(node, Scalar) and re.fullmatch(DATE, node.text)
    return bool(written) and isinstance(facts.get(name), datetime)


_Back = tuple[tuple[str, object], ...]
