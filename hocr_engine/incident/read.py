"""Reading a whole incident: sections and the short form, then links between elements."""

from __future__ import annotations

import json
from collections.abc import Mapping as Facts
from datetime import date, datetime

from attrs import evolve, frozen

from hocr_engine.diagnostic import Diagnostic, Severity
from hocr_engine.field_messages import unknown_key
from hocr_engine.fields import Fields, document
from hocr_engine.incident import messages as say
from hocr_engine.incident.elements import ElementReader
from hocr_engine.incident.links import check_links, complete_links
from hocr_engine.incident.model import Incident
from hocr_engine.nodes import Mapping, Node, Sequence
from hocr_engine.text import Source, Span
from hocr_engine.vocabulary.model import Kind, Role, Vocabulary
from hocr_engine.yaml_nodes import read_json

INCIDENT_FORMAT = "hocr.incident.v1"
_HEAD = ("format", "id", "force")

Read = tuple[Incident | None, tuple[Diagnostic, ...]]


@frozen
class Short:
    """Which role the short form fills in: the allegation and the report that carry it all."""

    allegation: Role
    allegation_kind: Kind
    report_kind: Kind


def read_incident(node: Node, vocabulary: Vocabulary) -> Read:
    """Give the incident that a file's node describes, and every mistake in it."""
    mistakes: list[Diagnostic] = []
    group = document((node,), INCIDENT_FORMAT, node.at, mistakes)
    if group is None:
        return None, tuple(mistakes)
    return read_facts(group, vocabulary, mistakes)


def incident_of(facts: Facts[str, object], vocabulary: Vocabulary) -> Read:
    """Give the incident that plain data describes; places are those in the data as JSON."""
    text = json.dumps(facts, default=_written, indent=1, ensure_ascii=False)
    node, mistakes = read_json(Source(text, "<incident>"))
    if node is None or mistakes:
        return None, mistakes
    return read_incident(node, vocabulary)


def read_facts(
    group: Fields,
    vocabulary: Vocabulary,
    mistakes: list[Diagnostic],
    *,
    received: datetime | None = None,
) -> Read:
    """
    Give the incident that a group of sections describes.

    It must have an id, a report and an allegation, as a record has. With `received`, as in the
    facts of a case, they may be left out; a report is then taken to have been received then.
    """
    reader = ElementReader(vocabulary, mistakes)
    short = _short(vocabulary)
    read = [kind.name for kind in vocabulary.kinds.values() if _read_kind(group, kind, reader)]
    sections = frozenset((*read, *(kind for kind, _ in reader.elements)))
    _hoist(group, short, reader)
    _unknown_keys(group, vocabulary, short, mistakes)
    if received is not None:
        _fill_in(reader, short, group.at, received)
    incident_id = group.text("id") if received is None else group.optional("id") or "case"
    incident = Incident(
        id=incident_id,
        force=group.optional("force") or "own force",
        elements=tuple(reader.elements.values()),
        sections=sections,
        at=group.at,
        expanded=tuple(reader.expanded),
    )
    mistakes.extend(_nothing_reported(incident, short))
    incident, more = complete_links(incident, vocabulary, short.report_kind, short.allegation_kind)
    mistakes.extend((*more, *check_links(incident, vocabulary)))
    if any(mistake.severity is Severity.ERROR for mistake in mistakes):
        return None, tuple(mistakes)
    return incident, tuple(mistakes)


def _fill_in(reader: ElementReader, short: Short, at: Span, received: datetime) -> None:
    """Add the allegation and the report that a case leaves out, and when it was received."""
    for kind in (short.allegation_kind, short.report_kind):
        if not any(name == kind.name for name, _ in reader.elements):
            reader.read(kind, Mapping((), at), f"{kind.name}-1")
    known = short.report_kind.known or ""
    for key, element in list(reader.elements.items()):
        if element.kind == short.report_kind.name and known not in element.facts:
            reader.elements[key] = evolve(element, facts={**element.facts, known: received})


def _short(vocabulary: Vocabulary) -> Short:
    role = vocabulary.roles["allegation"]
    kind = vocabulary.kinds[role.kind]
    carriers = (
        other
        for other in vocabulary.kinds.values()
        for fact in other.facts.values()
        if fact.kind == kind.name
        and fact.is_given
        and any(f.required for f in other.facts.values())
    )
    return Short(role, kind, next(carriers, kind))


def _read_kind(group: Fields, kind: Kind, reader: ElementReader) -> bool:
    """Read the section of a kind, or its single element; say whether either is written."""
    if kind.section is None:
        return False
    many = group.node.get(kind.section)
    if isinstance(many, Sequence):
        for number, item in enumerate(many.items, 1):
            reader.read(kind, item, f"{kind.name}-{number}")
        return True
    one = group.node.get(kind.name)
    if isinstance(one, Mapping):
        reader.read(kind, one, f"{kind.name}-1")
        return True
    if many is not None and kind.section != kind.name:
        group.items(kind.section)
    elif one is not None:
        group.group(kind.name, kind.label)
    return False


def _hoist(group: Fields, short: Short, reader: ElementReader) -> None:
    """Read what the short form writes beside the only allegation instead of inside it."""
    kind = short.allegation_kind
    sections = reader.vocabulary.sections
    taken = {*sections, *(section.name for section in sections.values())}
    names = {name.name for name in short.allegation.names} & kind.facts.keys()
    written = tuple(e for e in group.node.entries if e.key.text in names - taken)
    if not written:
        return
    found = [element for element in reader.elements.values() if element.kind == kind.name]
    if len(found) > 1:
        group.mistakes.extend(say.several_allegations(e.key.text, e.key.at) for e in written)
        return
    if found:
        del reader.elements[kind.name, found[0].id]
    new_id = found[0].id if found else f"{kind.name}-1"
    reader.read(kind, Mapping(written, group.at), new_id)
    if found:
        new = reader.elements[kind.name, new_id]
        reader.elements[kind.name, new_id] = evolve(
            new,
            facts={**found[0].facts, **new.facts},
            places={**found[0].places, **new.places},
            at=found[0].at,
        )


def _unknown_keys(
    group: Fields, vocabulary: Vocabulary, short: Short, mistakes: list[Diagnostic]
) -> None:
    known = {*_HEAD, *vocabulary.sections, *(name.name for name in short.allegation.names)}
    known |= {kind.name for kind in vocabulary.sections.values()}
    for entry in group.node.entries:
        if entry.key.text not in known:
            mistakes.append(unknown_key(entry.key.text, known, entry.key.at))


def _nothing_reported(incident: Incident, short: Short) -> list[Diagnostic]:
    kinds = (short.report_kind, short.allegation_kind)
    start = Span(incident.at.source, incident.at.start, incident.at.start)
    return [
        say.nothing_reported(kind.name, start)
        for kind in kinds
        if not incident.by_kind.get(kind.name)
    ]


def _written(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)
