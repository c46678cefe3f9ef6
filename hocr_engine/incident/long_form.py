"""Writing an incident in its long form: every thing with its id, every link by id."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from hocr_engine.incident.model import Element, Incident
from hocr_engine.vocabulary.model import Fact, FactType, Kind, Vocabulary
from hocr_engine.vocabulary.values import LONDON, NOT_ESTABLISHED

_PLAIN: Final = re.compile(r"[A-Za-z][\w /-]*[\w/-]|[A-Za-z]")
_TAKEN: Final = frozenset(("yes", "no", "true", "false", "null", "on", "off", "y", "n"))
_INDENT: Final = "  "


def long_form(incident: Incident, vocabulary: Vocabulary, declared: str) -> str:
    """Give an incident as a file of its own that reads back to the same record."""
    lines = [f"format: {declared}", f"id: {_text(incident.id)}", f"force: {_text(incident.force)}"]
    if incident.not_known:
        lines.append("not_known:")
        lines.extend(f"{_INDENT}- {_text(one)}" for one in incident.not_known)
    for kind in vocabulary.kinds.values():
        if kind.section is None or kind.data is not None:
            continue
        elements = [element for element in incident.of_kind(kind.name) if not element.is_made]
        if elements:
            lines.append(f"{kind.section}:")
            for element in elements:
                lines.extend(_item(element, kind, incident, vocabulary))
        elif kind.name in incident.sections:
            lines.append(f"{kind.section}: []")
    return "\n".join(lines) + "\n"


def _item(element: Element, kind: Kind, incident: Incident, vocabulary: Vocabulary) -> list[str]:
    """Give an element as an entry of its section."""
    head = [] if "id" in kind.facts else [f"id: {_text(element.id)}"]
    lines = [*head, *_facts(element, kind, incident, vocabulary)]
    return [f"{_INDENT}{'- ' if n == 0 else _INDENT}{line}" for n, line in enumerate(lines)]


def _facts(
    element: Element, kind: Kind, incident: Incident, vocabulary: Vocabulary
) -> Iterator[str]:
    for name, value in element.facts.items():
        fact = kind.facts[name]
        inner = _part(fact, value, incident)
        if inner is not None:
            nested = list(_facts(inner, vocabulary.kinds[inner.kind], incident, vocabulary))
            if nested:
                yield f"{name}:"
                yield from (f"{_INDENT}{line}" for line in nested)
        elif isinstance(value, tuple) and value:
            yield f"{name}:"
            yield from (f"{_INDENT}- {_text(str(one))}" for one in value)
        else:
            yield f"{name}: {_value(fact, _day(value) if name in element.days else value)}"


def _day(value: object) -> object:
    return value.date() if isinstance(value, datetime) else value


def _part(fact: Fact, value: object, incident: Incident) -> Element | None:
    """Give the element that belongs inside the one that has this fact."""
    if fact.type is not FactType.PART or not isinstance(value, str):
        return None
    return incident.find(fact.kind or "", value)


def _value(fact: Fact, value: object) -> str:
    match value:
        case None:
            return NOT_ESTABLISHED if fact.not_established else "null"
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f"{value:f}"
        case datetime():
            return _moment(value)
        case date():
            return value.isoformat()
        case tuple():
            return "[]"
        case _:
            return _text(str(value))


def _moment(at: datetime) -> str:
    """Give a time of day in London; in the hour that comes twice, with its offset."""
    local = at.astimezone(LONDON)
    if local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset():
        return local.replace(tzinfo=None).isoformat(
            sep=" ", timespec="auto" if at.second or at.microsecond else "minutes"
        )
    return local.isoformat(sep=" ")


def _text(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.lower() not in _TAKEN:
        return text
    return json.dumps(text, ensure_ascii=False)
