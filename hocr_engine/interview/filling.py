"""Putting a fact into a record, with the things that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Final

from attrs import evolve

from hocr_engine.incident.long_form import long_form
from hocr_engine.incident.model import Element, FactRef, Incident, IncidentError
from hocr_engine.incident.read import INCIDENT_FORMAT, read_incident
from hocr_engine.text import Source
from hocr_engine.vocabulary.model import Fact, FactType, Vocabulary
from hocr_engine.yaml_nodes import read_yaml

OF_THINGS: Final = (FactType.LINK, FactType.LINKS)
HOW_MANY: Final = (0, 1, 2, 3, 20)
Elements = dict[tuple[str, str], Element]


def with_fact(incident: Incident, ref: FactRef, value: object, vocabulary: Vocabulary) -> Incident:
    """
    Give a record in which a fact has a value, read anew as a file that says so would be.

    What the fact belongs to is added where the record did not have it, and so is each thing that
    the value names for the first time. Raises IncidentError where the record cannot be so.
    """
    elements: Elements = {(one.kind, one.id): one for one in incident.elements}
    _add(elements, ref, vocabulary)
    for one in linked_to(incident, vocabulary.kinds[ref.kind].facts[ref.name], value):
        elements[one.kind, one.id] = one
    element = elements[ref.kind, ref.id]
    facts = {**element.facts, ref.name: value}
    days = element.days - {ref.name}
    elements[ref.kind, ref.id] = evolve(element, facts=facts, days=days, is_made=False)
    not_known = tuple(one for one in incident.not_known if one != ref.pointer)
    told = evolve(incident, elements=tuple(elements.values()), not_known=not_known)
    return read_again(told, vocabulary)


def linked_to(incident: Incident, fact: Fact, value: object) -> Iterator[Element]:
    """Give the things that a value names and the record does not have so far."""
    for named in value if isinstance(value, tuple) else (value,):
        is_new = isinstance(named, str) and incident.find(fact.kind or "", named) is None
        if fact.kind is not None and fact.type is not FactType.CODE and is_new:
            yield Element(fact.kind, str(named), {}, incident.at)


def fresh_id(incident: Incident, kind: str) -> str:
    """Give an id for one more thing of a kind, which nothing in the record has yet."""
    numbers = (f"{kind}-{number}" for number in count(1))
    return next(name for name in numbers if incident.find_any(name) is None)


def things_answered(incident: Incident, fact: Fact) -> Iterator[object]:
    """Give what may be answered where things are asked for: none, some of the record, new ones."""
    kind = fact.kind or ""
    if fact.nullable or fact.not_established:
        yield None
    same, new = [one.id for one in incident.of_kind(kind)], fresh_id(incident, kind)
    if fact.type is FactType.LINK:
        yield from (*same, new)
        return
    yield from ((one,) for one in same)
    yield from (tuple(f"{new}-{one}" for one in range(number)) for number in HOW_MANY)


def read_again(incident: Incident, vocabulary: Vocabulary) -> Incident:
    """Give a record as it is read from its long form; raises IncidentError."""
    text = long_form(incident, vocabulary, INCIDENT_FORMAT)
    (node, *_), mistakes = read_yaml(Source(text, "<interview>"))
    found, more = read_incident(node, vocabulary)
    if found is None or mistakes:
        raise IncidentError((*mistakes, *more))
    return found


def has_place(incident: Incident, ref: FactRef, vocabulary: Vocabulary) -> bool:
    """Say whether a record has the thing that a fact belongs to, or a place where to add it."""
    elements: Elements = {(one.kind, one.id): one for one in incident.elements}
    if (ref.kind, ref.id) in elements:
        return True
    try:
        owner, names = _known_owner(elements, ref)
        kind = vocabulary.kinds[owner.kind]
        for name in names:
            kind = vocabulary.kinds[kind.facts[name].kind or ""]
    except LookupError:
        return False
    return kind.name == ref.kind


def _add(elements: Elements, ref: FactRef, vocabulary: Vocabulary) -> None:
    """Add the element of a fact, and those on the way to it, which its id names by their facts."""
    if (ref.kind, ref.id) in elements:
        return
    owner, names = _known_owner(elements, ref)
    for name in names:
        fact = vocabulary.kinds[owner.kind].facts[name]
        inner = Element(fact.kind or "", f"{owner.id}/{name}", {}, owner.at)
        if fact.through is None:
            whole = (inner.id,) if fact.type is FactType.LINKS else inner.id
            elements[owner.kind, owner.id] = evolve(owner, facts={**owner.facts, name: whole})
        else:
            through = vocabulary.kinds[inner.kind].facts[fact.through]
            back = (owner.id,) if through.type is FactType.LINKS else owner.id
            inner = evolve(inner, facts={fact.through: back})
        elements[inner.kind, inner.id] = inner
        owner = inner


def _known_owner(elements: Elements, ref: FactRef) -> tuple[Element, list[str]]:
    """Give the nearest thing on the way to a fact that the record has, and the facts from there."""
    parts = ref.id.split("/")
    by_id = {one.id: one for one in elements.values()}
    for cut in range(len(parts) - 1, 0, -1):
        owner = by_id.get("/".join(parts[:cut]))
        if owner is not None:
            return owner, parts[cut:]
    raise LookupError(ref.pointer)
