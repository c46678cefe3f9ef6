"""A record with some facts altered, everything else as it was."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve

from hocr_engine.incident.model import Element, FactRef, Incident


def altered(incident: Incident, facts: Mapping[FactRef, object]) -> Incident:
    """
    Give a record in which some facts have other values, as elements hold them.

    None is known to be absent. A thing that the record does not have is added with its fact alone;
    links are not filled in anew, so that values are best of facts that are no links.
    """
    by_thing: dict[tuple[str, str], dict[str, object]] = {}
    for ref, value in sorted(facts.items(), key=lambda item: item[0]):
        by_thing.setdefault((ref.kind, ref.id), {})[ref.name] = value
    elements = tuple(_with(one, by_thing.pop((one.kind, one.id), {})) for one in incident.elements)
    added = (Element(kind, id_, own, incident.at) for (kind, id_), own in by_thing.items())
    return evolve(incident, elements=(*elements, *added))


def _with(element: Element, facts: Mapping[str, object]) -> Element:
    if not facts:
        return element
    days = element.days - facts.keys()
    return evolve(element, facts={**element.facts, **facts}, days=days, is_made=False)
