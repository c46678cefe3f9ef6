"""Reading a whole incident: sections and the short form, then links between elements."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping as Facts
from datetime import date, datetime
from decimal import Decimal
from itertools import islice

from attrs import evolve, frozen

from hocr_engine.bounds import MAX_MISTAKES
from hocr_engine.diagnostic import Diagnostic, Severity, in_reading_order
from hocr_engine.field_messages import unknown_key
from hocr_engine.fields import Fields, document
from hocr_engine.incident import messages as say
from hocr_engine.incident.elements import ElementReader
from hocr_engine.incident.judgements import check_judgements
from hocr_engine.incident.links import check_links, complete_links
from hocr_engine.incident.model import Incident
from hocr_engine.nodes import Mapping, Node, Scalar, Sequence
from hocr_engine.text import Source, Span, whole
from hocr_engine.vocabulary.model import Kind, Role, Vocabulary
from hocr_engine.yaml_messages import too_many_mistakes
from hocr_engine.yaml_nodes import read_json

INCIDENT_FORMAT = "hocr.incident.v1"
_HEAD = ("format", "id", "force", "not_known")
_INCIDENT_ID = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029]{1,100}")

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
    try:
        text = json.dumps(facts, default=_written, indent=1, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError):
        return None, (say.not_plain_data(whole(Source("", "<incident>"))),)
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
    short = short_form(vocabulary)
    read = [kind.name for kind in vocabulary.kinds.values() if _read_kind(group, kind, reader)]
    sections = frozenset((*read, *(kind for kind, _ in reader.elements)))
    _hoist(group, short, reader)
    _unknown_keys(group, vocabulary, short, mistakes)
    if received is not None:
        _fill_in(reader, short, group.at, received)
    incident_id = _incident_id(group) if received is None else group.optional("id") or "case"
    incident = Incident(
        id=incident_id,
        force=group.optional("force") or "own force",
        elements=tuple(reader.elements.values()),
        sections=sections,
        at=group.at,
        expanded=tuple(reader.expanded),
        not_known=_not_known(group, vocabulary),
    )
    if reader.is_full:
        return None, _bounded(mistakes)
    mistakes.extend(_nothing_reported(incident, short, group))
    incident, more = complete_links(incident, vocabulary, short.report_kind, short.allegation_kind)
    mistakes.extend(more)
    for found in (check_links(incident, vocabulary), check_judgements(incident, vocabulary)):
        mistakes.extend(islice(found, MAX_MISTAKES + 1))
    errors = any(mistake.severity is Severity.ERROR for mistake in mistakes)
    return None if errors else incident, _bounded(mistakes)


def _bounded(mistakes: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Give mistakes in reading order, no more of them than anybody reads."""
    ordered = in_reading_order(mistakes)
    if len(ordered) <= MAX_MISTAKES:
        return ordered
    return (*ordered[:MAX_MISTAKES], too_many_mistakes(ordered[MAX_MISTAKES].at))


def _incident_id(group: Fields) -> str:
    text = group.text("id")
    scalar = group.node.get("id")
    if not text or not isinstance(scalar, Scalar):
        return text
    if scalar.is_null or not _INCIDENT_ID.fullmatch(scalar.text):
        group.mistakes.append(say.bad_incident_id(scalar.at))
    return text


def _not_known(group: Fields, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Give what was asked for and nobody knows, each as the id of a thing and one of its facts."""
    facts = {name for kind in vocabulary.kinds.values() for name in kind.facts}
    found = group.words("not_known")
    for one in found:
        thing, _, name = one.text.rpartition(".")
        if not thing or name not in facts:
            group.mistakes.append(say.unknown_fact_key(name, f"`{thing}`", facts, one.at))
    return tuple(one.text for one in found)


def _fill_in(reader: ElementReader, short: Short, at: Span, received: datetime) -> None:
    """Add the allegation and the report that a case leaves out, and when it was received."""
    for kind in (short.allegation_kind, short.report_kind):
        if not any(name == kind.name for name, _ in reader.elements):
            reader.read(kind, Mapping((), at), f"{kind.name}-1")
    known = short.report_kind.known or ""
    for key, element in list(reader.elements.items()):
        if element.kind == short.report_kind.name and known not in element.facts:
            reader.elements[key] = evolve(element, facts={**element.facts, known: received})


def short_form(vocabulary: Vocabulary) -> Short:
    """Give the kinds that the short form of a record is about."""
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
    many, one = group.node.key(kind.section), group.node.key(kind.name)
    if many is not None and one is not None and many is not one:
        group.mistakes.append(say.written_twice(one.text, one.at, many.at))
    listed = group.node.get(kind.section)
    if isinstance(listed, Sequence):
        for number, item in enumerate(listed.items, 1):
            reader.read(kind, item, f"{kind.name}-{number}")
    elif listed is not None and many is not one:
        group.items(kind.section)
    elif one is not None:
        single = group.group(kind.name, kind.label)
        if single is not None:
            reader.read(kind, single.node, f"{kind.name}-1")
    return many is not None or one is not None


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
        first = found[0].places
        twice = (entry.key for entry in written if entry.key.text in first)
        group.mistakes.extend(say.written_twice(k.text, k.at, first[k.text]) for k in twice)
        del reader.elements[kind.name, found[0].id]
    new_id = found[0].id if found else f"{kind.name}-1"
    reader.read(kind, Mapping(written, group.at), new_id)
    if found:
        new = reader.elements[kind.name, new_id]
        reader.elements[kind.name, new_id] = evolve(
            new,
            facts={**found[0].facts, **new.facts},
            places={**found[0].places, **new.places},
            days=found[0].days | new.days,
            at=found[0].at,
        )


def _unknown_keys(
    group: Fields, vocabulary: Vocabulary, short: Short, mistakes: list[Diagnostic]
) -> None:
    known = {*_HEAD, *vocabulary.sections, *(name.name for name in short.allegation.names)}
    known |= {kind.name for kind in vocabulary.sections.values()}
    unknown = (entry.key for entry in group.node.entries if entry.key.text not in known)
    mistakes.extend(
        unknown_key(key.text, known, key.at) for key in islice(unknown, MAX_MISTAKES + 1)
    )


def _nothing_reported(incident: Incident, short: Short, group: Fields) -> list[Diagnostic]:
    kinds = [k for k in (short.report_kind, short.allegation_kind) if not _tried(group, k)]
    start = Span(incident.at.source, incident.at.start, incident.at.start)
    return [
        say.nothing_reported(kind.name, start)
        for kind in kinds
        if not incident.by_kind.get(kind.name)
    ]


def _tried(group: Fields, kind: Kind) -> bool:
    """Say whether something is written of a kind, be it in the wrong shape."""
    nodes = (group.node.get(kind.section or ""), group.node.get(kind.name))
    return any(node is not None and node != Sequence((), node.at) for node in nodes)


def _written(value: object) -> object:
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case Facts():
            return dict(value)
        case _:
            raise TypeError
