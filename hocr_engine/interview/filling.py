"""Putting a fact into a record, with the things that it belongs to."""

from __future__ import annotations

from attrs import evolve

from hocr_engine.incident.long_form import long_form
from hocr_engine.incident.model import Element, FactRef, Incident, IncidentError
from hocr_engine.incident.read import INCIDENT_FORMAT, read_incident
from hocr_engine.text import Source
from hocr_engine.vocabulary.model import FactType, Vocabulary
from hocr_engine.yaml_nodes import read_yaml

Elements = dict[tuple[str, str], Element]


def with_fact(incident: Incident, ref: FactRef, value: object, vocabulary: Vocabulary) -> Incident:
    """
    Give a record in which a fact has a value, read anew as a file that says so would be.

    What the fact belongs to is added where the record did not have it, and so is each thing that
    the value names for the first time. Raises IncidentError where the record cannot be so.
    """
    elements: Elements = {(one.kind, one.id): one for one in incident.elements}
    _add(elements, ref, vocabulary)
    fact = vocabulary.kinds[ref.kind].facts[ref.name]
    if fact.kind is not None:
        for named in value if isinstance(value, tuple) else (value,):
            if isinstance(named, str) and (fact.kind, named) not in elements:
                elements[fact.kind, named] = Element(fact.kind, named, {}, incident.at)
    element = elements[ref.kind, ref.id]
    facts = {**element.facts, ref.name: value}
    elements[ref.kind, ref.id] = evolve(element, facts=facts, is_made=False)
    return read_again(evolve(incident, elements=tuple(elements.values())), vocabulary)


def read_again(incident: Incident, vocabulary: Vocabulary) -> Incident:
    """Give a record as it is read from its long form; raises IncidentError."""
    text = long_form(incident, vocabulary, INCIDENT_FORMAT)
    (node, *_), mistakes = read_yaml(Source(text, "<interview>"))
    found, more = read_incident(node, vocabulary)
    if found is None or mistakes:
        raise IncidentError((*mistakes, *more))
    return found


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
